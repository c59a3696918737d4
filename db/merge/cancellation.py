"""Long work that can be given up in the middle of a statement, not only between two."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import Event, Thread
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from db.journal.dialects import on_postgres
from db.progress import Cancelled, Progress

_STEPS_BETWEEN_LOOKS = 200_000
_SECONDS_BETWEEN_LOOKS = 0.2
_Watched = Callable[[Any, Callable[[], bool]], AbstractContextManager[None]]


@contextmanager
def given_up_at_once(session: Session, progress: Progress) -> Iterator[Progress]:
    """Progress that is also asked in the middle of a long statement, so that it can be stopped."""
    raw = session.connection().connection.dbapi_connection
    watched = _by_clock if on_postgres(session.connection()) else _by_steps
    with _given_up(raw, watched, progress) as report:
        yield report


def stopped_by(raw: Any, progress: Progress) -> AbstractContextManager[Progress]:
    """The same on a raw connection to a file."""
    return _given_up(raw, _by_steps, progress)


@contextmanager
def _given_up(raw: Any, watched: _Watched, progress: Progress) -> Iterator[Progress]:
    import sqlcipher3.dbapi2 as sqlite

    latest, given_up = [(0, 1)], []

    def report(done: int, total: int) -> None:
        latest[0] = done, total
        progress(done, total)

    def still_wanted() -> bool:
        try:
            progress(*latest[0])
        except Cancelled as stop:
            given_up.append(stop)
        return bool(given_up)

    try:
        with watched(raw, still_wanted):
            yield report
    except (DBAPIError, sqlite.Error):
        if given_up:
            raise given_up[0] from None
        raise


@contextmanager
def _by_steps(raw: Any, given_up: Callable[[], bool]) -> Iterator[None]:
    """SQLite asks by itself."""
    raw.set_progress_handler(given_up, _STEPS_BETWEEN_LOOKS)
    try:
        yield
    finally:
        raw.set_progress_handler(None, 0)


@contextmanager
def _by_clock(raw: Any, given_up: Callable[[], bool]) -> Iterator[None]:
    """A server is told, by a thread that looks from time to time."""
    over = Event()

    def look() -> None:
        while not over.wait(_SECONDS_BETWEEN_LOOKS):
            if given_up():
                raw.cancel()
                return

    looking = Thread(target=look, name="giving up", daemon=True)
    looking.start()
    try:
        yield
    finally:
        over.set()
        looking.join()
