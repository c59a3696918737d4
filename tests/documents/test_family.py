"""Every document of the family, built from a real file and read back from its PDF."""

import shutil
import subprocess
from datetime import UTC, date, datetime

import pytest
from pypdf import PdfReader

from db.errors import InspectionError
from db.vocabulary import Act, DocumentKind, FindingStatus, SchoolReply
from inspector_gui.documents import page_format as measures
from inspector_gui.documents.document_list import papers_of, papers_of_campaign
from inspector_gui.documents.issues import State, lock, sheet_of
from inspector_gui.documents.persons import private_of
from inspector_gui.documents.release import checked_pdf
from inspector_gui.documents.surface import Ink, Surface
from tests.documents.a_day import PRINTED_AT, fill_in_letters, record, sign_and_find_more
from tests.documents.samples import (
    FONTS,
    pdfium_pages,
    poppler_texts,
    recorded,
    squeezed,
)

KINDS = {
    "机读问卷（三年级（2）班）",
    "机读问卷（四年级（1）班）",
    "抽样记录（学校联）",
    "抽样记录（检查组联）",
    "工作底稿",
    "检查情况反馈单",
    "问卷统计表",
    "电话访问登记表",
    "清退情况登记表",
    "整改催办函",
    "整改通知书",
    "问题线索移交单（移交纪检监察机构）",
    "回避与廉洁承诺书",
    "学生问卷（小学）",
    "问卷信封封面",
    "家长电话提纲",
    "学生访问提纲",
    "调查表（学校财务负责人）",
    "问卷统计表（全市）",
    "全市通报",
    "全市通报（数据口径）",
    "全市通报（附图）",
    "检查情况报告（财务检查）",
}


@pytest.fixture
def day(store):
    filled = record(store)
    fill_in_letters(filled)
    return filled


def sheets(day):
    """Every document by name, as it would be printed now."""
    with day.store.read() as work:
        issued = work.documents.issued(day.school.visit_id)
        papers = (*papers_of(work, day.school), *papers_of_campaign(work))
        return {paper.name: sheet_of(work, paper, issued, PRINTED_AT) for paper in papers}


def pdf_of(day, sheet):
    with day.store.read() as work:
        private = private_of(work)
    return checked_pdf(sheet.document, private=private, fonts=FONTS)


def text_of(day, name):
    return squeezed("".join(pdfium_pages(pdf_of(day, sheets(day)[name]))))


def test_all_are_there(day):
    assert set(sheets(day)) == KINDS


def test_each_is_sound_and_two_readers_agree(day, tmp_path):
    for name, sheet in sheets(day).items():
        path = tmp_path / f"{sheet.paper.serial}.pdf"
        path.write_bytes(pdf_of(day, sheet))
        if qpdf := shutil.which("qpdf"):
            subprocess.run([qpdf, "--check", path], check=True, capture_output=True)
        mine = squeezed("".join(pdfium_pages(path)))
        for theirs in poppler_texts(path):
            assert sorted(mine) == sorted(squeezed(theirs)), name
        reader = PdfReader(path, strict=True)
        assert sorted(mine) == sorted(squeezed("".join(p.extract_text() for p in reader.pages)))
        assert reader.metadata["/Title"] == sheet.document.title
        assert reader.metadata["/Author"] == ""


def test_nothing_of_any_leaves_the_type_area(day):
    for name, sheet in sheets(day).items():
        format_ = sheet.document.format
        right = format_.left + format_.width
        for operation, arguments in recorded(sheet.document).operations:
            if operation is Surface.rule:
                for x, y in arguments[:2]:
                    assert format_.left - 0.1 <= x <= right + 0.1, name
                    assert y >= format_.page_height - format_.top - format_.height - 0.1, name
            elif operation is Surface.text and not arguments[4]:
                x, y, runs = arguments[:3]
                text = "".join(run.text for run in runs)
                width = sum(
                    sum(map(run.face.width, run.text)) * run.size + run.gap * len(run.text)
                    for run in runs
                )
                hangs = measures.BODY / 2
                assert format_.left - 0.1 <= x, (name, text)
                assert x + width <= right + hangs + 1, (name, text)


