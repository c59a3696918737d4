"""Changing files behind the program's back, as damage or malice would."""

from contextlib import closing
from pathlib import Path
from typing import Any

from db.storage import file


def forge(path: Path, *statements: str, values: tuple[Any, ...] = ()) -> None:
    """Run SQL without acts, journal or checks; the schema stays as it is."""
    with closing(file.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            connection.execute(statement, values)
        for _, sql in triggers:
            connection.execute(sql)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
