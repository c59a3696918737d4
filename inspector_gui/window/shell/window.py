"""The main window: a skeleton that is painted before anything heavy is imported."""

from PySide6.QtCore import QChildEvent, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from inspector_gui.window.notices import Severity
from inspector_gui.window.theme.theme import dress, theme

TITLE = "收费检查工作台"
#: How long news stays: long enough to be read twice.
NEWS_MS = 8_000


class Window(QMainWindow):
    """Side, middle, context and status line; filled in by whoever opens a file.

    Each part is dressed by itself, and so is each page: another zoom or light then costs what is
    seen, however many pages wait behind.
    """

    closing = Signal()
    resized = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.fit_screen(1366, 728)
        self.middle = QStackedWidget()
        self._panes = QHBoxLayout()
        self._panes.setContentsMargins(0, 0, 0, 0)
        self._panes.setSpacing(0)
        self._panes.addWidget(self.middle, 1)
        self.middle.installEventFilter(self)
        self._context: QWidget | None = None
        self._over = False
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        self.banner = Banner()
        dress(self.banner)
        dress(self.menuBar())
        self._body.addWidget(self.banner)
        self._body.addLayout(self._panes, 1)
        body = QWidget()
        body.setLayout(self._body)
        self.setCentralWidget(body)

    def fit_screen(self, width: int, height: int) -> None:
        """Be so large, but never larger than the screen, whatever its scale."""
        room = self.screen().availableGeometry()
        self.setMinimumSize(min(800, room.width()), min(480, room.height()))
        self.resize(min(width, room.width()), min(height, room.height()))

    def put_strip(self, strip: QWidget) -> None:
        """What stands above everything, on every page."""
        dress(strip)
        self._body.insertWidget(0, strip)

    def put_side(self, side: QWidget) -> None:
        dress(side)
        self._panes.insertWidget(0, side)

    def put_context(self, context: QWidget) -> None:
        """What stands beside the pages, or lies over them where `lay_context` says so."""
        self._context, self._over = context, False
        self._panes.addWidget(context)

    def drop_context(self) -> None:
        """What stood beside the pages goes with its file."""
        self._context = None

    def lay_context(self, *, over: bool) -> None:
        """Over the pages it takes no room from them."""
        context = self._context
        if context is None or over is self._over:
            return
        self._over = over
        seen = context.isVisible()
        if over:
            self._panes.removeWidget(context)
            context.setParent(self.centralWidget())
            context.setVisible(seen)
            self._place_over()
        else:
            self._panes.addWidget(context)

    def _place_over(self) -> None:
        """At the right, as high as the pages."""
        if self._context is not None and self._over:
            room = self.middle.geometry()
            left = room.right() + 1 - self._context.width()
            self._context.setGeometry(left, room.top(), self._context.width(), room.height())
            self._context.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.middle and event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._place_over()
        return super().eventFilter(watched, event)

    def put_status(self, status: QWidget) -> None:
        dress(status)
        self._body.addWidget(status)

    def show_middle(self, widget: QWidget) -> None:
        if self.middle.indexOf(widget) < 0:
            self.middle.addWidget(widget)
        self.middle.setCurrentWidget(widget)

    def childEvent(self, event: QChildEvent) -> None:
        """What opens over the window looks like it."""
        super().childEvent(event)
        opened = event.child()
        if event.polished() and isinstance(opened, QDialog):
            dress(opened)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit(event.size().width())

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)


class Beside(QStackedWidget):
    """The panels at the right; a line parts them from the page."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme().colours
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(colours.side))
            painter.fillRect(0, 0, 1, self.height(), QColor(colours.edge))


class Banner(QFrame):
    """Sentences across the top of the window: an error until it is dismissed, news for a while.

    News never pushes out an error that nobody has put away yet: it stands below it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self._error, self._news = _sentence("出错"), _sentence("提示")
        self._while = QTimer(self, singleShot=True, interval=NEWS_MS)
        self._while.timeout.connect(self._fade)
        px = theme().px
        column = QVBoxLayout()
        column.setSpacing(px(4))
        column.addWidget(self._error)
        column.addWidget(self._news)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(16), px(8), px(16), px(8))
        layout.addLayout(column, 1)
        layout.addWidget(QLabel("Esc 关闭"))
        self.hide()

    def show_notice(self, message: str, severity: Severity) -> None:
        error = severity is Severity.ERROR
        self._show(self._error if error else self._news, message)
        if error:
            self._show(self._news, "")
        if severity is Severity.NEWS:
            self._while.start()
        else:
            self._while.stop()

    def dismiss(self) -> None:
        """Put all of it away."""
        self._show(self._error, "")
        self._show(self._news, "")

    def text(self) -> str:
        """What is read there now."""
        return "\n".join(label.text() for label in (self._error, self._news) if label.text())

    def _fade(self) -> None:
        self._show(self._news, "")

    def _show(self, line: QLabel, message: str) -> None:
        line.setText(message)
        line.setVisible(bool(message))
        self.setVisible(bool(self.text()))


def _sentence(name: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setAccessibleName(name)
    label.hide()
    return label
