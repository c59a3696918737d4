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
        self._labels = [choice.text for question in form.questions for choice in question.choices]

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
            for number, seen in enumerate(self._seen[: len(self._labels)]):
                self._paint(painter, number, seen)

    def _paint(self, painter: QPainter, number: int, seen: Seen) -> None:
        colours, px = theme().colours, theme().px
        area = QRect(0, number * (px(_ROW) + px(_GAP)), self.width(), px(_ROW))
        tone = colours.bad if seen.is_clue else colours.info
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.band))
        painter.drawRoundedRect(QRectF(area), px(6), px(6))
        if seen.count:
            bar = QRectF(area)
            bar.setWidth(max(px(8), area.width() * seen.count / max(seen.forms, 1)))
            painter.setBrush(QColor(tone.tint))
            painter.drawRoundedRect(bar, px(6), px(6))
        painter.setFont(font(theme().zoom))
        count = QRect(area.right() - px(100), area.top(), px(92), area.height())
        text_area = area.adjusted(px(10), 0, -px(108), 0)
        paint_text(
            painter, text_area, self._labels[number], tone.ink if seen.is_clue else colours.ink
        )
        painter.setFont(font(theme().zoom, bold=True))
        share = f"{seen.count} 份　{percent(seen.count, seen.forms)}" if seen.count else "0"
        ink = tone.ink if seen.count else colours.faint
        paint_text(painter, count, share, ink, Qt.AlignmentFlag.AlignRight)
