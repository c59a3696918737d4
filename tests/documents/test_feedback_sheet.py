"""What the feedback sheet says, section by section, read from the printed PDF."""

import re
from datetime import date

import pytest

from db.vocabulary import Handling, Severity
from inspector_gui.documents.document import Stamp
from inspector_gui.documents.family.finding_parts import sentence
from inspector_gui.documents.pdf.printing import print_pdf
from tests.documents.samples import (
    FONTS,
    LAW,
    PRINTED_AT,
    SANCTIONS,
    feedback,
    finding,
    findings,
    pdfium_pages,
    squeezed,
)

SECTIONS = (
    "一、检查工作开展情况", "二、总体情况", "三、发现的主要问题", "四、初步意见和整改建议",
    "五、整改时限和报送要求", "六、陈述申辩告知", "七、学校意见", "八、签字",
    "本单为检查情况的初步反馈",
)  # fmt: skip


def pages(**changes):
    return pdfium_pages(print_pdf(feedback(**changes), FONTS))


def sheet(**changes):
    return squeezed("".join(pages(**changes)))


def test_every_section_comes_in_its_order():
    text = sheet()
    places = [text.index(section) for section in SECTIONS]
    assert places == sorted(places)


def test_the_head_names_school_team_basis_and_period():
    text = sheet()
    for said in (
        "示例市第三高级中学教育收费专项检查情况反馈单编号：2025-SF-T3-05",
        "单位代码S046",
        "普通高中·公办",
        "检查时间2025年9月18日",
        "组长王喆检查组成员李珺玥、张㛃、𠮷田",
        "《关于开展2025年教育乱收费专项治理检查的通知》（示教财〔2025〕12号）",
        "检查期间2024年9月1日至2025年9月12日",
    ):
        assert said in text


def test_the_work_is_told_in_one_paragraph_without_counts_of_interviews_or_calls():
    assert (
        "检查组听取了汇报，收阅了自查报告，察看了现场6处，随机抽取3个班级，"
        "发放学生问卷157份、回收155份，抽查会计凭证68份、收费票据120份，"
        "并采取随机访问、电话访问等方式了解了情况。"
    ) in sheet()


@pytest.mark.parametrize(
    ("interviewed", "phoned", "said"),
    [
        (True, False, "并采取随机访问等方式"),
        (False, True, "并采取电话访问等方式"),
        (False, False, None),
    ],
)
def test_only_what_was_done_is_told(interviewed, phoned, said):
    text = sheet(interviewed=interviewed, phoned=phoned, report_heard=False, issued=0)
    assert (said in text) if said else ("访问" not in text)
    assert "听取了汇报" not in text
    assert "问卷" not in text


def test_findings_are_grouped_by_category_in_the_order_given_and_counted_through():
    one, two, three = findings(3)
    text = sheet(findings=(one, three, two, finding(category="BK", fact="又一问题")))
    order = [
        "（一）补课乱收费", "1.第1个问题", "2.又一问题",
        "（二）服务性收费和代收费", "3.第3个问题", "（三）教辅材料管理使用", "4.第2个问题",
    ]  # fmt: skip
    places = [text.index(said) for said in order]
    assert places == sorted(places)


def test_a_finding_has_its_five_parts():
    text = sheet()
    parts = (
        "1.2024年9月至2025年6月，学校以“周末辅导费”名义向312名学生收费81120元。",
        "证据类型：凭证、台账。",
        "依据：《严禁中小学校和在职中小学教师有偿补课的规定》（教师〔2015〕5号）第一项。",
        "初步认定：严重。",
        "涉及情况：涉及学生312人，涉及金额81120元，应退81120元。",
    )
    assert "".join(parts) in text


def test_what_was_paid_back_or_surrendered_is_told():
    text = sheet(findings=(finding(refunded_fen=100000, surrendered_fen=50),))
    assert "其中已退1000元，已上缴0.50元。" in text
    assert "建议继续清退其余80119.50元" in text
    assert "已上缴（元）" in text


def test_a_refund_is_done_only_if_something_was_due():
    done = finding(refunded_fen=8112000)
    unknown = finding(due_fen=0, involved_fen=0)
    text = sheet(findings=(done, unknown))
    assert (
        "1.应退费用已全部退清，请于2025年10月31日前公示退费结果，并妥善保存退费凭据备查。" in text
    )
    assert "2.建议核清应退金额后清退，优先原路退回，" in text


def test_the_edition_of_a_law_stands_behind_its_title():
    law = LAW.__class__("中华人民共和国教育法（2021年修正）", None, "第七十八条")
    local = LAW.__class__("本省（市）教育收费目录", None, None)
    text = sheet(findings=(finding(basis=(law, local)),))
    assert (
        "依据：《中华人民共和国教育法》（2021年修正）第七十八条；《本省（市）教育收费目录》。"
        in text
    )


def test_nothing_found_is_said_carefully():
    text = sheet(findings=())
    assert "本次检查未发现明显违规收费问题，未提出需要整改的事项" in text
    assert "没有问题" not in text
    assert "其他情况" not in text
    assert "汇总表" not in text
    assert "附件" not in text.replace("说明附后", "")
    assert "随机抽取班级的情况见2025-SF-T3-05-C1号抽样记录。" in text
    assert len(pages(findings=())) == 2, "one leaf, printed on both sides"


