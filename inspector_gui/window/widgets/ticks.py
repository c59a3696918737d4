"""Lines to be ticked, with words that may go on below."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import restyle, text

K_co = TypeVar("K_co", covariant=True)


@dataclass(frozen=True)
class Tick(Generic[K_co]):
    """`key` names it; `why`: why it cannot be ticked; `note`: what to mind where it can."""

    key: K_co
    caption: str
    on: bool
    why: str = ""
    note: str = ""


class TickList(QWidget, Generic[K_co]):
    """Tells `ticked(tick, on)`. Lines are made once and shown as they are needed, so that Tab
    finds them in their place."""

    ticked = Signal(Tick, bool)

    def __init__(self, empty: str, most: int = 12) -> None:
        super().__init__()
        self._ticks: tuple[Tick[K_co], ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(6))
        self._empty = text(empty, "muted", wrap=True)
        column.addWidget(self._empty)
        self._lines: list[tuple[QWidget, QCheckBox, QLabel]] = []
        for number in range(most):
            self._lines.append(self._line(number))
            column.addWidget(self._lines[-1][0])

    def _line(self, number: int) -> tuple[QWidget, QCheckBox, QLabel]:
        holder = QWidget()
        box, label = QCheckBox(), text(wrap=True)
        box.clicked.connect(lambda on: self.ticked.emit(self._ticks[number], on))
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme().px(8))
        line.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label, 1)
        return holder, box, label

    def show_ticks(self, ticks: Sequence[Tick[K_co]]) -> None:
        """What does not fit in the list is not shown; no list of the trade is so long."""
        self._ticks = tuple(ticks[: len(self._lines)])
        self._empty.setVisible(not ticks)
        for number, (holder, box, label) in enumerate(self._lines):
            holder.setVisible(number < len(self._ticks))
            if number < len(self._ticks):
                _fill(self._ticks[number], box, label)

    def on(self) -> list[K_co]:
        """The keys of what is ticked now."""
        shown = zip(self._ticks, self._lines, strict=False)
        return [tick.key for tick, (_, box, _) in shown if box.isChecked()]


def _fill(tick: Tick[object], box: QCheckBox, label: QLabel) -> None:
    box.setAccessibleName(tick.caption)
    box.setAccessibleDescription(tick.why or tick.note)
    box.setChecked(tick.on)
    box.setEnabled(not tick.why)
    remark = tick.why or tick.note
    label.setText(f"{tick.caption}\n※ {remark}" if remark else tick.caption)
    role = "muted" if tick.why else ""
    if label.property("role") != role:
        label.setProperty("role", role)
        restyle(label)
