"""Lines keep the rules of Chinese typesetting, whatever the text."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector_gui.documents import page_format
from inspector_gui.documents.breaking import Line, Shape, break_lines

NEVER_FIRST = set("，。、；：？！”’）》〉」』】〕,.;:?!)％%·")
NEVER_LAST = set("“‘（《〈「『【〔([￥")
TENTH_OF_A_MM = 0.1 * page_format.MM

ATOMS = (
    "178716.00元", "17.87万元", "2024年", "9月", "18日", "教财〔2020〕5号", "31.4%",
    "第二十五条", "第（二）项", "312人", "132元/生", "Excel", "2025-SF-T3-05", "——", "……", "㎡",
)  # fmt: skip
PLAIN = st.text("学校收费检查教育公示组织班级资料退还", min_size=1, max_size=6)
OPENINGS = st.text("“（《〔", max_size=2)
CLOSINGS = st.text("，。；：”）》〕", max_size=3)
PHRASES = st.tuples(PLAIN, OPENINGS, st.sampled_from(ATOMS), CLOSINGS)
TEXTS = st.lists(PHRASES, min_size=1, max_size=30)
SHAPES = st.builds(
    Shape,
    measure=st.sampled_from([page_format.WIDTH, 18 * 16.0, 23.5 * 16.0]),
    size=st.just(16.0),
    indent=st.sampled_from([0.0, 2 * page_format.STEP]),
    tracking=st.just(page_format.TRACKING),
)


def widths_of(text: str) -> list[float]:
    narrow = {c: 0.0 if unicodedata.combining(c) else 0.55 for c in text if ord(c) < 0x2000}
    return [narrow.get(c, 1.0) for c in text]


def edge(line: Line, widths: list[float], size: float) -> float:
    """Where the square of the last visible character ends, from the beginning of the line."""
    seen = len(line.text.rstrip(" \u3000")) or 1
    squares = sum(widths[line.start : line.start + seen]) * size
    return squares + sum(line.gaps[: seen - 1])


def assembled(phrases: list[tuple[str, ...]]) -> tuple[str, list[tuple[int, int]]]:
    """The text, and where in it each atom lies."""
    text, spans = "", []
    for plain, opening, atom, closing in phrases:
        start = len(text + plain + opening)
        spans.append((start, start + len(atom)))
        text += plain + opening + atom + closing
    return text, spans


@given(TEXTS, SHAPES)
@settings(max_examples=400, deadline=None)
def test_no_line_begins_or_ends_with_what_it_must_not_and_no_atom_is_torn(phrases, shape):
    text, spans = assembled(phrases)
    lines = break_lines(text, widths_of(text), shape)
    assert "".join(line.text for line in lines) == text
    for line in lines[1:]:
        assert line.text[0] not in NEVER_FIRST
        assert not any(start < line.start < end for start, end in spans)
    for line in lines[:-1]:
        assert line.text[-1] not in NEVER_LAST


@given(TEXTS, SHAPES)
@settings(max_examples=400, deadline=None)
def test_full_lines_are_flush_on_both_edges_and_the_last_is_natural(phrases, shape):
    text, _spans = assembled(phrases)
    widths = widths_of(text)
    *full, last = break_lines(text, widths, shape)
    for line in full:
        room = shape.measure - (0 if line.start else shape.indent)
        over = edge(line, widths, shape.size) - room
        hangs = shape.size / 2 if line.text[-1] in NEVER_FIRST else 0.0
        assert -TENTH_OF_A_MM <= over <= hangs + TENTH_OF_A_MM
    assert edge(last, widths, shape.size) <= shape.measure + shape.size / 2 + TENTH_OF_A_MM
    if sum(widths[last.start :]) * shape.size < shape.measure - 2 * shape.size:
        assert max(last.gaps[:-1], default=-1) <= shape.tracking + 1e-9


@given(TEXTS, SHAPES)
@settings(max_examples=200, deadline=None)
def test_only_punctuation_gives_way(phrases, shape):
    text, _spans = assembled(phrases)
    punctuation = NEVER_FIRST | NEVER_LAST
    for line in break_lines(text, widths_of(text), shape):
        for here, after, gap in zip(line.text, line.text[1:], line.gaps, strict=False):
            if gap < shape.tracking - 1e-9:
                assert {here, after} & punctuation
                assert gap >= -0.76 * shape.size


@given(st.text(max_size=300), st.sampled_from([40.0, 160.0, page_format.WIDTH]))
@settings(max_examples=400, deadline=None)
def test_nothing_is_lost_of_any_text(text, measure):
    shape = Shape(measure, 16.0)
    lines = break_lines(text, widths_of(text), shape)
    assert "".join(line.text for line in lines) == text
    assert all(len(line.gaps) == len(line.text) for line in lines)


@given(st.lists(st.sampled_from(["e\u0301", "费", "𠮷", "o\u0302\u0323"]), max_size=60))
def test_marks_stay_with_their_letters(clusters):
    text = "".join(clusters)
    lines = break_lines(text, widths_of(text), Shape(64.0, 16.0))
    assert not any(unicodedata.combining(line.text[0]) for line in lines)
    assert "".join(line.text for line in lines) == text


def test_not_even_where_nothing_else_may_end_a_line():
    text = "。\u0301" * 40
    lines = break_lines(text, [1.0] * len(text), Shape(5 * 16.0, 16.0))
    assert len(lines) > 10
    assert all(line.text[0] == "。" for line in lines)


@pytest.mark.parametrize("atom", [*ATOMS, "￥204,770.37元", "国务院令第741号", "0519-85993441"])
def test_an_atom_goes_to_the_next_line_rather_than_be_torn(atom):
    for before in range(20, 28):
        text = "费" * before + "据" + atom + "，" + "校" * 40
        lines = break_lines(text, widths_of(text), Shape(28 * 16.0, 16.0))
        assert any(atom.removeprefix("国务院令") in line.text for line in lines)


def test_an_atom_longer_than_a_line_is_torn_between_its_words_only():
    text = "附" + "2025-SF|S007|class|2da1f786d71ac7cb|526771-" * 3
    lines = break_lines(text, widths_of(text), Shape(14 * 16.0, 16.0))
    assert sum("2da1f786d71ac7cb" in line.text for line in lines) == 3
    figure = "7" * 200
    torn = break_lines(figure, widths_of(figure), Shape(14 * 16.0, 16.0))
    assert all(edge(line, widths_of(figure), 16.0) <= 14 * 16.0 + 1e-6 for line in torn)


def test_neighbouring_marks_share_a_square():
    text = "《通知》（试行）。"
    (line,) = break_lines(text, [1.0] * len(text), Shape(1000.0, 16.0, flush=False))
    assert [n for n, gap in enumerate(line.gaps[:-1]) if gap == -8.0] == [3, 7]


def test_marks_that_fill_their_square_keep_it():
    text = "《通知》（试行）。"
    shape = Shape(1000.0, 16.0, flush=False)
    (line,) = break_lines(text, [1.0] * len(text), shape, frozenset("）。"))
    assert [n for n, gap in enumerate(line.gaps[:-1]) if gap == -8.0] == [3]


def test_a_mark_is_squeezed_in_before_a_character_is_pushed_out():
    text = "收费，退费；公示。" + "校" * 19 + "，" + "费" * 20
    line = break_lines(text, [1.0] * len(text), Shape(28 * 16.0, 16.0))[0]
    assert line.text.endswith("校，")
    assert len(line.text) == 29


def test_a_paragraph_does_not_end_in_a_single_character():
    text = "费" * 56 + "用。"
    *_full, last = break_lines(text, widths_of(text), Shape(28 * 16.0, 16.0))
    assert last.text == "费用。"


def test_a_loose_line_is_shared_by_its_neighbours():
    text = "关于进一步加强中小学教辅材料管理使用的意见和服务性收费和代收费管理有关问题的通知" * 2
    text += "（发改价格〔2010〕1619号）第一部分规定执行。"
    widths = widths_of(text)
    lines = break_lines(text, widths, Shape(28 * 16.0, 16.0))
    assert max(gap for line in lines for gap in line.gaps[:-1]) < 0.2 * 16
