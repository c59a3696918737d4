"""Registers to the store and back; what is wrong becomes a finding in one key."""

import uuid
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from db.records.catalogues import Item, LawfulFee
from db.records.fees import BookLine, FeeLine, ReconciliationLine, VoucherLine
from db.records.findings import FindingLine
from db.unit_of_work import Work
from db.vocabulary import Act, Subject
from inspector_gui.accounts import assessing, raising
from inspector_gui.accounts.assessing import Assessed, Line
from inspector_gui.accounts.finding_sentence import institution_of
from inspector_gui.accounts.matching import Conduct, alike, in_force, match, namesakes
from inspector_gui.accounts.overcharge import overcharge, total, unit_of
from inspector_gui.accounts.raising import Case
from inspector_gui.accounts.receipts import total as receipts_total
from inspector_gui.accounts.reconciling import column_totals
from inspector_gui.actions.accounts import count_receipts, count_vouchers
from inspector_gui.actions.raising import raise_finding
from inspector_gui.exchange.lists.vocabulary import fee_kind_named
from inspector_gui.parsing import grouped_yuan
from inspector_gui.window.accounting.columns import AccountRegister
from inspector_gui.window.accounting.view import Raising
from inspector_gui.window.accounting.voucher_draw import VoucherDraw
from inspector_gui.window.desk import Desk
from inspector_gui.window.forms.edits import Entry, RowEdited
from inspector_gui.window.forms.list_import import ListImport
from inspector_gui.window.page import Presenter
from inspector_gui.window.pages.fees.fee_tables import REGISTERS
from inspector_gui.window.pages.fees.view import FeesView
from inspector_gui.window.targets import finding_target

if TYPE_CHECKING:
    from inspector_gui.exchange.lists.plan import Kind


def build(desk: Desk) -> FeesView:
    view = FeesView()
    FeesPresenter(view, desk)
    return view


