"""Reads one table and passes it on, row by row.

The request is JSON on standard input; the answer goes to standard output, a JSON value a line: a
heading per sheet, its rows in blocks, at last `done` or `refused`. Memory is bounded by itself,
time by whoever asks. Nothing of the program is imported but this folder.
"""

import itertools
import json
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from inspector_gui.exchange.workbooks.child import (
    archives,
    old_workbooks,
    spreadsheets,
    text_tables,
)
from inspector_gui.exchange.workbooks.child.refusal import TOO_MANY_CELLS, Refused

BLOCK = 1_000
#: What a program in our own memory can hold without harm to a laptop of 4 GB.
MAX_CELLS = 2_000_000


def main() -> None:
    request = json.load(sys.stdin)
    _limit_memory(request["memory"])
    try:
        for message in read(request):
            _write(message)
        _write({"done": True})
    except Refused as refused:
        _write({"refused": str(refused)})
    except MemoryError:
        _write({"refused": TOO_MANY_CELLS})


def _write(message: Any) -> None:
    sys.stdout.write(json.dumps(message, ensure_ascii=False, default=_of_day) + "\n")


def _limit_memory(limit: int) -> None:
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def _of_day(value: Any) -> Any:
    """Dates travel as {"day": …}; times and durations are of no use in a table of ours."""
    if isinstance(value, datetime | date):
        return {"day": value.isoformat()}
    return str(value)


def read(request: dict[str, Any]) -> Iterator[Any]:
    """A heading per sheet, then its rows in blocks: [number, cell, cell, …]; at its end how many
    filled cells stand too far right to be read."""
    cells = 0
    for heading, rows in _sheets(request):
        beyond = heading.pop("beyond", 0)
        yield heading
        kept = 0
        fitted = ((number, *_fitted(row, request["columns"])) for number, row in rows)
        filled = (line for line in fitted if line[1] or line[2])
        while block := list(itertools.islice(filled, BLOCK)):
            kept += len(block)
            cells += sum(len(row) for _, row, _ in block)
            beyond += sum(cut for *_, cut in block)
            if kept > request["rows"]:
                raise Refused(f"“{heading['name']}”超过 {request['rows']} 行；请拆成几个文件")
            if cells > MAX_CELLS:
                raise Refused(f"“{heading['name']}”{TOO_MANY_CELLS}")
            yield [[number, *row] for number, row, _ in block if row]
        yield {"beyond": beyond}


def _sheets(request: dict[str, Any]) -> spreadsheets.Sheets:
    path, columns = request["path"], request["columns"]
    if request["text"]:
        return text_tables.sheets(path, request["title"])
    if not zipfile.is_zipfile(path):
        return spreadsheets.by_calamine(path, old_workbooks.examine(path))
    looks = archives.examine(path)
    for name, look in looks.items():
        if look["filled"] > MAX_CELLS:
            raise Refused(f"“{name}”{TOO_MANY_CELLS}")
    if request["careful"] or any(look["far"] for look in looks.values()):
        return spreadsheets.by_openpyxl(path, looks, columns)
    return spreadsheets.by_calamine(path, looks)


def _fitted(row: list[Any], columns: int) -> tuple[list[Any], int]:
    """The row without the empty cells at its end, and how many filled ones it has beyond."""
    beyond = sum(cell != "" for cell in row[columns:])
    end = min(len(row), columns)
    while end and row[end - 1] == "":
        end -= 1
    return row[:end], beyond


if __name__ == "__main__":
    main()
