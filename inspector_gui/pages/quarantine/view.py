"""The rows that stayed out above; what the chosen one held, and its repair, below."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from db.merge.quarantined import KeptOut
from db.typed import kind_of
from inspector_gui.forms.stored import stored_field
from inspector_gui.labels import column_label, table_label
from inspector_gui.pages.page import Page
from inspector_gui.theme.theme import theme
from inspector_gui.widgets.labels import button, clear, text
from inspector_gui.widgets.scrolling import scrolling
from inspector_gui.widgets.table import Column, Rows, Table

_TOP = Qt.AlignmentFlag.AlignTop
_HIDDEN = ("id", "act", "deleted")
_EDITS = ("edit", "act", "supersedes", "saw")


def reason_of(row: KeptOut) -> str:
    """Why it stayed out, in words."""
    if row.wrong:
        return f"“{column_label(row.table, row.wrong)}”的内容不合规"
    if row.table in _EDITS:
        return "所改的记录没有进来"
    return "所属的记录没有进来"


def record_of(row: KeptOut) -> str:
    return "一处改动" if row.table in _EDITS else table_label(row.table)


COLUMNS: tuple[Column[KeptOut], ...] = (
    Column("批次", lambda row: f"第 {row.batch} 批", 76),
    Column("文件", lambda row: row.source, 230),
    Column("记录", record_of, 130),
    Column("为什么隔离", reason_of),
    Column("可否修复", lambda row: "可以修复" if row.repairable else "随上级进来或不要", 150),
)


class OutTable(Table):
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


class QuarantineView(Page):
    """Tells `repaired(row, values)` and `left_out(rows)`."""

    repaired = Signal(object, object)
    left_out = Signal(object)

    def __init__(self, near: Callable[[], date]) -> None:
        super().__init__()
        self._near = near
        self._row: KeptOut | None = None
        self._typed: dict[str, Any] = {}
        self.field: Any = None
        self.table = OutTable()
        self.word = text(
            "Enter 填写正确的内容 · Ctrl+Enter 修复 · Delete 不要这些行", "muted", wrap=True
        )
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
        self._grid.setContentsMargins(0, 0, 0, 0)
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
        layout.addWidget(self._below, 3)
        layout.addStretch(0)

    def _connect(self) -> None:
        self.table.selectionModel().selectionChanged.connect(self._show_chosen)
        self.table.entered.connect(self._begin)
        self.table.left_out.connect(self._leave_out)
        self.leave.clicked.connect(self._leave_out)
        self.repair.clicked.connect(self._repair)
        for one in (self.leave, self.repair):
            one.setAutoDefault(True)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            short = QShortcut(QKeySequence(keys), self)
            short.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            short.activated.connect(self._repair)

    def show_rows(self, rows: Sequence[KeptOut]) -> None:
        place = max(0, self.table.currentIndex().row())
        self.table.rows.show_rows(rows, lambda row: row.id)
        for part in (self.table, self.word, self.leave, self.repair, self._below):
            part.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        if rows:
            self.table.go_to(min(place, len(rows) - 1))
        self._show_chosen()

    def enter(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self) -> None:
        if self.field is not None:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_out(self) -> None:
        self.left_out.emit(self.table.chosen())

    def _repair(self) -> None:
        if self._row is None or self.field is None:
            return
        self.field.commit()
        if not getattr(self.field, "wrong", False):
            self.repaired.emit(self._row, dict(self._typed))

    def _show_chosen(self, *_: object) -> None:
        chosen = self.table.chosen()
        self.leave.setEnabled(bool(chosen))
        self.repair.setEnabled(len(chosen) == 1 and chosen[0].repairable)
        row = chosen[0] if chosen else None
        if row == self._row:
            return
        self._row, self.field, self._typed = row, None, {}
        clear(self._grid)
        for place, (name, value) in enumerate(_seen(row)):
            caption = text(column_label(row.table if row else "", name), "muted")
            self._grid.addWidget(caption, place, 0, _TOP)
            self._grid.addWidget(self._value(name, value), place, 1, _TOP)

    def _value(self, name: str, value: str | None) -> QWidget:
        row = self._row
        if row is None or name != row.wrong or not row.repairable:
            return text(value or "", wrap=True)
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(text(value or "（空）", "changed"))
        line.addWidget(text("改为"))
        self.field = stored_field(
            f"改为：{column_label(row.table, name)}", kind_of(row.table, name), self._near
        )
        self.field.committed.connect(partial(self._typed.__setitem__, name))
        line.addWidget(self.field, 1)
        return holder


def _seen(row: KeptOut | None) -> list[tuple[str, str | None]]:
    """The wrong value first, then what helps to know the row; no ids."""
    if row is None:
        return []
    told = {
        name: value
        for name, value in row.values.items()
        if name == row.wrong or (name not in _HIDDEN and not name.endswith("_id") and value)
    }
    return sorted(told.items(), key=lambda pair: pair[0] != row.wrong)
