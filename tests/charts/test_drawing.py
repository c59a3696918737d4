"""Where the strokes of a chart stand, and that it reads the same without colour."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector_gui.charts.chart import Chart, ChartRow, Fill, Key, Segment, Span
from inspector_gui.charts.drawing import BAR, Drawing, Stroke, drawn, shortened, text_width


def chart(*rows: ChartRow, **more: object) -> Chart:
    return Chart("问题分类", "共 4 项", rows, **more)  # type: ignore[arg-type]


def solid(drawing: Drawing) -> list[Stroke]:
    return [stroke for stroke in drawing.strokes if stroke.weight == BAR]


def test_bars_are_as_long_as_their_values() -> None:
    made = drawn(chart(*(ChartRow("类", str(n), (Segment(n),)) for n in (1, 2, 4))), 156)
    lengths = [shape.x2 - shape.x1 for shape in solid(made)]
    assert lengths == pytest.approx([lengths[2] / 4, lengths[2] / 2, lengths[2]])


def test_fills_differ_by_strokes_alone() -> None:
    """Solid is one thick line, outlined four thin ones, hatched those and the lines between."""
    counts = {
        fill: len(drawn(chart(ChartRow("类", "9", (Segment(9, fill),))), 156).strokes) - 1
        for fill in Fill
    }
    assert (counts[Fill.SOLID], counts[Fill.OUTLINED]) == (1, 4)
    assert counts[Fill.HATCHED] > 40


def test_zero_has_a_figure_and_no_bar_and_little_is_seen() -> None:
    made = drawn(
        chart(ChartRow("无", "0", (Segment(0),)), ChartRow("微", "1", (Segment(1),)),
              ChartRow("巨", "999999999", (Segment(999_999_999),))), 156,
    )  # fmt: skip
    assert len(solid(made)) == 2
    assert solid(made)[0].x2 - solid(made)[0].x1 == pytest.approx(0.6)


def test_without_rows_it_says_so() -> None:
    made = drawn(chart(empty="没有成立的问题。"), 156)
    assert [text.text for text in made.texts] == ["问题分类", "共 4 项", "没有成立的问题。"]
    assert chart(empty="没有成立的问题。").description == "问题分类（共 4 项）：没有成立的问题。"


def test_a_range_has_two_ends_and_a_tick_between() -> None:
    made = drawn(chart(ChartRow("题", "8%", span=Span(0.06, 0.08, 0.12)), largest=0.2), 156)
    line = next(
        stroke for stroke in made.strokes if stroke.y1 == stroke.y2 and stroke.weight == 0.35
    )
    tick = next(stroke for stroke in made.strokes if stroke.weight == 1.6)
    assert line.x1 < (tick.x1 + tick.x2) / 2 < line.x2
    assert (line.x2 - line.x1) / ((tick.x1 + tick.x2) / 2 - line.x1) == pytest.approx(3)


def test_a_long_name_keeps_its_beginning_and_end() -> None:
    name = "示例市经济技术开发区第一实验学校附属小学（东校区）分部"
    short = shortened(name, 3.3, 40)
    assert re.fullmatch("示例市.*….*分部", short)
    assert text_width(short, 3.3) <= 40


def test_a_long_chart_goes_on_by_the_same_scale() -> None:
    whole = chart(*(ChartRow(f"第{n}组", str(n), (Segment(n),)) for n in range(1, 66)))
    parts = list(whole.parts())
    assert [len(part.rows) for part in parts] == [30, 30, 5]
    assert {part.scale for part in parts} == {65}
    assert parts[1].title == "问题分类（续）"


values = st.one_of(st.just(0), st.integers(1, 20), st.integers(10**9, 10**15))
names = st.text("学校甲乙丙ABC（）12", max_size=40)
rows = st.builds(
    lambda label, parts, offset: ChartRow(
        label,
        f"{sum(parts):,}",
        tuple(Segment(n, fill) for n, fill in zip(parts, Fill, strict=False)),
        offset,
    ),
    names,
    st.lists(values, max_size=3),
    values,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(rows, max_size=12), st.floats(60, 400))
def test_nothing_leaves_the_drawing_or_lies_on_another(some: list[ChartRow], width: float) -> None:
    keys = tuple(Key(fill, fill.value) for fill in Fill)
    made = drawn(chart(*some, keys=keys), width)
    slack = 2.5  # bars too short to be seen are drawn longer than they are
    for stroke in made.strokes:
        assert min(stroke.x1, stroke.x2) >= -0.01
        assert max(stroke.x1, stroke.x2) <= width + slack
        assert 0 <= min(stroke.y1, stroke.y2) <= max(stroke.y1, stroke.y2) <= made.height
    lines = sorted({text.y for text in made.texts})
    assert all(below - above > 3 for above, below in pairwise(lines))
