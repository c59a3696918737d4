"""The imports this file has seen, as they are looked at and explained."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.ids import moment_of
from db.merge.receipts import Receipt, receipt_of
from db.schema.journal import ActRecord
from db.schema.merging import MergeBatch


@dataclass(frozen=True)
class ImportLine:
    """One numbered batch. `taken_back_at`: None where it stands; `why` it was taken back."""

    number: int
    source: str
    team_id: uuid.UUID | None
    merged_at: datetime
    receipt: Receipt
    taken_back_at: datetime | None
    why: str


class Imports:
    def __init__(self, session: Session) -> None:
        self._session = session

    def number(self) -> int:
        """How many batches stand."""
        query = select(func.count()).where(MergeBatch.taken_back_by.is_(None))
        return self._session.scalar(query) or 0

    def lines(self) -> list[ImportLine]:
        """Every batch, the latest first."""
        query = (
            select(MergeBatch, ActRecord.reason)
            .outerjoin(ActRecord, ActRecord.id == MergeBatch.taken_back_by)
            .order_by(MergeBatch.number.desc())
        )
        return [
            ImportLine(
                number=row.number,
                source=row.source,
                team_id=row.team_id,
                merged_at=row.merged_at,
                receipt=receipt_of(row.receipt),
                taken_back_at=moment_of(row.taken_back_by) if row.taken_back_by else None,
                why=why or "",
            )
            for row, why in self._session.execute(query)
        ]
