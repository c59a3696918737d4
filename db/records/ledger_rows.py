"""Rows that only the ledger lists, each kind by one query."""

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import ScalarSelect, String, func, select, type_coerce

from db.publishable.ledger import FollowedUp, LedgerCase, LedgerComplaint, LedgerForm
from db.records.case_refunds import is_no_finding
from db.records.repository import Repository
from db.records.totals import visited_by
from db.schema.bureau import CaseRefund, Complaint, SanctionRecord
from db.schema.finding import GIVEN_BACK, Rectification
from db.schema.form import Question
from db.schema.questionnaire import Answer, QuestionnaireBatch, Sheet, TallyEntry
from db.schema.school import School, SchoolClass
from db.schema.talk import CallAttempt, ParentCall
from db.schema.visit import Visit
from db.vocabulary import (
    CallOutcome,
    Cause,
    EntryMethod,
    QuestionType,
    RefundWay,
    Sanction,
)

WRITTEN = "（有文字）"
"""Stands for what a pupil wrote: it may name somebody."""

_IS, _NEXT = "\x1f", "\x1e"
"""Between a question and its answer, and between answers: no text that is kept holds these."""


class LedgerRows(Repository):
    def complaints(self) -> list[LedgerComplaint]:
        query = (
            select(Complaint, School.name)
            .outerjoin(School, School.id == Complaint.school_id)
            .where(Complaint.deleted.is_(False))
            .order_by(Complaint.received_on, Complaint.number)
        )
        return [
            LedgerComplaint(
                number=row.number,
                source=row.source,
                received_on=row.received_on,
                due_on=row.due_on,
                category=row.category,
                school=school or "",
                outcome=row.outcome,
                case_no=row.case_no or "",
            )
            for row, school in self._session.execute(query)
        ]

    def cases(self) -> list[LedgerCase]:
        """Those whose money is in no finding."""
        query = (
            select(Complaint, School.name)
            .outerjoin(School, School.id == Complaint.school_id)
            .where(Complaint.deleted.is_(False), is_no_finding())
            .order_by(Complaint.received_on, Complaint.number)
        )
        paid = self._payments()
        return [_case(row, name or "", paid[row.id]) for row, name in self._session.execute(query)]

    def _payments(self) -> dict[uuid.UUID, list[CaseRefund]]:
        found: dict[uuid.UUID, list[CaseRefund]] = defaultdict(list)
        for row in self._session.scalars(select(CaseRefund).where(CaseRefund.deleted.is_(False))):
            found[row.complaint_id].append(row)
        return found

    def sanctions(self) -> dict[tuple[Sanction, Cause], int]:
        """Person-times by kind and cause, without what another organ reports."""
        query = (
            select(SanctionRecord.kind, SanctionRecord.cause, func.sum(SanctionRecord.persons))
            .where(SanctionRecord.deleted.is_(False), SanctionRecord.counted_elsewhere.is_(False))
            .group_by(SanctionRecord.kind, SanctionRecord.cause)
        )
        return {(kind, cause): persons for kind, cause, persons in self._session.execute(query)}

    def outcomes(self, inspection: str) -> list[tuple[CallOutcome | None, int]]:
        """Of the numbers that were dialled, how it ended; None: not yet."""
        attempted = select(CallAttempt.call_id).where(CallAttempt.deleted.is_(False))
        query = (
            select(ParentCall.outcome, func.count())
            .join(Visit, Visit.id == ParentCall.visit_id)
            .where(visited_by(inspection), Visit.deleted.is_(False))
            .where(ParentCall.deleted.is_(False), ParentCall.id.in_(attempted))
            .group_by(ParentCall.outcome)
        )
        found: dict[CallOutcome | None, int] = {
            row[0]: row[1] for row in self._session.execute(query)
        }
        return [(outcome, found[outcome]) for outcome in (*CallOutcome, None) if outcome in found]

    def followed_up(self) -> dict[uuid.UUID, FollowedUp]:
        """By finding."""
        query = select(Rectification).where(Rectification.deleted.is_(False))
        return {
            row.finding_id: FollowedUp(
                row.finding_id, row.due_on, row.countersigner or row.verifier
            )
            for row in self._session.scalars(query.order_by(Rectification.id))
        }

    def questions(self, inspection: str) -> list[str]:
        """Of the forms that were put to pupils, in order."""
        used = select(QuestionnaireBatch.form_id).where(
            QuestionnaireBatch.deleted.is_(False),
            QuestionnaireBatch.visit_id.in_(_visits(inspection)),
        )
        query = select(Question.code).where(Question.form_id.in_(used)).order_by(Question.code)
        return list(dict.fromkeys(self._session.scalars(query)))

    def number_of_forms(self, inspection: str) -> int:
        query = select(func.count()).where(Sheet.entry_id.in_(self._entries(inspection)))
        return self._session.scalar(query.where(Sheet.deleted.is_(False))) or 0

    def counted_envelopes(self, inspection: str) -> int:
        """Envelopes with forms of which only the counts were typed in."""
        by_sheet = select(TallyEntry.batch_id).where(TallyEntry.id.in_(self._entries(inspection)))
        query = select(func.count()).where(
            QuestionnaireBatch.deleted.is_(False),
            QuestionnaireBatch.valid > 0,
            QuestionnaireBatch.visit_id.in_(_visits(inspection)),
            QuestionnaireBatch.id.not_in(by_sheet),
        )
        return self._session.scalar(query) or 0

    def forms(self, inspection: str) -> Iterator[LedgerForm]:
        """Every form once, school by school; within a school in an order that tells nothing."""
        query = (
            select(
                School.code,
                School.name,
                SchoolClass.stage,
                QuestionnaireBatch.targeted,
                Sheet.void,
                Sheet.id,
                _answers_of_sheet().label("answers"),
            )
            .join(TallyEntry, TallyEntry.id == Sheet.entry_id)
            .join(QuestionnaireBatch, QuestionnaireBatch.id == TallyEntry.batch_id)
            .join(SchoolClass, SchoolClass.id == QuestionnaireBatch.class_id)
            .join(School, School.id == SchoolClass.school_id)
            .where(Sheet.deleted.is_(False), Sheet.entry_id.in_(self._entries(inspection)))
        )
        rows = list(self._session.execute(query))
        rows.sort(key=lambda row: (row.code, row.stage, sha256(row.id.bytes).digest()))
        written = self._written()
        for row in rows:
            answers = _answers(row.answers, written)
            yield LedgerForm(row.name, row.stage, row.targeted, row.void, answers)

    def _written(self) -> frozenset[str]:
        """Questions that are answered in a pupil's own words."""
        query = select(Question.code).where(Question.kind == QuestionType.TEXT)
        return frozenset(self._session.scalars(query))

    def _entries(self, inspection: str) -> list[uuid.UUID]:
        """Of each envelope the first finished counting by forms."""
        query = (
            select(TallyEntry.batch_id, TallyEntry.id)
            .join(QuestionnaireBatch, QuestionnaireBatch.id == TallyEntry.batch_id)
            .where(
                TallyEntry.deleted.is_(False),
                TallyEntry.finished.is_(True),
                TallyEntry.method == EntryMethod.SHEETS,
                QuestionnaireBatch.deleted.is_(False),
                QuestionnaireBatch.visit_id.in_(_visits(inspection)),
            )
            .order_by(TallyEntry.slot.desc(), TallyEntry.id.desc())
        )
        return list({row[0]: row[1] for row in self._session.execute(query)}.values())


