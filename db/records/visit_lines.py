"""Registers of one visit: lists whose lines are entered, corrected and struck out alike."""

import uuid
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, ClassVar, TypeVar

from sqlalchemy import select

from db.records.repository import Repository
from db.schema.base import Row

L = TypeVar("L")


class VisitLines(Repository):
    """`register` is the line one wants to enter or read; `_tables` says where each kind is kept."""

    _tables: ClassVar[Mapping[type[Any], type[Row]]]

    def enter(self, register: type[Any], visit: uuid.UUID, **values: Any) -> uuid.UUID:
        return self._add(self._tables[register](visit_id=visit, **values)).id

    def correct(self, register: type[Any], line: uuid.UUID, **values: Any) -> None:
        self._change(self._tables[register], line, **values)

    def strike_out(self, register: type[Any], line: uuid.UUID) -> None:
        self._delete(self._get(self._tables[register], line))

    def lines(self, register: type[L], visit: uuid.UUID) -> list[L]:
        """In the order they were entered."""
        table: Any = self._tables[register]
        query = select(table).where(table.visit_id == visit, table.deleted.is_(False))
        names = [field.name for field in fields(register)]  # type: ignore[arg-type]
        return [
            register(**{name: getattr(row, name) for name in names})
            for row in self._session.scalars(query.order_by(table.id))
        ]
