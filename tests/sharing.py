"""What is dear to make and only read: made once in a run, by whichever worker comes first."""

import getpass
import hashlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[1]
_KEPT_S = 24 * 3600
_MEMORY = Path("/dev/shm")  # noqa: S108  # a private folder is made inside


def fast_folder() -> Path | None:
    """A folder on a disk that is memory, where there is one."""
    return _MEMORY if _MEMORY.is_dir() else None


def once(
    factory: pytest.TempPathFactory,
    name: str,
    make: Callable[[Path], object],
    *,
    kept: bool = False,
) -> Path:
    """The folder `name`, filled by `make`. Copy from it; never write to it.

    `kept`: the program alone makes it, so that the next run of the day has it from this one, as
    long as no file of the program differs.
    """
    base = factory.getbasetemp()
    shared = base.parent if _workers_share() else base
    target = shared / name
    with _alone(shared / f"{name}.lock"):
        if not target.exists():
            if kept:
                shutil.copytree(_kept(name, make), shared / f"{name}.part")
            else:
                _made(shared / f"{name}.part", make)
            (shared / f"{name}.part").rename(target)
    return target


def recorded_demo(factory: pytest.TempPathFactory) -> Path:
    """The demo with all it records, no sheet locked. Copy from it; never write to it."""
    from inspector_gui.demo.campaign import build

    return once(
        factory, "recorded", lambda folder: build(folder, recorded=True, sheets=False), kept=True
    )


def _made(target: Path, make: Callable[[Path], object]) -> None:
    with tempfile.TemporaryDirectory(dir=fast_folder()) as fast:
        make(Path(fast))
        shutil.copytree(fast, target)


def _kept(name: str, make: Callable[[Path], object]) -> Path:
    """The folder as an earlier run made it; what was made of another program goes after a day."""
    home = Path(tempfile.gettempdir()) / f"tests-of-inspector-{getpass.getuser()}"
    home.mkdir(mode=0o700, exist_ok=True)
    folder = home / f"{name}-{_program()}"
    with _alone(home / f"{folder.name}.lock"):
        if not folder.exists():
            part = Path(tempfile.mkdtemp(dir=home))
            _made(part / name, make)
            (part / name).rename(folder)
            part.rmdir()
    yesterday = time.time() - _KEPT_S
    for other in home.iterdir():
        if other.is_dir() and other != folder and other.stat().st_mtime < yesterday:
            shutil.rmtree(other, ignore_errors=True)
    return folder


@cache
def _program() -> str:
    """A name for the program as it is today: its code, what it reads, the libraries it uses."""
    digest = hashlib.sha256(f"{sys.version} {datetime.now(UTC).date()}".encode())
    files = [_ROOT / "requirements.lock"]
    for room in ("db", "inspector_gui", "resources"):
        files += sorted(path for path in (_ROOT / room).rglob("*") if path.is_file())
    for path in files:
        if path.suffix != ".pyc":
            digest.update(path.relative_to(_ROOT).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


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
