"""Rows that stayed out of merges: what they held, and how one is let in after all."""

import json
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select, update
from sqlalchemy.orm import Session

from db.cells import Field, show
from db.errors import InspectionError
from db.journal import silently
from db.merge.inbox import BadRow
from db.merge.scratch import BAD, INCOMING
from db.schema.base import Base, Cell, Kept, Row, kept_classes, table_named, table_of
from db.schema.merging import MergeBatch, Quarantine
from db.schema.types import Anything
from db.typed import parse

_LONGEST = 4000


@dataclass(frozen=True)
class KeptOut:
    """`why`: the column that is wrong, or what it rests on. `values`: as they were, as text.

    `repairable`: it can be let in with other values.
    """

    id: int
    batch: int
    source: str
    table: str
    key: str
    why: str
    values: dict[str, str | None]
    repairable: bool

    @property
    def wrong(self) -> str:
        """The column that is wrong; '' where the row rests on another that stayed out."""
        return self.why if self.why in self.values else ""


class Quarantined:
    """Rows that wait to be repaired or left out for good."""

    def __init__(self, session: Session, act: uuid.UUID | None = None) -> None:
        self._session, self._act = session, act

    def number(self) -> int:
        return len(self.lines())

    def lines(self) -> list[KeptOut]:
        """What stayed out and is not here by now, of batches that stand."""
        query = (
            select(Quarantine, MergeBatch.source)
            .join(MergeBatch, MergeBatch.number == Quarantine.batch)
            .where(Quarantine.settled.is_(None), MergeBatch.taken_back_by.is_(None))
            .order_by(Quarantine.batch, Quarantine.tbl, Quarantine.id)
        )
        found = [_line(row, source) for row, source in self._session.execute(query)]
        return [line for line in found if not self._here(line)]

    def leave_out(self, ids: list[int]) -> None:
        """These are not wanted."""
        settled = update(Quarantine).where(Quarantine.id.in_(ids)).values(settled=self._act)
        self._session.execute(settled)

    def repair(self, id_: int, values: Mapping[str, Any]) -> None:
        """Let a row in with these values in place of its own."""
        row = self._session.get(Quarantine, id_)
        if row is None or row.settled is not None:
            raise InspectionError("这一行已经处理过；请刷新列表。")
        line = _line(row, "")
        cls = _class_of(line.table)
        if cls is None or not line.repairable:
            raise InspectionError("这一行不能修复，只能不要；请在相应学校的页面上补录。")
        held = {**_parsed(line), **values}
        self._require_parents(cls, held)
        if issubclass(cls, Row):
            self._session.add(cls(**held))
        else:
            self._add_cell(cls, held)
        self._session.flush()
        row.settled = self._act

    def _add_cell(self, cls: type[Kept], held: dict[str, Any]) -> None:
        """A cell that comes later than its parent begins empty; what it says is an edit."""
        keys = [column.name for column in table_of(cls).primary_key.columns]
        parent, key = (held[name] for name in keys)
        with silently(self._session):
            self._session.add(cls(**{name: held[name] for name in keys}))
        for name, value in held.items():
            if name not in keys:
                show(self._session, Field(cls.__tablename__, parent, name, key), value)

    def _require_parents(self, cls: type[Kept], held: dict[str, Any]) -> None:
        for key in table_of(cls).foreign_keys:
            value = held.get(key.parent.name)
            if value is None or key.parent.name == "act":
                continue
            query = select(func.count()).where(key.column == value)
            if not self._session.scalar(query):
                raise InspectionError(
                    "它所属的记录也在隔离区；请先修复那一条，再合并一次原来的包。"
                )

    def _here(self, line: KeptOut) -> bool:
        """The same row came in since."""
        table = table_named(line.table)
        parts = zip(table.primary_key.columns, line.key.split("/"), strict=False)
        same = [func.hex(column) == part for column, part in parts]
        return bool(self._session.scalar(select(func.count()).select_from(table).where(*same)))


def contents(connection: Connection, rows: list[BadRow]) -> Iterator[tuple[BadRow, str]]:
    """What bad rows of the attached file hold, as JSON: text by column."""
    by_table: dict[str, dict[str, str]] = {
        name: dict(_held(connection, name)) for name in {row.table for row in rows}
    }
    for row in rows:
        yield row, by_table[row.table].get(row.key, "")


def _held(connection: Connection, name: str) -> Iterator[tuple[str, str]]:
    table = Base.metadata.tables[name]
    columns = [column.name for column in table.columns if not isinstance(column.type, Anything)]
    key = " || '/' || ".join(f'hex(t."{column.name}")' for column in table.primary_key.columns)
    cells = ", ".join(
        f'typeof(t."{one}"), substr(CAST(t."{one}" AS BLOB), 1, {_LONGEST})' for one in columns
    )
    query = (
        f'SELECT {key}, {cells} FROM {INCOMING}."{name}" t'
        f" WHERE {key} IN (SELECT key FROM {BAD.name} WHERE tbl = ?)"
    )
    for row_key, *told in connection.exec_driver_sql(query, (name,)):
        values = {
            column: _text(kind, value)
            for column, kind, value in zip(columns, told[::2], told[1::2], strict=True)
        }
        yield row_key, json.dumps(values, ensure_ascii=False)


def _text(kind: str, value: bytes | None) -> str | None:
    if value is None or kind == "null":
        return None
    return value.hex() if kind == "blob" else value.decode("utf-8", "replace")


def _line(row: Quarantine, source: str) -> KeptOut:
    values: dict[str, str | None] = json.loads(row.content) if row.content else {}
    wrong = row.reason in values
    return KeptOut(
        id=row.id,
        batch=row.batch,
        source=source,
        table=row.tbl,
        key=row.key,
        why=row.reason,
        values=values,
        repairable=wrong and _class_of(row.tbl) is not None and bool(values),
    )


def _class_of(table: str) -> type[Row] | type[Cell] | None:
    found = (cls for cls in kept_classes() if cls.__tablename__ == table)
    return next((cls for cls in found if issubclass(cls, Row | Cell)), None)


def _parsed(line: KeptOut) -> dict[str, Any]:
    """What the row held, but for what was wrong with it and for whose act it was."""
    return {
        name: None if value is None else parse(line.table, name, value)
        for name, value in line.values.items()
        if name not in (line.wrong, "act")
    }
