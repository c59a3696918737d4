"""Where a file may be opened live: only on a disk of this computer.

SQLite's write-ahead log needs shared memory and honest locks, which network shares do not give;
a stick may be pulled out. Elsewhere the app works on a local copy.
"""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from db.errors import InspectionError
from db.storage.drives import is_network, is_removable
from db.storage.file import digest, sync
from db.storage.keys import key_file
from db.storage.write_ahead_log import log_of


def require_room(folder: Path, size: int) -> None:
    """Raise unless `folder` can take `size` more bytes."""
    if shutil.disk_usage(folder).free < size:
        need = max(1, round(size / 1_000_000))
        raise InspectionError(f"“{folder}”的剩余空间不够（需要 {need} MB）；请清理或换一块磁盘。")


def require_local(path: Path) -> None:
    """Raise unless `path` lies on a fixed local disk."""
    if is_network(path):
        raise InspectionError(
            f"“{path.name}”在网络位置，不能直接打开；请先复制到本机磁盘，再打开副本。"
        )
    if is_removable(path):
        raise InspectionError(
            f"“{path.name}”在可移动磁盘上，不能直接打开；请先复制到本机磁盘，再打开副本。"
        )


def fetch(source: Path, folder: Path) -> Path:
    """Copy a closed file, with its key slots and its log, into a folder of this computer.

    Read back by hash. What was not closed well still has work in its log.
    """
    target = folder / source.name
    if target.exists():
        raise InspectionError(f"“{folder}”里已经有“{source.name}”；请直接打开那一份。")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        copy_with_log(source, target)
    except OSError as error:
        raise InspectionError(f"不能复制到“{folder}”；请核对权限和剩余空间。") from error
    return target


def copy_with_log(source: Path, target: Path) -> None:
    """Copy a closed file, its key slots and its log under another name; each is read back."""
    for beside in (key_file, log_of, Path):
        if beside(source).exists():
            _copy_back(beside(source), beside(target))


def _copy_back(source: Path, target: Path) -> None:
    part = target.with_name(target.name + ".part")
    try:
        part.unlink(missing_ok=True)
        part.touch(mode=0o600)  # nobody else of this computer reads it
        shutil.copyfile(source, part)
        sync(part)
        if digest(part) != digest(source):
            raise InspectionError(f"“{source.name}”复制后读回不一致；请重新复制。")
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def overwrite(path: Path) -> None:
    """Remove a file so that its bytes are not left where it lay. Raises OSError.

    What has another name too is another file's; only this name goes.
    """
    if path.stat().st_nlink == 1:
        with path.open("r+b") as file:
            left = path.stat().st_size
            while left > 0:
                left -= file.write(bytes(min(left, 1 << 20)))
            file.flush()
            os.fsync(file.fileno())
    path.unlink()


def overwrite_all(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Overwrite and remove each; which are gone, which are not."""
    gone: list[Path] = []
    left: list[Path] = []
    for path in paths:
        try:
            overwrite(path)
            gone.append(path)
        except OSError:
            left.append(path)
    return gone, left
