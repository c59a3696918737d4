"""What people call a row: a finding by its number, an answer by its item, a class by its code."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.schema.base import table_of
from db.schema.registry import class_named, referred_table

#: From a cell to what its sheet, counting, envelope and class are called.
_FAR = 6


@dataclass(frozen=True)
class Caption:
    """`kind`: the table of the row that gives the name; `name`: what it says, as it is stored."""

    kind: str
    name: str | StrEnum | int


def caption(session: Session, table: str, row: uuid.UUID) -> Caption | None:
    """What the row is called; None where nobody calls it anything, or where it is not here."""
    for _ in range(_FAR):
        cls = class_named(table)
        if cls is None or not cls.known_by:
            return None
        owner = table_of(cls)
        query = select(owner.c[cls.known_by]).where(next(iter(owner.primary_key)) == row)
        found = session.execute(query).scalars().first()
        above = referred_table(cls, cls.known_by)
        if above is None or found is None:
            return Caption(table, found) if found not in (None, "") else None
        table, row = above, found
    return None


def caption_in(session: Session, table: str, held: Mapping[str, str | None]) -> Caption | None:
    """What a row is called that is not here, by what it held."""
    cls = class_named(table)
    known = held.get(cls.known_by) if cls is not None else None
    if cls is None or not known:
        return None
    above = referred_table(cls, cls.known_by)
    if above is None:
        return Caption(table, known)
    return caption(session, above, uuid.UUID(known)) if len(known) == 32 else None


def captions_of(
    session: Session, table: str, values: dict[str, object]
) -> dict[uuid.UUID, Caption]:
    """What the rows are called to which these values of a row refer."""
    cls = class_named(table)
    if cls is None:
        return {}
    found: dict[uuid.UUID, Caption] = {}
    for name, value in values.items():
        if isinstance(value, uuid.UUID) and (above := referred_table(cls, name)):
            wording = caption(session, above, value)
            if wording is not None:
                found[value] = wording
    return found
