"""One lock beside each open file, which says who has it open and dies with the process."""

import getpass
import os
import socket
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO

from db.errors import InspectionError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


def require_single_name(path: Path, name: str) -> None:
    """Raises InspectionError where the file at `path` bears a second name (a hard link)."""
    if path.stat().st_nlink > 1:
        raise InspectionError(
            f"“{name}”还有另一个名字（硬链接），别人可能正从那里打开；请复制一份，打开副本。"
        )


class FileLock:
    """Held from `take` to `free`. Byte 0 is locked; who holds it is written behind."""

    def __init__(self, path: Path) -> None:
        real = _real(path)
        self._path = real.with_name(real.name + ".lock")
        self._name = path.name
        self._file: IO[bytes] | None = None
        self._real = real
        self._itself: IO[bytes] | None = None

    def take(self) -> None:
        while self._file is None:
            file = self._grasped()
            if _is_at(file, self._path):
                self._file = file
            else:  # whoever had it took it away meanwhile
                file.close()
        try:
            self._take_itself()
        except InspectionError:
            self.free()
            raise
        with suppress(OSError):  # a full disk: others cannot read who, but are kept out
            self._file.truncate(0)
            self._file.write(f" {_me()}".encode())

    def _take_itself(self) -> None:
        """The file too, for it may have a second name with a lock beside it of its own.

        Not before SQLite is done with the file may this be closed: closing it gives up SQLite's own
        locks on POSIX systems. Windows has no lock that would not be in SQLite's way: there a file
        of two names is not opened at all.
        """
        if not self._real.exists():
            return
        if sys.platform == "win32":
            require_single_name(self._real, self._name)
            return
        self._itself = self._real.open("rb")
        if not grasp(self._itself):
            raise InspectionError(
                f"“{self._name}”还有另一个名字（硬链接），已在那里打开；请先在那里关闭，再打开。"
            )

    def free(self) -> None:
        if self._itself is not None:
            self._itself.close()
            self._itself = None
        if self._file is None:
            return
        if sys.platform != "win32":  # while it is held, so that nobody else's is taken away
            self._path.unlink(missing_ok=True)
        self._file.close()
        self._file = None
        if sys.platform == "win32":
            with suppress(OSError):  # somebody has it already
                self._path.unlink()

    def _grasped(self) -> IO[bytes]:
        try:
            file = self._path.open("ab+", buffering=0)
        except OSError as error:
            raise InspectionError(
                f"“{self._name}”所在的文件夹不能写入；请换一个可写的文件夹。"
            ) from error
        if not grasp(file):
            holder = _holder(file)
            file.close()
            raise InspectionError(f"“{self._name}”已被{holder}打开；请先在那里关闭，再打开。")
        return file


def _real(path: Path) -> Path:
    """The file's own place, by whatever name it is opened."""
    try:
        return path.resolve()
    except OSError:  # Windows, of a path beyond its bound
        return path.absolute()


def _is_at(file: IO[bytes], path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def grasp(file: IO[bytes]) -> bool:
    """Lock an open file until it is closed; False where somebody else has."""
    try:
        if sys.platform == "win32":
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _holder(file: IO[bytes]) -> str:
    file.seek(1)
    return file.read(200).decode("utf-8", "replace") or "另一个窗口"


def _me() -> str:
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        user = str(os.getpid())
    since = datetime.now().astimezone().strftime("%H:%M")
    return f" {socket.gethostname()} 上的 {user}（{since} 起）"
