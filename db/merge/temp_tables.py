"""What a merge works on: the other file's tables, and tables of its own for the time being."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, Integer, MetaData, Table, Text, delete, exists
from sqlalchemy.schema import CreateTable
from sqlalchemy.sql import ColumnElement, FromClause

from db.schema.types import Anything, Guid

#: The schema under which the other file is attached.
INCOMING = "incoming"

_temporary = MetaData()


def incoming_name(connection: Connection) -> str:
    """How this engine calls that schema."""
    names = connection.get_execution_options().get("schema_translate_map", {})
    return str(names.get(INCOMING, INCOMING))


@cache
def incoming(table: Table) -> Table:
    return table.to_metadata(MetaData(), schema=INCOMING)


def _scratch(name: str, *columns: Column[Any]) -> Table:
    """With a primary key, so that it can drive a join."""
    return Table(name, _temporary, *columns, prefixes=["TEMPORARY"], sqlite_with_rowid=False)


def _fields(name: str) -> Table:
    return _scratch(
        name,
        Column("tbl", Text, primary_key=True),
        Column("col", Text, primary_key=True),
        Column("row", Guid, primary_key=True),
        Column("sub", Text, primary_key=True),
    )


#: Fields to be worked out anew; of these, those that show what a take-back put there.
TOUCHED, COMPENSATED = _fields("touched"), _fields("compensated")
#: Acts, and rows with an official key, that this file did not have.
NEW_ACT = _scratch("new_act", Column("act", Guid, primary_key=True))
NEW_ROW = _scratch("new_row", Column("row", Guid, primary_key=True), Column("tbl", Text))
#: Rows of the other file that stay out, and why. `key`: the hex of the primary key's parts.
BAD = _scratch(
    "bad",
    Column("tbl", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("why", Text),
)
#: Acts of batches that are taken back.
DEAD = _scratch("dead", Column("act", Guid, primary_key=True))
#: Acts by which batches were taken back or brought again: what they wrote compensates.
COMPENSATING = _scratch("compensating", Column("act", Guid, primary_key=True))
#: Rows that only such batches brought.
UNBORN = _scratch(
    "unborn", Column("tbl", Text, primary_key=True), Column("row", Guid, primary_key=True)
)
#: Edits that would be live if what is taken back had never come, and nothing had compensated.
WANTED = _scratch("wanted", Column("id", Guid, primary_key=True))
#: Which edits people replaced by which, as far as TOUCHED goes.
REPLACED = _scratch(
    "replaced", Column("old", Guid, primary_key=True), Column("new", Guid, primary_key=True)
)
#: Of an edit, those that went on from it, itself among them.
LATER = _scratch(
    "later", Column("first", Guid, primary_key=True), Column("id", Guid, primary_key=True)
)
#: What is stated anew, and of which edit; of none, where it is what was there before all edits.
RESTATED = _scratch(
    "restated",
    Column("tbl", Text, primary_key=True),
    Column("row", Guid, primary_key=True),
    Column("sub", Text, primary_key=True),
    Column("col", Text, primary_key=True),
    Column("rank", Integer, primary_key=True),
    Column("id", Guid),
    Column("grp", Text),
    Column("new", Anything),
    Column("of", Guid),
)


def cleared(connection: Connection, tables: Iterable[Table]) -> None:
    """These scratch tables are there and empty. They stay: statements on them stay prepared."""
    for table in tables:
        connection.execute(CreateTable(table, if_not_exists=True))
        connection.execute(delete(table))


def lacks(ours: FromClause, theirs: FromClause, keys: Iterable[str]) -> ColumnElement[bool]:
    """No row of `ours` has the key of the row of `theirs`."""
    return ~exists().where(*(ours.c[name] == theirs.c[name] for name in keys))


def keys_of(table: Table) -> list[str]:
    return [column.name for column in table.primary_key.columns]
