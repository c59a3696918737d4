"""Whether the log beside a file is the file's own; and that every new log says so.

SQLite takes any log beside a file for the file's own. After a kill there is one; a copy that is
then put in the file's place would be mixed with it, page by page, for good. So every log begins
with a mark that names the state of the file it began with; a backup has a mark of its own.
"""

from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from db.errors import explaining_database_errors
from db.storage import file
from db.storage.write_ahead_log import MARK, has_log, log_of, misfit

#: A log that is longer is folded into the file after the next act.
_LONG = 4 * 1024 * 1024


@dataclass(frozen=True)
class Mark:
    id: bytes
    previous: bytes | None


def require_own_log(path: Path, key: bytes | None) -> None:
    """Look at a file that nobody has open, and change nothing.

    Raises InspectionError where the log beside it belongs to another state of it, or is damaged.
    """
    if not has_log(path):
        return
    base, together = _mark(path, key, immutable=True), _mark(path, key, reading=True)
    fits = _fits(base, together) if base and together else _is_sound(path, key)
    if not fits:
        _require_readable(path, key)
        raise misfit(path)


def _fits(base: Mark, together: Mark) -> bool:
    """The log began with this very state of the file, or has been folded into it since."""
    return base.id in (together.id, together.previous)


def _mark(path: Path, key: bytes | None, **how: bool) -> Mark | None:
    """What the file says, with or without its log; None where it says nothing or is unreadable."""
    import sqlcipher3.dbapi2 as sqlite

    with suppress(sqlite.Error), closing(file.connect(path, key, **how)) as connection:
        row = connection.execute("SELECT id, previous FROM log_mark").fetchone()
        return Mark(*row) if row else None
    return None


def _is_sound(path: Path, key: bytes | None) -> bool:
    """Of what bears no mark, or is half-written by a checkpoint: together they are whole."""
    import sqlcipher3.dbapi2 as sqlite

    with suppress(sqlite.Error), closing(file.connect(path, key, reading=True)) as connection:
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    return False


def _require_readable(path: Path, key: bytes | None) -> None:
    """With another key, or damaged, it is not the log that is wrong."""
    with (
        explaining_database_errors(),
        closing(file.connect(path, key, immutable=True)) as connection,
    ):
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()


class LogKeeper:
    """Marks each new log of an open file, and folds it in when it is long."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self._path, self._engine = path, engine

    def begin(self, connection: Connection) -> None:
        """A transaction that writes has begun; whoever emptied the log, it begins with a mark."""
        if not has_log(self._path):
            raw: Any = connection.connection.dbapi_connection
            raw.execute(MARK)

    def fold_when_long(self) -> None:
        """After a commit. Where somebody reads from the log, or the disk is full, it is kept."""
        import sqlcipher3.dbapi2 as sqlite

        log = log_of(self._path)
        if not log.exists() or log.stat().st_size < _LONG:
            return
        with self._engine.connect() as connection, suppress(sqlite.Error):
            raw: Any = connection.connection.dbapi_connection
            raw.execute("PRAGMA busy_timeout = 0")
            try:
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                raw.execute("PRAGMA busy_timeout = 5000")
