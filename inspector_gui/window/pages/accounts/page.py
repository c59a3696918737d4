"""Vouchers and working tables to the store and back; what is wrong becomes a finding in one key."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from db.records.accounts import SampleLine, WorkingLine
from db.records.catalogues import Item
from db.records.fees import VoucherLine
from db.vocabulary import Act, SampleKind, Subject
from inspector_gui.accounts import assessing, raising
from inspector_gui.accounts.assessing import Assessed, Line
from inspector_gui.accounts.differences import wrong_differences
from inspector_gui.accounts.finding_sentence import institution_of
from inspector_gui.accounts.line_faults import VisitDays, is_checked, visit_days
from inspector_gui.accounts.raising import Case
from inspector_gui.actions.accounts import (
    Choice,
    choose_vouchers,
    correct_account,
    enter_account,
    enter_within,
    strike_account,
)
from inspector_gui.actions.raising import raise_finding
from inspector_gui.labels import label
from inspector_gui.parsing import grouped_yuan
from inspector_gui.window.accounting.columns import AccountRegister
from inspector_gui.window.accounting.view import Raising
from inspector_gui.window.accounting.voucher_draw import VoucherDraw
from inspector_gui.window.accounting.voucher_page import VOUCHERS
from inspector_gui.window.desk import Desk
from inspector_gui.window.forms.edits import Entry, RowEdited
from inspector_gui.window.forms.list_import import ListImport
from inspector_gui.window.page import Presenter
from inspector_gui.window.pages.accounts.account_tables import WORKING_TABLES
from inspector_gui.window.pages.accounts.view import AccountsView
from inspector_gui.window.targets import finding_target

if TYPE_CHECKING:
    from inspector_gui.exchange.lists.plan import Kind


def build(desk: Desk) -> AccountsView:
    known = _Known(VisitDays(desk.terms.conduct_from, desk.terms.conduct_to))
    view = AccountsView(lambda: known.days, known.chosen)
    AccountsPresenter(view, desk, known)
    return view


class _Known:
    """What fields and columns ask of the visit that is shown."""

    def __init__(self, days: VisitDays) -> None:
        self.days = days
        self.samples: dict[uuid.UUID, SampleLine] = {}

    def chosen(self, line: VoucherLine) -> str:
        sample = self.samples.get(line.sample_id) if line.sample_id else None
        return label(sample.kind) if sample else "手工"


class AccountsPresenter(Presenter[AccountsView]):
    subjects = frozenset(
        {
            *(Subject.ACCOUNTS, Subject.FEES, Subject.CATALOGUE, Subject.FINDINGS),
            *(Subject.SAMPLING, Subject.SCHOOLS, Subject.VISITS, Subject.CAMPAIGN),
        }
    )

    def __init__(self, view: AccountsView, desk: Desk, known: _Known) -> None:
        super().__init__(view, desk)
        self._known = known
        view.entered.connect(self._enter)
        view.corrected.connect(self._correct)
        view.raised.connect(self._raise)
        view.struck_out.connect(self._strike_out)
        view.choosing.chosen.connect(self._choose)
        self._import = ListImport(
            view.imports, desk, self._list, still=self._shown, act=Act.CHECK_ACCOUNTS
        )
        self._draw = VoucherDraw(view, desk)

    def refresh(self) -> None:
        visit = self.school.visit_id
        with self.desk.store.read() as work:
            self._known.days = visit_days(work, self.school)
            samples = work.accounts.lines(SampleLine, visit)
            self._known.samples = {sample.id: sample for sample in samples}
            vouchers = work.fees.lines(VoucherLine, visit)
            tables = {
                register.key: work.accounts.lines(register.line, visit)
                for register in WORKING_TABLES
            }
            findings = {line.id: line for line in work.findings.lines(visit)}
            pending = work.samplings.pending(visit)
        days, items = self._known.days, self.desk.items_for(self.school)
        rows: dict[str, Sequence[Assessed[Line]]] = {
            VOUCHERS: [
                assessing.accounted_voucher(voucher, days, findings) for voucher in vouchers
            ],
            **{
                key: [assessing.working(line, days, findings) for line in lines]
                for key, lines in tables.items()
            },
        }
        self.view.choosing.show_areas({item.category: item.category_name for item in items})
        self.view.show_sums({VOUCHERS: self._sampled(vouchers), **_sums(tables)})
        self.view.show_registers(rows, lambda row: self._items_for(items, row))
        self._draw.show(pending)
        self._import.leave_if_moved()

    def _sampled(self, lines: Sequence[VoucherLine]) -> str:
        """`已核 12 / 30 份 · 随机 20 份`: what was chosen on purpose is never called random."""
        if not lines:
            return ""
        drawn = sum(
            line.sample_id is not None
            and (sample := self._known.samples.get(line.sample_id)) is not None
            and sample.kind is SampleKind.RANDOM
            for line in lines
        )
        random = f" · 随机 {drawn} 份" if drawn else ""
        return f"已核 {sum(map(is_checked, lines))} / {len(lines)} 份{random}"

    def _items_for(self, items: list[Item], row: Assessed[Line]) -> Sequence[Item]:
        if isinstance(row.line, VoucherLine):
            return items
        return raising.likely(self._case([row]), items)

    # what is done

    def _enter(self, register: AccountRegister, entry: Entry) -> None:
        enter_account(
            store=self.desk.store, school=self.school, register=register.line, values=entry.values
        )
        self.view.faces[register.key].entry.taken()

    def _shown(self) -> object:
        """A list that is looked at belongs to this school and this register."""
        school = self.desk.school
        return (school.visit_id if school else None, self.view.chips.key)

    def _list(self) -> Kind:
        from inspector_gui.exchange.lists.account_lines import Into, account_lines

        register = self.view.registers[self.view.chips.key]
        names = tuple(spec.name for spec in register.form())
        kind = ("kind",) if "kind" in names else ()
        into = Into(register.line, names, (register.needed, *kind), enter_within)
        return account_lines(into, self.school, self._known.days)

    def _correct(self, _: AccountRegister, edited: RowEdited[Assessed[Line]]) -> None:
        line, name = edited.row.line, edited.field
        written = type(getattr(line, name)) is str  # a word of a closed list is none
        kept = "" if edited.value is None and written else edited.value
        correct_account(store=self.desk.store, school=self.school, line=line, values={name: kept})

    def _strike_out(self, _: AccountRegister, row: Assessed[Line]) -> None:
        strike_account(store=self.desk.store, school=self.school, line=row.line)
        self.desk.done.emit("已删除")

    def _choose(self, choice: Choice) -> None:
        choose_vouchers(store=self.desk.store, school=self.school, choice=choice)
        self.view.choosing.entry.taken()
        self.view.end_choosing()

    def _case(self, rows: Sequence[Assessed[Line]]) -> Case:
        lines = [row.line for row in rows]
        vouchers = [line for line in lines if isinstance(line, VoucherLine)]
        if vouchers:
            return raising.of_vouchers(vouchers, institution_of(self.school.stages))
        return raising.of_working(_working(lines[0]))

    def _raise(self, wanted: Raising) -> None:
        first = wanted.rows[0]
        if first.raised is not None:
            self.view.jump_wanted.emit(finding_target(first.raised.serial))
            return
        rows = [row for row in wanted.rows if row.raised is None]
        raised = raise_finding(
            store=self.desk.store,
            school=self.school,
            item=wanted.item,
            case=self._case(rows) if first.wrong else None,
            rows=rows,
        )
        self.view.jump_wanted.emit(finding_target(raised.serial))


def _working(line: Any) -> WorkingLine:
    assert isinstance(line, WorkingLine)  # noqa: S101  # the page has vouchers and these
    return line


def _sums(tables: dict[str, list[Any]]) -> dict[str, str]:
    return {key: _differing(lines) for key, lines in tables.items()}


def _differing(lines: Iterable[WorkingLine]) -> str:
    """`差异 3 处，合计 1234.00元`: money alone is summed, pieces are only counted."""
    listed = list(lines)
    wrong = [difference for line in listed for difference in wrong_differences(line)]
    if not listed:
        return ""
    if not wrong:
        return "没有差异"
    fen = sum(abs(difference.value) for difference in wrong if not difference.counted)
    return f"差异 {len(wrong)} 处" + (f"，合计 {grouped_yuan(fen)}元" if fen else "")
