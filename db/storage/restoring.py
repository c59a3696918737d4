"""From a backup to a working file: which backups there are, what each holds, and putting one back.

Nothing is written over. The present file goes aside with its log and its key slots, whole, before
the copy takes its place; until the very last step the present file can still be opened.
"""

import os
import re
import shutil
import uuid
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from db.errors import InspectionError, explaining_database_errors
from db.ids import moment_of
from db.storage import file, keys
from db.storage.backup import FOLDER, STAMP, Reason, name_for, names_of
from db.storage.disks import copy_with_log
from db.storage.keys import key_file
from db.storage.lock import FileLock
from db.storage.own_log import require_own_log
from db.storage.write_ahead_log import log_of

_LATEST = (
    "SELECT a.id, m.name FROM act a LEFT JOIN member m ON m.id = a.person"
    " ORDER BY a.id DESC LIMIT 1"
)


@dataclass(frozen=True)
class Backup:
    """A copy in the folder of backups. `made_at` is local time, as in its name; `size` in bytes."""

    path: Path
    made_at: datetime
    reason: str
    size: int


@dataclass(frozen=True)
class Content:
    """What a file holds. `latest` is UTC; `person` is who recorded last, where that is known."""

    acts: int
    last_act: uuid.UUID | None
    person: str

    @property
    def latest(self) -> datetime | None:
        return moment_of(self.last_act) if self.last_act else None


@dataclass(frozen=True)
class Restored:
    """`aside`: where what was there before is now, if there was anything."""

    path: Path
    aside: Path | None


def backups_of(path: Path) -> list[Backup]:
    """Newest first."""
    found = []
    with suppress(FileNotFoundError):
        for copy in (path.parent / FOLDER).iterdir():
            if (name := re.fullmatch(names_of(path), copy.name)) and copy.is_file():
                size = copy.stat().st_size + (log_of(copy).stat().st_size if _log(copy) else 0)
                made_at = datetime.strptime(name[1], STAMP).astimezone()
                found.append(Backup(copy, made_at, name[2], size))
    return sorted(found, key=lambda backup: (backup.made_at, backup.path.name), reverse=True)


def restored_to(backup: Path) -> Path:
    """The file of which this is a backup; where it is none, that file itself."""
    name = re.fullmatch(r"(.+)-\d{8}-\d{6}-\w+", backup.stem)
    if backup.parent.name != FOLDER or name is None:
        return backup
    return backup.parent.parent / f"{name[1]}{file.SUFFIX}"


def content_of(path: Path, key: bytes | None) -> Content:
    """Look into a closed file with its log, and change neither.

    Raises InspectionError where it cannot be read.
    """
    require_own_log(path, key)
    with explaining_database_errors(), closing(file.connect(path, key, reading=True)) as connection:
        (acts,) = connection.execute("SELECT count(*) FROM act").fetchone()
        last = connection.execute(_LATEST).fetchone()
    return Content(acts, uuid.UUID(bytes=last[0]) if last else None, (last and last[1]) or "")


def acts_since(path: Path, key: bytes | None, last: uuid.UUID | None) -> int:
    """How many acts a file holds that are later than that one."""
    since = last.bytes if last else b""
    with explaining_database_errors(), closing(file.connect(path, key, reading=True)) as connection:
        (number,) = connection.execute("SELECT count(*) FROM act WHERE id > ?", (since,)).fetchone()
    return int(number)


def slots_that_open(backup: Path, target: Path, passphrase: str) -> tuple[bytes, Path]:
    """The key of a backup, and beside which file its slots are: the present file's, or its own.

    The passphrase may have been changed since; then the present one is right. Raises
    InspectionError where it opens neither.
    """
    refusal: InspectionError | None = None
    for owner in (target, backup):
        if key_file(owner).exists():
            try:
                key = keys.unwrap(owner, passphrase)
                content_of(backup, key)
            except InspectionError as error:
                refusal = error
            else:
                return key, owner
    raise refusal or InspectionError(
        f"“{backup.name}”旁边缺少口令文件“{key_file(backup).name}”；请一并取来。"
    )


def restore(
    backup: Path,
    target: Path,
    key: bytes | None,
    now: Callable[[], datetime],
    *,
    slots: Path | None = None,
    check: Callable[[Path, bytes | None], None],
) -> Restored:
    """Put what `backup` holds at `target`, whole or not at all; the backup stays.

    `slots`: beside which file the right key slots are, by default the present file's, then the
    backup's. `check` opens the copy before anything is moved, and raises where it cannot be.
    """
    if target.exists() and backup.samefile(target):
        raise InspectionError(f"“{backup.name}”就是要恢复的文件本身；请另选一份备份。")
    lock = FileLock(target)
    lock.take()
    try:
        with file.staging(target.parent) as folder:
            made = folder / target.name
            _copied(backup, made, key)
            _put_slots(slots or _slots_of(target, backup), made)
            check(made, key)
            aside = _set_aside(target, now())
            file.move(made, target)
            for left in (log_of(target), _shared_memory(target), _rollback_log(target)):
                left.unlink(missing_ok=True)
            file.sync_folder(target.parent)
    except OSError as error:
        raise InspectionError(
            f"没有恢复成“{target.name}”，原来的文件没有动；请核对“{target.parent}”的权限和剩余空间。"
        ) from error
    finally:
        lock.free()
    return Restored(target, aside)


def _copied(backup: Path, made: Path, key: bytes | None) -> None:
    """One sound file without a log."""
    copy_with_log(backup, made)
    require_own_log(made, key)
    with explaining_database_errors(), closing(file.connect(made, key)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise InspectionError(f"备份“{backup.name}”已损坏，没有恢复；请换一份更早的备份。")
    with explaining_database_errors():
        file.disown(made, key)
    file.sync(made)


def _slots_of(target: Path, backup: Path) -> Path:
    """The present file's slots, which may hold a later passphrase; the backup's where there are
    none, or damaged ones."""
    if not key_file(target).exists():
        return backup
    try:
        keys.has_passphrase(target)
    except InspectionError:
        return backup
    return target


def _put_slots(owner: Path, made: Path) -> None:
    """The key slots that go with the copy."""
    key_file(made).unlink(missing_ok=True)
    if key_file(owner).exists():
        keys.write_safely(key_file(made), key_file(owner).read_bytes())


def _set_aside(target: Path, moment: datetime) -> Path | None:
    """Give the present file, its log and its slots a second name among the backups."""
    if not target.exists():
        return None
    folder = target.parent / FOLDER
    folder.mkdir(exist_ok=True)
    aside = _free_name(target, folder, moment)
    for beside in _PARTS:
        if beside(target).exists():
            _second_name(beside(target), beside(aside))
    file.sync_folder(folder)
    return aside


def _free_name(target: Path, folder: Path, moment: datetime) -> Path:
    while True:
        aside = folder / name_for(target, moment, Reason.RESTORE)
        if not any(beside(aside).exists() for beside in _PARTS):
            return aside
        moment += timedelta(seconds=1)


def _second_name(source: Path, target: Path) -> None:
    """By a link, which needs no room, or by a copy where the disk knows no links."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
        file.sync(target)


def _log(path: Path) -> bool:
    return log_of(path).is_file()


def _shared_memory(path: Path) -> Path:
    return path.with_name(path.name + "-shm")


def _rollback_log(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


#: What makes a file: its slots, its log, what an old journal left, and the file itself, last.
_PARTS: tuple[Callable[[Path], Path], ...] = (key_file, log_of, _rollback_log, Path)
