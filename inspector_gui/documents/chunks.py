"""Strips of a page, one under the other, and the pages that they fill."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from inspector_gui.documents import page_format
from inspector_gui.documents.page_format import Format
from inspector_gui.documents.surface import Ink, Recorder, Run

EPSILON = 0.01


class PositionedText(NamedTuple):
    """Runs from a point: to the right of the left margin, below the top of the strip."""

    x: float
    drop: float
    runs: tuple[Run, ...]
    ink: Ink = Ink.BLACK


class Stroke(NamedTuple):
    """A ruled line, measured like words."""

    x1: float
    drop1: float
    x2: float
    drop2: float
    weight: float = page_format.HAIRLINE
    ink: Ink = Ink.BLACK


class PositionedCode(NamedTuple):
    """A QR code; `x`, `drop`: its upper left corner."""

    x: float
    drop: float
    side: float
    text: str


class Mark(NamedTuple):
    """An entry for the outline."""

    title: str
    level: int


class Foot(Enum):
    """On the last lines of which page."""

    EVEN = "even"
    ANY = "any"


class Strip(NamedTuple):
    """As much of a block as may not be cut by the end of a page.

    `tied` to the next strip, it stays on its page. `on_grid` it begins on one of the 22 lines.
    `empty`, it is not wanted at the top of a page. `head` comes again above it when it begins a
    page, and `seam` closes it when it ends one in the middle of a row. At the `foot` it stands on
    the last lines of a page. A page with something `bare` on it has no number.
    """

    height: float
    texts: tuple[PositionedText, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    tied: bool = False
    on_grid: bool = True
    empty: bool = False
    new_page: bool = False
    head: tuple[Strip, ...] = ()
    seam: tuple[Stroke, ...] = ()
    mark: Mark | None = None
    foot: Foot | None = None
    bare: bool = False
    codes: tuple[PositionedCode, ...] = ()

    def tie(self) -> Strip:
        return self if self.tied else self._replace(tied=True)


def tie(strips: Iterable[Strip]) -> list[Strip]:
    """All but the last tied to the next."""
    laid = list(strips)
    return [*(strip.tie() for strip in laid[:-1]), *laid[-1:]]


@dataclass
class Laid:
    """A page as it was laid: what is drawn on it, and how it is counted.

    `number` and `count` are of its part of the document; a page with nothing on it has neither.
    """

    format: Format
    drawn: Recorder
    number: int = 0
    count: int = 0
    bare: bool = False


class Pages:
    """Lays strips down a page until it is full; then begins the next."""

    def __init__(self, format_: Format) -> None:
        self._format = format_
        self._pages: list[Laid] = []
        self._part_at = 0
        self._depth, self._begun = 0.0, False
        self._last: Strip | None = None
        self._chunk: list[Strip] = []
        self._bare, self._unnumbered = False, False
        self._drawn = Recorder()

    @property
    def _number(self) -> int:
        """Of the page that is being laid, in the whole document."""
        return len(self._pages) + 1

    def turn_to(self, format_: Format) -> None:
        """What follows stands on pages of another format."""
        if format_ == self._format:
            return
        self._close()
        self._format = format_

    def begin_part(self) -> None:
        """What follows begins on a right-hand page and is counted from one."""
        self._close()
        self._count_part()
        if len(self._pages) % 2:
            self._pages.append(Laid(self._format, Recorder(), bare=True))
        self._part_at = len(self._pages)

    def add(self, strips: Iterable[Strip]) -> None:
        for strip in strips:
            self._chunk.append(strip)
            if not strip.tied:
                self._add_chunk()

    def finish(self) -> list[Laid]:
        """All pages in turn; a document has at least one."""
        self._close()
        if not self._pages:
            self._end_page()
        self._count_part()
        return self._pages

    def _close(self) -> None:
        """End the page that is being laid, if anything is on it."""
        self._add_chunk()
        if self._begun:
            self._end_page()
            self._depth, self._begun = 0.0, False

    def _count_part(self) -> None:
        part = self._pages[self._part_at :]
        for number, page in enumerate(part, start=1):
            page.number, page.count = number, len(part)

    def _add_chunk(self) -> None:
        chunk, self._chunk = self._chunk, []
        if chunk and chunk[0].foot is not None:
            self._sink(chunk, chunk[0].foot)
        if chunk and (chunk[0].new_page or not self._has_room(chunk)) and self._begun:
            self._turn(chunk[0])
        for strip in chunk:
            if self._begun and not self._has_room([strip]):
                self._turn(strip)
            self._add_strip(strip)

    def _sink(self, chunk: list[Strip], foot: Foot) -> None:
        """Down to the foot of the page; one with nothing above it has no number."""
        height = sum(strip.height for strip in chunk)
        odd = foot is Foot.EVEN and self._number % 2
        if odd or self._depth + height > self._format.height:
            self._turn(chunk[0])
            self._bare = True
        if foot is Foot.EVEN and self._number % 2:
            self._turn(chunk[0])
        self._depth = self._format.height - height

    def _has_room(self, chunk: list[Strip]) -> bool:
        depth = self._depth
        for strip in chunk:
            if strip.empty and (depth == 0 or strip is chunk[-1]):
                continue
            depth = start_of(depth, strip) + strip.height
        return depth <= self._format.height + EPSILON

    def _turn(self, following: Strip) -> None:
        seam = self._last.seam if self._last else ()
        self._draw_strokes(seam, self._depth)
        self._end_page()
        self._depth, self._begun = 0.0, False
        for strip in following.head or ((Strip(0.0, strokes=seam),) if seam else ()):
            self._add_strip(strip)

    def _end_page(self) -> None:
        bare = self._bare or self._unnumbered
        self._pages.append(Laid(self._format, self._drawn, bare=bare))
        self._drawn, self._unnumbered = Recorder(), False

    def _add_strip(self, strip: Strip) -> None:
        self._last = strip
        self._unnumbered |= strip.bare
        if strip.empty and not self._begun:
            return
        self._begun = True
        top = start_of(self._depth, strip)
        if strip.mark:
            self._drawn.bookmark(*strip.mark, self._above(top))
        for text in strip.texts:
            x, y = self._format.left + text.x, self._above(top + text.drop)
            self._drawn.text(x, y, text.runs, text.ink)
        self._draw_strokes(strip.strokes, top)
        for code in strip.codes:
            x, y = self._format.left + code.x, self._above(top + code.drop + code.side)
            self._drawn.scan_code(x, y, code.side, code.text)
        self._depth = top + strip.height

    def _draw_strokes(self, strokes: Iterable[Stroke], top: float) -> None:
        for stroke in strokes:
            start = self._format.left + stroke.x1, self._above(top + stroke.drop1)
            end = self._format.left + stroke.x2, self._above(top + stroke.drop2)
            self._drawn.rule(start, end, stroke.weight, stroke.ink)

    def _above(self, depth: float) -> float:
        """The lower edge of the paper."""
        return self._format.page_height - self._format.top - depth


def start_of(depth: float, strip: Strip) -> float:
    if not strip.on_grid:
        return depth
    return math.ceil((depth - EPSILON) / page_format.LEADING) * page_format.LEADING
