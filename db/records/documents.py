"""The texts documents are set from, and which documents went out."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from db.ids import least_id_at, moment_of
from db.records.repository import Repository
from db.schema.document import DocumentIssued, FilledIn, TextTemplate, WordingConfirmed
from db.schema.journal import Edit
from db.vocabulary import DocumentKind
from db.working_days import end_of_day

#: The name under which the day is written whose numbers a bulletin tells.
CUT_OFF = "cut_off"


@dataclass(frozen=True)
class TextLine:
    """A version of the words of a kind of document. `kept_at` is UTC."""

    id: uuid.UUID
    version: str
    body: str
    kept_at: datetime


@dataclass(frozen=True)
class IssuedLine:
    """A version that was locked. `signed_copy`: SHA-256 of the scan; times are UTC.

    `printed_at`: when it first left the program, on paper or as a file.
    """

    id: uuid.UUID
    kind: DocumentKind
    serial: str
    version: int
    content_hash: str
    content: str
    locked_at: datetime
    signed_copy: bytes | None
    printed_at: datetime | None


@dataclass(frozen=True)
class WithdrawnLine:
    """A version whose lock was withdrawn. `withdrawn_at` is UTC."""

    serial: str
    version: int
    withdrawn_at: datetime
    withdrawn_reason: str


class Documents(Repository):
    def keep_text(self, campaign: uuid.UUID, kind: DocumentKind, version: str, body: str) -> None:
        """A new version of a kind's words; the ones before stay."""
        self._add(TextTemplate(campaign_id=campaign, kind=kind, version=version, body=body))

    def reword(self, text: uuid.UUID, body: str) -> None:
        """Change the words of a version that nothing was locked with yet."""
        self._change(TextTemplate, text, body=body)

    def is_used(self, kind: DocumentKind, since: datetime) -> bool:
        """Whether a document of this kind was locked since."""
        query = select(DocumentIssued.id).where(
            DocumentIssued.kind == kind,
            DocumentIssued.locked_at >= since,
            DocumentIssued.deleted.is_(False),
        )
        return self._session.scalars(query.limit(1)).first() is not None

    def text(self, kind: DocumentKind) -> str | None:
        """The bureau's latest words for a kind of document, or None: the bundled ones."""
        query = select(TextTemplate.body).where(
            TextTemplate.kind == kind, TextTemplate.deleted.is_(False)
        )
        return self._session.scalars(query.order_by(TextTemplate.id.desc())).first()

    def texts(self, kind: DocumentKind) -> list[TextLine]:
        """Every version of a kind's words, newest first."""
        query = select(TextTemplate).where(
            TextTemplate.kind == kind, TextTemplate.deleted.is_(False)
        )
        rows = self._session.scalars(query.order_by(TextTemplate.id.desc()))
        return [TextLine(row.id, row.version, row.body, moment_of(row.act)) for row in rows]

    def fill_in(self, about: uuid.UUID, kind: DocumentKind, name: str, value: str) -> None:
        """Write what no other table holds: an official number, whom it is copied to."""
        self._keep(FilledIn, about_id=about, kind=kind, name=name, value=value)

    def filled_in(self, about: uuid.UUID, kind: DocumentKind) -> dict[str, str]:
        query = select(FilledIn.name, FilledIn.value).where(
            FilledIn.about_id == about, FilledIn.kind == kind, FilledIn.deleted.is_(False)
        )
        return dict(self._session.execute(query).all())

    def lock(self, visit: uuid.UUID | None, **values: Any) -> uuid.UUID:
        return self._add(DocumentIssued(visit_id=visit, **values)).id

    def sign(self, issued: uuid.UUID, scan: bytes) -> None:
        """Put the scan of the signed copy, by its SHA-256, beside the version it is of."""
        self._change(DocumentIssued, issued, signed_copy=scan)

    def note_printed(self, issued: uuid.UUID, now: datetime) -> None:
        """It is on paper, or a file that others can have; the first time counts."""
        row = self._get(DocumentIssued, issued)
        if row.printed_at is None:
            row.printed_at = now

    def withdraw(self, issued: uuid.UUID, now: datetime, reason: str) -> None:
        """The lock was a mistake. The row stays, and so its number."""
        self._change(DocumentIssued, issued, withdrawn_at=now, withdrawn_reason=reason)

    def bulletins(self, campaign: uuid.UUID) -> list[datetime]:
        """As of which moment (UTC) each bulletin that stands told its numbers, the latest first:
        the end of the day that was written in it then, else when it was locked."""
        locked = [issue for issue in self.issued(None) if issue.kind is DocumentKind.BULLETIN]
        found = []
        for issue in locked:
            day = self._filled_in_at(campaign, DocumentKind.BULLETIN, CUT_OFF, issue.locked_at)
            found.append(end_of_day(date.fromisoformat(day)) if day else issue.locked_at)
        return sorted(found, reverse=True)

    def _filled_in_at(
        self, about: uuid.UUID, kind: DocumentKind, name: str, moment: datetime
    ) -> str:
        """What was written there before a moment (UTC); empty where nothing was."""
        row = FilledIn.id_for(about_id=about, kind=kind, name=name)
        query = select(Edit.new).where(
            Edit.tbl == FilledIn.__tablename__, Edit.row == row, Edit.col == "value"
        )
        query = query.where(Edit.act < least_id_at(moment)).order_by(Edit.id.desc())
        return self._session.scalars(query).first() or ""

    def confirm_wording(
        self, about: uuid.UUID, kind: DocumentKind, digest: str, clause: str
    ) -> None:
        """What may give a source away cannot be avoided in this clause."""
        self._keep(WordingConfirmed, about_id=about, kind=kind, digest=digest, clause=clause)

    def drop_confirmation(self, about: uuid.UUID, kind: DocumentKind, digest: str) -> None:
        id_ = WordingConfirmed.id_for(about_id=about, kind=kind, digest=digest)
        row = self._session.get(WordingConfirmed, id_)
        if row is not None:
            self._delete(row)

    def confirmed_wordings(self, about: uuid.UUID, kind: DocumentKind) -> frozenset[str]:
        """The digests of the clauses that were confirmed."""
        query = select(WordingConfirmed.digest).where(
            WordingConfirmed.about_id == about,
            WordingConfirmed.kind == kind,
            WordingConfirmed.deleted.is_(False),
        )
        return frozenset(self._session.scalars(query))

    def next_version(self, serial: str) -> int:
        """Numbers are not used again, even where locking was undone: a print may be about."""
        query = select(func.max(DocumentIssued.version)).where(DocumentIssued.serial == serial)
        return (self._session.scalar(query) or 0) + 1

    def issued(self, visit: uuid.UUID | None) -> list[IssuedLine]:
        """What was locked for a visit, or for the campaign, newest first.

        What was withdrawn is not; unless a copy of it was signed, as another file may know: paper
        that was signed stands.
        """
        query = select(DocumentIssued).where(
            DocumentIssued.visit_id == visit,
            DocumentIssued.deleted.is_(False),
            DocumentIssued.locked_at.is_not(None),
            STANDS,
        )
        rows = self._session.scalars(query.order_by(DocumentIssued.version.desc()))
        return [IssuedLine(**{n: getattr(row, n) for n in _ISSUED}) for row in rows]

    def withdrawn(self, visit: uuid.UUID | None, serial: str) -> list[WithdrawnLine]:
        """Versions of this number that were withdrawn, the newest first."""
        query = select(DocumentIssued).where(
            DocumentIssued.visit_id == visit,
            DocumentIssued.serial == serial,
            DocumentIssued.deleted.is_(False),
            ~STANDS,
        )
        rows = self._session.scalars(query.order_by(DocumentIssued.version.desc()))
        names = WithdrawnLine.__annotations__
        return [WithdrawnLine(**{name: getattr(row, name) for name in names}) for row in rows]


#: Of what was locked, what was not withdrawn, or was signed all the same.
STANDS = DocumentIssued.withdrawn_at.is_(None) | DocumentIssued.signed_copy.is_not(None)
_ISSUED = tuple(IssuedLine.__annotations__)
