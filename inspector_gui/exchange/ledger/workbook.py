# mypy: allow-untyped-calls
"""Writes tables as sheets of a workbook, a row at a time; every total is a formula."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from db.errors import InspectionError, UnwritableError
from db.progress import Progress
from inspector_gui.documents.atomic_file import REASONS
from inspector_gui.exchange.ledger.many_rows import row_of_texts, with_rows
from inspector_gui.exchange.ledger.table import FIRST_ROW, HEAD_ROW, Column, Formula, Kind, Table
from inspector_gui.exchange.workbooks.book import letter

MOST_ROWS = 1_048_576
FORMATS = {
    Kind.TEXT: "@",
    Kind.NUMBER: "#,##0",
    Kind.MONEY: "#,##0.00",
    Kind.DATE: "yyyy-mm-dd",
    Kind.SHARE: "0.0%",
    Kind.FIGURE: "General",
}
_RIGHT = (Kind.NUMBER, Kind.MONEY, Kind.SHARE, Kind.FIGURE)
_BATCH = 500
"""Rows between two reports of how far it is."""


class LedgerBook:
    """A workbook that grows row by row on the disk. `done` rows of `total` are written."""

    def __init__(self, author: str, total: int, progress: Progress) -> None:
        from openpyxl.workbook.workbook import Workbook

        self._book: Any = Workbook(write_only=True)
        self._book.properties.creator = author
        self._book.calculation.fullCalcOnLoad = True
        self._done, self._total, self._progress = 0, total, progress
        self._many: dict[str, list[str]] = {}
        _add_faces(self._book)

    def add(self, table: Table, warning: str) -> None:
        """Write all of a table. Raises InspectionError where a sheet cannot hold it."""
        if table.length > MOST_ROWS - FIRST_ROW:
            raise InspectionError(
                f"“{table.name}”有 {table.length} 行，一张工作表放不下；请按检查分别导出。"
            )
        sheet = self._book.create_sheet(table.name)
        _set_up(sheet, table)
        sheet.append([_faced(sheet, table.title, "ledger title")])
        sheet.append([_faced(sheet, f"{warning}{table.note}", "ledger note")])
        sheet.append([_faced(sheet, column.head, "ledger head") for column in table.columns])
        if table.plain and table.length:
            part = f"xl/worksheets/sheet{len(self._book.worksheets)}.xml"
            self._many[part] = list(self._texts(table))
        else:
            for row in self._rows(sheet, table):
                sheet.append(row)
        if table.total:
            sheet.append(list(_totals(sheet, table)))
        sheet.close()

    def _rows(self, sheet: Any, table: Table) -> Iterator[list[Any]]:
        number = HEAD_ROW
        for number, row in enumerate(table.rows, start=FIRST_ROW):
            yield [_cell(sheet, column, column.value(row), number) for column in table.columns]
            self._report()
        if number == HEAD_ROW:
            yield [_faced(sheet, table.empty, "ledger note")]

    def _texts(self, table: Table) -> Iterator[str]:
        values = [column.value for column in table.columns]
        for number, row in enumerate(table.rows, start=FIRST_ROW):
            yield row_of_texts(number, [_text(value(row)) for value in values])
            self._report()

    def _report(self) -> None:
        self._done += 1
        if self._done % _BATCH == 0 or self._done == self._total:
            self._progress(min(self._done, self._total), self._total)

    def content(self) -> bytes:
        """The finished file."""
        out = BytesIO()
        self._book.save(out)
        return with_rows(out.getvalue(), self._many) if self._many else out.getvalue()

    def discard(self) -> None:
        """Leave nothing of it on the disk."""
        for sheet in self._book.worksheets:
            with suppress(Exception):  # it may be closed, or begun and broken off
                sheet.close()
            if writer := sheet._writer:  # noqa: SLF001  # openpyxl keeps it until the program ends
                with suppress(OSError):
                    writer.cleanup()


@contextmanager
def ledger_book(author: str, total: int, progress: Progress) -> Iterator[LedgerBook]:
    """Raises UnwritableError where the disk for temporary files is full."""
    book = LedgerBook(author, total, progress)
    try:
        yield book
    except OSError as error:
        reason = REASONS.get(error.errno or 0, error.strerror or "磁盘出错")
        raise UnwritableError(
            f"台账没有写成：存放临时文件的磁盘{reason}，请清理后重试。"
        ) from error
    finally:
        book.discard()


def _add_faces(book: Any) -> None:
    from openpyxl.styles.alignment import Alignment
    from openpyxl.styles.borders import Border, Side
    from openpyxl.styles.fills import PatternFill
    from openpyxl.styles.fonts import Font
    from openpyxl.styles.named_styles import NamedStyle

    thin = Side(style="thin", color="808080")
    ruled = Border(left=thin, right=thin, top=thin, bottom=thin)
    head = NamedStyle(
        "ledger head",
        font=Font(bold=True),
        border=ruled,
        fill=PatternFill("solid", fgColor="E7E9EE"),
        alignment=Alignment(horizontal="center", vertical="center", wrap_text=True),
    )
    title = NamedStyle("ledger title", font=Font(bold=True, size=14))
    note = NamedStyle("ledger note", font=Font(size=10))
    for kind, format_ in FORMATS.items():
        across = "right" if kind in _RIGHT else None
        align = Alignment(horizontal=across, vertical="top", wrap_text=kind is Kind.TEXT)
        for name, font in (("", Font()), (" total", Font(bold=True))):
            style = NamedStyle(
                f"ledger {kind.name.lower()}{name}", font=font, border=ruled, alignment=align
            )
            style.number_format = format_
            book.add_named_style(style)
    for style in (head, title, note):
        book.add_named_style(style)


def _set_up(sheet: Any, table: Table) -> None:
    """A4 across, the head on every page, the number of pages as the rows need."""
    for n, column in enumerate(table.columns):
        sheet.column_dimensions[letter(n)].width = column.width
    sheet.freeze_panes = f"{letter(min(3, len(table.columns) - 1))}{FIRST_ROW}"
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "第&P页 共&N页"


def _cell(sheet: Any, column: Column, value: Any, number: int) -> Any:
    kind = column.kind
    if kind is Kind.MONEY and isinstance(value, int):
        value = Decimal(value) / 100
    return _faced(sheet, value, f"ledger {kind.name.lower()}", number)


def _faced(sheet: Any, value: Any, face: str, number: int = 0) -> Any:
    from openpyxl.cell.cell import WriteOnlyCell

    if isinstance(value, Formula):
        cell = WriteOnlyCell(sheet, f"={value.text.replace('@', str(number))}")
    elif isinstance(value, str):
        cell = WriteOnlyCell(sheet, _readable(value))
        cell.data_type = "s"  # a text that begins with = is no formula
    elif isinstance(value, date | int | float | Decimal):
        cell = WriteOnlyCell(sheet, value)
    else:
        cell = WriteOnlyCell(sheet)
    cell.style = face
    return cell


def _text(value: Any) -> str | None:
    return value if value is None or value.isalnum() else _readable(value)


def _readable(text: str) -> str:
    """Without what no workbook can hold."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return str(ILLEGAL_CHARACTERS_RE.sub("", text))


def _totals(sheet: Any, table: Table) -> Iterator[Any]:
    for n, column in enumerate(table.columns):
        face = f"ledger {column.kind.name.lower()} total"
        name = letter(n)
        if n == 0:
            yield _faced(sheet, "合计", "ledger text total")
        elif not column.summed:
            yield _faced(sheet, None, face)
        elif not table.length:
            yield _faced(sheet, 0, face)
        else:
            span = f"{name}{FIRST_ROW}:{name}{table.last_row}"
            yield _faced(sheet, Formula(f"SUM({span})"), face)


def row_count(tables: Iterable[Table]) -> int:
    return sum(table.length for table in tables)
