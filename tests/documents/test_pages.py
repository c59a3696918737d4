"""The grid of GB/T 9704, measured on the page; and pages that end where they may."""

from ctypes import byref, c_double
from itertools import pairwise

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector_gui.documents import page_format
from inspector_gui.documents.blocks import (
    Aside,
    Attachments,
    Gap,
    Heading,
    Label,
    Mixed,
    Paragraph,
    Title,
    Together,
)
from inspector_gui.documents.pdf.printing import print_pdf
from inspector_gui.documents.surface import Surface
from tests.documents.samples import FONTS, document, pages_of, recorded, words

MM = page_format.MM
NEAR = 0.1


def lines_of(pdf, page=0):
    """The characters of each line, with their left, right and upper edges in mm."""
    lines: dict[float, list] = {}
    x, y = c_double(), c_double()
    with pypdfium2.PdfDocument(pdf) as file:
        text = file[page].get_textpage()
        for n in range(text.count_chars()):
            character = chr(pypdfium2.raw.FPDFText_GetUnicode(text, n))
            if not character.isspace():
                pypdfium2.raw.FPDFText_GetCharOrigin(text, n, byref(x), byref(y))
                left, _bottom, right, top = text.get_charbox(n, loose=True)
                box = character, left / MM, right / MM, 297 - top / MM
                lines.setdefault(round(297 - y.value / MM, 2), []).append(box)
    return [lines[baseline] for baseline in sorted(lines)]


def test_a_full_page_is_22_lines_of_28_characters_on_156_by_225_mm():
    pdf = print_pdf(document(Paragraph("检" * 26 + "查" * 28 * 40)), FONTS)
    *body, _number, _footer = lines_of(pdf)
    assert [len(line) for line in body] == [26, *[28] * 21]
    assert body[0][0][1] == pytest.approx(28 + 2 * 156 / 28, abs=NEAR)
    for line in body[1:]:
        assert line[0][1] == pytest.approx(28, abs=NEAR)
        assert line[-1][2] == pytest.approx(28 + 156, abs=NEAR)
    tops = [line[0][3] for line in body]
    assert [b - a for a, b in pairwise(tops)] == pytest.approx([225 / 22] * 21, abs=NEAR)


def test_lines_of_mixed_type_are_flush_on_paper_too():
    text = "依据《𠮷田收费意见》（教财〔2020〕5号）第（二）项，2024年9月收取178716.00元，占31.4%；"
    pdf = print_pdf(document(Paragraph(Mixed((Label("情况："), text * 4)))), FONTS)
    *body, _last, _number, _footer = lines_of(pdf)
    assert len(body) > 5
    for line in body[1:]:
        assert line[0][1] == pytest.approx(28, abs=NEAR)
        hangs = 8 / MM if line[-1][0] in "，；》）" else 0
        assert 28 + 156 - NEAR <= line[-1][2] <= 28 + 156 + hangs + NEAR


def test_golden_positions_of_a_page():
    """In mm from the upper left: of the beginning of each line, and its baseline."""
    page = document(
        Title(("示例市第三高级中学", "教育收费专项检查情况反馈单")),
        Gap(),
        Aside("编号：2025-SF-T3-05"),
        Heading(1, "一、检查工作开展情况"),
        Paragraph("检" * 30),
    )
    (texts,) = pages_of(recorded(page))
    got = [(words(runs)[:4], round(x / MM, 2), round(297 - y / MM, 2)) for x, y, runs in texts]
    assert got == [
        ("示例市第", pytest.approx(71.08, abs=NEAR), pytest.approx(45.06, abs=NEAR)),
        ("教育收费", pytest.approx(55.56, abs=NEAR), pytest.approx(55.28, abs=NEAR)),
        ("编号：2", pytest.approx(135.62, abs=NEAR), pytest.approx(74.7, abs=NEAR)),
        ("一、检查", pytest.approx(39.14, abs=NEAR), pytest.approx(85.16, abs=NEAR)),
        ("检检检检", pytest.approx(39.14, abs=NEAR), pytest.approx(95.39, abs=NEAR)),
        ("检检检检", pytest.approx(28.0, abs=NEAR), pytest.approx(105.62, abs=NEAR)),
    ]


def test_page_numbers_alternate_one_character_from_the_outer_edge():
    pdf = print_pdf(document(Paragraph("检" * 28 * 40)), FONTS)
    for page in (0, 1):
        number = lines_of(pdf, page)[-2]
        assert "".join(c for c, *_box in number) == f"—{page + 1}—"
        outer = 28 + 156 - number[-1][2] if page == 0 else number[0][1] - 28
        assert outer == pytest.approx(14 / MM, abs=0.3)


