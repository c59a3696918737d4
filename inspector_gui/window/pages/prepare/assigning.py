"""The fourth step: schools into teams' hands, by digit keys or by a draw that can be repeated."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.records.people import TeamLine
from db.records.plans import PlannedSchool
from db.records.recorded import RecordedVisit
from db.vocabulary import Act, Subject
from inspector_gui.actions.assigning import assign_schools, records_that_would_go
from inspector_gui.labels import label
from inspector_gui.window.desk import Desk
from inspector_gui.window.page import Page, Presenter
from inspector_gui.window.pages.prepare.draw_card import DrawCard
from inspector_gui.window.pages.prepare.school_draw import SchoolDraw, SchoolDrawStep
from inspector_gui.window.theme.colours import Tone
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import Chip, button, clear, text
from inspector_gui.window.widgets.flow import FlowLayout
from inspector_gui.window.widgets.reasons import ReasonLine
from inspector_gui.window.widgets.table import Column, Rows, Table

#: Why a school is taken from a team that has recorded something there.
REASONS = ("派错了检查组", "原来的组须回避", "原来的组调整了任务")
_RIGHT, _CENTRE = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter


@dataclass(frozen=True)
class Row:
    """A school and which teams may not go there: their numbers, and why. `waits`: it is to be
    inspected and no team has it."""

    school: PlannedSchool
    barred: tuple[str, ...]
    waits: bool

    @property
    def team(self) -> str:
        return self.school.team or ("未分派" if self.waits else "未抽中")


def _tone(row: Row) -> Tone | None:
    return theme().colours.info if row.school.team else None


COLUMNS: tuple[Column[Row], ...] = (
    Column("代码", lambda row: row.school.code, 104),
    Column("学校", lambda row: row.school.name),
    Column("类别", lambda row: label(row.school.kind), 128),
    Column("区县", lambda row: row.school.district, 72),
    Column("检查组", lambda row: row.team, 120, _CENTRE, tone=_tone),
    Column("须回避的组", lambda row: "；".join(row.barred), 200),
)


class AssignTable(Table[Row]):
    """A digit gives the school to that team, 0 or Backspace to none."""

    given = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if typed.isdigit():
            self.given.emit(int(typed))
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.given.emit(0)
        else:
            super().keyPressEvent(event)


class AssignFace(Page):
    """Tells `given(row, number)`; the filter shows all schools or those in nobody's hands."""

    given = Signal(Row, int)
    filtered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.table = AssignTable("学校和检查组", Rows(COLUMNS))
        self.free = button("只看未分派(&U)", "chip", name="只看未分派")
        self.free.setCheckable(True)
        self.draw = DrawCard(button("抽签分派(&R)…", name="抽签分派"))
        self.schools = SchoolDraw()
        self.why = ReasonLine()
        self._loads = QWidget()
        self._flow = FlowLayout(self._loads)
        self._word = text(role="muted", wrap=True)
        px = theme().px
        line = QHBoxLayout()
        line.addWidget(text("分派学校", "section"))
        line.addStretch(1)
        line.addWidget(self.schools.begin)
        line.addWidget(self.draw.begin)
        line.addWidget(self.free)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(10))
        layout.addLayout(line)
        layout.addWidget(self._loads)
        layout.addWidget(self.schools)
        layout.addWidget(self.draw)
        layout.addWidget(self._word)
        layout.addWidget(self.why)
        layout.addWidget(self.table, 1)
        layout.addWidget(
            text("数字键 派给该组，自动到下一所　0 取消分派　有人回避的组派不进去", "hint")
        )
        self.table.given.connect(self._on_given)
        self.why.ended.connect(self.enter)
        self.free.clicked.connect(self.filtered)

    def enter(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_rows(
        self, rows: Sequence[Row], teams: Sequence[TeamLine], loads: Mapping[object, int]
    ) -> None:
        shown = [row for row in rows if not self.free.isChecked() or row.waits]
        row_number = self.table.currentIndex().row()
        self.table.rows.show_rows(shown, lambda row: row.school.id)
        if shown and self.table.current() is None:
            self.table.go_to(min(max(row_number, 0), len(shown) - 1))
        free = sum(row.waits for row in rows)
        self.free.setText(f"只看未分派 {free}(&U)")
        self._word.setText("" if rows and teams else "先有学校和检查组，才能分派。")
        self._word.setVisible(not (rows and teams))
        clear(self._flow)
        for number, team in enumerate(teams, 1):
            chip = Chip()
            self._flow.addWidget(chip)
            chip.show_chip(
                f"{number}　{team.name}　{loads.get(team.id, 0)} 所", theme().colours.calm
            )

    def ask_why(
        self, found: Sequence[RecordedVisit], team: TeamLine | None, then: Callable[[str], None]
    ) -> None:
        """Say what would go with the visit, and ask for the reason."""
        recorded = "；".join(visit.sentence for visit in found)
        deed = f"改派给{team.name}" if team else "取消分派"
        self.why.ask(
            f"{recorded}。{deed}会把这些一并撤下，不再计入。写明理由，按 Enter {deed}，Esc 不改。",
            REASONS,
            lambda reason, _: then(reason),
        )

    def _on_given(self, number: int) -> None:
        self.why.end()
        row = self.table.current()
        if row is not None:
            self.given.emit(row, number)


def build(desk: Desk) -> AssignFace:
    face = AssignFace()
    AssignStep(face, desk)
    SchoolDrawStep(face.schools, desk)
    return face


class AssignStep(Presenter[AssignFace]):
    subjects = frozenset({Subject.SCHOOLS, Subject.VISITS, Subject.PEOPLE, Subject.SAMPLING})
    of_school = False

    def __init__(self, view: AssignFace, desk: Desk) -> None:
        super().__init__(view, desk)
        self._teams: list[TeamLine] = []
        view.given.connect(self._give)
        view.filtered.connect(self.refresh)
        view.draw.begin.clicked.connect(self._freeze)
        view.draw.named.connect(self._reveal)
        view.draw.given_up.connect(self._give_up)

    def refresh(self) -> None:
        from inspector_gui.sampling.allotting import draws_of, question_of
        from inspector_gui.sampling.school_draw import chosen

        with self.desk.store.read() as work:
            kind = self.desk.preparing
            drawn = chosen(work, kind)
            schools, self._teams = work.plans.schools(kind), work.people.teams(kind)
            bars, draws = work.plans.bars(), draws_of(work, kind)
        names = {team.id: team.name for team in self._teams}
        rows = [
            Row(
                school,
                tuple(
                    f"{names[bar.team_id]} {bar.member}"
                    for bar in bars
                    if bar.school_id == school.id and bar.team_id in names
                ),
                school.team_id is None and (drawn is None or school.code in drawn),
            )
            for school in schools
        ]
        self.view.show_rows(
            rows, self._teams, Counter(planned_school.team_id for planned_school in schools)
        )
        latest = draws[0] if draws else None
        number = len(question_of(latest.entries).schools) if latest else 0
        waiting = latest is not None and not latest.witness_number
        title = f"{number} 所待分派学校" if waiting else f"抽签分派 {number} 所"
        self.view.draw.show_draw(latest, title)

    def _give(self, row: Row, number: int) -> None:
        if number > len(self._teams):
            return
        team = self._teams[number - 1] if number else None
        store, kind = self.desk.store, self.desk.preparing
        found = records_that_would_go(store=store, schools=[row.school], team=team, inspection=kind)
        if found:
            self.view.ask_why(found, team, lambda why: self._assign(row.school, team, why))
        else:
            self._assign(row.school, team)

    def _assign(self, school: PlannedSchool, team: TeamLine | None, reason: str = "") -> None:
        assign_schools(
            store=self.desk.store,
            schools=[school],
            team=team,
            inspection=self.desk.preparing,
            reason=reason,
        )
        if team is not None and not self.view.free.isChecked():
            self.view.table.step(1)

    def _freeze(self) -> None:
        from inspector_gui.sampling.allotting import freeze

        with self.desk.act(Act.PLAN) as work:
            freeze(work, inspection=self.desk.preparing)
        self.view.draw.ask()

    def _reveal(self, number: str, witness: str) -> None:
        from inspector_gui.sampling.allotting import draws_of, reveal

        with self.desk.store.read() as work:
            draw = draws_of(work, self.desk.preparing)[0]
        with self.desk.act(Act.DRAW) as work:
            reveal(work, draw, number, witness)
        self.view.enter()

    def _give_up(self) -> None:
        from inspector_gui.sampling.allotting import draws_of

        with self.desk.act(Act.PLAN) as work:
            work.plans.give_up(draws_of(work, self.desk.preparing)[0].id)