def test_a_working_paper_has_what_was_examined_and_computed(day):
    text = text_of(day, "工作底稿")
    for said in (
        "2025-SF-T1-01-G-01",
        "项目编码F-FW-01",
        "检查结论不符合",
        "记字12号收资料费37440.00元",
        "（120.00−0.00）元×312人×1期=37440.00元",
        "1.凭证：资料费入账凭证（记字第12号）",
        "与公示不一致",
        "以上事实经核对无误。",
        "检查结论存疑待核",
    ):
        assert said in text
    assert "13800001234" not in text


def test_statistics_count_each_envelope_and_the_school(day):
    text = text_of(day, "问卷统计表")
    for said in (
        "三年级（2）班随机4342402两次一致",
        "合计868480",
        "1S01309140√",
        "1S0158211",
        "随机抽取2个班级，发放86份，回收84份，有效80份。",
        "内部资料严禁外传",
    ):
        assert said in text


def test_refunds_are_told_in_totals_and_their_register_is_landscape(day):
    sheet = sheets(day)["清退情况登记表"]
    text = squeezed("".join(pdfium_pages(pdf_of(day, sheet))))
    assert "31237440.00" in text
    assert "8010000.00" in text
    assert "2025年9月20日" in text
    assert "不列学生和家长姓名" in text
    assert sheet.document.format is measures.LANDSCAPE


def test_a_transfer_slip_names_the_receiver_and_its_papers_and_no_complaint(day):
    text = text_of(day, "问题线索移交单（移交纪检监察机构）")
    for said in (
        "移交单位示例市教育局财务处接收单位驻局纪检监察机构",
        "学校以“资料费”名义向三至六年级每生收取120元，涉及312人，计37440元",
        "凭证：资料费入账凭证，记字第12号。",
        "复印件与原件一致，核对人：",
        "接收人：",
    ):
        assert said in text
    assert "课后服务费" not in text
    assert "信访" not in text


def test_a_notice_orders_what_is_left_to_refund_by_calendar_dates(day):
    text = text_of(day, "整改通知书")
    for said in (
        "示例市教育局文件示教财〔2025〕21号",
        "示例市教育局关于示例市第一示例小学教育收费问题的整改通知书",
        "示例市第一示例小学：根据",
        "责令于2025年10月30日前退还多收或者违规收取的费用27440元",
        "于2025年11月10日前将整改报告",
        "2025年10月9日",
        "抄送：区教育局，局纪检监察组。",
        "示例市教育局办公室2025年10月9日印发",
    ):
        assert said in text


def test_a_notice_in_letter_form_has_double_rules_and_no_number_on_its_first_page(day):
    sign_and_find_more(day)
    sheet = sheets(day)["整改通知书"]
    assert sheet.frozen.body.missing == ()
    first, *rest = pdfium_pages(pdf_of(day, sheet))
    assert squeezed(first).startswith("示例市教育局示教财函〔2025〕21号示例市教育局关于")
    assert "文件" not in first
    assert "—1—" not in squeezed(first)
    assert "—2—" in squeezed(rest[0])
    assert "印发" not in "".join(rest)
    assert "抄送：区教育局，局纪检监察组。" in rest[-1]
    operations = recorded(sheet.document).operations
    mm, top = measures.MM, measures.PAGE_HEIGHT
    red = [
        (x1 / mm, (top - y) / mm, x2 / mm, weight)
        for operation, ((x1, y), (x2, _), weight, ink) in (
            (operation, arguments)
            for operation, arguments in operations
            if operation is Surface.rule
        )
        if ink is Ink.RED
    ]
    assert [rule[::2] for rule in red] == [pytest.approx((20, 190), abs=0.1)] * 4
    thick, thin, last_thin, last_thick = red
    assert thick[3] > thin[3]
    assert last_thick[3] > last_thin[3]
    assert thick[1] < thin[1]
    assert last_thin[1] == pytest.approx(297 - 20, abs=0.2)
    [mark] = [
        arguments for operation, arguments in operations
        if operation is Surface.text and arguments[3] is Ink.RED
    ]  # fmt: skip
    size = mark[2][0].size
    upper = (top - mark[1] - measures.ASCENT * size) / mm
    assert upper == pytest.approx(30, abs=0.1)
    assert thick[1] == pytest.approx(30 + size / mm + 4, abs=0.5)


