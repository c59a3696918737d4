"""Cash counted on arrival and papers handed over, to the store and back."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject

from db.records.accounts import CashLine, HandedLine
from db.records.findings import FindingLine
from db.records.schools import SchoolLine
from db.unit_of_work import Work
from inspector_gui.accounts import assessing, raising
from inspector_gui.accounts.assessing import Assessed, Line
from inspector_gui.accounts.line_faults import visit_days
from inspector_gui.actions.accounts import (
    correct_account,
    enter_account,
    return_documents,
    strike_account,
)
from inspector_gui.actions.raising import raise_finding
from inspector_gui.window.accounting.columns import AccountRegister
from inspector_gui.window.accounting.view import Raising
from inspector_gui.window.desk import Desk
from inspector_gui.window.forms.edits import Entry, RowEdited
from inspector_gui.window.pages.overview.cash_tables import CASH, HANDED
from inspector_gui.window.pages.overview.cash_view import CashView
from inspector_gui.window.pages.overview.view import OverviewView
from inspector_gui.window.targets import finding_target


class CashAndPapers(QObject):
    """A child of the page: they die together. Shown where the inspection looks into accounts."""

    def __init__(self, page: OverviewView, desk: Desk) -> None:
        super().__init__(page)
        self._view, self._desk = CashView(page), desk
        view = self._view
        view.entered.connect(self._enter)
        view.corrected.connect(self._correct)
        view.struck_out.connect(self._strike_out)
        view.raised.connect(self._raise)
        view.returned.connect(self._return)

    def show(self, work: Work) -> None:
        """For a visit of an inspection that has accounts."""
        school = self._school
        self._view.ask_accounts(on=True)
        findings = {line.id: line for line in work.findings.lines(school.visit_id)}
        cash = work.accounts.lines(CashLine, school.visit_id)
        papers = work.accounts.lines(HandedLine, school.visit_id)
        days, items = visit_days(work, school), self._desk.items_for(school)
        rows: dict[str, Sequence[Assessed[Line]]] = {
            CASH: [assessing.working(cash_line, days, findings) for cash_line in cash],
            HANDED: [assessing.handed(paper) for paper in papers],
        }
        self._view.show_registers(
            rows,
            lambda row: (
                raising.likely(raising.of_working(row.line), items)
                if isinstance(row.line, CashLine)
                else ()
            ),
        )
        held = sum(paper.returned_at is None for paper in papers)
        self._view.show_held(held)

    def hide(self) -> None:
        """The visit is all there is."""
        self._view.ask_accounts(on=False)

    @property
    def _school(self) -> SchoolLine:
        assert self._desk.school is not None  # noqa: S101  # pages are shown for a school only
        return self._desk.school

    def _enter(self, register: AccountRegister, entry: Entry) -> None:
        moment = "counted_at" if register.line is CashLine else "handed_at"
        values: dict[str, Any] = {moment: self._desk.store.now(), **entry.values}
        enter_account(
            store=self._desk.store, school=self._school, register=register.line, values=values
        )
        self._view.faces[register.key].entry.taken()

    def _correct(self, _: AccountRegister, edited: RowEdited[Assessed[Line]]) -> None:
        line, name = edited.row.line, edited.field
        written = type(getattr(line, name)) is str
        kept = "" if edited.value is None and written else edited.value
        if name == "copies":
            kept = kept or 1
        correct_account(store=self._desk.store, school=self._school, line=line, values={name: kept})

    def _strike_out(self, _: AccountRegister, row: Assessed[Line]) -> None:
        strike_account(store=self._desk.store, school=self._school, line=row.line)
        self._desk.done.emit("已删除")

    def _return(self) -> None:
        number = return_documents(store=self._desk.store, school=self._school)
        self._desk.done.emit(f"已归还 {number} 项资料")

    def _raise(self, wanted: Raising) -> None:
        row = wanted.rows[0]
        found: FindingLine | None = row.raised
        serial = found.serial if found else self._raised(row, wanted)
        self._view.jump_wanted.emit(finding_target(serial))

    def _raised(self, row: Assessed[Line], wanted: Raising) -> str:
        case = raising.of_working(row.line) if isinstance(row.line, CashLine) else None
        return raise_finding(
            store=self._desk.store,
            school=self._school,
            item=wanted.item,
            case=case,
            rows=wanted.rows,
        ).serial
