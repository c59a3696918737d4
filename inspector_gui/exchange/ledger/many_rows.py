"""Very many rows of plain texts, put into a finished workbook: openpyxl makes an object of each
cell, which for every answer of a campaign takes most of the time.

The rows are written as SpreadsheetML (ECMA-376, 18.3.1.73 and 18.3.1.4) with inline strings, as
openpyxl writes them too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from inspector_gui.exchange.workbooks.book import letter

_END = b"</sheetData>"


def row_of_texts(number: int, texts: Iterable[str | None]) -> str:
    """A row; None is an empty cell."""
    cells = "".join(
        f'<c r="{_letter(column)}{number}" t="inlineStr">{_inline(text)}</c>'
        for column, text in enumerate(texts)
        if text
    )
    return f'<row r="{number}">{cells}</row>'


@lru_cache(maxsize=256)
def _letter(column: int) -> str:
    return letter(column)


@lru_cache(maxsize=4096)
def _inline(text: str) -> str:
    return f'<is><t xml:space="preserve">{escape(text)}</t></is>'


def with_rows(workbook: bytes, rows: dict[str, list[str]]) -> bytes:
    """The workbook with these rows at the end of its sheets, by the sheet's part of the archive."""
    out = BytesIO()
    with ZipFile(BytesIO(workbook)) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if name in rows:
                head, tail = content.split(_END)
                with after.open(name, "w") as part:
                    for piece in (head, *_batches(rows[name]), _END, tail):
                        part.write(piece)
            else:
                after.writestr(name, content)
    return out.getvalue()


def _batches(rows: list[str], size: int = 2000) -> Iterator[bytes]:
    for start in range(0, len(rows), size):
        yield "".join(rows[start : start + size]).encode("utf-8")
