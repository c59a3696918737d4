"""A field to search with."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from inspector_gui.window.widgets.undo_keys import PassesUndoOn


class SearchLine(QLineEdit):
    """Esc is meant for the search, not for whoever else in the window waits for it."""

    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        PassesUndoOn(self)

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
