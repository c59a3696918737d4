"""A printed side as the reading process is told of it (`reader/form.py`)."""

from typing import Any

from inspector_gui.scanning.laying_out import GREATEST_NUMBER, numbered
from inspector_gui.scanning.layout import Answering, Area, FormLayout, Side, Words


def describe(layout: FormLayout, side: Side) -> dict[str, Any]:
    """As JSON."""
    words = [_numbers(_covered(line)) for line in (*side.words, numbered(GREATEST_NUMBER))]
    return {
        "box": layout.measures.box,
        "places": [(box.question, box.option, box.x, box.y) for box in side.boxes],
        "several": [q.code for q in layout.questions if q.answering is Answering.SEVERAL],
        "exclusive": {q.code: list(q.exclusive) for q in layout.questions if q.exclusive},
        "written": [(code, _numbers(area)) for code, area in side.fields],
        "rows": {code: _numbers(area) for code, area in side.rows},
        "words": words,
    }


def _numbers(area: Area) -> tuple[float, float, float, float]:
    return area.left, area.top, area.width, area.height


def _covered(line: Words) -> Area:
    left = line.x - (line.width / 2 if line.centred else 0)
    return Area(left, line.y - 0.9 * line.size, line.width, 1.15 * line.size)
