"""Columns that scroll when the window is low."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import text


def scrolling(inner: QWidget) -> QScrollArea:
    """`inner`, scrolled by the wheel and by the focus moving through it."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    return area


class Room(QScrollArea):
    """Room for a page. Where it is lower than the page can be, the page scrolls after the
    keyboard; what is wider is squeezed."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self._page = page
        self.setWidget(_Least(page))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]

    def _follow(self, _: QWidget | None, here: QWidget | None) -> None:
        if here is not None and self._page.isAncestorOf(here):
            self.ensureWidgetVisible(here, 0, theme().px(12))


class _Least(QWidget):
    """As high as its page must be; a scroll area would ask for what it would like to be."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self._page = page
        page.setParent(self)
        page.installEventFilter(self)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._page.minimumSizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            QApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._page.resize(event.size())


class Panel(QWidget):
    """What stands at the right of a page: parts below each other."""

    def __init__(self, empty: str = "") -> None:
        """`empty`: what is said while there is nothing to show."""
        super().__init__()
        px = theme().px
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(px(14), px(14), px(14), px(14))
        self._column.setSpacing(px(10))
        self._column.addStretch(1)
        self._empty = text(empty, "muted", wrap=True)
        self._empty.hide()
        self._parts: list[QWidget] = []
        self.put(self._empty, always=True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._area = scrolling(inner)
        outer.addWidget(self._area)

    def bring_into_sight(self, part: QWidget) -> None:
        """Scroll to a part that has just been shown."""
        self._column.activate()
        self._area.ensureWidgetVisible(part)

    def put(self, *parts: QWidget, always: bool = False) -> None:
        """Add parts at the end of the column; `always`: also while there is nothing to show."""
        for part in parts:
            self._column.insertWidget(self._column.count() - 1, part)
        if not always:
            self._parts += parts

    def set_filled(self, *, filled: bool) -> None:
        self._empty.setVisible(not filled)
        last = self.focusWidget()
        if not filled and last is not None:
            last.clearFocus()  # else the keyboard comes back to what is not seen
        for part in self._parts:
            part.setVisible(filled)
