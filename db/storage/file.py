"""One data file: what its header says, how it is made, opened and copied."""

import hashlib
import os
import shutil
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import Any

from db import migrations
from db.errors import InspectionError, explaining_database_errors
from db.migrations import APPLICATION_ID, schema
from db.storage.keys import has_passphrase, key_file, new_key, wrap
from db.storage.leftovers import workshop
from db.storage.long_paths import require_nameable, require_reachable, uri_of
from db.storage.write_ahead_log import MARK, has_log, lacks_pages, misfit

SUFFIX = ".inspection"
PACKAGE_SUFFIX = ".inspkg"
PACKAGE_MARK = b"age-encryption.org/v1\n"
_MAGIC = b"SQLite format 3\0"
_HEADER = 100
#: Less room than this on the disk, and not even the log's index can be laid out.
_ROOM = 256 * 1024

#: What every connection promises (design: durability).
_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA recursive_triggers = OFF",
    "PRAGMA synchronous = FULL",
)


class Form(Enum):
    PLAIN = auto()
    ENCRYPTED = auto()
    PACKAGE = auto()


@dataclass(frozen=True)
class Header:
    form: Form
    version: int | None


def inspect(path: Path) -> Header:
    """Read the header only. Raises InspectionError unless this program may open the file."""
    require_nameable(path)
    require_reachable(path)
    if not path.exists():
        raise InspectionError(f"找不到文件“{path}”；请核对路径和文件名。")
    if path.is_dir():
        raise InspectionError(f"“{path.name}”是文件夹，不是检查数据文件；请选择 {SUFFIX} 文件。")
    if not path.is_file():  # a pipe or a device would keep us waiting
        raise InspectionError(f"“{path.name}”不是普通文件；请选择 {SUFFIX} 文件。")
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_HEADER)
    except OSError as error:
        raise InspectionError(f"“{path.name}”读不出来；请核对权限，或重新复制一份。") from error
    if head.startswith(_MAGIC):
        return Header(Form.PLAIN, _plain_version(path, head, size))
    if head.startswith(PACKAGE_MARK):
        return Header(Form.PACKAGE, None)
    if not head:
        raise InspectionError(f"“{path.name}”是空文件；请重新复制一份，或从备份恢复。")
    if has_passphrase(path):
        _require_whole(path, size >= 4096 and size % 4096 == 0)
        return Header(Form.ENCRYPTED, None)
    raise InspectionError(
        f"“{path.name}”不是检查数据文件（或缺少旁边的口令文件“{key_file(path).name}”）；请核对文件。"
    )


def _plain_version(path: Path, head: bytes, size: int) -> int:
    foreign = InspectionError(f"“{path.name}”是别的程序的数据文件；请选择本程序的 {SUFFIX} 文件。")
    if len(head) < _HEADER:
        raise InspectionError(f"“{path.name}”不完整；请重新复制一份，或从备份恢复。")
    (page,) = struct.unpack(">H", head[16:18])
    (pages,) = struct.unpack(">I", head[28:32])
    version, application = struct.unpack(">I", head[60:64])[0], struct.unpack(">I", head[68:72])[0]
    if application != APPLICATION_ID:
        raise foreign
    check_version(path, version)
    _require_whole(path, pages * (65536 if page == 1 else page) <= size)
    return int(version)


def _require_whole(path: Path, long_enough: bool) -> None:  # what was measured
    """What the file lacks may still be in its log, if a checkpoint was cut short."""
    if has_log(path) and lacks_pages(path):
        raise misfit(path)
    if not has_log(path) and not long_enough:
        raise InspectionError(f"“{path.name}”不完整（被截断）；请重新复制一份，或从备份恢复。")


def check_version(path: Path, version: int) -> None:
    if version > migrations.VERSION:
        raise InspectionError(
            f"“{path.name}”由更新的版本（文件格式 {version}）保存；请升级本程序后再打开。"
        )
    if version < 1:
        raise InspectionError(f"“{path.name}”没有写完；请重新制作或从备份恢复。")


def require_writable(path: Path) -> None:
    """Raise where the file may not be changed, even for an administrator, or cannot grow."""
    if not path.stat().st_mode & 0o222 or not os.access(path, os.W_OK):
        raise InspectionError(
            f"“{path.name}”是只读文件；请取消只读属性，或复制到可写的文件夹再打开。"
        )
    if shutil.disk_usage(path.parent).free < _ROOM:
        raise InspectionError(f"“{path.name}”所在的磁盘已满；请清理磁盘后再打开。")


