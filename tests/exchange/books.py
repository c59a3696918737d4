"""Workbooks as schools make them, written for the tests."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import openpyxl

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "workbooks"


def write(path: Path, rows: Iterable[Iterable[Any]], then: Callable[[Any], None] = id) -> Path:
    """One sheet with these rows; `then` dresses it up."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    then(sheet)
    book.save(path)
    return path
