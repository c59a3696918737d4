"""Money given back for complaint cases that are no finding of a visit, one payment a row."""

import uuid
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import exists, func, select

from db.errors import InspectionError
from db.records.refunds import REASONED
from db.records.repository import Repository
from db.schema.bureau import CaseRefund, Complaint
from db.schema.finding import GIVEN_BACK, Finding
from db.schema.visit import Visit
from db.vocabulary import ComplaintOutcome, FindingStatus, RefundWay


@dataclass(frozen=True)
class CaseRefundLine:
    """One payment; amounts in fen. `amount_fen` counts once it was sighted."""

    kept_in = "case_refund"
    id: uuid.UUID
    complaint_id: uuid.UUID
    way: RefundWay
    paid_on: date | None
    reported_fen: int
    sighted_on: date | None
    sighted_by: str
    students: int
    amount_fen: int
    proof: str
    attachment: bytes | None
    note: str


class CaseRefunds(Repository):
    def note(self, complaint: uuid.UUID, **values: Any) -> uuid.UUID:
        """A payment as the school reports it (`reported_fen`), as it was sighted (`amount_fen`), or
        both. Raises InspectionError where the case did not prove true or is a finding too, more
        would be paid than is due, or a reason is missing."""
        case = self._open(complaint)
        if not values.get("amount_fen") and not values.get("reported_fen"):
            raise InspectionError("记退费要填报告金额或核实金额；请填写金额。")
        if values.get("amount_fen") and values.get("way") is not RefundWay.EXCESS:
            values.setdefault("reported_fen", values["amount_fen"])
        row = self._add(CaseRefund(complaint_id=complaint, **values))
        self._require_sound(case, row)
        return row.id

    def correct(self, refund: uuid.UUID, **values: Any) -> None:
        """Change fields of a payment, by name. Raises InspectionError as `note`."""
        row = self._change(CaseRefund, refund, **values)
        self._require_sound(self._open(row.complaint_id), row)

    def drop(self, refund: uuid.UUID) -> None:
        """It was entered by mistake."""
        self._delete(self._get(CaseRefund, refund))

    def of_case(self, complaint: uuid.UUID) -> list[CaseRefundLine]:
        """In the order they were noted."""
        query = select(CaseRefund).where(
            CaseRefund.complaint_id == complaint, CaseRefund.deleted.is_(False)
        )
        names = [field.name for field in fields(CaseRefundLine)]
        return [
            CaseRefundLine(**{name: getattr(row, name) for name in names})
            for row in self._session.scalars(query.order_by(CaseRefund.id))
        ]

    def finding_of(self, case_no: str | None) -> str | None:
        """The number of the finding that stands and is the same matter as this case."""
        query = select(Finding.serial).join(Visit, Visit.id == Finding.visit_id)
        return self._session.scalars(query.where(Finding.case_no == case_no, *STANDS)).first()

    def paid_fen(self, complaint: uuid.UUID) -> int:
        """What is settled of the amount due, in fen."""
        settled = (*GIVEN_BACK, RefundWay.SURRENDERED, RefundWay.IRRECOVERABLE)
        return self._sum(CaseRefund.amount_fen, complaint, settled)

    def _sum(self, column: Any, complaint: uuid.UUID, ways: tuple[RefundWay, ...]) -> int:
        self._session.flush()
        query = select(func.sum(column)).where(
            CaseRefund.complaint_id == complaint,
            CaseRefund.deleted.is_(False),
            CaseRefund.way.in_(ways),
        )
        return self._session.scalar(query) or 0

    def _open(self, complaint: uuid.UUID) -> Complaint:
        row = self._hold(Complaint, complaint)
        if row.outcome is not ComplaintOutcome.SUBSTANTIATED:
            raise InspectionError(f"{row.number} 不是查实的案件，不能登记退费；请核对办理结果。")
        if row.case_no and (serial := self.finding_of(row.case_no)):
            raise InspectionError(
                f"{row.number} 与问题 {serial} 是同一件事；退费请记在那个问题里，只计一次。"
            )
        return row

    def _require_sound(self, case: Complaint, row: CaseRefund) -> None:
        if row.way in REASONED and not row.note.strip():
            raise InspectionError(f"登记“{REASONED[row.way]}”须写明理由；请填写说明。")
        if min(row.amount_fen, row.reported_fen) < 0:
            raise InspectionError("金额不能小于 0；请核对金额。")
        if row.amount_fen and row.sighted_on is None:
            raise InspectionError("登记核实金额须写明查验日期；没有查验的请只填报告金额。")
        if row.paid_on and row.sighted_on and row.sighted_on < row.paid_on:
            raise InspectionError(f"{case.number} 的查验日期早于退款日期；请核对两个日期。")
        for day in filter(None, (row.paid_on, row.sighted_on)):
            if day < case.received_on:
                raise InspectionError(f"{case.number} 的退费日期早于收到信访件的日期；请核对日期。")
        self._require_within(case)

    def _require_within(self, case: Complaint) -> None:
        settled = (*GIVEN_BACK, RefundWay.SURRENDERED, RefundWay.IRRECOVERABLE)
        for fen, what in (
            (self.paid_fen(case.id), "已退、上缴和无法退还合计"),
            (self._sum(CaseRefund.reported_fen, case.id, settled), "报告退费合计"),
        ):
            if fen > (case.due_fen or 0):
                due, much = (
                    f"{amount // 100}.{amount % 100:02}元" for amount in (case.due_fen or 0, fen)
                )
                raise InspectionError(
                    f"{case.number} 应退 {due}，{what} {much}，不能多于应退；"
                    "请先填应退，确属多退的，方式选“多退”。"
                )
        students = self._sum(CaseRefund.students, case.id, GIVEN_BACK)
        if 0 < (case.students or 0) < students:
            raise InspectionError(
                f"{case.number} 涉及学生 {case.students} 人，退费学生合计 {students} 人；"
                "请核对人数。"
            )


#: A finding that counts.
STANDS = (
    Finding.deleted.is_(False),
    Finding.status != FindingStatus.WITHDRAWN,
    Visit.deleted.is_(False),
)


def is_no_finding() -> Any:
    """The complaint proved true and no finding that stands bears its case's number."""
    same = (
        exists()
        .where(Finding.visit_id == Visit.id, Finding.case_no == Complaint.case_no, *STANDS)
        .correlate(Complaint)
    )
    return (Complaint.outcome == ComplaintOutcome.SUBSTANTIATED) & ~same
