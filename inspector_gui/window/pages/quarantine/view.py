"""The rows that stayed out above; what the chosen one held, and its repair, below."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from db.labels import column_label
from db.merge.quarantine_repair import KeptOut
from db.parsing import kind_of
from inspector_gui.window.forms.edits import Committed
from inspector_gui.window.forms.stored import Field, stored_field
from inspector_gui.window.page import Page
from inspector_gui.window.pages.quarantine import quarantine_text
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, clear, text
from inspector_gui.window.widgets.reasons import ReasonLine
from inspector_gui.window.widgets.scrolling import scrolling
from inspector_gui.window.widgets.table import Column, Rows, Table

_TOP = Qt.AlignmentFlag.AlignTop
_KEYS = "Enter 填写正确的内容 · Ctrl+Enter 修复 · Delete 不要选中的 · Ctrl+A 全选"
_NOT_WANTED = ("测试数据", "重复录入", "已在学校页面补录", "检查组已作废")

COLUMNS: tuple[Column[KeptOut], ...] = (
    Column("批次", lambda row: f"第 {row.batch} 批", 76),
    Column("学校", lambda row: row.school or "", 180),
    Column("记录", quarantine_text.record_of, 190),
    Column("为什么隔离", quarantine_text.reason_of),
    Column("可否修复", quarantine_text.what_to_do, 140),
)


class OutTable(Table[KeptOut]):
    """Enter goes to the repair; Delete leaves out all that are chosen."""

    entered = Signal()
    left_out = Signal()

    def __init__(self) -> None:
        super().__init__("隔离的行", Rows(COLUMNS))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.left_out.emit()
        else:
            super().keyPressEvent(event)


@dataclass(frozen=True)
class Repair:
    """A row that stayed out, and what is right in it by column."""

    row: KeptOut
    values: Mapping[str, object]


@dataclass(frozen=True)
class LeftOut:
    """Rows that nobody wants, and why."""

    rows: tuple[KeptOut, ...]
    reason: str


class QuarantineView(Page):
    """Tells `repaired` and `left_out`."""

    repaired = Signal(Repair)
    left_out = Signal(LeftOut)

    def __init__(self, near: Callable[[], date]) -> None:
        """`near`: the day that is meant where a year is left out."""
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._near = near
        self._row: KeptOut | None = None
        self._last = 0
        self._typed: dict[str, Any] = {}
        self.fields: dict[str, Field] = {}
        self.table = OutTable()
        self.reason = ReasonLine()
        self.word = text(_KEYS, "muted", wrap=True)
        self._empty = text(
            "没有隔离的行。合并时不合规的行会列在这里，其余照常合并。", "muted", wrap=True
        )
        self.repair = button("修复", "main", name="修复")
        self.leave = button("不要选中的", name="不要选中的")
        self._held = QWidget()
        self._grid = QGridLayout(self._held)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        px = theme().px
        line = QHBoxLayout()
        line.addWidget(self.word, 1)
        line.addWidget(self.leave)
        line.addWidget(self.repair)
        self._grid.setContentsMargins(0, 0, px(12), 0)
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(6))
        self._grid.setColumnStretch(1, 1)
        self._below = scrolling(self._held)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(12), px(18), px(12))
        layout.setSpacing(px(8))
        layout.addWidget(self._empty)
        layout.addWidget(self.table, 3)
        layout.addLayout(line)
        layout.addWidget(self.reason)
        layout.addWidget(self._below, 3)
        layout.addStretch(0)

    def _connect(self) -> None:
        self.table.selectionModel().selectionChanged.connect(self._show_chosen)
        self.table.entered.connect(self._begin)
        self.table.left_out.connect(self._ask_why)
        self.leave.clicked.connect(self._ask_why)
        self.repair.clicked.connect(self._repair)
        for knob in (self.leave, self.repair):
            knob.setAutoDefault(True)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            short = QShortcut(QKeySequence(keys), self)
            short.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            short.activated.connect(self._repair)

    def show_rows(self, rows: Sequence[KeptOut], number: int) -> None:
        """The first of `number` rows that wait."""
        row_number = max(0, self.table.currentIndex().row())
        self.table.rows.show_rows(rows, lambda row: row.id)
        for part in (self.table, self.word, self.leave, self.repair, self._below):
            part.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self.show_message(
            f"共 {number:,} 行，先列 {len(rows):,} 行。" if number > len(rows) else ""
        )
        if rows:
            self.table.go_to(min(row_number, len(rows) - 1))
        self._show_chosen()

    def show_message(self, message: str) -> None:
        self.word.setText(f"{message}　{_KEYS}" if message else _KEYS)

    def enter(self) -> None:
        """Where nothing is listed the page has the keyboard: what was done can be undone."""
        target = self.table if self.table.rows.rows else self
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self) -> None:
        for field in self.fields.values():
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            return

    def _ask_why(self) -> None:
        rows = self.table.chosen()
        if rows:
            self.reason.ask(
                f"不要选中的 {len(rows)} 行？写明理由，它们不再列出。",
                _NOT_WANTED,
                lambda reason, _: self.left_out.emit(LeftOut(tuple(rows), reason)),
            )

    def _repair(self) -> None:
        if self._row is None or not self.fields:
            return
        for field in self.fields.values():
            field.commit()
            if getattr(field, "wrong", False):
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        missing = [name for name in self.fields if name not in self._typed]
        if missing:
            self.fields[missing[0]].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.repaired.emit(Repair(self._row, dict(self._typed)))

    def _show_chosen(self, *_: object) -> None:
        chosen = self.table.chosen()
        self.leave.setEnabled(bool(chosen))
        self.repair.setEnabled(len(chosen) == 1 and chosen[0].repairable)
        row = chosen[0] if chosen else None
        if row == self._row:
            return
        self._row, self.fields, self._typed = row, {}, {}
        clear(self._grid)
        if row is None:
            return
        seen = quarantine_text.seen(row)
        for number, (name, value) in enumerate(seen):
            self._grid.addWidget(text(column_label(row.table, name), "muted"), number, 0, _TOP)
            shown = self._mending(row, name, value) if name in row.wrong else text(value, wrap=True)
            self._grid.addWidget(shown, number, 1, _TOP)
        source = text(f"来自 {row.source}", "muted", wrap=True)
        self._grid.addWidget(source, len(seen), 1, _TOP)
        self._grid.setRowStretch(self._last, 0)
        self._last = len(seen) + 1
        self._grid.setRowStretch(self._last, 1)

    def _on_typed(self, name: str, committed: Committed[object]) -> None:
        self._typed[name] = committed.value

    def _mending(self, row: KeptOut, name: str, value: str) -> QWidget:
        """What was wrong, and room for what is right."""
        kind = kind_of(row.table, name)
        near = quarantine_text.day_in(row.values.get(name), self._near)
        field = stored_field(f"改为：{column_label(row.table, name)}", kind, near)
        field.committed.connect(partial(self._on_typed, name))
        self.fields[name] = field
        begin = quarantine_text.proposal(row, name)
        field.show_value(begin)
        if kind.optional or begin is not None:
            self._typed[name] = begin
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(text(value, "changed", wrap=True))
        line.addWidget(text("改为"))
        line.addWidget(field, 1)
        return holder
