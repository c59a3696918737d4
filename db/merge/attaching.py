"""The other file beside the one that merges: attached to a file, copied into a master."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

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
    with bureau.engine.connect() as connection:
        if on_postgres(connection):
            from db.postgres.staging import staged

            with Session(connection) as session:
                staged(session.connection(), path, key, bad, immutable=immutable)
                yield session
        else:
            raw = connection.connection.dbapi_connection
            with attached(raw, path, key, immutable=immutable):
                with Session(connection) as session:
                    yield session
                connection.rollback()
