"""What is completed by hand: lines with blanks, and the lines to sign on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from inspector_gui.documents import paper
from inspector_gui.documents.blocks import Blank, FillIn, SignOff
from inspector_gui.documents.breaking import Shape
from inspector_gui.documents.fonts import Fonts, Role
from inspector_gui.documents.galley import one_line, short_lines
from inspector_gui.documents.strips import Strip, Stroke, Words, tie

SHORTEST_BLANK = 4
BETWEEN = 1.5 * paper.STEP
SIGNING_HEIGHT = 1.25 * paper.LEADING
UNDER = 4.0
"""From the baseline to the line one writes on."""


def set_fill_in(block: FillIn, fonts: Fonts) -> list[Strip]:
    drop = paper.drop(paper.LEADING, paper.BODY)
    lines = _fill_lines(block, fonts)
    return tie(Strip(paper.LEADING, *_inked(line, fonts, paper.INDENT, drop)) for line in lines)


def _fill_lines(block: FillIn, fonts: Fonts) -> Iterator[list[str | Blank]]:
    """Parts side by side while there is room; long words are broken like any others."""
    line: list[str | Blank] = []
    room = paper.WIDTH - paper.INDENT
    for part in block.parts:
        for piece in _fitting(part, fonts):
            width = _width(piece, fonts)
            if line and width > room:
                yield line
                line, room = [], paper.WIDTH - paper.INDENT
            line.append(piece)
            room -= width
    yield line


def _fitting(part: str | Blank, fonts: Fonts) -> list[str | Blank]:
    if isinstance(part, Blank):
        return [part]
    shape = Shape(paper.WIDTH - paper.INDENT, paper.BODY, flush=False)
    lines = short_lines(part, fonts, Role.BODY, shape)
    return ["".join(run.text for run in line.runs) for line in lines]


def _width(part: str | Blank, fonts: Fonts) -> float:
    if isinstance(part, Blank):
        return (part.characters or SHORTEST_BLANK) * paper.BODY
    return one_line(part, fonts, Role.BODY, paper.BODY).width


def _inked(
    line: list[str | Blank], fonts: Fonts, x: float, drop: float, right: float = paper.WIDTH
) -> tuple[tuple[Words, ...], tuple[Stroke, ...]]:
    """Open blanks share the rest of the line."""
    spare = right - x - sum(_width(part, fonts) for part in line)
    open_blanks = line.count(Blank()) or 1
    words, strokes = [], []
    for part in line:
        width = _width(part, fonts)
        if isinstance(part, Blank):
            width += 0 if part.characters else spare / open_blanks
            strokes.append(Stroke(x, drop + UNDER, x + width, drop + UNDER))
        else:
            words.append(Words(x, drop, one_line(part, fonts, Role.BODY, paper.BODY).runs))
        x += width
    return tuple(words), tuple(strokes)


def set_sign_off(block: SignOff, fonts: Fonts) -> list[Strip]:
    rows = zip_longest(block.left, block.right, fillvalue=FillIn(()))
    return tie(_signing_row(left, right, fonts) for left, right in rows)


def _signing_row(left: FillIn, right: FillIn, fonts: Fonts) -> Strip:
    """Higher than a line of type, for a hand and a seal."""
    drop = paper.drop(SIGNING_HEIGHT, paper.BODY)
    middle = paper.WIDTH / 2
    ours = _inked(list(left.parts), fonts, 0.0, drop, middle - BETWEEN)
    theirs = _inked(list(right.parts), fonts, middle, drop)
    return Strip(SIGNING_HEIGHT, ours[0] + theirs[0], ours[1] + theirs[1], on_grid=False)
