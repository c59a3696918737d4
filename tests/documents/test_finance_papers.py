"""What the papers of a finance visit say, and what they must not."""

from pathlib import Path

import pytest

from db.store import Store
from db.vocabulary import DocumentKind, Handling
from inspector_gui.documents.blocks import plain, texts_in
from inspector_gui.documents.document import Document
from inspector_gui.documents.document_list import papers_of, papers_of_campaign
from inspector_gui.documents.issues import sheet_of
from inspector_gui.documents.release import checked_pdf, release_docx
from inspector_gui.labels import label, yuan
from tests.conftest import Clock, prepare
from tests.documents.a_finance_day import CARD, PAID_FEN, plan, record
from tests.documents.samples import FONTS, PRINTED_AT

D1F, D13, D14 = DocumentKind.FEEDBACK, DocumentKind.HANDOVER_SLIP, DocumentKind.MINUTES


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    path = tmp_path_factory.mktemp("finance") / "总.inspection"
    prepare(path, Clock())
    with Store.open(path, now=Clock()) as store:
        line = record(store)
        with store.read() as work:
            report = DocumentKind.LEADER_REPORT
            reports = [paper for paper in papers_of_campaign(work) if paper.kind is report]
            papers = (*papers_of(work, line), *reports)
            return {paper.name: sheet_of(work, paper, (), PRINTED_AT).document for paper in papers}


def said(document: Document) -> str:
    return "\n".join(map(plain, texts_in(document.blocks)))


def test_a_unit_has_the_papers_of_its_inspection(printed: dict[str, Document]) -> None:
    own = set(printed)
    wanted = {D1F, D13, D14, DocumentKind.WORKING_PAPER, DocumentKind.NOTICE, DocumentKind.REMINDER}
    assert {label(kind) for kind in wanted} <= own
    assert not {label(DocumentKind.CALL_REGISTER), label(DocumentKind.STATISTICS)} & own
    assert f"{label(DocumentKind.TRANSFER_SLIP)}（{label(Handling.FINANCE)}）" in own


def test_a_sheet_is_called_as_its_inspection_calls_it(tmp_path: Path) -> None:
    """It is asked for by one name, and shown by what is printed on it."""
    path = tmp_path / "总.inspection"
    prepare(path, Clock())
    with Store.open(path, now=Clock()) as store:
        unit = plan(store)
        with store.read() as work:
            school = next(line for line in work.schools.lines() if line.inspection == "fee")
            titles = {
                line.inspection: {paper.name: paper.title for paper in papers_of(work, line)}
                for line in (school, unit)
            }
    assert titles["fee"]["检查情况反馈单"] == "检查情况反馈单"
    assert titles["finance"]["检查情况反馈单"] == "检查情况反馈表"
    assert not [title for title in titles["finance"].values() if "反馈单" in title]


def test_no_paper_of_a_unit_speaks_of_a_school_or_of_fees(printed: dict[str, Document]) -> None:
    for name, one in printed.items():
        for word in ("学校", "校方", "教育收费", "清退", "收费管理"):
            assert word not in said(one), name


def test_the_sheet_goes_through_every_area_in_the_catalogue_s_order(
    printed: dict[str, Document],
) -> None:
    words = said(printed[label(D1F)])
    places = [
        words.index(name)
        for name in (
            "（一）预算收入支出。对照检查清单核查，未发现",
            "（二）政府采购。本次没有核查",
            "（三）资产管理\n",
            "（四）财务会计管理\n",
            "（五）票据管理。本次没有核查",
            "（六）三公经费。对照检查清单核查，未发现",
            "（七）内控制度建设。本次没有核查",
        )
    ]
    assert places == sorted(places)
    for signer in ("单位主要负责人：", "单位财务负责人："):
        assert signer in words


def test_each_part_of_a_conduct_cites_the_law_of_its_days(printed: dict[str, Document]) -> None:
    words = said(printed[label(D1F)])
    assert "中华人民共和国会计法》（2024年修正）第十七条" in words
    assert "中华人民共和国会计法》（2017年修正）第十七条" in words
    assert "适用于2024年7月1日起的行为" in words
    assert "适用于2024年7月1日前的行为" in words


def test_differences_are_annexed_and_pay_is_not(printed: dict[str, Document]) -> None:
    words = said(printed[label(D1F)])
    assert "账表核对差异表" in words
    assert "实盘比账面少 1.00元" in words
    assert "调节后账面比调节后对账单少 59500.00元" in words
    assert "专项拨款当月未入账" in words
    assert "图书" not in words, "what does not differ is none"
    for value in printed.values():
        assert yuan(PAID_FEN) not in said(value)
        assert "年终奖励" not in said(value)


def test_of_an_account_four_digits_are_printed_everywhere(printed: dict[str, Document]) -> None:
    assert "****5678" in said(printed[label(D1F)])
    assert "账户****5678由出纳保管" in said(printed[label(D14)])
    for value in printed.values():
        assert CARD not in said(value)
        assert CARD[:12] not in said(value)


def test_every_paper_passes_the_last_gate(printed: dict[str, Document]) -> None:
    for value in printed.values():
        assert checked_pdf(value, fonts=FONTS).startswith(b"%PDF")


def test_a_meeting_names_posts_and_numbers_and_its_recorders(printed: dict[str, Document]) -> None:
    words = said(printed[label(D14)])
    assert "财务负责人1人、出纳2人，共3人" in words
    assert "常守仁、乔桂芬" in words
    assert "已谈到、没有记录具体内容的方面：政府采购" in words
    assert "没有谈到：资产管理" in words
    assert "采购合同清单" in words


def test_the_report_is_one_page_and_a_text_for_the_office(
    printed: dict[str, Document], tmp_path: Path
) -> None:
    import pypdfium2

    [report] = [one for name, one in printed.items() if "检查情况报告" in name]
    with pypdfium2.PdfDocument(checked_pdf(report, fonts=FONTS)) as file:
        assert len(file) == 1
    words = said(report)
    assert "检查发现问题2个，涉及单位1个，涉及金额5.95万元" in words
    assert "均已向被检查单位反馈" not in words, "no sheet was locked yet"
    assert "检查组建议移交财政、审计部门2个" in words
    release_docx(report, tmp_path / "报告.docx")
    assert (tmp_path / "报告.docx").stat().st_size > 1000
