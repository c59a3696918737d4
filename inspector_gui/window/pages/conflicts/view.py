"""The conflicts above, the chosen one side by side below. Digits decide for all that are chosen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.merge.conflicts import ConflictLine, Kind
from db.merge.decisions import BASE, Take
from inspector_gui.window.page import Page
from inspector_gui.window.pages.conflicts import conflict_text
from inspector_gui.window.pages.conflicts.comparison import Comparison, Taken
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, text
from inspector_gui.window.widgets.scrolling import scrolling
from inspector_gui.window.widgets.table import Column, Rows, Table

_CENTRE = Qt.AlignmentFlag.AlignHCenter
_KEYS = "0 取原来的 · 1 取先有的 · 2 取后来的 · E 另填 · Ctrl+A 全选 · 退格 改判上一个"
_OTHERS = {Qt.Key.Key_Backspace: "back", Qt.Key.Key_Escape: "stop"}
_EVERY_SCHOOL = "全部学校"

COLUMNS: tuple[Column[ConflictLine], ...] = (
    Column("学校", lambda row: row.school or "", 200),
    Column("记录", conflict_text.record_of, 170),
    Column("栏目", conflict_text.topic_of, 130),
    Column("各方说法", conflict_text.versions_of),
    Column(
        "类别",
        lambda row: conflict_text.KINDS[row.conflict.kind],
        92,
        _CENTRE,
        tone=lambda _: theme().colours.warn,
    ),
)


def _meant(event: QKeyEvent) -> str:
    """A digit, `e` to type, `back` to what was decided last, `stop`; '' for any other key."""
    if event.key() in _OTHERS:
        return _OTHERS[Qt.Key(event.key())]
    typed = event.text().lower()
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return typed if plain and (typed.isdigit() or typed == "e") else ""


class ConflictTable(Table[ConflictLine]):
    """Several rows may be chosen; tells `pressed(key)`: what a key means here."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__("待裁定的冲突", Rows(COLUMNS))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if key := _meant(event):
            self.pressed.emit(key)
        else:
            super().keyPressEvent(event)


@dataclass(frozen=True)
class Decision:
    """For these conflicts, what is to hold."""

    lines: tuple[ConflictLine, ...]
    take: Take


