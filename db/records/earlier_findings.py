"""What earlier campaigns found at the schools of this one."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import select

from db.records.repository import Repository
from db.schema.school import EarlierFinding
from db.vocabulary import FindingStatus, Severity


@dataclass(frozen=True, kw_only=True)
class EarlierLine:
    """Amounts in fen."""

    kept_in = "earlier_finding"
    id: uuid.UUID
    school_id: uuid.UUID
    campaign_code: str
    campaign_name: str
    serial: str
    item_code: str
    category: str
    severity: Severity
    fact: str
    students: int
    involved_fen: int
    due_fen: int
    open_fen: int
    status: FindingStatus
    found_on: date | None
    closed_on: date | None

    @property
    def is_closed(self) -> bool:
        return self.status is FindingStatus.CLOSED


class EarlierFindings(Repository):
    def keep(self, school: uuid.UUID, campaign_code: str, serial: str, **values: Any) -> None:
        """As it stands there now; taken in again, it is brought up to date."""
        self._keep(
            EarlierFinding,
            school_id=school,
            campaign_code=campaign_code,
            serial=serial,
            **values,
        )

    def forget_others(self, campaign_code: str, kept: Collection[tuple[uuid.UUID, str]]) -> None:
        """What that campaign stands by no longer: all but these, by school and number."""
        query = select(EarlierFinding).where(
            EarlierFinding.campaign_code == campaign_code, EarlierFinding.deleted.is_(False)
        )
        for row in self._session.scalars(query):
            if (row.school_id, row.serial) not in kept:
                self._delete(row)

    def lines(self, school: uuid.UUID | None = None) -> list[EarlierLine]:
        """Of a school, or of all: what is still open first, then by number."""
        query = select(EarlierFinding).where(EarlierFinding.deleted.is_(False))
        if school is not None:
            query = query.where(EarlierFinding.school_id == school)
        names = [field.name for field in fields(EarlierLine)]
        found = [
            EarlierLine(**{name: getattr(row, name) for name in names})
            for row in self._session.scalars(query)
        ]
        return sorted(
            found, key=lambda finding: (finding.is_closed, finding.campaign_code, finding.serial)
        )
