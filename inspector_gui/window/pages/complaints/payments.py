"""What was given back for a complaint case that is no finding of a visit."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.records.case_refunds import CaseRefundLine
from db.records.registers import ComplaintLine
from db.vocabulary import RefundWay
from inspector_gui.labels import label, today
from inspector_gui.parsing import grouped_yuan
from inspector_gui.window.forms.ask_form import AskForm
from inspector_gui.window.forms.choice_fields import ChoiceField
from inspector_gui.window.forms.edits import Entry
from inspector_gui.window.forms.fields import LineField, count_field, day_field, money_field
from inspector_gui.window.forms.form import Spec
from inspector_gui.window.widgets.elements import card, text
from inspector_gui.window.widgets.table import Column, Rows, Table

_RIGHT = Qt.AlignmentFlag.AlignRight
_TABLE = "case_refund"
_SPECS = (
    Spec.of(_TABLE, "way", lambda name: ChoiceField(name, tuple(RefundWay))),
    Spec.of(_TABLE, "paid_on", lambda name: day_field(name, today)),
    Spec.of(_TABLE, "students", lambda name: count_field(name, "人")),
    Spec.of(_TABLE, "reported_fen", lambda name: money_field(name, "元，学校报告的")),
    Spec.of(_TABLE, "amount_fen", lambda name: money_field(name, "元，看过凭证的；没看过不填")),
    Spec.of(_TABLE, "sighted_on", lambda name: day_field(name, today)),
    Spec.of(_TABLE, "sighted_by", partial(LineField, limit=60)),
    Spec.of(_TABLE, "proof", lambda name: LineField(name, hint="凭证号、流水", limit=1000)),
    Spec.of(_TABLE, "note", partial(LineField, limit=1000)),
)


def _what(row: CaseRefundLine) -> str:
    day = row.paid_on or row.sighted_on
    when = f"{day:%m-%d} " if day else ""
    proof = "　有凭证" if row.attachment else ""
    return f"{when}{label(row.way)}{'' if row.amount_fen else '（未核实）'}{proof}"


PAYMENTS: tuple[Column[CaseRefundLine], ...] = (
    Column("退费", _what),
    Column("人", lambda row: str(row.students or ""), 40, _RIGHT),
    Column("元", lambda row: grouped_yuan(row.amount_fen or row.reported_fen), 84, _RIGHT),
)


class PaymentTable(Table[CaseRefundLine]):
    """Enter corrects or sights, Delete strikes out, E puts the proof beside it, S saves that as a
    file, Esc leads back to the list."""

    correct_wanted = Signal()
    proof_wanted = Signal()
    copy_wanted = Signal()
    struck_out = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__("案件退费各笔", Rows(PAYMENTS), whole=True, most=6)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.correct_wanted.emit()
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


class CasePayments(QWidget):
    """Tells `noted(entry)`, `corrected(payment, entry)`, `left` and, of the chosen payment,
    `dropped`, `proof_wanted` and `copy_wanted`."""

    noted = Signal(Entry)
    corrected = Signal(CaseRefundLine, Entry)
    dropped = Signal(CaseRefundLine)
    proof_wanted = Signal(CaseRefundLine)
    copy_wanted = Signal(CaseRefundLine)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.table, self.form = PaymentTable(), AskForm()
        self._sum = text(role="muted", wrap=True)
        self._card = card(
            text("案件退费　Enter 核实或更正　E 附凭证　S 存出凭证", "muted"), self.table, self._sum
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)
        layout.addWidget(self._card)
        self.table.correct_wanted.connect(self._correct)
        self.table.struck_out.connect(lambda: self._emit_current(self.dropped))
        self.table.proof_wanted.connect(lambda: self._emit_current(self.proof_wanted))
        self.table.copy_wanted.connect(lambda: self._emit_current(self.copy_wanted))
        self.table.left.connect(self.left)
        self.form.ended.connect(self.left)

    def show_payments(
        self, case: ComplaintLine | None, payments: Sequence[CaseRefundLine], paid_fen: int
    ) -> None:
        self._card.setVisible(bool(payments))
        self.table.rows.show_rows(list(payments), lambda row: row.id)
        if payments and self.table.current() is None:
            self.table.go_to(0)
        due = (case.due_fen or 0) if case else 0
        self._sum.setText(
            f"结清 {grouped_yuan(paid_fen)} 元，未退 {grouped_yuan(due - paid_fen)} 元"
        )

    def begin(self) -> None:
        """A new payment."""
        self.form.ask("记案件退费", _SPECS, self.noted.emit)

    def _correct(self) -> None:
        row = self.table.current()
        if row is None:
            return
        first: dict[str, Any] = {spec.name: getattr(row, spec.name) for spec in _SPECS}
        first["amount_fen"] = row.amount_fen or row.reported_fen
        first["sighted_on"] = row.sighted_on or today()
        give = partial(self.corrected.emit, row)
        self.form.ask("核实或更正退费", _SPECS, give, {k: v for k, v in first.items() if v})

    def _emit_current(self, signal: SignalInstance) -> None:
        row = self.table.current()
        if row is not None:
            signal.emit(row)
