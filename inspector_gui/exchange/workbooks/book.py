"""A workbook as it was read: sheets, rows with their numbers, cells as they were typed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

#: An empty cell is "". Whole numbers come as floats from most writers.
Cell = str | int | float | bool | date | datetime


class Row(NamedTuple):
    """A row that is not blank. `number`: as the spreadsheet shows it, from 1."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, column: int) -> Cell:
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True)
class Span:
    """Cells merged into one; rows from 1, columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """`hidden_rows`: numbers of rows the spreadsheet does not show; they are read all the same.

    `beyond`: how many filled cells stand too far right to be read.
    """

    name: str
    rows: tuple[Row, ...]
    visible: bool = True
    merged: tuple[Span, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    beyond: int = 0


@dataclass(frozen=True)
class Book:
    name: str
    sheets: tuple[Sheet, ...]


def letter(column: int) -> str:
    """A column's name in a spreadsheet: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
