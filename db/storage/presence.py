"""Whether a path still names the file that was opened under it."""

from pathlib import Path
from typing import Any

from db.storage import file
from db.storage.write_ahead_log import log_of

#: Connections to files that were taken away. Closing the last one would remove, by name, the log of
#: whatever lies there now; so they stay open until the process ends.
_ABANDONED: list[Any] = []


class Presence:
    """A connection to one file, kept for its whole life, and the look whether the file, and the
    log, are where they were. On a system that lets open files be removed they may not be."""

    def __init__(self, path: Path, key: bytes | None) -> None:
        self._path = path
        self.connection = file.connect(path, key)
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("SELECT only FROM pen").fetchall()  # from here on there is a log
        self._file, self._log = _identity(path), _identity(log_of(path))
        self._ended = False

    def holds(self) -> bool:
        """Also once it has ended: then nobody minds what lies there."""
        return self._ended or self._is_there()

    def _is_there(self) -> bool:
        return _identity(self._path) == self._file and _identity(log_of(self._path)) == self._log

    def end(self) -> None:
        """Close the connection, which folds the log into the file. A second time: nothing."""
        if self._ended:
            return
        if self._is_there():
            self.connection.close()
        else:
            _ABANDONED.append(self.connection)
        self._ended = True


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
