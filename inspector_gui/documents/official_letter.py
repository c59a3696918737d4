"""The parts of an official letter that no form has: its red head, its seal, its end."""

from __future__ import annotations

from inspector_gui.documents import page_format
from inspector_gui.documents.blocks import (
    Addressee,
    Align,
    EndMatter,
    LetterEnd,
    LetterHead,
    RedHead,
    Sealed,
)
from inspector_gui.documents.breaking import Shape
from inspector_gui.documents.chunks import Foot, PositionedText, Strip, Stroke, tie
from inspector_gui.documents.fonts import Role
from inspector_gui.documents.layout_context import Shop
from inspector_gui.documents.runs import copy, one_line
from inspector_gui.documents.surface import Ink
from inspector_gui.documents.tables import offset

MARK_BELOW, MARK_SHARE, LARGEST_MARK = 35 * page_format.MM, 0.92, 62.0
RULE_BELOW, RULE_WEIGHT = 4 * page_format.MM, 1.0
DATE_INSET = 4 * page_format.STEP
ABOVE_SEAL, BELOW_SEAL = 2, 1
"""Empty lines about issuer and date: a seal of 45 mm stands clear, its top in the first of them."""

END_SIZE, END_LEADING, END_INSET = 14.0, 26.0, 14.0
OUTER_RULE, INNER_RULE = 0.35 * page_format.MM, 0.25 * page_format.MM
BASELINE_TO_FOOT = 0.12

LETTER_MARK, LETTER_RULE_BELOW, LETTER_LAST_RULE = (
    30 * page_format.MM,
    4 * page_format.MM,
    20 * page_format.MM,
)
LETTER_RULE_WIDTH = 170 * page_format.MM
THICK, THIN, BETWEEN = 2.25, 0.75, 1.5
NUMBER_BELOW = 7 / 8 * page_format.BODY
"""From the edges of the paper; the number stands 7/8 of a character under the first rule."""


def set_red_head(block: RedHead, shop: Shop) -> list[Strip]:
    """The mark's upper edge 35 mm below that of the type, the number two lines under it."""
    em = one_line(block.issuer, shop.fonts, Role.TITLE, 1.0).width
    size = min(LARGEST_MARK, MARK_SHARE * shop.width / max(em, 1.0))
    mark = one_line(block.issuer, shop.fonts, Role.TITLE, size)
    number = one_line(block.number, shop.fonts, Role.BODY, page_format.BODY)
    number_drop = (
        MARK_BELOW
        + size
        + 2 * page_format.LEADING
        + page_format.drop(page_format.LEADING, page_format.BODY)
    )
    rule = number_drop + BASELINE_TO_FOOT * page_format.BODY + RULE_BELOW
    texts = (
        PositionedText(
            _centred(shop, mark.width), MARK_BELOW + page_format.ASCENT * size, mark.runs, Ink.RED
        ),
        PositionedText(_centred(shop, number.width), number_drop, number.runs),
    )
    return [Strip(rule, texts, (Stroke(0, rule, shop.width, rule, RULE_WEIGHT, Ink.RED),)).tie()]


def set_letter_head(block: LetterHead, shop: Shop) -> list[Strip]:
    """The mark 30 mm below the paper's edge, a double rule under it, another at the page's foot."""
    top = LETTER_MARK - shop.format.top
    em = one_line(block.issuer, shop.fonts, Role.TITLE, 1.0).width
    size = min(LARGEST_MARK, MARK_SHARE * shop.width / max(em, 1.0))
    mark = one_line(block.issuer, shop.fonts, Role.TITLE, size)
    number = one_line(block.number, shop.fonts, Role.BODY, page_format.BODY)
    rule = top + size + LETTER_RULE_BELOW
    number_drop = (
        rule + THICK + BETWEEN + THIN + NUMBER_BELOW + page_format.ASCENT * page_format.BODY
    )
    texts = (
        PositionedText(
            _centred(shop, mark.width), top + page_format.ASCENT * size, mark.runs, Ink.RED
        ),
        PositionedText(shop.width - number.width, number_drop, number.runs),
    )
    last = shop.format.page_height - LETTER_LAST_RULE - shop.format.top
    strokes = (*_double(rule, THICK, THIN, shop), *_double(last, THIN, THICK, shop))
    return [Strip(number_drop, texts, strokes, bare=True).tie()]


