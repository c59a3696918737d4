"""What tests look up behind the repositories, with SQL of their own."""

from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import select

import db.schema.everything  # noqa: F401  # fills the metadata
from db.records.catalogues import Item
from db.schema.base import Base, Row, table_of
from db.schema.registry import kept_classes
from db.storage import file
from db.store import Store


def ask(path: Path, sql: str, *values: Any, key: bytes | None = None) -> list[tuple[Any, ...]]:
    """Rows of a query on a connection of its own."""
    with closing(file.connect(path, key)) as connection:
        return list(connection.execute(sql, values).fetchall())


def visit_of(store: Store) -> Any:
    with store.read() as work:
        return work.schools.lines()[0].visit_id


def item_of(store: Store, number: int = 0) -> Item:
    with store.read() as work:
        return work.catalogues.items("fee")[number]


def dump(path: Path, key: bytes | None = None) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table (older files have fewer), but for the mark of its log."""
    with closing(file.connect(path, key)) as connection:
        listed = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        there = {name for (name,) in listed.fetchall()}
        return {
            name: sorted(connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
            for name in Base.metadata.tables
            if name in there and name != "log_mark"
        }


def shown(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """What people see: every field of every live row, and the cells of live rows."""
    with store.read() as work:
        session = work.session
        seen, live = {}, set()
        for cls in kept_classes():
            table = table_of(cls)
            columns = [column for column in table.columns if column.name != "act"]
            rows = session.execute(select(*columns)).all()
            if issubclass(cls, Row):
                rows = [row for row in rows if not row.deleted]
                live |= {row.id for row in rows}
            elif len(table.primary_key) == 2:
                rows = [row for row in rows if row[0] in live]
            seen[table.name] = sorted(map(tuple, rows), key=repr)
        return seen
