"""Set union of two files, in the database: no row passes through Python.

Rows, acts, edits and what edits saw only grow, so a merge inserts what is missing and then lets
every field that got new edits show its winner: the largest live edit. Values of rows that are new
here come along as the other file shows them and are folded anew like all others.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Insert,
    Table,
    TextClause,
    literal,
    select,
    text,
    true,
    tuple_,
    update,
)
from sqlalchemy.dialects.sqlite import Insert as Upsert
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.sql import func

from db.journal.acts import catch_up
from db.merge.compensation import let_prevail
from db.merge.conflict_detection import note_contested
from db.merge.fold import fold
from db.merge.inbox import BadRow
from db.merge.quarantine import shut_out, sound
from db.merge.temp_tables import (
    NEW_ACT,
    NEW_ROW,
    TOUCHED,
    cleared,
    incoming,
    incoming_name,
    keys_of,
    lacks,
)
from db.progress import Progress, unwatched
from db.schema.base import Base, Cell, Kept, Row, table_of
from db.schema.finding import Attachment
from db.schema.journal import ActRecord, Edit, Pen, Saw, Supersedes
from db.schema.merging import Quarantine
from db.schema.registry import kept_classes

#: Which of an arrival's rows of a table come in; everything, if a table is not named.
Scope = Mapping[str, Callable[[Any], ColumnElement[bool]]]


@dataclass
class Brought:
    """How many rows of each table a merge brought, and how many fields show another value."""

    rows: dict[str, int] = field(default_factory=dict)
    edits: int = 0
    changed: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class _Choice:
    """Which rows come in: sound ones, and of these what the scope lets through.

    `torn`: tables of which rows were kept out before, so that a row may be here without its cells.
    """

    unsound: frozenset[str]
    torn: frozenset[str]
    scope: Scope | None = None

    def __hash__(self) -> int:
        return hash((self.unsound, self.torn, id(self.scope)))

    def of(self, theirs: Table) -> list[ColumnElement[bool]]:
        conditions = [true(), *sound(theirs, self.unsound)]
        if self.scope is not None:
            conditions.append(self.scope[theirs.name](theirs))
        return conditions


def unite(
    connection: Connection,
    *,
    bad: Iterable[BadRow] = (),
    scope: Scope | None = None,
    progress: Progress = unwatched,
) -> Brought:
    """Take in what the attached schema `incoming` has and this file lacks.

    Runs inside the caller's transaction. Leaves the scratch tables NEW_ACT, NEW_ROW and BAD for
    the batch's record.
    """
    cleared(connection, (TOUCHED, NEW_ACT, NEW_ROW))
    torn = frozenset(connection.scalars(select(Quarantine.tbl).distinct()))
    choice = _Choice(shut_out(connection, bad), torn, scope)
    connection.execute(update(Pen).values(silent=True, act=None))
    brought = Brought()
    classes = _wanted(connection, torn)
    steps = len(classes) + 3
    connection.execute(_new_acts(choice))
    _bring(connection, ActRecord, choice)
    for number, cls in enumerate(classes, 1):
        progress(number, steps)
        count = _bring(connection, cls, choice)
        if count:
            brought.rows[cls.__tablename__] = count
    connection.execute(_touching(choice))
    brought.edits = _bring(connection, Edit, choice)
    for edges in (Supersedes, Saw):
        _bring(connection, edges, choice)
    let_prevail(connection)
    progress(steps - 1, steps)
    brought.changed = fold(connection)
    note_contested(connection)
    catch_up(connection)
    connection.execute(update(Pen).values(silent=False))
    progress(steps, steps)
    return brought


@cache
def _cells_first() -> list[type[Kept]]:
    """Cells while it can still be seen which of the rows they belong to are new."""
    return sorted(kept_classes(), key=lambda cls: not issubclass(cls, Cell))


def _wanted(connection: Connection, torn: frozenset[str]) -> list[type[Kept]]:
    """Of which tables the other file has something for this one."""
    row = connection.execute(_holding(torn, incoming_name(connection))).mappings().one()
    return [cls for cls in _cells_first() if row[cls.__tablename__]]


@lru_cache(maxsize=16)
def _holding(torn: frozenset[str], theirs: str) -> TextClause:
    tables = [
        f'EXISTS ({_news(cls, torn, theirs)}) AS "{cls.__tablename__}"' for cls in kept_classes()
    ]
    return text(f"SELECT {', '.join(tables)}")


def _news(cls: type[Kept], torn: frozenset[str], theirs: str) -> str:
    """Rows that are not here; that are, of an official key, with an earlier birth than here.

    In SQL: to compile so long an expression would take longer than to run it.
    """
    table = table_of(cls)
    if cls is Attachment:
        return f'SELECT 1 FROM {theirs}."{table.name}"'
    if issubclass(cls, Cell) and table.name not in torn:
        table = _above(table)
    same = " AND ".join(f'o."{name}" = t."{name}"' for name in keys_of(table))
    if _is_natural(cls):
        same += " AND o.act <= t.act"
    here = f'SELECT 1 FROM "{table.name}" o WHERE {same}'
    return f'SELECT 1 FROM {theirs}."{table.name}" t WHERE NOT EXISTS ({here})'


def _bring(connection: Connection, cls: type[Base], choice: _Choice) -> int:
    """How many rows are new. Rows with an official key are noted before they come in."""
    if not _is_natural(cls):
        return connection.execute(_insertion(cls, choice)).rowcount
    fresh = connection.execute(_new_rows(table_of(cls), choice)).rowcount
    connection.execute(_insertion(cls, choice))
    return fresh


def _is_natural(cls: type[Base]) -> bool:
    return issubclass(cls, Row) and bool(cls.natural)


@lru_cache(maxsize=256)
def _new_acts(choice: _Choice) -> Insert:
    return _noting(table_of(ActRecord), choice, NEW_ACT, [])


@lru_cache(maxsize=256)
def _new_rows(ours: Table, choice: _Choice) -> Insert:
    return _noting(ours, choice, NEW_ROW, [literal(ours.name)])


def _noting(ours: Table, choice: _Choice, notes: Table, more: list[Any]) -> Insert:
    theirs = incoming(ours)
    named = select(theirs.c.id, *more).where(lacks(ours, theirs, ["id"]), *choice.of(theirs))
    return notes.insert().from_select(notes.columns.keys(), named)


@lru_cache(maxsize=16)
def _touching(choice: _Choice) -> Insert:
    """Note the fields that get new edits."""
    ours, theirs = table_of(Edit), incoming(table_of(Edit))
    named = [theirs.c[column.name] for column in TOUCHED.columns]
    chosen = select(*named).distinct().where(lacks(ours, theirs, ["id"]), *choice.of(theirs))
    return TOUCHED.insert().from_select(TOUCHED.columns.keys(), chosen)


@lru_cache(maxsize=256)
def _insertion(cls: type[Base], choice: _Choice) -> Upsert:
    """Insert what is missing. What two files have in common must not depend on who came first."""
    table = table_of(cls)
    theirs = incoming(table)
    chosen = select(*theirs.columns).where(*choice.of(theirs))
    if issubclass(cls, Cell) and table.name not in choice.torn:
        of_new_rows = chosen.where(_of_new_row(table))
        return insert(table).from_select(table.columns.keys(), of_new_rows)
    statement = insert(table).from_select(table.columns.keys(), chosen)
    keys = keys_of(table)
    if _is_natural(cls):
        return statement.on_conflict_do_update(
            index_elements=keys,
            set_={"act": statement.excluded.act},
            where=statement.excluded.act < table.c.act,
        )
    if cls is Attachment:
        return _least(statement, table)
    return statement.on_conflict_do_nothing(index_elements=keys)


def _of_new_row(cells: Table) -> ColumnElement[bool]:
    """Cells come with their row in one act, so a row that is here has all of its own."""
    [key] = cells.foreign_keys
    ours = _above(cells)
    theirs = incoming(ours)
    new = select(theirs.c.id).where(lacks(ours, theirs, ["id"]))
    return incoming(cells).c[key.parent.name].in_(new)


def _above(cells: Table) -> Table:
    """The rows to which cells belong."""
    [key] = cells.foreign_keys
    return key.column.table


def _least(statement: Upsert, table: Table) -> Upsert:
    """Of two accounts of where the same photo came from, the smaller one."""
    names = [c.name for c in table.columns if not c.primary_key and c.name != "content"]

    def sort_key(source: Any) -> Any:
        return tuple_(*(func.coalesce(func.hex(source[name]), "") for name in names))

    return statement.on_conflict_do_update(
        index_elements=keys_of(table),
        set_={name: statement.excluded[name] for name in names},
        where=sort_key(statement.excluded) < sort_key(table.c),
    )
