"""Conflicts from the store to the view, decisions back."""

from db.merge.conflicts import ConflictLine
from db.merge.decisions import Take, decide_again, decide_all
from db.vocabulary import Subject
from inspector_gui.desk import Desk
from inspector_gui.labels import in_china
from inspector_gui.pages.conflicts.view import ConflictsView
from inspector_gui.pages.page import Presenter


def build(desk: Desk) -> ConflictsView:
    view = ConflictsView(lambda: in_china(desk.store.now()).date())
    ConflictsPresenter(view, desk)
    return view


class ConflictsPresenter(Presenter):
    subjects = frozenset(Subject)
    of_school = False

    def __init__(self, view: ConflictsView, desk: Desk) -> None:
        super().__init__(view, desk)
        self._last: ConflictLine | None = None
        view.decided.connect(self._decide)
        view.again_wanted.connect(self._on_again)

    def refresh(self) -> None:
        with self.desk.store.read() as work:
            lines = work.conflicts.lines()
        self.view.show_lines(lines)

    def _decide(self, lines: list[ConflictLine], take: Take) -> None:
        open_ = {line.conflict.id for line in self.view.table.rows.rows}
        again = [line for line in lines if line.conflict.id not in open_]
        for line in again:
            decide_again(self.desk.store, line.conflict, take)
        if not again:
            decide_all(self.desk.store, [line.conflict.id for line in lines], take)
        self._last = lines[-1]
        self.view.say(f"已裁定 {len(lines)} 个。")
        self.view.enter()

    def _on_again(self) -> None:
        if self._last is None:
            self.view.say("还没有裁定过。")
        else:
            self.view.judge_again(self._last)
