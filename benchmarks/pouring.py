"""What the PostgreSQL benchmark does, ours and raw. Each call returns milliseconds."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from threading import Event, Thread
from typing import Any

from sqlalchemy import Table, text

from benchmarks.campaign import Files
from benchmarks.measure import timed
from db.merge.attaching import joined
from db.merge.batch_import import merge_all
from db.merge.union import unite
from db.postgres.copying import pour
from db.postgres.engine import engine_for
from db.postgres.founding import found
from db.postgres.master import Master
from db.postgres.master_url import Address
from db.schema.base import Base, table_of
from db.schema.journal import ActRecord, Edit, Saw, Supersedes
from db.schema.registry import kept_classes
from db.storage import file
from db.store import Store
from tests.db.postgres.server import Server, running

_SETTINGS = {
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "autovacuum": "on",
    "shared_buffers": "512MB",
    "max_wal_size": "4GB",
}
_numbers = count(1)


@contextmanager
def server() -> Iterator[Server]:
    """A server that keeps its word, on this disk."""
    with (
        tempfile.TemporaryDirectory(dir="/var/tmp") as folder,  # a private folder
        running(Path(folder), _SETTINGS) as running_server,
    ):
        yield running_server


def _database(on: Server) -> str:
    name = f"bench{next(_numbers)}"
    on.run(f"CREATE DATABASE {name}")
    return name


def founded(files: Files, on: Server) -> Address:
    """A master of the campaign, nothing merged yet."""
    with Store.open(files.fresh_bureau()) as bureau:
        bureau.backups.forgo()
        return found(Address.parse(on.url(_database(on))), bureau)


def union(files: Files, on: Server) -> float:
    """COPY into staging and the set union, of six files, each committed."""
    with Master.at(founded(files, on)) as master:
        return timed(lambda: _unite_all(master, files))


def _unite_all(master: Master, files: Files) -> None:
    for path in files.teams:
        with joined(master, path) as session:
            unite(session.connection())
            session.commit()


def full(files: Files, on: Server) -> float:
    """As finance staff do it: gate, union, conflicts, checks, receipt."""
    with Master.at(founded(files, on)) as master:
        return timed(lambda: list(merge_all(master, dict.fromkeys(files.teams))))


def again(files: Files, on: Server) -> float:
    """Files that hold nothing new."""
    with Master.at(founded(files, on)) as master:
        _unite_all(master, files)
        return timed(lambda: _unite_all(master, files))


def raw(files: Files, on: Server) -> float:
    """Plain COPY of every row of the six into empty tables with the same keys and indexes."""
    return sum(raw_one(path, on) for path in files.teams)


def raw_one(path: Path, on: Server) -> float:
    model = _model(on)
    engine = engine_for(Address.parse(on.url(model)).url, None, "raw")
    try:
        with engine.connect() as connection:
            for table in _merged():
                connection.execute(text(f'TRUNCATE "{table.name}"'))
            connection.commit()
            return timed(lambda: _pour(connection, path))
    finally:
        engine.dispose()


def _pour(connection: Any, path: Path) -> None:
    with closing(file.connect(path, immutable=True)) as source:
        for table in _merged():
            pour(source, connection, table)
    connection.commit()


def _merged() -> list[Table]:
    journal: list[type[Base]] = [ActRecord, Edit, Supersedes, Saw]
    return [table_of(cls) for cls in (*journal, *kept_classes())]


_models: dict[Path, str] = {}


def _model(on: Server) -> str:
    """A database with bare tables: keys and indexes, no triggers, no references."""
    if on.folder not in _models:
        from sqlalchemy.schema import CreateIndex, CreateTable

        name = _models[on.folder] = _database(on)
        engine = engine_for(Address.parse(on.url(name)).url, None, "raw")
        with engine.begin() as connection:
            connection.execute(text("CREATE SCHEMA raw"))
            for table in _merged():
                connection.execute(CreateTable(table, include_foreign_key_constraints=[]))
                for index in table.indexes:
                    connection.execute(CreateIndex(index))
        engine.dispose()
    return _models[on.folder]


# by the command


def commanded(master: Address, path: Path, on: Server) -> tuple[float, float, float]:
    """Milliseconds of `main.py merge`; the largest memory of it and its gate in MB, and the
    largest that a process of the server had for itself meanwhile."""
    command = [sys.executable, "main.py", "merge", master.text, str(path)]
    memory = 0.0

    def merge() -> None:
        nonlocal memory
        child = os.posix_spawn(sys.executable, command, os.environ)
        _, status, used = os.wait4(child, 0)
        assert status == 0
        memory = used.ru_maxrss / 1024

    with _watched(on) as server_memory:
        taken = timed(merge)
    return taken, memory, max(server_memory, default=0.0)


@contextmanager
def _watched(on: Server) -> Iterator[list[float]]:
    """Looks ten times a second what the server's processes have for themselves, in MB."""
    (first, *_) = (on.folder / "postmaster.pid").read_text().splitlines()
    over, seen = Event(), [0.0]

    def look() -> None:
        while not over.wait(0.1):
            children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
            seen.append(max((_own_memory(pid) for pid in children), default=0.0))

    looking = Thread(target=look, daemon=True)
    looking.start()
    try:
        yield seen
    finally:
        over.set()
        looking.join()


def _own_memory(pid: str) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:  # it ended
        return 0.0
    lines = dict(line.split(":", 1) for line in status.splitlines())
    return int(lines.get("RssAnon", "0 kB").split()[0]) / 1024


@dataclass(frozen=True)
class Volume:
    """What a master holds and takes."""

    answers: int
    disk_mb: float

    @staticmethod
    def files_mb(files: Files) -> float:
        return sum(path.stat().st_size for path in (files.bureau, *files.teams)) / 1e6


def volume_of(master: Address) -> Volume:
    with Master.at(master) as store, store.read() as work:
        ask = work.session.scalar
        answers = ask(text("SELECT count(*) FROM answer")) or 0
        size = ask(text("SELECT pg_database_size(current_database())")) or 0
    return Volume(answers, size / 1e6)
