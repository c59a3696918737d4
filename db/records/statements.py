"""What the school puts under the sheet, or sends in later (陈述申辩)."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from db.records.documents import STANDS
from db.records.repository import Repository
from db.schema.document import DocumentIssued
from db.schema.visit import Statement
from db.vocabulary import DocumentKind, SchoolReply


@dataclass(frozen=True)
class StatementLine:
    """`reason` and `witness`: where the school refused to sign; `sheet`: what it replied to, and
    `document_id` which of them."""

    kept_in = "statement"
    id: uuid.UUID
    reply: SchoolReply
    received_on: date | None
    pages: int | None
    text: str
    reason: str
    witness: str
    sheet: tuple[DocumentKind, int] | None
    document_id: uuid.UUID | None


class Statements(Repository):
    def receive(self, visit: uuid.UUID, reply: SchoolReply, **values: Any) -> uuid.UUID:
        """Under the sheet that was locked last, unless another is named."""
        values.setdefault("document_id", self._latest_sheet(visit))
        return self._add(Statement(visit_id=visit, reply=reply, **values)).id

    def _latest_sheet(self, visit: uuid.UUID) -> uuid.UUID | None:
        query = select(DocumentIssued.id).where(
            DocumentIssued.visit_id == visit,
            DocumentIssued.kind.in_((DocumentKind.FEEDBACK, DocumentKind.SUPPLEMENT)),
            DocumentIssued.locked_at.is_not(None),
            DocumentIssued.deleted.is_(False),
            STANDS,
        )
        return self._session.scalars(query.order_by(DocumentIssued.id.desc())).first()

    def correct(self, statement: uuid.UUID, **values: Any) -> None:
        self._change(Statement, statement, **values)

    def drop(self, statement: uuid.UUID) -> None:
        self._delete(self._get(Statement, statement))

    def lines(self, visit: uuid.UUID) -> list[StatementLine]:
        """In the order they came in."""
        query = (
            select(Statement, DocumentIssued.kind, DocumentIssued.version)
            .outerjoin(DocumentIssued, DocumentIssued.id == Statement.document_id)
            .where(Statement.visit_id == visit, Statement.deleted.is_(False))
        )
        return [
            StatementLine(
                row.id,
                row.reply,
                row.received_on,
                row.pages,
                row.text,
                row.reason,
                row.witness,
                None if kind is None else (kind, version),
                row.document_id,
            )
            for row, kind, version in self._session.execute(query.order_by(Statement.id))
        ]
