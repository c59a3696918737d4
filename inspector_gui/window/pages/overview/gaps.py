"""What is still open before the team leaves, a line each; a line leads to its place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector_gui.labels import GAPS
from inspector_gui.window.targets import Target, gap_target
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import LinkLine, text

if TYPE_CHECKING:
    from inspector_gui.statistics.unfinished import Open

_SHOWN_NAMES, _MOST, _KEYED = 6, 24, 9


class Gaps(QWidget):
    """Reports `jump_wanted(target)`. Lines are made once, so that Tab finds them."""

    jump_wanted = Signal(Target)

    def __init__(self) -> None:
        super().__init__()
        self._gaps: tuple[Open, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(2))
        self._done = text("没有待办，可以离校。", "muted")
        column.addWidget(self._done)
        self.lines = [LinkLine("") for _ in range(_MOST)]
        for number, line in enumerate(self.lines):
            line.clicked.connect(partial(self.jump, number))
            column.addWidget(line)

    def show_gaps(self, gaps: Sequence[Open]) -> None:
        self._gaps = tuple(gaps[:_MOST])
        self._done.setVisible(not gaps)
        for number, line in enumerate(self.lines):
            line.setVisible(number < len(self._gaps))
            if number < len(self._gaps):
                key = f"{number + 1}　" if number < _KEYED else ""
                line.set_caption(key + in_words(self._gaps[number]))

    def begin(self) -> None:
        """Put the keyboard on the first line; a digit then leads to the place of its line."""
        if self._gaps:
            self.lines[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if typed.isascii() and typed.isdigit() and 0 < int(typed) <= len(self._gaps):
            self.jump(int(typed) - 1)
        else:
            super().keyPressEvent(event)

    def jump(self, number: int, *_clicked: object) -> None:
        if number < len(self._gaps):
            gap = self._gaps[number]
            self.jump_wanted.emit(gap_target(gap.gap, gap.names[0] if gap.names else ""))


def in_words(gap: Open) -> str:
    names = "、".join(gap.names[:_SHOWN_NAMES])
    more = " 等" if len(gap.names) > _SHOWN_NAMES else ""
    number = f" {gap.number}" if gap.number > 1 or gap.names else ""
    return f"{GAPS[gap.gap]}{number}" + (f"：{names}{more}" if names else "")
