"""A form: a list of named fields, one signal."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Self

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from db.labels import column_label
from inspector_gui.window.forms.edits import Committed, FieldEdited
from inspector_gui.window.forms.fields import LineField
from inspector_gui.window.forms.prose_field import ProseField
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import text
from inspector_gui.window.widgets.tracing import Traced, holds

#: How far below a field's top its caption stands, so that both are on one line.
_DROP = 6


@dataclass(frozen=True)
class Spec:
    """A field of a form: its name in the file, its label, and what makes it."""

    name: str
    label: str
    make: Callable[[str], Any]
    wide: bool = False

    @classmethod
    def of(cls, table: str, name: str, make: Callable[[str], Any], *, wide: bool = False) -> Self:
        """A column of a table, under the label that the table gives it."""
        return cls(name, column_label(table, name), make, wide)


class Form(QWidget):
    """Fields in `columns` columns, labels before them. Tells `edited`."""

    edited = Signal(FieldEdited)

    def __init__(self, specs: Iterable[Spec], *, columns: int = 2) -> None:
        super().__init__()
        self.fields: dict[str, Any] = {}
        self._labels: dict[str, str] = {}
        self._captions: dict[str, QLabel] = {}
        self._line: object = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme().px(10))
        self._grid.setVerticalSpacing(theme().px(8))
        self._columns, self._position = columns, 0
        for spec in specs:
            self._add(spec)
        for column in range(columns):
            self._grid.setColumnStretch(2 * column + 1, 1)

    def show_values(self, source: object, line: object = None) -> None:
        """Show each field's value, read from the attributes of `source`.

        `line`: the file's own line, where `source` is another. While it is the same line, what was
        typed wrongly stays beside its word until it is put right.
        """
        before, self._line = self._line, line or source
        same = getattr(before, "id", None) == getattr(self._line, "id", self)
        for name, field in self.fields.items():
            value = getattr(source, name)
            if isinstance(field, LineField | ProseField):
                field.show_again(value, same=same)
            else:
                field.show_value(value)

    def warn(self, warnings: Mapping[str, str]) -> None:
        """Say below fields, by name, what is to be looked at again; what they hold is kept."""
        for name, field in self.fields.items():
            if isinstance(field, LineField | ProseField):
                field.warn(warnings.get(name, ""))

    def traced(self, focus: QWidget) -> Traced | None:
        """The field under the keyboard."""
        for name, field in self.fields.items():
            if holds(field, focus) and self._line is not None:
                return Traced(self._line, name, self._labels[name])
        return None

    def rename(self, labels: Mapping[str, str]) -> None:
        """Call fields otherwise, by the names they have in the file."""
        for name, label in labels.items():
            self._labels[name] = label
            self._captions[name].setText(label)
            field = self.fields[name]
            for part in (field, getattr(field, "box", None)):
                if part is not None and part.accessibleName():
                    part.setAccessibleName(label)

    def show_field(self, name: str, shown: bool) -> None:
        """A field that has nothing to ask here takes no room."""
        self.fields[name].setVisible(shown)
        self._captions[name].setVisible(shown)

    def flush(self) -> None:
        """Keep what is still being typed."""
        for field in self.fields.values():
            field.commit()

    def _on_committed(self, name: str, committed: Committed[object]) -> None:
        self.edited.emit(FieldEdited(name, committed.value))

    def _add(self, spec: Spec) -> None:
        field = self.fields[spec.name] = spec.make(spec.label)
        field.setObjectName(spec.name)
        self._labels[spec.name] = spec.label
        field.committed.connect(partial(self._on_committed, spec.name))
        if spec.wide and self._position % self._columns:
            self._position += self._columns - self._position % self._columns
        row, column = divmod(self._position, self._columns)
        caption = text(spec.label, "muted")
        caption.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        drop = getattr(field, "caption_drop", _DROP)
        caption.setContentsMargins(0, theme().px(drop), 0, 0)
        caption.setBuddy(field)
        self._captions[spec.name] = caption
        span = 2 * self._columns - 1 if spec.wide else 1
        self._grid.addWidget(caption, row, 2 * column)
        self._grid.addWidget(field, row, 2 * column + 1, 1, span)
        self._position += self._columns if spec.wide else 1
