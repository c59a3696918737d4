r"""Paths on Windows: the prefix `\\?\`, which lifts the bound on their length, and that bound."""

import errno
import re
import sys
from pathlib import Path

from db.errors import InspectionError

#: Characters of a path, where an administrator has not lifted the bound (MAX_PATH, less its zero).
LONGEST = 259


def without_prefix(name: str) -> str:
    r"""A path of Windows without `\\?\`: the same place."""
    if unc := re.match(r"\\\\\?\\UNC\\", name, re.IGNORECASE):
        return "\\\\" + name[unc.end() :]
    return name.removeprefix("\\\\?\\") if re.match(r"\\\\\?\\[A-Za-z]:", name) else name


def uri_of(path: Path) -> str:
    r"""For SQLite, which would take what stands behind `\\?\` for a server's name."""
    whole = path.absolute()
    return (Path(without_prefix(str(whole))) if sys.platform == "win32" else whole).as_uri()


def require_reachable(path: Path) -> None:
    """Raises InspectionError where Windows does not reach so deep, which it calls "not found"."""
    if is_out_of_reach(path):
        raise too_long(path)


def require_nameable(path: Path) -> None:
    """Raises InspectionError where no file can have this name here."""
    try:
        path.lstat()
    except OSError as error:
        if error.errno in (errno.ENAMETOOLONG, errno.EINVAL):
            raise InspectionError(
                f"文件名“{path.name}”太长，或有系统不许用的符号；请换一个文件名。"
            ) from error


def is_out_of_reach(path: Path) -> bool:
    plain = without_prefix(str(path.absolute()))
    return sys.platform == "win32" and is_too_long(plain) and not Path(plain).exists()


def is_too_long(name: str) -> bool:
    return len(without_prefix(name)) > LONGEST


def too_long(path: Path) -> InspectionError:
    return InspectionError(
        f"“{path.name}”的路径有 {len(str(path.absolute()))} 个字，超过 Windows 的 {LONGEST} 个字；"
        "请移到较浅的文件夹。"
    )
