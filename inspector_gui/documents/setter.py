"""How each block is set: block by block into strips of the page."""

from __future__ import annotations

import math
from functools import lru_cache, singledispatch

from inspector_gui.documents import blank_lines, official_letter, page_format, tables
from inspector_gui.documents.blocks import (
    Addressee,
    Align,
    Annex,
    Aside,
    Attachments,
    Block,
    Break,
    EndMatter,
    Fields,
    Figure,
    FillIn,
    FormSheets,
    Gap,
    Heading,
    LetterEnd,
    LetterHead,
    Note,
    Paragraph,
    Question,
    RedHead,
    Sealed,
    Signing,
    SignOff,
    Table,
    Text,
    Title,
    Together,
    plain,
)
from inspector_gui.documents.breaking import Shape
from inspector_gui.documents.chunks import Mark, PositionedText, Strip, start_of, tie
from inspector_gui.documents.figures import set_figure
from inspector_gui.documents.fonts import Role
from inspector_gui.documents.form_sheets import set_form_sheets
from inspector_gui.documents.layout_context import Shop
from inspector_gui.documents.runs import SetLine, copy, one_line, paragraphs, short_lines
from inspector_gui.documents.titles import title_lines

ASIDE = 14.0
REMEMBERED = 256
HEADING_ROLES = {1: Role.HEI, 2: Role.KAI}
CLOSEST, WIDEST, STEP_CLOSER = 20.5, 28.5, 0.5
"""Leading of body type on the page that is signed where the grid is too wide; by such steps."""


@lru_cache(maxsize=REMEMBERED)
def strips(block: Block, shop: Shop) -> tuple[Strip, ...]:
    """Much of a sheet is the same in the next one: it is set once."""
    return tuple(set_block(block, shop))


@singledispatch
def set_block(block: Block, _shop: Shop) -> list[Strip]:
    raise TypeError(f"no way to set {block!r}")


set_block.register(Fields)(tables.set_fields)
set_block.register(Table)(tables.set_table)
set_block.register(FillIn)(blank_lines.set_fill_in)
set_block.register(SignOff)(blank_lines.set_sign_off)
set_block.register(Question)(blank_lines.set_question)
set_block.register(Figure)(set_figure)
set_block.register(FormSheets)(set_form_sheets)
set_block.register(Note)(blank_lines.set_note)
set_block.register(RedHead)(official_letter.set_red_head)
set_block.register(LetterHead)(official_letter.set_letter_head)
set_block.register(LetterEnd)(official_letter.set_letter_end)
set_block.register(Addressee)(official_letter.set_addressee)
set_block.register(Sealed)(official_letter.set_sealed)
set_block.register(EndMatter)(official_letter.set_end_matter)


@set_block.register
def _(block: Title, shop: Shop) -> list[Strip]:
    lettering = shop.fonts.lettering(Role.TITLE)
    widths = lettering.widths("".join(block.parts))
    lines = title_lines(block.parts, widths, shop.width / page_format.TITLE - 2)
    return [_line(line, shop, Role.TITLE, page_format.TITLE, Align.CENTRE).tie() for line in lines]


@set_block.register
def _(block: Aside, shop: Shop) -> list[Strip]:
    return [_line(block.text, shop, Role.BODY, ASIDE, Align.RIGHT).tie()]


@set_block.register
def _(block: Heading, shop: Shop) -> list[Strip]:
    lines = _body_lines(block.text, shop, HEADING_ROLES.get(block.level, Role.BODY))
    mark = Mark(plain(block.text), block.level - 1)
    return [line._replace(mark=None if n else mark, tied=True) for n, line in enumerate(lines)]


@set_block.register
def _(block: Paragraph, shop: Shop) -> list[Strip]:
    parts = [_body_lines(part, shop, Role.BODY) for part in paragraphs(block.text)]
    lines = [line for part in parts for line in part]
    return [*lines[:-1], lines[-1].tie()] if block.leads and lines else lines


@set_block.register
def _(block: Gap, shop: Shop) -> list[Strip]:
    return [Strip(block.lines * shop.leading, empty=True, on_grid=shop.on_grid)]


