# mypy: allow-untyped-calls
"""A register as a workbook, under the columns that its import reads."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from db.errors import InspectionError
from inspector_gui.exchange.lists.registers import REGISTERS, cells_of

_WIDE = {"note": 48, "topic": 48, "school": 26, "unit": 26, "basis": 30}
_FREE = frozenset({"persons", "problems", "year", "students"})


def write_register(path: Path, key: str, lines: Sequence[Any]) -> None:
    """Written beside, then moved. Texts are texts, whatever they begin with; amounts are yuan.

    Raises InspectionError where the file cannot be written.
    """
    from openpyxl.workbook.workbook import Workbook

    register = REGISTERS[key]
    book: Any = Workbook()
    sheet = book.active
    sheet.title = register.title
    _head(sheet, [heading.title for heading in register.columns])
    for row, line in enumerate(lines, start=2):
        cells = zip(register.columns, cells_of(register, line), strict=True)
        for number, (column, value) in enumerate(cells, start=1):
            _put(sheet.cell(row, number), column.key, value)
    for number, column in enumerate(register.columns, start=1):
        letter = sheet.cell(1, number).column_letter
        sheet.column_dimensions[letter].width = _WIDE.get(column.key, 14)
    sheet.auto_filter.ref = sheet.dimensions
    draft = path.with_suffix(".part")
    try:
        book.save(draft)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise InspectionError(
            f"“{path.name}”写不进去；请关掉正在打开它的程序，或换一个位置。"
        ) from error


def _head(sheet: Any, titles: Sequence[str]) -> None:
    from openpyxl.styles.fonts import Font

    sheet.append(titles)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _put(cell: Any, key: str, value: Any) -> None:
    if value == "":
        return
    if key.endswith("_fen"):
        cell.value, cell.number_format = value / 100, "0.00"
    elif isinstance(value, date):
        cell.value, cell.number_format = value, "yyyy-mm-dd"
    elif isinstance(value, int) and key in _FREE:
        cell.value = value
    else:
        cell.value, cell.data_type, cell.quotePrefix = str(value), "s", True
