"""The main window: a skeleton that is painted before anything heavy is imported."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from inspector_gui.window.theme.theme import theme

TITLE = "收费检查工作台"


class Window(QMainWindow):
    """Side, middle, context and status line; filled in by whoever opens a file."""

    closing = Signal()
    resized = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.setMinimumSize(800, 480)
        self.resize(1366, 728)
        self.middle = QStackedWidget()
        self._panes = QHBoxLayout()
        self._panes.setContentsMargins(0, 0, 0, 0)
        self._panes.setSpacing(0)
        self._panes.addWidget(self.middle, 1)
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        self.banner = Banner()
        self._body.addWidget(self.banner)
        self._body.addLayout(self._panes, 1)
        body = QWidget()
        body.setLayout(self._body)
        self.setCentralWidget(body)

    def put_side(self, side: QWidget) -> None:
        self._panes.insertWidget(0, side)

    def put_context(self, context: QWidget) -> None:
        self._panes.addWidget(context)

    def put_status(self, status: QWidget) -> None:
        self._body.addWidget(status)

    def show_middle(self, widget: QWidget) -> None:
        if self.middle.indexOf(widget) < 0:
            self.middle.addWidget(widget)
        self.middle.setCurrentWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit(event.size().width())

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)


class Banner(QFrame):
    """One sentence across the top of the window, until it is dismissed."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setAccessibleName("提示")
        self._dismiss: Callable[[], None] = self.hide
        layout = QHBoxLayout(self)
        px = theme().px
        layout.setContentsMargins(px(16), px(8), px(16), px(8))
        layout.addWidget(self._words, 1)
        close = QLabel("Esc 关闭")
        layout.addWidget(close)
        self.hide()

    def say(self, words: str) -> None:
        self._words.setText(words)
        self.show()

    def text(self) -> str:
        return self._words.text() if self.isVisible() else ""
