"""A master as a store: the same acts and reads as a file, and several officers at once."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Engine, func, select, text
from sqlalchemy.exc import OperationalError

from db.errors import InspectionError, explaining_database_errors
from db.ids import wall_clock
from db.journal.acts import COMPENSATING
from db.migrations import VERSION
from db.postgres.engine import OLDEST, engine_for
from db.postgres.master_url import Address, PasswordWanted, is_ours, schema_of
from db.postgres.schema import MARK
from db.schema.journal import ActRecord
from db.schema.merging import MergeBatch
from db.storage.backup import Backups, Reason
from db.storage.syncing import SyncListener
from db.store import EVERYTHING, Store
from db.vocabulary import Act

#: Acts that go over what others might be changing: nobody writes beside them.
_ALONE = frozenset({*COMPENSATING, Act.DECIDE, Act.MATCH, Act.REPAIR})


class Master(Store):
    """An open master. Its `path` is a place of this computer for what is made from it."""

    def __init__(self, address: Address, engine: Engine, now: Callable[[], datetime]) -> None:
        self.address, self.now, self.key = address, now, None
        self.path = address.home / "总库"
        self.backups = _ByServer(self.path, None, now)
        # Not read-only: an earlier moment is read through temporary tables. Without a pen nothing
        # that is kept can change.
        self._engine: Engine = engine.execution_options(isolation_level="REPEATABLE READ")
        self._writer = engine.execution_options()
        self._begin()
        self._seen: tuple[Any, ...] | None = None

    @classmethod
    def at(
        cls,
        address: Address,
        password: str | None = None,
        now: Callable[[], datetime] = wall_clock,
    ) -> Self:
        """Open a master for work. Raises InspectionError where that cannot be."""
        schema = _campaign_in(address, password)
        return cls(address, engine_for(address.url, password, schema), now)

    shared = True

    def look_around(self) -> None:
        """Listeners hear of what other officers did since this was asked last."""
        of_others = select(ActRecord.id).where(ActRecord.device != self.device)
        newest = of_others.order_by(ActRecord.id.desc()).limit(1).scalar_subquery()
        latest = select(func.max(MergeBatch.number)).scalar_subquery()
        undone = select(func.count(MergeBatch.taken_back_by)).scalar_subquery()
        with explaining_database_errors(), self._engine.connect() as connection:
            seen = tuple(connection.execute(select(newest, latest, undone)).one())
        before, self._seen = self._seen, seen
        if before not in (None, seen):
            self.notify(EVERYTHING)

    @property
    def where(self) -> str:
        return f"总库 {self.address.name}"

    def identity(self) -> str:
        with self._engine.connect() as connection:
            kept = connection.scalar(text("SELECT identity FROM keyring"))
        if kept is None:
            raise InspectionError("总库里没有本局的私钥，打不开数据包；请用建库的总文件重建。")
        return str(kept)

    def keep_identity(self, private: str) -> None:
        with self._writer.begin() as connection:
            keep_identity(connection, private)

    def is_at(self, path: Path) -> bool:  # noqa: ARG002  # no file is a server
        return False

    def sync_late(self, listener: SyncListener) -> None:
        """The server answers once its disk has it."""
        self._late = _AtOnce(listener)

    def _claim(self, connection: Connection, what: Act) -> None:
        claim(connection, alone=what in _ALONE)

    def _fold_log(self) -> None:
        """The server's own business."""

    def close(self) -> None:
        self._writer.dispose()


def claim(connection: Connection, *, alone: bool) -> None:
    """Write beside others, or alone, until the transaction ends."""
    ours = func.hashtextextended(func.current_schema(), 0)
    lock = func.pg_advisory_xact_lock if alone else func.pg_advisory_xact_lock_shared
    connection.execute(select(lock(ours)))


def keep_identity(connection: Connection, private: str) -> None:
    kept = "INSERT INTO keyring VALUES (1, :private) ON CONFLICT (one) DO UPDATE SET"
    connection.execute(text(f"{kept} identity = excluded.identity"), {"private": private})


