"""The plan of a campaign: which team visits which school, on which day, and what it may not."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import func, select

from db.errors import InspectionError
from db.ids import moment_of
from db.records.campaigns import Campaigns
from db.records.circumstances import Circumstances
from db.records.inspections import Inspections
from db.records.recorded import RecordedError, RecordedVisit, recorded_at
from db.records.repository import Repository
from db.schema.campaign import HandedOut, Member, Recusal, Team
from db.schema.sampling import Allotment
from db.schema.school import School
from db.schema.visit import Visit
from db.vocabulary import Area, Circumstance, Ownership, RecusalReason, SchoolType, Stage


@dataclass(frozen=True)
class PlannedSchool:
    """A school of the campaign; without a visit it is in nobody's hands yet.

    `circumstances`: what is known of what it has and does.
    """

    id: uuid.UUID
    code: str
    name: str
    kind: SchoolType
    stages: tuple[Stage, ...]
    ownership: Ownership
    area: Area
    district: str
    head: str
    headcount: int | None
    visit_id: uuid.UUID | None
    team_id: uuid.UUID | None
    team: str
    planned_on: date | None
    begun: bool
    circumstances: Mapping[Circumstance, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Bar:
    """Why a team may not visit a school: one of its people has to keep away."""

    team_id: uuid.UUID
    school_id: uuid.UUID
    member: str
    reason: RecusalReason


@dataclass(frozen=True)
class Handed:
    """The last file made for a team. `at` is UTC; it knows all acts before `act`."""

    number: int
    at: datetime
    locked: bool
    act: uuid.UUID


class DrawOf(Enum):
    """What the bureau draws; the value is how the name of its algorithm begins."""

    TEAMS = "sha256-allot"
    SCHOOLS = "sha256-strata"


@dataclass(frozen=True)
class Allotted:
    """A draw of schools, or of schools to teams; until the number is named nothing is drawn."""

    id: uuid.UUID
    at: datetime
    algorithm: str
    entries: tuple[str, ...]
    list_sha256: str
    commitment: str
    nonce: str
    witness: str
    witness_number: str
    seed_text: str


class Plans(Repository):
    def schools(
        self, inspection: str | None = None, *, with_units: bool | None = None
    ) -> list[PlannedSchool]:
        """Every school by code, each with its visit of an inspection, or of the first one; units
        too where it visits them, or `with_units`."""
        inspections = Inspections(self._session)
        visiting = inspections.of(inspection) if inspection else inspections.main()
        visits = (
            select(Visit, Team.name.label("team"))
            .join(Team, Team.id == Visit.team_id)
            .where(Visit.deleted.is_(False), Team.inspection == visiting.code)
        )
        held = {row.school_id: (row, team) for row, team in self._session.execute(visits)}
        query = select(School).where(School.deleted.is_(False)).order_by(School.code)
        if not (visiting.with_units if with_units is None else with_units):
            query = query.where(School.kind != SchoolType.UNIT)
        rows = self._session.scalars(query)
        known = Circumstances(self._session).known()
        lines = (_planned(row, *held.get(row.id, (None, ""))) for row in rows)
        return [replace(line, circumstances=known.get(line.id, {})) for line in lines]

    def bars(self) -> list[Bar]:
        """Every team and school that recusal keeps apart."""
        query = (
            select(Member.team_id, Recusal.school_id, Member.name, Recusal.reason)
            .join(Member, Member.id == Recusal.member_id)
            .where(Recusal.deleted.is_(False), Member.deleted.is_(False))
            .order_by(Member.code, Recusal.id)
        )
        return [Bar(*row) for row in self._session.execute(query)]

    def handed_out(self) -> dict[uuid.UUID, Handed]:
        """The last file of each team that was given one."""
        query = select(HandedOut).where(HandedOut.deleted.is_(False))
        rows = self._session.scalars(query.order_by(HandedOut.number))
        return {
            row.team_id: Handed(row.number, moment_of(row.act), row.locked, row.act) for row in rows
        }

    def note_handed_out(self, team: uuid.UUID, *, locked: bool) -> int:
        """Which number this file of the team has."""
        query = select(func.max(HandedOut.number)).where(HandedOut.team_id == team)
        number = (self._session.scalar(query) or 0) + 1
        self._add(HandedOut(team_id=team, number=number, locked=locked))
        return number

    def assign(
        self,
        school: uuid.UUID,
        team: uuid.UUID,
        day: date | None = None,
        *,
        recorded_too: bool = False,
    ) -> None:
        """Put a school into a team's hands, on `day` or on the team's next free working day.

        What another team has recorded there goes with its visit (`recorded_too`). Raises
        InspectionError where recusal keeps them apart, RecordedError where that was not said.
        """
        self.require_free(school, team)
        now = self._visits(school, self._get(Team, team).inspection)
        if any(visit.team_id == team for visit in now):
            return
        keep = day or next((visit.planned_on for visit in now), None)
        serial = self._serial(team)
        if not recorded_too:
            self._require_nothing_recorded(now)
        if len(now) == 1 and not self._is_known(now[0]) and not self._recorded(now):
            self._change(Visit, now[0].id, team_id=team, serial=serial, planned_on=keep)
            return
        for visit in now:
            self._delete(visit)
        planned = keep or self.free_day(team)
        self._add(Visit(school_id=school, team_id=team, serial=serial, planned_on=planned))

    def release(
        self, school: uuid.UUID, inspection: str | None = None, *, recorded_too: bool = False
    ) -> None:
        """Take a school out of the hands of its team of an inspection, or of the first one, with
        what was recorded there (`recorded_too`).

        Raises RecordedError where there is something and that was not said.
        """
        now = self._visits(school, inspection or self._main())
        if not recorded_too:
            self._require_nothing_recorded(now)
        for visit in now:
            self._delete(visit)

    def recorded(
        self, school: uuid.UUID, team: uuid.UUID | None = None, inspection: str | None = None
    ) -> list[RecordedVisit]:
        """What would go if the school were put into the hands of this team; of nobody's, of an
        inspection, or of the first one."""
        kind = self._get(Team, team).inspection if team else inspection or self._main()
        now = self._visits(school, kind)
        return [] if any(visit.team_id == team for visit in now) else self._recorded(now)

    def _main(self) -> str:
        return Inspections(self._session).main().code

    def _recorded(self, visits: Iterable[Visit]) -> list[RecordedVisit]:
        found = (recorded_at(self._session, visit) for visit in visits)
        return [visit for visit in found if visit is not None]

    def _require_nothing_recorded(self, visits: Iterable[Visit]) -> None:
        if found := self._recorded(visits):
            raise RecordedError(found)

    def plan_day(self, visit: uuid.UUID, day: date) -> None:
        self._change(Visit, visit, planned_on=day)

    def spread(self, inspection: str | None = None) -> None:
        """Put every visit of an inspection, or of the first one, that has not begun on its working
        days, each team's in their order."""
        inspections, campaigns = Inspections(self._session), Campaigns(self._session)
        kind = inspection or inspections.main().code
        facts = inspections.terms(kind)
        days = campaigns.working_days(facts.visits_from, facts.visits_to)
        if not days:
            raise InspectionError("进校时间里没有工作日；请先核对“通知与期间”里的日期。")
        by_team: defaultdict[uuid.UUID | None, list[PlannedSchool]] = defaultdict(list)
        for school in self.schools(kind):
            by_team[school.team_id].append(school)
        by_team.pop(None, None)
        for own in by_team.values():
            taken = Counter(visit.planned_on for visit in own if visit.begun)
            for visit in sorted(own, key=lambda visit: (str(visit.planned_on), visit.code)):
                if visit.visit_id is not None and not visit.begun:
                    day = min(days, key=lambda day: (taken[day], day))
                    taken[day] += 1
                    self.plan_day(visit.visit_id, day)

    def free_day(self, team: uuid.UUID) -> date:
        """The working day of its inspection on which the team has least to do; the first of
        them."""
        campaigns = Campaigns(self._session)
        facts = Inspections(self._session).terms(self._get(Team, team).inspection)
        days = campaigns.working_days(facts.visits_from, facts.visits_to) or [facts.visits_from]
        query = select(Visit.planned_on).where(Visit.team_id == team, Visit.deleted.is_(False))
        taken = Counter(self._session.scalars(query))
        return min(days, key=lambda day: (taken[day], day))

    def require_free(self, school: uuid.UUID, team: uuid.UUID) -> None:
        for bar in self.bars():
            if (bar.team_id, bar.school_id) == (team, school):
                raise InspectionError(apart(bar, self._get(School, school).name, self._name(team)))

    def _name(self, team: uuid.UUID) -> str:
        return self._get(Team, team).name

    def _visits(self, school: uuid.UUID, inspection: str) -> list[Visit]:
        """More than one where a decision kept what had been withdrawn."""
        query = (
            select(Visit)
            .join(Team, Team.id == Visit.team_id)
            .where(Visit.school_id == school, Visit.deleted.is_(False))
            .where(Team.inspection == inspection)
            .order_by(Visit.id)
        )
        return list(self._session.scalars(query))

    def _is_known(self, visit: Visit) -> bool:
        """The team's file holds it, so it must hear that it is gone."""
        handed = self.handed_out().get(visit.team_id)
        return handed is not None and visit.act < handed.act

    def _serial(self, team: uuid.UUID) -> str:
        """Numbers are not used again: one may stand on paper."""
        head = f"{Campaigns(self._session).current().code}-{self._get(Team, team).code}-"
        query = select(Visit.serial).where(Visit.serial.startswith(head, autoescape=True))
        tails = (serial.removeprefix(head) for serial in self._session.scalars(query))
        used = max((int(tail) for tail in tails if tail.isdigit()), default=0)
        return f"{head}{used + 1:02}"

    # draws

    def freeze(self, campaign: uuid.UUID, **values: Any) -> uuid.UUID:
        """Fix what is drawn from and the hash of the secret, before the number is named."""
        return self._add(Allotment(campaign_id=campaign, **values)).id

    def reveal(self, draw: uuid.UUID, **values: str) -> None:
        if self._get(Allotment, draw).witness_number:
            raise InspectionError("这次已经抽过了；需要另抽请重新冻结名单。")
        self._change(Allotment, draw, **values)

    def give_up(self, draw: uuid.UUID) -> None:
        row = self._get(Allotment, draw)
        if row.witness_number:
            raise InspectionError("已经抽过的不能作废；个别学校请手工改派。")
        self._delete(row)

    def draws(self, of: DrawOf = DrawOf.TEAMS) -> list[Allotted]:
        """Every draw of a kind, the latest first."""
        query = select(Allotment).where(
            Allotment.deleted.is_(False), Allotment.algorithm.startswith(of.value)
        )
        return [
            _allotted(row) for row in self._session.scalars(query.order_by(Allotment.id.desc()))
        ]


