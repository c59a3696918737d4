"""The texts documents are set from, and which documents went out."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from db.repository import Repository
from db.schema.document import DocumentIssued, TextTemplate
from db.vocabulary import DocumentKind


@dataclass(frozen=True)
class IssuedLine:
    """`locked_at` is UTC; None: a draft."""

    id: uuid.UUID
    kind: DocumentKind
    serial: str
    version: int
    content_hash: str
    locked_at: datetime | None


class Documents(Repository):
    def keep_text(self, campaign: uuid.UUID, kind: DocumentKind, version: str, body: str) -> None:
        self._add(TextTemplate(campaign_id=campaign, kind=kind, version=version, body=body))

    def text(self, kind: DocumentKind) -> str | None:
        """The bureau's latest words for a kind of document, or None: the bundled ones."""
        query = select(TextTemplate.body).where(
            TextTemplate.kind == kind, TextTemplate.deleted.is_(False)
        )
        return self._session.scalars(query.order_by(TextTemplate.version.desc())).first()

    def issue(self, visit: uuid.UUID, **values: Any) -> uuid.UUID:
        return self._add(DocumentIssued(visit_id=visit, **values)).id

    def issued(self, visit: uuid.UUID) -> list[IssuedLine]:
        """What was issued for a visit, newest first."""
        query = select(DocumentIssued).where(
            DocumentIssued.visit_id == visit, DocumentIssued.deleted.is_(False)
        )
        return [
            IssuedLine(row.id, row.kind, row.serial, row.version, row.content_hash, row.locked_at)
            for row in self._session.scalars(query.order_by(DocumentIssued.version.desc()))
        ]
