"""Rows on their way from a file into PostgreSQL: one COPY per table.

SQLite itself writes the lines; Python only hands them over.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Column, Connection, Table

from db.merge.inbox import BadRow
from db.schema.rules import key_sql
from db.schema.types import (
    Anything,
    Chars,
    Code,
    Digest,
    Guid,
    Photo,
    Word,
    Words,
)

_LINES = 5000
_NOTHING = r"'\N'"
_BYTES = (Digest, Photo)
#: What a line of COPY says differently, and nothing else may say.
_ESCAPES = (
    ("char(92)", r"'\\'"),
    ("char(9)", r"'\t'"),
    ("char(10)", r"'\n'"),
    ("char(13)", r"'\r'"),
    ("char(0)", "''"),
)


def pour(
    source: Any,
    connection: Connection,
    table: Table,
    *,
    into: str | None = None,
    without: frozenset[str] = frozenset(),
) -> int:
    """Copy the rows of `table` from a raw SQLite connection; how many.

    `into`: under another schema. `without`: tables some of whose rows are listed in `shut_out`.
    """
    if not source.execute(f'SELECT EXISTS (SELECT 1 FROM "{table.name}")').fetchone()[0]:
        return 0
    target = f'"{table.name}"' if into is None else f'{into}."{table.name}"'
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    raw: Any = connection.connection.dbapi_connection
    rows = 0
    with raw.cursor() as cursor, cursor.copy(f"COPY {target} ({columns}) FROM STDIN") as copy:
        for lines in _lines(source, table, bad=table.name in without):
            copy.write("".join(lines))
            rows += len(lines)
    return rows


def _lines(source: Any, table: Table, *, bad: bool) -> Iterator[list[str]]:
    at_once = 1 if any(isinstance(column.type, Photo) for column in table.columns) else _LINES
    cursor = source.execute(_query(table, bad=bad))
    while lines := cursor.fetchmany(at_once):
        yield [line for (line,) in lines]


def _query(table: Table, *, bad: bool) -> str:
    line = " || char(9) || ".join(f"({_copy_expression(column)})" for column in table.columns)
    query = f'SELECT {line} || char(10) FROM "{table.name}" t'
    if not bad:
        return query
    out = f"SELECT key FROM shut_out WHERE tbl = '{table.name}'"
    return f"{query} WHERE {key_sql(table)} NOT IN ({out})"


def _copy_expression(column: Column[Any]) -> str:
    """A column as a line of COPY says it."""
    name, kind = f't."{column.name}"', column.type
    match kind:
        case Guid():
            expression = f"hex({name})"
        case Digest() | Photo():
            expression = f"char(92) || char(92) || 'x' || hex({name})"
        case Anything():
            return _tagged(name)
        case Code():
            expression = _escaped(name, 1)
        case Chars() | Word() | Words():
            expression = _escaped(name, len(_ESCAPES))
        case _:
            expression = name
    return f"iif({name} IS NULL, {_NOTHING}, {expression})" if column.nullable else expression


def _escaped(value: str, number: int) -> str:
    for meant, written in _ESCAPES[:number]:
        value = f"replace({value}, {meant}, {written})"
    return value


def _tagged(name: str) -> str:
    return (
        f"CASE typeof({name}) WHEN 'null' THEN {_NOTHING} WHEN 'integer' THEN 'i' || {name}"
        f" WHEN 'text' THEN 't' || {_escaped(name, len(_ESCAPES))}"
        f" WHEN 'blob' THEN 'x' || hex({name}) ELSE 'r' || {name} END"
    )


def shut_out(source: Any, bad: Iterable[BadRow]) -> frozenset[str]:
    """What the gate found unsound does not even set out; the tables it is in."""
    listed = [(row.table, row.key) for row in bad]
    source.execute("CREATE TEMP TABLE shut_out (tbl TEXT, key TEXT)")
    source.executemany("INSERT INTO shut_out VALUES (?, ?)", listed)
    return frozenset(table for table, _ in listed)
