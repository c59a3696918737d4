"""Packages as a file knows them: those a team made, those that arrived at the bureau."""

import json
import uuid
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from db.packages.manifest import Manifest
from db.records.people import People
from db.records.repository import Repository
from db.schema.campaign import Team
from db.schema.merging import MergeBatch, Package
from db.schema.school import School
from db.schema.visit import Visit


@dataclass(frozen=True)
class PackageLine:
    number: int
    team_id: uuid.UUID
    made_at: datetime
    arrived_at: datetime | None
    batch: int | None
    name: str
    device: str
    sha256: bytes
    previous: bytes | None
    totals: dict[str, int]


@dataclass(frozen=True)
class TeamDelivery:
    """What has come in from one team.

    `merged_at`: when something last came in, package or file. `missing`: numbers that were made and
    have not arrived, even where another computer's package of that number has. `doubled`: numbers
    made twice, by a copied or restored file. `unreported`: schools whose day has come and of which
    nothing is here.
    """

    team_id: uuid.UUID
    team: str
    packages: tuple[PackageLine, ...]
    merged_at: datetime | None
    missing: tuple[int, ...]
    doubled: tuple[int, ...]
    unreported: tuple[str, ...]

    @property
    def missing_copies(self) -> tuple[int, ...]:
        """Of the missing ones, those of whose number another computer's package is here."""
        here = {package.number for package in self.packages}
        return tuple(number for number in self.missing if number in here)

    @property
    def latest(self) -> PackageLine | None:
        return max(self.packages, key=lambda package: package.made_at, default=None)


class Packages(Repository):
    def lines(self, team: uuid.UUID | None = None) -> list[PackageLine]:
        """All there are, or one team's, in the order in which they were made."""
        query = select(Package).order_by(Package.made_at)
        if team is not None:
            query = query.where(Package.team_id == team)
        return [_line(row) for row in self._session.scalars(query)]

    def later_than(self, team: uuid.UUID, made_at: datetime) -> int | None:
        """The highest number of a package of the team that was made after this moment."""
        later = (line.number for line in self.lines(team) if line.made_at > made_at)
        return max(later, default=None)

    def find(self, sha256: bytes) -> PackageLine | None:
        row = self._session.get(Package, sha256)
        return _line(row) if row else None

    def note(
        self,
        manifest: Manifest,
        sha256: bytes,
        name: str,
        *,
        arrived_at: datetime | None = None,
        batch: int | None = None,
    ) -> None:
        """Remember a package that was made here, or that arrived here."""
        row = Package(
            sha256=sha256,
            team_id=manifest.team,
            number=manifest.number,
            device=manifest.device,
            made_at=manifest.made_at,
            previous=manifest.previous,
            name=name[:200],
            totals=json.dumps(manifest.totals),
            arrived_at=arrived_at,
            batch=batch,
        )
        self._session.merge(row)

    def deliveries(self, today: date) -> list[TeamDelivery]:
        """What has come in from each team, and what has not."""
        arrived: dict[uuid.UUID, list[PackageLine]] = defaultdict(list)
        for line in self.lines():
            arrived[line.team_id].append(line)
        merged, late = self._merged(), self._unreported(today)
        query = select(Team).where(Team.deleted.is_(False), Team.id.in_(self._visiting()))
        return [
            TeamDelivery(
                team_id=team.id,
                team=team.name,
                packages=tuple(arrived[team.id]),
                merged_at=merged.get(team.id),
                missing=_missing(arrived[team.id]),
                doubled=_doubled(arrived[team.id]),
                unreported=tuple(late[team.id]),
            )
            for team in self._session.scalars(query.order_by(Team.code))
        ]

    def _visiting(self) -> list[uuid.UUID]:
        """Teams that record in files of their own."""
        return [team.id for team in People(self._session).teams()]

    def _merged(self) -> dict[uuid.UUID | None, datetime]:
        query = select(MergeBatch.team_id, MergeBatch.merged_at).order_by(MergeBatch.number)
        standing = query.where(MergeBatch.taken_back_by.is_(None))
        return {row.team_id: row.merged_at for row in self._session.execute(standing)}

    def _unreported(self, today: date) -> dict[uuid.UUID, list[str]]:
        found: dict[uuid.UUID, list[str]] = defaultdict(list)
        query = (
            select(Visit.team_id, School.name)
            .join(School, School.id == Visit.school_id)
            .where(Visit.deleted.is_(False), Visit.visited_on.is_(None), Visit.planned_on <= today)
            .order_by(Visit.planned_on, School.code)
        )
        for team, name in self._session.execute(query):
            found[team].append(name)
        return found


def _line(row: Package) -> PackageLine:
    return PackageLine(
        number=row.number,
        team_id=row.team_id,
        made_at=row.made_at,
        arrived_at=row.arrived_at,
        batch=row.batch,
        name=row.name,
        device=row.device,
        sha256=row.sha256,
        previous=row.previous,
        totals=json.loads(row.totals),
    )


def _missing(lines: list[PackageLine]) -> tuple[int, ...]:
    """Numbers below the highest, and those some package names as the one before it."""
    here, known = {line.number for line in lines}, {line.sha256 for line in lines}
    gaps = set(range(1, max(here, default=0))) - here
    named = {line.number - 1 for line in lines if line.previous and line.previous not in known}
    return tuple(sorted((gaps | named) - {0}))


def _doubled(lines: list[PackageLine]) -> tuple[int, ...]:
    counted = Counter(line.number for line in lines)
    return tuple(sorted(number for number, times in counted.items() if times > 1))
