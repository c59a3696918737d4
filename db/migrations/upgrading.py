"""Bring an older file up to this version: on a backed-up file, in one transaction."""

from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from db import file
from db.backup import Backups, Reason
from db.migrations import VERSION, statements, step_file, triggers_of


def upgrade(path: Path, key: bytes | None, now: Callable[[], datetime]) -> None:
    """Raise `path` to VERSION. Newer files are refused; a failed step leaves the file as it was."""
    with closing(file.connect(path, key)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        file.check_version(path, version)
        if version == VERSION:
            return
        Backups(path, key, now).make(Reason.UPGRADE)
        connection.execute("BEGIN IMMEDIATE")
        try:
            _climb(connection, version)
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise


def _climb(connection: Any, version: int) -> None:
    """Triggers go first and come back last, so that no step is written down as an edit."""
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for (name,) in names:
        connection.execute(f'DROP TRIGGER "{name}"')
    for step in range(version + 1, VERSION + 1):
        for statement in statements(step_file(step)):
            connection.execute(statement)
    for trigger in triggers_of(VERSION):
        connection.execute(trigger)
    connection.execute(f"PRAGMA user_version = {VERSION}")
