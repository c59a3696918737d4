"""Above the status line for a while: what was just done to much, and the way back."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, text

#: Long enough to read it and to reach for the keys.
STAYS_MS = 10_000


class DoneOverlay(QFrame):
    """Lies over the window and moves nothing. Tells `undo_wanted`."""

    undo_wanted = Signal()

    def __init__(self, window: QWidget, above: QWidget) -> None:
        """`above`: the line at the bottom that stays free."""
        super().__init__(window)
        self._room, self._above = window, above
        self.setProperty("role", "overlay")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._message = text()
        self._undo = button("撤销", key="Ctrl+Z")
        self._undo.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._undo.clicked.connect(self._on_undo)
        px = theme().px
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(14), px(8), px(10), px(8))
        layout.setSpacing(px(14))
        layout.addWidget(self._message)
        layout.addWidget(self._undo)
        self._while = QTimer(self, singleShot=True, interval=STAYS_MS)
        self._while.timeout.connect(self.hide)
        window.installEventFilter(self)
        self.hide()

    def show_done(self, message: str) -> None:
        self._message.setText(message)
        self.setAccessibleName(message)
        self.show()
        self._reposition()
        self.raise_()
        self._while.start()

    def text(self) -> str:
        """What is read there now."""
        return "" if self.isHidden() else self._message.text()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._reposition()
        return False

    def _reposition(self) -> None:
        self.adjustSize()
        left = (self._room.width() - self.width()) // 2
        self.move(left, self._room.height() - self._above.height() - self.height() - theme().px(12))

    def _on_undo(self) -> None:
        self.hide()
        self.undo_wanted.emit()
