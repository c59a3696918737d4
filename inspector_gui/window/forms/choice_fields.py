"""Fields of words that are chosen or ticked; each commits at once."""

from collections.abc import Callable, Collection, Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QWidget,
)

from db.vocabulary import Naming
from inspector_gui.labels import label
from inspector_gui.window.forms.edits import Committed
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.flow import FlowLayout

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def is_foreign(value: object) -> bool:
    """A word of a list that only names things, which this program does not know."""
    return isinstance(value, Naming) and not value.is_known


class ChoiceField(QComboBox):
    """One value of a closed list, as `formatter` calls it; its number key chooses it."""

    committed = Signal(Committed)

    def __init__(
        self,
        name: str,
        choices: Sequence[Any],
        *,
        empty: str = "",
        formatter: Callable[[Any], str] = label,
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._empty, self._formatter = empty, formatter
        self._values: list[Any] = []
        self.offer(choices)
        self.activated.connect(lambda _: self.committed.emit(Committed(self.value)))

    def offer(self, choices: Sequence[Any]) -> None:
        """Replace the list; what was chosen stays chosen where it still is in it."""
        chosen, values = self.value, [*([None] if self._empty else []), *choices]
        if values == self._values:
            return
        self._values = values
        self.clear()
        for value in values:
            self.addItem(self._empty if value is None else self._formatter(value), value)
        self.setCurrentIndex(values.index(chosen) if chosen in values else 0)

    @property
    def value(self) -> Any:
        index = self.currentIndex()
        return self._values[index] if 0 <= index < len(self._values) else None

    def show_value(self, value: Any) -> None:
        """A word that only a newer program knows joins the list, so that it is seen and stays."""
        if is_foreign(value) and value not in self._values:
            self._values.append(value)
            self.addItem(self._formatter(value), value)
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def commit(self) -> None:
        """Choosing commits at once."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if typed.isdigit() and 0 < int(typed) <= self.count():
            self.setCurrentIndex(int(typed) - 1)
            self.committed.emit(Committed(self.value))
        else:
            super().keyPressEvent(event)

    def showPopup(self) -> None:
        """Wide enough to read what is chosen among, however narrow the field is."""
        view = self.view()
        view.setMinimumWidth(min(view.sizeHintForColumn(0) + theme().px(32), theme().px(640)))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel that scrolls the page must not change an answer."""
        event.ignore()


def known_field(name: str) -> ChoiceField:
    """Yes, no, or not looked at yet."""
    return ChoiceField(
        name, (True, False), empty="未查", formatter={True: "有", False: "无"}.__getitem__
    )


def answer_field(name: str) -> ChoiceField:
    """A question that is answered yes or no, or not yet."""
    return ChoiceField(
        name, (True, False), empty="未填", formatter={True: "是", False: "否"}.__getitem__
    )


class FlagsField(QWidget):
    """Several words of a closed list, each to be ticked."""

    committed = Signal(Committed)
    caption_drop = 0

    def __init__(self, name: str, choices: Sequence[StrEnum]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._name, self._layout = name, FlowLayout(self)
        self._ticks: dict[StrEnum, QCheckBox] = {}
        for word in choices:
            self._add(word)
        self.setFocusProxy(next(iter(self._ticks.values())))

    def _add(self, word: StrEnum) -> None:
        tick = QCheckBox(label(word))
        tick.setAccessibleName(f"{self._name}：{label(word)}")
        tick.clicked.connect(self._on_ticked)
        self._layout.addWidget(tick)
        self._ticks[word] = tick

    def show_value(self, value: Sequence[StrEnum]) -> None:
        """Words that only a newer program knows join the list, so that they are seen and stay."""
        for word in value:
            if is_foreign(word) and word not in self._ticks:
                self._add(word)
        for word, tick in self._ticks.items():
            tick.setChecked(word in value)

    def is_ticked(self, word: StrEnum) -> bool:
        return self._ticks[word].isChecked()

    def offer(self, choices: Collection[StrEnum]) -> None:
        """Show these of the list alone; what is ticked is shown beside them."""
        for word, tick in self._ticks.items():
            tick.setVisible(word in choices or tick.isChecked())

    def commit(self) -> None:
        """Ticking commits at once."""

    def _on_ticked(self) -> None:
        ticked = tuple(word for word, tick in self._ticks.items() if tick.isChecked())
        self.committed.emit(Committed(ticked))


class TickField(QCheckBox):
    """Yes or no."""

    committed = Signal(Committed)
    caption_drop = 0

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setAccessibleName(name)
        self.clicked.connect(lambda on: self.committed.emit(Committed(on)))

    def show_value(self, value: bool | None) -> None:  # shown as it is kept
        self.setChecked(bool(value))

    def commit(self) -> None:
        """Ticking commits at once."""

    def event(self, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and event.key() in _ENTER:  # type: ignore[attr-defined]
            return bool(self.focusNextChild())
        return super().event(event)
