"""Restoring a file from one of its backups: nothing is written over, the copy is opened first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db.errors import InspectionError
from db.ids import wall_clock
from db.storage import file
from db.storage.restoring import (
    Backup,
    Content,
    Restored,
    acts_since,
    backups_of,
    content_of,
    restore,
)
from db.store import Store
from inspector_gui.actions.deed import deed


@dataclass(frozen=True)
class Choice:
    """A backup to choose. `content` is None where it cannot be read with this key; `newer`: how
    many acts the present file holds that it lacks, None where that cannot be read."""

    backup: Backup
    content: Content | None
    newer: int | None


def choices(path: Path, key: bytes | None) -> list[Choice]:
    """The backups of a file that nobody need be able to open, newest first."""
    return [_choice(path, backup, key) for backup in backups_of(path)]


def _choice(path: Path, backup: Backup, key: bytes | None) -> Choice:
    try:
        content = content_of(backup.path, key)
    except InspectionError:
        return Choice(backup, None, None)
    try:
        return Choice(backup, content, acts_since(path, key, content.last_act))
    except InspectionError:
        return Choice(backup, content, None)


@deed("从备份恢复", of="文件", refuses=("备份已损坏", "备份就是文件本身", "写不下或写保护"))
def restore_backup(
    *,
    backup: Path,
    target: Path,
    key: bytes | None = None,
    slots: Path | None = None,
    now: Callable[[], datetime] = wall_clock,
) -> Restored:
    """Put a backup in a file's place. Raises InspectionError, and then nothing was moved."""
    if target.suffix != file.SUFFIX:
        raise InspectionError(f"“{target.name}”不是 {file.SUFFIX} 文件；请写明要恢复成哪个文件。")
    return restore(backup, target, key, now, slots=slots, check=_open_once)


def _open_once(made: Path, key: bytes | None) -> None:
    """It opens as any file does, raised to this version where it is older."""
    with Store.open(made, key) as store, store.read() as work:
        work.file()


def format_restored(restored: Restored, backup: Path) -> str:
    """What is where now."""
    done = f"已从“{backup.name}”恢复“{restored.path.name}”"
    if restored.aside is None:
        return f"{done}。"
    return f"{done}；原来的文件连同日志都在“{restored.aside}”，没有改动。"
