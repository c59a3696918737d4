"""Open a file; read(); act(). The one door for every change."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import Any, Self

from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session

from db.errors import InspectionError, explaining_database_errors
from db.ids import wall_clock
from db.journal.acts import Deed, drop_pen, take_pen, tear_out
from db.journal.changed_subjects import Touched
from db.migrations.upgrading import upgrade
from db.schema.base import inserting
from db.schema.campaign import FileInfo
from db.storage import file, keys
from db.storage.backup import BackupError, Backups
from db.storage.disks import require_local
from db.storage.engine import engine_on
from db.storage.lock import FileLock
from db.storage.own_log import LogKeeper, require_own_log
from db.storage.presence import Presence
from db.storage.syncing import LateSync, Syncing, SyncListener
from db.unit_of_work import Work
from db.vocabulary import Act, Subject


@dataclass(frozen=True)
class Changed:
    """What an act touched. `act` is None where more than one act came in."""

    act: Act | None
    subjects: frozenset[Subject]


EVERYTHING = Changed(None, frozenset(Subject))
#: Nobody else writes from here on.
_WRITE = "BEGIN IMMEDIATE"
#: Acts that may change what waits for the bureau where they change no record; they are kept.
#: What a batch or a decision names; kept even where no journalled row changed with it.
_ABOUT_MERGES = frozenset({Act.DECIDE, Act.MATCH, Act.REPAIR, Act.TAKE_BACK, Act.BRING_AGAIN})


class Store:
    """An open data file. `person` is who is recording; `now` gives the wall clock (UTC)."""

    def __init__(
        self, path: Path, key: bytes | None, lock: FileLock, now: Callable[[], datetime]
    ) -> None:
        self.path, self.key, self.now = path, key, now
        self.backups = Backups(path, key, now)
        self._lock = lock
        self._presence, self._rescued = Presence(path, key), ""
        self._engine = _engine(path, key)
        self._log = LogKeeper(path, self._engine)
        event.listen(self._engine, "begin", self._on_begin)
        self._writer = self._engine.execution_options(begin=_WRITE, synchronous="FULL")
        self._begin()

    def _on_begin(self, connection: Connection) -> None:
        """A transaction begins as its kind of work wants it."""
        options = connection.get_execution_options()
        if "synchronous" in options:
            connection.exec_driver_sql(f"PRAGMA synchronous = {options['synchronous']}")
        writes = options.get("begin") == _WRITE
        if writes:
            self._require_in_place()
        connection.exec_driver_sql(options.get("begin", "BEGIN"))
        if writes:
            self._log.begin(connection)

    def _begin(self) -> None:
        self.person: uuid.UUID | None = None
        self.device = f"{uuid.getnode():012x}"
        #: Whoever holds the file open goes through this with every act: it may refuse.
        self.gate: Callable[[], AbstractContextManager[None]] = nullcontext
        self._writing, self._acting = RLock(), False
        self._acts = self._writer
        self._late: Syncing | None = None
        self._listeners: list[Callable[[Changed], None]] = []

    @classmethod
    def open(
        cls, path: Path, key: bytes | None = None, now: Callable[[], datetime] = wall_clock
    ) -> Self:
        """Open a file for work. Raises InspectionError with one sentence where that cannot be."""
        header = file.inspect(path)
        if header.form is file.Form.PACKAGE:
            raise InspectionError(
                f"“{path.name}”是数据包，不能直接打开；请打开局里的总文件再合并它。"
            )
        if header.form is file.Form.ENCRYPTED and key is None:
            raise InspectionError(f"“{path.name}”是加密文件；请给出口令。")
        file.require_writable(path)
        require_local(path)
        lock = FileLock(path)
        lock.take()
        try:
            require_own_log(path, key if header.form is file.Form.ENCRYPTED else None)
            Backups(path, key, now).sweep()
            with explaining_database_errors():
                upgrade(path, key if header.form is file.Form.ENCRYPTED else None, now)
                return cls(path, key if header.form is file.Form.ENCRYPTED else None, lock, now)
        except BaseException:
            lock.free()
            raise

    def sync_late(self, listener: SyncListener) -> None:
        """From now on an act returns before the disk has it; `listener` hears when it has.

        For a window, that shows a stroke at once and says "kept" later.
        """
        self._acts = self._engine.execution_options(begin=_WRITE, synchronous="NORMAL")
        self._late = LateSync(self.path, listener)

    @property
    def keeping(self) -> bool:
        """An act is not on the disk yet; `sync_late` told who hears when it is."""
        return self._late is not None and self._late.pending

    #: Others work on the same data at the same time.
    shared = False

    def look_around(self) -> None:
        """Tell of what others did meanwhile: on a file, that they took it away.

        Raises InspectionError then, once.
        """
        if not self._rescued:
            self._require_in_place()

    def _require_in_place(self) -> None:
        """Raise where the path names another file, or none: what is written would be lost.

        What was kept until then is copied first, as long as the system still has it.
        """
        if self._presence.holds():
            return
        gone = f"“{self.path.name}”或它的日志在打开期间被移走、删除或替换了，改动不再保存"
        try:
            self._rescued = self._rescued or str(self.backups.rescue(self._presence.connection))
        except (InspectionError, OSError) as error:
            raise InspectionError(
                f"{gone}；此前的记录没能另存一份，请不要关闭程序，先把文件移回“{self.path.parent}”。"
            ) from error
        raise InspectionError(
            f"{gone}；此前的记录已全部另存为“{self._rescued}”，请关闭文件，从这一份恢复。"
        )

    @property
    def where(self) -> str:
        """Where the data are, for people."""
        return f"本机数据库 {self.path.stat().st_size / 1_000_000:.1f} MB"

    def identity(self) -> str:
        """The bureau's private key."""
        return keys.identity(self.path, self.key)

    def keep_identity(self, private: str) -> None:
        keys.keep_identity(self.path, self.key, private)

    def is_at(self, path: Path) -> bool:
        """These data are in this very file."""
        return path.samefile(self.path)

    def subscribe(self, listener: Callable[[Changed], None]) -> None:
        self._listeners.append(listener)

    def unsubscribe(self, listener: Callable[[Changed], None]) -> None:
        self._listeners.remove(listener)

    def info(self) -> FileInfo:
        with self.read() as work:
            return work.file()

    @contextmanager
    def read(self) -> Iterator[Work]:
        """A short look at one moment of the file."""
        with explaining_database_errors(), Session(self._engine, autoflush=False) as session:
            yield Work(session, now=self.now)

    @contextmanager
    def act(
        self,
        what: Act,
        *,
        school: uuid.UUID | None = None,
        undoes: uuid.UUID | None = None,
        reason: str | None = None,
    ) -> Iterator[Work]:
        """All of it is kept on disk, or none; then listeners hear what changed."""
        facts = {"what": what, "school": school, "undoes": undoes, "reason": reason}
        with (
            self.gate(),
            self._alone(),
            explaining_database_errors(),
            Session(self._acts, expire_on_commit=False) as session,
        ):
            connection = session.connection()
            self._claim(connection, what)
            touched = Touched(connection)
            act = take_pen(connection, self.now(), device=self.device, person=self.person, **facts)
            with inserting(act):
                yield Work(session, act, self.now)
                session.flush()
            kept, own = touched.kept(act), touched.own()
            if what in _ABOUT_MERGES or (undoes is not None and not kept):
                kept.add(Subject.MERGES)
            if undoes is None and own and not kept:
                tear_out(connection, act)  # nothing that is journalled came of it
            drop_pen(connection)
            subjects = frozenset(kept | own)
            if not subjects and undoes is None:
                return
            session.commit()
        self._follow_commit()
        self.backups.note_change()
        self.notify(Changed(what, subjects))

    def _follow_commit(self) -> None:
        if self._late is not None:
            self._late.note()
        self._fold_log()

    def _fold_log(self) -> None:
        """Bring what was kept from the log into the file, now and then."""
        self._log.fold_when_long()

    def _claim(self, connection: Connection, what: Act) -> None:
        """Wait for who may not write at the same time. In a file nobody can."""

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One act at a time; one inside another would wait for itself."""
        with self._writing:
            if self._acting:
                raise RuntimeError("an act is under way")
            self._acting = True
            try:
                yield
            finally:
                self._acting = False

    def notify(self, changed: Changed) -> None:
        for listener in tuple(self._listeners):
            listener(changed)

    def undo(self) -> Act | None:
        """Turn round the last act of the one who is recording; its name, or None."""
        with self._writing:
            with self.read() as work:
                deed = work.journal.undoable(self.person)
            if deed is not None:
                self._reverse(Act.UNDO, deed)
            return deed.what if deed else None

    def redo(self) -> Act | None:
        """Do again what was undone last; its name, or None."""
        with self._writing:
            with self.read() as work:
                deed = work.journal.redoable(self.person)
                again = work.journal.deed(deed.undoes).what if deed and deed.undoes else None
            if deed is not None:
                self._reverse(Act.REDO, deed)
            return again

    def _reverse(self, turn: Act, deed: Deed) -> None:
        with self.act(turn, school=deed.school_id, undoes=deed.id) as work:
            before = work.findings.grounds()
            work.journal.reverse(deed.id, self.person)
            for key, stands in work.findings.grounds().items():
                if before.get(key) and not stands:
                    _, serial, what = key
                    raise InspectionError(
                        f"这样问题 {serial} 就没有{what}了，而它已经组长确认；请先退回草拟。"
                    )

    def connection(self) -> Any:
        """A raw connection of its own, for copying."""
        return file.connect(self.path, self.key)

    @property
    def engine(self) -> Engine:
        """For set-based work (merging) that is not an act of its own."""
        return self._writer

    def came_in(self) -> None:
        """More than one act was committed through `engine`: listeners hear of it."""
        self._follow_commit()
        self.backups.note_change()
        self.notify(EVERYTHING)

    def close(self) -> None:
        """Back up what changed, fold the log into the file and let others open it.

        Raises BackupError where the backup could not be made; the file is closed all the same.
        """
        try:
            if self._late is not None:
                self._late.close()
            self._require_in_place()
            self.backups.on_close()
        finally:
            self._engine.dispose()
            self._presence.end()
            self._lock.free()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            self.close()
        except BackupError:
            if kind is None:  # else what went wrong first is what is told
                raise


def _engine(path: Path, key: bytes | None) -> Engine:
    def open_one() -> Any:
        connection = file.connect(path, key)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA wal_autocheckpoint = 0")  # whoever folds a log marks the next
        return connection

    return engine_on(open_one, connections=4)
