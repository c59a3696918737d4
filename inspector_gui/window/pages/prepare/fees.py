"""The seventh step: what may lawfully be charged, per region and from which day on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from db.records.catalogues import LawfulFee
from db.vocabulary import Act, FeeKind, Ownership, Stage, Subject
from inspector_gui.exchange.lists.plan import Given, Kind
from inspector_gui.labels import label, today
from inspector_gui.parsing import grouped_yuan
from inspector_gui.window.desk import Desk
from inspector_gui.window.forms.choice_fields import ChoiceField, FlagsField
from inspector_gui.window.forms.edits import Entry, RowEdited, StruckOut
from inspector_gui.window.forms.entry_table import Register
from inspector_gui.window.forms.fields import (
    LineField,
    date_field,
    day_field,
    money_field,
    needed_field,
)
from inspector_gui.window.forms.form import Spec
from inspector_gui.window.forms.list_import import ListImport
from inspector_gui.window.page import Presenter
from inspector_gui.window.pages.prepare.listing import ListFace
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import fix_width, text
from inspector_gui.window.widgets.table import Column

_RIGHT = Qt.AlignmentFlag.AlignRight


def _rate(row: LawfulFee) -> str:
    return "据实" if row.rate_fen is None else grouped_yuan(row.rate_fen)


def _valid(row: LawfulFee) -> str:
    return f"{row.valid_from} 起" + (f"，至 {row.valid_to}" if row.valid_to else "")


def _stages(row: LawfulFee) -> str:
    if row.stages >= set(Stage):
        return "不限"
    return "、".join(label(stage) for stage in Stage if stage in row.stages)


COLUMNS: tuple[Column[LawfulFee], ...] = (
    Column("地区", lambda row: row.region, 84),
    Column("收费项目", lambda row: row.name),
    Column("类别", lambda row: label(row.kind), 124),
    Column("学段", _stages, 110),
    Column("标准（元）", _rate, 92, _RIGHT),
    Column("单位", lambda row: row.unit, 90),
    Column("执行日期", _valid, 196),
)


def _date(name: str) -> LineField:
    return date_field(name, today, 30)


def _entry() -> tuple[Spec, ...]:
    return (
        Spec.of("catalogue_fee", "name", LineField, wide=True),
        Spec("rate_fen", "标准（空为据实）", money_field),
        Spec.of("catalogue_fee", "kind", lambda name: ChoiceField(name, tuple(FeeKind))),
        Spec.of("catalogue_fee", "unit", lambda name: LineField(name, hint="元/生·学期")),
        Spec.of("catalogue_fee", "basis", LineField),
    )


def _form() -> tuple[Spec, ...]:
    return (
        Spec.of("catalogue_fee", "name", needed_field),
        Spec.of("catalogue_fee", "rate_fen", money_field),
        Spec.of("catalogue_fee", "unit", LineField),
        Spec.of("catalogue_fee", "kind", lambda name: ChoiceField(name, tuple(FeeKind))),
        Spec.of("catalogue_fee", "valid_from", _date),
        Spec.of("catalogue_fee", "valid_to", lambda name: day_field(name, today)),
        Spec.of("catalogue_fee", "region", needed_field),
        Spec("ownerships", "性质", lambda name: FlagsField(name, tuple(Ownership))),
        Spec.of("catalogue_fee", "basis", LineField, wide=True),
        Spec.of("catalogue_fee", "stages", lambda name: FlagsField(name, tuple(Stage)), wide=True),
    )


REGISTER = Register(
    "fees",
    "收费目录",
    COLUMNS,
    lambda row: row.id,
    _entry,
    _form,
    "name",
    "还没有收费目录。导入本地的收费目录（先在上面填地区和执行日期），或一项一项填。",
    "Enter 修改　Delete 删除　Ctrl+V 粘贴　新一年的目录导入后，原标准自动截止到前一日",
)


def build(desk: Desk) -> ListFace[LawfulFee]:
    region, first = LineField("地区", hint="如 示例省"), date_field("执行日期", today, 30)
    fix_width(region, 150)
    fix_width(first, 130)
    face: ListFace[LawfulFee] = ListFace(REGISTER)
    line = QHBoxLayout()
    line.setSpacing(theme().px(8))
    for part in (text("地区", "muted"), region, text("执行日期", "muted"), first):
        line.addWidget(part)
    line.addWidget(text("表里没有这两列时按此登记", "hint"))
    line.addStretch(1)
    face.layout().insertLayout(1, line)  # type: ignore[union-attr]
    FeeStep(face, desk, region, first)
    return face


def _kind() -> Kind:
    from inspector_gui.exchange.lists.fees import FEES

    return FEES


class FeeStep(Presenter[ListFace[LawfulFee]]):
    subjects = frozenset({Subject.CATALOGUE, Subject.CAMPAIGN})
    of_school = False

    def __init__(
        self, view: ListFace[LawfulFee], desk: Desk, region: LineField, first: LineField
    ) -> None:
        super().__init__(view, desk)
        self._region, self._first = region, first
        self.imports = ListImport(view.imports, desk, _kind, self._given)
        for field in (region, first):
            field.committed.connect(lambda _: self.imports.refresh())
        view.entered.connect(self._enter)
        view.edited.connect(self._edit)
        view.struck_out.connect(self._strike)
        with desk.store.read() as work:
            fees, campaign = work.catalogues.fees(), work.campaigns.current()
        region.show_value(fees[0].region if fees else "")
        first.show_value(campaign.conduct_from)

    def refresh(self) -> None:
        with self.desk.store.read() as work:
            fees = work.catalogues.fees()
        self.view.show_rows(fees)

    def _given(self) -> Given:
        return Given(self._region.take(), self._first.take())

    def _enter(self, entry: Entry) -> None:
        given = self._given()
        usual = {"rate_fen": None, "unit": "元", "basis": "", "stages": tuple(Stage)}
        where = {
            "region": given.region or self.desk.campaign.bureau,
            "valid_from": given.valid_from,
            "ownerships": tuple(Ownership),
        }
        typed = {name: value for name, value in entry.values.items() if value != ""}
        with self.desk.act(Act.PLAN) as work:
            work.catalogues.add_fee(self.desk.campaign.id, **{**usual, **where, **typed})
        self.view.list.entry.taken()

    def _edit(self, edited: RowEdited[LawfulFee]) -> None:
        name, value = edited.field, edited.value
        kept = "" if value is None and name in ("unit", "basis") else value
        with self.desk.act(Act.PLAN) as work:
            work.catalogues.change_fee(edited.row.id, **{name: kept})

    def _strike(self, struck_out: StruckOut[LawfulFee]) -> None:
        with self.desk.act(Act.PLAN) as work:
            work.catalogues.drop_fee(struck_out.row.id)
