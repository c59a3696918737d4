"""What a merge leaves in the file that merged: batches, what each brought, and quarantine.

And the packages: at a team, those it made; at the bureau, those that arrived.
"""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import Local, Number
from db.schema.types import Chars, Code, Digest
from db.vocabulary import Subject


class Package(Local):
    """A package, known by the SHA-256 of its file. `previous`: the one made before it.

    `totals` (JSON): its control totals. `batch`: the import it came in with, if it brought any.
    """

    __tablename__ = "package"
    subject = Subject.MERGES
    sha256: Mapped[bytes] = mapped_column(Digest(), primary_key=True)
    team_id: Mapped[uuid.UUID] = mapped_column(index=True)
    number: Mapped[Number]
    device: Mapped[str] = mapped_column(Code(16))
    made_at: Mapped[datetime]
    previous: Mapped[bytes | None] = mapped_column(Digest())
    name: Mapped[str]
    totals: Mapped[str] = mapped_column(Chars(4000, verbatim=True))
    arrived_at: Mapped[datetime | None] = mapped_column(default=None)
    batch: Mapped[int | None] = mapped_column(default=None)


class MergeBatch(Local):
    """One import, numbered, with its receipt (JSON: counts, control totals before and after)."""

    __tablename__ = "merge_batch"
    subject = Subject.MERGES
    number: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str]
    sha256: Mapped[bytes] = mapped_column(Digest(), index=True)
    team_id: Mapped[uuid.UUID | None]
    merged_at: Mapped[datetime]
    receipt: Mapped[str] = mapped_column(Chars(100_000, verbatim=True))
    taken_back_by: Mapped[uuid.UUID | None] = mapped_column(default=None)


class MergedAct(Local):
    """An act a batch brought. Its rows and edits came with it."""

    __tablename__ = "merged_act"
    subject = Subject.MERGES
    __table_args__ = {"sqlite_strict": True, "sqlite_with_rowid": False}  # noqa: RUF012
    act: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    batch: Mapped[int] = mapped_column(ForeignKey("merge_batch.number"), index=True)


class MergedRow(Local):
    """A row with an official key that a batch brought first."""

    __tablename__ = "merged_row"
    subject = Subject.MERGES
    __table_args__ = {"sqlite_strict": True, "sqlite_with_rowid": False}  # noqa: RUF012
    row: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    tbl: Mapped[str] = mapped_column(Code(40))
    batch: Mapped[int] = mapped_column(ForeignKey("merge_batch.number"), index=True)


class Contested(Local):
    """A row on which files met that had not seen each other. What is open there, a query tells."""

    __tablename__ = "contested"
    subject = Subject.MERGES
    __table_args__ = {"sqlite_strict": True, "sqlite_with_rowid": False}  # noqa: RUF012
    tbl: Mapped[str] = mapped_column(Code(40), primary_key=True)
    row: Mapped[uuid.UUID] = mapped_column(primary_key=True)


class Apart(Local):
    """Two rows that look like the same thing and were judged not to be, by `act`."""

    __tablename__ = "apart"
    subject = Subject.MERGES
    __table_args__ = {"sqlite_strict": True, "sqlite_with_rowid": False}  # noqa: RUF012
    row: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    other: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    act: Mapped[uuid.UUID]


class Quarantine(Local):
    """A row that was not merged, and why. `content` (JSON): what it held.

    `settled`: the act by which it was repaired or left out for good.
    """

    __tablename__ = "quarantine"
    subject = Subject.MERGES
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    batch: Mapped[int] = mapped_column(ForeignKey("merge_batch.number"), index=True)
    tbl: Mapped[str] = mapped_column(Code(40))
    key: Mapped[str] = mapped_column(Code(200))
    reason: Mapped[str] = mapped_column(Chars(500))
    content: Mapped[str] = mapped_column(Chars(100_000, verbatim=True), default="")
    settled: Mapped[uuid.UUID | None] = mapped_column(default=None)