class FeesPresenter(Presenter[FeesView]):
    subjects = frozenset(
        {Subject.FEES, Subject.CATALOGUE, Subject.FINDINGS, Subject.SAMPLING, Subject.SCHOOLS}
    )

    def __init__(self, view: FeesView, desk: Desk) -> None:
        super().__init__(view, desk)
        self._lawful: list[LawfulFee] = []
        view.entered.connect(self._enter)
        view.corrected.connect(self._correct)
        view.matched.connect(self._match)
        view.raised.connect(self._raise)
        view.struck_out.connect(self._strike_out)
        self._import = ListImport(
            view.imports, desk, self._list, still=self._visit, act=Act.CHECK_FEES
        )
        self._draw = VoucherDraw(view, desk)

    @property
    def _conduct(self) -> Conduct:
        campaign, school = self.desk.terms, self.school
        return Conduct(
            frozenset(school.stages), school.ownership, campaign.conduct_from, campaign.conduct_to
        )

    def refresh(self) -> None:
        school, campaign = self.school, self.desk.terms
        with self.desk.store.read() as work:
            lines = {
                register.key: work.fees.lines(register.line, school.visit_id)
                for register in REGISTERS
            }
            findings = {line.id: line for line in work.findings.lines(school.visit_id)}
            items = self.desk.items_for(school)
            self._lawful = in_force(work.catalogues.fees(), self._conduct)
            pending = work.samplings.pending(school.visit_id)
        rows: dict[str, Sequence[Assessed[Line]]] = {
            "fees": [self._assess_fee(line, findings) for line in lines["fees"]],
            "books": assessing.books(lines["books"], findings),
            "reconciliations": [
                assessing.reconciliation(line, findings) for line in lines["reconciliations"]
            ],
            "vouchers": [
                assessing.voucher(line, campaign.conduct_from, campaign.conduct_to, findings)
                for line in lines["vouchers"]
            ],
        }
        self.view.show_catalogue(sorted({fee.name for fee in self._lawful}))
        self.view.show_sums(_sums(lines))
        self.view.show_period(campaign.conduct_from, campaign.conduct_to)
        self.view.show_registers(rows, partial(self._items_for, items), self._offered)
        self._draw.show(pending)
        self._import.leave_if_moved()

    def _assess_fee(
        self, line: FeeLine, findings: dict[uuid.UUID, FindingLine]
    ) -> Assessed[FeeLine]:
        rates = len(namesakes(line.name, self._lawful))
        return assessing.fee(line, findings, self._unit(line), self.school.headcount, rates)

    def _unit(self, line: FeeLine) -> str:
        lawful = next((fee for fee in self._lawful if fee.id == line.catalogue_fee_id), None)
        return unit_of(lawful.unit) if lawful else "期"

    def _offered(self, row: Assessed[Line]) -> Sequence[LawfulFee]:
        """The catalogue, what the line's name may mean first."""
        if not isinstance(row.line, FeeLine):
            return ()
        first = alike(row.line.name, self._lawful)
        return [*first, *(fee for fee in self._lawful if fee not in first)]

    def _items_for(self, items: list[Item], row: Assessed[Line]) -> Sequence[Item]:
        if isinstance(row.line, VoucherLine):
            return items
        return raising.likely(self._case(row), items)

    # what is done

    def _enter(self, register: AccountRegister, entry: Entry) -> None:
        """Of what kind a fee is that no catalogue and no word of its name tells is asked."""
        values, name = entry.values, entry.values.get("name", "")
        if register.line is not FeeLine or fee_kind_named(name) or self._known(name):
            self._enter_line(register, values)
        else:
            self.view.ask_kind(
                name, lambda kind: self._enter_line(register, {**values, "kind": kind})
            )

    def _enter_line(self, register: AccountRegister, values: Mapping[str, Any]) -> None:
        with self.desk.act(Act.CHECK_FEES) as work:
            self._keep(work, register, values)
        self.view.faces[register.key].entry.taken()

    def _visit(self) -> uuid.UUID | None:
        return self.desk.school.visit_id if self.desk.school else None

    def _list(self) -> "Kind":
        from inspector_gui.exchange.lists.school_fees import school_fees

        return school_fees(self.school.visit_id, self._known)

    def _keep(self, work: Work, register: AccountRegister, values: Mapping[str, Any]) -> None:
        if register.line is FeeLine:
            kind = fee_kind_named(values["name"])
            named = {"kind": kind} if kind else {}
            values = {**named, **self._known(values["name"]), **values}
        if register.line is BookLine:
            values = {"last_no": values["first_no"], **values}
        work.fees.enter(register.line, self.school.visit_id, **values)
        if register.line is BookLine:
            count_receipts(work, self.school.visit_id)

    def _known(self, name: str) -> dict[str, Any]:
        """What the catalogue says of a fee that bears this very name."""
        fee = match(name, self._lawful, self._conduct)
        return _of_catalogue(fee) if fee else {}

    def _correct(self, register: AccountRegister, edited: RowEdited[Assessed[Line]]) -> None:
        line, name = edited.row.line, edited.field
        written = type(getattr(line, name)) is str  # a word of a closed list is none
        kept = "" if edited.value is None and written else edited.value
        with self.desk.act(Act.CHECK_FEES) as work:
            work.fees.correct(register.line, line.id, **{name: kept})
            if name == "verdict":
                count_vouchers(work, self.school.visit_id)
            if name in ("issued", "void"):
                count_receipts(work, self.school.visit_id)

    def _match(self, row: Assessed[FeeLine], fee: LawfulFee | None) -> None:
        values = _of_catalogue(fee) if fee else {"catalogue_fee_id": None}
        with self.desk.act(Act.CHECK_FEES) as work:
            work.fees.correct(FeeLine, row.line.id, **values)

    def _strike_out(self, register: AccountRegister, row: Assessed[Line]) -> None:
        with self.desk.act(Act.DELETE) as work:
            work.fees.strike_out(register.line, row.line.id)

    def _case(self, row: Assessed[Line]) -> Case:
        institution = institution_of(self.school.stages)
        match row.line:
            case FeeLine() as line:
                return raising.of_fee(line, self._unit(line), institution)
            case BookLine() as line:
                return raising.of_book(line, row.proof)
            case ReconciliationLine() as line:
                return raising.of_reconciliation(line)
            case VoucherLine() as line:
                return raising.of_voucher(line, institution)
            case _:
                raise TypeError(row.line)

    def _raise(self, wanted: Raising) -> None:
        row = wanted.rows[0]
        if row.raised is not None:
            self.view.jump_wanted.emit(finding_target(row.raised.serial))
            return
        raised = raise_finding(
            store=self.desk.store,
            school=self.school,
            item=wanted.item,
            case=self._case(row) if row.wrong else None,
            rows=wanted.rows,
        )
        self.view.jump_wanted.emit(finding_target(raised.serial))


def _of_catalogue(fee: LawfulFee) -> dict[str, Any]:
    return {
        "catalogue_fee_id": fee.id,
        "allowed_fen": fee.rate_fen,
        "kind": fee.kind,
        "basis": fee.basis,
    }


def _overcharged(fees: list[FeeLine]) -> str:
    """`多收合计 9,360.00元`; there is no total while a row of it is not known yet."""
    if not fees:
        return ""
    still = sum(overcharge(fee) is None for fee in fees)
    if not still:
        return f"多收合计 {_yuan(total(fees))}"
    known = f"已填的多收 {_yuan(total(fees))}，" if still < len(fees) else ""
    return f"多收合计 —（{known}{still} 行待填）"


def _yuan(fen: int) -> str:
    return f"{grouped_yuan(fen)}元"


def _sums(lines: dict[str, list[Any]]) -> dict[str, str]:
    receipts, ledger, deposit = column_totals(lines["reconciliations"])
    checked = sum(line.verdict is not None for line in lines["vouchers"])
    return {
        "fees": _overcharged(lines["fees"]),
        "books": f"票据合计 {_yuan(receipts_total(lines['books']))}" if lines["books"] else "",
        "reconciliations": f"票据 {_yuan(receipts)} · 账面 {_yuan(ledger)} · 缴存 {_yuan(deposit)}"
        if lines["reconciliations"]
        else "",
        "vouchers": f"已核 {checked} / {len(lines['vouchers'])} 份" if lines["vouchers"] else "",
    }
