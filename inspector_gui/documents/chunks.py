"""Strips of a page, one under the other, and the pages that they fill."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from enum import Enum
from typing import NamedTuple

from inspector_gui.documents import page_format
from inspector_gui.documents.page_format import Format
from inspector_gui.documents.surface import Ink, Run, Surface

EPSILON = 0.01


class Words(NamedTuple):
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
    words: tuple[Words, ...] = ()
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

    def tie(self) -> Strip:
        return self if self.tied else self._replace(tied=True)


def tie(strips: Iterable[Strip]) -> list[Strip]:
    """All but the last tied to the next."""
    laid = list(strips)
    return [*(strip.tie() for strip in laid[:-1]), *laid[-1:]]


class Pages:
    """Lays strips down a page until it is full; then draws its furniture and begins the next."""

    def __init__(
        self,
        surface: Surface,
        format_: Format,
        opening: Callable[[int], None],
        closing: Callable[[int, bool], None],
    ) -> None:
        self._surface, self._format = surface, format_
        self._opening, self._closing = opening, closing
        self._depth, self._number, self._begun = 0.0, 1, False
        self._last: Strip | None = None
        self._chunk: list[Strip] = []
        self._bare, self._unnumbered = False, False

    def add(self, strips: Iterable[Strip]) -> None:
        for strip in strips:
            self._chunk.append(strip)
            if not strip.tied:
                self._place_chunk()

    def finish(self) -> int:
        """The number of pages."""
        self._place_chunk()
        self._end_page()
        return self._number

    def _place_chunk(self) -> None:
        chunk, self._chunk = self._chunk, []
        if chunk and chunk[0].foot is not None:
            self._sink(chunk, chunk[0].foot)
        if chunk and (chunk[0].new_page or not self._has_room(chunk)) and self._begun:
            self._turn(chunk[0])
        for strip in chunk:
            if self._begun and not self._has_room([strip]):
                self._turn(strip)
            self._place(strip)

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
            depth = _start(depth, strip) + strip.height
        return depth <= self._format.height + EPSILON

    def _turn(self, following: Strip) -> None:
        seam = self._last.seam if self._last else ()
        self._draw_strokes(seam, self._depth)
        self._end_page()
        self._number += 1
        self._depth, self._begun = 0.0, False
        for strip in following.head or ((Strip(0.0, strokes=seam),) if seam else ()):
            self._place(strip)

    def _end_page(self) -> None:
        self._begin_page()
        self._closing(self._number, self._bare or self._unnumbered)
        self._unnumbered = False
        self._surface.end_page()

    def _begin_page(self) -> None:
        if not self._begun:
            self._begun = True
            self._opening(self._number)

    def _place(self, strip: Strip) -> None:
        self._last = strip
        self._unnumbered |= strip.bare
        if strip.empty and not self._begun:
            return
        self._begin_page()
        top = _start(self._depth, strip)
        if strip.mark:
            self._surface.bookmark(*strip.mark, self._above(top))
        for words in strip.words:
            x, y = self._format.left + words.x, self._above(top + words.drop)
            self._surface.text(x, y, words.runs, words.ink)
        self._draw_strokes(strip.strokes, top)
        self._depth = top + strip.height

    def _draw_strokes(self, strokes: Iterable[Stroke], top: float) -> None:
        for stroke in strokes:
            start = self._format.left + stroke.x1, self._above(top + stroke.drop1)
            end = self._format.left + stroke.x2, self._above(top + stroke.drop2)
            self._surface.rule(start, end, stroke.weight, stroke.ink)

    def _above(self, depth: float) -> float:
        """The lower edge of the paper."""
        return self._format.page_height - self._format.top - depth


def _start(depth: float, strip: Strip) -> float:
    if not strip.on_grid:
        return depth
    return math.ceil((depth - EPSILON) / page_format.LEADING) * page_format.LEADING
