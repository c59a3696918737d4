"""The noon tally as it grows: how often each strong signal was ticked."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from inspector_gui.statistics.filling import Filling
from inspector_gui.statistics.signals import Seen, percent
from inspector_gui.window.theme.theme import font, theme
from inspector_gui.window.widgets.painting import paint_text

_ROW, _GAP = 34, 4


class NoonBoard(QWidget):
    """A line for each strong option with its count over a bar of its share."""

    clicked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._seen: Sequence[Seen] = ()
        self._labels: Sequence[str] = ()
        theme().changed.connect(self.updateGeometry)

    def show_seen(self, seen: Sequence[Seen]) -> None:
        self._seen = seen
        self.updateGeometry()
        self.update()

    def show_form(self, form: Filling, _numbers: Sequence[int]) -> None:
        """The options are called as they are under the keys."""
        self._labels = [choice.text for one in form.questions for choice in one.choices]

    def here(self) -> QRect:
        return QRect()

    def sizeHint(self) -> QSize:
        px = theme().px
        return QSize(px(330), len(self._seen) * (px(_ROW) + px(_GAP)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(200), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for number, one in enumerate(self._seen[: len(self._labels)]):
                self._paint(painter, number, one)

    def _paint(self, painter: QPainter, number: int, one: Seen) -> None:
        colours, px = theme().colours, theme().px
        area = QRect(0, number * (px(_ROW) + px(_GAP)), self.width(), px(_ROW))
        tone = colours.bad if one.is_clue else colours.info
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.band))
        painter.drawRoundedRect(QRectF(area), px(6), px(6))
        if one.count:
            bar = QRectF(area)
            bar.setWidth(max(px(8), area.width() * one.count / max(one.forms, 1)))
            painter.setBrush(QColor(tone.tint))
            painter.drawRoundedRect(bar, px(6), px(6))
        painter.setFont(font(theme().zoom))
        count = QRect(area.right() - px(100), area.top(), px(92), area.height())
        words = area.adjusted(px(10), 0, -px(108), 0)
        paint_text(painter, words, self._labels[number], tone.ink if one.is_clue else colours.ink)
        painter.setFont(font(theme().zoom, bold=True))
        share = f"{one.count} 份　{percent(one.count, one.forms)}" if one.count else "0"
        ink = tone.ink if one.count else colours.faint
        paint_text(painter, count, share, ink, Qt.AlignmentFlag.AlignRight)
