"""Ruled tables: nothing lost, amounts under one another, the head on every page."""

import pytest

from inspector_gui.documents import page_format
from inspector_gui.documents.blocks import (
    Align,
    Blank,
    Column,
    Fields,
    FillIn,
    Paragraph,
    SignOff,
    Table,
)
from inspector_gui.documents.surface import Surface
from tests.documents.samples import FONTS, document, pages_of, recorded, words

COLUMNS = (
    Column("序号", 0.1, Align.CENTRE),
    Column("问题", 0.6),
    Column("金额（元）", 0.3, Align.RIGHT),
)


def table(*rows, total=None):
    return Table(COLUMNS, tuple(rows), total)


def text_of(page):
    return "".join(words(runs) for _x, _y, runs in page)


def rules_of(recorder):
    """Of each page: its ruled lines."""
    page = []
    for operation, arguments in recorder.operations:
        if operation is Surface.rule:
            page.append(arguments[:3])
        elif operation is Surface.end_page:
            yield page
            page = []


def right_edge(x, runs):
    squares = sum(sum(map(run.face.width, run.text)) * run.size for run in runs)
    return x + squares + sum(run.gap * len(run.text) for run in runs) - runs[-1].gap


def test_amounts_end_under_one_another():
    amounts = ("0.50", "178716.00", "1234567.89")
    rows = [(str(n), "收费", amount) for n, amount in enumerate(amounts)]
    (page,) = pages_of(recorded(document(table(*rows, total=("", "合计", "1413284.39")))))
    edges = {
        round(right_edge(x, runs), 2)
        for x, _y, runs in page
        if words(runs) in (*amounts, "1413284.39")
    }
    assert len(edges) == 1
    assert edges.pop() < page_format.LEFT + page_format.WIDTH


@pytest.mark.parametrize(
    ("figure", "align"),
    [
        ("123456.78", Align.RIGHT),
        ("123456.78", Align.CENTRE),
        ("138****1234", Align.CENTRE),
        ("2025年10月20日", Align.LEFT),
    ],
)
def test_type_gets_smaller_rather_than_tear_a_figure(figure, align):
    share = 0.1 if len(figure) < 10 else 0.17
    columns = (Column("金额", share, align), Column("说明", 1 - share))
    cell = f"{figure}\n{figure}"
    (page,) = pages_of(recorded(document(Table(columns, ((cell, "超标准收费"),)))))
    assert [words(runs) for _x, _y, runs in page].count(figure) == 2


def test_the_head_comes_again_on_every_page_and_no_row_is_lost():
    rows = [(str(n), f"第{n}个问题" * 8, f"{n}.00") for n in range(1, 61)]
    pages = list(pages_of(recorded(document(table(*rows)))))
    assert len(pages) > 2
    for page in pages:
        assert words(page[0][2]) == "序号"
        assert text_of(page).count("金额（元）") == 1
    whole = "".join(map(text_of, pages))
    assert all(whole.count(f"第{n}个问题" * 2) for n in range(1, 61))


def test_a_long_cell_is_continued_on_the_next_page_under_its_head():
    fact = "".join(f"第{n}段说明学校收费情况。" for n in range(400))
    recorder = recorded(document(Paragraph("检" * 200), table(("1", fact, "1.00"))))
    pages = list(pages_of(recorder))
    cell = "".join(
        words(runs)
        for page in pages
        for x, _y, runs in page
        if page_format.LEFT + 45 < x < page_format.LEFT + 300 and runs[0].size < page_format.BODY
    )
    assert cell.replace("问题", "") == fact
    assert all(words(page[0][2]) == "序号" for page in pages[1:])
    for rules in rules_of(recorder):
        lowest = min(min(start[1], end[1]) for start, end, _weight in rules)
        across = [start for start, end, _weight in rules if start[1] == end[1] == lowest]
        assert across, "every page closes the table with a rule"


