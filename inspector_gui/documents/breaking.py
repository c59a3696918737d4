"""Breaks Chinese text into lines: what may stand at their ends, what is never torn, how they fill.

Positions are code points; widths are in points. Nothing of the text is dropped or added.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from operator import add
from typing import NamedTuple

from inspector_gui.documents.characters import (
    CLOSING,
    IS_MARK,
    IS_PUNCTUATION,
    LISTED,
    NO_END,
    NO_START,
    OPENING,
    SOLID,
    SPACES,
    UNBREAKABLE,
)

HALF, SLIGHT, LOOSE = 0.5, 0.04, 0.15
"""In em. A gap of SLIGHT more is not seen; one of LOOSE more is, and neighbouring lines help."""
SHORTEST_LAST, LONELY = 2.1, 0.03
EPSILON = 1e-6


@dataclass(frozen=True)
class Shape:
    """What lines are to be like. Tracking is the room after each character.

    `listing`: short items of lists are kept whole too.
    """

    measure: float
    size: float
    indent: float = 0.0
    tracking: float = 0.0
    flush: bool = True
    listing: bool = False


class Line(NamedTuple):
    """Characters, the room after each (after the last, nobody's), and the width that is seen."""

    start: int
    text: str
    gaps: list[float]
    width: float


def break_lines(
    text: str, widths: list[float], shape: Shape, full_marks: frozenset[str] = frozenset()
) -> list[Line]:
    """The lines of one paragraph: widths in em, and the marks that cannot be halved."""
    galley = _Galley(text, widths, shape, full_marks)
    ends = galley.ends()
    if shape.flush and any(galley.fault(a, b) > LOOSE**2 for a, b in pairwise((0, *ends))):
        ends = galley.even_ends()
    return [galley.line(start, end) for start, end in pairwise((0, *ends))]


def break_positions(text: str, widths: list[float], shape: Shape) -> list[int]:
    """Where a line may begin, after its first."""
    free = _Galley(text, widths, shape).free
    return [at for at in range(1, len(text)) if free[at]]


class _Galley:
    """One paragraph in one long line, and where it may be cut."""

    def __init__(
        self,
        text: str,
        widths: list[float],
        shape: Shape,
        full_marks: frozenset[str] = frozenset(),
    ) -> None:
        self._text, self._shape = text, shape
        wide = [width * shape.size for width in widths]
        self._gaps = [shape.tracking] * len(text)
        self._squeeze = [0.0] * (len(text) + 1)
        self._tails: dict[int, float] = {}
        self._punctuate(widths, full_marks)
        self._starts: list[float] = list(accumulate(map(add, wide, self._gaps), initial=0.0))
        self._ends: list[float] = list(map(add, self._starts, wide))
        self._squeezed: list[float] = list(accumulate(self._squeeze, initial=0.0))

    def _punctuate(self, widths: list[float], full_marks: frozenset[str]) -> None:
        """A mark fills half its square: neighbours share the other half, and some of it may go."""
        text, half = self._text, HALF * self._shape.size
        marks = (match.start() for match in IS_PUNCTUATION.finditer(text))
        halved = {at for at in marks if widths[at] > HALF and text[at] not in full_marks}
        for at in halved:
            if text[at] in CLOSING:
                joined = at + 1 in halved
                self._tails[at] = half
                self._gaps[at] -= half * joined
                self._squeeze[at] = 0.0 if joined and text[at + 1] in CLOSING else half / 2
            elif at - 1 in halved and text[at - 1] in OPENING:
                self._gaps[at - 1] -= half
            elif at and at - 1 not in halved:
                self._squeeze[at - 1] = half / 2

    @cached_property
    def free(self) -> bytearray:
        """1 where a line may end, by position of the character that would begin the next."""
        free = bytearray(b"\x01" * (len(self._text) + 1))
        for match in UNBREAKABLE.finditer(self._text):
            if not self._tied(free, *match.span()):
                self._relax(free, *match.span())
        if self._shape.listing:
            for match in LISTED.finditer(self._text):
                self._tied(free, *match.span())
        return free

    def _tied(self, free: bytearray, start: int, end: int) -> bool:
        """Keep these characters on one line, if they fit on one."""
        fits = self._ends[end - 1] - self._starts[start] <= self._shape.measure
        if fits:
            free[start + 1 : end] = bytes(end - start - 1)
        return fits

    def _relax(self, free: bytearray, start: int, end: int) -> None:
        """What is longer than a line is torn after all: not inside words and figures, if it can."""
        for at in range(start + 1, end):
            free[at] = self._text[at] not in NO_START and self._text[at - 1] not in NO_END
        for match in SOLID.finditer(self._text, start, end):
            first, last = match.span()
            if self._ends[last - 1] - self._starts[first] <= self._shape.measure:
                free[first + 1 : last] = bytes(last - first - 1)

    def ends(self) -> list[int]:
        """Each line as full as it can be."""
        ends = [0]
        while ends[-1] < len(self._text):
            ends.append(self._line_end(ends[-1]))
        return ends[1:]

    def _room(self, start: int) -> float:
        return self._shape.measure - (0.0 if start else self._shape.indent)

    def _line_end(self, start: int) -> int:
        """Full, squeezed, or else pushed out."""
        fit = self._fit(start)
        if fit == len(self._text):
            return fit
        limit = self._starts[start] + self._room(start)
        end = self.free.rfind(1, start + 1, fit + 1)
        if end > start and limit - self._ends[end - 1] <= HALF * self._shape.size:
            return end
        further = self.free.find(1, fit + 1)
        if self._excess(start, further) <= 0:
            return further
        return end if end > start else self._forced(start, fit)

    def _fit(self, start: int) -> int:
        """How far the line would reach that begins here, if it might end anywhere."""
        limit = self._starts[start] + self._room(start) + EPSILON
        fit = bisect_right(self._ends, limit, start, len(self._text))
        while fit < len(self._text) and self._text[fit] in SPACES:
            fit += 1
        return fit

    def _excess(self, start: int, end: int) -> float:
        """What a line has too much when its punctuation has given all it can."""
        seen = self._seen(start, end)
        given = self._squeezed[seen - 1] - self._squeezed[start] + self._tails.get(seen - 1, 0.0)
        width = self._ends[seen - 1] - self._starts[start]
        return width - given - self._room(start) - EPSILON

    def _forced(self, start: int, fit: int) -> int:
        """Nothing allows an end here: cut at the edge, but not before a combining mark."""
        end = max(fit, start + 1)
        while end > start + 1 and IS_MARK.match(self._text, end):
            end -= 1
        return end

    def _seen(self, start: int, end: int) -> int:
        """The end of a line without the spaces that hang behind it."""
        while end - 1 > start and self._text[end - 1] in SPACES:
            end -= 1
        return end

    def fault(self, start: int, end: int) -> float:
        """How far each gap is opened, squared; and a last line should not be one character."""
        seen, em = self._seen(start, end), self._shape.size
        width = self._ends[seen - 1] - self._starts[start]
        if end == len(self._text):
            return LONELY if start and width < SHORTEST_LAST * em else 0.0
        return (max(0.0, self._room(start) - width) / max(1, seen - start - 1) / em) ** 2

    def even_ends(self) -> list[int]:
        """The ends with the least fault in all: neighbours share what is loose."""
        costs, origins = {0: 0.0}, {}
        for start in range(len(self._text)):
            for end in self._choices(start) if start in costs else ():
                cost = costs[start] + self.fault(start, end)
                if cost < costs.get(end, math.inf):
                    costs[end], origins[end] = cost, start
        ends = [len(self._text)]
        while origins[ends[0]]:
            ends.insert(0, origins[ends[0]])
        return ends

    def _choices(self, start: int) -> Iterator[int]:
        """Ends of a line from here, from the longest down to half a line."""
        end = longest = self._line_end(start)
        while end > (start + longest) // 2:
            yield end
            end = self.free.rfind(1, start + 1, end)

    def line(self, start: int, end: int) -> Line:
        seen, room = self._seen(start, end), self._room(start)
        width = self._ends[seen - 1] - self._starts[start]
        gaps = self._gaps[start:end]
        if width > room:
            width = self._tighten(gaps, start, seen, width - room) + room
        elif end < len(self._text) and self._shape.flush:
            width += self._spread(gaps, start, seen, room - width)
        gaps[-1] = gaps[-2] if len(gaps) > 1 else 0.0
        return Line(start, self._text[start:end], gaps, width)

    def _tighten(self, gaps: list[float], start: int, seen: int, excess: float) -> float:
        """Takes the excess out of the punctuation, first of the last mark; says what is left."""
        excess -= min(excess, self._tails.get(seen - 1, 0.0))
        room = self._squeezed[seen - 1] - self._squeezed[start]
        taken = min(excess, room)
        for n in range(seen - start - 1) if taken else ():
            gaps[n] -= self._squeeze[start + n] * taken / room
        return excess - taken

    def _spread(self, gaps: list[float], start: int, seen: int, slack: float) -> float:
        """Opens a line to the full measure, between characters but not inside words and figures."""
        count = seen - start - 1
        open_at = list(range(count))
        if slack > SLIGHT * self._shape.size * count:
            solid = self._solid(start, seen)
            open_at = [n for n in open_at if n not in solid]
        for n in open_at:
            gaps[n] += slack / len(open_at)
        return slack if open_at else 0.0

    def _solid(self, start: int, seen: int) -> set[int]:
        spans = (match.span() for match in SOLID.finditer(self._text, start, seen))
        return {n - start for first, last in spans for n in range(first, last - 1)}
