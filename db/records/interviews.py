"""Covert interviews with pupils, without identity."""

import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from db.records.repository import Repository
from db.schema.talk import Interview, InterviewPoint
from db.vocabulary import Stage


@dataclass(frozen=True)
class InterviewLine:
    """`points`: what was heard, by question of the guide."""

    kept_in = "interview"
    id: uuid.UUID
    stage: Stage
    place_kind: str
    persons: int
    note: str
    points: Mapping[str, str]


class Interviews(Repository):
    def record(
        self, visit: uuid.UUID, stage: Stage, *, place_kind: str = "", persons: int = 1
    ) -> uuid.UUID:
        """`persons` in person-times (人次)."""
        talk = Interview(visit_id=visit, stage=stage, place_kind=place_kind, persons=persons)
        return self._add(talk).id

    def state(self, interview: uuid.UUID, **values: Any) -> None:
        """Change fields of an interview, by name."""
        self._change(Interview, interview, **values)

    def drop(self, interview: uuid.UUID) -> None:
        """Take an interview away with all its points."""
        self._delete(self._get(Interview, interview))

    def hear(self, interview: uuid.UUID, question: str, text: str | None) -> None:
        """Keep what was heard on a question; None: nothing is said of it any more."""
        query = select(InterviewPoint).where(
            InterviewPoint.interview_id == interview,
            InterviewPoint.question == question,
            InterviewPoint.deleted.is_(False),
        )
        rows = list(self._session.scalars(query.order_by(InterviewPoint.id)))
        for row in rows if text is None else rows[1:]:
            row.deleted = True
        if text is None:
            return
        if not rows:
            self._add(InterviewPoint(interview_id=interview, question=question, text=text))
        elif rows[0].text != text:
            rows[0].text = text

    def lines(self, visit: uuid.UUID) -> list[InterviewLine]:
        query = select(Interview).where(Interview.visit_id == visit, Interview.deleted.is_(False))
        rows = list(self._session.scalars(query.order_by(Interview.id)))
        points = self._points([row.id for row in rows])
        return [
            InterviewLine(row.id, row.stage, row.place_kind, row.persons, row.note, points[row.id])
            for row in rows
        ]

    def _points(self, interviews: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, str]]:
        """Two laptops may each have noted something on the same question: both stand."""
        query = select(InterviewPoint).where(
            InterviewPoint.interview_id.in_(interviews), InterviewPoint.deleted.is_(False)
        )
        found: dict[uuid.UUID, dict[str, str]] = defaultdict(dict)
        for row in self._session.scalars(query.order_by(InterviewPoint.id)):
            before = found[row.interview_id].get(row.question)
            found[row.interview_id][row.question] = f"{before}；{row.text}" if before else row.text
        return found

    def persons(self, visit: uuid.UUID) -> int:
        """Person-times at a visit; for the team's own eyes."""
        query = select(func.sum(Interview.persons)).where(
            Interview.visit_id == visit, Interview.deleted.is_(False)
        )
        return self._session.scalar(query) or 0
