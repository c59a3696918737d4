"""Set union of two files, in the database: no row passes through Python.

Rows, acts, edits and what edits saw only grow, so a merge inserts what is missing and then lets
every field that got new edits show its winner: the largest live edit. Values of rows that are new
here come along as the other file shows them and are folded anew like all others.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache, reduce
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Insert,
    MetaData,
    Table,
    Text,
    exists,
    func,
    literal,
    select,
    true,
    update,
)
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.sql import FromClause

from db.journal import catch_up
from db.merge.fold import TOUCHED, fold, scratch
from db.merge.inbox import BadRow
from db.progress import Progress, unwatched
from db.schema.base import Kept, Row, kept_classes, table_of
from db.schema.journal import ActRecord, Edit, Pen, Saw, Supersedes
from db.schema.types import Guid

INCOMING = "incoming"
_EDGES = (Supersedes.__tablename__, Saw.__tablename__)
#: Which of an arrival's rows of a table come in; everything, if a table is not named.
Scope = Mapping[str, Callable[[Any], ColumnElement[bool]]]

NEW_ACT = scratch("new_act", Column("act", Guid, primary_key=True))
NEW_ROW = scratch("new_row", Column("row", Guid, primary_key=True), Column("tbl", Text))
BAD = scratch("bad", Column("tbl", Text, primary_key=True), Column("key", Text, primary_key=True))


@dataclass
class Brought:
    """How many rows of each table a merge brought, and how many fields show another value."""

    rows: dict[str, int] = field(default_factory=dict)
    edits: int = 0
    fields: int = 0

    @property
    def anything(self) -> bool:
        return bool(self.edits or sum(self.rows.values()))


@dataclass(frozen=True)
class _Choice:
    """Which rows come in: sound ones, and of these what the scope lets through."""

    unsound: frozenset[str]
    scope: Scope | None = None

    def __hash__(self) -> int:
        return hash((self.unsound, id(self.scope)))

    def of(self, theirs: Table) -> list[ColumnElement[bool]]:
        conditions: list[ColumnElement[bool]] = [true()]
        if theirs.name in self.unsound:
            conditions.append(~exists().where(BAD.c.tbl == theirs.name, BAD.c.key == _key(theirs)))
        if Edit.__tablename__ in self.unsound and theirs.name in _EDGES:
            ends = (func.hex(theirs.c.old), func.hex(theirs.c.new))
            conditions.append(~exists().where(BAD.c.tbl == Edit.__tablename__, BAD.c.key.in_(ends)))
        if self.scope is not None:
            conditions.append(self.scope[theirs.name](theirs))
        return conditions


@cache
def incoming(table: Table) -> Table:
    return table.to_metadata(MetaData(), schema=INCOMING)


def unite(
    connection: Connection,
    *,
    bad: Iterable[BadRow] = (),
    scope: Scope | None = None,
    progress: Progress = unwatched,
) -> Brought:
    """Take in what the attached schema `incoming` has and this file lacks.

    Runs inside the caller's transaction. Leaves the temporary tables NEW_ACT and NEW_ROW for the
    batch's record.
    """
    choice = _Choice(_prepare(connection, bad), scope)
    brought = Brought()
    classes = kept_classes()
    steps = len(classes) + 3
    _note_new(connection, choice)
    _bring(connection, table_of(ActRecord), choice)
    for number, cls in enumerate(classes, 1):
        progress(number, steps)
        count = _bring_rows(connection, cls, choice)
        if count:
            brought.rows[cls.__tablename__] = count
    connection.execute(_touching(choice))
    brought.edits = _bring(connection, table_of(Edit), choice)
    for table in (table_of(Supersedes), table_of(Saw)):
        _bring(connection, table, choice)
    progress(steps - 1, steps)
    brought.fields = fold(connection)
    _finish(connection)
    progress(steps, steps)
    return brought


def _prepare(connection: Connection, bad: Iterable[BadRow]) -> frozenset[str]:
    """Empty scratch tables and a silent pen; which tables have unsound rows."""
    for table in (TOUCHED, NEW_ACT, NEW_ROW, BAD):
        table.drop(connection, checkfirst=True)
        table.create(connection, checkfirst=False)
    rows = [{"tbl": row.table, "key": row.key} for row in bad]
    if rows:
        connection.execute(BAD.insert(), rows)
    connection.execute(update(Pen).values(silent=True, act=None))
    return frozenset(row["tbl"] for row in rows)


def _finish(connection: Connection) -> None:
    catch_up(connection)
    connection.execute(update(Pen).values(silent=False))


def _is_natural(cls: type[Kept]) -> bool:
    return issubclass(cls, Row) and bool(cls.natural)


def _note_new(connection: Connection, choice: _Choice) -> None:
    """Which acts, and which rows with an official key, are not here yet."""
    connection.execute(_new_acts(choice))
    for cls in kept_classes():
        if _is_natural(cls):
            connection.execute(_new_rows(table_of(cls), choice))


@lru_cache(maxsize=256)
def _new_acts(choice: _Choice) -> Insert:
    ours = table_of(ActRecord)
    theirs = incoming(ours)
    fresh = select(theirs.c.id).where(_lacks(ours, theirs), *choice.of(theirs))
    return NEW_ACT.insert().from_select(["act"], fresh)


@lru_cache(maxsize=256)
def _new_rows(ours: Table, choice: _Choice) -> Insert:
    theirs = incoming(ours)
    named = select(theirs.c.id, literal(ours.name)).where(_lacks(ours, theirs), *choice.of(theirs))
    return NEW_ROW.insert().from_select(["row", "tbl"], named)


@lru_cache(maxsize=16)
def _touching(choice: _Choice) -> Insert:
    """Note the fields that get new edits."""
    ours, theirs = table_of(Edit), incoming(table_of(Edit))
    named = [theirs.c[column.name] for column in TOUCHED.columns]
    chosen = select(*named).distinct().where(_lacks(ours, theirs), *choice.of(theirs))
    return TOUCHED.insert().from_select(list(TOUCHED.columns.keys()), chosen)


def _bring_rows(connection: Connection, cls: type[Kept], choice: _Choice) -> int:
    table = table_of(cls)
    if not _is_natural(cls):
        return _bring(connection, table, choice)
    count = select(func.count()).select_from(NEW_ROW).where(NEW_ROW.c.tbl == table.name)
    fresh: int = connection.execute(count).scalar_one()
    connection.execute(_insertion(table, choice, natural=True))
    return fresh


def _bring(connection: Connection, table: Table, choice: _Choice) -> int:
    return connection.execute(_insertion(table, choice, natural=False)).rowcount


@lru_cache(maxsize=256)
def _insertion(table: Table, choice: _Choice, *, natural: bool) -> Insert:
    """Insert what is missing. Of a row typed in several files, the earliest act is its birth."""
    theirs = incoming(table)
    chosen = select(*theirs.columns).where(*choice.of(theirs))
    statement = insert(table).from_select([column.name for column in table.columns], chosen)
    keys = list(table.primary_key.columns)
    if not natural:
        return statement.on_conflict_do_nothing(index_elements=keys)
    return statement.on_conflict_do_update(
        index_elements=keys,
        set_={"act": statement.excluded.act},
        where=statement.excluded.act < table.c.act,
    )


def _lacks(ours: Table, theirs: FromClause) -> ColumnElement[bool]:
    same = [mine == theirs.c[mine.name] for mine in ours.primary_key.columns]
    return ~exists().where(*same)


def _key(theirs: Table) -> ColumnElement[str]:
    first, *rest = [func.hex(column) for column in theirs.primary_key.columns]
    return reduce(lambda key, part: key.concat("/").concat(part), rest, first)
