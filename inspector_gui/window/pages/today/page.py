"""What waits, from the store to the view; a counter leads to its page."""

from collections.abc import Mapping
from datetime import timedelta

from db.vocabulary import Subject
from inspector_gui.statistics.today import Wait, today_at
from inspector_gui.window.desk import Desk
from inspector_gui.window.page import Presenter
from inspector_gui.window.pages.today.view import Came, TodayView
from inspector_gui.window.targets import PageKey, Target

_PAGES: Mapping[Wait, PageKey] = {
    Wait.SELF_REPORTS: PageKey.SELF_REPORTS,
    Wait.COMPLAINTS: PageKey.COMPLAINTS,
}


def build(desk: Desk) -> TodayView:
    view = TodayView()
    TodayPresenter(view, desk)
    return view


class TodayPresenter(Presenter[TodayView]):
    subjects = frozenset(Subject)
    of_school = False

    def __init__(self, view: TodayView, desk: Desk) -> None:
        super().__init__(view, desk)
        view.opened.connect(self._open)

    def refresh(self) -> None:
        kind = self.desk.inspections[self.desk.preparing]
        schools = {line.id: line.name for line in self.desk.schools}
        now = self.desk.store.now()
        since = now - timedelta(hours=24)
        with self.desk.store.read() as work:
            imports = [
                import_line
                for import_line in work.imports.lines()
                if import_line.merged_at >= since
            ]
            came = Came(imports, work.journal.since(since))
            self.view.show_today(today_at(work, kind, now), came, schools)

    def _open(self, what: Wait) -> None:
        page = self._to_decide() if what is Wait.DECIDE else _PAGES.get(what, PageKey.FOLLOWING)
        self.view.jump_wanted.emit(Target(page))

    def _to_decide(self) -> PageKey:
        """Where something is open; conflicts first."""
        with self.desk.store.read() as work:
            open_ = {
                PageKey.CONFLICTS: work.conflicts.count(),
                PageKey.DUPLICATES: work.pairs.number(),
                PageKey.QUARANTINE: work.quarantined.number(),
            }
        return next((page for page, number in open_.items() if number), PageKey.CONFLICTS)
