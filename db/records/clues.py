"""Clues (线索): signals worth chasing. They prove nothing and are never printed."""

import uuid
from dataclasses import dataclass

from sqlalchemy import select

from db.errors import InspectionError
from db.records.repository import Repository
from db.schema.catalogue import ChecklistItem
from db.schema.finding import Clue
from db.vocabulary import ClueSource


@dataclass(frozen=True)
class ClueLine:
    """`finding_id`: the finding it led to; `settled`: why it leads nowhere."""

    kept_in = "clue"
    id: uuid.UUID
    source: ClueSource
    item_id: uuid.UUID | None
    item_code: str
    text: str
    finding_id: uuid.UUID | None
    settled: str

    @property
    def open(self) -> bool:
        return self.finding_id is None and not self.settled


class Clues(Repository):
    def raise_clue(
        self, visit: uuid.UUID, source: ClueSource, text: str, item: uuid.UUID | None = None
    ) -> uuid.UUID:
        return self._add(Clue(visit_id=visit, source=source, text=text, item_id=item)).id

    def lead_to(self, clue: uuid.UUID, finding: uuid.UUID | None) -> None:
        """The clue was chased and found true; None: it stands open again."""
        self._change(Clue, clue, finding_id=finding, settled="")

    def settle(self, clue: uuid.UUID, why: str) -> None:
        """The clue leads nowhere. Raises InspectionError without a reason."""
        if not why.strip():
            raise InspectionError("线索了结须写明理由，如“账目核对无此收费”。")
        self._change(Clue, clue, settled=why.strip(), finding_id=None)

    def drop(self, clue: uuid.UUID) -> None:
        self._delete(self._get(Clue, clue))

    def lines(self, visit: uuid.UUID) -> list[ClueLine]:
        query = (
            select(Clue, ChecklistItem.code)
            .outerjoin(ChecklistItem, ChecklistItem.id == Clue.item_id)
            .where(Clue.visit_id == visit, Clue.deleted.is_(False))
            .order_by(Clue.id)
        )
        return [
            ClueLine(
                row.id, row.source, row.item_id, code or "", row.text, row.finding_id, row.settled
            )
            for row, code in self._session.execute(query)
        ]