def test_a_notice_waits_for_its_number_its_day_and_the_decision_on_objections(day):
    assert sheets(day)["整改通知书"].frozen.body.missing == ()
    with day.store.act(Act.EDIT_TEXT) as work:
        for name, value in (("document_no", "示教财[2025]第021号"), ("issued_on", "")):
            work.documents.fill_in(day.school.visit_id, DocumentKind.NOTICE, name, value)
    number, day_ = sheets(day)["整改通知书"].frozen.body.missing
    assert "发文字号“示教财[2025]第021号”不合规范" in number
    assert "成文日期" in day_
    with day.store.act(Act.EDIT_TEXT) as work:
        work.documents.fill_in(day.school.visit_id, DocumentKind.NOTICE, "document_no", "")
    assert sheets(day)["整改通知书"].frozen.body.missing[0].startswith("还没有填写发文字号")
    with day.store.act(Act.JUDGE_FINDING) as work:
        work.findings.judge(day.fee, FindingStatus.FED_BACK)
        work.findings.judge(day.fee, FindingStatus.OBJECTED)
    with pytest.raises(InspectionError, match="异议还没有复核"):
        sheets(day)


def test_a_notice_answers_the_objections(day):
    with day.store.act(Act.JUDGE_FINDING) as work:
        for finding in (day.fee, day.display):
            work.findings.judge(finding, FindingStatus.FED_BACK)
            work.findings.judge(finding, FindingStatus.OBJECTED)
        work.findings.judge(day.fee, FindingStatus.UPHELD, "票据与账册一致，异议不成立")
        work.findings.judge(day.display, FindingStatus.WITHDRAWN, "补充了公示照片")
    text = text_of(day, "整改通知书")
    assert "不予采纳，维持原认定。票据与账册一致，异议不成立。" in text
    assert "予以采纳，不再认定为问题。补充了公示照片。" in text
    assert "三、整改要求" in text
    assert text.count("课后服务费标准没有公示") == 0


def test_the_end_matter_stands_at_the_foot_of_an_even_page(day):
    sheet = sheets(day)["整改通知书"]
    pages = pdfium_pages(pdf_of(day, sheet))
    assert len(pages) % 2 == 0
    assert "印发" in pages[-1]
    assert not any("印发" in page for page in pages[:-1])
    if squeezed(pages[-1])[:2] == "抄送":
        assert f"—{len(pages)}—" not in squeezed(pages[-1])


def test_the_annex_has_a_chart_of_each_kind_with_its_figures(day):
    drawn = text_of(day, "全市通报（附图）")
    for title in ("问题分类", "问题程度", "各组销号", "钱的去向", "进校检查进度"):
        assert title in drawn
    assert "37,440.00" in drawn


def test_the_bulletin_tells_totals_and_names_whom_it_may(day):
    text = text_of(day, "全市通报")
    for said in (
        "我局组织1个检查组，对1所学校进行了教育收费专项检查",
        "发放学生问卷86份，回收84份，有效问卷80份",
        "检查发现问题2个，涉及学校1所，主要有以下1个方面",
        "现将有关情况（数据截至2025年9月15日24:00）通报如下：",
        "涉及金额3.74万元，应退3.74万元，已退1万元，退费学生80人次。",
        "示例市第一示例小学：2025年2月17日至6月30日，学校以“资料费”名义",
    ):
        assert said in text
    assert "凭证：" not in text
    meant = text_of(day, "全市通报（数据口径）")
    assert "已检查学校/范围内学校1/1" in meant
    assert "涉及金额37440.00元" in meant


@pytest.mark.parametrize("codes", ["S001 S01", "S001、S01", "S01，S001"])
def test_a_school_that_is_not_there_is_not_named_and_that_is_said(day, codes):
    with day.store.act(Act.EDIT_TEXT) as work:
        campaign = work.campaigns.current().id
        work.documents.fill_in(campaign, DocumentKind.BULLETIN, "named", codes)
    [said] = sheets(day)["全市通报"].frozen.body.missing
    assert said.startswith("点名学校中的代码“S01”不在本次检查的学校名单里")
    assert "示例市第一示例小学：" in text_of(day, "全市通报")


def test_a_case_of_few_pupils_is_told_by_category_and_band(day):
    with day.store.act(Act.EDIT_FINDING) as work:
        work.findings.state(day.fee, students=5, fact="向5名转学生收取择校费共计37440.00元")
    text = text_of(day, "全市通报")
    assert "5名转学生" not in text
    assert "服务性收费和代收费（涉及金额不足5万元）" in text


