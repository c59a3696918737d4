"""No paper of one inspection says what is true of another only."""

from dataclasses import replace

import pytest

from db.records.inspections import InspectionLine
from db.store import Store
from db.vocabulary import Act, DocumentKind
from inspector_gui.documents.document_list import papers_of, papers_of_campaign
from inspector_gui.documents.kind_words import worded_for
from inspector_gui.documents.paper import wording
from inspector_gui.documents.template_texts import own_wording, parts_of, placeholders

_OF_VISITS = (
    DocumentKind.FEEDBACK,
    DocumentKind.SUPPLEMENT,
    DocumentKind.NOTICE,
    DocumentKind.TRANSFER_SLIP,
    DocumentKind.REMINDER,
    DocumentKind.WORKING_PAPER,
    DocumentKind.PLEDGE,
    DocumentKind.BULLETIN,
)


@pytest.fixture
def fee(store: Store) -> InspectionLine:
    with store.read() as work:
        return work.inspections.of("fee")


@pytest.fixture
def finance(store: Store) -> InspectionLine:
    with store.read() as work:
        return work.inspections.of("finance")


@pytest.mark.parametrize("document", list(DocumentKind))
def test_the_fee_inspection_s_words_are_those_of_the_templates(
    fee: InspectionLine, document: DocumentKind
) -> None:
    words = own_wording(document)
    assert worded_for(words, document, fee) == words


@pytest.mark.parametrize("document", _OF_VISITS)
def test_what_is_said_of_a_finance_inspection_speaks_of_no_fees(
    finance: InspectionLine, document: DocumentKind
) -> None:
    words = worded_for(own_wording(document), document, finance)
    said = "\n".join(part for source in words.texts.values() for part in parts_of(source))
    for fees in (
        "教育收费",
        "清退",
        "收费管理",
        "应退{",
        "已退{",
        "多收",
        "〔名称〕",
        "〔事项〕",
        "〔金额",
    ):
        assert fees not in said, fees


@pytest.mark.parametrize("document", _OF_VISITS)
def test_another_kind_fills_in_nothing_else(
    finance: InspectionLine, document: DocumentKind
) -> None:
    ours = own_wording(document)
    for kind in (finance, replace(finance, has_notice=False)):
        for key, source in worded_for(ours, document, kind).texts.items():
            assert set(placeholders(source)) <= set(placeholders(ours.texts[key])), key


def test_braces_in_a_name_are_no_placeholder(finance: InspectionLine) -> None:
    odd = replace(finance, title="规范{办学}检查")
    words = worded_for(own_wording(DocumentKind.FEEDBACK), DocumentKind.FEEDBACK, odd)
    assert words.titles("title", school="甲校") == ("甲校", "规范办学检查", "情况反馈表")


def test_an_unannounced_visit_names_no_notice(fee: InspectionLine) -> None:
    kind = replace(fee, has_notice=False)
    words = worded_for(own_wording(DocumentKind.FEEDBACK), DocumentKind.FEEDBACK, kind)
    for key in ("work_opening", "basis_of_inspection"):
        assert "通知" not in str(placeholders(words.texts[key]))


def test_a_visit_has_the_papers_that_its_inspection_names(store: Store) -> None:
    with store.read() as work:
        [line] = work.schools.lines()
        kind = work.inspections.of("fee")
        before = {paper.kind for paper in papers_of(work, line)}
    assert DocumentKind.CALL_REGISTER in before
    kept = tuple(
        document for document in kind.documents if document is not DocumentKind.CALL_REGISTER
    )
    with store.act(Act.PLAN) as work:
        work.inspections.change(kind.id, documents=kept)
    with store.read() as work:
        assert {paper.kind for paper in papers_of(work, line)} == before - {
            DocumentKind.CALL_REGISTER
        }
        assert wording(work, DocumentKind.FEEDBACK).version


def test_the_bulletin_of_a_campaign_about_finance_speaks_of_no_fees(store: Store) -> None:
    """The campaign is about what its first inspection is; its bulletin is not the fees' own."""
    with store.act(Act.PLAN) as work:
        first, second = work.inspections.lines()[:2]
        assert (first.code, second.code) == ("fee", "finance")
        work.inspections.change(first.id, position=3)
    with store.read() as work:
        assert work.inspections.main().code == "finance"
        [bulletin] = [
            paper for paper in papers_of_campaign(work) if paper.kind is DocumentKind.BULLETIN
        ][:1]
        said = "\n".join(
            part
            for key in ("lead", "work_schools", "problems_none")
            for part in parts_of(bulletin.wording.texts[key])
        )
    assert "财务管理" in said
    assert "财务专项检查" in said
    assert "收费" not in said


def test_what_a_notice_says_of_an_unannounced_visit_no_other_paper_says(
    fee: InspectionLine,
) -> None:
    kind = replace(fee, has_notice=False)
    for document in (DocumentKind.REMINDER, DocumentKind.BULLETIN):
        words = own_wording(document)
        assert worded_for(words, document, kind).texts["lead"] == words.texts["lead"]
