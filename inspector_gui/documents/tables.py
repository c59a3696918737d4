"""Ruled tables: names and values, and rows under a head that comes again on every page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from inspector_gui.documents import page_format
from inspector_gui.documents.blocks import Align, Column, Fields, Table, Text, plain
from inspector_gui.documents.breaking import Shape
from inspector_gui.documents.chunks import PositionedText, Strip, Stroke, tie
from inspector_gui.documents.fonts import Role
from inspector_gui.documents.layout_context import Shop
from inspector_gui.documents.runs import SetLine, one_line, paragraphs, short_lines

SIDE, ABOVE = 1.2 * page_format.MM, 2.5
SHARES = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}
WHOLE_LINES, WHOLE_FIELD_LINES = 8, 20
"""A row of more lines may be cut by the end of a page."""


@dataclass(frozen=True)
class Cell:
    """A box in a row: where it stands and what is in it."""

    x: float
    width: float
    text: Text
    align: Align = Align.LEFT
    role: Role = Role.BODY


@dataclass(frozen=True)
class Style:
    size: float
    leading: float


FIELD_STYLE, COMPACT_STYLE = Style(12.0, 18.0), Style(10.0, 15.0)
CELL_STYLES = (Style(10.5, 14.5), Style(9.0, 12.5), Style(7.5, 10.5))
"""The first in which every figure stands on one line; where none will do, smaller still."""

_FIGURES = re.compile(r"[0-9.,*-]+|[0-9]+年[0-9]+月[0-9]+日")
"""Amounts, dates and hidden numbers."""


def offset(align: Align, room: float, width: float) -> float:
    return SHARES[align] * (room - width)


def set_fields(block: Fields, shop: Shop) -> list[Strip]:
    rows = [list(_field_cells(row, block.name_share, shop)) for row in block.rows]
    style = COMPACT_STYLE if block.compact else FIELD_STYLE
    first, *others = (strip for row in rows for strip in _field_row(row, shop, style))
    return tie([_topped(first, rows[0]), *others])


def _field_row(cells: list[Cell], shop: Shop, style: Style) -> list[Strip]:
    lines = [_lines(cell, shop, style) for cell in cells]
    count = max(map(len, lines))
    if count <= WHOLE_FIELD_LINES:
        return [_boxed(cells, lines, style)]
    return [_slice(cells, lines, n, style) for n in range(count)]


def _field_cells(row: Sequence[tuple[str, Text]], name_share: float, shop: Shop) -> Iterator[Cell]:
    name_width = name_share * shop.width
    width = shop.width / len(row)
    for n, (name, value) in enumerate(row):
        x = n * width
        yield Cell(x, name_width, name, Align.CENTRE, Role.HEI)
        yield Cell(x + name_width, width - name_width, value)


def set_table(block: Table, shop: Shop) -> list[Strip]:
    style = _style(block, shop)
    titles = [replace(column, align=Align.CENTRE) for column in block.columns]
    heads = _cells(titles, [column.head for column in titles], shop, Role.HEI)
    head = _topped(_whole_row(heads, shop, style), heads).tie()
    if block.close:
        head = head._replace(on_grid=False)
    strips = [head]
    for row in block.rows:
        if block.grouped and not plain(row[0]):
            strips[-1] = strips[-1].tie()
        strips += _row(_cells(block.columns, row, shop), shop, style, head)
    if block.total:
        total = _cells(block.columns, block.total, shop, Role.HEI)
        strips = [*strips[:-1], strips[-1].tie(), *_row(total, shop, style, head)]
    strips = _none_alone(strips)
    return [*strips[:-1], strips[-1].tie()] if block.leads else strips


def _none_alone(strips: list[Strip]) -> list[Strip]:
    """No page begins with the last row alone: the one before it goes along."""
    *before, last = strips
    return [*before[:-1], *(strip.tie() for strip in before[-1:]), last]


def _style(block: Table, shop: Shop) -> Style:
    rows = (*block.rows, *([block.total] if block.total else []))
    figures = [
        one_line(part, shop.fonts, Role.HEI, 1.0).width / (column.share * shop.width - 2 * SIDE)
        for row in rows
        for column, cell in zip(block.columns, row, strict=True)
        for part in plain(cell).split("\n")
        if column.align is Align.RIGHT or _FIGURES.fullmatch(part)
    ]
    fullest = max(figures, default=0.0)
    for style in CELL_STYLES:
        if fullest * style.size <= 1:
            return style
    return Style(1 / fullest, CELL_STYLES[-1].leading)


def _cells(
    columns: Sequence[Column], row: Sequence[Text], shop: Shop, role: Role = Role.BODY
) -> list[Cell]:
    widths = [column.share * shop.width for column in columns]
    layout = zip(accumulate(widths, initial=0.0), widths, row, columns, strict=False)
    return [Cell(x, width, text, column.align, role) for x, width, text, column in layout]


def _row(cells: list[Cell], shop: Shop, style: Style, head: Strip) -> list[Strip]:
    """Whole if it is short; else line by line, so that a page may end inside it."""
    lines = [_lines(cell, shop, style) for cell in cells]
    count = max(map(len, lines))
    if count <= WHOLE_LINES:
        return [_boxed(cells, lines, style)._replace(head=(head,))]
    return [
        _slice(cells, lines, n, style)._replace(head=(head,), tied=n in (0, count - 2))
        for n in range(count)
    ]


def _whole_row(cells: list[Cell], shop: Shop, style: Style) -> Strip:
    return _boxed(cells, [_lines(cell, shop, style) for cell in cells], style)


def _lines(cell: Cell, shop: Shop, style: Style) -> list[SetLine]:
    shape = Shape(cell.width - 2 * SIDE, style.size, flush=False, listing=True)
    return [
        line
        for part in paragraphs(cell.text)
        for line in short_lines(part, shop.fonts, cell.role, shape)
    ]


def _boxed(cells: list[Cell], lines: list[list[SetLine]], style: Style) -> Strip:
    """A row in its rules, what is in it centred upright."""
    height = max(1, *map(len, lines)) * style.leading + 2 * ABOVE
    texts = []
    for cell, inside in zip(cells, lines, strict=True):
        top = (height - len(inside) * style.leading) / 2
        for n, line in enumerate(inside):
            texts.append(_positioned(cell, line, top + n * style.leading, style))
    strokes = (*_sides(cells, height), _across(cells, height))
    return Strip(height, tuple(texts), strokes, on_grid=False)


def _slice(cells: list[Cell], lines: list[list[SetLine]], n: int, style: Style) -> Strip:
    """The nth line of a long row."""
    last = n == max(map(len, lines)) - 1
    above = ABOVE if n == 0 else 0.0
    height = style.leading + above + (ABOVE if last else 0.0)
    texts = tuple(
        _positioned(cell, inside[n], above, style)
        for cell, inside in zip(cells, lines, strict=True)
        if n < len(inside)
    )
    strokes = (*_sides(cells, height), *([_across(cells, height)] if last else ()))
    seam = () if last else (_across(cells, 0),)
    return Strip(height, texts, strokes, on_grid=False, seam=seam)


def _positioned(cell: Cell, line: SetLine, top: float, style: Style) -> PositionedText:
    x = cell.x + SIDE + offset(cell.align, cell.width - 2 * SIDE, line.width)
    return PositionedText(x, top + page_format.drop(style.leading, style.size), line.runs)


def _sides(cells: list[Cell], height: float) -> Iterator[Stroke]:
    for x in (*(cell.x for cell in cells), _right(cells)):
        yield Stroke(x, 0, x, height)


def _right(cells: list[Cell]) -> float:
    return cells[-1].x + cells[-1].width


def _across(cells: list[Cell], depth: float) -> Stroke:
    return Stroke(0, depth, _right(cells), depth)


def _topped(strip: Strip, cells: list[Cell]) -> Strip:
    return strip._replace(strokes=(_across(cells, 0), *strip.strokes), on_grid=True)
