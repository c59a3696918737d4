"""The fifth step: when each school is visited, on a calendar with make-up workdays."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.records.plans import PlannedSchool
from db.vocabulary import Act, DayKind, Subject
from inspector_gui.exchange.lists.plan import Kind
from inspector_gui.labels import today
from inspector_gui.window.desk import Desk
from inspector_gui.window.forms.fields import date_field
from inspector_gui.window.forms.list_import import ListImport
from inspector_gui.window.forms.list_import_view import ImportDesk
from inspector_gui.window.page import Page, Presenter
from inspector_gui.window.pages.prepare.month import WEEKDAYS, Calendar, Dated, Month
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, fix_width, text
from inspector_gui.window.widgets.scrolling import scrolling
from inspector_gui.window.widgets.table import Column, Rows, Table

_FAR = 60


@dataclass(frozen=True)
class Row:
    """A school in a team's hands. `number`: the team's place; `name`: as short as it can be."""

    school: PlannedSchool
    number: int
    name: str


def _day(row: Row) -> str:
    day = row.school.planned_on
    return f"{day.month}月{day.day}日 周{WEEKDAYS[day.weekday()]}" if day else ""


COLUMNS: tuple[Column[Row], ...] = (
    Column("组", lambda row: str(row.number), 40),
    Column("学校", lambda row: row.name),
    Column("日期", _day, 118, faint=lambda row: row.school.begun),
)


class VisitTable(Table[Row]):
    """Left and right move the visit by a working day, with Shift by any day; Enter types one."""

    moved = Signal(int, bool)
    typed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if by is not None:
            self.moved.emit(by, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.typed.emit()
        else:
            super().keyPressEvent(event)


class DaysFace(Page):
    """Tells `dated(row, day)`, `moved(row, by, any)`, `toggled(day)`, `spread_wanted`."""

    dated = Signal(Row, date)
    moved = Signal(Row, int, bool)
    toggled = Signal(date)
    spread_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        spread = button("按工作日重排(&R)", name="按工作日重排")
        spread.clicked.connect(self.spread_wanted)
        self.imports = ImportDesk(spread)
        self.table = VisitTable("进校日期", Rows(COLUMNS))
        self.field = date_field("改到哪一天", lambda: self._near())
        self.calendar = Calendar()
        self._hint = text(
            "名单里 ← → 换到上一、下一个工作日（按住 Shift 换任意一天），Enter 直接填日期；"
            "日历里 H 设为休息或上班",
            "hint",
            wrap=True,
        )
        self._empty = text("学校派给检查组以后，在这里排日期。", "muted", wrap=True)
        self._lay_out()
        self.table.moved.connect(lambda by, any_: self._with_row(self.moved, by, any_))
        self.table.typed.connect(lambda: self.field.setFocus())
        self.field.committed.connect(lambda day: self._with_row(self.dated, day.value))
        self.field.box.returnPressed.connect(self.enter)
        self.calendar.toggled.connect(self.toggled)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)

    def _lay_out(self) -> None:
        px = theme().px
        left = QVBoxLayout()
        left.setSpacing(px(8))
        left.addWidget(self._empty)
        left.addWidget(self.table, 1)
        left.addWidget(self.field)
        self._body = QWidget()
        body = QHBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(px(12))
        fix_width(self.table, 300)
        fix_width(self.field, 300)
        body.addLayout(left)
        body.addWidget(scrolling(self.calendar), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        layout.addWidget(text("检查日期", "section"))
        layout.addWidget(self.imports)
        self.imports.opened.connect(self._on_opened)
        layout.addWidget(self._body, 1)
        layout.addWidget(self._hint)

    def enter(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        self.field.commit()

    def _on_opened(self, on: bool) -> None:  # a signal's slot
        """While a list is looked at, it has the room."""
        self._body.setVisible(not on)
        if not on:
            self.enter()

    def show_days(self, rows: Sequence[Row], month: Month) -> None:
        self.calendar.show_month(month)
        before = self.table.current()
        here = before.school.visit_id if before else None
        self.table.rows.show_rows(rows, lambda row: row.school.visit_id)
        indices = (n for n, row in enumerate(rows) if row.school.visit_id == here)
        if (index := next(indices, None)) is not None:
            self.table.go_to(index)
        self.table.setVisible(bool(rows))
        self.field.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        if rows and self.table.current() is None:
            self.table.go_to(0)
        self._on_row()

    def _near(self) -> date:
        row = self.table.current()
        return row.school.planned_on if row and row.school.planned_on else today()

    def _with_row(self, signal: SignalInstance, *values: object) -> None:
        row = self.table.current()
        if row is not None:
            signal.emit(row, *values)

    def _on_row(self, *_: object) -> None:
        row = self.table.current()
        if row is not None:
            self.field.show_value(row.school.planned_on)
            self.calendar.go_to(row.school.planned_on, row.number)


def _common(names: Sequence[str]) -> int:
    """With how many characters all names begin: on a calendar they only take room."""
    shortest = min(map(len, names), default=0)
    same = (len({name[:n] for name in names}) == 1 for n in range(1, shortest))
    return sum(takewhile(bool, same)) if len(names) > 1 else 0


def build(desk: Desk) -> DaysFace:
    face = DaysFace()
    DaysStep(face, desk)
    return face


def _kind() -> Kind:
    from inspector_gui.exchange.lists.days import DAYS

    return DAYS


class DaysStep(Presenter[DaysFace]):
    subjects = frozenset({Subject.CAMPAIGN, Subject.SCHOOLS, Subject.VISITS, Subject.PEOPLE})
    of_school = False

    def __init__(self, view: DaysFace, desk: Desk) -> None:
        super().__init__(view, desk)
        self._month: Month | None = None
        self.imports = ListImport(view.imports, desk, _kind)
        view.dated.connect(self._date)
        view.moved.connect(self._move)
        view.toggled.connect(self._toggle)
        view.spread_wanted.connect(self._spread)

    def refresh(self) -> None:
        with self.desk.store.read() as work:
            kind, marked = self.desk.preparing, work.campaigns.marked_days()
            campaign, teams = work.inspections.terms(kind), work.people.teams(kind)
            schools = work.plans.schools(kind)
        numbers = {team.id: number for number, team in enumerate(teams, 1)}
        common = _common([school.name for school in schools])
        rows = [
            Row(school, numbers[school.team_id], school.name[common:].strip())
            for school in schools
            if school.team_id in numbers
        ]
        rows.sort(key=lambda row: (row.number, row.school.planned_on, row.school.code))
        visits: dict[date, list[Dated]] = defaultdict(list)
        for row in rows:
            if row.school.planned_on is not None:
                visits[row.school.planned_on].append(Dated(row.number, row.name))
        first, last = campaign.visits_from, max(campaign.visits_from, campaign.visits_to)
        self._month = Month(first, last, marked, visits)
        self.view.show_days(rows, self._month)

    def _date(self, row: Row, day: date) -> None:
        if row.school.visit_id is not None:
            with self.desk.act(Act.PLAN) as work:
                work.plans.plan_day(row.school.visit_id, day)

    def _move(self, row: Row, by: int, any_day: bool) -> None:  # a signal's slot
        """To the next or the last working day, or simply the next day."""
        day = row.school.planned_on
        if day is None or self._month is None:
            return
        for _ in range(_FAR):
            day += timedelta(days=by)
            if any_day or self._month.works(day):
                break
        self._date(row, day)

    def _toggle(self, day: date) -> None:
        """A day of work is off, a day off is one of work; what is usual is not written down."""
        assert self._month is not None  # noqa: S101  # a day was chosen on it
        usual = day.weekday() < 5
        campaign = self.desk.campaign.id
        with self.desk.act(Act.PLAN) as work:
            if self._month.works(day) is not usual:
                work.campaigns.unmark_day(campaign, day)
            elif usual:
                work.campaigns.mark_day(campaign, day, DayKind.HOLIDAY)
            else:
                work.campaigns.mark_day(campaign, day, DayKind.WORKDAY)

    def _spread(self) -> None:
        with self.desk.act(Act.PLAN) as work:
            work.plans.spread(self.desk.preparing)
