"""A mark on the page: the words underlined on a tint, its number beside them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from inspector_gui.window.printroom.spots import Spot
from inspector_gui.window.theme.theme import theme

#: The paper is white in dark mode too, so its marks are those of the light theme: ink, tint.
_GRAVE, _OTHER = ("#b3261e", 46), ("#8a5a00", 52)
_DISC = 15


def paint_spot(
    painter: QPainter, spot: Spot, corner: QPointF, scale: float, *, framed: bool
) -> None:
    """`corner` of the page, `scale` in dots a point; `framed`: it is being looked at."""
    ink, tint = _GRAVE if spot.grave else _OTHER
    wash = QColor(ink)
    wash.setAlpha(tint)
    for box in spot.boxes:
        area = QRectF(box.topLeft() * scale + corner, box.size() * scale)
        painter.fillRect(area, wash)
        painter.setPen(QPen(QColor(ink), theme().px(2)))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if framed:
            _frame(painter, area)
    last = spot.boxes[-1]
    _disc(painter, last.topRight() * scale + corner, QColor(ink), str(spot.number + 1))


def _frame(painter: QPainter, area: QRectF) -> None:
    painter.setPen(QPen(QColor("#1d5fb4"), theme().px(2)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area.adjusted(-2, -2, 2, 2), 3, 3)


def _disc(painter: QPainter, at: QPointF, ink: QColor, number: str) -> None:
    size = theme().px(_DISC)
    area = QRectF(at.x(), at.y() - size / 2, size, size)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawEllipse(area)
    font = painter.font()
    font.setPixelSize(round(size * 0.66))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor("white"))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, number)
