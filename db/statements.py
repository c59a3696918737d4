"""What the school puts under the sheet, or sends in later (陈述申辩)."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from db.repository import Repository
from db.schema.visit import Statement
from db.vocabulary import SchoolReply


@dataclass(frozen=True)
class StatementLine:
    """`reason` and `witness`: where the school refused to sign."""

    id: uuid.UUID
    reply: SchoolReply
    received_on: date | None
    pages: int | None
    text: str
    reason: str
    witness: str


class Statements(Repository):
    def receive(self, visit: uuid.UUID, reply: SchoolReply, **values: Any) -> uuid.UUID:
        return self._add(Statement(visit_id=visit, reply=reply, **values)).id

    def correct(self, statement: uuid.UUID, **values: Any) -> None:
        self._change(Statement, statement, **values)

    def drop(self, statement: uuid.UUID) -> None:
        self._delete(self._get(Statement, statement))

    def lines(self, visit: uuid.UUID) -> list[StatementLine]:
        """In the order they came in."""
        query = select(Statement).where(Statement.visit_id == visit, Statement.deleted.is_(False))
        return [
            StatementLine(
                row.id, row.reply, row.received_on, row.pages, row.text, row.reason, row.witness
            )
            for row in self._session.scalars(query.order_by(Statement.id))
        ]
