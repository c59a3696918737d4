"""No drawn pupil's name leaves in any document, and no other word is taken for one."""

from dataclasses import replace
from datetime import date

import pytest

from db.errors import InspectionError
from db.records.fees import VoucherLine
from db.vocabulary import Act, DocumentKind, EvidenceKind, FeeKind
from inspector_gui.documents.blocks import Column, FormSheets, Paragraph, Table
from inspector_gui.documents.document_list import papers_of, papers_of_campaign
from inspector_gui.documents.issues import sheet_of
from inspector_gui.documents.pdf.printing import print_pdf
from inspector_gui.documents.persons import Private, private_of
from inspector_gui.documents.privacy import check_file, check_persons, doubtful_initials
from inspector_gui.documents.release import checked_pdf
from tests.documents.a_day import PRINTED_AT, fill_in_letters, record
from tests.documents.samples import FONTS, document

PUPIL = "欧阳晓楠"
COMMON = ("平安", "向学", "公平", "方明", "王喆")


@pytest.fixture
def day(store):
    filled = record(store)
    fill_in_letters(filled)
    with store.act(Act.PREPARE) as work:
        work.catalogues.add_fee(
            work.campaigns.current().id,
            region="320100",
            name="学生平安保险费",
            kind=FeeKind.SERVICE,
            unit="元/生·学年",
            rate_fen=10000,
            basis="示价费〔2024〕3号",
            stages=(),
            ownerships=(),
            valid_from=date(2024, 9, 1),
        )
    return filled


def hold(day, *names):
    """Pupils drawn from the school's roster."""
    with day.store.act(Act.DRAW) as work:
        for number, name in enumerate(names, start=700):
            work.calls.hold_number(day.school.visit_id, number, f"1390000{number:04}", name)


def printed(day):
    with day.store.read() as work:
        papers = (*papers_of(work, day.school), *papers_of_campaign(work))
        private = private_of(work)
        return {p.name: sheet_of(work, p, (), PRINTED_AT).document for p in papers}, private


def refusal(document, private):
    with pytest.raises(InspectionError) as caught:
        checked_pdf(document, private=private, fonts=FONTS)
    return str(caught.value)


def tell_of(day, words):
    """The words in whatever may be typed."""
    visit = day.school.visit_id
    with day.store.act(Act.RECORD_VISIT) as work:
        work.visits.record(visit, place=words, overall=words)
        work.findings.state(day.fee, fact=words, advice=words)
        for name in ("copies", "remedy"):
            work.documents.fill_in(visit, DocumentKind.NOTICE, name, words)
        proof = work.evidence.gather(visit, EvidenceKind.NOTICE, words, locator=words)
        work.evidence.support(day.fee, proof)
        work.fees.enter(VoucherLine, visit, voucher_no="1", summary=words, finding_id=day.fee)
        item = work.catalogues.items("fee")[0]
        work.checklists.answer(visit, item.id, note=words)


def test_every_document_that_would_print_a_drawn_pupils_name_is_refused(day):
    hold(day, PUPIL, *COMMON)
    tell_of(day, f"学生{PUPIL}的家长反映")
    documents, private = printed(day)
    telling = {
        "检查情况反馈单",
        "工作底稿",
        "整改通知书",
        "清退情况登记表",
        "问题线索移交单（移交纪检监察机构）",
        "全市通报",
    }
    for name in telling:
        said = refusal(documents.pop(name), private)
        assert "”有个人信息（姓名欧某），文书没有生成" in said, name
        assert "学生欧某的家长反映" in said, name
        assert PUPIL not in said
    for document_ in documents.values():
        checked_pdf(document_, private=private, fonts=FONTS)


