"""A register: the line one types into above, what was entered below."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector_gui.window.forms.entry import EntryLine
from inspector_gui.window.forms.form import Spec
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import text
from inspector_gui.window.widgets.table import Column, Rows, Table


class RegisterKey(StrEnum):
    """What a letter does on the table of a register of the bureau."""

    TO_COMPLAINTS = "to_complaints"
    REFUND = "refund"


@dataclass(frozen=True)
class Register:
    """`needed`: what a new line must name; `keys`: keys on the table and what each strikes.

    `id_of` names a row, so that the cursor stays with it.
    """

    key: str
    title: str
    columns: tuple[Column[Any], ...]
    id_of: Callable[[Any], Any]
    entry: Callable[[], tuple[Spec, ...]]
    form: Callable[[], tuple[Spec, ...]]
    needed: str
    empty: str
    hint: str
    keys: tuple[tuple[str, StrEnum | None], ...] = ()


class RegisterTable(Table[Any]):
    """Enter corrects, P raises a finding, Delete strikes out, Ctrl+V pastes."""

    correct_wanted = Signal()
    raised = Signal()
    struck_out = Signal()
    pasted = Signal()
    keyed = Signal(StrEnum)

    def __init__(self, register: Register) -> None:
        super().__init__(register.title, Rows(register.columns))
        self._keys = dict(register.keys)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = "\b" if event.key() == Qt.Key.Key_Backspace else event.text().lower()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.correct_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.struck_out.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif typed == "p":
            self.raised.emit()
        elif typed in self._keys:
            self.keyed.emit(self._keys[typed])
        else:
            super().keyPressEvent(event)


class RegisterFace(QWidget):
    """The entry line tells `entered(values)`; the table tells the rest."""

    def __init__(self, register: Register) -> None:
        super().__init__()
        self.register = register
        self.entry = EntryLine(register.entry(), "添加", register.needed)
        self.table = RegisterTable(register)
        self.extra = QVBoxLayout()
        self._given_room = False
        self._empty = text(register.empty, "muted", wrap=True)
        self._hint = text(register.hint, "hint", wrap=True)
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        layout.addWidget(self.entry)
        layout.addLayout(self.extra)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._empty, 1, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._hint)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """The cursor stays with its row; of new rows it goes to the last."""
        id_of = self.register.id_of
        grown = len(rows) > len(self.table.rows.rows)
        before, here = self.table.current(), self.table.hasFocus()
        self.table.rows.show_rows(rows, id_of)
        self._show_parts()
        if here and not rows:  # else the keyboard would go to whatever is next in the window
            self.entry.begin()
        if rows and self.table.current() is None:
            ids = [id_of(row) for row in rows]
            kept = before is not None and id_of(before) in ids and not grown
            self.table.go_to(ids.index(id_of(before)) if kept else len(rows) - 1)

    def set_empty_text(self, caption: str) -> None:
        """What is said where there are no rows to show."""
        self._empty.setText(caption)

    def give_room(self, *, on: bool) -> None:
        """While something else is looked at, only that is shown."""
        self._given_room = on
        self._show_parts()

    def _show_parts(self) -> None:
        filled, here = bool(self.table.rows.rows), not self._given_room
        self.entry.setVisible(here)
        self.table.setVisible(here and filled)
        self._empty.setVisible(here and not filled)
        self._hint.setVisible(here)

    def begin(self) -> None:
        """The table where there is something in it, else the line to type into."""
        if self.table.rows.rows:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.entry.begin()
