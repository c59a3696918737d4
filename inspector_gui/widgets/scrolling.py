"""Columns that scroll when the window is low."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from inspector_gui.theme.theme import theme
from inspector_gui.widgets.labels import text


def scrolling(inner: QWidget) -> QScrollArea:
    """`inner`, scrolled by the wheel and by the focus moving through it."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    return area


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
        outer.addWidget(scrolling(inner))

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
