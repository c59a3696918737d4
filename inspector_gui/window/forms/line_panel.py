"""At the right: the line of a register under the cursor, to be corrected or deleted."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal

from inspector_gui.window.forms.edits import FieldEdited, RowEdited
from inspector_gui.window.forms.entry_table import Register
from inspector_gui.window.forms.form import Form
from inspector_gui.window.widgets.elements import ElidedLabel, button
from inspector_gui.window.widgets.scrolling import Panel


class LinePanel(Panel):
    """Tells `edited` and `struck_out`. `name_of`: what people call a line."""

    edited = Signal(RowEdited)
    struck_out = Signal()

    def __init__(self, register: Register, name_of: Callable[[Any], str]) -> None:
        super().__init__("选中一行，在这里修改。")
        self._row: Any = None
        self._name_of, self._id_of = name_of, register.id_of
        self._title = ElidedLabel(bold=True)
        self.form = Form(register.form(), columns=1)
        self._strike = button("删除这一行", name="删除这一行", key="Delete")
        self.put(self._title, self.form, self._strike)
        self.form.edited.connect(self._on_edited)
        self._strike.clicked.connect(self.struck_out)

    def show_row(self, row: Any) -> None:
        """Turn to another line; what is being typed belongs to the one before and is kept."""
        before = self._row
        if before is not None and (row is None or self._id_of(row) != self._id_of(before)):
            self.form.flush()
        self._row = row
        self.set_filled(filled=row is not None)
        if row is not None:
            self._title.setText(self._name_of(row))
            self.form.show_values(row)

    def begin(self) -> None:
        """The keyboard into the first field."""
        next(iter(self.form.fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        self.form.flush()

    def _on_edited(self, edited: FieldEdited) -> None:
        if self._row is not None:
            self.edited.emit(edited.of(self._row))
