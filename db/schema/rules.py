"""Which stored rows are unsound, as SQL, so that a file can be checked without this program's
models: the gate before a merge runs these in a small process of its own.

Each query answers rows (table, key, column). A key is the hex of the primary key's parts.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, ForeignKey, Table

import db.schema.everything  # noqa: F401  # fills the metadata
from db.schema.base import DELETED, Base, Local, edited_columns, table_of
from db.schema.registry import kept_classes
from db.schema.types import Anything, Chars, Count, Fen, Flag

_INTEGERS = (Count, Fen, Flag)


def rules() -> Iterator[str]:
    for table in _merged_tables():
        yield _unsound(table)
    yield _unsound_edits()
    for table in _merged_tables():
        for key in sorted(table.foreign_keys, key=lambda key: key.parent.name):
            yield _orphans(table, key)
    yield _edits_of_nothing()


def _merged_tables() -> list[Table]:
    local = {table_of(m.class_).name for m in Base.registry.mappers if issubclass(m.class_, Local)}
    return [table for table in Base.metadata.sorted_tables if table.name not in local]


def key_sql(table: Table, alias: str = "t") -> str:
    return " || '/' || ".join(f'hex({alias}."{c.name}")' for c in table.primary_key.columns)


def _unsound(table: Table) -> str:
    faults = [
        f'WHEN t."{column.name}" IS NOT NULL AND ({_fault(column, _named(column))})'
        f" THEN '{column.name}'"
        for column in table.columns
        if not isinstance(column.type, Anything)
    ]
    why = "CASE " + " ".join(faults) + " END"
    return (
        f"SELECT '{table.name}', k, why FROM (SELECT {key_sql(table)} AS k, {why} AS why"
        f' FROM "{table.name}" t) WHERE why IS NOT NULL'
    )


def _named(column: Column[Any]) -> str:
    return f't."{column.name}"'


def _fault(column: Column[Any], value: str) -> str:
    return str(column.type.fault(value))  # type: ignore[attr-defined]


def _unsound_edits() -> str:
    """An edit holds what its field may hold, and names a field that exists."""
    fields = " ".join(
        f"WHEN '{cls.__tablename__}.{DELETED if name == 'deleted' else name}'"
        f" THEN {_sound(table_of(cls).columns[name])}"
        for cls in kept_classes()
        for name in edited_columns(cls)
    )
    return (
        "SELECT 'edit', hex(t.id), t.tbl || '.' || t.col FROM edit t"
        f" WHERE NOT CASE t.tbl || '.' || t.col {fields} ELSE 0 END"
    )


def _sound(column: Column[Any]) -> str:
    typed = f"typeof(t.new) = '{_storage(column)}' AND NOT ({_fault(column, 't.new')})"
    return f"(t.new IS NULL OR {typed})" if column.nullable else f"({typed})"


def _storage(column: Column[Any]) -> str:
    if isinstance(column.type, _INTEGERS):
        return "integer"
    text = isinstance(column.type, Chars) or str(column.type.compile()).startswith("TEXT")
    return "text" if text else "blob"


def _orphans(table: Table, key: ForeignKey) -> str:
    target = key.column
    return (
        f"SELECT '{table.name}', {key_sql(table)}, '{key.parent.name}'"
        f' FROM "{table.name}" t WHERE t."{key.parent.name}" IS NOT NULL'
        f' AND NOT EXISTS (SELECT 1 FROM "{target.table.name}" p'
        f' WHERE p."{target.name}" = t."{key.parent.name}")'
    )


def _edits_of_nothing() -> str:
    rows = " ".join(
        f"WHEN '{cls.__tablename__}' THEN EXISTS (SELECT 1 FROM \"{cls.__tablename__}\" p"
        f" WHERE {_same_key(table_of(cls))})"
        for cls in kept_classes()
    )
    return f"SELECT 'edit', hex(t.id), 'row' FROM edit t WHERE NOT CASE t.tbl {rows} ELSE 0 END"


def _same_key(table: Table) -> str:
    first, *rest = [column.name for column in table.primary_key.columns]
    second = f' AND p."{rest[0]}" = t.sub' if rest else ""
    return f'p."{first}" = t."row"{second}'
