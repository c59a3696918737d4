"""At the right: one finding's course, its refunds, and what may be done with it."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.records.refunds import RefundLine
from db.vocabulary import RefundWay
from inspector_gui.labels import label, today
from inspector_gui.parsing import grouped_yuan
from inspector_gui.statistics.deadlines import Followed
from inspector_gui.window.forms.ask_form import AskForm
from inspector_gui.window.forms.edits import Entry
from inspector_gui.window.pages.following.deeds import FollowDeed, deeds_for, main_deed, specs_of
from inspector_gui.window.theme.colours import tone_of_status
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import Chip, button, card, clear, text
from inspector_gui.window.widgets.scrolling import Panel
from inspector_gui.window.widgets.table import Column, Rows, Table

_RIGHT = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True)
class DeedGiven:
    """A deed and what was filled in for it; `refund`: of which payment, for those of one."""

    line: Followed
    deed: FollowDeed
    entry: Entry
    refund: RefundLine | None = None


def _what(row: RefundLine) -> str:
    day = row.paid_on or row.sighted_on or row.reported_on
    when = f"{day:%m-%d} " if day else ""
    seen = "" if row.amount_fen else "（未核实）"
    copy = "　附凭证" if row.attachment else ""
    return f"{when}{'当场' if row.on_spot else label(row.way)}{seen}{copy}"


def _amount(row: RefundLine) -> str:
    return grouped_yuan(row.amount_fen or row.reported_fen)


REFUNDS: tuple[Column[RefundLine], ...] = (
    Column("退费", _what),
    Column("人", lambda row: str(row.students or ""), 40, _RIGHT),
    Column("元", _amount, 84, _RIGHT),
)


class RefundTable(Table[RefundLine]):
    """Enter sights what was reported, Delete strikes out, E puts the proof beside it, S saves that
    as a file, Esc goes back to the list."""

    sight_wanted = Signal()
    proof_wanted = Signal()
    copy_wanted = Signal()
    struck_out = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__("退费各笔", Rows(REFUNDS), whole=True, most=8)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.sight_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.struck_out.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.text().lower() == "e":
            self.proof_wanted.emit()
        elif event.text().lower() == "s":
            self.copy_wanted.emit()
        else:
            super().keyPressEvent(event)


class FollowPanel(Panel):
    """Tells `given(DeedGiven)`, `proof_wanted(refund)` and `copy_wanted(refund)` of a payment, and
    `left` when the keyboard goes back to the list."""

    given = Signal(DeedGiven)
    proof_wanted = Signal(RefundLine)
    copy_wanted = Signal(RefundLine)
    left = Signal()

    def __init__(self) -> None:
        super().__init__("选中一个问题，在这里看它走到哪一步、办下一步。")
        self._line: Followed | None = None
        self.teams: Mapping[uuid.UUID, str] = {}
        self._title, self._state = text(role="section", wrap=True), Chip()
        self._about, self.course = text(role="muted", wrap=True), text(wrap=True)
        self.refunds = RefundTable()
        self._refund_sum = text(role="muted", wrap=True)
        self._refund_card = card(
            text("退费各笔　Enter 核实 · E 附凭证 · S 存出凭证", "muted", wrap=True),
            self.refunds,
            self._refund_sum,
        )
        self.form = AskForm()
        self._knobs = QWidget()
        self._ways = QVBoxLayout(self._knobs)
        self._ways.setContentsMargins(0, 0, 0, 0)
        self._ways.setSpacing(theme().px(6))
        self.put(
            *(self._title, self._state, self._about, self.form, self._knobs),
            *(card(text("经过", "muted"), self.course), self._refund_card),
        )
        self.form.ended.connect(self._on_ended)
        self.refunds.sight_wanted.connect(self._begin_sight)
        self.refunds.struck_out.connect(self._drop)
        self.refunds.left.connect(self.left)
        self.refunds.proof_wanted.connect(lambda: self._emit_current(self.proof_wanted))
        self.refunds.copy_wanted.connect(lambda: self._emit_current(self.copy_wanted))
        self.set_filled(filled=False)
        self.form.hide()

    def show_line(
        self, line: Followed | None, course: Sequence[str], refunds: Sequence[RefundLine]
    ) -> None:
        """A deed under way for another finding is given up; nothing of it was kept."""
        before = self._line.finding.id if self._line else None
        self._line = line
        if line is None or line.finding.id != before:
            self.form.end()
        asking = self.form.isVisible()
        self.set_filled(filled=line is not None)
        self.form.setVisible(asking and line is not None)
        self._knobs.setVisible(not asking and line is not None)
        if line is None:
            return
        finding = line.finding
        self._title.setText(f"{finding.serial}　{finding.item_code}　{finding.school}")
        self._state.show_chip(
            label(finding.status), tone_of_status(theme().colours, finding.status)
        )
        case = (
            f"\n与信访案件 {finding.case_no} 是同一件事，退费只计一次。" if finding.case_no else ""
        )
        self._about.setText(
            f"{finding.category} · {finding.team} · {label(finding.severity)}{case}"
        )
        self.course.setText("\n".join(course))
        self._show_refunds(line, refunds)
        self._show_knobs(line)

    def _show_refunds(self, line: Followed, refunds: Sequence[RefundLine]) -> None:
        self._refund_card.setVisible(bool(refunds))
        self.refunds.rows.show_rows(list(refunds), lambda row: row.id)
        if refunds and self.refunds.current() is None:
            self.refunds.go_to(0)
        excess = sum(row.amount_fen for row in refunds if row.way is RefundWay.EXCESS)
        apart = f"；另有多退 {grouped_yuan(excess)} 元" if excess else ""
        finding = line.finding
        self._refund_sum.setText(
            f"核实已退 {grouped_yuan(finding.refunded_fen)} 元，"
            f"未退 {grouped_yuan(finding.open_fen)} 元{apart}"
        )

    def _show_knobs(self, line: Followed) -> None:
        clear(self._ways)
        for deed in deeds_for(line):
            role = "main" if deed is main_deed(line) else ""
            knob = button(deed.value, role, name=deed.value.split("　")[0])
            knob.clicked.connect(partial(self.begin_deed, deed))
            self._ways.addWidget(knob)

    def begin(self) -> None:
        """What comes next of the chosen finding."""
        deed = main_deed(self._line) if self._line else None
        if deed is FollowDeed.SIGHT:
            self.refunds.setFocus(Qt.FocusReason.OtherFocusReason)
            self._go_to_unsighted()
            self._begin_sight()
        elif deed is not None:
            self.begin_deed(deed)

    def begin_if_allowed(self, deed: FollowDeed) -> None:
        if self._line is not None and deed in deeds_for(self._line):
            self.begin_deed(deed)

    def begin_deed(self, deed: FollowDeed, *_clicked: object) -> None:
        line = self._line
        if line is None:
            return
        specs = specs_of(deed, self.teams)
        if not specs:
            self.given.emit(DeedGiven(line, deed, Entry({})))
            return
        self._knobs.hide()
        self.form.ask(
            deed.value.split("　")[0],
            specs,
            partial(self._give, line, deed, None),
            _first(line, deed),
        )

    def end_form(self) -> None:
        """What was given is kept."""
        self.form.end()

    def _begin_sight(self) -> None:
        row, line = self.refunds.current(), self._line
        if row is None or line is None:
            return
        first = {"amount_fen": row.amount_fen or row.reported_fen, "sighted_on": today()}
        first |= {"sighted_by": row.sighted_by, "proof": row.proof}
        specs = specs_of(FollowDeed.SIGHT, self.teams)
        give = partial(self._give, line, FollowDeed.SIGHT, row)
        self._knobs.hide()
        self.form.ask(FollowDeed.SIGHT.value, specs, give, first)

    def _drop(self) -> None:
        row, line = self.refunds.current(), self._line
        if row is not None and line is not None:
            self.given.emit(DeedGiven(line, FollowDeed.DROP, Entry({}), row))

    def _emit_current(self, signal: SignalInstance) -> None:
        row = self.refunds.current()
        if row is not None:
            signal.emit(row)

    def _go_to_unsighted(self) -> None:
        for index, row in enumerate(self.refunds.rows.rows):
            if isinstance(row, RefundLine) and not row.amount_fen:
                self.refunds.go_to(index)
                return

    def _give(
        self, line: Followed, deed: FollowDeed, refund: RefundLine | None, entry: Entry
    ) -> None:
        self.given.emit(DeedGiven(line, deed, entry, refund))

    def _on_ended(self) -> None:
        self._knobs.setVisible(self._line is not None)
        self.left.emit()


def _first(line: Followed, deed: FollowDeed) -> dict[str, Any]:
    """What mostly is meant: today, and the amounts as they stand."""
    finding, now = line.finding, today()
    rest = finding.open_fen
    known: dict[FollowDeed, dict[str, Any]] = {
        FollowDeed.ORDER: {"ordered_on": now},
        FollowDeed.REVISE: {
            "students": finding.students,
            "involved_fen": finding.involved_fen,
            "due_fen": finding.due_fen,
        },
        FollowDeed.REPORT: {"reported_on": now},
        FollowDeed.ACCEPT: {"verified_on": now},
        FollowDeed.RECHECK: {"recheck_on": now},
        FollowDeed.REFUND: {"reported_fen": rest} if rest else {},
    }
    return known.get(deed, {})
