"""The four amounts are called as the inspection of the file calls them."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from db.merge.receipts import Receipt
from db.records.totals import Figures
from db.store import Store
from inspector_gui.window.desk import Desk
from inspector_gui.window.pages.merge.preview import total_lines


def test_a_merge_of_a_finance_team_names_its_own_amounts(store: Store, qtbot: QtBot) -> None:
    desk = Desk(store)
    with store.read() as work:
        none = work.totals.figures(inspection="finance")
    some = Figures(**{**vars(none), "due_fen": 100})
    names: Callable[[str], dict[str, str]] = desk.figure_names
    for code, called in (("finance", "应调账（元）"), ("fee", "应退（元）"), ("", "应退（元）")):
        receipt = Receipt(None, None, "包", "组", theirs=some, ours_before=none, ours=some)
        assert [line.name for line in total_lines(receipt, names(code))] == [called]
