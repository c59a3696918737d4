"""Rows that stay out of a merge: those the gate found unsound, and all that rests on them.

What this file has already needs no other copy, so nothing rests on a bad copy of it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import reduce
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    ForeignKey,
    Insert,
    Table,
    exists,
    func,
    literal,
    select,
)
from sqlalchemy.dialects.sqlite import insert

from db.merge.inbox import BadRow
from db.merge.temp_tables import BAD, cleared, incoming
from db.schema.base import Cell, Row, table_of
from db.schema.journal import ActRecord, Edit, Saw, Supersedes
from db.schema.registry import kept_classes

_EDIT = Edit.__tablename__
_EDGES = (Supersedes.__tablename__, Saw.__tablename__)


def shut_out(connection: Connection, bad: Iterable[BadRow]) -> frozenset[str]:
    """Note what stays out; the names of the tables it is in."""
    cleared(connection, [BAD])
    rows = [{"tbl": row.table, "key": row.key, "why": row.why} for row in bad]
    if not rows:
        return frozenset()
    connection.execute(BAD.insert(), rows)
    for table in (table_of(ActRecord), *map(table_of, kept_classes())):
        for key in table.foreign_keys:
            connection.execute(_resting_on(table, key))
    for cls in kept_classes():
        if issubclass(cls, Row | Cell):
            connection.execute(_edits_of_absent(table_of(cls), cell=issubclass(cls, Cell)))
    for key in table_of(Edit).foreign_keys:
        connection.execute(_resting_on(table_of(Edit), key))
    return frozenset(connection.scalars(select(BAD.c.tbl).distinct()))


def sound(theirs: Table, unsound: frozenset[str]) -> Iterator[ColumnElement[bool]]:
    """The conditions under which a row of the other file comes in."""
    if theirs.name in unsound:
        yield ~exists().where(BAD.c.tbl == theirs.name, BAD.c.key == _key(theirs))
    if _EDIT in unsound and theirs.name in _EDGES:
        ends = (func.hex(theirs.c.old), func.hex(theirs.c.new))
        yield ~exists().where(BAD.c.tbl == _EDIT, BAD.c.key.in_(ends))


def kept_out(connection: Connection) -> list[BadRow]:
    """What stayed out of the last merge on this connection."""
    return [BadRow(*row) for row in connection.execute(select(BAD.c.tbl, BAD.c.key, BAD.c.why))]


def counted(rows: Iterable[BadRow]) -> dict[str, int]:
    return dict(Counter(row.table for row in rows))


def _key(theirs: Table) -> ColumnElement[str]:
    first, *rest = [func.hex(column) for column in theirs.primary_key.columns]
    return reduce(lambda key, part: key.concat("/").concat(part), rest, first)


def _resting_on(table: Table, key: ForeignKey) -> Insert:
    """Rows that refer to a bad row which this file does not have."""
    theirs, target = incoming(table), key.column.table
    above = theirs.c[key.parent.name]
    here = exists().where(target.c.id == above)
    bad = exists().where(BAD.c.tbl == target.name, BAD.c.key == func.hex(above))
    why = literal(f"{key.parent.name}: {target.name}")
    return _added(select(literal(table.name), _key(theirs), why).where(bad, ~here))


def _edits_of_absent(table: Table, *, cell: bool) -> Insert:
    """Edits of a bad row which this file does not have."""
    theirs = incoming(table_of(Edit))
    first, *rest = table.primary_key.columns
    here = exists().where(first == theirs.c.row, *(part == theirs.c.sub for part in rest))
    key: ColumnElement[str] = func.hex(theirs.c.row)
    if cell:
        key = key.concat("/").concat(func.hex(theirs.c.sub))
    bad = exists().where(BAD.c.tbl == table.name, BAD.c.key == key)
    rows = select(literal(_EDIT), func.hex(theirs.c.id), literal(table.name))
    return _added(rows.where(theirs.c.tbl == table.name, bad, ~here))


def _added(rows: Any) -> Insert:
    return insert(BAD).from_select(["tbl", "key", "why"], rows).on_conflict_do_nothing()
