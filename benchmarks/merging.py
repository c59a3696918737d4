"""What the merge benchmark does, ours and raw. Each call returns milliseconds."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from benchmarks.campaign import Files
from benchmarks.measure import timed
from db.merge.batch_import import merge_all
from db.merge.inbox import attached
from db.merge.union import unite
from db.schema.base import table_of
from db.schema.journal import ActRecord, Edit, Saw, Supersedes
from db.schema.registry import kept_classes
from db.storage import file
from db.storage.keys import unwrap
from db.store import Store
from db.vocabulary import Act

_TABLES = [
    table_of(ActRecord).name,
    *(cls.__tablename__ for cls in kept_classes()),
    *(table_of(cls).name for cls in (Edit, Supersedes, Saw)),
]


def _key(path: Path, passphrase: str | None) -> bytes | None:
    return unwrap(path, passphrase) if passphrase else None


def _each(files: Files, work: Callable[[Path], object]) -> None:
    for path in files.teams:
        work(path)


def union(files: Files, passphrase: str | None = None) -> float:
    """The set union of six files, committed."""
    keys = {path: _key(path, passphrase) for path in files.teams}
    key = _key(files.bureau, passphrase)
    bureau = files.fresh_bureau()
    with _opened(bureau, key) as store:
        return timed(lambda: _each(files, lambda path: _unite(store, path, keys[path])))


def _unite(store: Store, path: Path, key: bytes | None = None) -> None:
    with store.engine.connect() as connection:
        raw_connection = connection.connection.dbapi_connection
        with attached(raw_connection, path, key):
            unite(connection)
            connection.commit()


def raw(files: Files) -> float:
    """The naive way: whatever is there, over and over, nothing asked."""
    bureau = files.fresh_bureau()
    with closing(file.connect(bureau)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        return timed(lambda: _each(files, lambda path: _pour(connection, path)))


def _pour(connection: Any, path: Path) -> None:
    with attached(connection, path):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE pen SET silent = 1")
        for table in _TABLES:
            connection.execute(
                f'INSERT OR IGNORE INTO main."{table}" SELECT * FROM incoming."{table}"'
            )
        connection.execute("UPDATE pen SET silent = 0")
        connection.execute("COMMIT")


def full(files: Files) -> float:
    """As finance staff do it: gate, backup, union, conflicts, checks, receipt."""
    bureau = files.fresh_bureau()
    with _opened(bureau) as store:
        return timed(lambda: list(merge_all(store, dict.fromkeys(files.teams))))


def merged(files: Files) -> Path:
    """A bureau file with the six merged in."""
    path = Path(shutil.copy(files.bureau, files.bureau.with_name("merged.inspection")))
    with _opened(path) as store:
        list(merge_all(store, dict.fromkeys(files.teams)))
    return path


def same_packages(files: Files) -> float:
    path = files.bureau.with_name("again.inspection")
    if not path.exists():
        shutil.copy(merged(files), path)
    with _opened(path) as store:
        return timed(lambda: list(merge_all(store, dict.fromkeys(files.teams))))


def unchanged(files: Files, bureau: Path) -> float:
    """Files that hold nothing new, though their bytes may differ."""
    with _opened(bureau) as store:
        return timed(lambda: _each(files, lambda path: _unite(store, path)))


def edited(path: Path, share: float) -> Path:
    """A copy of a team's file in which this share of the answers was corrected."""
    copy = Path(shutil.copy(path, path.with_name("edited.inspection")))
    every = round(1 / share)
    with _opened(copy) as store, store.act(Act.ENTER_SHEET) as work:
        from sqlalchemy import text

        work.session.execute(
            text(
                "UPDATE answer SET value = CASE value WHEN 'A' THEN 'B' ELSE 'A' END"
                " WHERE (abs(random()) % :every) = 0"
            ),
            {"every": every},
        )
    return copy


def edits(bureau: Path, source: Path) -> float:
    copy = Path(shutil.copy(bureau, bureau.with_name("edits.inspection")))
    with _opened(copy) as store:
        return timed(lambda: _unite(store, source))


def raw_edits(bureau: Path, source: Path) -> float:
    """Just those edits, written down and applied, nothing asked."""
    copy = Path(shutil.copy(bureau, bureau.with_name("raw-edits.inspection")))
    with closing(file.connect(copy)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        return timed(lambda: _apply(connection, source))


def _apply(connection: Any, source: Path) -> None:
    with attached(connection, source):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE pen SET silent = 1")
        for table in ("act", "edit", "supersedes", "saw"):
            connection.execute(
                f'INSERT OR IGNORE INTO main."{table}" SELECT * FROM incoming."{table}"'
            )
        connection.execute(
            "UPDATE answer SET value = e.new FROM incoming.edit e"
            " WHERE e.tbl = 'answer' AND e.row = answer.sheet_id AND e.sub = answer.question"
        )
        connection.execute("UPDATE pen SET silent = 0")
        connection.execute("COMMIT")


def memory_growth_mb(files: Files) -> float:
    """How much the largest memory of a process grows while it merges the six."""
    bureau = files.fresh_bureau()
    script = (
        "import resource, sys; from pathlib import Path; from db.store import Store;"
        "from db.merge.batch_import import merge_all;"
        "peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024;"
        "store = Store.open(Path(sys.argv[1])); before = peak();"
        "list(merge_all(store, {Path(name): None for name in sys.argv[2:]}));"
        "print(peak() - before)"
    )
    names = [str(path) for path in (bureau, *files.teams)]
    done = subprocess.run(
        [sys.executable, "-c", script, *names],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout.split()[-1])


def scan(path: Path, passphrase: str | None = None) -> float:
    """Open and read every answer once."""
    key = _key(path, passphrase)

    def read() -> None:
        with closing(file.connect(path, key, immutable=True)) as connection:
            connection.execute("SELECT count(value), max(value) FROM answer").fetchone()

    return timed(read)


def bulk_write(folder: Path, passphrase: str | None = None) -> float:
    """Make a file and write a table of 100,000 rows."""
    path = folder / "bulk.inspection"
    for old in folder.glob("bulk.inspection*"):
        old.unlink()
    key = file.create_locked(path, passphrase)

    def write() -> None:
        with closing(file.connect(path, key)) as connection:
            connection.execute("BEGIN")
            connection.execute("CREATE TABLE bulk (a INTEGER PRIMARY KEY, b TEXT)")
            connection.execute(
                "WITH RECURSIVE n(v) AS (SELECT 1 UNION ALL SELECT v + 1 FROM n WHERE v < 100000)"
                " INSERT INTO bulk SELECT v, hex(randomblob(8)) FROM n"
            )
            connection.execute("COMMIT")

    return timed(write)


def _opened(path: Path, key: bytes | None = None) -> Store:
    store = Store.open(path, key)
    store.backups.note_change = lambda: None  # type: ignore[method-assign]  # closing is not measured
    return store
