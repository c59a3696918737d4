"""The third step: teams, their people, where these come from and what they keep away from."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt

from db.errors import InspectionError
from db.masking import mask
from db.records.people import RecusalLine, TeamLine
from db.records.plans import PlannedSchool
from db.unit_of_work import Work
from db.vocabulary import Act, RecusalReason, Subject
from inspector_gui.actions.recusing import answer_workplace, lift_recusal, recuse
from inspector_gui.exchange.lists.plan import Kind
from inspector_gui.exchange.workbooks.cells import phone_of
from inspector_gui.statistics.workplaces import Workplace, open_workplaces, school_named
from inspector_gui.window.desk import Desk
from inspector_gui.window.forms.choice_fields import ChoiceField, TickField
from inspector_gui.window.forms.edits import Entry, RowEdited, StruckOut
from inspector_gui.window.forms.entry_table import Register
from inspector_gui.window.forms.fields import LineField, needed_field
from inspector_gui.window.forms.form import Spec
from inspector_gui.window.forms.list_import import ListImport
from inspector_gui.window.page import Presenter
from inspector_gui.window.pages.prepare.listing import ListFace
from inspector_gui.window.pages.prepare.recusals import RecusalLineEdit
from inspector_gui.window.pages.prepare.workplaces import WorkplaceQuestion
from inspector_gui.window.theme.colours import Tone
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button
from inspector_gui.window.widgets.table import Column

_CENTRE = Qt.AlignmentFlag.AlignHCenter
ROLES = ("组员", "组长", "副组长")


@dataclass(frozen=True)
class Person:
    """A member as the table and the form know them; without `id` a team that is empty."""

    id: uuid.UUID | None
    team: TeamLine
    name: str = ""
    role: str = ""
    is_lead: bool = False
    source: str = ""
    home: PlannedSchool | None = None
    number: str = ""
    recusals: tuple[RecusalLine, ...] = ()
    workplace: Workplace | None = None

    @property
    def team_name(self) -> str:
        return self.team.name


def _home(row: Person) -> str:
    return "待指定" if row.workplace else row.home.name if row.home else ""


def _home_tone(row: Person) -> Tone | None:
    return theme().colours.warn if row.workplace else None


COLUMNS: tuple[Column[Person], ...] = (
    Column("检查组", lambda row: row.team.name, 112),
    Column("姓名", lambda row: row.name or "（还没有人）", 96),
    Column("职务", lambda row: row.role, 76),
    Column("单位", lambda row: row.source),
    Column("所在学校", _home, tone=_home_tone),
    Column("电话", lambda row: mask(row.number), 116),
    Column("回避", lambda row: str(len(row.recusals) or ""), 48, _CENTRE),
)


def _team_field(name: str) -> ChoiceField:
    return ChoiceField(name, (), formatter=lambda team: str(team.name))


def _home_field(name: str) -> ChoiceField:
    return ChoiceField(
        name, (), empty="（不是名单里的学校）", formatter=lambda school: str(school.name)
    )


def _phone_field(name: str) -> LineField:
    return LineField(name, read=phone_of, limit=20)


def _entry() -> tuple[Spec, ...]:
    return (
        Spec("team", "检查组", _team_field),
        Spec.of("member", "name", LineField),
        Spec.of("member", "role", lambda name: ChoiceField(name, ROLES, formatter=str)),
        Spec.of("member", "source", LineField, wide=True),
        Spec("number", "电话", _phone_field),
    )


def _form() -> tuple[Spec, ...]:
    return (
        Spec.of("member", "name", needed_field),
        Spec("team", "检查组", _team_field),
        Spec.of("member", "role", LineField),
        Spec.of("member", "source", LineField),
        Spec("home", "所在学校", _home_field),
        Spec("number", "电话", _phone_field),
        Spec("team_name", "本组叫", needed_field),
        Spec("is_lead", "", lambda _: TickField("是组长")),
    )


REGISTER = Register(
    "people",
    "检查组和组员",
    COLUMNS,
    lambda row: row.id or row.team.id,
    _entry,
    _form,
    "name",
    "还没有检查组。导入分组名单，或先按“新建检查组”，再在上面一人一行填。",
    "Enter 修改　Delete 删除　Ctrl+V 粘贴　电话只存在总文件里，不发给检查组",
)


def build(desk: Desk) -> ListFace[Person]:
    knob = button("新建检查组(&N)", name="新建检查组")
    face: ListFace[Person] = ListFace(REGISTER, knob)
    step = PeopleStep(face, desk)
    knob.clicked.connect(step.add_team)
    return face


def _kind(inspection: str) -> Kind:
    from inspector_gui.exchange.lists.people import people_of

    return people_of(inspection)


def _settle(work: Work, member: uuid.UUID, workplace: str) -> None:
    """Somebody whose workplace is a school of the list keeps away from it."""
    home = school_named(workplace, work.plans.schools(with_units=True))
    if home is not None:
        work.people.settle(member, home.id)


class PeopleStep(Presenter[ListFace[Person]]):
    subjects = frozenset({Subject.SCHOOLS, Subject.VISITS, Subject.PEOPLE})
    of_school = False

    def __init__(self, view: ListFace[Person], desk: Desk) -> None:
        super().__init__(view, desk)
        self.imports = ListImport(
            view.imports, desk, lambda: _kind(desk.preparing), still=lambda: desk.preparing
        )
        self._recusals, self._workplace = RecusalLineEdit(), WorkplaceQuestion()
        view.more.addWidget(self._workplace)
        view.more.addWidget(self._recusals)
        view.entered.connect(self._enter)
        view.edited.connect(self._edit)
        view.struck_out.connect(self._strike)
        view.list.table.selectionModel().currentRowChanged.connect(self._show_recusals)
        self._workplace.answered.connect(self._answer)
        self._recusals.added.connect(self._recuse)
        self._recusals.lifted.connect(self._lift)

    def refresh(self) -> None:
        with self.desk.store.read() as work:
            teams = work.people.teams(self.desk.preparing)
            schools = work.plans.schools(with_units=True)
            numbers, away = work.people.numbers(), work.people.recusals()
            by_id = {school.id: school for school in schools}
            asked = {
                person.id: workplace
                for workplace in open_workplaces(work.people.members(), schools)
                for person in workplace.people
            }
            rows = [
                Person(
                    id=member.id,
                    team=team,
                    name=member.name,
                    role=member.role,
                    is_lead=member.is_lead,
                    source=member.source,
                    home=by_id.get(member.home_school_id) if member.home_school_id else None,
                    number=numbers.get(member.id, ""),
                    recusals=tuple(line for line in away if line.member_id == member.id),
                    workplace=asked.get(member.id),
                )
                for team in teams
                for member in work.people.members(team.id)
            ]
        self._show(teams, schools, rows)

    def _show(
        self, teams: Sequence[TeamLine], schools: Sequence[PlannedSchool], rows: list[Person]
    ) -> None:
        manned = {row.team.id for row in rows}
        rows += [Person(None, team) for team in teams if team.id not in manned]
        order = {team.id: position for position, team in enumerate(teams)}
        entry, form = self.view.list.entry.fields, self.view.form.fields
        for field in (entry["team"], form["team"]):
            field.offer(teams)
        form["home"].offer(schools)
        self._recusals.offer(schools)
        self.view.show_rows(sorted(rows, key=lambda row: order[row.team.id]))
        self._show_recusals()

    def _show_recusals(self, *_: object) -> None:
        row: Person | None = self.view.list.table.current()
        known = row if row is not None and row.id is not None else None
        shown = known is not None and not self.view.imports.lines.isVisible()
        asked = known.workplace if known else None
        self._recusals.setVisible(shown and asked is None)  # there is room for one of them
        self._workplace.show_workplace(asked)
        self._workplace.setVisible(shown and asked is not None)
        if known:
            self._recusals.show_recusals(known.name, known.recusals)

    def add_team(self) -> None:
        from inspector_gui.exchange.lists.people import new_team

        with self.desk.act(Act.PLAN) as work:
            new_team(work, self.desk.campaign.id, inspection=self.desk.preparing)
        self.view.list.entry.begin()

    def _enter(self, entry: Entry) -> None:
        from inspector_gui.exchange.lists.people import is_lead, new_member

        values = dict(entry.values)
        if "team" not in values:
            raise InspectionError("还没有检查组；请先按“新建检查组”。")
        team, number = values.pop("team"), values.pop("number", "")
        lead = is_lead(values["role"])
        with self.desk.act(Act.PLAN) as work:
            member = new_member(work, team.id, is_lead=lead, **values)
            work.people.keep_number(member, number)
            _settle(work, member, values.get("source", ""))
        self.view.list.entry.taken()

    def _edit(self, edited: RowEdited[Person]) -> None:
        from inspector_gui.exchange.lists.people import new_code

        row, name, value = edited.row, edited.field, edited.value
        with self.desk.act(Act.PLAN) as work:
            if name == "team_name":
                work.people.name_team(row.team.id, value)
            elif row.id is None:
                raise InspectionError("这一组还没有人；请先在上面添加组员。")
            elif name == "number":
                work.people.keep_number(row.id, value or "")
            elif name == "home":
                work.people.answer_workplace(row.id, value.id if value else None)
            elif name == "team":
                work.people.move(row.id, value.id, new_code(work, value.id))
            else:
                work.people.change_member(row.id, **{name: "" if value is None else value})
                if name == "source":
                    _settle(work, row.id, value or "")

    def _answer(self, workplace: str, school: PlannedSchool | None) -> None:
        answer_workplace(store=self.desk.store, workplace=workplace, school=school)
        self.view.list.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _strike(self, struck_out: StruckOut[Person]) -> None:
        row = struck_out.row
        with self.desk.act(Act.PLAN) as work:
            if row.id is None:
                work.people.drop_team(row.team.id)
            else:
                work.people.drop_member(row.id)

    def _recuse(self, school: PlannedSchool, reason: RecusalReason) -> None:
        row = self.view.row
        if row is None or row.id is None:
            return
        store = self.desk.store
        with store.read() as work:
            member = next(
                member_line for member_line in work.people.members() if member_line.id == row.id
            )
        recuse(store=store, member=member, school=school, reason=reason)

    def _lift(self, recusal: RecusalLine) -> None:
        lift_recusal(store=self.desk.store, recusal=recusal)
