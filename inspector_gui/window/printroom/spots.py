# mypy: allow-untyped-calls
"""Where on the pages what is marked stands: found in the finished PDF, as a reader would."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF

from inspector_gui.documents.pdfium_lock import ONE_AT_A_TIME

if TYPE_CHECKING:
    from inspector_gui.documents.lock_mark import Mark, Passage


@dataclass(frozen=True)
class Spot:
    """A mark on a page: its place in the list, and the words' boxes in points from the top left."""

    number: int
    page: int
    boxes: tuple[QRectF, ...]
    grave: bool


@dataclass(frozen=True)
class _Page:
    """The characters that are seen on a page, without blanks, and the box of each."""

    text: str
    boxes: Sequence[QRectF]


def find_spots(pdf: bytes, marks: Sequence[Mark]) -> tuple[Spot, ...]:
    """The first place of each mark that has one."""
    if not any(mark.passage for mark in marks):
        return ()
    pages = list(_pages(pdf))
    found = (_spot(number, mark, pages) for number, mark in enumerate(marks) if mark.passage)
    return tuple(spot for spot in found if spot is not None)


def _spot(number: int, mark: Mark, pages: Sequence[_Page]) -> Spot | None:
    if mark.passage is None:
        return None
    for n, page in enumerate(pages):
        if (at := _where(page.text, mark.passage)) is not None:
            begin, end = at
            return Spot(number, n, tuple(_lines(page.boxes[begin:end])), mark.grave)
    return None


def _where(text: str, passage: Passage) -> tuple[int, int] | None:
    """The words in the sentence around them, or by themselves where that is not there."""
    wanted, around = _unspaced(passage.text), _unspaced(passage.around)
    begin = text.find(around) if around else 0
    at = text.find(wanted, max(begin, 0)) if wanted else -1
    if at < 0 or (around and begin < 0 and len(wanted) < 2):
        return None
    return at, at + len(wanted)


def _lines(boxes: Sequence[QRectF]) -> Iterator[QRectF]:
    """One box a line."""
    line: QRectF | None = None
    for box in boxes:
        if line is not None and abs(box.center().y() - line.center().y()) < line.height() / 2:
            line = line.united(box)
            continue
        if line is not None:
            yield line
        line = box
    if line is not None:
        yield line


def _pages(pdf: bytes) -> Iterator[_Page]:
    import pypdfium2

    with ONE_AT_A_TIME, pypdfium2.PdfDocument(pdf) as document:
        for number in range(len(document)):
            page = document[number]
            yield _read(page.get_textpage(), page.get_height())


def _read(texts: Any, height: float) -> _Page:
    from pypdfium2 import raw

    kept, boxes = [], []
    for index in range(texts.count_chars()):
        code = raw.FPDFText_GetUnicode(texts, index)  # type: ignore[attr-defined]
        letter = chr(code)
        if letter.isspace() or letter in "\0\ufffe":
            continue
        left, bottom, right, top = texts.get_charbox(index, loose=True)
        kept.append(letter)
        boxes.append(QRectF(left, height - top, right - left, top - bottom))
    return _Page("".join(kept), boxes)


def _unspaced(text: str) -> str:
    return "".join(text.split())
