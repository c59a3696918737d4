"""Where in the tables a line stands that a repository gave, and each of its fields."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.merge.conflicts import Conflict, ConflictLine
from db.records.questionnaires import Counting, Envelope
from db.schema.base import Kept, table_of
from db.schema.questionnaire import Settlement
from db.schema.registry import kept_classes, referred_table, table_named


@dataclass(frozen=True)
class RowAddress:
    """A row, or one `column` of it. `about`: which of several it is, as the column `of` has it."""

    table: str
    row: uuid.UUID
    column: str = ""
    sub: str = ""
    of: str = ""
    about: Any = None


def is_kept(line: object) -> bool:
    """Whether a line is a record of its own, with a history."""
    return hasattr(type(line), "kept_in") or isinstance(line, ConflictLine)


def addresses_of(session: Session, line: Any, name: str) -> Iterator[RowAddress]:
    """Of a field; without a name, of the whole record and what is told with it."""
    if isinstance(line, ConflictLine):
        yield from _disputed(line.conflict)
        return
    table = line.kept_in
    if not name:
        yield RowAddress(table, line.id)
        for part in _parts(table):
            if not part.field:
                yield from _below(session, part, line.id)
    elif isinstance(line, Counting):
        yield RowAddress("tally_count", line.id, "count", name)
    elif isinstance(line, Envelope) and "." in name:
        yield RowAddress("settlement", Settlement.id_for(batch_id=line.id, cell=name), "count")
    elif name in table_named(table).columns:
        yield RowAddress(table, line.id, name)
    else:
        yield from _named(session, table, line.id, name)


def _disputed(conflict: Conflict) -> Iterator[RowAddress]:
    """The fields that are in question; where the row itself is, all of it."""
    for column in ("",) if conflict.asks_whether_it_goes else conflict.columns:
        yield RowAddress(conflict.table, conflict.row, column, conflict.sub)


def _parts(table: str) -> Iterator[type[Kept]]:
    """Tables whose rows are told with the record of `table` on which they hang."""
    for cls in kept_classes():
        if cls.about and referred_table(cls, cls.hangs_on) == table:
            yield cls


def _named(session: Session, table: str, row: uuid.UUID, name: str) -> Iterator[RowAddress]:
    """A field that is rows of its own; or those rows that are about `name`."""
    for part in _parts(table):
        below = _below(session, part, row)
        yield from (
            below if part.field == name else (address for address in below if address.about == name)
        )


def _below(session: Session, part: type[Kept], row: uuid.UUID) -> Iterator[RowAddress]:
    """The rows of a part that hang on a row, the deleted ones too; cells by their key."""
    owner, of = table_of(part), "" if part.about == "id" else part.about
    key, *rest = owner.primary_key.columns
    query = select(key, rest[0] if rest else key, owner.c[part.about])
    query = query.where(owner.c[part.hangs_on] == row).order_by(key)
    for id_, sub, word in session.execute(query):
        yield RowAddress(part.__tablename__, id_, "", sub if rest else "", of, word if of else None)
