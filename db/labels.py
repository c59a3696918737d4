"""What people call tables and their columns: each table says it of itself."""

from db.schema.base import DELETED, Base
from db.schema.registry import class_named

_GONE = "删除"


def table_label(table: str) -> str:
    """`问题` of `finding`."""
    cls = class_named(table)
    if cls is not None:
        return cls.caption
    of_journal = {
        mapper.class_.__tablename__: mapper.class_.caption for mapper in Base.registry.mappers
    }
    return of_journal.get(table) or table


def column_label(table: str, column: str) -> str:
    """`涉及金额` of `finding` and `involved_fen`; `#deleted` and `deleted` are the row's going."""
    if column in (DELETED, "deleted"):
        return _GONE
    cls = class_named(table)
    return (cls.labels.get(column) if cls else None) or f"{table_label(table)} {column}"
