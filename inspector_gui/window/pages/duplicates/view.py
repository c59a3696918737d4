"""Pairs that look like one thing above, the chosen pair side by side below. Digits judge."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QGridLayout, QVBoxLayout, QWidget

from db.labels import column_label
from db.merge.duplicates import Twins
from inspector_gui.exchange import value_text
from inspector_gui.window.page import Page
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, clear, text
from inspector_gui.window.widgets.scrolling import scrolling
from inspector_gui.window.widgets.table import Column, Rows, Table

FIRST, SECOND, APART = "first", "second", "apart"
_KEYS = {"1": FIRST, "2": SECOND, "3": APART}
_WAYS = {FIRST: "是同一件，留这份  1", SECOND: "是同一件，留这份  2", APART: "不是同一件  3"}
_HINT = (
    "两台电脑各录了一份的，在这里判定。留下的一份接过另一份名下的证据、计票等，空着的栏目也补上。"
    "1 留第一份 · 2 留第二份 · 3 不是同一件 · Ctrl+A 全选"
)
_TOP = Qt.AlignmentFlag.AlignTop


def _record(row: Twins) -> str:
    return value_text.record(row.table, row.caption)


def _differing(row: Twins) -> str:
    return "、".join(column_label(row.table, name) for name in row.differing) or "内容一样"


COLUMNS: tuple[Column[Twins], ...] = (
    Column("学校", lambda row: row.school or "", 200),
    Column("记录", _record, 190),
    Column("第一份", lambda row: value_text.who(row.first.made), 170),
    Column("第二份", lambda row: value_text.who(row.second.made), 170),
    Column("不同之处", _differing),
)


class PairTable(Table[Twins]):
    """Tells `pressed(way)`."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__("疑似重复的记录", Rows(COLUMNS))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.text() in _KEYS:
            self.pressed.emit(_KEYS[event.text()])
        else:
            super().keyPressEvent(event)


@dataclass(frozen=True)
class Judgement:
    """`way`: which of a pair stays, or APART; several pairs only where they are two things each."""

    pairs: tuple[Twins, ...]
    way: str


class TwinsView(Page):
    """Tells `judged`."""

    judged = Signal(Judgement)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.table = PairTable()
        self._hint = text(_HINT, "muted", wrap=True)
        self._empty = text("没有疑似重复的记录。", "muted")
        self._pair = QWidget()
        self._grid = QGridLayout(self._pair)
        self._title = text(role="section", wrap=True)
        self._below = scrolling(self._pair)
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(12), px(18), px(12))
        layout.setSpacing(px(8))
        for part in (self._hint, self._empty):
            layout.addWidget(part)
        layout.addWidget(self.table, 3)
        layout.addWidget(self._title)
        layout.addWidget(self._below, 4)
        layout.addStretch(0)
        self.table.pressed.connect(self._judge)
        self.table.selectionModel().currentRowChanged.connect(self._show_pair)

    def show_pairs(self, pairs: Sequence[Twins]) -> None:
        row_number = max(0, self.table.currentIndex().row())
        self.table.rows.show_rows(pairs, lambda row: (row.first.row, row.second.row))
        for part in (self.table, self._title, self._below):
            part.setVisible(bool(pairs))
        self._empty.setVisible(not pairs)
        if pairs:
            self.table.go_to(min(row_number, len(pairs) - 1))
        self._show_pair()

    def show_message(self, message: str) -> None:
        self._hint.setText(f"{message}　{_HINT}" if message else _HINT)

    def enter(self) -> None:
        """Where nothing is listed the page has the keyboard: what was done can be undone."""
        target = self.table if self.table.rows.rows else self
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _judge(self, way: str) -> None:
        pairs = self.table.chosen()
        if len(pairs) == 1 or (pairs and way == APART):
            self.judged.emit(Judgement(tuple(pairs), way))

    def _show_pair(self, *_: object) -> None:
        clear(self._grid)
        pair: Twins | None = self.table.current()
        if pair is None:
            return
        where = f"{pair.school}　" if pair.school else ""
        self._title.setText(f"{where}{_record(pair)}")
        px = theme().px
        self._grid.setContentsMargins(0, 0, px(12), 0)
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(6))
        for column, (way, twin) in enumerate(((FIRST, pair.first), (SECOND, pair.second)), 1):
            self._grid.addWidget(text(value_text.who(twin.made), "title"), 0, column)
            self._grid.addWidget(text(value_text.when_and_where(twin.made), "muted"), 1, column)
            self._grid.addWidget(self._way(way), 2, column, Qt.AlignmentFlag.AlignLeft)
            self._grid.setColumnStretch(column, 1)
        self._grid.addWidget(self._way(APART), 2, 3, Qt.AlignmentFlag.AlignLeft)
        self._grid.setColumnStretch(3, 1)
        shown = [name for name in pair.first.made.values if _worth(pair, name)]
        for row, name in enumerate(shown, 3):
            self._show_field(pair, name, row)
        self._grid.setRowStretch(3 + len(shown), 1)

    def _way(self, way: str) -> QWidget:
        made = button(_WAYS[way], name=_WAYS[way])
        made.setAutoDefault(True)
        made.clicked.connect(partial(self._judge, way))
        return made

    def _show_field(self, pair: Twins, name: str, row: int) -> None:
        self._grid.addWidget(text(column_label(pair.table, name), "muted"), row, 0, _TOP)
        for column, twin in enumerate((pair.first, pair.second), 1):
            value = value_text.value(name, twin.made.values[name], pair.names)
            role = "changed" if name in pair.differing else ""
            self._grid.addWidget(text(value, role, wrap=True), row, column, _TOP)


def _worth(pair: Twins, name: str) -> bool:
    """Somebody wrote something there that people can read."""
    values = (pair.first.made.values[name], pair.second.made.values[name])
    return any(value not in (None, "", 0, ()) for value in values) and name != "visit_id"
