"""Whatever is written anywhere is printed literally, whole, and inside the type area."""

import pytest
from sqlalchemy import text

from db.errors import InspectionError
from db.records.fees import VoucherLine
from db.vocabulary import Act, DocumentKind, EvidenceKind, FindingStatus
from inspector_gui.documents.document_list import papers_of, papers_of_campaign
from inspector_gui.documents.issues import sheet_of
from inspector_gui.documents.release import checked_pdf
from tests.documents.a_day import PRINTED_AT, fill_in_letters, record
from tests.documents.samples import FONTS, pdfium_pages, squeezed
from tests.documents.test_family import test_nothing_of_any_leaves_the_type_area as stays_inside

MARKUP = "<b>&lt;𠮷</b>{学校}%s\\n<img src='/etc/passwd'/>"
LONG_NAME = "示例市示例区人民政府实验教育集团南苑国际外国语实验学校（第1校区）附属第二幼儿园"
FACT = "".join(f"第{n}笔，学校向家长收取教辅材料费{n}.00元；" for n in range(1, 220))[:5000]


@pytest.fixture
def day(store):
    filled = record(store)
    fill_in_letters(filled)
    return filled


def change(day, what, **values):
    """Change fields of the recorded day where no repository is needed to."""
    with day.store.act(what) as work:
        visit, school = day.school.visit_id, day.school.id
        if "school" in values:
            statement = text("UPDATE school SET name = :name WHERE id = :id")
            work.session.execute(statement, {"name": values["school"], "id": school.bytes})
        if "visit" in values:
            work.visits.record(visit, **values["visit"])
        if "finding" in values:
            work.findings.state(day.fee, **values["finding"])
        if "letter" in values:
            for name in ("copies", "remedy"):
                work.documents.fill_in(visit, DocumentKind.NOTICE, name, values["letter"])
    with day.store.read() as work:
        day.school = work.schools.lines()[0]


def texts(day):
    with day.store.read() as work:
        papers = (*papers_of(work, day.school), *papers_of_campaign(work))
        documents = {p.name: sheet_of(work, p, (), PRINTED_AT).document for p in papers}
    pages = {n: pdfium_pages(checked_pdf(d, fonts=FONTS)) for n, d in documents.items()}
    return {name: squeezed("".join(found)) for name, found in pages.items()}


def test_markup_prints_literally_in_every_field(day):
    change(
        day,
        Act.RECORD_VISIT,
        school=MARKUP,
        visit={"place": MARKUP, "overall": MARKUP},
        finding={"fact": MARKUP, "advice": MARKUP},
        letter=MARKUP,
    )
    with day.store.act(Act.ADD_EVIDENCE) as work:
        proof = work.evidence.gather(
            day.school.visit_id, EvidenceKind.NOTICE, MARKUP, locator=MARKUP
        )
        work.evidence.support(day.fee, proof)
        work.fees.enter(
            VoucherLine, day.school.visit_id, voucher_no=MARKUP[:60], summary=MARKUP,
            finding_id=day.fee,
        )  # fmt: skip
        item = work.catalogues.items("fee")[0]
        work.checklists.answer(day.school.visit_id, item.id, note=MARKUP)
    wanted = squeezed(MARKUP)
    found = texts(day)
    for name in (
        "检查情况反馈单",
        "抽样记录（学校联）",
        "工作底稿",
        "整改通知书",
        "清退情况登记表",
    ):
        assert wanted in found[name], name
    assert found["工作底稿"].count(wanted) >= 5
    assert found["检查情况反馈单"].count(wanted) >= 6
    assert found["整改通知书"].count(wanted) >= 5
    stays_inside(day)


def test_long_names_and_a_5000_character_finding_are_printed_whole_everywhere(day):
    assert len(LONG_NAME) == 40
    change(day, Act.RECORD_VISIT, school=LONG_NAME, finding={"fact": FACT})
    found = texts(day)
    body = FACT.rstrip("；")
    for name in ("检查情况反馈单", "工作底稿", "整改通知书"):
        assert LONG_NAME in found[name]
        assert body[:300] in found[name]
        assert body[-40:] in found[name]
    stays_inside(day)


def test_nothing_found_is_a_document_too(day):
    with day.store.act(Act.JUDGE_FINDING) as work:
        for finding in (day.fee, day.display):
            work.findings.judge(finding, FindingStatus.WITHDRAWN, "查无实据")
    found = texts(day)
    assert "本次检查未发现明显违规收费问题，" in found["检查情况反馈单"]
    assert "未认定需要整改的问题" in found["整改通知书"]
    assert "没有需要清退的费用" in found["清退情况登记表"]
    assert "问题线索移交单（移交纪检监察机构）" not in found


def test_sixty_findings_of_every_kind_are_printed(day):
    with day.store.read() as work:
        items = work.catalogues.items("fee")
    with day.store.act(Act.RAISE_FINDING) as work:
        for number in range(60):
            work.findings.raise_finding(
                day.school.visit_id,
                items[number % 2].id,
                f"WT-{number + 3:02}",
                fact=f"第{number}个补充问题：学校未经批准收费",
                involved_fen=100 * number,
                due_fen=100 * number,
                status=FindingStatus.CONFIRMED,
            )
    found = texts(day)
    for number in range(60):
        assert f"第{number}个补充问题：学校未经批准收费。" in found["检查情况反馈单"]
        assert f"第{number}个补充问题：学校未经批准收费。" in found["整改通知书"]
    assert found["清退情况登记表"].count("个补充问题") == 59
    stays_inside(day)


def test_a_character_no_font_has_stops_every_document_that_would_print_it(day):
    change(day, Act.RECORD_VISIT, school="示例😀小学")
    with day.store.read() as work:
        for paper in papers_of(work, day.school):
            if paper.blank or paper.kind is DocumentKind.PLEDGE:
                continue
            document = sheet_of(work, paper, (), PRINTED_AT).document
            with pytest.raises(InspectionError, match="“😀”（U\\+1F600）没有字体可以打印"):
                checked_pdf(document, fonts=FONTS)
