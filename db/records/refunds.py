"""Money given back, as the bureau sighted it."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from db.records.repository import Repository
from db.schema.finding import Finding, Refund


@dataclass(frozen=True)
class RefundLine:
    """One payment; amounts in fen."""

    id: uuid.UUID
    finding_id: uuid.UUID
    paid_on: date | None
    sighted_on: date | None
    students: int
    amount_fen: int
    note: str


class Refunds(Repository):
    def note(self, finding: uuid.UUID, **values: Any) -> uuid.UUID:
        return self._add(Refund(finding_id=finding, **values)).id

    def lines(self, visit: uuid.UUID) -> dict[uuid.UUID, list[RefundLine]]:
        """By finding, in the order they were noted."""
        query = (
            select(Refund)
            .join(Finding, Finding.id == Refund.finding_id)
            .where(Finding.visit_id == visit, Refund.deleted.is_(False))
            .order_by(Refund.id)
        )
        names = RefundLine.__annotations__
        found: dict[uuid.UUID, list[RefundLine]] = defaultdict(list)
        for row in self._session.scalars(query):
            line = RefundLine(**{name: getattr(row, name) for name in names})
            found[row.finding_id].append(line)
        return dict(found)
