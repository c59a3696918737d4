"""A drawn calendar: weeks with days off and make-up workdays, and on each day who goes where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from db.vocabulary import DayKind
from inspector_gui.window.theme.theme import font, theme
from inspector_gui.window.widgets.painting import paint_text

WEEKDAYS = "一二三四五六日"
_HEAD, _ROW, _MOST_WEEKS = 26, 84, 9
_SHARES = (5, 5, 5, 5, 5, 3, 3)
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}


@dataclass(frozen=True)
class Dated:
    """What is said on a day: a team's number and its school."""

    team: int
    text: str


@dataclass(frozen=True)
class Month:
    """`marked`: days off and make-up workdays; `visits`: what is planned on each day."""

    first: date
    last: date
    marked: Mapping[date, tuple[DayKind, str]]
    visits: Mapping[date, Sequence[Dated]]

    def works(self, day: date) -> bool:
        kind = self.marked.get(day, (None, ""))[0]
        return kind is DayKind.WORKDAY if kind else day.weekday() < 5

    @property
    def weeks(self) -> int:
        """From the Monday before the first visit to the Sunday after the last."""
        days = [self.first, self.last, *self.visits]
        return min(_MOST_WEEKS, (max(days) - self.monday).days // 7 + 1)

    @property
    def monday(self) -> date:
        begun = min([self.first, *self.visits])
        return begun - timedelta(days=begun.weekday())


class Calendar(QWidget):
    """Arrows move the cursor; H says whether the day is one of work. Tells `toggled(day)`."""

    toggled = Signal(date)

    def __init__(self) -> None:
        super().__init__()
        self._month: Month | None = None
        self._day: date | None = None
        self._team = 0
        self.setAccessibleName("日历")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme().changed.connect(self.updateGeometry)

    def show_month(self, month: Month) -> None:
        self._month = month
        if self._day is None or not self._holds(self._day):
            self._day = month.first
        self.updateGeometry()
        self.update()

    def go_to(self, day: date | None, team: int) -> None:
        """Mark a day, and the team whose schools stand out."""
        self._day, self._team = day or self._day, team
        self.update()

    @property
    def day(self) -> date | None:
        return self._day

    def sizeHint(self) -> QSize:
        weeks = self._month.weeks if self._month else 2
        return QSize(theme().px(520), theme().px(_HEAD + weeks * _ROW))

    def minimumSizeHint(self) -> QSize:
        weeks = self._month.weeks if self._month else 2
        return QSize(theme().px(300), theme().px(_HEAD + weeks * 52))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step and self._day is not None:
            day = self._day + timedelta(days=step)
            if self._holds(day):
                self._day = day
                self.update()
        elif event.text().lower() == "h" and self._day is not None:
            self.toggled.emit(self._day)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._month is None:
            return
        for number in range(self._month.weeks * 7):
            if self._day_rect(number).contains(event.position().toPoint()):
                self._day = self._month.monday + timedelta(days=number)
                self.setFocus(Qt.FocusReason.MouseFocusReason)
                self.update()

    def _holds(self, day: date) -> bool:
        month = self._month
        return month is not None and 0 <= (day - month.monday).days < month.weeks * 7

    def _day_rect(self, number: int) -> QRect:
        assert self._month is not None  # noqa: S101  # asked while there is one
        head = theme().px(_HEAD)
        week, weekday = divmod(number, 7)
        height = (self.height() - head) // self._month.weeks
        left, right = self._edges(weekday)
        return QRect(left, head + week * height, right - left, height)

    def _edges(self, weekday: int) -> tuple[int, int]:
        """Weekends are narrower than days of work."""
        left, whole = sum(_SHARES[:weekday]), sum(_SHARES)
        right = left + _SHARES[weekday]
        return self.width() * left // whole, self.width() * right // whole

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._month is None:
            return
        with QPainter(self) as painter:
            self._paint_head(painter)
            for number in range(self._month.weeks * 7):
                day = self._month.monday + timedelta(days=number)
                self._paint_day(painter, self._day_rect(number), day, self._month)

    def _paint_head(self, painter: QPainter) -> None:
        colours = theme().colours
        painter.setFont(font(theme().zoom, bold=True))
        for weekday, name in enumerate(WEEKDAYS):
            left, right = self._edges(weekday)
            area = QRect(left, 0, right - left, theme().px(_HEAD))
            paint_text(painter, area, f"周{name}", colours.muted, Qt.AlignmentFlag.AlignHCenter)

    def _paint_day(self, painter: QPainter, area: QRect, day: date, month: Month) -> None:
        colours, px = theme().colours, theme().px
        inside, works = month.first <= day <= month.last, month.works(day)
        painter.fillRect(area, QColor(colours.card if works and inside else colours.band))
        here = day == self._day
        width = 2 if here and self.hasFocus() else 1
        painter.setPen(QPen(QColor(colours.accent if here else colours.line), width))
        painter.drawRect(area.adjusted(0, 0, -1, -1))
        painter.setFont(font(theme().zoom, 0.92, bold=here))
        line = painter.fontMetrics().lineSpacing()
        upper = QRect(area.left() + px(6), area.top() + px(3), area.width() - px(12), line)
        shown = f"{day.month}.{day.day}" if day.day == 1 or day == month.monday else str(day.day)
        paint_text(painter, upper, shown, colours.ink if inside else colours.muted)
        self._paint_mark(painter, upper, month.marked.get(day))
        self._paint_visits(painter, area, line, month.visits.get(day, ()), works=works)

    def _paint_mark(self, painter: QPainter, area: QRect, mark: tuple[DayKind, str] | None) -> None:
        if mark is None:
            return
        kind, name = mark
        colours = theme().colours
        off = kind is DayKind.HOLIDAY
        tone = colours.good if off else colours.warn
        caption = f"{name} 休".strip() if off else "班"
        paint_text(painter, area, caption, tone.ink, Qt.AlignmentFlag.AlignRight)

    def _paint_visits(
        self, painter: QPainter, area: QRect, line: int, visits: Sequence[Dated], *, works: bool
    ) -> None:
        colours, px = theme().colours, theme().px
        top = area.top() + px(6) + line
        room = max(1, (area.bottom() - top - px(2)) // line)
        shown = list(visits[:room]) if len(visits) <= room else list(visits[: room - 1])
        for number, visit in enumerate(shown):
            line_rect = QRect(area.left() + px(6), top + number * line, area.width() - px(10), line)
            ink = colours.bad.ink if not works else colours.ink
            ink = colours.accent if visit.team == self._team and works else ink
            painter.setFont(font(theme().zoom, 0.88, bold=visit.team == self._team))
            paint_text(painter, line_rect, f"{visit.team}　{visit.text}", ink)
        if len(visits) > len(shown):
            line_rect = QRect(
                area.left() + px(6), top + len(shown) * line, area.width() - px(10), line
            )
            paint_text(painter, line_rect, f"等 {len(visits)} 所", colours.muted)
