"""The visit's facts to the store and back."""

import uuid
from dataclasses import fields
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer

from db.errors import InspectionError
from db.records.asked_items import circumstances_that_matter
from db.records.visits import VisitFacts
from db.unit_of_work import Work
from db.vocabulary import Act, Method, Subject, VisitPage
from inspector_gui.labels import in_china
from inspector_gui.parsing import Unreadable
from inspector_gui.window.desk import Desk
from inspector_gui.window.forms.edits import FieldEdited
from inspector_gui.window.page import Presenter
from inspector_gui.window.pages.overview.days import Days
from inspector_gui.window.pages.overview.people import Person
from inspector_gui.window.pages.overview.timeline import timeline_lines
from inspector_gui.window.pages.overview.view import OverviewView

if TYPE_CHECKING:  # read with the first visit that has accounts
    from inspector_gui.window.pages.overview.cash import CashAndPapers

_LINES, _DEEDS = 16, 400


def build(desk: Desk) -> OverviewView:
    view = OverviewView()
    OverviewPresenter(view, desk)
    return view


class OverviewPresenter(Presenter[OverviewView]):
    subjects = frozenset(Subject)

    def __init__(self, view: OverviewView, desk: Desk) -> None:
        super().__init__(view, desk)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._survey)
        self._accounts: CashAndPapers | None = None
        view.edited.connect(self._edit)
        view.arrived.connect(self._arrive)
        view.left.connect(self._leave)

    def refresh(self) -> None:
        with self.desk.store.read() as work:
            visit = work.visits.facts(self.school.visit_id)
            shown = SimpleNamespace(
                **{field.name: getattr(visit, field.name) for field in fields(visit)},
                people=work.visits.present(visit.id),
                methods=work.visits.methods(visit.id),
                circumstances=work.circumstances.of(self.school.id),
            )
            people = self._people(work)
            self._show_accounts(work)
        kind = self.desk.inspection
        methods = kind.methods if kind else tuple(Method)
        self.view.ask_circumstances(circumstances_that_matter(self.desk.items, self.school))
        self.view.show_visit(shown, visit, self._days(visit), people, methods)
        self._later.start()

    def _show_accounts(self, work: Work) -> None:
        """Where the inspection looks into accounts; else their registers are not even made."""
        kind = self.desk.inspection
        if kind is not None and kind.has(VisitPage.ACCOUNTS):
            if self._accounts is None:
                from inspector_gui.window.pages.overview.cash import CashAndPapers

                self._accounts = CashAndPapers(self.view, self.desk)
            self._accounts.show(work)
        elif self._accounts is not None:
            self._accounts.hide()

    def _people(self, work: Work) -> list[Person]:
        recused = {
            recusal.member_id
            for recusal in work.people.recusals()
            if recusal.school == self.school.name
        }
        return [
            Person(
                member.id,
                f"{member.name}{'（组长）' if member.is_lead else ''}",
                member.id in recused,
            )
            for member in work.people.members(self.school.team_id)
        ]

    def _days(self, visit: VisitFacts) -> Days:
        day = visit.visited_on or visit.planned_on
        return Days(self.desk.terms, day, visit.arrived_at, visit.left_at)

    def _survey(self) -> None:
        """What is open and what was done: once the form can be written in."""
        from inspector_gui.statistics.unfinished import unfinished

        if self.desk.school is None:
            return
        with self.desk.store.read() as work:
            gaps = unfinished(work, self.school)
            deeds = work.journal.timeline(self.school.id, _DEEDS)
            earlier = work.earlier_findings.lines(self.school.id)
        self.view.show_earlier(earlier)
        self.view.gaps.show_gaps(gaps)
        self.view.show_timeline(timeline_lines(deeds, _LINES))

    # what is written

    def _edit(self, edited: FieldEdited) -> None:
        with self.desk.act(Act.RECORD_VISIT) as work:
            if edited.field == "people":
                self._attend(work, edited.value)
            elif edited.field == "methods":
                self._use(work, edited.value)
            elif edited.field == "circumstances":
                work.circumstances.note(self.school.id, edited.value)
            else:
                work.visits.record(self.school.visit_id, **{edited.field: edited.value})

    def _attend(self, work: Work, present: frozenset[uuid.UUID]) -> None:
        before = work.visits.present(self.school.visit_id)
        for member in present - before:
            work.visits.attend(self.school.visit_id, member)
        for member in before - present:
            work.visits.be_absent(self.school.visit_id, member)

    def _use(self, work: Work, methods: tuple[Method, ...]) -> None:
        before = work.visits.methods(self.school.visit_id)
        for method in set(methods) - before:
            work.visits.use(self.school.visit_id, method)
        for method in before - set(methods):
            work.visits.unuse(self.school.visit_id, method)

    def _arrive(self) -> None:
        """At the gate, by one key: the day, the time, the place."""
        self.desk.flush()
        now = self.desk.store.now()
        with self.desk.store.read() as work:
            visit = work.visits.facts(self.school.visit_id)
        today = f"{in_china(now):%Y-%m-%d}"
        try:
            day = self._days(visit).read_visit(today)
        except Unreadable as wrong:
            raise InspectionError(f"今天是 {today}，{wrong}；请手工填写日期。") from wrong
        with self.desk.act(Act.RECORD_VISIT) as work:
            values: dict[str, Any] = {"visited_on": day, "arrived_at": now}
            if not visit.place:
                values["place"] = self.school.name
            work.visits.record(visit.id, **values)

    def _leave(self) -> None:
        self.desk.flush()
        with self.desk.act(Act.RECORD_VISIT) as work:
            work.visits.record(self.school.visit_id, left_at=self.desk.store.now())
