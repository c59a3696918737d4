"""Another file's rows in temporary tables, for the length of one transaction."""

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Table, text

from db.merge.inbox import BadRow
from db.postgres.copying import pour, shut_out
from db.postgres.engine import TEMPORARY
from db.postgres.master import claim
from db.schema.base import Base, table_of
from db.schema.journal import ActRecord, Edit, Saw, Supersedes
from db.schema.registry import kept_classes
from db.storage import file

_JOURNAL: tuple[type[Base], ...] = (ActRecord, Edit, Supersedes, Saw)


def staged(
    connection: Connection,
    path: Path,
    key: bytes | None,
    bad: Iterable[BadRow],
    *,
    immutable: bool,
) -> None:
    """Bring them; nobody else writes until the transaction ends, however long others take."""
    connection.execute(text("SET LOCAL lock_timeout = 0"))
    connection.execute(text("SET LOCAL work_mem = '64MB'"))
    claim(connection, alone=True)
    tables = _tables()
    connection.execute(text(";\n".join(map(_temporary, tables))))
    with closing(file.connect(path, key, immutable=immutable)) as source:
        out = shut_out(source, bad)
        for table in tables:
            if pour(source, connection, table, into=TEMPORARY, without=out):
                connection.execute(text(f'ANALYZE {TEMPORARY}."{table.name}"'))


def unstaged(connection: Connection) -> None:
    """Make room for the next file in the same transaction."""
    names = ", ".join(f'{TEMPORARY}."{table.name}"' for table in _tables())
    connection.execute(text(f"DROP TABLE IF EXISTS {names}"))


def _tables() -> list[Table]:
    return [table_of(cls) for cls in (*_JOURNAL, *kept_classes())]


def _temporary(table: Table) -> str:
    return f'CREATE TEMP TABLE {TEMPORARY}."{table.name}" (LIKE "{table.name}") ON COMMIT DROP'
