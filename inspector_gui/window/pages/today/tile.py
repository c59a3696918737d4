"""A counter: what waits, how much of it, and the digit that opens it."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from inspector_gui.statistics.today import Counter, Mood, Wait
from inspector_gui.window.theme.theme import font, theme
from inspector_gui.window.widgets.painting import paint_text, paint_tile

_HEIGHT, _SCALE = 84, 1.75
_MARKS = {Mood.CALM: "✓ ", Mood.WAITS: "", Mood.LATE: "! "}


class CounterTile(QAbstractButton):
    def __init__(self, what: Wait, digit: str) -> None:
        super().__init__()
        self.what, self._digit = what, digit
        self._counter: Counter | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(what.value)

    def show_counter(self, counter: Counter) -> None:
        self._counter = counter
        description = f"{counter.what.value} {counter.number} {counter.unit}，{counter.note}"
        self.setAccessibleName(description)
        self.setToolTip(description)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(130), theme().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours, px, zoom = theme().colours, theme().px, theme().zoom
        with QPainter(self) as painter:
            paint_tile(painter, self.rect(), marked=self.hasFocus())
            area = self.rect().adjusted(px(12), px(8), -px(10), -px(8))
            painter.setFont(font(zoom))
            line = QRect(area.left(), area.top(), area.width(), painter.fontMetrics().height())
            paint_text(painter, line, self.what.value, colours.muted)
            paint_text(painter, line, self._digit, colours.muted, Qt.AlignmentFlag.AlignRight)
            if self._counter is not None:
                self._paint_counter(painter, area, line.height(), self._counter)

    def _paint_counter(self, painter: QPainter, area: QRect, line: int, shown: Counter) -> None:
        colours, zoom = theme().colours, theme().zoom
        ink = {
            Mood.CALM: colours.good.ink,
            Mood.WAITS: colours.warn.ink,
            Mood.LATE: colours.bad.ink,
        }[shown.mood]
        large = font(zoom, _SCALE, bold=True)
        middle = QRect(area.left(), area.top() + line, area.width(), area.height() - 2 * line)
        painter.setFont(large)
        late = shown.mood is Mood.LATE
        paint_text(painter, middle, shown.number, ink if late else colours.ink)
        wide = QFontMetrics(large).horizontalAdvance(shown.number) + theme().px(4)
        painter.setFont(font(zoom, 0.92))
        paint_text(painter, middle.adjusted(wide, 0, 0, 0), shown.unit, colours.muted)
        below = QRect(area.left(), area.bottom() - line + 1, area.width(), line)
        paint_text(painter, below, f"{_MARKS[shown.mood]}{shown.note}", ink)
