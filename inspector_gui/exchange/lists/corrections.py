"""A list as somebody corrects it before it comes in: cells written otherwise, rows left out."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from inspector_gui.exchange.workbooks.book import Book, Cell, Row, Sheet, letter
from inspector_gui.exchange.workbooks.headings import Fault
from inspector_gui.exchange.workbooks.reading import MAX_COLUMNS


@dataclass(frozen=True)
class LeftOut:
    """A row that is not to come in."""

    sheet: str
    row: int


def corrected(book: Book, fault: Fault, written: str) -> Book:
    """With the cell that could not be read written otherwise, under a heading if it had none."""
    column = column_of(fault)
    cells: dict[int, Cell] = {fault.row: written}
    if fault.heading:
        cells[fault.heading] = fault.title

    def change(row: Row) -> Row:
        return _with(row, column, cells[row.number]) if row.number in cells else row

    return _changed(book, fault.sheet, lambda rows: tuple(map(change, rows)))


def without(book: Book, left_out: LeftOut) -> Book:
    """Without this row."""

    def rest(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(row for row in rows if row.number != left_out.row)

    return _changed(book, left_out.sheet, rest)


def _changed(book: Book, name: str, change: Callable[[tuple[Row, ...]], tuple[Row, ...]]) -> Book:
    def of(sheet: Sheet) -> Sheet:
        return replace(sheet, rows=change(sheet.rows)) if sheet.name == name else sheet

    return replace(book, sheets=tuple(map(of, book.sheets)))


def _with(row: Row, column: int, cell: Cell) -> Row:
    wide = list(row.cells) + [""] * (column + 1 - len(row.cells))
    wide[column] = cell
    return Row(row.number, tuple(wide))


def column_of(fault: Fault) -> int:
    return next(number for number in range(MAX_COLUMNS + 1) if letter(number) == fault.column)