class ConflictsView(Page):
    """Tells `decided`, `again_wanted`, and then `decided_again`."""

    decided = Signal(Decision)
    decided_again = Signal(Taken)
    again_wanted = Signal()

    def __init__(self, near: Callable[[], date]) -> None:
        super().__init__()
        self._all: list[ConflictLine] = []
        self._kind: Kind | None = None
        self._again, self._has_message = False, False
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._chips: dict[Kind | None, QPushButton] = {}
        self.schools = QComboBox()
        self.schools.setAccessibleName("只看一所学校")
        self.table = ConflictTable()
        self.comparison = Comparison(near)
        self.word = text(_KEYS, "muted", wrap=True)
        self._empty = text(
            "没有待裁定的冲突。合并以后两边写得不一样的，会列在这里。", "muted", wrap=True
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        px = theme().px
        line = QHBoxLayout()
        line.setSpacing(px(8))
        group = QButtonGroup(self)
        for kind in (None, *Kind):
            chip = self._chips[kind] = button("", "chip")
            chip.setCheckable(True)
            chip.clicked.connect(partial(self._filter, kind))
            group.addButton(chip)
            line.addWidget(chip)
        self._chips[None].setChecked(True)
        line.addStretch(1)
        line.addWidget(self.schools)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(12), px(18), px(12))
        layout.setSpacing(px(8))
        self._filters = QWidget()
        self._filters.setLayout(line)
        line.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._filters)
        layout.addWidget(self._empty)
        layout.addWidget(self.table, 3)
        layout.addWidget(self.word)
        self._below = scrolling(self.comparison)
        layout.addWidget(self._below, 4)
        layout.addStretch(0)

    def _connect(self) -> None:
        self.table.pressed.connect(self._on_pressed)
        self.table.selectionModel().selectionChanged.connect(self._show_chosen)
        self.schools.activated.connect(lambda _: self._show())
        self.comparison.taken.connect(self._decide)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            short = QShortcut(QKeySequence(keys), self)
            short.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            short.activated.connect(self.comparison.take_typed)

    def show_lines(self, lines: Sequence[ConflictLine]) -> None:
        """All that is open. The place in the list stays."""
        self._all, self._again = list(lines), False
        names = [_EVERY_SCHOOL, *dict.fromkeys(line.school for line in lines if line.school)]
        if names != [self.schools.itemText(index) for index in range(self.schools.count())]:
            chosen = self.schools.currentText()
            self.schools.clear()
            self.schools.addItems(names)
            self.schools.setCurrentIndex(names.index(chosen) if chosen in names else 0)
        self._show()

    def show_message(self, message: str) -> None:
        """What was done; it stays where nothing else is open, for there is a way back."""
        self._has_message = bool(message)
        self.word.setText(f"{message}　{_KEYS}" if message else _KEYS)
        self.word.setVisible(self._has_message or bool(self._all))

    def judge_again(self, lines: Sequence[ConflictLine]) -> None:
        """Show what was decided together, to be decided anew."""
        several = f"上次一起裁定的 {len(lines)} 个，先看第一个：" if len(lines) > 1 else ""
        self._again = True
        self._below.show()
        self.comparison.show_line(lines[0], f"改判　{several}")
        self.show_message("正在改判；按 Esc 不改。")
        self.enter()

    def enter(self) -> None:
        target = self.table if self._all else self
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if key := _meant(event):
            self._on_pressed(key)
        else:
            super().keyPressEvent(event)

    def _filter(self, kind: Kind | None, *_: object) -> None:
        self._kind = kind
        self._show()
        self.enter()

    def _show(self) -> None:
        school = self.schools.currentText()
        of_school = [
            conflict for conflict in self._all if school in (_EVERY_SCHOOL, conflict.school, "")
        ]
        for kind, chip in self._chips.items():
            number = sum(kind in (None, conflict.conflict.kind) for conflict in of_school)
            chip.setText(f"{conflict_text.KINDS[kind] if kind else '全部'} {number}")
            chip.setVisible(kind is None or number > 0)
        shown = [conflict for conflict in of_school if self._kind in (None, conflict.conflict.kind)]
        row_number = max(0, self.table.currentIndex().row())
        self.table.rows.show_rows(shown, lambda row: row.conflict.id)
        for part in (self.table, self._below, self._filters):
            part.setVisible(bool(self._all))
        self.word.setVisible(self._has_message or bool(self._all))
        self._empty.setVisible(not self._all)
        if shown:
            self._go_to(min(row_number, len(shown) - 1))
        self._show_chosen()

    def _go_to(self, row: int) -> None:
        index = self.table.rows.index(row, 0)
        how = (
            QItemSelectionModel.SelectionFlag.ClearAndSelect
            | QItemSelectionModel.SelectionFlag.Rows
        )
        self.table.selectionModel().setCurrentIndex(index, how)
        self.table.scrollTo(index)

    def _show_chosen(self, *_: object) -> None:
        chosen = self.table.chosen()
        self._again = False
        prefix = f"选中 {len(chosen)} 个，先看第一个：" if len(chosen) > 1 else ""
        self.comparison.show_line(chosen[0] if chosen else None, prefix)

    def _on_pressed(self, key: str) -> None:
        match key:
            case "back":
                self.again_wanted.emit()
            case "stop":
                self._stop()
            case "e":
                self.comparison.begin_typing()
            case "0":
                self._decide(Taken(BASE))
            case _:
                self._decide(Taken(int(key) - 1))

    def _stop(self) -> None:
        """Out of a field of one's own, or not to judge anew: back to the list."""
        if self._again:
            self.show_message("")
            self._show()
        self.enter()

    def _decide(self, taken: Taken) -> None:
        """For what is being judged again, else for all that are chosen."""
        if self._again:
            self.decided_again.emit(taken)
            return
        take = taken.take
        lines = self.table.chosen()
        if isinstance(take, Mapping) and len(lines) > 1:
            self.show_message("另填的内容只能一个一个裁定；请只选一个。")
        elif isinstance(take, int) and any(take >= len(line.conflict.sides) for line in lines):
            self.show_message(f"没有第 {take + 1} 种说法。")
        elif lines:
            self.decided.emit(Decision(tuple(lines), take))
