"""Sets questionnaires that a machine reads: everything where their layout says."""

from __future__ import annotations

from collections.abc import Iterator

from inspector_gui.documents.blocks import FormSheets
from inspector_gui.documents.chunks import PositionedCode, PositionedText, Strip, Stroke
from inspector_gui.documents.fonts import Role
from inspector_gui.documents.layout_context import Shop
from inspector_gui.documents.page_format import MM
from inspector_gui.documents.runs import one_line
from inspector_gui.scanning.identity import Corner, SheetIdentity
from inspector_gui.scanning.laying_out import numbered
from inspector_gui.scanning.layout import CODE_SIDE, Area, Side, Words, code_corner

OUTLINE = 0.7
"""Of boxes and fields, in points."""


def set_form_sheets(block: FormSheets, shop: Shop) -> list[Strip]:
    """A strip for each page. Every sheet begins on a right-hand page, for both-sided printing."""
    return list(_strips(block, shop))


def _strips(block: FormSheets, shop: Shop) -> Iterator[Strip]:
    layout = block.layout
    cover = SheetIdentity(layout.form, layout.version, block.envelope, sheet=0)
    yield _page(tuple(_texts(block.cover, shop)), (), cover, shop)
    yield _empty(shop)
    printed = [
        (tuple(_texts(side.words, shop)), tuple(_strokes(block, side))) for side in layout.sides
    ]
    for sheet in range(1, block.sheets + 1):
        for number, (texts, strokes) in enumerate(printed, start=1):
            identity = SheetIdentity(layout.form, layout.version, block.envelope, sheet, number)
            number_text = tuple(_texts((numbered(sheet),), shop))
            yield _page((*texts, *number_text), strokes, identity, shop)
        if len(printed) % 2:
            yield _empty(shop)


def _page(
    texts: tuple[PositionedText, ...],
    strokes: tuple[Stroke, ...],
    identity: SheetIdentity,
    shop: Shop,
) -> Strip:
    codes = tuple(
        PositionedCode(x * MM, y * MM, CODE_SIDE * MM, identity.code(corner))
        for corner in Corner
        for x, y in [code_corner(corner)]
    )
    return Strip(shop.format.height, texts, strokes, on_grid=False, bare=True, codes=codes)


def _empty(shop: Shop) -> Strip:
    return Strip(shop.format.height, on_grid=False, bare=True)


def _texts(words: tuple[Words, ...], shop: Shop) -> Iterator[PositionedText]:
    """Where a face is wider than was reckoned, its type is made smaller: nothing may move."""
    for line in words:
        role, size = Role.HEI if line.bold else Role.SONG, line.size * MM
        laid = one_line(line.text, shop.fonts, role, size)
        room = line.width * MM
        if laid.width > room:
            laid = one_line(line.text, shop.fonts, role, size * room / laid.width)
        x = line.x * MM - (laid.width / 2 if line.centred else 0)
        yield PositionedText(x, line.y * MM, laid.runs)


def _strokes(block: FormSheets, side: Side) -> Iterator[Stroke]:
    edge = block.layout.measures.box
    areas = [Area(box.x - edge / 2, box.y - edge / 2, edge, edge) for box in side.boxes]
    for area in (*areas, *(area for _, area in side.fields)):
        left, top = area.left * MM, area.top * MM
        right, bottom = left + area.width * MM, top + area.height * MM
        yield Stroke(left, top, right, top, OUTLINE)
        yield Stroke(right, top, right, bottom, OUTLINE)
        yield Stroke(right, bottom, left, bottom, OUTLINE)
        yield Stroke(left, bottom, left, top, OUTLINE)
