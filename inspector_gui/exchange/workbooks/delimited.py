"""Tables in plain text: comma-separated files, and what a spreadsheet puts on the clipboard."""

import csv
import io
from itertools import islice

from db.errors import InspectionError
from inspector_gui.exchange.workbooks.book import Row

_SEPARATORS = "\t,;|"
_LOOKED_AT = 30


def parse(text: str, name: str) -> tuple[Row, ...]:
    """The rows that are not blank. Raises InspectionError naming the row that has no end."""
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(lines, delimiter=_separator(lines))
    rows: list[Row] = []
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            if any(cell.strip() for cell in cells):
                rows.append(Row(number, tuple(cells)))
    except csv.Error as error:
        raise InspectionError(
            f"“{name}”第 {number + 1} 行读不出来，可能少了一个引号；请改正后再导入。"
        ) from error
    return tuple(rows)


def _separator(lines: list[str]) -> str:
    """The one that the first lines hold most of; a tab is never part of a cell."""
    first = [*islice(lines, _LOOKED_AT)]
    counts = {one: sum(line.count(one) for line in first) for one in _SEPARATORS}
    if counts["\t"]:
        return "\t"
    return max(counts, key=counts.__getitem__) if any(counts.values()) else ","
