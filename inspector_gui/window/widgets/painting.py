"""Chips, bars and elided words, as delegates paint them."""

from functools import cache, lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPen, QTextLayout

from inspector_gui.window.theme.colours import Tone
from inspector_gui.window.theme.theme import font, theme


def chip_width(text: str, font: QFont) -> int:
    return QFontMetrics(font).horizontalAdvance(text) + theme().px(16)


def chip_size(text: str, metrics: QFontMetrics) -> tuple[int, int]:
    """Width and height of a chip whose text has such a font."""
    px = theme().px
    return metrics.horizontalAdvance(text) + px(16), metrics.height() + px(2)


def paint_chip(
    painter: QPainter, area: QRect, text: str, tone: Tone, size: tuple[int, int] | None = None
) -> None:
    """A rounded label in the middle of `area`; `size` where it is known already."""
    width, height = size or chip_size(text, painter.fontMetrics())
    width = min(width, area.width())
    left, top = area.x() + (area.width() - width) // 2, area.y() + (area.height() - height) // 2
    ratio = painter.device().devicePixelRatio()
    painter.drawImage(left, top, _pill(width, height, tone.tint, ratio))
    painter.setPen(pen(tone.ink))
    painter.drawText(area, _CENTRE, text)


@lru_cache(256)
def _pill(width: int, height: int, colour: str, ratio: float) -> QImage:
    """The ground of a chip, drawn once: a round end costs more than all the words of its row."""
    image = QImage(QSize(width, height) * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_NO_PEN)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(QRectF(0, 0, width, height), height / 2, height / 2)
    painter.end()
    return image


def paint_key(painter: QPainter, area: QRect, key: str, *, on: bool = False) -> None:
    """A key cap in the middle of `area`; `on`: what it means is chosen."""
    px, colours = theme().px, theme().colours
    box = QRectF(0, 0, px(22), px(22))
    box.moveCenter(QPointF(area.center()))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours.accent if on else colours.line)))
    painter.setBrush(QColor(colours.accent if on else colours.card))
    painter.drawRoundedRect(box, px(4), px(4))
    painter.setFont(font(theme().zoom, 0.92, bold=True))
    painter.setPen(QColor(colours.on_accent if on else colours.accent))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)


def paint_tile(painter: QPainter, area: QRect, *, marked: bool, chosen: bool = False) -> None:
    """A rounded box; `marked`: the keyboard is there, `chosen`: it is the one that is shown."""
    colours = theme().colours
    width = 2 if marked or chosen else 1
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours.accent if marked or chosen else colours.line), width))
    painter.setBrush(QColor(colours.chosen if chosen else colours.card))
    box = QRectF(area).adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.drawRoundedRect(box, theme().px(8), theme().px(8))


def paint_bar(painter: QPainter, area: QRect, share: float, colour: str) -> None:
    """A progress bar; `share` from 0 to 1."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    radius = area.height() / 2
    painter.setBrush(QColor(theme().colours.line))
    painter.drawRoundedRect(area, radius, radius)
    if share > 0:
        filled = QRect(area)
        filled.setWidth(max(area.height(), round(area.width() * min(1.0, share))))
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(filled, radius, radius)


def paint_two_lines(
    painter: QPainter, area: QRect, text: str, colour: str, align: Qt.AlignmentFlag
) -> None:
    """At most two lines; the second is cut short where that is not enough. Where the text says
    where its second line begins, both are."""
    spacing = painter.fontMetrics().lineSpacing()
    upper = QRect(area.left(), area.center().y() - spacing, area.width(), spacing)
    if "\n" in text:
        first, second = text.split("\n", 1)
        paint_text(painter, upper, first, colour, align)
        paint_text(painter, upper.translated(0, spacing), second, colour, align)
        return
    layout = QTextLayout(text, painter.font())
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(area.width())
    layout.endLayout()
    first = text[: line.textLength()]
    if len(first) == len(text):
        paint_text(painter, area, text, colour, align)
        return
    paint_text(painter, upper, first, colour, align)
    paint_text(painter, upper.translated(0, spacing), text[len(first) :], colour, align)


def paint_text(
    painter: QPainter,
    area: QRect,
    text: str,
    colour: str,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """One line, cut short with an ellipsis where it does not fit."""
    painter.setPen(pen(colour))
    width, metrics = area.width(), painter.fontMetrics()
    if "\n" in text:
        text = text.replace("\n", " ")
    # Measuring costs as much as painting: what fits with the widest letters fits.
    if len(text) * metrics.height() > width:
        text = metrics.elidedText(text, _RIGHT, width)
    painter.drawText(area, line_flags(align), text)


_RIGHT = Qt.TextElideMode.ElideRight


_NO_PEN = Qt.PenStyle.NoPen
_CENTRE = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine)


@cache
def pen(colour: str) -> QPen:
    return QPen(QColor(colour))


@cache
def line_flags(align: Qt.AlignmentFlag) -> int:
    """As a painter takes them for one line."""
    return int(align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
