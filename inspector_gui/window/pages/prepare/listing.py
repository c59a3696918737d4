"""What steps with a list share: importing above, a line to type into, the table, the chosen row."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector_gui.window.forms.edits import Entry, FieldEdited, RowEdited, StruckOut
from inspector_gui.window.forms.entry_table import Register, RegisterFace
from inspector_gui.window.forms.form import Form
from inspector_gui.window.forms.list_import_view import ImportDesk
from inspector_gui.window.page import Page
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import card, text

R = TypeVar("R")


class ListFace(Page, Generic[R]):
    """Tells `entered`, `edited`, `struck_out`."""

    entered = Signal(Entry)
    edited = Signal(RowEdited)
    struck_out = Signal(StruckOut)

    def __init__(self, register: Register, *knobs: QWidget, columns: int = 3) -> None:
        super().__init__()
        self.imports = ImportDesk(*knobs)
        self.list = RegisterFace(register)
        self.list.table.setMinimumHeight(theme().px(120))  # below that the page scrolls
        self.form = Form(register.form(), columns=columns)
        self.more = QVBoxLayout()
        self._card = card(self.form)
        self._row: R | None = None
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(10))
        layout.addWidget(text(register.title, "section"))
        layout.addWidget(self.imports)
        layout.addWidget(self.list, 1)
        layout.addLayout(self.more)
        layout.addWidget(self._card)
        self._connect()

    def _connect(self) -> None:
        self.imports.opened.connect(self._on_opened)
        self.list.entry.entered.connect(self.entered)
        self.list.entry.pasted.connect(lambda _: self.imports.paste_wanted.emit())
        table = self.list.table
        table.selectionModel().currentRowChanged.connect(self._on_row)
        table.pasted.connect(self.imports.paste_wanted)
        table.correct_wanted.connect(self._correct)
        table.struck_out.connect(self._strike)
        self.form.edited.connect(self._on_edited)

    def show_rows(self, rows: Sequence[R]) -> None:
        empty = not self.list.table.rows.rows
        self.list.show_rows(rows)
        if empty and rows:
            self.list.table.go_to(0)
        self._on_row()

    def go_to(self, id_: object) -> None:
        """Put the cursor on the row with this id."""
        table, id_of = self.list.table, self.list.register.id_of
        indices = (index for index, row in enumerate(table.rows.rows) if id_of(row) == id_)
        if (index := next(indices, None)) is not None:
            table.go_to(index)

    @property
    def row(self) -> R | None:
        """The chosen row, or None."""
        return self._row

    def enter(self) -> None:
        self.list.begin()

    def flush(self) -> None:
        self.form.flush()

    def show_row(self, row: R) -> None:
        """Show the chosen row's values in the form."""
        self.form.show_values(row)

    def _on_row(self, *_: object) -> None:
        row = self.list.table.current()
        if row is not self._row:
            self.form.flush()
        self._row = row
        self._card.setVisible(row is not None and not self.imports.lines.isVisible())
        if row is not None:
            self.show_row(row)

    def _correct(self) -> None:
        first = next(iter(self.form.fields.values()))
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _strike(self) -> None:
        if self._row is not None:
            self.struck_out.emit(StruckOut(self._row))

    def _on_edited(self, edited: FieldEdited) -> None:
        if self._row is not None:
            self.edited.emit(edited.of(self._row))

    def _on_opened(self, on: bool) -> None:  # a signal's slot
        """While a list is looked at, it has the room."""
        self.list.setVisible(not on)
        self._card.setVisible(not on and self._row is not None)
        if not on:
            self.list.begin()