def test_the_dashes_stand_7_mm_below_the_type():
    pdf = print_pdf(document(Paragraph("检")), FONTS)
    with pypdfium2.PdfDocument(pdf) as file:
        text = file[0].get_textpage()
        boxes = [
            text.get_charbox(n)
            for n in range(text.count_chars())
            if text.get_text_range(n, 1) == "—"
        ]
    for _left, bottom, _right, top in boxes:
        assert 297 - (bottom + top) / 2 / MM == pytest.approx(37 + 225 + 7, abs=0.3)


def test_a_title_breaks_between_its_parts_and_never_inside_a_word():
    for school in ("示例市第一小学", "示例市示例区人民政府实验教育集团附属小学", "一" * 40):
        title = Title((school, "教育收费专项检查", "情况反馈单"))
        (texts,) = pages_of(recorded(document(title)))
        lines = [words(runs) for _x, _y, runs in texts]
        assert "".join(lines) == "".join(title.parts)
        assert any("教育收费专项检查" in line for line in lines)
        for x, _y, runs in texts:
            width = sum(FONTS.lettering("小标宋").widths(words(runs))) * page_format.TITLE
            assert x + width / 2 == pytest.approx(page_format.LEFT + page_format.WIDTH / 2, abs=0.3)


LENGTHS = st.lists(st.integers(1, 9), min_size=3, max_size=14)


@given(LENGTHS, st.lists(st.booleans(), min_size=14, max_size=14))
@settings(max_examples=80, deadline=None)
def test_no_page_begins_or_ends_with_a_single_line_or_ends_with_a_heading(lengths, headed):
    blocks = []
    for n, (lines, heading) in enumerate(zip(lengths, headed, strict=False)):
        if heading:
            blocks.append(Heading(1, f"题{n}"))
        blocks.append(Paragraph(chr(0x4E00 + n) * (lines * 28 - 2)))
    pages = [
        [words(runs) for _x, _y, runs in page] for page in pages_of(recorded(document(*blocks)))
    ]
    for before, after in pairwise(pages):
        assert not before[-1].startswith("题")
        torn = before[-1][0]
        if torn == after[0][0]:
            assert [line[0] for line in before[-2:]] == [torn, torn]
            assert [line[0] for line in after[:2]] == [torn, torn]


def test_blocks_together_stay_on_one_page():
    for before in range(1, 23):
        group = Together((Paragraph("甲"), Gap(), Heading(1, "乙"), Paragraph("丙" * 60)))
        pages = list(pages_of(recorded(document(Paragraph("检" * (28 * before - 2)), group))))
        last = "".join(words(runs) for _x, _y, runs in pages[-1])
        assert {"甲", "乙", "丙"} <= set(last)


def test_what_is_together_but_higher_than_a_page_is_still_printed():
    tall = Together(tuple(Paragraph("丁" * 200) for _n in range(9)))
    pages = list(pages_of(recorded(document(tall))))
    assert sum(words(runs).count("丁") for page in pages for _x, _y, runs in page) == 1800
    lowest = min(y for page in pages for _x, y, _runs in page)
    assert lowest > page_format.PAGE_HEIGHT - page_format.TOP - page_format.HEIGHT


def test_a_gap_does_not_push_down_a_page():
    blocks = (Paragraph("检" * (28 * 22 - 2)), Gap(3), Paragraph("查"))
    _first, second = pages_of(recorded(document(*blocks)))
    assert 297 - second[0][1] / MM == pytest.approx(37 + 225 / 22 * 0.71, abs=0.5)


def test_attachments_stand_under_one_another():
    note = Attachments("附件：", ("1.检查发现问题汇总表", "2." + "抽样记录" * 9))
    (texts,) = pages_of(recorded(document(note)))
    label, first, *others = texts
    assert words(label[2]) == "附件："
    assert {round(x, 3) for x, _y, _runs in others} == {round(first[0], 3)}
    assert first[1] == label[1]
    assert first[0] == pytest.approx(page_format.LEFT + 5 * page_format.STEP, abs=1)


def test_every_page_has_its_watermark_and_its_footer():
    surface = recorded(document(Paragraph("检" * 2000), watermark="草稿"))
    kinds = [operation for operation, _arguments in surface.operations]
    assert kinds.count(Surface.watermark) == kinds.count(Surface.end_page) == 4
