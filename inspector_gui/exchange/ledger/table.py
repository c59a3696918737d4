"""What a sheet of the ledger is made of, before anything is written."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Any

from inspector_gui.exchange.workbooks.book import letter

HEAD_ROW = 3
"""Above it stand the title and what is to be known of the sheet."""
FIRST_ROW = HEAD_ROW + 1


class Kind(Enum):
    """How a column is written: as text, whole numbers, yuan, a date, a share."""

    TEXT = auto()
    NUMBER = auto()
    MONEY = auto()
    DATE = auto()
    SHARE = auto()
    FIGURE = auto()


@dataclass(frozen=True)
class Formula:
    """Without the equals sign."""

    text: str


Value = str | int | float | date | Formula | None


@dataclass(frozen=True)
class Column:
    """`value` makes a cell of what its row is about; money in fen. `summed`: with a total below.

    `code` names the column to those who refer to it. `width` is in characters.
    """

    code: str
    head: str
    width: int
    kind: Kind
    value: Callable[[Any], Value]
    summed: bool = False


@dataclass(frozen=True)
class Table:
    """A sheet: one row for each of `rows`, of which there are `length`.

    `total`: whether a row of totals follows; `empty`: what stands where there is no row.
    `plain`: texts only, and too many to give each cell a face of its own.
    """

    name: str
    title: str
    note: str
    columns: tuple[Column, ...]
    rows: Iterable[Any]
    length: int
    total: bool = False
    empty: str = "没有记录。"
    plain: bool = False

    @property
    def last_row(self) -> int:
        return HEAD_ROW + max(self.length, 1)

    @property
    def total_row(self) -> int:
        return self.last_row + 1

    def letter_of(self, code: str) -> str:
        return letter(next(n for n, column in enumerate(self.columns) if column.code == code))

    def range_of(self, code: str) -> str:
        """All of a column, as another sheet refers to it."""
        name = self.letter_of(code)
        return f"'{self.name}'!${name}${FIRST_ROW}:${name}${self.last_row}"

    def total_of(self, code: str) -> str:
        """The total of a column, as another sheet refers to it."""
        return f"'{self.name}'!${self.letter_of(code)}${self.total_row}"
