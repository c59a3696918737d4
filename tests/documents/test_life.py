"""The life of a sheet: a draft, locked and frozen, replaced by a version that says what changed."""

import re
from datetime import date

import pytest

from db.errors import InspectionError
from db.records.evidence import Copy
from db.vocabulary import Act, DocumentKind, EvidenceKind, FindingStatus
from inspector_gui.documents.document import Draft
from inspector_gui.documents.freezing import Frozen, freeze, thaw
from inspector_gui.documents.issues import State, lock, reprint, sheet_of, signed_version
from inspector_gui.documents.pdf.printing import print_pdf
from tests.documents.a_day import paper_of
from tests.documents.samples import FONTS, feedback, findings, pdfium_pages, squeezed


class Desk:
    """A file with a finding, and the sheet as it stands in it."""

    def __init__(self, store):
        self.store = store
        with store.read() as work:
            self.school = work.schools.lines()[0]
            item = work.catalogues.items("fee")[0]
            basis = work.catalogues.bases(item.id)[0]
            store.person = work.people.members()[0].id
        with store.act(Act.RAISE_FINDING) as work:
            visit = self.school.visit_id
            work.visits.record(visit, visited_on=date(2025, 9, 16), overall="公示栏齐全")
            self.finding = work.findings.raise_finding(
                visit, item.id, "WT-01", fact="收取资料费每生120元", involved_fen=480_000
            )
            work.findings.cite(self.finding, basis.id)
            proof = work.evidence.gather(visit, EvidenceKind.VOUCHER, "记账凭证")
            work.evidence.support(self.finding, proof)
        with store.act(Act.JUDGE_FINDING) as work:
            work.findings.confirm(self.finding)

    def sheet(self):
        with self.store.read() as work:
            paper = paper_of(work, self.school, DocumentKind.FEEDBACK)
            return sheet_of(work, paper, self.issued(), self.store.now())

    def issued(self):
        with self.store.read() as work:
            return work.documents.issued(self.school.visit_id)

    def lock(self):
        sheet = self.sheet()
        with self.store.act(Act.ISSUE_DOCUMENT) as work:
            lock(work, self.school.visit_id, sheet, self.store.now())

    def change(self, **values):
        with self.store.act(Act.EDIT_FINDING) as work:
            work.findings.state(self.finding, **values)


@pytest.fixture
def desk(store):
    return Desk(store)


def text_of(document):
    return squeezed("".join(pdfium_pages(print_pdf(document, FONTS))))


def test_a_draft_is_locked_once_and_then_says_the_same(desk):
    draft = desk.sheet()
    assert (draft.state, draft.version, draft.document.watermark) == (State.DRAFT, 1, "草稿")
    desk.lock()
    locked = desk.sheet()
    assert (locked.state, locked.version, locked.document.watermark) == (State.LOCKED, 1, "")
    assert locked.document.content_hash == draft.document.content_hash
    assert "草稿" not in text_of(locked.document)


def test_what_was_locked_is_printed_as_it_was_whatever_changed_since(desk):
    desk.lock()
    before = text_of(desk.sheet().document)
    desk.change(fact="另一回事")
    [issued] = desk.issued()
    again = reprint(issued, desk.sheet().paper, desk.store.now())
    moment = re.compile(r"\d+年\d+月\d+日\d+:\d+打印")
    assert moment.sub("", text_of(again)) == moment.sub("", before)
    assert "每生120元" in text_of(again)


def test_a_later_edit_makes_a_new_version_that_says_what_changed(desk):
    desk.lock()
    code = desk.sheet().document.content_hash
    desk.change(fact="收取资料费每生150元", involved_fen=600_000)
    changed = desk.sheet()
    assert (changed.state, changed.version) == (State.CHANGED, 2)
    text = text_of(changed.document)
    assert f"第1版（内容校验码{code}）" in text
    assert "第2版变更说明" in text
    assert "“三、发现的主要问题”中，“1.收取资料费每生120元。”改为“1.收取资料费每生150元。”" in text
    assert "“检查发现问题汇总表”中，“4800.00”改为“6000.00”" in text
    desk.lock()
    assert (desk.sheet().state, desk.sheet().version) == (State.LOCKED, 2)
    assert [document.version for document in desk.issued()] == [2, 1]


