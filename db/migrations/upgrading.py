"""Bring an older file up to this version: on a backed-up file, in one transaction."""

from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from db import migrations
from db.errors import InspectionError
from db.migrations import climb
from db.migrations.built import built, entries_of
from db.migrations.steps import add_functions
from db.storage import file
from db.storage.backup import Backups, Reason


def upgrade(path: Path, key: bytes | None, now: Callable[[], datetime]) -> None:
    """Raise `path` to this version. Newer files, and files that are not built as ours, are refused.

    A failed step leaves the file as it was.
    """
    with closing(file.connect(path, key)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        file.check_version(path, version)
        if entries_of(connection) != built(version):
            raise InspectionError(f"“{path.name}”的结构被改动过或已损坏；请从备份恢复。")
        if version < migrations.VERSION:
            Backups(path, key, now).make(Reason.UPGRADE)
            _raise(connection, path, version)


def _raise(connection: Any, path: Path, version: int) -> None:
    """Keys are checked at the end, so that a step may build a table anew."""
    import sqlcipher3.dbapi2 as sqlite

    connection.execute("PRAGMA foreign_keys = OFF")
    add_functions(connection)
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in climb(version, migrations.VERSION):
            connection.execute(statement)
        _require_whole(connection)
        connection.execute(f"PRAGMA user_version = {migrations.VERSION}")
        connection.execute("COMMIT")
    except BaseException as error:
        connection.execute("ROLLBACK")
        if isinstance(error, sqlite.Error):
            raise InspectionError(
                f"“{path.name}”升级没有成功，仍是原样；请保留这份文件并联系维护人员。"
            ) from error
        raise


def _require_whole(connection: Any) -> None:
    import sqlcipher3.dbapi2 as sqlite

    orphan = connection.execute("PRAGMA foreign_key_check").fetchone()
    if orphan is not None:
        raise sqlite.IntegrityError(f"a step left a row of {orphan[0]} without what it refers to")
