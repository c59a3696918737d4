"""Covert interviews with pupils, without identity."""

import uuid
from dataclasses import dataclass

from sqlalchemy import func, select

from db.repository import Repository
from db.schema.talk import Interview
from db.vocabulary import Stage


@dataclass(frozen=True)
class InterviewLine:
    id: uuid.UUID
    stage: Stage
    place_kind: str
    persons: int
    note: str


class Interviews(Repository):
    def record(
        self, visit: uuid.UUID, stage: Stage, *, place_kind: str = "", persons: int = 1
    ) -> uuid.UUID:
        """`persons` in person-times (人次)."""
        talk = Interview(visit_id=visit, stage=stage, place_kind=place_kind, persons=persons)
        return self._add(talk).id

    def lines(self, visit: uuid.UUID) -> list[InterviewLine]:
        query = select(Interview).where(Interview.visit_id == visit, Interview.deleted.is_(False))
        return [
            InterviewLine(row.id, row.stage, row.place_kind, row.persons, row.note)
            for row in self._session.scalars(query.order_by(Interview.id))
        ]

    def persons(self, visit: uuid.UUID) -> int:
        """Person-times at a visit; for the team's own eyes."""
        query = select(func.sum(Interview.persons)).where(
            Interview.visit_id == visit, Interview.deleted.is_(False)
        )
        return self._session.scalar(query) or 0
