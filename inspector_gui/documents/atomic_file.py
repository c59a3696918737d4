"""Writes a file whole or not at all: beside it first, then in its place."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

from db.errors import UnwritableError

REASONS = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘已满",
    errno.ENOENT: "文件夹不存在",
    errno.ENOTDIR: "文件夹不存在",
    errno.EISDIR: "同名的文件夹已经存在",
    errno.EACCES: "没有写入权限，或文件正被其他程序打开",
    errno.EPERM: "没有写入权限，或文件正被其他程序打开",
    errno.EROFS: "磁盘不能写入",
    errno.ENAMETOOLONG: "文件名太长",
}


def store(data: bytes, path: Path) -> None:
    """Raises UnwritableError, and leaves nothing, where the place does not take it."""
    draft = path.with_name(f"{path.name}.part")
    try:
        _write_through(data, draft)
        draft.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            draft.unlink()
        reason = REASONS.get(error.errno or 0, error.strerror or "磁盘出错")
        raise UnwritableError(f"不能写入“{path}”：{reason}，请处理后重试或换一个位置。") from error
    _settle(path.parent)


def _write_through(data: bytes, path: Path) -> None:
    """Until it is on the disk, not merely on its way."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """The new name is kept too, where folders can be synced."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
