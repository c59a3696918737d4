"""What a finding rests on, and the steps it may take."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.errors import InspectionError
from db.records.evidence import Copy
from db.records.findings import NEXT
from db.store import Store
from db.vocabulary import (
    Act,
    ClueSource,
    DocumentKind,
    EvidenceKind,
    FindingStatus,
    RefundWay,
    SchoolReply,
)

PHOTO = Copy(b"k" * 32, "image/jpeg", b"\xff\xd8small", b"o" * 32, None)


@pytest.fixture
def visit(store: Store) -> uuid.UUID:
    with store.read() as work:
        return work.schools.lines()[0].visit_id


@pytest.fixture
def finding(store: Store, visit: uuid.UUID) -> uuid.UUID:
    with store.act(Act.RAISE_FINDING) as work:
        item = work.catalogues.items("fee")[0].id
        made = work.findings.raise_finding(visit, item, "WT-01", fact="自立项目收费")
        work.findings.cite(made, work.catalogues.bases(item)[0].id)
    return made


def _line(store: Store, visit: uuid.UUID, place: int = 0) -> object:
    with store.read() as work:
        return work.findings.lines(visit)[place]


def test_a_finding_that_rests_on_clues_alone_is_not_confirmed(
    store: Store, visit: uuid.UUID, finding: uuid.UUID
) -> None:
    with store.act(Act.NOTE_CLUE) as work:
        clue = work.clues.raise_clue(visit, ClueSource.QUESTIONNAIRE, "多名学生称交过资料费")
        work.clues.lead_to(clue, finding)
    with (
        pytest.raises(InspectionError, match="只有线索 1 条，没有证据"),
        store.act(Act.JUDGE_FINDING) as work,
    ):
        work.findings.confirm(finding)
    with store.act(Act.ADD_EVIDENCE) as work:
        work.evidence.support(finding, work.evidence.gather(visit, EvidenceKind.NOTICE, "通知"))
    with store.act(Act.JUDGE_FINDING) as work:
        work.findings.confirm(finding)
    assert _line(store, visit).status is FindingStatus.CONFIRMED  # type: ignore[attr-defined]


def test_evidence_that_was_discarded_carries_nothing(
    store: Store, visit: uuid.UUID, finding: uuid.UUID
) -> None:
    with store.act(Act.ADD_EVIDENCE) as work:
        proof = work.evidence.gather(visit, EvidenceKind.NOTICE, "通知")
        work.evidence.support(finding, proof)
    with store.act(Act.DELETE) as work:
        work.evidence.discard(proof)
    with pytest.raises(InspectionError, match="没有证据"), store.act(Act.JUDGE_FINDING) as work:
        work.findings.confirm(finding)
    store.undo()
    with store.act(Act.JUDGE_FINDING) as work:
        work.findings.confirm(finding)


def test_what_a_confirmed_finding_rests_on_is_not_undone_under_it(
    store: Store, visit: uuid.UUID, finding: uuid.UUID
) -> None:
    with store.read() as work:
        lead = work.people.members()[0].id
    with store.act(Act.ADD_EVIDENCE) as work:
        work.evidence.support(finding, work.evidence.gather(visit, EvidenceKind.NOTICE, "通知"))
    store.person = lead
    with store.act(Act.JUDGE_FINDING) as work:
        work.findings.confirm(finding)
    store.person = None
    with pytest.raises(InspectionError, match="WT-01 就没有证据了"):
        store.undo()
    assert len(_line(store, visit).evidence) == 1  # type: ignore[attr-defined]
    store.person = lead
    store.undo()
    store.person = None
    assert store.undo() is Act.ADD_EVIDENCE
    assert _line(store, visit).evidence == ()  # type: ignore[attr-defined]


def test_one_photo_serves_several_findings_and_is_kept_once(
    store: Store, visit: uuid.UUID, finding: uuid.UUID
) -> None:
    with store.act(Act.RAISE_FINDING) as work:
        item = work.catalogues.items("fee")[1].id
        other = work.findings.raise_finding(visit, item, "WT-02")
    with store.act(Act.ADD_EVIDENCE) as work:
        proof = work.evidence.gather(visit, EvidenceKind.PHOTO, "公示栏照片", copy=PHOTO)
        again = work.evidence.gather(visit, EvidenceKind.PHOTO, "同一张", copy=PHOTO)
        for one in (finding, other):
            work.evidence.support(one, proof)
        work.evidence.support_answer(visit, item, proof)
    with store.read() as work:
        first, second = work.evidence.proofs(visit)
        assert first.findings == {finding, other}
        assert first.items == {item}
        assert (first.idle, second.idle) == (False, True)
        assert first.attached == second.attached
        assert first.attached is not None
        assert first.attached.size == len(PHOTO.content)
        assert work.evidence.content(PHOTO.sha256) == PHOTO.content
        assert work.evidence.known(visit, PHOTO.original_sha256) in {proof, again}
        assert {line.evidence[0].id for line in work.findings.lines(visit)} == {proof}
    with store.act(Act.ADD_EVIDENCE) as work:
        work.evidence.withhold(finding, proof)
        work.evidence.withhold_answer(visit, item, proof)
    with store.read() as work:
        assert work.evidence.proofs(visit)[0].findings == {other}
        assert work.evidence.proofs(visit)[0].items == frozenset()


def test_adding_a_photo_is_undone_and_done_again(store: Store, visit: uuid.UUID) -> None:
    with store.act(Act.ADD_EVIDENCE) as work:
        work.evidence.gather(visit, EvidenceKind.PHOTO, "公示栏照片", copy=PHOTO)
    store.undo()
    with store.read() as work:
        assert work.evidence.proofs(visit) == []
        assert work.evidence.known(visit, PHOTO.original_sha256) is None
    store.redo()
    with store.read() as work:
        assert work.evidence.proofs(visit)[0].title == "公示栏照片"


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, uuid.UUID]]:
    from tests.conftest import Clock, prepare

    path: Path = tmp_path_factory.mktemp("walk") / "总.inspection"
    clock = Clock()
    prepare(path, clock)
    with Store.open(path, now=clock) as store, store.read() as work:
        yield store, work.schools.lines()[0].visit_id


@settings(max_examples=30, deadline=None)  # every step is a synced act
@given(steps=st.lists(st.sampled_from(FindingStatus), max_size=8))
def test_a_finding_only_ever_takes_steps_that_may_come_next(
    walk: tuple[Store, uuid.UUID], steps: list[FindingStatus]
) -> None:
    store, visit = walk
    with store.act(Act.RAISE_FINDING) as work:
        item = work.catalogues.items("fee")[0].id
        finding = work.findings.raise_finding(visit, item, "WT-01", fact="事实")
        work.findings.cite(finding, work.catalogues.bases(item)[0].id)
        work.evidence.support(finding, work.evidence.gather(visit, EvidenceKind.OTHER, "说明"))
    now = FindingStatus.DRAFT
    for step in steps:
        allowed = step in NEXT[now]
        try:
            with store.act(Act.JUDGE_FINDING) as work:
                work.findings.judge(finding, step, "理由")
        except InspectionError:
            assert not allowed
        else:
            assert allowed
            now = step
    with store.read() as work:
        line = next(line for line in work.findings.lines(visit) if line.id == finding)
    assert line.status is now
    assert line.objected == (FindingStatus.OBJECTED in _taken(steps))


def _taken(steps: list[FindingStatus]) -> list[FindingStatus]:
    now, taken = FindingStatus.DRAFT, []
    for step in steps:
        if step in NEXT[now]:
            now = step
            taken.append(step)
    return taken


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ([FindingStatus.WITHDRAWN], "撤回问题须写明理由"),
        ([*"CFO", FindingStatus.UPHELD], "维持问题须写明理由"),
        ([*"CFO", FindingStatus.REVISED], "变更问题须写明理由"),
    ],
)
def test_a_turn_against_the_school_or_the_team_says_why(
    store: Store, visit: uuid.UUID, finding: uuid.UUID, path: list[object], words: str
) -> None:
    short = {
        "C": FindingStatus.CONFIRMED,
        "F": FindingStatus.FED_BACK,
        "O": FindingStatus.OBJECTED,
    }
    *before, last = path
    with store.act(Act.ADD_EVIDENCE) as work:
        work.evidence.support(finding, work.evidence.gather(visit, EvidenceKind.OTHER, "说明"))
        for step in before:
            work.findings.judge(finding, short[str(step)])
    with pytest.raises(InspectionError, match=words), store.act(Act.JUDGE_FINDING) as work:
        work.findings.judge(finding, FindingStatus(last), " ")


def test_a_clue_leads_somewhere_or_is_settled_with_a_reason(
    store: Store, visit: uuid.UUID, finding: uuid.UUID
) -> None:
    with store.act(Act.NOTE_CLUE) as work:
        clue = work.clues.raise_clue(visit, ClueSource.CALL, "家长称收过补课费")
    with pytest.raises(InspectionError, match="须写明理由"), store.act(Act.NOTE_CLUE) as work:
        work.clues.settle(clue, "  ")
    with store.act(Act.NOTE_CLUE) as work:
        work.clues.settle(clue, "账目核对无此收费")
    with store.act(Act.NOTE_CLUE) as work:
        work.clues.lead_to(clue, finding)
    with store.read() as work:
        [line] = work.clues.lines(visit)
    assert (line.open, line.finding_id, line.settled) == (False, finding, "")


def test_a_refusal_to_sign_keeps_reason_and_witness(store: Store, visit: uuid.UUID) -> None:
    with store.act(Act.RECORD_STATEMENT) as work:
        made = work.statements.receive(visit, SchoolReply.REFUSED, reason="对金额有争议")
        work.statements.correct(made, witness="检查员101、检查员102")
    with store.read() as work:
        [line] = work.statements.lines(visit)
    assert (line.reply, line.reason, line.witness) == (
        SchoolReply.REFUSED,
        "对金额有争议",
        "检查员101、检查员102",
    )
    with store.act(Act.DELETE) as work:
        work.statements.drop(made)
    with store.read() as work:
        assert work.statements.lines(visit) == []


def test_a_reply_knows_the_sheet_that_was_locked_when_it_came(
    store: Store, visit: uuid.UUID
) -> None:
    def lock(kind: DocumentKind, version: int) -> None:
        with store.act(Act.ISSUE_DOCUMENT) as work:
            work.documents.lock(
                visit,
                kind=kind,
                serial="2025-SF-T1-01",
                version=version,
                content_hash="0" * 8,
                locked_at=store.now(),
            )

    def receive() -> None:
        with store.act(Act.RECORD_STATEMENT) as work:
            work.statements.receive(visit, SchoolReply.OBJECTED)

    receive()
    lock(DocumentKind.FEEDBACK, 1)
    lock(DocumentKind.FEEDBACK, 2)
    lock(DocumentKind.NOTICE, 1)
    receive()
    lock(DocumentKind.SUPPLEMENT, 1)
    receive()
    with store.read() as work:
        replied = [line.sheet for line in work.statements.lines(visit)]
    assert replied == [None, (DocumentKind.FEEDBACK, 2), (DocumentKind.SUPPLEMENT, 1)]


@pytest.mark.parametrize(
    "paid", [{"refunded_fen": 10_001}, {"refunded_fen": 9_000, "surrendered_fen": 1_001}]
)
def test_no_more_is_given_back_than_is_due(
    store: Store, finding: uuid.UUID, visit: uuid.UUID, paid: dict[str, int]
) -> None:
    with store.act(Act.EDIT_FINDING) as work:
        work.findings.state(finding, due_fen=10_000)
    with (
        pytest.raises(InspectionError, match=r"WT-01 应退 100.00元.*不能多于应退"),
        store.act(Act.EDIT_FINDING) as work,
    ):
        work.findings.state(finding, **paid)
    with store.read() as work:
        [line] = work.findings.lines(visit)
        assert (line.refunded_fen, line.surrendered_fen) == (0, 0)


def test_what_is_due_does_not_fall_below_what_was_given_back(
    store: Store, finding: uuid.UUID
) -> None:
    with store.act(Act.EDIT_FINDING) as work:
        work.findings.state(finding, due_fen=10_000, refunded_fen=8_000)
    with pytest.raises(InspectionError, match="不能多于应退"), store.act(Act.EDIT_FINDING) as work:
        work.findings.state(finding, due_fen=7_999)


def test_what_an_objection_leaves_paid_too_much_stands_apart(
    store: Store, finding: uuid.UUID, visit: uuid.UUID
) -> None:
    with store.act(Act.EDIT_FINDING) as work:
        work.findings.state(
            finding, due_fen=10_000, refunded_fen=8_000, status=FindingStatus.OBJECTED
        )
    with store.act(Act.EDIT_FINDING) as work:
        work.findings.state(finding, due_fen=5_000)
    with store.read() as work:
        assert work.oversight.breaches() == []
        [line] = work.findings.lines(visit)
        assert (line.refunded_fen, line.excess_fen) == (5_000, 3_000)
        excess = [line for line in work.refunds.of_finding(finding) if line.way is RefundWay.EXCESS]
        assert [one.note for one in excess] == ["异议采纳后应退减少，已退的超出部分"]


def test_nothing_is_recorded_as_given_back_of_what_is_not_due(
    store: Store, visit: uuid.UUID
) -> None:
    with store.read() as work:
        item = work.catalogues.items("fee")[0].id
    with pytest.raises(InspectionError, match="不能多于应退"), store.act(Act.RAISE_FINDING) as work:
        work.findings.raise_finding(visit, item, "WT-09", fact="甲", refunded_fen=1)


def test_closing_keeps_its_day_and_who_did_it_also_after_it_was_reopened(
    store: Store, finding: uuid.UUID
) -> None:
    with store.read() as work:
        lead = next(member for member in work.people.members() if member.is_lead)
        assert work.findings.closings(finding) == []
    store.person = lead.id
    with store.act(Act.EDIT_FINDING) as work:
        work.findings.state(finding, status=FindingStatus.REPORTED)
    with store.act(Act.JUDGE_FINDING) as work:
        work.rectifications.countersign(finding, "乙")
        work.findings.judge(finding, FindingStatus.CLOSED)
    with store.read() as work:
        [closing] = work.findings.closings(finding)
        assert closing.person == lead.name
    with store.act(Act.JUDGE_FINDING) as work:
        work.findings.judge(finding, FindingStatus.RECTIFYING, "没有公示退费结果")
    with store.read() as work:
        assert work.findings.closings(finding) == [closing]
