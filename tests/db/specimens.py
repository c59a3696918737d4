"""A sound row of any journalled table, with the rows it hangs on."""

import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import singledispatch
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from db.schema.base import Kept, table_of
from db.schema.registry import kept_classes
from db.schema.types import (
    Chars,
    Code,
    Count,
    Day,
    Digest,
    Fen,
    Flag,
    Guid,
    Photo,
    UtcTime,
    Word,
    Words,
)

_numbers = count(1)
_CLASSES = {cls.__tablename__: cls for cls in kept_classes()}


def specimen(session: Session, cls: type[Kept], **values: Any) -> Any:
    """A new row of `cls` in which every field is filled in."""
    number = next(_numbers)
    table = table_of(cls)
    own = {"id", "act", "deleted"}
    filled = {
        column.name: value_for(session, column, number)
        for column in table.columns
        if column.name not in own and column.name not in values
    }
    row: Any = cls(**filled, **values)
    session.add(row)
    session.flush()
    return row


def value_for(session: Session, column: Any, number: int) -> Any:
    """A sound value of a column; other numbers give other values."""
    for key in column.foreign_keys:
        return specimen(session, _CLASSES[key.column.table.name]).id
    return sample(column.type, number)


@singledispatch
def sample(kind: Any, number: int) -> Any:
    raise TypeError(f"no sample of {kind!r}")


def _register(kind: Any, make: Callable[[Any, int], Any]) -> None:
    sample.register(kind)(make)


_register(Guid, lambda _, number: uuid.UUID(int=number))
_register(Digest, lambda _, number: number.to_bytes(32, "big"))
_register(Photo, lambda _, number: number.to_bytes(4, "big"))
_register(UtcTime, lambda _, number: datetime.fromtimestamp(1_700_000_000 + number, UTC))
_register(Day, lambda _, number: date.fromordinal(739_000 + number))
_register(Count, lambda _, number: number)
_register(Fen, lambda _, number: number)
_register(Flag, lambda _, number: bool(number % 2))
_register(Word, lambda kind, number: list(kind.enum_type)[number % len(kind.enum_type)])
_register(Words, lambda kind, number: (list(kind.enum_type)[number % len(kind.enum_type)],))
_register(Chars, lambda _, number: f"甲{number}")
_register(Code, lambda _, number: f"C{number}")
