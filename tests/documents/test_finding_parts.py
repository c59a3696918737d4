"""The papers of one finding say the same of it."""

import re

import pytest

from db.publishing.working_papers import working_facts
from db.store import Store
from db.vocabulary import Act, DocumentKind
from inspector_gui.documents.blocks import plain, texts_in
from inspector_gui.documents.document_list import papers_of
from inspector_gui.documents.family.working_paper import working_papers
from inspector_gui.documents.issues import sheet_of
from inspector_gui.documents.template_texts import own_wording
from tests.conftest import Clock, prepare
from tests.documents.a_day import CHARGED, PRINTED_AT, fill_in_letters, record


@pytest.fixture(scope="module")
def day(tmp_path_factory):
    path, clock = tmp_path_factory.mktemp("parts") / "总.inspection", Clock()
    prepare(path, clock)
    with Store.open(path, now=clock) as store:
        day = record(store)
        fill_in_letters(day)
        yield day


def _texts(document) -> str:
    return "\n".join(plain(text) for text in texts_in(document.blocks))


def test_working_paper_sheet_notice_and_slip_have_the_same_sentence(day):
    kinds = {
        DocumentKind.FEEDBACK,
        DocumentKind.NOTICE,
        DocumentKind.TRANSFER_SLIP,
        DocumentKind.WORKING_PAPER,
    }
    with day.store.read() as work:
        papers = [paper for paper in papers_of(work, day.school) if paper.kind in kinds]
        texts = [_texts(sheet_of(work, paper, (), PRINTED_AT).document) for paper in papers]
        fact = next(f.fact for f in work.findings.lines(day.school.visit_id) if f.id == day.fee)
    assert {paper.kind for paper in papers} == kinds
    assert "计37440元" in fact
    for text in texts:
        assert fact in text
        assert set(re.findall(r"(?:金额|计|共多收)([0-9.]+?)(?:\.00)?元", text)) == {"37440"}


def test_a_working_paper_names_the_figures_of_its_finding_not_those_once_noted(day):
    with day.store.act(Act.ANSWER_ITEM) as work:
        item = work.findings.lines(day.school.visit_id)[0].item_id
        work.checklists.answer(day.school.visit_id, item, students=3, amount_fen=12_300)
    with day.store.read() as work:
        facts = working_facts(work, day.school)
    document = working_papers(facts, own_wording(DocumentKind.WORKING_PAPER), "G")
    text = _texts(document)
    assert "学生312人，金额37440元" in text
    assert "123.00" not in text
    assert CHARGED.collector in text
    assert "（无）" not in text
