"""The visit's facts to the store and back."""

from typing import Any

from PySide6.QtCore import QTimer

from db.vocabulary import Act, Method, Subject
from inspector_gui.desk import Desk
from inspector_gui.pages.overview.view import OverviewView
from inspector_gui.pages.page import Presenter

_TIMELINE = 14


def build(desk: Desk) -> OverviewView:
    view = OverviewView()
    OverviewPresenter(view, desk)
    return view


class OverviewPresenter(Presenter):
    subjects = frozenset(Subject)

    def __init__(self, view: OverviewView, desk: Desk) -> None:
        super().__init__(view, desk)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._survey)
        view.edited.connect(self._edit)
        view.methods_ticked.connect(self._tick)

    def refresh(self) -> None:
        with self.desk.store.read() as work:
            visit = work.visits.facts(self.school.visit_id)
            methods = work.visits.methods(self.school.visit_id)
        self.view.show_visit(visit, methods)
        self._later.start()

    def _survey(self) -> None:
        """What is open and what was done: once the form can be written in."""
        from inspector_gui.statistics.unfinished import unfinished

        if self.desk.school is None:
            return
        with self.desk.store.read() as work:
            gaps = unfinished(work, self.school)
            deeds = work.journal.timeline(self.school.id, _TIMELINE)
        self.view.gaps.show_gaps(gaps)
        self.view.show_timeline(deeds)

    def _edit(self, name: str, value: Any) -> None:
        with self.desk.act(Act.RECORD_VISIT) as work:
            work.visits.record(self.school.visit_id, **{name: value})

    def _tick(self, methods: tuple[Method, ...]) -> None:
        with self.desk.act(Act.RECORD_VISIT) as work:
            before = work.visits.methods(self.school.visit_id)
            for method in set(methods) - before:
                work.visits.use(self.school.visit_id, method)
            for method in before - set(methods):
                work.visits.unuse(self.school.visit_id, method)
