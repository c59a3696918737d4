"""What a merge leaves in the file that merged: batches, what each brought, and quarantine."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import Local, Number
from db.schema.types import Chars, Code, Digest
from db.vocabulary import Subject


class MergeBatch(Local):
    """One import, numbered, with its receipt (JSON: counts, control totals before and after)."""

    __tablename__ = "merge_batch"
    subject = Subject.MERGES
    number: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str]
    sha256: Mapped[bytes] = mapped_column(Digest(), index=True)
    team_id: Mapped[uuid.UUID | None]
    merged_at: Mapped[datetime]
    receipt: Mapped[str] = mapped_column(Chars(100_000))
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


class Quarantine(Local):
    """A row that was not merged, and why."""

    __tablename__ = "quarantine"
    subject = Subject.MERGES
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    batch: Mapped[int] = mapped_column(ForeignKey("merge_batch.number"), index=True)
    tbl: Mapped[str] = mapped_column(Code(40))
    key: Mapped[str] = mapped_column(Code(200))
    reason: Mapped[str] = mapped_column(Chars(500))
    content: Mapped[str] = mapped_column(Chars(100_000), default="")
    rows: Mapped[Number] = mapped_column(default=1)
