"""A line for entering one thing after the other: Enter goes on, and at the end adds it."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QWidget

from inspector_gui.parsing import Unreadable
from inspector_gui.window.forms.choice_fields import ChoiceField
from inspector_gui.window.forms.edits import Entry
from inspector_gui.window.forms.fields import LineField
from inspector_gui.window.forms.form import Spec
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, text

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EntryLine(QWidget):
    """Tells `entered`, or `pasted(text)` of a table that was put into a field.

    `needed` must be filled; Ctrl+Enter adds at once. What was typed stays until whoever keeps it
    says `taken`: where it cannot be kept, nothing is lost.
    """

    entered = Signal(Entry)
    pasted = Signal(str)

    def __init__(self, specs: Iterable[Spec], add: str, needed: str) -> None:
        super().__init__()
        self._needed = needed
        self.fields: dict[str, Any] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme().px(8))
        self._grid.setVerticalSpacing(theme().px(2))
        for column, spec in enumerate(specs):
            self._add(spec, column)
        self.button = button(add, name=add)
        self.button.clicked.connect(self.enter)
        self.put(self.button)

    def put(self, knob: QWidget) -> None:
        """One more button at the end of the line."""
        self._grid.addWidget(knob, 1, self._grid.columnCount(), Qt.AlignmentFlag.AlignTop)

    def begin(self) -> None:
        """Put the keyboard into the first field to type into; a choice mostly stays as it was."""
        lines = (field for field in self.fields.values() if isinstance(field, LineField))
        next(lines).setFocus(Qt.FocusReason.OtherFocusReason)

    def enter(self) -> None:
        """Add what is typed; where something cannot be read, go there instead."""
        values: dict[str, Any] = {}
        wrong: QWidget | None = None
        for name, field in self.fields.items():
            if isinstance(field, ChoiceField):
                values[name] = field.value
                continue
            try:
                values[name] = field.take()
            except Unreadable:
                wrong = wrong or field
        if wrong is None and values[self._needed] in (None, ""):
            wrong = self.fields[self._needed]
        if wrong is not None:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        filled = {name: value for name, value in values.items() if value is not None}
        self.entered.emit(Entry(filled))

    def taken(self) -> None:
        """It is kept: on to the next one."""
        for field in self.fields.values():
            if isinstance(field, LineField):
                field.clear()
        self.begin()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        return (pressed and self._takes(watched, event)) or super().eventFilter(watched, event)  # type: ignore[arg-type]

    def _takes(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.key() in _ENTER:
            self._on_enter(watched, at_once=bool(event.modifiers() & _CTRL))
            return True
        if event.matches(QKeySequence.StandardKey.Paste):
            copied = QGuiApplication.clipboard().text()
            if "\t" in copied or "\n" in copied.strip():
                self.pasted.emit(copied)
                return True
        return False

    def _on_enter(self, watched: QObject, *, at_once: bool) -> None:
        order = [getattr(field, "box", field) for field in self.fields.values()]
        index = order.index(watched)
        if at_once or index + 1 == len(order):
            self.enter()
        else:
            order[index + 1].setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self, spec: Spec, column: int) -> None:
        field = self.fields[spec.name] = spec.make(spec.label)
        box = getattr(field, "box", field)
        box.installEventFilter(self)
        caption = text(spec.label, "muted")
        caption.setBuddy(field)
        self._grid.addWidget(caption, 0, column)
        self._grid.addWidget(field, 1, column, Qt.AlignmentFlag.AlignTop)
        self._grid.setColumnStretch(column, 3 if spec.wide else 2)


_CTRL = Qt.KeyboardModifier.ControlModifier
