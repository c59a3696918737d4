"""What is completed by hand: lines with blanks, and the lines to sign on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from inspector_gui.documents import paper
from inspector_gui.documents.blocks import Blank, FillIn, SignOff
from inspector_gui.documents.breaking import Shape
from inspector_gui.documents.fonts import Role
from inspector_gui.documents.galley import one_line, short_lines
from inspector_gui.documents.shop import Shop
from inspector_gui.documents.strips import Strip, Stroke, Words, tie

SHORTEST_BLANK = 4
BETWEEN = 1.5 * paper.STEP
SIGNING_HEIGHT = 1.25 * paper.LEADING
UNDER = 4.0
"""From the baseline to the line one writes on."""


def set_fill_in(block: FillIn, shop: Shop) -> list[Strip]:
    drop = paper.drop(paper.LEADING, paper.BODY)
    lines = _fill_lines(block, shop)
    return tie(
        Strip(paper.LEADING, *_inked(line, shop, paper.INDENT, drop, shop.width)) for line in lines
    )


def _fill_lines(block: FillIn, shop: Shop) -> Iterator[list[str | Blank]]:
    """Parts side by side while there is room; long words are broken like any others."""
    line: list[str | Blank] = []
    room = shop.width - paper.INDENT
    for part in block.parts:
        for piece in _fitting(part, shop):
            width = _width(piece, shop)
            if line and width > room:
                yield line
                line, room = [], shop.width - paper.INDENT
            line.append(piece)
            room -= width
    yield line


def _fitting(part: str | Blank, shop: Shop) -> list[str | Blank]:
    if isinstance(part, Blank):
        return [part]
    shape = Shape(shop.width - paper.INDENT, paper.BODY, flush=False)
    lines = short_lines(part, shop.fonts, Role.BODY, shape)
    return ["".join(run.text for run in line.runs) for line in lines]


def _width(part: str | Blank, shop: Shop) -> float:
    if isinstance(part, Blank):
        return (part.characters or SHORTEST_BLANK) * paper.BODY
    return one_line(part, shop.fonts, Role.BODY, paper.BODY).width


def _inked(
    line: list[str | Blank], shop: Shop, x: float, drop: float, right: float
) -> tuple[tuple[Words, ...], tuple[Stroke, ...]]:
    """Open blanks share the rest of the line."""
    spare = right - x - sum(_width(part, shop) for part in line)
    open_blanks = line.count(Blank()) or 1
    words, strokes = [], []
    for part in line:
        width = _width(part, shop)
        if isinstance(part, Blank):
            width += 0 if part.characters else spare / open_blanks
            strokes.append(Stroke(x, drop + UNDER, x + width, drop + UNDER))
        else:
            words.append(Words(x, drop, one_line(part, shop.fonts, Role.BODY, paper.BODY).runs))
        x += width
    return tuple(words), tuple(strokes)


def set_sign_off(block: SignOff, shop: Shop) -> list[Strip]:
    rows = zip_longest(block.left, block.right, fillvalue=FillIn(()))
    return tie(_signing_row(left, right, shop) for left, right in rows)


def _signing_row(left: FillIn, right: FillIn, shop: Shop) -> Strip:
    """Higher than a line of type, for a hand and a seal."""
    drop = paper.drop(SIGNING_HEIGHT, paper.BODY)
    middle = shop.width / 2
    ours = _inked(list(left.parts), shop, 0.0, drop, middle - BETWEEN)
    theirs = _inked(list(right.parts), shop, middle, drop, shop.width)
    return Strip(SIGNING_HEIGHT, ours[0] + theirs[0], ours[1] + theirs[1], on_grid=False)