def test_what_goes_to_other_organs_is_never_announced():
    transferred = (Handling.RECTIFY, Handling.DISCIPLINE, Handling.MARKET, Handling.FINANCE)
    with_transfer = sheet(findings=(finding(handling=transferred),))
    without = sheet(findings=(finding(handling=(Handling.RECTIFY,)),))
    assert with_transfer == without
    assert without.count("其他情况按程序办理。") == 1
    assert not re.search("纪检|移交|移送|市场监管|审计", without)
    only = sheet(findings=(finding(handling=(Handling.DISCIPLINE,), advice="请说明情况"),))
    assert "四、初步意见和整改建议1.请说明情况。其他情况按程序办理。" in only


def test_suggestions_carry_their_dates():
    onspot = finding(handling=(Handling.ONSPOT,), due_on=date(2025, 9, 19), advice="立即公示。")
    text = sheet(findings=(onspot, finding()))
    assert "1.立即纠正，并于2025年9月19日前报送纠正情况。立即公示。" in text
    assert (
        "2.建议向312名学生清退81120元，优先原路退回，并公示退费结果，于2025年10月31日前完成。"
        in text
    )
    assert "于2025年10月31日前（含当日）将整改报告（加盖公章）报送示例市教育局财务处" in text
    assert "可于2025年9月25日前（含当日）向检查组或示例市教育局财务处提出" in text


def test_sums_are_of_fen_and_rounded_once():
    amounts = (1234567, 1234567, 15318466)
    text = sheet(findings=tuple(finding(involved_fen=fen, due_fen=fen) for fen in amounts))
    assert "3个问题，涉及金额合计17.79万元" in text
    assert "合计177876.00177876.00—" in text


def test_the_sampling_record_can_be_drawn_again_by_hand():
    text = sheet()
    for said in (
        "SHA-256排序，第1版",
        "aaef4dc1f22cd0e1c8a6d6de398e393bd5256185f59616766bffe41dea4f5a2f",
        "检查组秘密数2da1f786d71ac7cb",
        "见证人数字526771",
        "2025-SF|S007|class|2da1f786d71ac7cb|526771",
        "抽样名单03-04、04-04、06-01、06-07",
        "抽中班级04-04、06-07备用班级03-04",
    ):
        assert said in text


def test_a_5000_character_finding_is_printed_whole():
    fact = "".join(f"第{n}笔，学校向家长收取教辅材料费{n}.00元；" for n in range(1, 220))[:5000]
    body = squeezed(
        "".join(
            re.sub(r"—\d+—\n?.*$", "", squeezed(p)) for p in pages(findings=(finding(fact=fact),))
        )
    )
    body = re.sub(r"—\d+—编号.{40,60}?[0-9A-F]{8}", "", body)
    assert squeezed(fact).rstrip("；") in body


def test_sixty_findings_are_all_printed_twice():
    text = sheet(findings=findings(60))
    for number in range(1, 61):
        assert text.count(f"第{number}个问题：学校未经批准") == 2


def test_a_name_of_forty_characters_stays_in_the_type_area():
    school = "示例市示例区人民政府实验教育集团南苑国际外国语实验学校（第1校区）附属第二幼儿园"
    first = squeezed(pages(school=school)[0])
    assert len(school) == 40
    assert first.startswith(f"{school}教育收费专项检查情况反馈单")


@pytest.mark.parametrize("count", range(5))
def test_the_signatures_never_stand_alone_on_a_page(count):
    for school in ("示例市第一小学", "示例市" + "第" * 60):
        (page,) = [
            p
            for p in map(squeezed, pages(findings=findings(count), school=school))
            if "、签字" in p
        ]
        assert "校方拒绝签字" in page
        assert "学校主要负责人" in page
        assert "一式三份" in page


def test_a_draft_says_so_on_every_page_and_the_locked_sheet_does_not():
    draft, locked = pages(stamp=Stamp(PRINTED_AT)), pages()
    assert all("第1版（草稿）" in page for page in draft)
    assert not any("草稿" in page for page in locked)


def test_every_page_tells_version_time_in_china_and_the_hash():
    document = feedback(stamp=Stamp(PRINTED_AT, 3, locked=True))
    printed = pages(stamp=Stamp(PRINTED_AT, 3, locked=True))
    footer = f"第3版　共{len(printed)}页　2025年9月18日16:42打印　内容校验码{document.content_hash}"
    assert re.fullmatch("[0-9A-F]{8}", document.content_hash)
    assert all(f"编号：2025-SF-T3-05　{footer}" in page for page in printed)


def test_the_hash_changes_with_what_is_said_and_with_nothing_else():
    def hash_of(**changes):
        return feedback(**changes).content_hash

    assert hash_of() == hash_of(stamp=Stamp(PRINTED_AT.replace(year=2026), 2, locked=True))
    assert hash_of() == hash_of(stamp=Stamp(PRINTED_AT))
    assert hash_of() != hash_of(findings=(finding(severity=Severity.MINOR),))


def test_a_locked_law_may_name_what_a_team_may_not_say():
    text = sheet(findings=(finding(basis=(SANCTIONS,)),))
    assert "《财政违法行为处罚处分条例》（国务院令第427号）第十五条" in text


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("未公示", "未公示。"),
        ("未公示。", "未公示。"),
        ("未公示；", "未公示。"),
        ("未公示.", "未公示。"),
        ("  未公示  ", "未公示。"),
        ("称“自愿”", "称“自愿”。"),
        ("称“自愿。”", "称“自愿。”"),
    ],
)
def test_a_sentence_is_ended_once(written, printed):
    assert sentence(written) == printed


def test_a_class_asked_on_purpose_is_not_said_to_be_drawn():
    text = sheet(classes_drawn=3, classes_targeted=1)
    assert "随机抽取3个班级，重点抽查1个班级，发放学生问卷157份" in text
