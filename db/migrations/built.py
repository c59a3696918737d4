"""What the schema of a version is, entry by entry, as SQLite writes it down in a file."""

import re
from contextlib import closing
from functools import lru_cache
from typing import Any

from db.migrations import tables, triggers

#: Type, name, table and text of a table, an index or a trigger.
Entry = tuple[str, str, str, str | None]

_ENTRIES = "SELECT type, name, tbl_name, sql FROM sqlite_schema"
_TRIGGER = re.compile(r"CREATE TRIGGER (\w+) (?:BEFORE|AFTER) (?:INSERT|UPDATE|DELETE) ON (\w+)\s")


def built(version: int) -> frozenset[Entry]:
    """Every entry of an empty file of this version."""
    return _of_tables(tuple(tables(version))) | _of_triggers(tuple(triggers(version).values()))


def entries_of(connection: Any) -> frozenset[Entry]:
    """Every entry of an open file."""
    return frozenset(connection.execute(_ENTRIES))


@lru_cache(maxsize=4)
def _of_tables(statements: tuple[str, ...]) -> frozenset[Entry]:
    import sqlcipher3.dbapi2 as sqlite

    with closing(sqlite.connect(":memory:", isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
        return entries_of(connection)


@lru_cache(maxsize=4)
def _of_triggers(texts: tuple[str, ...]) -> frozenset[Entry]:
    """Their texts stand as they are, so that none has to be made to know its entry."""
    found = (re.match(_TRIGGER, text) for text in texts)
    return frozenset(("trigger", row[1], row[2], row.string) for row in found if row)
