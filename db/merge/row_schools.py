"""Which school a merged row is about."""

import uuid
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.schema.base import table_of
from db.schema.registry import class_named, referred_table
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


def visit_above(session: Session, table: str, row: uuid.UUID) -> uuid.UUID | None:
    """The visit on which the row hangs, if it hangs on one."""
    found: tuple[str, uuid.UUID] | None = (table, row)
    while found is not None and found[0] != Visit.__tablename__:
        found = _above(session, *found)
    return found[1] if found else None


def school_of_held(session: Session, table: str, held: Mapping[str, str | None]) -> str | None:
    """The name of the school of a row that is not here, by what it held."""
    cls = class_named(table)
    above = held.get(cls.hangs_on) if cls is not None else None
    if cls is not None and above and len(above) == 32 and table != School.__tablename__:
        return school_of(session, str(referred_table(cls, cls.hangs_on)), uuid.UUID(above))
    return held.get("name") if table == School.__tablename__ else None


def _school_name(session: Session, table: str, row: uuid.UUID) -> str | None:
    if table == Visit.__tablename__:
        query = select(School.name).join(Visit, Visit.school_id == School.id).where(Visit.id == row)
        return session.scalars(query).first()
    if table == School.__tablename__:
        return session.scalars(select(School.name).where(School.id == row)).first()
    return None


def _above(session: Session, table: str, row: uuid.UUID) -> tuple[str, uuid.UUID] | None:
    """The row on which this one hangs."""
    cls = class_named(table)
    above = referred_table(cls, cls.hangs_on) if cls is not None and cls.hangs_on else None
    if cls is None or above is None:
        return None
    owner = table_of(cls)
    query = select(owner.c[cls.hangs_on]).where(next(iter(owner.primary_key)) == row)
    found = session.execute(query).scalars().first()
    return (above, found) if found is not None else None
