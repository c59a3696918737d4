"""Pairs from the store to the view, judgements back."""

from db.merge.duplicates import Twins
from db.vocabulary import Act, Subject
from inspector_gui.window.desk import Desk
from inspector_gui.window.page import Presenter
from inspector_gui.window.pages.duplicates.view import APART, FIRST, TwinsView


def build(desk: Desk) -> TwinsView:
    view = TwinsView()
    TwinsPresenter(view, desk)
    return view


class TwinsPresenter(Presenter):
    subjects = frozenset(Subject)
    of_school = False

    def __init__(self, view: TwinsView, desk: Desk) -> None:
        super().__init__(view, desk)
        view.judged.connect(self._judge)

    def refresh(self) -> None:
        with self.desk.store.read() as work:
            self.view.show_pairs(work.pairs.lines())

    def _judge(self, pairs: list[Twins], way: str) -> None:
        with self.desk.act(Act.MATCH) as work:
            if way == APART:
                work.pairs.apart([(pair.first.row, pair.second.row) for pair in pairs])
            else:
                [pair] = pairs
                rows = (pair.first.row, pair.second.row)
                work.pairs.same(pair.table, *(rows if way == FIRST else reversed(rows)))
        self.view.say(f"已判定 {len(pairs)} 对；按 Ctrl+Z 可以撤销。")
        self.view.enter()
