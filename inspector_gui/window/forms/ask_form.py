"""A form that is filled in once and given as a whole: for a deed that wants several things."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from inspector_gui.parsing import Unreadable
from inspector_gui.window.forms.choice_fields import ChoiceField, TickField
from inspector_gui.window.forms.edits import Entry
from inspector_gui.window.forms.fields import LineField
from inspector_gui.window.forms.form import Spec
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, clear, text

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AskForm(QFrame):
    """Asks for what `specs` name; Enter goes on and at the end gives, Esc gives up.

    What was typed stays until whoever keeps it calls `end`. Tells `ended`.
    """

    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.fields: dict[str, Any] = {}
        self._then: Callable[[Entry], None] | None = None
        self._title = text(role="title", wrap=True)
        self._rows = QVBoxLayout()
        self.give, self._stop = button("确定", "main"), button("取消")
        self.give.clicked.connect(self._on_given)
        self._stop.clicked.connect(self.end)
        px = theme().px
        ways = QHBoxLayout()
        ways.addWidget(self.give)
        ways.addWidget(self._stop)
        ways.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(12), px(10), px(12), px(10))
        layout.setSpacing(px(6))
        layout.addWidget(self._title)
        layout.addLayout(self._rows)
        layout.addLayout(ways)
        self.hide()

    def ask(
        self,
        title: str,
        specs: Sequence[Spec],
        then: Callable[[Entry], None],
        first: dict[str, Any] | None = None,
    ) -> None:
        """`then` hears what was filled in; `first`: what stands in the fields to begin with."""
        clear(self._rows)
        self._then = then
        self._title.setText(title)
        self.fields = {}
        for spec in specs:
            self._add(spec, (first or {}).get(spec.name))
        self.show()
        _go_to(next(iter(self.fields.values())))

    def _add(self, spec: Spec, value: Any) -> None:
        field = self.fields[spec.name] = spec.make(spec.label)
        field.setObjectName(spec.name)
        if value is not None:
            _fill(field, value)
        getattr(field, "box", field).installEventFilter(self)
        caption = text(spec.label, "muted")
        caption.setBuddy(field)
        self._rows.addWidget(caption)
        self._rows.addWidget(field)

    def end(self) -> None:
        self._then = None
        for field in self.fields.values():
            if isinstance(field, LineField):
                field.clear()  # it holds nothing that is still to be kept
        if self.isVisible():
            self.hide()
            self.ended.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        escape = event.key() == Qt.Key.Key_Escape
        if escape and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and escape:
            self.end()
            return True
        if event.type() == QEvent.Type.KeyPress and event.key() in _ENTER:
            self._go_on(watched)
            return True
        return super().eventFilter(watched, event)

    def _go_on(self, watched: QObject) -> None:
        order: list[QWidget] = [getattr(field, "box", field) for field in self.fields.values()]
        index = next(n for n, widget in enumerate(order) if widget is watched)
        if index + 1 == len(order):
            self._on_given()
        else:
            _go_to(order[index + 1])

    def _on_given(self) -> None:
        """Give all; where something cannot be read, go there instead."""
        values: dict[str, Any] = {}
        wrong: QWidget | None = None
        for name, field in self.fields.items():
            try:
                values[name] = _value(field)
            except Unreadable:
                wrong = wrong or field
        if wrong is not None:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._then is not None:
            self._then(Entry({name: value for name, value in values.items() if value is not None}))


def _go_to(field: QWidget) -> None:
    """What was put in beforehand gives way to what is typed."""
    field.setFocus(Qt.FocusReason.TabFocusReason)
    box = getattr(field, "box", field)
    if isinstance(box, QLineEdit):
        box.selectAll()


def _fill(field: Any, value: Any) -> None:
    """Put in what may be given at once, as if it had been typed."""
    if isinstance(field, LineField):
        field.suggest(value)
    else:
        field.show_value(value)


def _value(field: Any) -> Any:
    if isinstance(field, ChoiceField):
        return field.value
    if isinstance(field, TickField):
        return field.isChecked()
    return field.take()
