"""Items or rules in a table; the chosen one below: words, schools, citations or dates."""

import uuid
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from db.records.catalogues import Basis, Item, Rule
from db.vocabulary import Area, Inspection, Ownership, Severity, Stage
from inspector_gui.labels import label, today
from inspector_gui.window.forms.fields import (
    ChoiceField,
    FlagsField,
    LineField,
    TickField,
    day_field,
    needed_field,
)
from inspector_gui.window.forms.form import Form, Spec
from inspector_gui.window.page import Page
from inspector_gui.window.theme.colours import Tone
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, card, text
from inspector_gui.window.widgets.scrolling import scrolling
from inspector_gui.window.widgets.table import Column, Rows, Table
from inspector_gui.window.widgets.ticks import Tick, TickList

_CENTRE = Qt.AlignmentFlag.AlignHCenter
_MOST = 8


def _long(name: str) -> LineField:
    return needed_field(name, limit=1000)


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
    Spec.of("checklist_item", "stages", lambda name: FlagsField(name, tuple(Stage)), wide=True),
)
RULE_SPECS = (
    Spec.of("regulation", "title", lambda name: needed_field(name, limit=300), wide=True),
    Spec.of("regulation", "doc_no", LineField),
    Spec.of("regulation", "in_force_from", lambda name: day_field(name, today)),
    Spec.of("regulation", "repealed_on", lambda name: day_field(name, today)),
    Spec("doc_no_verified", "", lambda _: TickField("文号已核对")),
)
RULES: tuple[Column[Rule], ...] = (
    Column("编号", lambda row: row.code, 84),
    Column("名称", lambda row: row.title),
    Column("文号", lambda row: row.doc_no, 150),
    Column("施行", lambda row: str(row.in_force_from or ""), 96),
    Column("废止", lambda row: str(row.repealed_on or ""), 96),
    Column("引用", lambda row: str(row.cited or ""), 52, _CENTRE),
)


class ItemTable(Table):
    """Delete takes the item out."""

    struck_out = Signal()

    def keyPressEvent(self, event: object) -> None:
        if getattr(event, "key", int)() == Qt.Key.Key_Delete:
            self.struck_out.emit()
        else:
            super().keyPressEvent(event)  # type: ignore[arg-type]


class CatalogueFace(Page):
    """Tells what was chosen, edited, locked, added and struck out."""

    turned = Signal()
    item_chosen = Signal(object)
    item_edited = Signal(object, str, object)
    rule_edited = Signal(object, str, object)
    locked = Signal(object, bool)
    added = Signal(object)
    struck_out = Signal(object)
    replace_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._bare: set[uuid.UUID] = set()
        self.items: ItemTable = ItemTable("检查项", Rows(self._columns()))
        self.rules: Table = Table("规定", Rows(RULES))
        self.item_form, self.rule_form = Form(ITEM_SPECS, columns=3), Form(RULE_SPECS, columns=2)
        self.bases = TickList("这一项没有引用规定。", _MOST)
        self._versions = text(role="muted", wrap=True)
        self._chips = {key: button(words, "chip") for key, words in _FACES.items()}
        self._add = button("加一项(&N)", name="加一项")
        self._replace = button("换用版本文件(&M)…", name="换用版本文件")
        self._stack = QStackedWidget()
        self._few = scrolling(self.bases)
        self._few.setFixedHeight(theme().px(92))
        self._lay_out()
        self._connect()
        self.turn_to(Inspection.FEE.value)

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
        for chip in self._chips.values():
            chip.setCheckable(True)
            line.addWidget(chip)
        line.addStretch(1)
        line.addWidget(self._replace)
        line.addWidget(self._add)
        parts = (
            text("引用的规定（打勾为财务处已锁定，可以印出）", "muted"),
            self._few,
        )
        self._stack.addWidget(_column(self.items, card(self.item_form, *parts)))
        self._stack.addWidget(_column(self.rules, card(self.rule_form)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        layout.addLayout(line)
        layout.addWidget(self._versions)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        for key, chip in self._chips.items():
            chip.clicked.connect(partial(self.turn_to, key))
        self.items.selectionModel().currentRowChanged.connect(self._on_item)
        self.items.struck_out.connect(lambda: self._tell(self.struck_out, self.items))
        self._replace.clicked.connect(self.replace_wanted)
        self._add.clicked.connect(lambda: self._tell(self.added, self.items))
        self.rules.selectionModel().currentRowChanged.connect(self._on_rule)
        self.item_form.edited.connect(lambda n, v: self._tell(self.item_edited, self.items, n, v))
        self.rule_form.edited.connect(lambda n, v: self._tell(self.rule_edited, self.rules, n, v))
        self.bases.ticked.connect(self.locked)

    def _tell(self, signal: object, table: Table, *told: object) -> None:
        row = table.current()
        if row is not None:
            signal.emit(row, *told)  # type: ignore[attr-defined]

    @property
    def inspection(self) -> Inspection:
        return Inspection(self._face) if self._face != _RULES else Inspection.FEE

    def turn_to(self, key: str, *_clicked: object) -> None:
        self.flush()
        self._face = key
        self._stack.setCurrentIndex(int(key == _RULES))
        self._add.setVisible(key != _RULES)
        for name, chip in self._chips.items():
            chip.setChecked(name == key)
        self.turned.emit()

    def enter(self) -> None:
        table = self.rules if self._face == _RULES else self.items
        table.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        self.item_form.flush()
        self.rule_form.flush()

    def show_versions(self, words: str) -> None:
        self._versions.setText(words)

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
        self.rules.rows.show_rows(rules, lambda rule: rule.id)
        if rules and self.rules.current() is None:
            self.rules.go_to(0)
        self._on_rule()

    def show_bases(self, bases: Sequence[Basis]) -> None:
        self.bases.show_ticks([Tick(one, _cited(one), one.locked) for one in bases])

    def _on_item(self, *_: object) -> None:
        item = self.items.current()
        self.item_form.setEnabled(item is not None)
        if item is not None:
            self.item_form.show_values(item)
        self.item_chosen.emit(item)

    def _on_rule(self, *_: object) -> None:
        rule = self.rules.current()
        if rule is not None:
            self.rule_form.show_values(rule)


_RULES = "rules"
_FACES = {
    Inspection.FEE.value: "收费检查",
    Inspection.FINANCE.value: "财务检查",
    _RULES: "规定及其施行、废止日期",
}


def _both(chosen: frozenset[Ownership], words: type[Ownership]) -> str:
    return (
        "不限" if chosen >= set(words) else "、".join(label(one) for one in words if one in chosen)
    )


def _cited(basis: Basis) -> str:
    number = f"（{basis.citation.doc_no}）" if basis.citation.doc_no else ""
    days = "".join(
        f"　{words}{day}"
        for words, day in (("施行 ", basis.in_force_from), ("废止 ", basis.repealed_on))
        if day
    )
    return f"《{basis.citation.title}》{number}{basis.citation.article or ''}{days}"


def _column(*parts: QWidget) -> QWidget:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme().px(8))
    for number, part in enumerate(parts):
        layout.addWidget(part, int(number == 0))
    return holder
