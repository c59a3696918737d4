"""Items in a table; the chosen one below: its words, its schools, what it cites."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.records.applicable_law import Basis
from db.records.catalogues import Item, Rule
from db.vocabulary import Area, Circumstance, LawRole, Ownership, Severity, Stage
from inspector_gui.documents.law_text import OBSTACLES, citation_text
from inspector_gui.labels import label
from inspector_gui.window.forms.choice_fields import ChoiceField, FlagsField
from inspector_gui.window.forms.edits import FieldEdited, RowEdited
from inspector_gui.window.forms.fields import LineField, needed_field
from inspector_gui.window.forms.form import Form, Spec
from inspector_gui.window.page import Page
from inspector_gui.window.theme.colours import Tone
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, card, text
from inspector_gui.window.widgets.table import Column, Rows, Table

_CENTRE = Qt.AlignmentFlag.AlignHCenter
_MOST = 3


def _long(name: str) -> LineField:
    return needed_field(name, limit=1000)


#: What a school must have to be asked; a table may name several, which then join the list.
_WHERE = (frozenset[Circumstance](), *(frozenset({circumstance}) for circumstance in Circumstance))


def _where(name: str) -> ChoiceField:
    return ChoiceField(name, _WHERE, formatter=lambda which: "、".join(map(label, which)) or "不论")


def _stages(item: Item) -> str:
    if item.stages >= set(Stage):
        return "不限"
    return "、".join(label(stage)[:2] for stage in Stage if stage in item.stages)


ITEM_SPECS = (
    Spec.of("checklist_item", "question", _long, wide=True),
    Spec.of("checklist_item", "violation", _long, wide=True),
    Spec.of("checklist_item", "severity", lambda name: ChoiceField(name, tuple(Severity))),
    Spec("ownerships", "性质", lambda name: FlagsField(name, tuple(Ownership))),
    Spec.of("checklist_item", "areas", lambda name: FlagsField(name, tuple(Area))),
    Spec("circumstances", "只问有", _where),
    Spec.of("checklist_item", "stages", lambda name: FlagsField(name, tuple(Stage)), wide=True),
)
CITATIONS: tuple[Column[Basis], ...] = (
    Column("引用的规定", lambda row: citation_text(row.citation)),
    Column("作用", lambda row: label(row.role), 76),
    Column("状态", lambda row: _state(row), 110, _CENTRE, tone=lambda row: _state_tone(row)),
)


T = TypeVar("T", Item, Basis)


class StruckTable(Table[T]):
    """Delete takes the line out."""

    struck_out = Signal()

    def keyPressEvent(self, event: object) -> None:
        if getattr(event, "key", int)() == Qt.Key.Key_Delete:
            self.struck_out.emit()
        else:
            super().keyPressEvent(event)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Citing:
    """An article of a regulation is to be cited for an item, in this role."""

    item: Item
    regulation: uuid.UUID
    article: str
    role: LawRole


class CatalogueFace(Page):
    """Tells what was chosen, edited, added, cited and struck out."""

    item_chosen = Signal(Item)
    item_edited = Signal(RowEdited)
    cited = Signal(Citing)
    citation_struck_out = Signal(Basis)
    added = Signal(Item)
    struck_out = Signal(Item)
    replace_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._bare: set[uuid.UUID] = set()
        self.items: StruckTable[Item] = StruckTable("检查项", Rows(self._columns()))
        self.item_form = Form(ITEM_SPECS, columns=4)
        self.bases: StruckTable[Basis] = StruckTable(
            "引用的规定", Rows(CITATIONS), whole=True, most=_MOST
        )
        self._rules: dict[object, str] = {}
        self.rule = ChoiceField("规定", (), empty="选规定", formatter=lambda id_: self._rules[id_])
        self.rule.setMinimumContentsLength(8)
        self.article = LineField("条款", hint="如 第三十条第五项")
        self.role = ChoiceField("作用", tuple(LawRole))
        self._cite = button("加依据(&B)", name="加依据")
        self._versions = text(role="muted", wrap=True)
        self._add = button("加一项(&N)", name="加一项")
        self._replace = button("换用版本文件(&M)…", name="换用版本文件")
        self._lay_out()
        self._connect()

    def _columns(self) -> tuple[Column[Item], ...]:
        return (
            Column("编号", lambda row: row.code, 92),
            Column("检查内容", lambda row: row.question),
            Column("学段", _stages, 120),
            Column("性质", lambda row: _both(row.ownerships, Ownership), 64),
            Column("依据", self._locked_words, 84, _CENTRE, tone=self._tone),
        )

    def _locked_words(self, row: Item) -> str:
        return "未锁定" if row.id in self._bare else "已锁定"

    def _tone(self, row: Item) -> Tone:
        colours = theme().colours
        return colours.warn if row.id in self._bare else colours.good

    def _lay_out(self) -> None:
        px = theme().px
        line = QHBoxLayout()
        line.setSpacing(px(6))
        line.addWidget(text("检查内容", "section"))
        line.addStretch(1)
        line.addWidget(self._replace)
        line.addWidget(self._add)
        adding = QWidget()
        row = QHBoxLayout(adding)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(6))
        row.addWidget(self.rule, 2)
        row.addWidget(self.article, 1)
        row.addWidget(self.role)
        row.addWidget(self._cite)
        parts = (text("引用的规定（Delete 去掉；在“依据核定”里锁定）", "muted"), self.bases, adding)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        layout.addLayout(line)
        layout.addWidget(self._versions)
        layout.addWidget(_column(self.items, card(self.item_form, *parts)), 1)

    def _connect(self) -> None:
        self.items.selectionModel().currentRowChanged.connect(self._on_item)
        self.items.struck_out.connect(lambda: self._emit_current(self.struck_out, self.items))
        self._replace.clicked.connect(self.replace_wanted)
        self._add.clicked.connect(lambda: self._emit_current(self.added, self.items))
        self.item_form.edited.connect(self._on_edited)
        self._cite.clicked.connect(self._on_cited)
        self.article.box.returnPressed.connect(self._on_cited)
        self.bases.struck_out.connect(
            lambda: self._emit_current(self.citation_struck_out, self.bases)
        )

    def _emit_current(self, signal: SignalInstance, table: Table[Item] | Table[Basis]) -> None:
        row = table.current()
        if row is not None:
            signal.emit(row)

    def _on_edited(self, edited: FieldEdited) -> None:
        item = self.items.current()
        if item is not None:
            self.item_edited.emit(edited.of(item))

    def _on_cited(self) -> None:
        article, item = self.article.box.text().strip(), self.items.current()
        if self.rule.value is not None and article:
            if item is not None:
                self.cited.emit(Citing(item, self.rule.value, article, self.role.value))
            self.article.clear()

    def enter(self) -> None:
        self.items.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        self.item_form.flush()

    def show_versions(self, versions: str) -> None:
        self._versions.setText(versions)

    def show_items(self, items: Sequence[Item], bare: set[uuid.UUID]) -> None:
        self._bare = bare
        self.items.rows.show_rows(items, lambda item: item.id)
        if items and self.items.current() is None:
            self.items.go_to(0)
        self._on_item()

    def go_to_item(self, item: uuid.UUID) -> None:
        ids = [row.id for row in self.items.rows.rows if isinstance(row, Item)]
        if item in ids:
            self.items.go_to(ids.index(item))
            self.item_form.fields["question"].setFocus()

    def show_rules(self, rules: Sequence[Rule]) -> None:
        """What may be cited, placeholders last."""
        ordered = sorted(rules, key=lambda rule: (rule.placeholder, rule.title))
        self._rules = {rule.id: rule.title for rule in ordered}
        self.rule.offer(tuple(self._rules))

    def show_bases(self, bases: Sequence[Basis]) -> None:
        self.bases.rows.show_rows(bases, lambda basis: basis.id)

    def _offer_several(self, circumstances: frozenset[Circumstance]) -> None:
        several = () if circumstances in _WHERE else (circumstances,)
        self.item_form.fields["circumstances"].offer((*_WHERE, *several))

    def _on_item(self, *_: object) -> None:
        item = self.items.current()
        self.item_form.setEnabled(item is not None)
        if item is not None:
            self._offer_several(item.circumstances)
            self.item_form.show_values(item)
        self.item_chosen.emit(item)


def _both(chosen: frozenset[Ownership], enum_type: type[Ownership]) -> str:
    return (
        "不限"
        if chosen >= set(enum_type)
        else "、".join(label(ownership) for ownership in enum_type if ownership in chosen)
    )


def _state(basis: Basis) -> str:
    if basis.obstacles:
        return OBSTACLES[basis.obstacles[0]]
    return "已锁定" if basis.locked else "待核定"


def _state_tone(basis: Basis) -> Tone:
    colours = theme().colours
    if basis.obstacles:
        return colours.bad
    return colours.good if basis.locked else colours.warn


def _column(*parts: QWidget) -> QWidget:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme().px(8))
    for number, part in enumerate(parts):
        layout.addWidget(part, int(number == 0))
    return holder