def connect(
    path: Path, key: bytes | None = None, *, immutable: bool = False, reading: bool = False
) -> Any:
    """A connection in autocommit mode with every promise of the design set.

    `immutable`: what the file itself holds, without its log. `reading`: with its log, and neither
    is changed.
    """
    import sqlcipher3.dbapi2 as sqlite

    uri = f"{uri_of(path)}?mode={'ro' if reading else 'rw'}"
    uri += "&immutable=1" if immutable else ""
    connection = sqlite.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    try:
        if key is not None:
            connection.execute("PRAGMA cipher_log_level = NONE")  # what is wrong, we say
            connection.execute(f'PRAGMA key = "{key_literal(key)}"')
        for pragma in _PRAGMAS:
            connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    return connection


def key_literal(key: bytes) -> str:
    """A raw key as SQLCipher writes it. Never log this."""
    return f"x'{key.hex()}'"


def create(path: Path, key: bytes | None = None) -> None:
    """Make an empty file of the current version; there is either a whole file or none."""
    part = path.with_name(path.name + ".part")
    if not path.parent.is_dir():
        raise InspectionError(f"文件夹“{path.parent}”不存在；请先建好文件夹。")
    require_free(path)
    try:
        part.unlink(missing_ok=True)
        part.touch()
        with explaining_database_errors():
            _fill(part, key)
        sync(part)
        part.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        require_reachable(part)
        raise InspectionError(f"文件夹“{path.parent}”不能写入；请核对权限和剩余空间。") from error
    finally:
        part.unlink(missing_ok=True)


def require_free(path: Path) -> None:
    require_nameable(path)
    if path.exists():
        raise InspectionError(f"“{path.name}”已经存在；请换一个文件名，或先移走原文件。")


def create_locked(
    path: Path, passphrase: str | None = None, recovery: str | None = None
) -> bytes | None:
    """Make an empty file, encrypted if there is a passphrase; its key, or None of a plain one."""
    if passphrase is None:
        create(path)
        return None
    require_free(path)
    key = new_key()
    key_file(path).unlink(missing_ok=True)
    wrap(path, key, passphrase, recovery)
    try:
        create(path, key)
    except BaseException:
        key_file(path).unlink(missing_ok=True)
        raise
    return key


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """A place inside `folder` to make files in that shall appear together or not at all."""
    try:
        with workshop(folder, ".part-") as made:
            yield made
    except OSError as error:
        raise InspectionError(f"文件夹“{folder}”不能写入；请核对权限和剩余空间。") from error


def move(source: Path, target: Path) -> None:
    """Move a closed file with its key slots; the slots go first, the file is never without."""
    if key_file(source).exists():
        key_file(source).replace(key_file(target))
    source.replace(target)


def _fill(path: Path, key: bytes | None) -> None:
    connection = connect(path, key)
    try:
        # Without EXTRA here, a power cut on a FAT-like file system can bring back an empty file.
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("BEGIN IMMEDIATE")
        for statement in schema(migrations.VERSION):
            connection.execute(statement)
        connection.execute("INSERT INTO pen (only, clock, silent) VALUES (1, '', 0)")
        connection.execute(MARK)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {migrations.VERSION}")
        connection.execute("COMMIT")
    finally:
        connection.close()


def copy(source: Any, target: Path, key: bytes | None = None) -> None:
    """Copy an open database (a connection outside a transaction) to `target`, whole or not at all.

    Written beside, synced, read back by hash, then moved. No log of the source fits the copy.
    """
    part = target.with_name(target.name + ".part")
    try:
        part.unlink(missing_ok=True)
        with explaining_database_errors():
            source.execute("VACUUM INTO ?", (str(part),))
            disown(part, key)
        written = digest(part)
        sync(part)
        if digest(part) != written:
            raise InspectionError(f"写到“{target.parent}”的数据读回不一致；请换一块磁盘。")
        part.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise InspectionError(f"不能写入“{target.parent}”；请核对权限和剩余空间。") from error
    finally:
        part.unlink(missing_ok=True)


def disown(copy: Path, key: bytes | None) -> None:
    """From here on no log but one that begins with this copy fits it."""
    connection = connect(copy, key)
    try:
        if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'log_mark'").fetchone():
            connection.execute(MARK)
    finally:
        connection.close()


def digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def sync(path: Path) -> None:
    """Make the disk hold what was written, and drop it from the cache where that is possible."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
