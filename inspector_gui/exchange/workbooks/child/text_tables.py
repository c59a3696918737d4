"""Tables in plain text: comma-separated files, and what a spreadsheet puts on the clipboard."""

import codecs
import csv
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

from inspector_gui.exchange.workbooks.child.refusal import NO_TABLE, Refused

_SEPARATORS = "\t,;|"
_LOOKED_AT, _CHUNK = 30, 1 << 20
_MARKED = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def sheets(path: str, title: str) -> Iterator[tuple[dict[str, Any], Iterator[tuple[int, Any]]]]:
    """A text file as the only sheet of a workbook."""
    heading = {"name": title, "visible": True, "total": 0, "merged": [], "hidden": []}
    with Path(path).open(encoding=_encoding(path), newline="") as stream:
        yield heading, parse(stream)


def parse(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, with their numbers. Raises Refused for a row without an end."""
    lines = iter(lines)
    first = list(islice(lines, _LOOKED_AT))
    reader = csv.reader(chain(first, lines), delimiter=_separator(first))
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            if any(cell.strip() for cell in cells):
                yield number, cells
    except csv.Error as error:
        raise Refused(f"第 {number + 1} 行读不出来，可能少了一个引号；请改正后再导入") from error


def _separator(first: list[str]) -> str:
    """The one that the first lines hold most of; a tab is never part of a cell."""
    counts = {separator: sum(line.count(separator) for line in first) for separator in _SEPARATORS}
    if counts["\t"]:
        return "\t"
    return max(counts, key=counts.__getitem__) if any(counts.values()) else ","


def _encoding(path: str) -> str:
    """UTF-8 and UTF-16 by their marks, else UTF-8 where it fits, else GB18030."""
    with Path(path).open("rb") as stream:
        marked = stream.read(2) in _MARKED
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        if _fits(path, encoding):
            return encoding
    raise Refused(NO_TABLE)


def _fits(path: str, encoding: str) -> bool:
    try:
        with Path(path).open(encoding=encoding, newline="") as stream:
            return not any("\0" in chunk for chunk in iter(lambda: stream.read(_CHUNK), ""))
    except UnicodeError:
        return False
