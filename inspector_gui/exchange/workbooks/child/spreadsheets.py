"""Workbooks read sheet by sheet: a heading each, and the rows with their numbers."""

from collections.abc import Iterable, Iterator
from typing import Any

from inspector_gui.exchange.workbooks.child.refusal import LOCKED, NO_SPREADSHEET, Refused

Sheets = Iterator[tuple[dict[str, Any], Iterable[tuple[int, list[Any]]]]]


def by_calamine(path: str, looks: dict[str, Any]) -> Sheets:
    """Fast, but a whole sheet at a time, empty cells and all."""
    import python_calamine as calamine

    try:
        with calamine.load_workbook(path) as book:
            for meta in book.sheets_metadata:
                if meta.typ is not calamine.SheetTypeEnum.WorkSheet:
                    continue
                sheet = book.get_sheet_by_name(meta.name)
                look = looks.get(meta.name, {})
                merged = look.get("merged")
                if merged is None:
                    merged = [
                        (top + 1, left, bottom + 1, right)
                        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
                    ]
                heading = {
                    "name": meta.name,
                    "visible": meta.visible is calamine.SheetVisibleEnum.Visible,
                    "total": sheet.end[0] + 1 if sheet.end else 0,
                    "merged": merged,
                    "hidden": look.get("hidden", []),
                }
                yield heading, _rows_of(sheet)
    except calamine.PasswordError as error:
        raise Refused(LOCKED) from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise Refused(NO_SPREADSHEET) from error


def _rows_of(sheet: Any) -> Iterator[tuple[int, list[Any]]]:
    if sheet.start is None:
        return
    top, left = sheet.start
    margin = [""] * left
    for number, row in enumerate(sheet.iter_rows(), top + 1):
        if any(cell != "" for cell in row):
            yield number, margin + row


def by_openpyxl(path: str, looks: dict[str, Any], columns: int) -> Sheets:
    """Row by row, never a whole sheet: for sheets whose far corners are strewn with cells."""
    from openpyxl.reader.excel import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)  # type: ignore[no-untyped-call]
        blank = (None,) * columns
        for sheet in book.worksheets:
            look = looks.get(sheet.title, {})
            heading = {
                "name": sheet.title,
                "visible": sheet.sheet_state == "visible",
                "total": 0,
                "merged": look.get("merged", []),
                "hidden": look.get("hidden", []),
                "beyond": look.get("far", 0),
            }
            sheet.reset_dimensions()
            rows = enumerate(sheet.iter_rows(values_only=True, max_col=columns), 1)
            yield heading, ((number, _plain(row)) for number, row in rows if row != blank)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, SyntaxError) as error:
        raise Refused(NO_SPREADSHEET) from error


def _plain(row: Iterable[Any]) -> list[Any]:
    return ["" if cell is None else cell for cell in row]