def apart(bar: Bar, school: str, team: str) -> str:
    """One sentence on why this team cannot visit this school."""
    own = bar.reason is RecusalReason.OWN_SCHOOL
    why = f"是“{school}”的人，不能检查本校" if own else f"对“{school}”需要回避"
    return f"{bar.member}{why}，{team}不能检查这所学校；请派给别的组，或先调整组员。"


def _planned(row: School, visit: Visit | None, team: str) -> PlannedSchool:
    return PlannedSchool(
        id=row.id,
        code=row.code,
        name=row.name,
        kind=row.kind,
        stages=row.stages,
        ownership=row.ownership,
        area=row.area,
        district=row.district,
        head=row.head,
        headcount=row.registry_headcount,
        visit_id=visit.id if visit else None,
        team_id=visit.team_id if visit else None,
        team=team,
        planned_on=visit.planned_on if visit else None,
        begun=bool(visit and visit.visited_on),
    )


def _allotted(row: Allotment) -> Allotted:
    return Allotted(
        id=row.id,
        at=moment_of(row.act),
        algorithm=row.algorithm,
        entries=tuple(row.entries.splitlines()),
        list_sha256=row.list_sha256,
        commitment=row.commitment,
        nonce=row.nonce,
        witness=row.witness,
        witness_number=row.witness_number,
        seed_text=row.seed_text,
    )
