"""Another file's rows in temporary tables, for the length of one transaction."""

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Table, text

from db import file
from db.merge.inbox import BadRow
from db.postgres.copying import pour, shut_out
from db.postgres.engine import TEMPORARY
from db.postgres.master import claim
from db.schema.base import Base, kept_classes, table_of
from db.schema.journal import ActRecord, Edit, Saw, Supersedes


def staged(connection: Connection, path: Path, key: bytes | None, bad: Iterable[BadRow]) -> None:
    """Bring them; nobody else writes until the transaction ends, however long others take."""
    connection.execute(text("SET LOCAL lock_timeout = 0"))
    claim(connection, alone=True)
    with closing(file.connect(path, key, immutable=True)) as source, shut_out(source, bad) as out:
        for table in _merged():
            _stage(connection, source, table, out)


def _merged() -> list[Table]:
    journal: list[type[Base]] = [ActRecord, Edit, Supersedes, Saw]
    return [table_of(cls) for cls in (*journal, *kept_classes())]


def _stage(connection: Connection, source: object, table: Table, out: frozenset[str]) -> None:
    name = f'{TEMPORARY}."{table.name}"'
    connection.execute(text(f'CREATE TEMP TABLE {name} (LIKE "{table.name}") ON COMMIT DROP'))
    if pour(source, connection, table, into=TEMPORARY, without=out):
        connection.execute(text(f"ANALYZE {name}"))
