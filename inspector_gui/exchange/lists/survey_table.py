"""A table of a survey form from a spreadsheet: columns in their order, or under their titles."""

from collections.abc import Mapping, Sequence

from db.errors import InspectionError
from db.records.forms import TableColumn
from db.records.surveys import Cell
from db.vocabulary import CellKind
from inspector_gui.exchange.workbooks.book import Book, Row
from inspector_gui.exchange.workbooks.cells import count_of, text_of, yuan_of
from inspector_gui.parsing import Unreadable

MAX_ROWS = 500


def read_rows(book: Book, columns: Sequence[TableColumn]) -> list[dict[int, Cell]]:
    """Each row's cells by the place of the column; money in fen. All are read, or none.

    Raises InspectionError naming the first cell that cannot be.
    """
    filled = [row for sheet in book.sheets for row in sheet.rows if any(map(text_of, row.cells))]
    if not filled:
        raise InspectionError("复制的内容里没有表格；请先在表格里选中并复制。")
    found_order = _column_order(filled[0], columns)
    body = filled[1:] if found_order else filled
    if len(body) > MAX_ROWS:
        raise InspectionError(f"有 {len(body)} 行，一次最多 {MAX_ROWS} 行；请分几次粘贴。")
    order = found_order or {position: position for position in range(len(columns))}
    return [_cells(row, columns, order) for row in body]


def _column_order(heading: Row, columns: Sequence[TableColumn]) -> Mapping[int, int]:
    """Where each column stands, where the first row names them; empty where it names none."""
    titles = {text_of(cell): position for position, cell in enumerate(heading.cells)}
    found = {n: titles[column.title] for n, column in enumerate(columns) if column.title in titles}
    return found if len(found) > 1 or (found and len(columns) == 1) else {}


def _cells(row: Row, columns: Sequence[TableColumn], order: Mapping[int, int]) -> dict[int, Cell]:
    read: dict[int, Cell] = {}
    for position, at in order.items():
        value = _cell(row, at, columns[position])
        if value not in (None, ""):
            read[position] = value
    return read


def _cell(row: Row, at: int, column: TableColumn) -> Cell:
    cell = row.cell(at)
    try:
        match column.kind:
            case CellKind.MONEY:
                return yuan_of(cell)
            case CellKind.NUMBER:
                return count_of(cell)
            case CellKind.TEXT:
                return text_of(cell)[:500]
    except Unreadable as wrong:
        written = text_of(cell)[:20]
        where = f"第 {row.number} 行“{column.title}”写的是“{written}”"
        raise InspectionError(f"{where}，{wrong}；没有粘贴，请改正后再试。") from wrong
