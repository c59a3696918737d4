"""A table in the clipboard, as a spreadsheet takes it."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

#: What a spreadsheet would take for a formula; written by hand it would be led in by `'`.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_AS_TEXT = "mso-number-format:'\\@'"


def copy_table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[bool]
) -> None:
    """Put rows under their heads into the clipboard. `numbers`: columns that a spreadsheet may
    compute with; of the others it takes every character as it stands, leading zeros too."""
    data = QMimeData()
    lines = [heads, *rows]
    data.setText("\n".join("\t".join(_plain(cell) for cell in line) for line in lines))
    body = "".join(_row(line, numbers) for line in rows)
    head = "".join(f"<th>{escape(title)}</th>" for title in heads)
    data.setHtml(f"<table><tr>{head}</tr>{body}</table>")
    QGuiApplication.clipboard().setMimeData(data)


def _plain(cell: str) -> str:
    """Quoted where it has what parts cells; never a formula."""
    safe = f"'{cell}" if cell.startswith(_FORMULA) and not _is_number(cell) else cell
    if any(mark in safe for mark in '\t\n"'):
        return '"' + safe.replace('"', '""') + '"'
    return safe


def _is_number(cell: str) -> bool:
    return cell.lstrip("+-").replace(",", "").replace(".", "", 1).isdecimal()


def _row(cells: Sequence[str], numbers: Sequence[bool]) -> str:
    return "<tr>" + "".join(map(_cell, cells, numbers)) + "</tr>"


def _cell(cell: str, number: bool) -> str:  # of a column
    style = "" if number and _is_number(cell) else f' style="{_AS_TEXT}"'
    return f"<td{style}>{escape(cell).replace(chr(10), '<br>')}</td>"
