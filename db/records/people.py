"""Teams, their members and who keeps away from which school."""

import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from db.errors import InspectionError
from db.records.inspections import Inspections
from db.records.recorded import recorded_at
from db.records.repository import Repository
from db.schema.campaign import Contact, HandedOut, Member, Recusal, Team
from db.schema.school import School
from db.schema.visit import Visit
from db.vocabulary import RecusalReason


@dataclass(frozen=True)
class TeamLine:
    id: uuid.UUID
    code: str
    name: str
    inspection: str


@dataclass(frozen=True)
class MemberLine:
    kept_in = "member"
    id: uuid.UUID
    team_id: uuid.UUID
    code: str
    name: str
    role: str
    is_lead: bool
    source: str = ""
    home_school_id: uuid.UUID | None = None
    checked_workplace: str = ""


@dataclass(frozen=True)
class RecusalLine:
    """`school` is empty where the school is not in this file."""

    member_id: uuid.UUID
    school: str
    reason: RecusalReason
    note: str
    school_id: uuid.UUID
    id: uuid.UUID


class People(Repository):
    def add_team(
        self, campaign: uuid.UUID, code: str, name: str, inspection: str | None = None
    ) -> uuid.UUID:
        """A team of an inspection (its code), or of the first one."""
        kind = inspection or Inspections(self._session).main().code
        return self._add(Team(campaign_id=campaign, code=code, name=name, inspection=kind)).id

    def name_team(self, team: uuid.UUID, name: str) -> None:
        self._change(Team, team, name=name)

    def drop_team(self, team: uuid.UUID) -> None:
        """Take a team away with its people; the schools are in nobody's hands again."""
        row = self._get(Team, team)
        handed = select(HandedOut.id).where(HandedOut.team_id == team)
        if self._session.scalars(handed.limit(1)).first() is not None:
            raise InspectionError(f"{row.name}已经发放过文件，不能删除；可以把学校改派给别的组。")
        own = select(Visit).where(Visit.team_id == team, Visit.deleted.is_(False))
        for visit in self._session.scalars(own):
            if (recorded := recorded_at(self._session, visit)) is not None:
                raise InspectionError(f"{recorded.sentence}，不能删除这个组；请先改派这所学校。")
        self._delete(row)

    def add_member(self, team: uuid.UUID, **values: Any) -> uuid.UUID:
        return self._add(Member(team_id=team, **values)).id

    def change_member(self, member: uuid.UUID, **values: Any) -> None:
        self._change(Member, member, **values)

    def move(self, member: uuid.UUID, team: uuid.UUID, code: str, **values: Any) -> uuid.UUID:
        """Put a member into another team; whose file knew them hears that they are gone.

        Raises InspectionError where that team is to visit the school they come from.
        """
        row = self._get(Member, member)
        names = ("name", "role", "is_lead", "source", "checked_workplace")
        kept = {name: getattr(row, name) for name in names}
        away = [recusal for recusal in self.recusals() if recusal.member_id == member]
        home, number = row.home_school_id, self.numbers().get(member, "")
        self.drop_member(member)
        moved = self.add_member(team, code=code, **{**kept, **values})
        self._session.flush()
        for recusal in away:
            if recusal.reason is not RecusalReason.OWN_SCHOOL:
                self.recuse(moved, recusal.school_id, reason=recusal.reason, note=recusal.note)
        self.settle(moved, home)
        self.keep_number(moved, number)
        return moved

    def drop_member(self, member: uuid.UUID) -> None:
        self._delete(self._get(Member, member))
        self.keep_number(member, "")

    def settle(self, member: uuid.UUID, school: uuid.UUID | None) -> None:
        """Say from which school a member comes, and that they keep away from it.

        Raises InspectionError where the team is to visit that very school.
        """
        row = self._get(Member, member)
        if school is not None:
            self._require_elsewhere(row, school)
        query = select(Recusal).where(
            Recusal.member_id == member,
            Recusal.reason == RecusalReason.OWN_SCHOOL,
            Recusal.deleted.is_(False),
        )
        kept = False
        for recusal in self._session.scalars(query):
            if recusal.school_id == school:
                kept = True
            else:
                self._delete(recusal)
        row.home_school_id = school
        if school is not None and not kept:
            own = RecusalReason.OWN_SCHOOL
            self.recuse(member, school, reason=own, note="所在单位", declared=False)

    def answer_workplace(self, member: uuid.UUID, school: uuid.UUID | None) -> None:
        """Say which school a member's workplace is, or that it is none in the list.

        Holds until the workplace is written otherwise. Raises InspectionError as `settle` does.
        """
        self.settle(member, school)
        row = self._get(Member, member)
        row.checked_workplace = row.source

    def _require_elsewhere(self, member: Member, school: uuid.UUID) -> None:
        query = (
            select(School.name)
            .join(Visit, Visit.school_id == School.id)
            .where(School.id == school, Visit.team_id == member.team_id, Visit.deleted.is_(False))
        )
        name = self._session.scalars(query).first()
        if name is not None:
            team = self._get(Team, member.team_id).name
            raise InspectionError(
                f"{member.name}是“{name}”的人，{team}正要检查这所学校；请先改派学校，或换一个组。"
            )

    def recuse(self, member: uuid.UUID, school: uuid.UUID, **values: Any) -> None:
        self._add(Recusal(member_id=member, school_id=school, **values))

    def lift(self, recusal: uuid.UUID) -> None:
        """A recusal entered by mistake."""
        self._delete(self._get(Recusal, recusal))

    def numbers(self) -> dict[uuid.UUID, str]:
        """Members' phone numbers, which never leave this file."""
        return {row.member_id: row.number for row in self._session.scalars(select(Contact))}

    def keep_number(self, member: uuid.UUID, number: str) -> None:
        row = self._session.get(Contact, member)
        if row is None and number:
            self._session.add(Contact(member_id=member, number=number))
        elif row is not None and number:
            row.number = number
        elif row is not None:
            self._session.delete(row)

    def teams(self, inspection: str | None = None) -> list[TeamLine]:
        """The teams of an inspection, or of one after the other."""
        query = select(Team).where(Team.deleted.is_(False)).order_by(Team.code)
        if inspection is not None:
            query = query.where(Team.inspection == inspection)
        order = {line.code: line.position for line in Inspections(self._session).lines()}
        rows = sorted(self._session.scalars(query), key=lambda row: order.get(row.inspection, 0))
        return [TeamLine(team.id, team.code, team.name, team.inspection) for team in rows]

    def members(self, team: uuid.UUID | None = None) -> list[MemberLine]:
        """Everybody, or one team's members; the lead first."""
        query = select(Member).where(Member.deleted.is_(False))
        if team is not None:
            query = query.where(Member.team_id == team)
        rows = self._session.scalars(query.order_by(Member.is_lead.desc(), Member.code))
        return [
            MemberLine(**{name: getattr(row, name) for name in MemberLine.__annotations__})
            for row in rows
        ]

    def leads(self) -> set[uuid.UUID]:
        """Who leads a team."""
        query = select(Member.id).where(Member.is_lead, Member.deleted.is_(False))
        return set(self._session.scalars(query))

    def recusals(self) -> list[RecusalLine]:
        """Who keeps away from which school, and why."""
        query = (
            select(Recusal, School.name)
            .outerjoin(School, School.id == Recusal.school_id)
            .where(Recusal.deleted.is_(False))
            .order_by(Recusal.member_id, School.code, Recusal.id)
        )
        return [
            RecusalLine(row.member_id, school or "", row.reason, row.note, row.school_id, row.id)
            for row, school in self._session.execute(query)
        ]
