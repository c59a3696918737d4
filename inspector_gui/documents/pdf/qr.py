# mypy: allow-untyped-calls
"""A QR code as the squares that are black."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel


@lru_cache(maxsize=8)
def black_squares(text: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """How many squares a side has, and the black stretches: column, row from the top, length."""
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    return code.moduleCount, tuple(_stretches(code.modules or []))


def _stretches(rows: list[list[bool]]) -> Iterator[tuple[int, int, int]]:
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            length = 0
            while x + length < len(row) and row[x + length]:
                length += 1
            if length:
                yield x, y, length
            x += length or 1
