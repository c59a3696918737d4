"""Which schools are inspected, drawn by strata: by what, how many, the number named."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from db.errors import InspectionError
from db.vocabulary import Act, Subject
from inspector_gui.sampling.school_draw import Population, Trait
from inspector_gui.window.desk import Desk
from inspector_gui.window.forms.choice_fields import FlagsField
from inspector_gui.window.page import Page, Presenter
from inspector_gui.window.pages.prepare.draw_card import DrawCard
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, fix_width, text
from inspector_gui.window.widgets.undo_keys import PassesUndoOn


@dataclass(frozen=True)
class Rule:
    """By what schools are put into strata, and how many of each are drawn, as it was typed."""

    traits: tuple[Trait, ...]
    takes: str


class SchoolDraw(Page):
    """Tells `ruled(rule)` as the rule changes and `frozen(rule)` once it is meant."""

    ruled = Signal(Rule)
    frozen = Signal(Rule)

    def __init__(self) -> None:
        super().__init__()
        self.begin = button("抽取学校(&J)…", name="抽取学校")
        self.begin.setCheckable(True)
        self.card = DrawCard(self.begin, "（抽取学校）")
        self.traits = FlagsField("分层", tuple(Trait))
        self.traits.show_value((Trait.KIND,))
        self.takes = QLineEdit("30%")
        self.takes.setAccessibleName("抽取数")
        self.takes.setPlaceholderText("如 30%、3，或 小学 5、其余 2")
        self.takes.setMaxLength(200)
        PassesUndoOn(self.takes)
        self._freeze = button("冻结名单", "main", name="冻结抽取名单")
        self._found = text(role="muted", wrap=True)
        self._setup = self._make_setup()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(8))
        layout.addWidget(self._setup)
        layout.addWidget(self.card)
        self._connect()
        self.hide()

    def _make_setup(self) -> QFrame:
        px = theme().px
        frame = QFrame()
        frame.setProperty("role", "card")
        fix_width(self.takes, 260)
        column = QVBoxLayout(frame)
        column.setContentsMargins(px(12), px(10), px(12), px(10))
        column.setSpacing(px(6))
        column.addLayout(_line(text("分层", "muted"), self.traits))
        column.addLayout(_line(text("每层抽取", "muted"), self.takes, self._freeze, stretch=True))
        column.addWidget(self._found)
        return frame

    def _connect(self) -> None:
        self.begin.clicked.connect(self._on_begun)
        self.traits.committed.connect(lambda _: self.ruled.emit(self.rule))
        self.takes.textEdited.connect(lambda _: self.ruled.emit(self.rule))
        self.takes.returnPressed.connect(lambda: self.frozen.emit(self.rule))
        self._freeze.clicked.connect(lambda: self.frozen.emit(self.rule))

    @property
    def rule(self) -> Rule:
        ticked = (trait for trait in Trait if self.traits.is_ticked(trait))
        return Rule(tuple(ticked), self.takes.text())

    def show_found(self, summary: str, *, sound: bool) -> None:
        """What the rule would draw, or what is wrong with it."""
        self._found.setText(summary)
        self._freeze.setEnabled(sound)

    def show_state(self, *, waiting: bool, drawn: bool) -> None:
        """While a number is awaited nothing else is asked; what was drawn stays in sight."""
        if waiting:
            self.begin.setChecked(False)
        self._setup.setVisible(self.begin.isChecked())
        self.setVisible(waiting or drawn or self.begin.isChecked())

    def _on_begun(self, on: bool) -> None:
        self._setup.setVisible(on)
        self.setVisible(on or not self.card.isHidden())
        if on:
            self.ruled.emit(self.rule)
            self.takes.setFocus(Qt.FocusReason.OtherFocusReason)


def _line(*parts: QWidget, stretch: bool = False) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(theme().px(8))
    for number, part in enumerate(parts):
        line.addWidget(part, int(number == 1 and not stretch))
    if stretch:
        line.addStretch(1)
    return line


class SchoolDrawStep(Presenter[SchoolDraw]):
    subjects = frozenset({Subject.SCHOOLS, Subject.VISITS, Subject.SAMPLING})
    of_school = False

    def __init__(self, view: SchoolDraw, desk: Desk) -> None:
        super().__init__(view, desk)
        view.ruled.connect(self._look)
        view.frozen.connect(self._freeze)
        view.card.named.connect(self._reveal)
        view.card.given_up.connect(self._give_up)

    def refresh(self) -> None:
        from inspector_gui.sampling.school_draw import draws_of, population_of

        with self.desk.store.read() as work:
            draws = draws_of(work, self.desk.preparing)
        latest = draws[0] if draws else None
        waiting = latest is not None and not latest.witness_number
        title = ""
        if latest is not None:
            listed = population_of(latest.entries)
            title = f"从 {listed.size} 所学校中抽取 {listed.wanted} 所"
        self.view.card.show_draw(latest, title)
        self.view.show_state(waiting=waiting, drawn=latest is not None)
        if self.view.begin.isChecked():
            self._look(self.view.rule)

    def _look(self, rule: Rule) -> None:
        from inspector_gui.sampling.school_draw import counted

        try:
            found = self._population(rule)
        except InspectionError as error:
            self.view.show_found(str(error), sound=False)
            return
        summary = counted(found.strata) or "没有可抽的学校：都已派给检查组，或已经抽中。"
        total = f"　共抽 {found.wanted} 所" if len(found.strata) > 1 else ""
        self.view.show_found(summary + total, sound=found.wanted > 0)

    def _population(self, rule: Rule) -> Population:
        from inspector_gui.sampling.school_draw import parse_takes, population

        with self.desk.store.read() as work:
            return population(work, self.desk.preparing, rule.traits, parse_takes(rule.takes))

    def _freeze(self, rule: Rule) -> None:
        from inspector_gui.sampling.school_draw import freeze, parse_takes, population

        with self.desk.act(Act.PLAN) as work:
            takes = parse_takes(rule.takes)
            freeze(work, population(work, self.desk.preparing, rule.traits, takes))
        self.view.card.ask()

    def _reveal(self, number: str, witness: str) -> None:
        from inspector_gui.sampling.school_draw import draws_of, reveal

        with self.desk.store.read() as work:
            draw = draws_of(work, self.desk.preparing)[0]
        with self.desk.act(Act.DRAW) as work:
            reveal(work, draw, number, witness)

    def _give_up(self) -> None:
        from inspector_gui.sampling.school_draw import draws_of

        with self.desk.act(Act.PLAN) as work:
            work.plans.give_up(draws_of(work, self.desk.preparing)[0].id)
