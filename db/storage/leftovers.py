"""Where files are made before they appear, and what a killed process left there.

A file in the making ends in `.part`; a folder of them is held by a lock that dies with its process.
What nobody holds is swept: parts of an open file when it is opened, folders when the next is made.
"""

import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from db.storage.lock import grasp

_LOCK = ".lock"
#: What is younger may be about to be locked.
_YOUNG_SECONDS = 60


@contextmanager
def workshop(parent: Path | None, prefix: str) -> Iterator[Path]:
    """A folder of our own in `parent` (or where the system keeps temporary files), gone afterwards.

    Raises OSError where it cannot be made.
    """
    parent = parent or Path(tempfile.gettempdir())
    sweep_folders(parent, prefix)
    with (
        tempfile.TemporaryDirectory(prefix=prefix, dir=parent) as name,
        (Path(name) / _LOCK).open("ab+", buffering=0) as lock,
    ):
        grasp(lock)
        yield Path(name)


def sweep_folders(parent: Path, prefix: str) -> None:
    """Remove folders that killed processes of this user left."""
    for folder in parent.glob(f"{prefix}*"):
        with suppress(OSError):  # somebody else swept it
            if folder.is_dir() and not folder.is_symlink() and _is_ours(folder):
                _sweep(folder)


def _is_ours(folder: Path) -> bool:
    return os.name == "nt" or folder.stat().st_uid == os.getuid()


def _sweep(folder: Path) -> None:
    lock = folder / _LOCK
    if time.time() - folder.stat().st_mtime < _YOUNG_SECONDS:
        return
    with lock.open("ab+", buffering=0) as file:
        dead = grasp(file)
    if dead:
        shutil.rmtree(folder, ignore_errors=True)


def sweep_parts(folder: Path, name: str) -> None:
    """Remove what is half-made in `folder` for names that match the pattern `name`.

    Only where nobody can be making one, that is, by whoever has the lock on the file itself.
    """
    half = re.compile(rf"{name}(\.keys)?\.part(-journal|-wal|-shm)?")
    with suppress(OSError):
        for path in folder.iterdir():
            if half.fullmatch(path.name):
                path.unlink(missing_ok=True)
