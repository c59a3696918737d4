"""Sentences that were wrong once, each in every branch where it could come again."""

import re

import pytest

from tests.documents.sentences import PAGE, drafts, page, sentences

TEXT = page()


def test_the_page_that_was_read_is_what_is_printed():
    assert PAGE.read_text("utf-8") == TEXT, "python -m tests.documents.sentences, then read it"


@pytest.mark.parametrize(
    "wrong",
    [
        "见以下各部分",  # a filler says nothing
        "当场纠正，于",  # at once and by a date
        "退清，于",
        "退清，请保存",
        "未涉及学生人数和金额",
        "属于严重问题",
        "属于较重问题",
        "第（[一二三四五六七八九十]+）项",  # 第三十条第五项
        "自收到之日起向",  # since when, until when
        r"[0-9]\.[0-9]*0万元",  # 3万元
        "示例市教育局关于2025年示例市",  # the city twice
        "附件：1",
        r"(20[0-9]{2})年([0-9]+)月[0-9]+日至\1年",  # the year twice
        r"涉及退费学生[0-9]+人[，。]",
        "给予警告处分[0-9]+人次、因",
        r"(?<![0-9])0(?:份|个|所|人|人次|件)",  # what nobody recorded is not printed as nothing
        "[，。；：]{2}",
        "None",
        "的的",
        "。（",  # the reference stands before the full stop
    ],
)
def test_a_wrong_form_is_in_no_branch(wrong):
    found = re.search(wrong, TEXT)
    assert found is None, TEXT[max(0, found.start() - 30) : found.end() + 10]


@pytest.mark.parametrize(
    "right",
    [
        "立即纠正，并于2025年10月31日前报送纠正情况。",
        "应退费用已全部退清，请于2025年10月31日前公示退费结果，并妥善保存退费凭据备查。",
        "应退费用已全部退还或者上缴",
        "第1、2、3项：限期整改，于2025年10月31日前完成。",
        "认定为严重问题。",
        "自收到本通知书之日起15个工作日内，以书面形式向",
        "现将有关情况（数据截至2025年11月27日24:00）通报如下：",
        "2025年9月15日至26日，我局组织",
        "因违规收费给予警告处分10人次、诫勉谈话8人次；因违规招生给予",
        "退费学生917人次",
        "前（含当日）",
    ],
)
def test_the_right_form_is_there(right):
    assert right in TEXT


def test_headings_are_numbered_one_after_another_whatever_is_left_out():
    numerals = "一二三四五六七八九"
    for title, draft in drafts():
        found = re.findall(r"^- \*\*(.)、", "\n".join(sentences(draft)), re.MULTILINE)
        assert "".join(found) == numerals[: len(found)], title


def test_a_school_without_problems_is_ordered_nothing():
    draft = dict(drafts())["整改通知书：异议全部采纳"]
    text = "\n".join(sentences(draft))
    assert "责令" not in text
    assert "逾期" not in text
