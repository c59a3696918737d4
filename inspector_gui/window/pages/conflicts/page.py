"""Conflicts from the store to the view, decisions back."""

from collections.abc import Sequence

from db.merge.conflicts import ConflictLine
from db.merge.decisions import Decided
from db.store import Changed
from db.vocabulary import Act, Subject
from inspector_gui.actions.merging import decide_conflicts, decide_conflicts_again
from inspector_gui.labels import in_china
from inspector_gui.window.desk import Desk
from inspector_gui.window.page import Presenter
from inspector_gui.window.pages.conflicts.comparison import Taken
from inspector_gui.window.pages.conflicts.view import ConflictsView, Decision


def build(desk: Desk) -> ConflictsView:
    view = ConflictsView(lambda: in_china(desk.store.now()).date())
    ConflictsPresenter(view, desk)
    return view


class ConflictsPresenter(Presenter[ConflictsView]):
    subjects = frozenset(Subject)
    of_school = False

    def __init__(self, view: ConflictsView, desk: Desk) -> None:
        super().__init__(view, desk)
        self._known: dict[str, ConflictLine] = {}
        self._done: list[tuple[Decided, Sequence[ConflictLine]]] = []
        view.decided.connect(self._decide)
        view.decided_again.connect(self._decide_again)
        view.again_wanted.connect(self._on_again)

    def refresh(self) -> None:
        with self.desk.store.read() as work:
            lines = work.conflicts.lines(self._known)
        self._known = {line.conflict.id: line for line in lines}
        self.view.show_lines(lines)

    def _on_changed(self, changed: Changed) -> None:
        """A decision changes nothing else about what is still open, but on the same row."""
        if changed.act is not Act.DECIDE:
            self._known = {}
        super()._on_changed(changed)

    def _forget(self, lines: Sequence[ConflictLine]) -> None:
        rows = {line.conflict.row for line in lines}
        self._known = {k: v for k, v in self._known.items() if v.conflict.row not in rows}

    def _decide(self, decision: Decision) -> None:
        lines = decision.lines
        self._forget(lines)
        decided = decide_conflicts(
            store=self.desk.store,
            names=[line.conflict.id for line in lines],
            take=decision.take,
        )
        self._done.append((decided, lines))
        self._show_outcome(f"已裁定 {len(lines)} 个。")

    def _decide_again(self, taken: Taken) -> None:
        decided, lines = self._done[-1]
        self._forget(lines)
        again = decide_conflicts_again(store=self.desk.store, before=decided, take=taken.take)
        self._done[-1] = again, lines
        self._show_outcome(f"已改判 {len(lines)} 个。")

    def _show_outcome(self, outcome: str) -> None:
        left = len(self.view.table.rows.rows)
        self.view.show_message(f"{outcome}{f'还有 {left} 个。' if left else ''}")
        self.view.enter()

    def _on_again(self) -> None:
        if self._done:
            self.view.judge_again(self._done[-1][1])
        else:
            self.view.show_message("这次打开以后还没有裁定过；以前裁定的，请到学校的页面上修改。")