def test_what_came_and_what_went_is_told(desk):
    desk.lock()
    with desk.store.act(Act.RECORD_VISIT) as work:
        work.visits.record(desk.school.visit_id, report_heard=True)
    desk.change(severity="serious")
    with desk.store.act(Act.JUDGE_FINDING) as work:
        work.findings.judge(desk.finding, FindingStatus.WITHDRAWN, "查无实据")
    text = text_of(desk.sheet().document)
    assert "检查组听取了汇报。" in text
    assert "“三、发现的主要问题”中，" in text


def test_a_change_taken_back_is_no_change(desk):
    desk.lock()
    desk.change(fact="改一改")
    assert desk.sheet().state is State.CHANGED
    desk.change(fact="收取资料费每生120元")
    assert (desk.sheet().state, desk.sheet().version) == (State.LOCKED, 1)


def test_locking_is_not_undone_by_a_key(desk):
    desk.lock()
    assert desk.store.undo() is None
    assert (desk.sheet().state, desk.sheet().version) == (State.LOCKED, 1)


def test_locking_survives_closing_the_file(desk):
    desk.lock()
    [kept] = desk.issued()
    assert (kept.serial, kept.kind) == ("2025-SF-T1-01", DocumentKind.FEEDBACK)
    assert thaw(kept.content, kept.content_hash).whole.content_hash == kept.content_hash


def test_frozen_blocks_come_back_as_they_were():
    printed = feedback(findings=findings(9))
    body = Draft(printed.title, printed.blocks, serial="2025-SF-T3-05", covers=("a", "b"))
    thawed = thaw(freeze(Frozen(body)), body.content_hash)
    assert thawed.body == body


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.replace("检查情况", "检查实情"),
        lambda text: text[:-9],
        lambda text: text.replace('"_":"Title"', '"_":"Path"'),
        lambda text: text.replace('"parts"', '"party"'),
        lambda _text: "[]",
        lambda _text: "[" * 100_000,
    ],
)
def test_a_damaged_version_is_refused_in_one_sentence(spoil):
    printed = feedback()
    body = Draft(printed.title, printed.blocks, serial="2025-SF-T3-05")
    with pytest.raises(InspectionError, match="定稿的内容已损坏"):
        thaw(spoil(freeze(Frozen(body))), body.content_hash)


def scan(desk, code):
    copy = Copy(b"s" * 32, "application/pdf", b"%PDF", b"o" * 32, None)
    with desk.store.act(Act.ISSUE_DOCUMENT) as work:
        version = signed_version(work.documents.issued(desk.school.visit_id), code)
        work.documents.sign(version.id, work.evidence.attach(copy))


def test_a_signed_copy_is_attached_by_its_code(desk):
    desk.lock()
    code = desk.sheet().document.content_hash
    with pytest.raises(InspectionError, match="没有内容校验码为“0000”的定稿"):
        scan(desk, "0000")
    assert desk.sheet().state is State.LOCKED
    scan(desk, f" {code.lower()} ")
    assert desk.sheet().state is State.SIGNED
    [kept] = desk.issued()
    with desk.store.read() as work:
        assert work.evidence.content(kept.signed_copy) == b"%PDF"


def test_data_that_moved_on_is_shown_against_the_signed_version(desk):
    desk.lock()
    code = desk.sheet().document.content_hash
    scan(desk, code)
    desk.change(fact="另一回事")
    assert (desk.sheet().state, desk.sheet().locked) == (State.NOT_AS_SIGNED, False)
    desk.lock()
    assert (desk.sheet().state, desk.sheet().locked) == (State.NOT_AS_SIGNED, True)
    assert desk.sheet().version == 2


def test_what_is_locked_already_is_not_locked_again(desk):
    desk.lock()
    with pytest.raises(InspectionError, match="已经是定稿"):
        desk.lock()
    assert len(desk.issued()) == 1