def test_nothing_leaves_the_type_area():
    rows = [(str(n), "问题" * (n * 7 % 90 + 1), "178716.00") for n in range(40)]
    recorder = recorded(document(table(*rows)))
    bottom = page_format.PAGE_HEIGHT - page_format.TOP - page_format.HEIGHT
    for rules in rules_of(recorder):
        for start, end, _weight in rules:
            assert min(start[0], end[0]) >= page_format.LEFT - 0.01
            assert max(start[0], end[0]) <= page_format.LEFT + page_format.WIDTH + 0.01
            assert min(start[1], end[1]) >= bottom - 0.1
    for page in pages_of(recorder):
        for x, y, runs in page:
            assert y > bottom
            assert right_edge(x, runs) <= page_format.LEFT + page_format.WIDTH + 0.01


def test_names_and_values_stand_in_pairs():
    fields = Fields(((("单位", "示例市第一中学"),), (("代码", "S001"), ("日期", "2025年9月8日"))))
    (page,) = pages_of(recorded(document(fields)))
    assert [words(runs) for _x, _y, runs in page] == [
        "单位", "示例市第一中学", "代码", "S001", "日期", "2025年9月8日",
    ]  # fmt: skip
    assert page[2][1] == pytest.approx(page[5][1])


@pytest.mark.parametrize("width", [10, 14, 17, 23])
def test_no_name_in_a_list_is_torn(width):
    names = [f"检查员{number}" for number in range(201, 207)]
    wide = "宽" * width
    fields = Fields(((("检查组成员", "、".join(names)), (wide, wide)),))
    (page,) = pages_of(recorded(document(fields)))
    lines = [words(runs) for _x, _y, runs in page if "检" in words(runs)][1:]
    assert len(lines) > 1
    assert [name for line in lines for name in line.split("、") if name] == names


def test_a_list_higher_than_a_page_is_continued():
    classes = "、".join(f"{grade:02}-{number:02}" for grade in range(60) for number in range(30))
    recorder = recorded(document(Fields(((("名单", classes),),), compact=True)))
    pages = list(pages_of(recorder))
    assert len(pages) > 1
    assert "".join(map(text_of, pages)).replace("名单", "") == classes
    for rules in rules_of(recorder):
        heights = [height for end in rules for _x, height in end[:2]]
        across = {start[1] for start, end, _weight in rules if start[1] == end[1]}
        assert {min(heights), max(heights)} <= across, "every page closes the table"


def test_blanks_are_ruled_where_one_writes():
    line = FillIn(("有异议（共", Blank(3), "页）：", Blank()))
    recorder = recorded(document(line))
    ((fixed, rest),) = rules_of(recorder)
    assert fixed[1][0] - fixed[0][0] == pytest.approx(3 * page_format.BODY)
    assert rest[1][0] == pytest.approx(page_format.LEFT + page_format.WIDTH)
    (page,) = pages_of(recorder)
    assert text_of(page) == "有异议（共页）："
    assert right_edge(page[0][0], page[0][2]) == pytest.approx(fixed[0][0])


def test_both_columns_of_signatures_stand_level():
    block = SignOff(
        (FillIn(("组长：", Blank())),), (FillIn(("校长：", Blank())), FillIn(("日期：",)))
    )
    recorder = recorded(document(block))
    (page,) = pages_of(recorder)
    ours, theirs, day = page
    assert ours[1] == theirs[1] > day[1]
    assert theirs[0] == day[0] == pytest.approx(page_format.LEFT + page_format.WIDTH / 2)
    ((left, right),) = rules_of(recorder)
    assert left[1][0] < theirs[0]
    assert right[1][0] == pytest.approx(page_format.LEFT + page_format.WIDTH)


def test_words_longer_than_a_line_are_broken_in_a_form_too():
    (page,) = pages_of(recorded(document(FillIn(("说明" * 30, Blank())))))
    assert text_of(page) == "说明" * 30
    assert FONTS.missing_characters(text_of(page)) == []


@pytest.mark.parametrize(("count", "before"), [(2, 20), (4, 19), (7, 17), (10, 15), (14, 12)])
def test_no_page_begins_with_the_last_row_alone(count, before):
    rows = [(f"第{n}行", "收费", "1.00") for n in range(1, count + 1)]
    blocks = (*(Paragraph("正文。") for _ in range(before)), table(*rows))
    pages = [text_of(page) for page in pages_of(recorded(document(*blocks)))]
    for page in pages:
        here = [row for row, _what, _fen in rows if row in page]
        assert here != [rows[-1][0]], page
