"""Numbers and names of people kept in this file, how long they may be, and what was erased."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, func, select

from db.records.repository import Repository
from db.schema.campaign import Campaign, FileInfo, Member
from db.schema.erasure import Erasure
from db.schema.journal import ActRecord
from db.schema.sampling import Phone


@dataclass(frozen=True)
class Kept:
    """How many numbers and names of drawn parents and pupils a file holds, and until when."""

    numbers: int
    names: int
    until: date | None

    def overdue(self, today: date) -> bool:
        """The day is over on which they had to be erased."""
        return self.until is not None and today > self.until and self.numbers + self.names > 0


@dataclass(frozen=True)
class ErasureLine:
    """Times are UTC. `person`: who did it; empty where nobody was chosen, as at the bureau."""

    id: uuid.UUID
    origin: str
    numbers: int
    names: int
    texts: int
    copies: int
    files: tuple[str, ...]
    started_at: datetime
    finished_at: datetime | None
    person: str


class Erasures(Repository):
    def kept(self) -> Kept:
        """What is here now."""
        count = select(func.count()).select_from(Phone)
        numbers = self._session.scalar(count.where(Phone.number != "")) or 0
        names = self._session.scalar(count.where(Phone.label != "")) or 0
        until = select(Campaign.retention_until).join(FileInfo, FileInfo.campaign_id == Campaign.id)
        return Kept(numbers, names, self._session.scalars(until).one_or_none())

    def forget_all(self) -> None:
        """Delete every number and name of the sample from this file."""
        self._session.execute(delete(Phone))

    def begin(self, kept: Kept, texts: int, at: datetime) -> uuid.UUID:
        """Record what was erased from the file itself; its copies are still to be removed."""
        info = self._session.scalars(select(FileInfo)).one()
        values = {"numbers": kept.numbers, "names": kept.names, "texts": texts, "started_at": at}
        return self._add(Erasure(campaign_id=info.campaign_id, origin=info.title, **values)).id

    def note_removed(
        self, erasure: uuid.UUID, files: list[str], finished_at: datetime | None
    ) -> None:
        """Record the copies that were removed; `finished_at` once none is left."""
        row = self._get(Erasure, erasure)
        removed = [*(row.files.split("\n") if row.files else []), *files]
        self._change(
            Erasure,
            erasure,
            copies=len(removed),
            files="\n".join(removed),
            finished_at=finished_at,
        )

    def unfinished(self) -> uuid.UUID | None:
        """The erasure of this file whose copies may still be there."""
        here = select(FileInfo.title).scalar_subquery()
        query = select(Erasure.id).where(Erasure.finished_at.is_(None), Erasure.origin == here)
        return self._session.scalars(query.order_by(Erasure.id.desc()).limit(1)).first()

    def lines(self) -> list[ErasureLine]:
        """Every erasure this file knows of, the oldest first."""
        query = (
            select(Erasure, Member.name)
            .join(ActRecord, ActRecord.id == Erasure.act)
            .outerjoin(Member, Member.id == ActRecord.person)
            .where(Erasure.deleted.is_(False))
            .order_by(Erasure.id)
        )
        return [self._line(row, name or "") for row, name in self._session.execute(query)]

    def _line(self, row: Erasure, person: str) -> ErasureLine:
        return ErasureLine(
            id=row.id,
            origin=row.origin,
            numbers=row.numbers,
            names=row.names,
            texts=row.texts,
            copies=row.copies,
            files=tuple(row.files.split("\n")) if row.files else (),
            started_at=row.started_at,
            finished_at=row.finished_at,
            person=person,
        )
