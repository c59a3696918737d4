"""Teams, their members and who keeps away from which school."""

import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from db.repository import Repository
from db.schema.campaign import Member, Recusal, Team
from db.schema.school import School
from db.vocabulary import Inspection, RecusalReason


@dataclass(frozen=True)
class TeamLine:
    id: uuid.UUID
    code: str
    name: str
    inspection: Inspection


@dataclass(frozen=True)
class MemberLine:
    id: uuid.UUID
    team_id: uuid.UUID
    code: str
    name: str
    role: str
    is_lead: bool
    source: str = ""


@dataclass(frozen=True)
class RecusalLine:
    """`school` is empty where the school is not in this file."""

    member_id: uuid.UUID
    school: str
    reason: RecusalReason
    note: str


class People(Repository):
    def add_team(
        self, campaign: uuid.UUID, code: str, name: str, inspection: Inspection = Inspection.FEE
    ) -> uuid.UUID:
        team = Team(campaign_id=campaign, code=code, name=name, inspection=inspection)
        return self._add(team).id

    def add_member(self, team: uuid.UUID, **values: Any) -> uuid.UUID:
        return self._add(Member(team_id=team, **values)).id

    def recuse(self, member: uuid.UUID, school: uuid.UUID, **values: Any) -> None:
        self._add(Recusal(member_id=member, school_id=school, **values))

    def teams(self, inspection: Inspection = Inspection.FEE) -> list[TeamLine]:
        query = select(Team).where(Team.deleted.is_(False), Team.inspection == inspection)
        return [
            TeamLine(team.id, team.code, team.name, team.inspection)
            for team in self._session.scalars(query.order_by(Team.code))
        ]

    def members(self, team: uuid.UUID | None = None) -> list[MemberLine]:
        """Everybody, or one team's members; the lead first."""
        query = select(Member).where(Member.deleted.is_(False))
        if team is not None:
            query = query.where(Member.team_id == team)
        rows = self._session.scalars(query.order_by(Member.is_lead.desc(), Member.code))
        return [
            MemberLine(row.id, row.team_id, row.code, row.name, row.role, row.is_lead, row.source)
            for row in rows
        ]

    def recusals(self) -> list[RecusalLine]:
        """Who keeps away from which school, and why."""
        query = (
            select(Recusal, School.name)
            .outerjoin(School, School.id == Recusal.school_id)
            .where(Recusal.deleted.is_(False))
            .order_by(Recusal.member_id, School.code, Recusal.id)
        )
        return [
            RecusalLine(row.member_id, school or "", row.reason, row.note)
            for row, school in self._session.execute(query)
        ]
