"""One conflict, side by side: what was there, what each side says, and room for something else."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from db.labels import column_label
from db.merge.conflicts import ConflictLine
from db.merge.decisions import BASE, Take
from db.parsing import Kind as Stored
from db.parsing import Sort, kind_of
from inspector_gui.exchange import value_text
from inspector_gui.labels import in_china
from inspector_gui.window.forms.edits import Committed
from inspector_gui.window.forms.stored import Field, stored_field
from inspector_gui.window.pages.conflicts import conflict_text
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, clear, text

_TOP = Qt.AlignmentFlag.AlignTop
_FIRST_ROW = 3


@dataclass(frozen=True)
class Taken:
    """What is to hold: a side by its number, what was there before, or values by column."""

    take: Take


class Comparison(QWidget):
    """Tells `taken`: what is to hold."""

    taken = Signal(Taken)

    def __init__(self, near: Callable[[], date]) -> None:
        """`near`: the day that is meant where a year is left out."""
        super().__init__()
        self._near = near
        self._line: ConflictLine | None = None
        self._typed: dict[str, Any] = {}
        self.fields: dict[str, Field] = {}
        self.title = text(role="section", wrap=True)
        table = QWidget()
        self._grid = QGridLayout(table)
        px = theme().px
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(6))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, px(4), px(12), 0)
        layout.setSpacing(px(8))
        layout.addWidget(self.title)
        layout.addWidget(table)
        layout.addStretch(1)

    def show_line(self, line: ConflictLine | None, prefix: str = "") -> None:
        """`prefix`: what is said in front of the title."""
        self.setVisible(line is not None)
        if line is None:
            return
        where = f"{line.school}　" if line.school else ""
        kind = conflict_text.KINDS[line.conflict.kind]
        self.title.setText(f"{prefix}{where}{conflict_text.record_of(line)}（{kind}）")
        if line == self._line:
            return
        self._line, self.fields, self._typed = line, {}, {}
        clear(self._grid)
        self._head(line)
        for row, column in enumerate(line.conflict.asked, _FIRST_ROW):
            self._row(line, row, column)
        for row, (name, held) in enumerate(conflict_text.content_of(line), _FIRST_ROW + 1):
            self._content(line, row, name, held)

    def _content(self, line: ConflictLine, row: int, name: str, held: str) -> None:
        """What the record holds, under those with whom it stays."""
        self._grid.addWidget(text(name, "muted"), row, 0, _TOP)
        sides = (False, *(side.lets_go for side in line.conflict.sides))
        for column_index, gone in enumerate(sides, 1):
            self._grid.addWidget(text("—" if gone else held, wrap=True), row, column_index, _TOP)

    def begin_typing(self) -> None:
        """Into the first field of one's own."""
        first = next(iter(self.fields.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def take_typed(self) -> None:
        """What stands in the fields of one's own; a field that cannot be meant says why."""
        for field in self.fields.values():
            field.commit()
            if getattr(field, "wrong", False):
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        if self.fields:
            self.taken.emit(Taken(dict(self._typed)))

    def _head(self, line: ConflictLine) -> None:
        """Who says it, when, where it came from, and the key that takes it."""
        conflict = line.conflict
        self._column(1, ("原来", ""), "取原来的  0", partial(self.taken.emit, Taken(BASE)))
        for number, side in enumerate(conflict.sides, 1):
            byline = value_text.who(side), value_text.when_and_where(side)
            self._column(
                number + 1, byline, f"取这个  {number}", partial(self.taken.emit, Taken(number - 1))
            )
        if not conflict.asks_whether_it_goes:
            column_index = len(conflict.sides) + 2
            self._column(column_index, ("另填", "改好后按 Ctrl+Enter"), "取填写的", self.take_typed)

    def _column(
        self, column_index: int, byline: tuple[str, str], caption: str, then: Callable[[], object]
    ) -> None:
        take = button(caption, name=f"{caption}：{byline[0]}")
        take.setAutoDefault(True)
        take.clicked.connect(lambda: then())
        for row, part in enumerate((text(byline[0], "title"), text(byline[1], "muted", wrap=True))):
            self._grid.addWidget(part, row, column_index, _TOP)
        self._grid.addWidget(take, 2, column_index, Qt.AlignmentFlag.AlignLeft)
        self._grid.setColumnStretch(column_index, 1)

    def _row(self, line: ConflictLine, row: int, column: str) -> None:
        conflict = line.conflict
        whole = conflict.asks_whether_it_goes
        title = conflict_text.topic_of(line) if whole else column_label(conflict.table, column)
        self._grid.addWidget(text(title, "muted"), row, 0, _TOP)
        base = conflict.base.get(column)
        values = [base, *(side.values.get(column, base) for side in conflict.sides)]
        for column_index, value in enumerate(values, 1):
            shown = text(conflict_text.value_of(line, column, value), wrap=True)
            if value != base:
                shown.setProperty("role", "changed")
            self._grid.addWidget(shown, row, column_index, _TOP)
        if not whole:
            self._grid.addWidget(self._own(line, column, values[-1]), row, len(values) + 1, _TOP)

    def _own(self, line: ConflictLine, column: str, value: Any) -> QWidget:
        kind = kind_of(line.conflict.table, column)
        self._typed[column] = value
        if kind.sort is Sort.OTHER:
            return text("同后来的", "muted")
        name = f"另填{column_label(line.conflict.table, column)}"
        known = isinstance(value, datetime)
        field = stored_field(name, kind, (lambda: in_china(value).date()) if known else self._near)
        field.show_value(value)
        field.committed.connect(partial(self._on_typed, column, kind))
        self.fields[column] = field
        return field

    def _on_typed(self, column: str, kind: Stored, committed: Committed[object]) -> None:
        value = committed.value
        empty = 0 if kind.sort in (Sort.COUNT, Sort.MONEY) else self._typed[column]
        self._typed[column] = empty if value is None and not kind.optional else value
