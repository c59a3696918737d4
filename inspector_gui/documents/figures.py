"""Charts on paper: black alone, told apart by hatching and outline."""

from __future__ import annotations

from inspector_gui.charts import drawing
from inspector_gui.charts.chart import Chart
from inspector_gui.charts.drawing import Drawing, drawn
from inspector_gui.documents.blocks import Figure
from inspector_gui.documents.chunks import Strip, Stroke, Words
from inspector_gui.documents.fonts import Role
from inspector_gui.documents.layout_context import Shop
from inspector_gui.documents.page_format import MM
from inspector_gui.documents.runs import one_line


def set_figure(block: Figure, shop: Shop) -> list[Strip]:
    return [_strip(part, shop) for part in block.chart.parts()]


def _strip(chart: Chart, shop: Shop) -> Strip:
    made = drawn(chart, shop.width / MM)
    strokes = tuple(
        Stroke(one.x1 * MM, one.y1 * MM, one.x2 * MM, one.y2 * MM, one.weight * MM)
        for one in made.strokes
    )
    return Strip(made.height * MM, _words(made, shop), strokes, on_grid=False)


def _words(made: Drawing, shop: Shop) -> tuple[Words, ...]:
    return tuple(_placed(one, shop) for one in made.words)


def _placed(words: drawing.Words, shop: Shop) -> Words:
    line = one_line(words.text, shop.fonts, Role.HEI if words.bold else Role.SONG, words.size * MM)
    x = words.x * MM - (line.width if words.right else 0)
    return Words(x, words.y * MM, line.runs)
