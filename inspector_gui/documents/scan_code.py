# mypy: allow-untyped-calls
"""The small code on what is signed, by which its scan is known again.

It says which document, which version, its content hash and the totals that are signed. Letters are
of the alphabet that a QR code holds in little room.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

KIND = "SFI1"
PARTED = ":"
READ_AT_DPI, POINTS = 200, 72
LARGEST_SIDE = 12_000
"""Of a picture, in pixels: more is no scan of a sheet."""


@dataclass(frozen=True)
class ScanCode:
    """`totals`: findings, then fen involved, due and refunded; empty where none are signed."""

    serial: str
    version: int
    content_hash: str
    totals: tuple[int, ...] = ()

    def __str__(self) -> str:
        head = (KIND, self.serial, str(self.version), self.content_hash)
        return PARTED.join((*head, *map(str, self.totals)))


def parse_scan_code(text: str) -> ScanCode | None:
    """None for what is no code of ours."""
    kind, *parts = text.split(PARTED)
    if kind != KIND or len(parts) < 3:
        return None
    serial, version, content_hash, *totals = parts
    if not all(part.isascii() and part.isdecimal() for part in (version, *totals)):
        return None
    return ScanCode(serial, int(version), content_hash, tuple(map(int, totals)))


def can_read() -> bool:
    """Whether the optional reader is installed (`[scan]`)."""
    from importlib.util import find_spec

    return find_spec("zxingcpp") is not None


def find_scan_code(path: Path) -> ScanCode | None:
    """The code in a scan, a PDF or a picture; None where there is none, or nothing to read it with.

    Two different codes are two documents in one scan: None, so that a person says which.
    """
    if not can_read():
        return None
    import zxingcpp

    found = {
        code
        for picture in _pictures(path)
        for barcode in zxingcpp.read_barcodes(picture)
        if (code := parse_scan_code(barcode.text))
    }
    return found.pop() if len(found) == 1 else None


def _pictures(path: Path) -> Iterator[Any]:
    """Page after page, in grey."""
    if path.suffix.lower() == ".pdf":
        yield from _pages(path)
        return
    from PIL import Image, ImageSequence, UnidentifiedImageError

    try:
        with Image.open(path) as file:
            for picture in ImageSequence.Iterator(file):
                if max(picture.size) <= LARGEST_SIDE:
                    yield picture.convert("L")
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError):
        return


def _pages(path: Path) -> Iterator[Any]:
    import pypdfium2

    from inspector_gui.documents.pdfium_lock import ONE_AT_A_TIME

    scale = READ_AT_DPI / POINTS
    try:
        with ONE_AT_A_TIME, pypdfium2.PdfDocument(path) as file:
            small = (page for page in file if max(page.get_size()) * scale <= LARGEST_SIDE)
            pictures = [page.render(scale=scale, grayscale=True).to_pil() for page in small]
    except pypdfium2.PdfiumError:
        return
    yield from pictures
