"""Rules that only the merged campaign can show to be broken; asked again after every merge."""

import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from db.records.repository import Repository
from db.schema.campaign import Member, Recusal, Team
from db.schema.finding import Finding
from db.schema.school import School
from db.schema.visit import Visit, VisitMember
from db.vocabulary import FindingStatus, RecusalReason


@dataclass(frozen=True)
class RecusalBroken:
    """A person who has to keep away from a school was there."""

    school: str
    member: str
    reason: RecusalReason

    @property
    def sentence(self) -> str:
        own = self.reason is RecusalReason.OWN_SCHOOL
        why = "是本校的人" if own else "按规定需要回避"
        return f"{self.member}到“{self.school}”检查过，但{why}；请核实，必要时另派人复查。"


@dataclass(frozen=True)
class VisitedTwice:
    """Several teams of one inspection have a visit to the same school."""

    school: str
    teams: tuple[str, ...]

    @property
    def sentence(self) -> str:
        return f"“{self.school}”有{'、'.join(self.teams)}的检查；请核实是否重复检查。"


@dataclass(frozen=True)
class OverPaid:
    """More was given back and surrendered than is due: two files that each were right. In fen."""

    school: str
    serial: str
    due_fen: int
    paid_fen: int

    @property
    def sentence(self) -> str:
        due, paid = (f"{fen // 100}.{fen % 100:02}元" for fen in (self.due_fen, self.paid_fen))
        return (
            f"“{self.school}”问题 {self.serial} 已退和上缴合计 {paid}，多于应退的 {due}；"
            "请核实金额，确属多退的另作说明。"
        )


Breach = RecusalBroken | VisitedTwice | OverPaid


class Oversight(Repository):
    def breaches(self) -> list[Breach]:
        """Every rule that is broken, by school."""
        found: list[Breach] = [*self._recusals(), *self._twice(), *self._over_paid()]
        return sorted(found, key=lambda breach: breach.school)

    def _over_paid(self) -> Iterator[OverPaid]:
        paid = Finding.refunded_fen + Finding.surrendered_fen + Finding.irrecoverable_fen
        query = (
            select(School.name, Finding.serial, Finding.due_fen, paid)
            .join(Visit, Visit.school_id == School.id)
            .join(Finding, Finding.visit_id == Visit.id)
            .where(Visit.deleted.is_(False), Finding.deleted.is_(False), paid > Finding.due_fen)
            .where(Finding.status != FindingStatus.WITHDRAWN)
            .order_by(Finding.serial)
        )
        return (OverPaid(*row) for row in self._session.execute(query))

    def _recusals(self) -> Iterator[RecusalBroken]:
        query = (
            select(School.name, Member.name, Recusal.reason)
            .join(Visit, Visit.school_id == School.id)
            .join(VisitMember, VisitMember.visit_id == Visit.id)
            .join(Member, Member.id == VisitMember.member_id)
            .join(Recusal, (Recusal.member_id == Member.id) & (Recusal.school_id == School.id))
            .where(*(table.deleted.is_(False) for table in (Visit, VisitMember, Member, Recusal)))
            .order_by(Member.name)
            .distinct()
        )
        return (RecusalBroken(*row) for row in self._session.execute(query))

    def _twice(self) -> Iterator[VisitedTwice]:
        query = (
            select(School.id, School.name, Team.inspection, Team.name)
            .join(Visit, Visit.school_id == School.id)
            .join(Team, Team.id == Visit.team_id)
            .where(Visit.deleted.is_(False), School.deleted.is_(False))
            .order_by(Team.code)
        )
        teams: dict[tuple[uuid.UUID, str, str], list[str]] = defaultdict(list)
        for school, name, inspection, team in self._session.execute(query):
            teams[school, name, inspection].append(team)
        return (
            VisitedTwice(name, tuple(dict.fromkeys(several)))
            for (_, name, _), several in teams.items()
            if len(several) > 1
        )
