"""Bars of what was answered, of a class or the school, for the team's eyes or the school's."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from db.vocabulary import Signal as Strength
from inspector_gui.statistics.charts import Bar, Chart
from inspector_gui.window.theme.theme import font, theme
from inspector_gui.window.widgets.elements import button, text
from inspector_gui.window.widgets.painting import paint_text
from inspector_gui.window.widgets.scrolling import scrolling

HINT = "1 本班 · 2 全校 · 3 给学校看（只有全校，隐去少于 5 的数）· ↑↓ PgUp PgDn 滚动"
_HEAD, _ROW, _GAP = 30, 26, 16
_NOTE = 24


class BarChart(QWidget):
    """All questions below each other."""

    def __init__(self) -> None:
        super().__init__()
        self.charts: Sequence[Chart] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_charts(self, charts: Sequence[Chart]) -> None:
        self.charts = charts
        self.setAccessibleDescription("\n".join(map(_spoken, charts)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(300), sum(map(_height, self.charts)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            top = 0
            for number, chart in enumerate(self.charts, 1):
                area = QRect(0, top, self.width(), _height(chart))
                if area.intersects(event.rect()):
                    self._paint(painter, area, number, chart)
                top += area.height()

    def _paint(self, painter: QPainter, area: QRect, number: int, chart: Chart) -> None:
        colours, px = theme().colours, theme().px
        painter.setFont(font(theme().zoom, bold=True))
        head = QRect(area.left(), area.top(), area.width() - px(120), px(_HEAD))
        paint_text(painter, head, f"{number}　{chart.question.text}", colours.ink)
        painter.setFont(font(theme().zoom))
        right = QRect(head.right(), area.top(), px(112), px(_HEAD))
        align = Qt.AlignmentFlag.AlignRight
        paint_text(painter, right, f"有效 {chart.forms} 份", colours.muted, align)
        top = area.top() + px(_HEAD)
        if chart.note:
            line = QRect(area.left() + px(20), top, area.width(), px(_NOTE))
            paint_text(painter, line, chart.note, colours.muted)
        for index, bar in enumerate(chart.bars):
            self._paint_bar(painter, QRect(0, top + index * px(_ROW), area.width(), px(_ROW)), bar)

    def _paint_bar(self, painter: QPainter, area: QRect, bar: Bar) -> None:
        colours, px = theme().colours, theme().px
        signal = bar.signal is not Strength.NONE and bool(bar.count)
        tone = colours.bad if bar.signal is Strength.STRONG else colours.warn
        left, right = round(area.width() * 0.4), area.right() - px(8)
        label = QRect(px(20), area.top(), left - px(20), area.height())
        paint_text(painter, label, bar.label, tone.ink if signal else colours.ink)
        ink, align = colours.ink if bar.count else colours.muted, Qt.AlignmentFlag.AlignRight
        share = QRect(right - px(52), area.top(), px(52), area.height())
        count = QRect(share.left() - px(60), area.top(), px(60), area.height())
        paint_text(painter, count, bar.figure, ink, align)
        paint_text(painter, share, bar.part, colours.muted, align)
        room = count.left() - left - px(20)
        track = QRectF(left + px(10), area.top() + px(7), room, area.height() - px(14))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.band))
        painter.drawRoundedRect(track, px(4), px(4))
        if bar.count:
            track.setWidth(max(px(6), track.width() * min(1.0, bar.share)))
            painter.setOpacity(0.8)
            painter.setBrush(QColor(tone.ink if signal else colours.accent))
            painter.drawRoundedRect(track, px(4), px(4))
            painter.setOpacity(1)


def _height(chart: Chart) -> int:
    px = theme().px
    note = px(_NOTE) if chart.note else 0
    return px(_HEAD) + note + len(chart.bars) * px(_ROW) + px(_GAP)


def _spoken(chart: Chart) -> str:
    bars = "，".join(f"{bar.label} {bar.figure} {bar.part}".strip() for bar in chart.bars)
    return f"{chart.question.text}：{bars or chart.note}"


class ChartPane(QWidget):
    """Tells `turned(place)`: which of the three pictures is wanted."""

    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("统计图")
        self.chart = BarChart()
        self._scroll = scrolling(self.chart)
        self._word = text(role="muted", wrap=True)
        self.chips = [button(caption, "chip") for caption in ("1 本班", "2 全校", "3 给学校看")]
        px = theme().px
        line = QHBoxLayout()
        line.setSpacing(px(6))
        for index, chip in enumerate(self.chips):
            chip.setCheckable(True)
            chip.clicked.connect(lambda _, turn=index: self.turned.emit(turn))
            line.addWidget(chip)
        line.addSpacing(px(8))
        line.addWidget(self._word, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(10))
        layout.addLayout(line)
        layout.addWidget(self._scroll, 1)

    @property
    def word(self) -> str:
        return self._word.text()

    def show_charts(self, charts: Sequence[Chart], index: int, word: str) -> None:
        for number, chip in enumerate(self.chips):
            chip.setChecked(number == index)
        self._word.setText(word)
        self.chart.show_charts(charts)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar, key = self._scroll.verticalScrollBar(), event.key()
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_3:
            self.turned.emit(key - Qt.Key.Key_1)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            bar.setValue(bar.value() + theme().px(60) * (1 if key == Qt.Key.Key_Down else -1))
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            bar.setValue(bar.value() + bar.pageStep() * (1 if key == Qt.Key.Key_PageDown else -1))
        else:
            super().keyPressEvent(event)
