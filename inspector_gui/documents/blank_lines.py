"""What is completed by hand: lines with blanks, and the lines to sign on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from inspector_gui.documents import page_format
from inspector_gui.documents.blocks import Blank, FillIn, Note, Question, SignOff, Text
from inspector_gui.documents.breaking import Shape
from inspector_gui.documents.chunks import PositionedText, Strip, Stroke, tie
from inspector_gui.documents.fonts import Role
from inspector_gui.documents.layout_context import Shop
from inspector_gui.documents.runs import SetLine, copy, one_line, paragraphs, short_lines

SHORTEST_BLANK = 4
BETWEEN = 1.5 * page_format.STEP
UNDER = 0.25
"""Of the size, from the baseline to the line one writes on."""

BETWEEN_QUESTIONS, ABOVE_NOTE = 5.0, 4.0


@dataclass(frozen=True)
class Hand:
    """The type between the blanks, and where a line begins."""

    size: float
    leading: float
    indent: float

    @property
    def drop(self) -> float:
        return page_format.drop(self.leading, self.size)


SIGNING_SHARE = 1.25
"""Of a line of type: higher, for a hand and a seal."""

LESSER = Hand(14.0, 22.0, 0.0)
ASKED = Hand(12.0, 19.0, 14.0)
SMALL = Hand(12.0, 18.0, 24.0)


def set_fill_in(block: FillIn, shop: Shop) -> list[Strip]:
    if block.lesser:
        return fill_lines(block, shop, LESSER, on_grid=False)
    plain = Hand(page_format.BODY, shop.leading, page_format.INDENT)
    return fill_lines(block, shop, plain, on_grid=shop.on_grid)


def fill_lines(block: FillIn, shop: Shop, hand: Hand, *, on_grid: bool = True) -> list[Strip]:
    lines = _broken(block, shop, hand)
    return tie(
        Strip(hand.leading, *_inked(line, shop, hand, shop.width), on_grid=on_grid)
        for line in lines
    )


def _broken(block: FillIn, shop: Shop, hand: Hand) -> Iterator[list[str | Blank]]:
    """Parts side by side while there is room; long words are broken like any others."""
    line: list[str | Blank] = []
    room = shop.width - hand.indent
    for part in block.parts:
        for piece in _fitting(part, shop, hand):
            width = _width(piece, shop, hand)
            if line and width > room:
                yield line
                line, room = [], shop.width - hand.indent
            line.append(piece)
            room -= width
    yield line


def _fitting(part: str | Blank, shop: Shop, hand: Hand) -> list[str | Blank]:
    if isinstance(part, Blank):
        return [part]
    shape = Shape(shop.width - hand.indent, hand.size, flush=False)
    lines = short_lines(part, shop.fonts, Role.BODY, shape)
    return ["".join(run.text for run in line.runs) for line in lines]


def _width(part: str | Blank, shop: Shop, hand: Hand) -> float:
    if isinstance(part, Blank):
        return (part.characters or SHORTEST_BLANK) * hand.size
    return one_line(part, shop.fonts, Role.BODY, hand.size).width


def _inked(
    line: list[str | Blank], shop: Shop, hand: Hand, right: float
) -> tuple[tuple[PositionedText, ...], tuple[Stroke, ...]]:
    """Open blanks share the rest of the line."""
    x, under = hand.indent, hand.drop + UNDER * hand.size
    spare = right - x - sum(_width(part, shop, hand) for part in line)
    open_blanks = line.count(Blank()) or 1
    texts, strokes = [], []
    for part in line:
        width = _width(part, shop, hand)
        if isinstance(part, Blank):
            width += 0 if part.characters else spare / open_blanks
            strokes.append(Stroke(x, under, x + width, under))
        else:
            runs = one_line(part, shop.fonts, Role.BODY, hand.size).runs
            texts.append(PositionedText(x, hand.drop, runs))
        x += width
    return tuple(texts), tuple(strokes)


def set_sign_off(block: SignOff, shop: Shop) -> list[Strip]:
    rows = zip_longest(block.left, block.right, fillvalue=FillIn(()))
    return tie(_signing_row(left, right, shop) for left, right in rows)


def _signing_row(left: FillIn, right: FillIn, shop: Shop) -> Strip:
    middle = shop.width / 2
    hand = Hand(page_format.BODY, SIGNING_SHARE * shop.leading, 0.0)
    ours = _inked(list(left.parts), shop, hand, middle - BETWEEN)
    theirs = _inked(list(right.parts), shop, replace(hand, indent=middle), shop.width)
    return Strip(hand.leading, ours[0] + theirs[0], ours[1] + theirs[1], on_grid=False)


def set_question(block: Question, shop: Shop) -> list[Strip]:
    """The question, its choices side by side as far as they fit, and lines to write on."""
    shape = Shape(shop.width, ASKED.size, flush=False)
    strips = [_asked(0.0, line) for line in short_lines(block.text, shop.fonts, Role.HEI, shape)]
    strips += _choices(block, shop)
    for line in block.lines:
        strips += fill_lines(line, shop, ASKED, on_grid=False)
    return [*tie(strips), Strip(BETWEEN_QUESTIONS, empty=True, on_grid=False)]


def _choices(block: Question, shop: Shop) -> Iterator[Strip]:
    room = shop.width - ASKED.indent
    widest = max(
        (one_line(c, shop.fonts, Role.BODY, ASKED.size).width for c in block.choices), default=0.0
    )
    columns = max((n for n in (4, 3, 2) if widest <= room / n - ASKED.size), default=1)
    for start in range(0, len(block.choices), columns):
        row = block.choices[start : start + columns]
        if columns > 1:
            lines = [one_line(choice, shop.fonts, Role.BODY, ASKED.size) for choice in row]
            offsets = (ASKED.indent + n * room / columns for n in range(columns))
            texts = (
                PositionedText(x, ASKED.drop, line.runs)
                for x, line in zip(offsets, lines, strict=False)
            )
            yield Strip(ASKED.leading, tuple(texts), on_grid=False)
        else:
            shape = Shape(room, ASKED.size, flush=False)
            for line in short_lines(row[0], shop.fonts, Role.BODY, shape):
                yield _asked(ASKED.indent, line)


def _asked(x: float, line: SetLine) -> Strip:
    return Strip(ASKED.leading, (PositionedText(x, ASKED.drop, line.runs),), on_grid=False)


def set_note(block: Note, shop: Shop) -> list[Strip]:
    shape = Shape(shop.width, SMALL.size, SMALL.indent)
    parts = [_part_of_note(part, shop, shape) for part in paragraphs(block.text)]
    strips = [strip for part in parts for strip in part]
    if block.leads and strips:
        strips[-1] = strips[-1].tie()
    return [Strip(ABOVE_NOTE, empty=True, tied=True, on_grid=False), *strips]


def _part_of_note(text: Text, shop: Shop, shape: Shape) -> list[Strip]:
    """No page begins or ends with a single line of it."""
    lines = copy(text, shop.fonts, Role.BODY).lines(shape)
    ties = {0, len(lines) - 2} if len(lines) > 1 else set()
    return [_small(0.0 if n else SMALL.indent, line, n in ties) for n, line in enumerate(lines)]


def _small(x: float, line: SetLine, tied: bool) -> Strip:
    texts = (PositionedText(x, SMALL.drop, line.runs),)
    return Strip(SMALL.leading, texts, tied=tied, on_grid=False)