def test_pledges_name_what_each_member_keeps_away_from(day):
    text = text_of(day, "回避与廉洁承诺书")
    assert "姓名李珺玥" in text
    assert "示例市第一示例小学（子女就读学校）" in text


def test_blank_forms_have_no_version_of_their_own_and_no_answer(day):
    for name in ("学生问卷（小学）", "家长电话提纲", "调查表（学校财务负责人）"):
        sheet = sheets(day)[name]
        assert sheet.document.watermark == ""
        assert "草稿" not in sheet.document.footer
    survey = text_of(day, "调查表（学校财务负责人）")
    assert "开户行用途余额" in survey
    assert "☐C.必须交" in text_of(day, "家长电话提纲")


def lock_sheet(day, name):
    sheet = sheets(day)[name]
    with day.store.act(Act.ISSUE_DOCUMENT) as work:
        lock(work, day.school.visit_id, sheet, PRINTED_AT)


def test_what_comes_to_light_after_signing_goes_into_a_supplement(day):
    lock_sheet(day, "检查情况反馈单")
    assert "补充反馈单" not in sheets(day)
    with day.store.act(Act.FOLLOW_UP) as work:
        work.statements.receive(
            day.school.visit_id, SchoolReply.AGREED, received_on=date(2025, 9, 16)
        )
        item = work.findings.lines(day.school.visit_id)[0].item_id
        late = work.findings.raise_finding(
            day.school.visit_id, item, "WT-03", fact="补查发现另收饮水费", involved_fen=50_000
        )
        work.findings.state(late, status=FindingStatus.CONFIRMED)
    now = sheets(day)
    assert now["检查情况反馈单"].state is State.LOCKED
    text = squeezed("".join(pdfium_pages(pdf_of(day, now["补充反馈单"]))))
    for said in (
        "教育收费专项检查情况补充反馈单编号：2025-SF-T1-01-B1",
        "本单是对2025年9月16日2025-SF-T1-01号检查情况反馈单的补充",
        "有效问卷80份",
        "1.补查发现另收饮水费。",
        "1.在哪里能看到收费公示？",
        "A5873%",
    ):
        assert said in text
    assert "“资料费”名义" not in text
    assert "13800001234" not in text


def find_late(day):
    lock_sheet(day, "检查情况反馈单")
    with day.store.act(Act.FOLLOW_UP) as work:
        visit = day.school.visit_id
        work.statements.receive(visit, SchoolReply.AGREED, received_on=date(2025, 9, 16))
        item = work.findings.lines(visit)[0].item_id
        late = work.findings.raise_finding(visit, item, "WT-03", fact="补查发现另收饮水费")
        work.findings.state(late, status=FindingStatus.CONFIRMED)
    return late


def test_a_supplement_bears_its_own_day_and_counts_its_deadlines_from_it(day):
    """Printed in November it gave until September to object, and silence was consent."""
    late = find_late(day)
    clock = day.store.now
    clock.moment = datetime(2025, 11, 27, 2, tzinfo=UTC)
    text = text_of(day, "补充反馈单")
    assert "补充日期2025年11月27日检查时间2025年9月16日" in text
    assert "可于2025年12月4日前（含当日）向检查组" in text
    assert "2025年9月2" not in text
    sheet = sheets(day)["补充反馈单"]
    with day.store.act(Act.ISSUE_DOCUMENT) as work:
        lock(work, day.school.visit_id, sheet, clock.moment)
    clock.moment = datetime(2025, 12, 1, 2, tzinfo=UTC)
    assert sheets(day)["补充反馈单"].state is State.LOCKED, "what is locked keeps its day"
    assert "补充日期2025年11月27日" in text_of(day, "补充反馈单")
    with day.store.act(Act.EDIT_FINDING) as work:
        work.findings.state(late, fact="补查发现另收饮水费和打印费")
    assert sheets(day)["补充反馈单"].state is State.CHANGED
    assert "补充日期2025年12月1日" in text_of(day, "补充反馈单"), "another version, its own day"


def test_a_notice_numbers_problems_as_the_sheets_did(day):
    lock_sheet(day, "检查情况反馈单")
    text = text_of(day, "整改通知书")
    assert "（反馈单第1项）" in text
    assert "（反馈单第2项）" in text