def test_the_finished_file_of_every_document_is_read_for_names(day):
    """As if the texts had not been looked at before."""
    documents, _private = printed(day)
    private = Private(frozenset({PUPIL}))
    for one in documents.values():
        leaky = replace(one, blocks=(*one.blocks, Paragraph(f"学生{PUPIL}")))
        with pytest.raises(InspectionError, match=r"^第\d+页有个人信息（姓名欧某）"):
            check_file(print_pdf(leaky, FONTS), leaky, private)
        leaky = replace(one, title=f"{one.title}{PUPIL}")
        with pytest.raises(InspectionError, match=r"^文件属性有个人信息"):
            check_file(print_pdf(leaky, FONTS), leaky, private)
        if any(isinstance(block, FormSheets) for block in one.blocks):
            continue  # sheets for a machine have no line at their foot
        leaky = replace(one, footer=f"{one.footer}　{PUPIL}")
        with pytest.raises(InspectionError, match=r"^第1页有个人信息"):
            check_file(print_pdf(leaky, FONTS), leaky, private)


def test_pupils_called_like_common_words_or_like_the_team_stop_no_document(day):
    hold(day, PUPIL, *COMMON, "收取", "学校", "李珺玥", "示例")
    documents, private = printed(day)
    for one in documents.values():
        checked_pdf(one, private=private, fonts=FONTS)


def test_a_common_word_names_a_pupil_where_one_is_spoken_of(day):
    hold(day, "平安", "李珺玥")
    _documents, private = printed(day)
    assert "平安" in private.ordinary
    for harmless in ("学生平安保险由家长自愿购买", "检查组李珺玥到场"):
        by_member = replace(document(Paragraph(harmless)), open_words="李珺玥")
        checked_pdf(by_member, private=private, fonts=FONTS)
    for told in ("平安同学交了三百元", "向平安的家长收取", "平安父亲说"):
        assert "姓名平某" in refusal(document(Paragraph(told)), private)
    teacher = replace(document(Paragraph("李珺玥的家长反映")), open_words="李珺玥")
    assert "姓名李某" in refusal(teacher, private)


def test_neighbouring_cells_are_no_name(day):
    columns = (Column("项目", 0.5), Column("情况", 0.5))
    table = Table(columns, (("班费提高", "明显增加"), ("逐步提", "高明")))
    whole = Table(columns, (("收费逐步提高", "高明显增加"),))
    private = Private(frozenset({"高明", "提高明显"}))
    apart = document(Table(columns, (("班费提高", "明显增加"),)))
    check_persons(apart, private)
    check_file(print_pdf(apart, FONTS), apart, private)
    for one in (table, whole):
        with pytest.raises(InspectionError, match="姓名高某"):
            check_file(print_pdf(document(one), FONTS), document(one), private)


@pytest.mark.parametrize("written", ["阿依古丽·买买提", "阿依古丽 买买提", "阿依古丽\n买买提"])
def test_a_name_is_found_however_its_parts_are_joined(written):
    private = Private(frozenset({"阿依古丽•买买提"}))
    assert "姓名阿某" in refusal(document(Paragraph(f"询问{written}得知")), private)


def test_other_pupils_names_around_a_hit_are_hidden_too():
    private = Private(frozenset({"王小芳", "李小明"}))
    said = refusal(document(Paragraph("王小芳、李小明反映")), private)
    assert "“王某、李某反映”" in said


@pytest.mark.parametrize(
    "written",
    ["王、小、明", "王.小.明", "王_小_明", "Wang Xiaoming", "WangXiaoMing", "xiaoming wang"],
)
def test_a_name_is_found_with_marks_between_or_in_pinyin(written):
    private = Private(frozenset({"王小明", "高明"}))
    assert "姓名王某" in refusal(document(Paragraph(f"据{written}反映")), private)
    harmless = document(Paragraph("标准高、明码标价；WPS表格；Excel；高-明显"))
    checked_pdf(harmless, private=private, fonts=FONTS)
    checked_pdf(document(Paragraph(f"据{written}反映")), private=Private(), fonts=FONTS)


def test_initials_of_a_pupil_are_a_warning():
    private = Private(frozenset({"王小明"}))
    told = document(Paragraph("据WXM的家长反映；附件PDF；编号WXM-01"))
    checked_pdf(told, private=private, fonts=FONTS)
    [(_letters, _text, warning)] = doubtful_initials(told, private)
    assert "“WXM”像是抽中学生姓名的拼音缩写" in warning
    assert list(doubtful_initials(told, Private(frozenset({"李小明"})))) == []
