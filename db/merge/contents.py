"""What rows hold that stay out of a merge: text by column, kept so that they can be repaired."""

import json
from collections.abc import Iterator

from sqlalchemy import Connection

from db.merge.inbox import BadRow
from db.merge.scratch import BAD, INCOMING
from db.schema.base import Base
from db.schema.rules import key_sql

#: Stands in what a row held where the row is too long to be kept whole.
CUT = "#cut"
_MOST, _OF_A_LONG_ONE = 60_000, 200
#: Of all bad rows of a file together; of further ones little is kept.
_OF_ALL = 20_000_000


def contents(connection: Connection, rows: list[BadRow]) -> Iterator[tuple[BadRow, str]]:
    """What bad rows of the attached file hold, as JSON."""
    room, wanted = _OF_ALL, {(row.table, row.key): row for row in rows}
    for name in {row.table for row in rows}:
        for key, values in _held(connection, name):
            if (row := wanted.pop((name, key), None)) is not None:
                content = _kept(values, min(room, _MOST))
                room -= len(content)
                yield row, content
    yield from ((row, "") for row in wanted.values())


def held_by(content: str) -> dict[str, str | None]:
    found: dict[str, str | None] = json.loads(content) if content else {}
    return found


def _held(connection: Connection, name: str) -> Iterator[tuple[str, dict[str, str | None]]]:
    table = Base.metadata.tables[name]
    columns = [column.name for column in table.columns]
    cells = ", ".join(
        f't."{one}" IS NULL, typeof(t."{one}") = \'blob\','
        f' substr(CAST(t."{one}" AS BLOB), 1, {_MOST})'
        for one in columns
    )
    query = (
        f'SELECT {key_sql(table)}, {cells} FROM {INCOMING}."{name}" t'
        f" WHERE {key_sql(table)} IN (SELECT key FROM {BAD.name} WHERE tbl = ?)"
    )
    for key, *told in connection.exec_driver_sql(query, (name,)):
        triples = zip(columns, told[::3], told[1::3], told[2::3], strict=True)
        yield key, {column: _text(*told) for column, *told in triples}


def _text(absent: int, raw: int, value: bytes | None) -> str | None:
    if absent:
        return None
    held = value or b""
    return held.hex() if raw else held.decode("utf-8", "replace")


def _kept(values: dict[str, str | None], room: int) -> str:
    whole = json.dumps(values, ensure_ascii=False)
    if len(whole) <= room:
        return whole
    short = {name: text and text[:_OF_A_LONG_ONE] for name, text in values.items()}
    return json.dumps({**short, CUT: ""}, ensure_ascii=False)
