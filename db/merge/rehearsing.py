"""Data to try merges on that nobody keeps."""

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event

from db.errors import InspectionError
from db.merge.cancellation import stopped_by
from db.progress import Progress
from db.storage import file
from db.storage.engine import engine_on
from db.storage.leftovers import workshop
from db.store import Store


@contextmanager
def throw_away(bureau: Store, progress: Progress) -> Iterator[Connection]:
    """A connection on which whatever is committed is gone afterwards.

    Of a file it is to a copy, encrypted as the file is: no lock is held on the bureau's own. Of a
    master it is one transaction that is rolled back; no other officer writes meanwhile.
    """
    if bureau.shared:
        with bureau.engine.connect() as connection, connection.begin() as transaction:
            yield connection
            transaction.rollback()
        return
    with _copied(bureau, progress) as copy, _opened(copy, bureau.key) as connection:
        yield connection


@contextmanager
def _copied(bureau: Store, progress: Progress) -> Iterator[Path]:
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(workshop(None, "inspector-"))
        except OSError as error:
            raise _no_room(bureau) from error
        yield _copy(bureau, folder / "rehearsal.inspection", progress)


def _copy(bureau: Store, target: Path, progress: Progress) -> Path:
    import sqlcipher3.dbapi2 as sqlite

    try:
        with closing(bureau.connection()) as raw, stopped_by(raw, progress):
            raw.execute("VACUUM INTO ?", (str(target),))
    except sqlite.Error as error:
        raise _no_room(bureau) from error
    return target


def _no_room(bureau: Store) -> InspectionError:
    return InspectionError(
        f"临时文件夹放不下“{bureau.path.name}”的副本，不能预览几份文件；"
        "请清理系统盘后再试，或一份一份地预览。"
    )


@contextmanager
def _opened(copy: Path, key: bytes | None) -> Iterator[Connection]:
    def open_one() -> Any:
        raw = file.connect(copy, key)
        raw.execute("PRAGMA synchronous = OFF")
        return raw

    engine = engine_on(open_one)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()
