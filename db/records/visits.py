"""A day at a school: what is known of the visit and which methods were used."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, select

from db.records.repository import Repository
from db.schema.campaign import Team
from db.schema.questionnaire import QuestionnaireBatch
from db.schema.talk import CallAttempt, Interview, ParentCall
from db.schema.visit import Visit, VisitMember, VisitMethod
from db.vocabulary import Method


@dataclass(frozen=True)
class VisitFacts:
    """`arrived_at` and `left_at` are UTC; None: not recorded yet."""

    kept_in = "visit"
    id: uuid.UUID
    school_id: uuid.UUID
    team_id: uuid.UUID
    serial: str
    planned_on: date
    visited_on: date | None
    arrived_at: datetime | None
    left_at: datetime | None
    place: str
    hosts: str
    credentials_shown: bool
    report_heard: bool
    self_report_on: date | None
    sites_seen: int | None
    vouchers_checked: int | None
    receipts_checked: int | None
    overall: str
    note: str


@dataclass(frozen=True)
class WorkDone:
    """What teams did at the schools that were visited, from the first day to the last."""

    first: date | None
    last: date | None
    methods: frozenset[Method]


#: What was noted of a visit, and the method that it shows beside those that were ticked.
_SHOWS = {
    "report_heard": Method.REPORT,
    "self_report_on": Method.SELF,
    "sites_seen": Method.SITE,
    "vouchers_checked": Method.ACCT,
    "receipts_checked": Method.DOC,
}
#: What is recorded at a visit, and the method that it shows: whose visit, and what must be so.
_RECORDS: dict[Method, tuple[Any, ...]] = {
    Method.QUEST: (
        QuestionnaireBatch.visit_id,
        QuestionnaireBatch.issued > 0,
        QuestionnaireBatch.deleted.is_(False),
    ),
    Method.INTERVIEW: (Interview.visit_id, Interview.deleted.is_(False)),
    Method.PHONE: (
        ParentCall.visit_id,
        ParentCall.id == CallAttempt.call_id,
        CallAttempt.deleted.is_(False),
    ),
}


class Visits(Repository):
    def plan(
        self, school: uuid.UUID, team: uuid.UUID, *, serial: str, planned_on: date
    ) -> uuid.UUID:
        visit = Visit(school_id=school, team_id=team, serial=serial, planned_on=planned_on)
        return self._add(visit).id

    def facts(self, visit: uuid.UUID) -> VisitFacts:
        row = self._get(Visit, visit)
        return VisitFacts(**{name: getattr(row, name) for name in VisitFacts.__annotations__})

    def record(self, visit: uuid.UUID, **values: Any) -> None:
        """Fill in what is known of the visit, by field name."""
        self._change(Visit, visit, **values)

    def methods(self, visit: uuid.UUID) -> frozenset[Method]:
        """Those that were ticked, and those that what was recorded shows."""
        query = select(VisitMethod.method).where(
            VisitMethod.visit_id == visit, VisitMethod.deleted.is_(False)
        )
        return frozenset(self._session.scalars(query)) | self.shown_methods(visit)

    def shown_methods(self, visit: uuid.UUID) -> frozenset[Method]:
        """Nobody need tick what the records of the visit say by being there."""
        row = self._get(Visit, visit)
        noted = {way for name, way in _SHOWS.items() if getattr(row, name)}
        return frozenset(noted | self._recorded(Visit.id == visit))

    def _recorded(self, *of: ColumnElement[bool]) -> set[Method]:
        """Methods of which something was recorded at these visits."""
        return {
            way
            for way, (visit_id, *there) in _RECORDS.items()
            if self._session.scalar(
                select(exists().where(visit_id == Visit.id, *there, *of, Visit.deleted.is_(False)))
            )
        }

    def work_done(self, inspection: str) -> WorkDone:
        """At every school that the teams of an inspection (its code) visited."""
        teams = select(Team.id).where(Team.inspection == inspection)
        done = (Visit.team_id.in_(teams), Visit.visited_on.is_not(None), Visit.deleted.is_(False))
        rows = list(self._session.scalars(select(Visit).where(*done)))
        query = select(VisitMethod.method).join(Visit, Visit.id == VisitMethod.visit_id)
        ticked = self._session.scalars(query.where(*done, VisitMethod.deleted.is_(False)))
        noted = {way for name, way in _SHOWS.items() if any(getattr(row, name) for row in rows)}
        days = [row.visited_on for row in rows if row.visited_on]
        first, last = (min(days), max(days)) if days else (None, None)
        return WorkDone(first, last, frozenset({*ticked, *noted, *self._recorded(*done)}))

    def present(self, visit: uuid.UUID) -> frozenset[uuid.UUID]:
        """Which members of the team were at the school."""
        query = select(VisitMember.member_id).where(
            VisitMember.visit_id == visit, VisitMember.deleted.is_(False)
        )
        return frozenset(self._session.scalars(query))

    def attend(self, visit: uuid.UUID, member: uuid.UUID) -> None:
        self._keep(VisitMember, visit_id=visit, member_id=member)

    def be_absent(self, visit: uuid.UUID, member: uuid.UUID) -> None:
        row = self._session.get(VisitMember, VisitMember.id_for(visit_id=visit, member_id=member))
        if row is not None:
            row.deleted = True

    def use(self, visit: uuid.UUID, method: Method) -> None:
        self._keep(VisitMethod, visit_id=visit, method=method)

    def unuse(self, visit: uuid.UUID, method: Method) -> None:
        row = self._session.get(VisitMethod, VisitMethod.id_for(visit_id=visit, method=method))
        if row is not None:
            row.deleted = True
