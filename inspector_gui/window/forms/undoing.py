"""Ctrl+Z in a text field: what is being typed goes first, then the act that kept the rest.

A field keeps what was typed at every pause, so one step is what was typed without one. Qt's own
undo would run on behind what is kept, and take the act's place in the menu.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from inspector_gui.window.widgets.undo_keys import ASKED, PRESSED, REDO, UNDO, is_key


class TypingUndone(QObject):
    """`shown` and `kept`: what stands in the box and in the file; `put` lets the box show a text.

    What is given up comes back by Ctrl+Y until somebody `forget`s it or leaves.
    """

    def __init__(
        self,
        box: QWidget,
        shown: Callable[[], str],
        kept: Callable[[], str],
        put: Callable[[str], None],
    ) -> None:
        super().__init__(box)
        self._shown, self._kept, self._put = shown, kept, put
        self._given_up = ""
        box.installEventFilter(self)

    def forget(self) -> None:
        self._given_up = ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.forget()
        if event.type() not in (ASKED, PRESSED) or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        undo, redo = is_key(event, UNDO), is_key(event, REDO)
        if not (undo or redo):
            return super().eventFilter(watched, event)
        typing = self._shown() != self._kept()
        mine = typing if undo else bool(self._given_up) and not typing
        event.setAccepted(mine)
        if mine and event.type() == PRESSED:
            self._turn(undo=undo)
        return True

    def _turn(self, *, undo: bool) -> None:
        if undo:
            self._given_up = self._shown()
            self._put(self._kept())
        else:
            self._put(self._given_up)
            self.forget()
