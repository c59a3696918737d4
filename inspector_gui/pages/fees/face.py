"""One register: the line one types into above, what was entered below."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector_gui.accounts.assessing import Assessed
from inspector_gui.forms.entry import EntryLine
from inspector_gui.pages.fees.registers import Register
from inspector_gui.theme.theme import theme
from inspector_gui.widgets.labels import text
from inspector_gui.widgets.table import Rows, Table


class RegisterTable(Table):
    """Enter corrects, P raises a finding, Delete strikes out, Ctrl+V pastes."""

    correct_wanted = Signal()
    raised = Signal()
    struck_out = Signal()
    pasted = Signal()
    keyed = Signal(object)

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


class Face(QWidget):
    """Tells `entered(values)`; the table tells the rest."""

    def __init__(self, register: Register) -> None:
        super().__init__()
        self.register = register
        self.entry = EntryLine(register.entry(), "添加", register.needed)
        self.table = RegisterTable(register)
        self.extra = QVBoxLayout()
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

    def show_rows(self, rows: Sequence[Assessed[Any]]) -> None:
        grown = len(rows) > len(self.table.rows.rows)
        before = self.table.current()
        self.table.rows.show_rows(rows, lambda row: row.line.id)
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        if rows and self.table.current() is None:
            ids = [row.line.id for row in rows]
            kept = before is not None and before.line.id in ids and not grown
            self.table.go_to(ids.index(before.line.id) if kept else len(rows) - 1)

    def begin(self) -> None:
        """The table where there is something in it, else the line to type into."""
        if self.table.rows.rows:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.entry.begin()
