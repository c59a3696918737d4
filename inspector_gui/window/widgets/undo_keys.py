"""Ctrl+Z and Ctrl+Y in a box of the window: its own while it has something to take back.

Qt's boxes take these keys on Windows whether or not they have anything to undo; the act that the
menu would take back then stays, and nothing happens.
"""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

#: As in the menu, on every system.
UNDO, REDO = ("Ctrl+Z",), ("Ctrl+Y", "Ctrl+Shift+Z")
ASKED, PRESSED = QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress


def is_key(event: QKeyEvent, keys: tuple[str, ...]) -> bool:
    pressed = QKeySequence(event.keyCombination())
    return any(pressed == QKeySequence(key) for key in keys)


class PassesUndoOn(QObject):
    """Of a box that keeps nothing, such as a search: what it cannot undo is the window's."""

    def __init__(self, box: QLineEdit) -> None:
        super().__init__(box)
        self._box = box
        box.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (ASKED, PRESSED) and isinstance(event, QKeyEvent):
            undoes = is_key(event, UNDO)
            if undoes or is_key(event, REDO):
                self._turn(event, undoes=undoes)
                return True
        return super().eventFilter(watched, event)

    def _turn(self, event: QKeyEvent, *, undoes: bool) -> None:
        box = self._box
        if not (box.isUndoAvailable() if undoes else box.isRedoAvailable()):
            event.ignore()
            return
        event.accept()
        if event.type() == PRESSED:
            (box.undo if undoes else box.redo)()