@set_block.register
def _(block: Attachments, shop: Shop) -> list[Strip]:
    """After the label the titles stand under one another, and their lines too."""
    label = one_line(block.label, shop.fonts, Role.BODY, page_format.BODY)
    edge = page_format.INDENT + label.width
    shape = Shape(shop.width - edge, page_format.BODY, tracking=page_format.TRACKING, flush=False)
    lines = [
        line for title in block.titles for line in short_lines(title, shop.fonts, Role.BODY, shape)
    ]
    first, *more = [_strip(line, shop, edge) for line in lines]
    named = _strip(label, shop, page_format.INDENT)
    return tie([named._replace(texts=named.texts + first.texts), *more])


@set_block.register
def _(block: Annex, shop: Shop) -> list[Strip]:
    mark = _line(block.mark, shop, Role.HEI, page_format.BODY, Align.LEFT)
    entry = Mark(f"{block.mark} {''.join(block.title.parts)}", 0)
    opening = mark._replace(new_page=True, tied=True, mark=entry)
    between = Strip(page_format.LEADING, tied=True)
    return [opening, between, *strips(block.title, shop), between]


@set_block.register
def _(_block: Break, _shop: Shop) -> list[Strip]:
    return [Strip(0.0, new_page=True, tied=True)]


@set_block.register
def _(block: Together, shop: Shop) -> list[Strip]:
    return tie(strip for part in block.blocks for strip in strips(part, shop))


@set_block.register
def _(block: Signing, shop: Shop) -> list[Strip]:
    above = block.above
    before: list[Strip] = []
    while True:
        together = _closer((*above, *block.signed), shop)
        if len(above) <= 1 or _height(together) <= shop.format.height:
            return [*before, *together]
        gone = 2 if isinstance(above[0], Heading) and len(above) > 2 else 1
        before += (strip for block in above[:gone] for strip in strips(block, shop))
        above = above[gone:]


def _closer(blocks: tuple[Block, ...], shop: Shop) -> list[Strip]:
    """All of it tied: at the leading of the grid, or as much closer as fits it on one page."""
    room = shop.format.height
    laid = _at_leading(shop.leading, blocks, shop)
    if _height(laid) <= room:
        return laid
    closest = _at_leading(CLOSEST, blocks, shop)
    spare = room - _height(closest)
    if spare <= 0:
        return closest
    # Off the grid the height grows evenly with the leading: two points say where the page is full.
    growth = (_height(_at_leading(WIDEST, blocks, shop)) - _height(closest)) / (WIDEST - CLOSEST)
    leading = CLOSEST + math.floor(spare / growth / STEP_CLOSER) * STEP_CLOSER
    return _at_leading(min(leading, WIDEST), blocks, shop)


def _at_leading(leading: float, blocks: tuple[Block, ...], shop: Shop) -> list[Strip]:
    closer = shop._replace(leading=leading)
    return tie(strip for block in blocks for strip in strips(block, closer))


def _height(laid: list[Strip]) -> float:
    depth = 0.0
    for strip in laid:
        depth = start_of(depth, strip) + strip.height
    return depth


def _body_lines(text: Text, shop: Shop, role: Role) -> list[Strip]:
    """A paragraph on the grid, of which no page begins or ends with a single line."""
    shape = Shape(shop.width, page_format.BODY, page_format.INDENT, shop.format.tracking)
    lines = copy(text, shop.fonts, role).lines(shape)
    ties = {0, len(lines) - 2} if len(lines) > 1 else {}
    return [
        _strip(line, shop, 0 if n else page_format.INDENT, n in ties)
        for n, line in enumerate(lines)
    ]


def _strip(line: SetLine, shop: Shop, x: float, tied: bool = False) -> Strip:
    positioned = PositionedText(x, page_format.drop(shop.leading, page_format.BODY), line.runs)
    return Strip(shop.leading, (positioned,), tied=tied, on_grid=shop.on_grid)


def _line(text: Text, shop: Shop, role: Role, size: float, align: Align) -> Strip:
    """One line that stands alone."""
    line = one_line(text, shop.fonts, role, size)
    x = tables.offset(align, shop.width, line.width)
    positioned = PositionedText(x, page_format.drop(shop.leading, size), line.runs)
    return Strip(shop.leading, (positioned,), on_grid=shop.on_grid)
