"""The team's schools from the store to the view; a line leads to its school."""

from dataclasses import replace

from db.vocabulary import Subject
from inspector_gui.statistics.team_progress import (
    OpenCall,
    SchoolProgress,
    open_calls,
    progress,
    read_out,
)
from inspector_gui.window.desk import Desk
from inspector_gui.window.page import Presenter
from inspector_gui.window.pages.team.view import TeamView
from inspector_gui.window.targets import PageKey, Target


def build(desk: Desk) -> TeamView:
    view = TeamView()
    TeamPresenter(view, desk)
    return view


class TeamPresenter(Presenter[TeamView]):
    subjects = frozenset(Subject)

    def __init__(self, view: TeamView, desk: Desk) -> None:
        super().__init__(view, desk)
        view.schools.opened.connect(self._open)
        view.schools.read_wanted.connect(self._read_out)
        view.calls.opened.connect(self._call)

    def refresh(self) -> None:
        schools, now = self.desk.schools, self.desk.store.now()
        with self.desk.store.read() as work:
            rows = progress(work, schools, self.desk.items)
            self.view.show_team(rows, open_calls(work, schools, now))

    def _open(self, row: SchoolProgress) -> None:
        self.view.jump_wanted.emit(replace(Target(PageKey.OVERVIEW), visit=row.id))

    def _call(self, row: OpenCall) -> None:
        self.view.jump_wanted.emit(replace(Target(PageKey.CALLS), visit=row.visit_id))

    def _read_out(self, row: SchoolProgress) -> None:
        line = next(school for school in self.desk.schools if school.visit_id == row.id)
        with self.desk.store.read() as work:
            self.view.read_aloud(read_out(work, line))
