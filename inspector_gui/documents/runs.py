"""Copy on its way to the page: characters with their type and widths, broken into runs."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from inspector_gui.documents.blocks import Label, Mixed, Piece, Text, pieces, plain
from inspector_gui.documents.breaking import Line, Shape, break_lines
from inspector_gui.documents.characters import LINE_ENDS
from inspector_gui.documents.font_fallback import Lettering
from inspector_gui.documents.fonts import Fonts, Role
from inspector_gui.documents.surface import Run

REMEMBERED = 1024
_LINE_END = re.compile(f"\r\n|[{LINE_ENDS}]")
_SPACING = re.compile(f"\r\n|[\t{LINE_ENDS}]")


class SetLine(NamedTuple):
    """A line ready to be placed."""

    runs: tuple[Run, ...]
    width: float


@dataclass(frozen=True)
class Copy:
    """A text of one line or paragraph, and where each kind of type begins in it."""

    text: str
    widths: list[float]
    spans: tuple[tuple[int, Lettering], ...]

    def lines(self, shape: Shape) -> list[SetLine]:
        full_marks = frozenset[str]().union(*(type_.full_marks for _at, type_ in self.spans))
        broken = break_lines(self.text, self.widths, shape, full_marks)
        return [SetLine(tuple(self._runs(line, shape.size)), line.width) for line in broken]

    def _runs(self, line: Line, size: float) -> Iterator[Run]:
        end = line.start + len(line.text)
        stops = [start for start, _lettering in self.spans[1:]] + [len(self.text)]
        for (start, lettering), stop in zip(self.spans, stops, strict=True):
            first, last = max(start, line.start), min(stop, end)
            if first < last:
                gaps = line.gaps[first - line.start : last - line.start]
                yield from _runs(lettering, self.text[first:last], gaps, size)


def _runs(lettering: Lettering, text: str, gaps: list[float], size: float) -> Iterator[Run]:
    """A run ends where the face or the gap changes."""
    at = 0
    for face, part in lettering.by_face(text):
        end = at + len(part)
        if gaps.count(gaps[at]) == len(gaps):
            yield Run(face, size, gaps[at], part)
            at = end
        while at < end:
            stop = at + 1
            while stop < end and gaps[stop] == gaps[at]:
                stop += 1
            yield Run(face, size, gaps[at], text[at:stop])
            at = stop


def copy(text: Text, fonts: Fonts, role: Role) -> Copy:
    """One paragraph: ends of lines inside it have become spaces."""
    letters: list[str] = []
    widths: list[float] = []
    spans: list[tuple[int, Lettering]] = []
    for piece in pieces(text):
        content = _SPACING.sub(" ", piece if isinstance(piece, str) else piece.text)
        lettering = fonts.lettering(Role.KAI if isinstance(piece, Label) else role)
        if content:
            spans.append((len(widths), lettering))
            letters.append(content)
            widths += lettering.widths(content)
    return Copy("".join(letters), widths, tuple(spans))


@lru_cache(maxsize=REMEMBERED)
def short_lines(text: Text, fonts: Fonts, role: Role, shape: Shape) -> tuple[SetLine, ...]:
    """For cells, labels and page numbers, which come again and again."""
    return tuple(copy(text, fonts, role).lines(shape))


def one_line(text: Text, fonts: Fonts, role: Role, size: float) -> SetLine:
    """Words that stand alone, as wide as they are."""
    lines = short_lines(text, fonts, role, Shape(math.inf, size, flush=False))
    return lines[0] if lines else SetLine((), 0.0)


def paragraphs(text: Text) -> list[Text]:
    """Parted where the writer ended a line; the setter indents, so outer spaces go."""
    if isinstance(text, str):
        return [part.strip() for part in _LINE_END.split(text) if part.strip()]
    parts: list[list[Piece]] = [[]]
    for piece in text.pieces:
        split: list[Piece] = [piece]
        if isinstance(piece, str):
            split = [*_LINE_END.split(piece)]
        first, *more = split
        parts[-1].append(first)
        parts.extend([part] for part in more)
    return [Mixed(tuple(part)) for part in parts if plain(Mixed(tuple(part))).strip()]
