"""Rolling copies beside the file: after ten minutes of change, on close, before risky work."""

import re
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import Any

from db.errors import InspectionError, explaining_database_errors
from db.storage import file
from db.storage.disks import overwrite_all
from db.storage.keys import key_file, write_safely
from db.storage.leftovers import sweep_parts
from db.storage.user_folder import data_folder

EVERY = timedelta(minutes=10)
KEEP = timedelta(days=14)
FOLDER = "备份"
STAMP = "%Y%m%d-%H%M%S"


class Reason(Enum):
    CHANGED = "定时"
    CLOSED = "关闭"
    UPGRADE = "升级前"
    MERGE = "合并前"
    ERASED = "清除号码后"
    RESTORE = "恢复前"
    RESCUE = "抢救"


class BackupError(InspectionError):
    """The work is kept, but no backup could be made of it."""


#: What nobody else may have; whoever needs it no more removes it.
_LASTING = (Reason.RESTORE.value, Reason.RESCUE.value)


def names_of(path: Path) -> str:
    """A pattern of what the backups of this file are called."""
    return rf"{re.escape(path.stem)}-(\d{{8}}-\d{{6}})-(\w+){re.escape(file.SUFFIX)}"


def name_for(path: Path, moment: datetime, reason: Reason) -> str:
    stamp = moment.astimezone().strftime(STAMP)
    return f"{path.stem}-{stamp}-{reason.value}{file.SUFFIX}"


class Backups:
    """The backups of one file. `second`: another folder that gets a copy too, if it is there."""

    def __init__(self, path: Path, key: bytes | None, now: Callable[[], datetime]) -> None:
        self._path, self._key, self._now = path, key, now
        self.folder = path.parent / FOLDER
        self.second: Path | None = None
        self.latest: datetime | None = None
        self._changed_since: datetime | None = None
        self._slots = key_file(path).read_bytes() if key_file(path).exists() else None

    def note_change(self) -> None:
        self._changed_since = self._changed_since or self._now()

    @property
    def due(self) -> bool:
        """Ten minutes of work are in no backup yet."""
        since = self._changed_since
        return since is not None and self._now() - since >= EVERY

    def rescue(self, connection: Any) -> Path:
        """Copy what a connection still sees of a file that is gone, perhaps with its folder."""
        moment = self._now()
        folder = self.folder if self._path.parent.is_dir() else data_folder()
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / name_for(self._path, moment, Reason.RESCUE)
        if self._slots is not None:
            write_safely(key_file(target), self._slots)
        with explaining_database_errors():
            file.copy(connection, target, self._key)
        return target

    def make(self, reason: Reason) -> Path:
        """Copy the file as it is now; whole, synced and read back, or not at all."""
        moment = self._now()
        target = self.folder / name_for(self._path, moment, reason)
        with self._kept_whole(target):
            self.folder.mkdir(exist_ok=True)
            self._copy_keys(target)
            with (
                explaining_database_errors(),
                closing(file.connect(self._path, self._key)) as connection,
            ):
                file.copy(connection, target, self._key)
            self._copy_to_second(target)
        self.latest, self._changed_since = moment, None
        self._prune(moment, target)
        return target

    def on_close(self) -> None:
        """Raises BackupError where no backup could be made of what changed."""
        if self._changed_since is None:
            return
        try:
            self.make(Reason.CLOSED)
        except InspectionError as error:
            raise BackupError(
                f"改动已保存，但关闭时没有做成备份；请核对“{self.folder}”的权限和剩余空间。"
            ) from error

    def forgo(self) -> None:
        """What changed so far needs no backup: the file is still in the making."""
        self._changed_since = None

    @contextmanager
    def _kept_whole(self, target: Path) -> Iterator[None]:
        """Where a backup cannot be made, nothing of it is left."""
        try:
            yield
        except (InspectionError, OSError) as error:
            with suppress(OSError):
                key_file(target).unlink(missing_ok=True)
                target.unlink(missing_ok=True)
                self.folder.rmdir()  # if this was to be the first
            if isinstance(error, InspectionError):
                raise
            raise InspectionError(f"备份不能写入“{self.folder}”；请核对权限和剩余空间。") from error

    def _copy_keys(self, target: Path) -> None:
        if key_file(self._path).exists():
            write_safely(key_file(target), key_file(self._path).read_bytes())

    def _copy_to_second(self, target: Path) -> None:
        if self.second is not None and self.second.is_dir():
            sweep_parts(self.second, self._names)
            for source in (target, key_file(target)):
                if source.exists():
                    write_safely(self.second / source.name, source.read_bytes())

    @property
    def _names(self) -> str:
        return names_of(self._path)

    def sweep(self) -> None:
        """Remove what a killed process left half-made. Only before anything is being made."""
        sweep_parts(self._path.parent, re.escape(self._path.name))
        sweep_parts(self.folder, self._names)
        for slots in self.folder.glob("*.keys"):  # written before the copy they belong to
            copy = slots.with_suffix("")
            if re.fullmatch(self._names, copy.name) and not copy.exists():
                slots.unlink(missing_ok=True)

    def remove_others(self, kept: Path) -> tuple[list[Path], list[Path]]:
        """Overwrite and remove every copy of the file but `kept`; which are gone, which are not."""
        return overwrite_all(self._copies(kept))

    def _copies(self, kept: Path) -> list[Path]:
        own = re.compile(rf"{self._names}(\.keys|-wal|-shm|-journal|\.part)*")
        spared = {kept.name, key_file(kept).name}
        folders = [self.folder, *([self.second] if self.second else [])]
        return [
            path
            for folder in folders
            if folder.is_dir()
            for path in sorted(folder.iterdir())
            if own.fullmatch(path.name) and path.name not in spared
        ]

    def _prune(self, now: datetime, newest: Path) -> None:
        """Older than a fortnight goes; the newest always stays."""
        for copy in self.folder.iterdir():
            if copy == newest or not re.fullmatch(self._names, copy.name):
                continue
            if copy.stem.endswith(_LASTING):
                continue
            made = datetime.fromtimestamp(copy.stat().st_mtime).astimezone()
            if now - made > KEEP:
                with suppress(OSError):  # somebody looks at it; it goes next time
                    copy.unlink()
                    key_file(copy).unlink(missing_ok=True)
