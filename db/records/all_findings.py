"""Every finding of an inspection over all its schools."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from db.records.inspections import Inspections
from db.records.repository import Repository
from db.records.totals import of_case, visited_by
from db.schema.campaign import Team
from db.schema.catalogue import Category, ChecklistItem
from db.schema.finding import Finding
from db.schema.school import School
from db.schema.visit import Visit
from db.vocabulary import CONFIRMED_FINDINGS, FindingStatus, Severity


@dataclass(frozen=True)
class FindingRow:
    """A finding with its school. Amounts in fen. `of_case`: it is a substantiated complaint too."""

    kept_in = "finding"
    id: uuid.UUID
    visit_id: uuid.UUID
    school: str
    school_code: str
    team: str
    category: str
    item_code: str
    serial: str
    fact: str
    severity: Severity
    students: int
    involved_fen: int
    due_fen: int
    refunded_fen: int
    surrendered_fen: int
    irrecoverable_fen: int
    status: FindingStatus
    objected: bool
    due_on: date | None
    of_case: bool

    @property
    def stands(self) -> bool:
        """Numbers count it."""
        return self.status in CONFIRMED_FINDINGS

    @property
    def open_fen(self) -> int:
        paid = self.refunded_fen + self.surrendered_fen + self.irrecoverable_fen
        return self.due_fen - paid

    @property
    def is_open(self) -> bool:
        """It stands and is not closed out."""
        return self.stands and self.status is not FindingStatus.CLOSED

    def days_over(self, today: date) -> int:
        """How many days past its date an open one is."""
        return max(0, (today - self.due_on).days) if self.is_open and self.due_on else 0


class AllFindings(Repository):
    def rows(self, inspection: str | None = None) -> list[FindingRow]:
        """By number; of the first inspection where none is named (its code)."""
        code = inspection or Inspections(self._session).code_of(None)
        query = (
            select(Finding, School, Team.name, Category.name, ChecklistItem.code, of_case())
            .join(Visit, Visit.id == Finding.visit_id)
            .join(School, School.id == Visit.school_id)
            .join(Team, Team.id == Visit.team_id)
            .join(ChecklistItem, ChecklistItem.id == Finding.item_id)
            .join(Category, Category.id == ChecklistItem.category_id)
            .where(visited_by(code), Visit.deleted.is_(False), Finding.deleted.is_(False))
            .order_by(Finding.serial, School.code)
        )
        return [_row(*row) for row in self._session.execute(query)]


_OWN = (
    *("id", "visit_id", "serial", "fact", "severity", "students", "involved_fen", "due_fen"),
    *("refunded_fen", "surrendered_fen", "irrecoverable_fen", "status", "objected", "due_on"),
)


def _row(finding: Finding, school: School, *names: Any) -> FindingRow:
    team, category, item, case = names
    return FindingRow(
        **{name: getattr(finding, name) for name in _OWN},
        school=school.name,
        school_code=school.code,
        team=team,
        category=category,
        item_code=item,
        of_case=bool(case),
    )
