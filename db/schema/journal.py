"""The journal: acts, edits and what each edit had seen. All of it only grows."""

import uuid
from typing import Any

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from db import vocabulary
from db.schema.base import Base, Local, refers
from db.schema.types import Anything, Chars, Code, Word

_GROWS = {"sqlite_strict": True, "sqlite_with_rowid": False}


class ActRecord(Base):
    """One user intent. Its id holds the clock."""

    __tablename__ = "act"
    caption = "操作"
    __table_args__ = (
        Index(
            "act_undoes",
            "undoes",
            sqlite_where=text("undoes IS NOT NULL"),
            postgresql_where=text("undoes IS NOT NULL"),
        ),
        _GROWS,
    )
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    device: Mapped[str] = mapped_column(Code(16))
    what: Mapped[vocabulary.Act] = mapped_column(Word(vocabulary.Act))
    person: Mapped[uuid.UUID | None] = mapped_column(default=None)
    school: Mapped[uuid.UUID | None] = mapped_column(default=None)
    undoes: Mapped[uuid.UUID | None] = mapped_column(default=None)
    reason: Mapped[str | None] = mapped_column(Chars(500), default=None)


class Edit(Base):
    """One change of one field. The largest live id is what the field shows."""

    __tablename__ = "edit"
    caption = "改动"
    __table_args__ = (
        Index("edit_cell", "tbl", "row", "sub", "col"),
        Index(
            "edit_deletion",
            "tbl",
            "row",
            sqlite_where=text("col = '#deleted' AND new = 1"),
            postgresql_where=text("col = '#deleted' AND new = 'i1'"),
        ),
        _GROWS,
    )
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    act: Mapped[uuid.UUID] = mapped_column(refers("act"), index=True)
    tbl: Mapped[str] = mapped_column(Code(40))
    row: Mapped[uuid.UUID]
    sub: Mapped[str] = mapped_column(Code(60))
    col: Mapped[str] = mapped_column(Code(40))
    grp: Mapped[str] = mapped_column(Code(40))
    old: Mapped[Any] = mapped_column(Anything(), nullable=True)
    new: Mapped[Any] = mapped_column(Anything(), nullable=True)


class Supersedes(Base):
    """`new` replaced `old` in the same field, knowing it."""

    __tablename__ = "supersedes"
    caption = "改动的先后"
    __table_args__ = _GROWS
    old: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    new: Mapped[uuid.UUID] = mapped_column(primary_key=True)


class Saw(Base):
    """`new` was made knowing `old`, an edit of another field of the row.

    Kept for deletions (all fields) and for fields that mean one statement together.
    """

    __tablename__ = "saw"
    caption = "改动的先后"
    __table_args__ = _GROWS
    new: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    old: Mapped[uuid.UUID] = mapped_column(primary_key=True)


class Pen(Local):
    """Who writes now: one row. Without an act no journalled field can change.

    `silent` is set while values are shown that the journal already explains.
    """

    __tablename__ = "pen"
    only: Mapped[int] = mapped_column(primary_key=True)
    act: Mapped[uuid.UUID | None] = mapped_column(default=None)
    clock: Mapped[str] = mapped_column(Code(16), default="")
    silent: Mapped[bool] = mapped_column(default=False)


class LogMark(Local):
    """Which log belongs to this file: one row, written first into every new write-ahead log.

    `id` is new with every log, `previous` is what the file itself held when the log began.
    """

    __tablename__ = "log_mark"
    subject = vocabulary.Subject.CAMPAIGN
    only: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[uuid.UUID]
    previous: Mapped[uuid.UUID | None] = mapped_column(default=None)
