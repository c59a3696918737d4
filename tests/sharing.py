"""What is dear to make and only read: made once in a run, by whichever worker comes first."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_MEMORY = Path("/dev/shm")  # noqa: S108  # a private folder is made inside


def fast_folder() -> Path | None:
    """A folder on a disk that is memory, where there is one."""
    return _MEMORY if _MEMORY.is_dir() else None


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The folder `name`, filled by `make`. Copy from it; never write to it."""
    base = factory.getbasetemp()
    shared = base.parent if _workers_share() else base
    target = shared / name
    with _alone(shared / f"{name}.lock"):
        if not target.exists():
            with tempfile.TemporaryDirectory(dir=fast_folder()) as fast:
                make(Path(fast))
                shutil.copytree(fast, shared / f"{name}.part")
            (shared / f"{name}.part").rename(target)
    return target


def _workers_share() -> bool:
    return "PYTEST_XDIST_WORKER" in os.environ and sys.platform != "win32"


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    if sys.platform == "win32":
        yield
        return
    import fcntl

    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