class _AtOnce:
    """Tells of each commit when it is made."""

    def __init__(self, listener: SyncListener) -> None:
        self._listener, self._made = listener, 0

    def note(self) -> int:
        self._made += 1
        self._listener(self._made, None)
        return self._made

    @property
    def pending(self) -> bool:
        """Never: a commit here returns once the server's disk has it."""
        return False

    def close(self) -> None:
        """Nothing is outstanding."""


class _ByServer(Backups):
    """Whoever runs the server backs it up."""

    def note_change(self) -> None:
        """Changes are in the server's own log."""

    def make(self, reason: Reason) -> Path:
        if reason is Reason.CHANGED:
            raise InspectionError("总库由服务器备份（pg_dump）；请与管理员约定备份时间。")
        return self.folder

    def on_close(self) -> None:
        """As above."""


# finding the campaign


def _campaign_in(address: Address, password: str | None) -> str:
    """The schema of the campaign that is meant, in a format that this program reads."""
    with reached(address, password) as connection:
        schema, version = find_campaign(connection, address)
    if version < VERSION:
        raise InspectionError(
            f"“{address.name}”的总库是文件格式 {version}，本程序用 {VERSION}；"
            "请先请管理员备份总库，再运行 master 总库地址 --upgrade 升级。"
        )
    return schema


def find_campaign(connection: Connection, address: Address) -> tuple[str, int]:
    """The schema of the campaign that is meant, and its format: this program's, or an older one.

    Raises InspectionError where there is none, or where a newer program wrote it.
    """
    found = _campaigns(connection)
    wanted = schema_of(address.campaign) if address.campaign else None
    if wanted is None and len(found) == 1:
        wanted = next(iter(found))
    if wanted is None:
        if not found:
            raise InspectionError(f"“{address.name}”里还没有总库；请先用 master 命令建库。")
        names = "、".join(sorted(found))
        raise InspectionError(
            f"“{address.name}”里有几次检查（{names}）；请在地址后加 ?campaign=检查编号。"
        )
    if wanted not in found:
        raise InspectionError(f"“{address.name}”里没有这次检查；请核对检查编号。")
    if found[wanted] > VERSION:
        raise InspectionError(
            f"“{address.name}”的总库由更新的版本（文件格式 {found[wanted]}）保存；"
            "请升级本程序后再打开。"
        )
    return wanted, found[wanted]


def _campaigns(connection: Connection) -> dict[str, int]:
    """The format of each campaign here, by its schema."""
    query = text(
        "SELECT nspname, obj_description(oid, 'pg_namespace') FROM pg_namespace"
        " WHERE has_schema_privilege(oid, 'USAGE')"
    )
    rows = [
        (name, comment) for name, comment in connection.execute(query) if is_ours(name) and comment
    ]
    return {
        name: int(comment.removeprefix(MARK)) for name, comment in rows if comment.startswith(MARK)
    }


def reached(address: Address, password: str | None) -> "_Reached":
    return _Reached(address, password)


class _Reached:
    """A connection to a server that will do, before a campaign is chosen."""

    def __init__(self, address: Address, password: str | None) -> None:
        self._address, self._password = address, password
        self._engine = engine_for(address.url, password)

    def __enter__(self) -> Connection:
        try:
            with explaining_database_errors():
                self._connection = self._engine.connect()
        except InspectionError as error:
            cause = error.__cause__
            if isinstance(cause, OperationalError) and _wants_password(cause):
                raise PasswordWanted(f"“{self._address.name}”要口令。") from error
            raise
        self._require_fit()
        return self._connection

    def _require_fit(self) -> None:
        version = int(self._connection.scalar(text("SHOW server_version_num")) or 0)
        if version < OLDEST:
            raise InspectionError("PostgreSQL 版本太旧；请用 14 或更新的版本。")
        if self._connection.scalar(text("SHOW server_encoding")) != "UTF8":
            raise InspectionError("数据库的编码不是 UTF8；请新建一个 UTF8 编码的数据库。")

    def __exit__(self, *_: object) -> None:
        self._connection.close()
        self._engine.dispose()


def _wants_password(error: OperationalError) -> bool:
    connection = getattr(error.orig, "pgconn", None)
    return bool(connection is not None and connection.needs_password)
