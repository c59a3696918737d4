"""Rolling copies beside the file: after ten minutes of change, on close, before risky work."""

from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path

from db import file
from db.keys import key_file, write_safely

EVERY = timedelta(minutes=10)
KEEP = timedelta(days=14)
FOLDER = "备份"


class Reason(Enum):
    CHANGED = "定时"
    CLOSED = "关闭"
    UPGRADE = "升级前"
    MERGE = "合并前"


class Backups:
    """The backups of one file. `second`: another folder that gets a copy too, if it is there."""

    def __init__(self, path: Path, key: bytes | None, now: Callable[[], datetime]) -> None:
        self._path, self._key, self._now = path, key, now
        self.folder = path.parent / FOLDER
        self.second: Path | None = None
        self.latest: datetime | None = None
        self._changed_since: datetime | None = None

    def note_change(self) -> None:
        self._changed_since = self._changed_since or self._now()

    @property
    def due(self) -> bool:
        """Ten minutes of work are in no backup yet."""
        since = self._changed_since
        return since is not None and self._now() - since >= EVERY

    def make(self, reason: Reason) -> Path:
        """Copy the file as it is now; whole, synced and read back, or not at all."""
        self.folder.mkdir(exist_ok=True)
        moment = self._now()
        stamp = moment.astimezone().strftime("%Y%m%d-%H%M%S")
        target = self.folder / f"{self._path.stem}-{stamp}-{reason.value}{file.SUFFIX}"
        with closing(file.connect(self._path, self._key)) as connection:
            file.copy(connection, target)
        self._copy_keys(target)
        self._copy_to_second(target)
        self.latest, self._changed_since = moment, None
        self._prune(moment, target)
        return target

    def on_close(self) -> None:
        if self._changed_since is not None:
            self.make(Reason.CLOSED)

    def _copy_keys(self, target: Path) -> None:
        if key_file(self._path).exists():
            write_safely(key_file(target), key_file(self._path).read_bytes())

    def _copy_to_second(self, target: Path) -> None:
        if self.second is not None and self.second.is_dir():
            for source in (target, key_file(target)):
                if source.exists():
                    write_safely(self.second / source.name, source.read_bytes())

    def _prune(self, now: datetime, newest: Path) -> None:
        """Older than a fortnight goes; the newest always stays."""
        for copy in self.folder.glob(f"{self._path.stem}-*{file.SUFFIX}"):
            made = datetime.fromtimestamp(copy.stat().st_mtime).astimezone()
            if copy != newest and now - made > KEEP:
                copy.unlink()
                key_file(copy).unlink(missing_ok=True)
