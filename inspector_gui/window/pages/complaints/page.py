"""Complaints (信访举报): a register of the bureau, with what was given back for its cases."""

from pathlib import Path

from db.records.case_refunds import CaseRefundLine
from db.records.registers import ComplaintLine
from db.vocabulary import Subject
from inspector_gui.actions.registering import (
    attach_case_refund_proof,
    correct_case_refund,
    drop_case_refund,
    note_case_refund,
)
from inspector_gui.window.desk import Desk
from inspector_gui.window.forms.edits import Entry
from inspector_gui.window.page import Presenter
from inspector_gui.window.pages.complaints.payments import CasePayments
from inspector_gui.window.proofs import Proofs
from inspector_gui.window.registers.presenter import build_register
from inspector_gui.window.registers.tables import COMPLAINTS
from inspector_gui.window.registers.view import RegisterView


def build(desk: Desk) -> RegisterView:
    view = build_register(desk, COMPLAINTS)
    payments = CasePayments()
    view.panel.put(payments)
    PaymentsPresenter(view, desk, payments)
    return view


class PaymentsPresenter(Presenter[RegisterView]):
    """Payments of the chosen complaint from the store to the panel, deeds back."""

    subjects = frozenset({Subject.COMPLAINTS})
    of_school = False

    def __init__(self, view: RegisterView, desk: Desk, payments: CasePayments) -> None:
        self._case: ComplaintLine | None = None
        self._payments, self.proofs = payments, Proofs(view, desk)
        super().__init__(view, desk)
        view.turned.connect(self._turn)
        view.refund_wanted.connect(payments.begin)
        payments.noted.connect(self._note)
        payments.corrected.connect(self._correct)
        payments.dropped.connect(self._drop)
        payments.proof_wanted.connect(
            lambda refund: self.proofs.ask_for_file(lambda path: self.attach(refund, path))
        )
        payments.copy_wanted.connect(lambda refund: self.proofs.ask_where(refund.attachment))
        payments.left.connect(view.list.table.setFocus)

    def refresh(self) -> None:
        case = self._case
        if case is None:
            self._payments.show_payments(None, (), 0)
            return
        with self.desk.store.read() as work:
            payments = work.case_refunds.of_case(case.id)
            paid = work.case_refunds.paid_fen(case.id)
        self._payments.show_payments(case, payments, paid)

    def _turn(self) -> None:
        """A payment under way for another complaint is given up; nothing of it was kept."""
        line = self.view.row
        if self._case is None or line is None or line.id != self._case.id:
            self._payments.form.end()
        self._case = line
        self.refresh()

    def _note(self, entry: Entry) -> None:
        if self._case is not None:
            note_case_refund(store=self.desk.store, complaint=self._case.id, **entry.values)
            self._payments.form.end()

    def _correct(self, refund: CaseRefundLine, entry: Entry) -> None:
        correct_case_refund(store=self.desk.store, refund=refund.id, **entry.values)
        self._payments.form.end()

    def attach(self, refund: CaseRefundLine, path: Path) -> None:
        """Copy the proof of a payment, then keep it."""
        store = self.desk.store
        self.proofs.copy(
            path, lambda copy: attach_case_refund_proof(store=store, refund=refund.id, copy=copy)
        )

    def _drop(self, refund: CaseRefundLine) -> None:
        drop_case_refund(store=self.desk.store, refund=refund.id)
