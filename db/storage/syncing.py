"""The disk's word, off the thread that writes.

A commit with `synchronous = NORMAL` returns once the system has it: readers see it and a killed
process loses nothing. What FULL would add is one sync of the log after each commit, and that is
what the thread here does; only then is a stroke safe from a power cut.
"""

import os
from collections.abc import Callable
from pathlib import Path
from threading import Condition, Thread
from typing import Protocol

from db.storage.file import sync_folder

#: Told after each sync: how many commits are on the disk, or why they are not.
SyncListener = Callable[[int, OSError | None], None]


class Syncing(Protocol):
    """Who sees to it that a commit reaches the disk, and tells."""

    @property
    def pending(self) -> bool:
        """A commit is not on the disk yet."""

    def note(self) -> int:
        """A commit was made; its number."""

    def close(self) -> None:
        """Return once all is on the disk and told."""


class LateSync:
    """Syncs the log of one open file. `listener` is called on the thread."""

    def __init__(self, path: Path, listener: SyncListener) -> None:
        self._log = path.with_name(path.name + "-wal")
        self._listener = listener
        self._asked = self._done = 0
        self._folder_synced = self._closing = False
        self._failure: OSError | None = None
        self._turn = Condition()
        self._thread = Thread(target=self._run, name="sync", daemon=True)
        self._thread.start()

    @property
    def pending(self) -> bool:
        return self._asked > self._done

    def note(self) -> int:
        """A commit was made; its number."""
        with self._turn:
            self._asked += 1
            self._turn.notify_all()
            return self._asked

    def close(self) -> None:
        """Return once all is on the disk and told."""
        with self._turn:
            self._closing = True
            self._turn.notify_all()
        self._thread.join()

    def _run(self) -> None:
        while True:
            with self._turn:
                self._turn.wait_for(lambda: self._asked > self._done or self._closing)
                if self._asked == self._done:
                    return
                asked = self._asked
            # After one failure the system may have dropped what it could not write.
            self._failure = self._failure or self._sync()
            self._done = asked  # before it is told: who hears of it may ask
            self._listener(asked, self._failure)

    def _sync(self) -> OSError | None:
        try:
            handle = os.open(self._log, os.O_RDWR)
            try:
                getattr(os, "fdatasync", os.fsync)(handle)
            finally:
                os.close(handle)
            if not self._folder_synced:
                sync_folder(self._log.parent)
                self._folder_synced = True
        except FileNotFoundError:
            return None  # folded into the file, which syncs both
        except OSError as error:
            return error
        return None
