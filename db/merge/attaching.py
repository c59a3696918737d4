"""The other file beside the one that merges: attached to a file, copied into a master."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from db.journal.dialects import on_postgres
from db.merge.inbox import BadRow, attached
from db.store import Store


@contextmanager
def joined(
    bureau: Store,
    path: Path,
    key: bytes | None = None,
    bad: Iterable[BadRow] = (),
    *,
    immutable: bool = False,
) -> Iterator[Session]:
    """A writing session of the bureau with the tables of another file as `incoming`."""
    with (
        bureau.engine.connect() as connection,
        beside(connection, path, key, bad, immutable=immutable) as session,
    ):
        yield session


@contextmanager
def beside(
    connection: Connection,
    path: Path,
    key: bytes | None = None,
    bad: Iterable[BadRow] = (),
    *,
    immutable: bool = False,
) -> Iterator[Session]:
    """As `joined`; where a transaction of a master is under way, within a savepoint of it."""
    if on_postgres(connection):
        from db.postgres.staging import staged, unstaged

        lasts = connection.in_transaction()
        with Session(connection, join_transaction_mode="create_savepoint") as session:
            staged(session.connection(), path, key, bad, immutable=immutable)
            yield session
        if lasts:
            unstaged(connection)
    else:
        raw = connection.connection.dbapi_connection
        with attached(raw, path, key, immutable=immutable):
            with Session(connection) as session:
                yield session
            connection.rollback()
