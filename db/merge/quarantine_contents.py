"""What rows hold that stay out of a merge: text by column, kept so that they can be repaired."""

import json
from collections.abc import Iterator
from contextlib import closing

from db.merge.inbox import Arrival, BadRow
from db.schema.base import Base
from db.schema.rules import key_sql
from db.storage import file

#: Stands in what a row held where the row is too long to be kept whole.
CUT = "#cut"
_MOST, _OF_A_LONG_ONE = 60_000, 200
#: Of all bad rows of a file together; of further ones little is kept.
_OF_ALL = 20_000_000


def contents(arrival: Arrival, rows: list[BadRow]) -> Iterator[tuple[BadRow, str]]:
    """What bad rows of a file hold, as JSON."""
    room, wanted = _OF_ALL, {(row.table, row.key): row for row in rows}
    for name in {row.table for row in rows}:
        for key, values in _held(arrival, name, [row.key for row in rows if row.table == name]):
            if (row := wanted.pop((name, key), None)) is not None:
                content = _kept(values, min(room, _MOST))
                room -= len(content)
                yield row, content
    yield from ((row, "") for row in wanted.values())


def held_by(content: str) -> dict[str, str | None]:
    found: dict[str, str | None] = json.loads(content) if content else {}
    return found


def _held(
    arrival: Arrival, name: str, keys: list[str]
) -> Iterator[tuple[str, dict[str, str | None]]]:
    table = Base.metadata.tables[name]
    columns = [column.name for column in table.columns]
    cells = ", ".join(
        f't."{field}" IS NULL, typeof(t."{field}") = \'blob\','
        f' substr(CAST(t."{field}" AS BLOB), 1, {_MOST})'
        for field in columns
    )
    query = (
        f'SELECT {key_sql(table)}, {cells} FROM "{name}" t'
        f" WHERE {key_sql(table)} IN (SELECT key FROM temp.bad)"
    )
    with closing(file.connect(arrival.path, arrival.key, immutable=True)) as source:
        source.execute("CREATE TEMP TABLE bad (key TEXT PRIMARY KEY)")
        source.executemany("INSERT INTO bad VALUES (?)", [(key,) for key in set(keys)])
        for key, *triple in source.execute(query):
            triples = zip(columns, triple[::3], triple[1::3], triple[2::3], strict=True)
            yield key, {column: _text(*triple) for column, *triple in triples}


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
