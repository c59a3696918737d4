"""The numbers from the store to the view, computed off the window's thread."""

from dataclasses import replace
from datetime import date, datetime

from PySide6.QtGui import QKeySequence, QShortcut

from db.progress import Progress
from db.records.figure_rows import FigureRow
from db.store import Store
from db.vocabulary import Subject
from inspector_gui.labels import today
from inspector_gui.statistics.figures import Explanation, cut_off_of, explained, figure_sheet
from inspector_gui.window.desk import Desk
from inspector_gui.window.forms.edits import Committed
from inspector_gui.window.jobs import Job, application
from inspector_gui.window.page import Presenter
from inspector_gui.window.pages.figures.view import FiguresView, Overview
from inspector_gui.window.targets import PageKey, Target, finding_target


def build(desk: Desk) -> FiguresView:
    view = FiguresView()
    FiguresPresenter(view, desk)
    return view


def overview(store: Store, inspection: str, cut_off: datetime | None = None) -> Overview:
    """All of one moment (UTC) of the file; of now without one."""
    with store.read() as work:
        sheet = figure_sheet(work, inspection, cut_off)
        with work.as_of(cut_off):
            return Overview(
                sheet,
                work.totals.teams(inspection),
                work.totals.categories(inspection),
                cut_off,
            )


class FiguresPresenter(Presenter[FiguresView]):
    subjects = frozenset(Subject)
    of_school = False

    def __init__(self, view: FiguresView, desk: Desk) -> None:
        super().__init__(view, desk)
        self._job: Job[Overview] | None = None
        self._again = False
        self._shown: Overview | None = None
        self._key = ""
        self._cut_off: datetime | None = None
        view.explained.connect(self._explain)
        view.kind_turned.connect(desk.prepare)
        view.day_turned.connect(self._turn_to_day)
        view.context.table.opened.connect(self._open)
        QShortcut(QKeySequence.StandardKey.Copy, view, view.copy)

    def refresh(self) -> None:
        kinds = {code: inspection.kind for code, inspection in self.desk.inspections.items()}
        self.view.show_kinds(kinds, self.desk.preparing)
        if self._job is not None:
            self._again = True
            return
        store, kind, cut_off = self.desk.store, self.desk.preparing, self._cut_off

        def work(_: Progress) -> Overview:
            return overview(store, kind, cut_off)

        self._job = Job(work, application())
        self._job.then(self._on_computed)
        self._job.failed.connect(self._on_failed)
        self._job.start()

    def _turn_to_day(self, committed: Committed[date | None]) -> None:
        """The numbers as they were known at the end of a day. Raises InspectionError for one to
        come."""
        self._cut_off = cut_off_of(committed.value, today())
        self.view.day.show_value(committed.value)
        self.refresh()

    def _on_computed(self, shown: Overview) -> None:
        self._job, self._shown = None, shown
        if self._again:
            self._again = False
            self.refresh()
            return
        had_keyboard = self.view.hasFocus()
        self.view.show_overview(shown)
        if had_keyboard:
            self.view.enter()
        self.view.show_explanation(self._explanation(self._key))

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        raise error

    def _explain(self, key: str) -> None:
        self._key = key
        self.view.show_explanation(self._explanation(key))
        self.view.beside_wanted.emit()

    def _explanation(self, key: str) -> Explanation | None:
        if self._shown is None or key not in self._shown.sheet.figures:
            return None
        with self.desk.store.read() as work:
            return explained(work, self._shown.sheet, key, self._shown.cut_off)

    def _open(self, row: FigureRow) -> None:
        """A finding on its page; else the school it is about."""
        line = next((school for school in self.desk.schools if school.name == row.school), None)
        if line is None:
            return
        serial = row.name.partition("　")[0]
        found = row.table == "finding"
        target = finding_target(serial) if found else Target(PageKey.OVERVIEW)
        self.view.jump_wanted.emit(replace(target, visit=line.visit_id))
