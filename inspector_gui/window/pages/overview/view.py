"""The visit at a glance."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from db.records.earlier_findings import EarlierLine
from db.records.visits import VisitFacts
from db.vocabulary import Circumstance, Method
from inspector_gui.statistics.earlier import earlier_summary, earlier_words
from inspector_gui.statistics.gap import Gap
from inspector_gui.window.forms.choice_fields import FlagsField, TickField
from inspector_gui.window.forms.circumstances import CircumstancesField
from inspector_gui.window.forms.edits import FieldEdited
from inspector_gui.window.forms.fields import LineField, count_field
from inspector_gui.window.forms.form import Form, Spec
from inspector_gui.window.forms.moments import show_moment
from inspector_gui.window.forms.prose_field import ProseField
from inspector_gui.window.page import Page
from inspector_gui.window.pages.overview.days import Days
from inspector_gui.window.pages.overview.gaps import Gaps
from inspector_gui.window.pages.overview.people import PeopleField, Person
from inspector_gui.window.targets import Target
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, card, text
from inspector_gui.window.widgets.scrolling import Panel, scrolling


class OverviewView(Page):
    """Tells `edited`; `arrived` and `left` now.

    `face`: what the visit is, `facts`: what stands beside it; an inspection that looks into
    accounts shows registers beside the face (`hold`).
    """

    edited = Signal(FieldEdited)
    arrived = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.face, self.facts = QWidget(), Panel()
        self.context: QStackedWidget = QStackedWidget()
        self.context.addWidget(self.facts)
        self.registers: Page | None = None
        self._days: Days | None = None
        self._arrive = button("现在到校", "main", name="现在到校", key="F2")
        self._leave = button("现在离校", name="现在离校", key="F2")
        self.form = Form(self._specs())
        self.form.edited.connect(self.edited)
        self.gaps = Gaps()
        self.gaps.jump_wanted.connect(self.jump_wanted)
        self._timeline = text(wrap=True)
        self._before, self._earlier = text(role="title", wrap=True), text(wrap=True)
        self._earlier_card = card(text("以往检查的问题", "muted"), self._before, self._earlier)
        self._earlier_card.hide()
        self._lay_out_face()
        self._arrive.clicked.connect(self.arrived)
        self._leave.clicked.connect(self.left)
        QShortcut(QKeySequence("F6"), self, self._go_to_gaps)

    def _specs(self) -> tuple[Spec, ...]:
        return (
            Spec.of("visit", "visited_on", lambda name: self._day(name, "read_visit")),
            Spec.of("visit", "place", lambda name: LineField(name, hint="如 学校会议室")),
            Spec.of("visit", "arrived_at", lambda name: self._moment(name, "read_arrival")),
            Spec.of("visit", "left_at", lambda name: self._moment(name, "read_leaving")),
            Spec("people", "到校人员", PeopleField, wide=True),
            Spec.of(
                "visit",
                "hosts",
                lambda name: LineField(name, hint="只写职务，如 校长、财务主任"),
                wide=True,
            ),
            Spec.of("visit", "self_report_on", lambda name: self._day(name, "read_report")),
            Spec.of("visit", "sites_seen", lambda name: count_field(name, "处")),
            Spec.of("visit", "vouchers_checked", lambda name: count_field(name, "份")),
            Spec.of("visit", "receipts_checked", lambda name: count_field(name, "份")),
            Spec("credentials_shown", "证件", lambda _: TickField("已出示证件")),
            Spec("report_heard", "汇报", lambda _: TickField("已听取汇报")),
            Spec("circumstances", "学校情况", CircumstancesField, wide=True),
            Spec("methods", "检查方式", lambda name: FlagsField(name, tuple(Method)), wide=True),
            Spec.of(
                "visit",
                "overall",
                lambda name: ProseField(
                    name, lines=4, hint="印在反馈单第二部分；写一两点做得好的做法"
                ),
                wide=True,
            ),
            Spec.of(
                "visit", "note", lambda name: ProseField(name, lines=3, limit=20_000), wide=True
            ),
        )

    def _day(self, name: str, reading: str) -> LineField:
        return LineField(name, read=self._reader(reading), hint="年-月-日", limit=12)

    def _moment(self, name: str, reading: str) -> LineField:
        return LineField(name, read=self._reader(reading), show=show_moment, hint="时:分", limit=8)

    def _reader(self, reading: str) -> Callable[[str], Any]:
        """What may be typed depends on the visit that is shown."""
        return lambda typed: getattr(self.days, reading)(typed)

    def _lay_out_face(self) -> None:
        px = theme().px
        head = QHBoxLayout()
        head.addWidget(text("进校情况", "section"))
        head.addStretch(1)
        head.addWidget(self._arrive)
        head.addWidget(self._leave)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, px(2), px(14))
        column.setSpacing(px(10))
        column.addLayout(head)
        column.addWidget(self.form)
        column.addStretch(1)
        outer = QVBoxLayout(self.face)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(inner))
        self._page = QVBoxLayout(self)
        self._page.setContentsMargins(px(20), px(10), px(18), px(12))
        self._page.addWidget(self.face, 1)
        self.facts.put(
            self._earlier_card,
            text("离校前待办　F6", "section"),
            self.gaps,
            text("当天记录", "section"),
            self._timeline,
        )

    def hold(self, registers: Page, beside: QWidget) -> None:
        """The face is one of several from now on; these stand in its place."""
        self.registers = registers
        self._page.addWidget(registers, 1)
        self.context.addWidget(beside)
        self.context.setCurrentWidget(beside)
        registers.jump_wanted.connect(self.jump_wanted)

    @property
    def days(self) -> Days:
        """Of the visit that is shown."""
        assert self._days is not None  # noqa: S101  # fields are typed into once they are shown
        return self._days

    def enter(self) -> None:
        if self.registers is None or not self.face.isHidden():
            self.form.fields["visited_on"].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.registers.enter()

    def _go_to_gaps(self) -> None:
        self.beside_wanted.emit()
        self.gaps.begin()

    def show_target(self, target: Target) -> None:
        if self.registers is not None:
            self.registers.show_target(target)
            if self.face.isHidden():
                return
        fields: dict[object, str] = {
            Gap.NO_DATE: "visited_on",
            Gap.TOO_FEW: "people",
            Gap.NO_METHOD: "methods",
            Gap.NOT_LEFT: "left_at",
            Gap.NO_OVERALL: "overall",
            Gap.CIRCUMSTANCE_UNKNOWN: "circumstances",
            Gap.CIRCUMSTANCE_DENIED: "circumstances",
        }
        field = fields.get(target.what, "arrived_at")
        self.form.fields[field].setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        if self.registers is not None:
            self.registers.flush()
        self.form.flush()

    def show_visit(
        self,
        visit: object,
        facts: VisitFacts,
        days: Days,
        people: Sequence[Person],
        methods: Collection[Method],
    ) -> None:
        """`visit` has an attribute for every field, `facts` for those that are the visit's own;
        `methods`: those of the inspection."""
        self._days = days
        self.form.fields["people"].show_people(people)
        self.form.show_values(visit, facts)
        self.form.fields["methods"].offer(methods)
        self._arrive.setVisible(days.arrived is None)
        self._leave.setVisible(days.arrived is not None and days.left is None)

    def ask_circumstances(self, circumstances: Sequence[Circumstance]) -> None:
        """Of a school: what decides what it is asked."""
        self.form.fields["circumstances"].offer(circumstances)
        self.form.show_field("circumstances", bool(circumstances))

    def show_earlier(self, lines: Sequence[EarlierLine]) -> None:
        """What earlier campaigns found here; where there is nothing, nothing is said."""
        self._earlier_card.setVisible(bool(lines))
        if lines:
            self._before.setText(earlier_summary(lines))
            self._earlier.setText("\n".join(f"· {earlier_words(line)}" for line in lines))

    def show_timeline(self, lines: Sequence[str]) -> None:
        self._timeline.setText("\n".join(lines) or "还没有记录。进校门时按 F2 登记到校。")
