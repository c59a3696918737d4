"""Pairs from the store to the view, judgements back."""

from db.vocabulary import Subject
from inspector_gui.actions.duplicates import keep_apart, make_one
from inspector_gui.window.desk import Desk
from inspector_gui.window.page import Presenter
from inspector_gui.window.pages.duplicates.view import APART, FIRST, Judgement, TwinsView


def build(desk: Desk) -> TwinsView:
    view = TwinsView()
    TwinsPresenter(view, desk)
    return view


class TwinsPresenter(Presenter[TwinsView]):
    subjects = frozenset(Subject)
    of_school = False

    def __init__(self, view: TwinsView, desk: Desk) -> None:
        super().__init__(view, desk)
        view.judged.connect(self._judge)

    def refresh(self) -> None:
        with self.desk.store.read() as work:
            self.view.show_pairs(work.pairs.lines())

    def _judge(self, judgement: Judgement) -> None:
        pairs, way = judgement.pairs, judgement.way
        if way == APART:
            keep_apart(store=self.desk.store, pairs=pairs)
        else:
            [pair] = pairs
            stays = pair.first if way == FIRST else pair.second
            make_one(store=self.desk.store, pair=pair, stays=stays.row)
        self.view.show_message(f"已判定 {len(pairs)} 对；按 Ctrl+Z 可以撤销。")
        self.view.enter()
