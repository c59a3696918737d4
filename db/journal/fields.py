"""One field of one row, named as the journal names it."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, exists, select, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from db.schema.base import DELETED, Cell, Row, table_of
from db.schema.journal import Supersedes
from db.schema.registry import kept_classes, table_named

_DIALECT = sqlite.dialect()


@dataclass(frozen=True)
class Field:
    """`column` may be `#deleted`; `sub` is the second part of a cell's key."""

    table: str
    row: uuid.UUID
    column: str
    sub: str = ""

    @property
    def owner(self) -> Table:
        return table_named(self.table)

    @property
    def stored_in(self) -> Column[Any]:
        return self.owner.columns["deleted" if self.column == DELETED else self.column]

    def key(self) -> list[ColumnElement[bool]]:
        """The row this field belongs to."""
        return row_key(self.owner, self.row, self.sub)

    def edits(self, edit: Any) -> list[ColumnElement[bool]]:
        """The edits of this field, among `edit`."""
        return [
            edit.tbl == self.table,
            edit.row == self.row,
            edit.sub == self.sub,
            edit.col == self.column,
        ]

    def value(self, session: Session) -> Any:
        """What the row shows now."""
        return session.execute(select(self.stored_in).where(*self.key())).scalar_one()


def row_key(table: Table, row: uuid.UUID, sub: str) -> list[ColumnElement[bool]]:
    first, *rest = table.primary_key.columns
    return [first == row, *(part == sub for part in rest)]


def show(session: Session, field: Field, value: Any) -> None:
    """Let the row show `value`; outside silence that is an edit."""
    session.flush()
    statement = update(field.owner).where(*field.key()).values({field.stored_in: value})
    session.execute(statement)
    session.expire_all()


def shown(field: Field, stored: Any) -> Any:
    """An edit's stored value as the program knows it."""
    kind = field.stored_in.type
    process = kind.result_processor(_DIALECT, None)
    return process(stored) if process else stored


def stored(field: Field, value: Any) -> Any:
    """A value as an edit stores it."""
    process = field.stored_in.type.bind_processor(_DIALECT)
    return process(value) if process else value


def live(edit: Any) -> ColumnElement[bool]:
    """Nothing has replaced `edit`."""
    return ~exists().where(Supersedes.old == edit.id)


@cache
def children_of_table(table: str) -> tuple[tuple[type[Row], str], ...]:
    """Which rows refer to those of `table`, and in which column."""
    return tuple(
        (cls, key.parent.name)
        for cls in kept_classes()
        if issubclass(cls, Row)
        for key in table_of(cls).foreign_keys
        if key.column.table.name == table
    )


@cache
def cells_of(table: str) -> tuple[str, ...]:
    """The tables whose cells belong to rows of `table`."""
    return tuple(
        cls.__tablename__
        for cls in kept_classes()
        if issubclass(cls, Cell)
        for key in table_of(cls).foreign_keys
        if key.column.table.name == table
    )


def children_of(session: Session, row: Row) -> Iterator[Row]:
    """The live rows that refer to `row`."""
    for cls, column in children_of_table(row.__tablename__):
        query = select(cls).where(getattr(cls, column) == row.id, cls.deleted.is_(False))
        yield from session.scalars(query)
