"""The second step: the schools of the campaign, typed or from a list."""

import uuid
from collections.abc import Sequence

from PySide6.QtCore import Qt

from db.records.asked_items import circumstances_that_matter
from db.records.catalogues import Item
from db.records.plans import PlannedSchool
from db.vocabulary import Act, Area, Circumstance, Ownership, SchoolType, Stage, Subject
from inspector_gui.exchange.lists.plan import Kind
from inspector_gui.exchange.lists.vocabulary import STAGES_OF
from inspector_gui.labels import label
from inspector_gui.window.desk import Desk
from inspector_gui.window.forms.choice_fields import ChoiceField, FlagsField
from inspector_gui.window.forms.circumstances import CircumstancesField
from inspector_gui.window.forms.edits import Entry, RowEdited, StruckOut
from inspector_gui.window.forms.entry_table import Register
from inspector_gui.window.forms.fields import LineField, count_field, needed_field
from inspector_gui.window.forms.form import Spec
from inspector_gui.window.forms.list_import import ListImport
from inspector_gui.window.page import Presenter
from inspector_gui.window.pages.prepare.listing import ListFace
from inspector_gui.window.widgets.table import Column

_RIGHT = Qt.AlignmentFlag.AlignRight
TYPES = tuple(SchoolType)
COLUMNS: tuple[Column[PlannedSchool], ...] = (
    Column("代码", lambda row: row.code, 104),
    Column("学校", lambda row: row.name),
    Column("类别", lambda row: label(row.kind), 128),
    Column("性质", lambda row: label(row.ownership), 56),
    Column("城乡", lambda row: label(row.area), 56),
    Column("区县", lambda row: row.district, 72),
    Column("学籍", lambda row: "" if row.headcount is None else f"{row.headcount:,}", 68, _RIGHT),
    Column("检查组", lambda row: row.team, 104),
)


def _entry() -> tuple[Spec, ...]:
    return (
        Spec.of("school", "code", lambda name: LineField(name, hint="可不填", limit=60)),
        Spec.of("school", "name", LineField, wide=True),
        Spec.of("school", "kind", lambda name: ChoiceField(name, TYPES)),
        Spec("ownership", "性质", lambda name: ChoiceField(name, tuple(Ownership))),
        Spec.of("school", "area", lambda name: ChoiceField(name, tuple(Area))),
    )


def _circumstances(name: str) -> CircumstancesField:
    return CircumstancesField(name, brief=True)


def _form() -> tuple[Spec, ...]:
    return (
        Spec.of("school", "name", needed_field),
        Spec.of("school", "kind", lambda name: ChoiceField(name, TYPES)),
        Spec("ownership", "性质", lambda name: ChoiceField(name, tuple(Ownership))),
        Spec.of("school", "district", LineField),
        Spec.of("school", "area", lambda name: ChoiceField(name, tuple(Area))),
        Spec("headcount", "学籍人数", count_field),
        Spec.of("school", "head", LineField),
        Spec.of("school", "stages", lambda name: FlagsField(name, tuple(Stage)), wide=True),
        Spec("circumstances", "学校情况", _circumstances, wide=True),
    )


REGISTER = Register(
    "schools",
    "学校",
    COLUMNS,
    lambda row: row.id,
    _entry,
    _form,
    "name",
    "还没有学校。导入局里的学校名单（xlsx、xls、et、csv），或复制后粘贴，或在上面一所一所填。",
    "Enter 修改　Delete 删除　Ctrl+V 粘贴",
)


class SchoolFace(ListFace[PlannedSchool]):
    """Asks of each school what decides what an inspection asks it."""

    def __init__(self) -> None:
        super().__init__(REGISTER)
        self.items: Sequence[Item] = ()
        self.inspection = ""

    def show_row(self, row: PlannedSchool) -> None:
        asked = circumstances_that_matter(self.items, _Visited(self.inspection, row))
        self.form.fields["circumstances"].offer(asked)
        self.form.show_field("circumstances", bool(asked))
        super().show_row(row)


class _Visited:
    """A school as if an inspection visited it, whatever is known of it."""

    absent: frozenset[Circumstance] = frozenset()
    recorded: frozenset[uuid.UUID] = frozenset()

    def __init__(self, inspection: str, school: PlannedSchool) -> None:
        self.inspection, self.stages = inspection, school.stages
        self.ownership, self.area = school.ownership, school.area


def build(desk: Desk) -> SchoolFace:
    face = SchoolFace()
    SchoolStep(face, desk)
    return face


def _kind() -> Kind:
    from inspector_gui.exchange.lists.schools import SCHOOLS

    return SCHOOLS


class SchoolStep(Presenter[SchoolFace]):
    subjects = frozenset({Subject.SCHOOLS, Subject.VISITS, Subject.PEOPLE, Subject.CATALOGUE})
    of_school = False

    def __init__(self, view: SchoolFace, desk: Desk) -> None:
        super().__init__(view, desk)
        self.imports = ListImport(view.imports, desk, _kind)
        view.entered.connect(self._enter)
        view.edited.connect(self._edit)
        view.struck_out.connect(self._strike)

    def refresh(self) -> None:
        with self.desk.store.read() as work:
            rows = work.plans.schools(self.desk.preparing, with_units=True)
        self.view.items, self.view.inspection = self.desk.items, self.desk.preparing
        self.view.show_rows(rows)

    def _enter(self, entry: Entry) -> None:
        from inspector_gui.exchange.lists.schools import register

        with self.desk.act(Act.PLAN) as work:
            register(work, **entry.values)
        self.view.list.entry.taken()

    def _edit(self, edited: RowEdited[PlannedSchool]) -> None:
        from inspector_gui.exchange.lists.schools import ask_again

        name, value = edited.field, edited.value
        if name == "circumstances":
            with self.desk.act(Act.PLAN) as work:
                work.circumstances.note(edited.row.id, value)
            return
        names = {"headcount": "registry_headcount"}
        values = {names.get(name, name): value if value is not None or name in names else ""}
        if name == "kind":
            values["stages"] = STAGES_OF[value]
        with self.desk.act(Act.PLAN) as work:
            work.schools.change(edited.row.id, **values)
            if name == "name":
                ask_again(work, [value])

    def _strike(self, struck_out: StruckOut[PlannedSchool]) -> None:
        with self.desk.act(Act.PLAN) as work:
            work.schools.strike_off(struck_out.row.id)
