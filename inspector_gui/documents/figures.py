"""Charts on paper: black alone, told apart by hatching and outline."""

from __future__ import annotations

from inspector_gui.charts import drawing
from inspector_gui.charts.chart import Chart
from inspector_gui.charts.drawing import Drawing, drawn
from inspector_gui.documents.blocks import Figure
from inspector_gui.documents.chunks import PositionedText, Strip, Stroke
from inspector_gui.documents.fonts import Role
from inspector_gui.documents.layout_context import Shop
from inspector_gui.documents.page_format import MM
from inspector_gui.documents.runs import one_line


def set_figure(block: Figure, shop: Shop) -> list[Strip]:
    return [_strip(part, shop) for part in block.chart.parts()]


def _strip(chart: Chart, shop: Shop) -> Strip:
    made = drawn(chart, shop.width / MM)
    strokes = tuple(
        Stroke(stroke.x1 * MM, stroke.y1 * MM, stroke.x2 * MM, stroke.y2 * MM, stroke.weight * MM)
        for stroke in made.strokes
    )
    return Strip(made.height * MM, _positioned_texts(made, shop), strokes, on_grid=False)


def _positioned_texts(made: Drawing, shop: Shop) -> tuple[PositionedText, ...]:
    return tuple(_positioned(text, shop) for text in made.texts)


def _positioned(drawn_text: drawing.DrawnText, shop: Shop) -> PositionedText:
    line = one_line(
        drawn_text.text,
        shop.fonts,
        Role.HEI if drawn_text.bold else Role.SONG,
        drawn_text.size * MM,
    )
    x = drawn_text.x * MM - (line.width if drawn_text.right else 0)
    return PositionedText(x, drawn_text.y * MM, line.runs)
