"""A number as a tile: what it is called, how much it is; Enter opens where it comes from."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from inspector_gui.statistics.figures import Figure
from inspector_gui.window.theme.theme import font, theme
from inspector_gui.window.widgets.painting import paint_text, paint_tile

_HEIGHT, _SCALE = 62, 1.55
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class FigureTile(QAbstractButton):
    """Tells `moved(columns, rows)` on an arrow key, `entered` when the keyboard comes to it."""

    moved = Signal(int, int)
    entered = Signal()

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
        self.figure: Figure | None = None
        self._chosen = False
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_figure(self, figure: Figure) -> None:
        self.figure = figure
        self.setAccessibleName(f"{figure.name} {figure.grouped} {figure.unit}")
        self.setToolTip(figure.meaning)
        self.update()

    def set_chosen(self, *, chosen: bool) -> None:
        """It is the one that is explained."""
        if chosen != self._chosen:
            self._chosen = chosen
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(120), theme().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ARROWS:
            self.moved.emit(*_ARROWS[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.figure is None:
            return
        colours, px = theme().colours, theme().px
        with QPainter(self) as painter:
            paint_tile(painter, self.rect(), marked=self.hasFocus(), chosen=self._chosen)
            area = self.rect().adjusted(px(12), px(7), -px(8), -px(7))
            painter.setFont(font(theme().zoom))
            upper = QRect(area.left(), area.top(), area.width(), painter.fontMetrics().height())
            paint_text(painter, upper, self.figure.name, colours.muted)
            self._paint_number(painter, QRect(area).adjusted(0, upper.height(), 0, 0))

    def _paint_number(self, painter: QPainter, area: QRect) -> None:
        """A sum of nine digits is drawn smaller rather than cut short."""
        assert self.figure is not None  # noqa: S101
        colours, grouped = theme().colours, self.figure.grouped
        unit, small = self.figure.unit, font(theme().zoom, 0.92)
        room = area.width() - QFontMetrics(small).horizontalAdvance(unit) - theme().px(4)
        scale = _SCALE
        while scale > 1 and _width(grouped, scale) > room:
            scale -= 0.1
        painter.setFont(font(theme().zoom, scale, bold=True))
        bad = self.figure.value < 0
        paint_text(painter, area, grouped, colours.bad.ink if bad else colours.ink)
        area.setLeft(area.left() + _width(grouped, scale) + theme().px(4))
        painter.setFont(small)
        paint_text(painter, area, unit, colours.muted)


def _width(text: str, scale: float) -> int:
    return QFontMetrics(font(theme().zoom, scale, bold=True)).horizontalAdvance(text)