def _double(top: float, upper: float, lower: float, shop: Shop) -> tuple[Stroke, Stroke]:
    """Two red rules in the middle of the paper."""
    left = (shop.format.page_width - LETTER_RULE_WIDTH) / 2 - shop.format.left
    right = left + LETTER_RULE_WIDTH
    first, second = top + upper / 2, top + upper + BETWEEN + lower / 2
    return (
        Stroke(left, first, right, first, upper, Ink.RED),
        Stroke(left, second, right, second, lower, Ink.RED),
    )


def set_letter_end(block: LetterEnd, shop: Shop) -> list[Strip]:
    shape = Shape(shop.width - 2 * END_INSET, END_SIZE, flush=False)
    drop = page_format.drop(END_LEADING, END_SIZE)
    lines = copy(block.copies, shop.fonts, Role.BODY).lines(shape)
    return tie(
        Strip(
            END_LEADING, (PositionedText(END_INSET, drop, line.runs),), on_grid=False, foot=Foot.ANY
        )
        for line in lines
    )


def _centred(shop: Shop, width: float) -> float:
    return offset(Align.CENTRE, shop.width, width)


def set_addressee(block: Addressee, shop: Shop) -> list[Strip]:
    shape = Shape(shop.width, page_format.BODY, tracking=shop.format.tracking)
    lines = copy(block.text, shop.fonts, Role.BODY).lines(shape)
    drop = page_format.drop(page_format.LEADING, page_format.BODY)
    return [
        Strip(page_format.LEADING, (PositionedText(0, drop, line.runs),), tied=True)
        for line in lines
    ]


def set_sealed(block: Sealed, shop: Shop) -> list[Strip]:
    """The date ends four characters from the edge, the issuer centred over it."""
    date = one_line(block.date, shop.fonts, Role.BODY, page_format.BODY)
    issuer = one_line(block.issuer, shop.fonts, Role.BODY, page_format.BODY)
    middle = shop.width - DATE_INSET - date.width / 2
    middle = min(middle, shop.width - issuer.width / 2)
    drop = page_format.drop(page_format.LEADING, page_format.BODY)
    signed = [
        Strip(page_format.LEADING, (PositionedText(middle - line.width / 2, drop, line.runs),))
        for line in (issuer, date)
    ]
    above = [Strip(page_format.LEADING)] * ABOVE_SEAL
    return tie([*above, *signed, *[Strip(page_format.LEADING)] * BELOW_SEAL])


def set_end_matter(block: EndMatter, shop: Shop) -> list[Strip]:
    """Ruled above and below, one character in from both edges."""
    room = shop.width - 2 * END_INSET
    shape = Shape(room, END_SIZE, flush=False)
    copies = copy(block.copies, shop.fonts, Role.BODY).lines(shape) if block.copies else []
    drop = page_format.drop(END_LEADING, END_SIZE)
    rows = [[PositionedText(END_INSET, drop, line.runs)] for line in copies]
    date = one_line(block.date, shop.fonts, Role.BODY, END_SIZE)
    printer = one_line(block.printer, shop.fonts, Role.BODY, END_SIZE)
    right = shop.width - END_INSET - date.width
    rows.append(
        [PositionedText(END_INSET, drop, printer.runs), PositionedText(right, drop, date.runs)]
    )
    rules = {0: OUTER_RULE, len(copies): INNER_RULE if copies else OUTER_RULE}
    strips = [
        Strip(
            END_LEADING,
            tuple(texts),
            _rules(rules.get(n), OUTER_RULE if n == len(rows) - 1 else None, shop),
            on_grid=False,
            foot=Foot.EVEN,
        )
        for n, texts in enumerate(rows)
    ]
    return tie(strips)


def _rules(above: float | None, below: float | None, shop: Shop) -> tuple[Stroke, ...]:
    drawn = ((0.0, above), (END_LEADING, below))
    return tuple(Stroke(0, at, shop.width, at, weight) for at, weight in drawn if weight)
