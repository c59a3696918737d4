"""个别, 部分, 较多 and 普遍 have counts behind them."""

import pytest

from inspector_gui.documents.adjectives import remarks
from inspector_gui.documents.family.feedback_sheet import feedback_draft
from tests.documents.samples import FEEDBACK, facts, finding


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("个别代收项目票据不对应。", "没有数字"),
        ("2024年秋季收费312人。部分班级没有公示", "没有数字"),
        ("部分班级（占45%）没有公示", "应当用“较多”"),
        ("12%的班级普遍没有公示", "应当用“部分”"),
        ("较多家长（75.5％）不知情", "应当用“普遍”"),
        ("长期违规收费", "起止时间"),
        ("经常组织补课", "3次以上"),
        ("一些班级没有公示", "没有数字"),
        ("有的班级没有公示", "没有数字"),
    ],
)
def test_a_word_without_its_figure_is_remarked_on(text, said):
    [remark] = remarks(text)
    assert said in remark
    assert remark.endswith("。")


@pytest.mark.parametrize(
    "text",
    [
        "个别代收项目（2项）票据不对应",
        "部分班级（6个班，占20%）没有公示",
        "较多班级（占45%）没有公示",
        "普遍没有公示（61%）",
        "个别两处没有公示",
        "大部分费用已退",
        "2022年9月以来长期按每生260元收取",
        "每周三经常性开展教研",
        "收费项目长期公示",
        "所有的收费项目都已公示",
        "没有的费用不入账",
        "这一些情况已核实",
        "有的班级收50元",
        "开展个别辅导，收费标准没有公示",
        "向312名学生每生收取120.00元",
    ],
)
def test_what_is_counted_passes(text):
    assert list(remarks(text)) == []


def test_the_sheet_tells_which_finding_is_meant():
    told = (finding(fact="收费120.00元"), finding(fact="普遍没有公示", advice="部分问题重查"))
    draft = feedback_draft(facts(findings=told), FEEDBACK)
    assert [remark.partition("：")[0] for remark in draft.remarks] == ["问题2", "问题2"]
    assert feedback_draft(facts(), FEEDBACK).remarks == ()
