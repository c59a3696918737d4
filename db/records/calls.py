"""Calls to drawn parents: attempts, outcomes and what was answered. No names are held."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from db.records.repository import Repository
from db.schema.sampling import Phone
from db.schema.talk import CallAnswer, CallAttempt, ParentCall
from db.vocabulary import CallOutcome

#: Outcomes after which a number is not dialled again.
FINAL = frozenset(
    {
        CallOutcome.COMPLETED,
        CallOutcome.PARTIAL,
        CallOutcome.REFUSED,
        CallOutcome.INVALID_NUMBER,
        CallOutcome.WRONG_PERSON,
    }
)
#: Outcomes after which the next parent in reserve is called instead.
UNREACHED = frozenset(
    {
        CallOutcome.REFUSED,
        CallOutcome.NO_ANSWER,
        CallOutcome.BUSY,
        CallOutcome.POWERED_OFF,
        CallOutcome.INVALID_NUMBER,
        CallOutcome.WRONG_PERSON,
    }
)
#: A number that does not answer is given up after so many attempts.
MAX_ATTEMPTS = 3


@dataclass(frozen=True)
class Attempt:
    """`at` and `callback_at` are UTC."""

    id: uuid.UUID
    at: datetime
    outcome: CallOutcome
    callback_at: datetime | None


@dataclass(frozen=True)
class Call:
    """A drawn number, named by its roster row only."""

    kept_in = "parent_call"
    id: uuid.UUID
    code: str
    roster_seq: int
    outcome: CallOutcome | None
    note: str
    attempts: tuple[Attempt, ...]
    has_number: bool
    answers: Mapping[str, str]

    @property
    def last(self) -> Attempt | None:
        return self.attempts[-1] if self.attempts else None

    @property
    def due_at(self) -> datetime | None:
        """When the parent asked to be called again, while that is still to be done."""
        waiting = self.outcome is None and self.last is not None
        return self.last.callback_at if waiting and self.last else None


class Calls(Repository):
    def plan(self, visit: uuid.UUID, roster_seq: int, code: str) -> uuid.UUID:
        return self._keep(ParentCall, visit_id=visit, roster_seq=roster_seq, code=code).id

    def drop(self, call: uuid.UUID) -> None:
        """Plan it no more."""
        self._delete(self._get(ParentCall, call))

    def keep_number(self, call: uuid.UUID, number: str) -> None:
        """The number stays in this file; it is never merged, printed or logged."""
        self._session.merge(Phone(call_id=call, number=number))

    def hold_number(self, visit: uuid.UUID, roster_seq: int, number: str, name: str) -> None:
        """Number and pupil's name of a drawn row, whether it is called or waits in reserve."""
        call = ParentCall.id_for(visit_id=visit, roster_seq=roster_seq)
        self._session.merge(Phone(call_id=call, number=number, label=name))

    def has_number(self, visit: uuid.UUID, roster_seq: int) -> bool:
        call = ParentCall.id_for(visit_id=visit, roster_seq=roster_seq)
        return self._session.get(Phone, call) is not None

    def number(self, call: uuid.UUID) -> str | None:
        """The number, to be shown while it is being dialled and masked otherwise."""
        row = self._session.get(Phone, call)
        return row.number or None if row else None

    def name(self, call: uuid.UUID) -> str:
        """The pupil's name, to ask for the right parent; like the number it stays here."""
        row = self._session.get(Phone, call)
        return row.label if row else ""

    def all_numbers(self) -> frozenset[str]:
        """Every number kept in this file, for the scan of what is about to be printed."""
        return frozenset(self._session.scalars(select(Phone.number).where(Phone.number != "")))

    def all_names(self) -> frozenset[str]:
        """Every drawn pupil's name kept in this file, for the same scan."""
        return frozenset(self._session.scalars(select(Phone.label).where(Phone.label != "")))

    def attempt(
        self,
        call: uuid.UUID,
        outcome: CallOutcome,
        at: datetime,
        callback_at: datetime | None = None,
    ) -> None:
        """Log one attempt; the call ends with a final outcome or the third vain attempt."""
        self._add(CallAttempt(call_id=call, at=at, outcome=outcome, callback_at=callback_at))
        self._session.flush()
        made = len(self._attempts(call))
        if outcome in FINAL or (outcome is not CallOutcome.CALLBACK and made >= MAX_ATTEMPTS):
            self._change(ParentCall, call, outcome=outcome)

    def note(self, call: uuid.UUID, note: str) -> None:
        self._change(ParentCall, call, note=note)

    def answer(self, call: uuid.UUID, question: str, value: str) -> None:
        self._keep(CallAnswer, call_id=call, question=question, value=value)

    def keep_answers(self, call: uuid.UUID, answers: Mapping[str, str | None]) -> None:
        """Keep what was answered; None takes an answer back."""
        for question, value in answers.items():
            if value is not None:
                self.answer(call, question, value)
                continue
            id_ = CallAnswer.id_for(call_id=call, question=question)
            row = self._session.get(CallAnswer, id_)
            if row is not None:
                row.deleted = True

    def answers(self, call: uuid.UUID) -> dict[str, str]:
        query = select(CallAnswer.question, CallAnswer.value).where(
            CallAnswer.call_id == call, CallAnswer.deleted.is_(False)
        )
        return dict(self._session.execute(query).all())

    def calls(self, visit: uuid.UUID) -> list[Call]:
        query = select(ParentCall).where(
            ParentCall.visit_id == visit, ParentCall.deleted.is_(False)
        )
        return [self._call(row) for row in self._session.scalars(query.order_by(ParentCall.code))]

    def _call(self, row: ParentCall) -> Call:
        return Call(
            id=row.id,
            code=row.code,
            roster_seq=row.roster_seq,
            outcome=row.outcome,
            note=row.note,
            attempts=tuple(
                Attempt(a.id, a.at, a.outcome, a.callback_at) for a in self._attempts(row.id)
            ),
            has_number=self.number(row.id) is not None,
            answers=self.answers(row.id),
        )

    def _attempts(self, call: uuid.UUID) -> list[Any]:
        query = select(CallAttempt).where(
            CallAttempt.call_id == call, CallAttempt.deleted.is_(False)
        )
        return list(self._session.scalars(query.order_by(CallAttempt.at, CallAttempt.id)))
