"""Which school a merged row is about."""

import uuid
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.schema.registry import table_named
from db.schema.school import School
from db.schema.visit import Visit


def school_of(session: Session, table: str, row: uuid.UUID) -> str | None:
    """The name of the school on which the row hangs, if it hangs on one."""
    known = session.info.setdefault("schools", {})
    for _ in range(5):
        if (table, row) not in known:
            known[table, row] = _school_name(session, table, row)
        if known[table, row] is not None:
            return str(known[table, row])
        above = _above(session, table, row)
        if above is None:
            return None
        table, row = above
    return None


def school_of_held(session: Session, table: str, held: Mapping[str, str | None]) -> str | None:
    """The name of the school of a row that is not here, by what it held."""
    columns = table_named(table).columns
    for name in _UPWARD:
        above = held.get(name) or ""
        if len(above) == 32 and columns[name].foreign_keys:
            [key] = columns[name].foreign_keys
            return school_of(session, key.column.table.name, uuid.UUID(above))
    return held.get("name") if table == School.__tablename__ else None


def _school_name(session: Session, table: str, row: uuid.UUID) -> str | None:
    if table == Visit.__tablename__:
        query = select(School.name).join(Visit, Visit.school_id == School.id).where(Visit.id == row)
        return session.scalars(query).first()
    if table == School.__tablename__:
        return session.scalars(select(School.name).where(School.id == row)).first()
    return None


#: Through which column a row hangs on a visit or a school.
_UPWARD = (
    "visit_id",
    "school_id",
    "finding_id",
    "batch_id",
    "entry_id",
    "sheet_id",
    "call_id",
    "draw_id",
    "answer_id",
    "interview_id",
)


def _above(session: Session, table: str, row: uuid.UUID) -> tuple[str, uuid.UUID] | None:
    owner = table_named(table)
    first = next(iter(owner.primary_key.columns))
    for name in _UPWARD:
        if name in owner.columns and owner.columns[name].foreign_keys:
            [key] = owner.columns[name].foreign_keys
            query = select(owner.columns[name]).where(first == row)
            parent = session.execute(query).scalars().first()
            return (key.column.table.name, parent) if parent is not None else None
    return None