def _case(row: Complaint, school: str, paid: Sequence[CaseRefund]) -> LedgerCase:
    def sum_of(*ways: RefundWay) -> int:
        return sum(payment.amount_fen for payment in paid if payment.way in ways)

    given = [payment for payment in paid if payment.way in GIVEN_BACK and payment.amount_fen]
    return LedgerCase(
        number=row.number,
        case_no=row.case_no or "",
        school=school,
        students=row.students,
        involved_fen=row.involved_fen or 0,
        due_fen=row.due_fen or 0,
        reported_fen=sum(payment.reported_fen for payment in paid),
        refunded_fen=sum_of(*GIVEN_BACK),
        surrendered_fen=sum_of(RefundWay.SURRENDERED),
        irrecoverable_fen=sum_of(RefundWay.IRRECOVERABLE),
        excess_fen=sum_of(RefundWay.EXCESS),
        refund_students=sum(payment.students for payment in given),
        payments=len(paid),
        proofs=sum(payment.attachment is not None for payment in paid),
    )


def _visits(inspection: str) -> Any:
    return select(Visit.id).where(visited_by(inspection), Visit.deleted.is_(False))


def _answers_of_sheet() -> ScalarSelect[str]:
    """All answers of a form as one text: a row for each of them would take twice the time."""
    question, value = (type_coerce(column, String) for column in (Answer.question, Answer.value))
    pair = question + _IS + func.coalesce(value, "")
    return (
        select(func.aggregate_strings(pair, _NEXT))
        .where(Answer.sheet_id == Sheet.id)
        .scalar_subquery()
    )


def _answers(joined: str | None, written: frozenset[str]) -> dict[str, str]:
    """What was left blank is not among them."""
    pairs = (pair.partition(_IS) for pair in (joined or "").split(_NEXT))
    return {
        question: WRITTEN if question in written else value for question, _, value in pairs if value
    }
