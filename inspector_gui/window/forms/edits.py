"""What fields, forms and panels tell: a value, which field it is of, and which row that is of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

V = TypeVar("V")
R = TypeVar("R")


@dataclass(frozen=True)
class Committed(Generic[V]):
    """What stands in a field from now on."""

    value: V


@dataclass(frozen=True)
class RowEdited(Generic[R]):
    """A field of a row has another value."""

    row: R
    field: str
    value: Any


@dataclass(frozen=True)
class FieldEdited:
    """A field of a form has another value; whose form it is, the panel around it knows."""

    field: str
    value: Any

    def of(self, row: R) -> RowEdited[R]:
        return RowEdited(row, self.field, self.value)


@dataclass(frozen=True)
class StruckOut(Generic[R]):
    """A row is not wanted any more."""

    row: R


@dataclass(frozen=True)
class Entry:
    """A new line: what was entered, by field. What was left empty is not in it.

    The values are those that the fields read; they go on by name to whoever keeps such a line.
    """

    values: Mapping[str, Any]
