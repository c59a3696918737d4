"""Who changed what, from what, to what; undo and redo by person."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    bindparam,
    delete,
    exists,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Session, aliased

from db.ids import clock_hex, clock_of, id_at, least_id_at, moment_of, next_clock
from db.journal.reversal import Reversal
from db.schema.base import table_of
from db.schema.campaign import FileInfo, Member
from db.schema.journal import ActRecord, Pen
from db.schema.merging import MergedAct
from db.vocabulary import Act, Desk

#: Acts that a later act cannot simply turn round.
LASTING = (
    *(Act.PREPARE, Act.HAND_OUT, Act.REGISTER, Act.DRAW),
    *(Act.ISSUE_DOCUMENT, Act.TAKE_BACK, Act.BRING_AGAIN, Act.DECIDE, Act.ERASE),
)
#: Acts whose edits compensate: they state anew what would show had imports come, or not come.
COMPENSATING = (Act.TAKE_BACK, Act.BRING_AGAIN)
#: Acts of the bureau that a team's file holds; nobody there may turn them round.
_OF_BUREAU = (Act.PLAN, Act.EDIT_TEXT)
_TURNING = (Act.UNDO, Act.REDO)
_QUIET = {"synchronize_session": False}


@dataclass(frozen=True)
class Deed:
    """An act as people read it. `at` is UTC."""

    id: uuid.UUID
    what: Act
    at: datetime
    person: str
    school_id: uuid.UUID | None
    undoes: uuid.UUID | None


# Built once, and on tables: these run at every stroke that is kept.
_CLOCK = select(table_of(Pen).c.clock)
_TAKE = update(table_of(Pen)).values(act=bindparam("a"), clock=bindparam("c"), silent=False)
_DROP = update(table_of(Pen)).values(act=None)
_ENTER = insert(table_of(ActRecord))
_FORGET = delete(table_of(ActRecord)).where(table_of(ActRecord).c.id == bindparam("a"))


def take_pen(connection: Connection, now: datetime, **facts: Any) -> uuid.UUID:
    """Begin an act: from here every change is written down under it."""
    clock = next_clock(_clock(connection.scalars(_CLOCK).one()), now)
    act = id_at(clock)
    connection.execute(_TAKE, {"a": act, "c": clock_hex(clock)})
    connection.execute(_ENTER, {"id": act, **facts})
    return act


def drop_pen(connection: Connection) -> None:
    connection.execute(_DROP)


def tear_out(connection: Connection, act: uuid.UUID) -> None:
    """Forget the act under way."""
    connection.execute(_FORGET, {"a": act})


def _clock(digits: str) -> int:
    return clock_of(uuid.UUID(f"{digits}{'0' * 16}")) if digits else 0


def catch_up(connection: Connection) -> None:
    """After acts came in from elsewhere: this file's clock is not behind any of them."""
    newest = connection.execute(select(func.max(ActRecord.id))).scalar()
    if newest is not None:
        latest = clock_hex(clock_of(newest))
        connection.execute(update(Pen).where(Pen.clock < latest).values(clock=latest))


@contextmanager
def silently(session: Session) -> Iterator[None]:
    """Show values that the journal already explains, without writing them down again."""
    session.flush()
    session.execute(update(Pen).values(silent=True), execution_options=_QUIET)
    yield
    session.flush()
    session.execute(update(Pen).values(silent=False), execution_options=_QUIET)


@contextmanager
def by_hand(session: Session, act: uuid.UUID) -> Iterator[None]:
    """Write edits as they are: no trigger adds what they replace and knew."""
    session.flush()
    session.execute(update(Pen).values(silent=True, act=None), execution_options=_QUIET)
    yield
    session.flush()
    session.execute(update(Pen).values(silent=False, act=act), execution_options=_QUIET)


class Journal:
    def __init__(self, session: Session) -> None:
        self._session = session

    def count(self) -> int:
        """How many acts this file holds."""
        return self._session.scalar(select(func.count()).select_from(ActRecord)) or 0

    def latest(self) -> datetime | None:
        """When the last act was made (UTC)."""
        newest = self._session.scalar(select(func.max(ActRecord.id)))
        return moment_of(newest) if newest else None

    def timeline(self, school_id: uuid.UUID, limit: int = 200) -> list[Deed]:
        """The latest acts at a school, newest first."""
        return self._read(_deeds().where(ActRecord.school == school_id), limit)

    def since(self, moment: datetime, limit: int = 500) -> list[Deed]:
        """What was done in this file itself since a UTC moment, newest first."""
        merged = exists().where(MergedAct.act == ActRecord.id)
        return self._read(_deeds().where(ActRecord.id >= least_id_at(moment), ~merged), limit)

    def undoable(self, person: uuid.UUID | None) -> Deed | None:
        """The last act of this person that stands and can be turned round."""
        mine = _made_here(person)
        stand = mine.where(ActRecord.what.not_in(_TURNING), ~undone(ActRecord.id))
        found = self._read(stand, 1)
        return found[0] if found and found[0].what not in LASTING else None

    def redoable(self, person: uuid.UUID | None) -> Deed | None:
        """The last undo of this person, unless something else was done since."""
        redo = aliased(ActRecord)
        redone = exists().where(redo.undoes == ActRecord.id).correlate(ActRecord)
        mine = _made_here(person).where(ActRecord.what != Act.REDO)
        found = self._read(mine.where(~redone | (ActRecord.what != Act.UNDO)), 1)
        return found[0] if found and found[0].what is Act.UNDO else None

    def deed(self, act: uuid.UUID) -> Deed:
        return self._read(_deeds().where(ActRecord.id == act), 1)[0]

    def reverse(self, act: uuid.UUID, person: uuid.UUID | None) -> None:
        """Put back what `act` of `person` changed and take away what it added.

        Raises InspectionError where somebody changed or used it since.
        """
        Reversal(self._session, act, person).make()

    def _read(self, query: Select[Any], limit: int) -> list[Deed]:
        rows = self._session.execute(query.order_by(ActRecord.id.desc()).limit(limit))
        return [
            Deed(act.id, act.what, moment_of(act.id), name or "", act.school, act.undoes)
            for act, name in rows
        ]


def undone(act: Any) -> ColumnElement[bool]:
    """The act of this id was turned round, and that was not."""
    undo, redo = table_of(ActRecord).alias(), table_of(ActRecord).alias()
    redone = exists().where(redo.c.undoes == undo.c.id).correlate(undo)
    return exists().where(undo.c.undoes == act, ~redone).correlate_except(undo, redo)


def _deeds() -> Any:
    return select(ActRecord, Member.name).outerjoin(Member, Member.id == ActRecord.person)


def _made_here(person: uuid.UUID | None) -> Any:
    """What this person did in this file; not what came in from others who gave no name either."""
    merged = exists().where(MergedAct.act == ActRecord.id)
    ours = ActRecord.what.not_in(_OF_BUREAU) | exists().where(FileInfo.desk == Desk.BUREAU)
    return _deeds().where(ActRecord.person == person, ~merged, ours)
