"""Chips, bars and elided words, as delegates paint them."""

from functools import cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout

from inspector_gui.window.theme.colours import Tone
from inspector_gui.window.theme.theme import font, theme


def chip_width(text: str, font: QFont) -> int:
    return QFontMetrics(font).horizontalAdvance(text) + theme().px(16)


def paint_chip(painter: QPainter, area: QRect, text: str, tone: Tone) -> None:
    """A rounded label in the middle of `area`."""
    px = theme().px
    metrics = painter.fontMetrics()
    width = min(metrics.horizontalAdvance(text) + px(16), area.width())
    height = metrics.height() + px(2)
    box = QRectF(0, 0, width, height)
    box.moveCenter(QRectF(area).center())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_NO_PEN)
    painter.setBrush(brush(tone.tint))
    painter.drawRoundedRect(box, height / 2, height / 2)
    painter.setPen(pen(tone.ink))
    painter.drawText(box, _CENTRE, text)


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


_NO_PEN, _CENTRE = Qt.PenStyle.NoPen, Qt.AlignmentFlag.AlignCenter


@cache
def brush(colour: str) -> QBrush:
    return QBrush(QColor(colour))


@cache
def pen(colour: str) -> QPen:
    return QPen(QColor(colour))


@cache
def line_flags(align: Qt.AlignmentFlag) -> int:
    """As a painter takes them for one line."""
    return int(align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
