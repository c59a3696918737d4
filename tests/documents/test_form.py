"""The form of the pages: what stands together, how leaves are counted, where wide tables go."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from db.publishable.tallies import PublishedCounts, PublishedPool
from db.vocabulary import DocumentKind, QuestionType, Stage
from inspector_gui.class_names import class_called
from inspector_gui.documents import page_format
from inspector_gui.documents.blocks import (
    Annex,
    Break,
    Column,
    LetterHead,
    Note,
    Paragraph,
    Table,
    Title,
)
from inspector_gui.documents.family.bulletin import run_in_heading
from inspector_gui.documents.family.notice import reference_key
from inspector_gui.documents.family.statistics_table import _pools
from inspector_gui.documents.page_format import LANDSCAPE, MM, TRACKING, UPRIGHT
from inspector_gui.documents.pdf.printing import print_pdf
from inspector_gui.documents.surface import Ink, Surface
from inspector_gui.documents.template_texts import own_wording
from tests.documents.samples import (
    DRAW,
    FONTS,
    LOCKED,
    document,
    feedback,
    finding,
    findings,
    pages_of,
    recorded,
    words,
)
from tests.documents.sentences import drafts

LONG_ADVICE = "核清各班级实际收取的费用，" * 9


def texts(printed):
    return ["".join(words(runs) for _x, _y, runs in page) for page in pages_of(recorded(printed))]


def formats(printed):
    return [a[0] for op, a in recorded(printed).operations if op is Surface.begin_page]


@pytest.mark.parametrize("count", [1, 2, 3, 5, 9, 20])
@pytest.mark.parametrize("advice", ["", "补齐公示内容", LONG_ADVICE])
def test_the_page_that_is_signed_tells_of_what_was_found(count, advice):
    found = tuple(replace(one, advice=advice) for one in findings(count))
    pages = texts(feedback(findings=found))
    (signed,) = [page for page in pages if "学校主要负责人" in page]
    assert "其他情况按程序办理。" in signed
    assert "陈述申辩告知" in signed
    if advice != LONG_ADVICE:
        assert re.search(rf"{count}\.\S", signed.partition("其他情况")[0])


@pytest.mark.parametrize("found", [(), findings(3)])
def test_who_refuses_is_asked_after_who_signs(found):
    (signed,) = [page for page in texts(feedback(findings=found)) if "学校主要负责人" in page]
    order = ["学校意见", "签字", "学校主要负责人", "校方拒绝签字", "一式三份"]
    assert all(signed.find(a) < signed.find(b) for a, b in pairwise(order))


def test_a_sheet_without_findings_is_one_leaf():
    pages = texts(feedback(findings=(), draws=(DRAW,)))
    assert len(pages) == 2
    assert "本次检查未发现明显违规收费问题" in pages[1]
    assert "学校主要负责人" in pages[1]


def test_the_note_of_annexes_follows_the_text_and_one_annex_has_no_number():
    both = "".join(texts(feedback()))
    assert both.find("陈述申辩告知") < both.find("附件：1.") < both.find("学校主要负责人")
    one = "".join(texts(feedback(draws=())))
    assert "附件：检查发现问题汇总表" in one
    assert "附件1" not in one


@pytest.mark.parametrize(
    ("fen", "format_"), [(8112000, UPRIGHT), (811200000, UPRIGHT), (81120000000, LANDSCAPE)]
)
def test_amounts_turn_the_annex_rather_than_be_set_small(fen, format_):
    sheet = feedback(findings=(finding(involved_fen=fen, due_fen=fen),))
    at = next(n for n, page in enumerate(texts(sheet)) if "检查发现问题汇总表" in page[:20])
    assert formats(sheet)[at] == format_
    shown = f"{fen // 100}.00"
    sizes = {
        run.size
        for _x, _y, runs in list(pages_of(recorded(sheet)))[at]
        for run in runs
        if run.text == shown
    }
    assert sizes == {10.5}, "whole, and in the type of the table"


def test_no_amount_is_torn_however_large():
    fen = 99_999_999_999_999_999
    sheet = feedback(findings=(finding(involved_fen=fen, due_fen=fen, refunded_fen=fen),))
    lines = [words(runs) for page in pages_of(recorded(sheet)) for _x, _y, runs in page]
    assert lines.count("999999999999999.99") == 6, "three in the row and three in the total"


def test_a_turned_annex_stands_between_upright_pages_in_the_file(tmp_path):
    import pypdfium2

    blocks = Paragraph("正文"), Annex("附件", Title(("表",)), turned=True), Paragraph("宽")
    pdf = print_pdf(document(*blocks, Annex("附件2", Title(("表",))), watermark="草稿"), FONTS)
    with pypdfium2.PdfDocument(pdf) as file:
        sizes = [tuple(round(side / MM) for side in page.get_size()) for page in file]
    assert sizes == [(210, 297), (297, 210), (210, 297)]


def test_each_part_begins_on_a_right_hand_page_and_counts_from_one():
    part = Break(part=True)
    parts = Paragraph("甲"), part, Paragraph("乙" * 700), part, Paragraph("丙")
    recorder = recorded(document(*parts, footer="共\x1e页"))
    pages = [""]
    for operation, arguments in recorder.operations:
        if operation is Surface.text:
            pages[-1] += words(arguments[2])
        elif operation is Surface.end_page:
            pages.append("")
    assert [page.replace("乙", "") for page in pages[:-1]] == [
        "甲— 1 —共1页",
        "",
        "— 1 —共2页",
        "— 2 —共2页",
        "丙— 1 —共1页",
    ]


def test_a_heading_its_note_and_its_table_are_not_parted():
    pool = PublishedPool(
        Stage.JUN, 2, 86, 84, 80,
        (PublishedCounts(1, "S01", QuestionType.SINGLE, "", (("A", 58), ("B", 21)), 1),) * 3,
    )  # fmt: skip
    blocks = list(_pools((pool,), 1, own_wording(DocumentKind.STATISTICS)))
    for lines in range(10, 24):
        pages = texts(document(*[Paragraph("行")] * lines, *blocks))
        (at,) = [n for n, page in enumerate(pages) if "一、初中" in page]
        assert "随机抽取2个班级" in pages[at]
        assert "题号" in pages[at]
        assert "S01" in pages[at]


def test_a_question_is_not_parted_from_its_answers():
    rows = tuple((f"{n}.问" if m == 0 else "", f"答{m}") for n in range(1, 20) for m in range(4))
    table = Table((Column("题", 0.5), Column("答", 0.5)), rows, grouped=True)
    for page in texts(document(table)):
        assert page.startswith("题答")
        body = page.removeprefix("题答")
        assert not body or re.match(r"[0-9]+\.问", body)


def test_no_page_ends_or_begins_with_one_line_of_a_note():
    for lines in range(14, 24):
        pages = texts(document(*[Paragraph("行")] * lines, Note("口径" * 60)))
        told = [page.count("口") for page in pages if "口" in page]
        assert all(count > 20 for count in told)


def test_a_date_may_go_on_in_the_next_line_so_that_none_is_stretched():
    text = "检" * 20 + "2025年9月22日对你单位进行了检查，" + "查" * 30
    first, *_rest = next(pages_of(recorded(document(Paragraph(text)))))
    assert words(first[2]).endswith("2025年9月")
    assert all(run.gap - TRACKING < 1.0 for run in first[2])


def test_a_run_in_heading_is_told_apart_by_its_type():
    told = run_in_heading("（一）补课乱收费。发现问题2个，涉及学校1所。")
    ((_x, _y, runs), *_rest) = next(pages_of(recorded(document(Paragraph(told)))))
    faces = [run.face.postscript_name for run in runs]
    assert faces[0] == "InspectorKai-Regular"
    assert words(runs[:1]).startswith("（一）补课乱收费")
    assert faces[-1] != faces[0]


def test_findings_of_a_notice_are_sorted_as_the_sheets_number_them():
    written = ["补充反馈单第1项", "反馈单第10项", "", "反馈单第2项"]
    assert sorted(written, key=reference_key) == [
        "反馈单第2项",
        "反馈单第10项",
        "补充反馈单第1项",
        "",
    ]


@pytest.mark.parametrize(
    ("code", "stages", "name"),
    [
        ("10-11", (Stage.SEN,), "高一（11）班"),
        ("03-02", (Stage.PRI,), "三年级（2）班"),
        ("07-01", (Stage.PRI, Stage.JUN), "七年级（1）班"),
        ("10-11", (Stage.SEN, Stage.VOC), "10-11"),
        ("03-01", (Stage.SEN,), "03-01"),
        ("教师", (Stage.SEN,), "教师"),
    ],
)
def test_a_class_is_called_what_people_call_it(code, stages, name):
    assert class_called(code, stages) == name


def test_the_foot_of_a_draft_stays_clear_of_the_rules_of_a_letter():
    letter = document(LetterHead("示例市教育局", "示教财函〔2025〕1号"), footer="页脚")
    rules = [
        y for op, a in recorded(letter).operations if op is Surface.rule for y in (a[0][1], a[1][1])
    ]
    drawn = [a for op, a in recorded(letter).operations if op is Surface.text]
    (foot,) = [y for _x, y, runs, *_ink in drawn if words(runs) == "页脚"]
    assert foot - min(rules) > 2 * MM


def test_the_title_stands_two_lines_under_the_red_rule():
    """As near as the grid of 22 lines lets it."""
    for title in ("整改通知书：应退未退", "通报：检查有金额，没有信访和问责登记"):
        draft = dict(drafts())[title]
        kind = DocumentKind.NOTICE if "通知" in title else DocumentKind.BULLETIN
        operations = recorded(draft.stamped(LOCKED, own_wording(kind))).operations
        rule = next(a[0][1] for op, a in operations if op is Surface.rule and a[3] is Ink.RED)
        baseline = next(a[1] for op, a in operations if op is Surface.text and _is_title(a[2]))
        top = baseline + page_format.ASCENT * page_format.TITLE
        assert (rule - top) / page_format.LEADING == pytest.approx(2, abs=0.5)


def _is_title(runs):
    return bool(runs) and runs[0].size == page_format.TITLE
