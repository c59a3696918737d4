"""The bureau orders nothing that a school was not heard on."""

from datetime import UTC, date, datetime

import pytest

from db.store import Store
from db.vocabulary import Act, DocumentKind, EvidenceKind, FindingStatus, SchoolReply, Verdict
from inspector_gui.actions.documents import check_before_lock, lock_document
from inspector_gui.actions.statements import receive_statement
from inspector_gui.documents.issues import State
from inspector_gui.documents.scope import Scope
from tests.conftest import Clock
from tests.documents.test_lock_check import NOTICE, SHEET

VISITED = date(2025, 9, 15)
#: Five working days after the sheet, and the day after.
LAST, OVER = datetime(2025, 9, 22, 4, tzinfo=UTC), datetime(2025, 9, 22, 17, tzinfo=UTC)
WAITS, UNSENT = "学校陈述申辩的期限还没有过", "检查情况反馈单还没有定稿"
UNDECIDED, UNTOLD = "学校有异议，还没有逐项复核", "WT-02 反馈单和补充反馈单都没有写"


def _raise(store: Store, scope: Scope, serial: str) -> None:
    with store.act(Act.RAISE_FINDING) as work:
        visit, item = scope.visit, work.catalogues.items("fee")[0].id
        status = FindingStatus.CONFIRMED
        finding = work.findings.raise_finding(visit, item, serial, fact="事实", status=status)
        work.evidence.support(finding, work.evidence.gather(visit, EvidenceKind.LEDGER, "台账"))


@pytest.fixture
def told(store: Store, scope: Scope) -> Scope:
    """A school whose sheet with one finding is locked."""
    _raise(store, scope, "WT-01")
    school = scope.school
    with store.act(Act.RECORD_VISIT) as work:
        work.people.add_member(school.team_id, code="T1-M2", name="检查员102", role="组员")
        for member in work.people.members(school.team_id):
            work.visits.attend(school.visit_id, member.id)
        arrived = datetime(2025, 9, 15, 1, tzinfo=UTC)
        work.visits.record(school.visit_id, visited_on=VISITED, arrived_at=arrived)
        for item in work.catalogues.items("fee"):
            work.checklists.answer(school.visit_id, item.id, verdict=Verdict.OK)
    lock_document(store=store, scope=scope, name=SHEET)
    return scope


def _forbids(store: Store, scope: Scope) -> set[str]:
    marks = check_before_lock(store=store, scope=scope, name=NOTICE)
    return {mark.text for mark in marks if mark.grave} & {WAITS, UNSENT, UNDECIDED, UNTOLD}


def _reply(store: Store, scope: Scope, reply: SchoolReply) -> None:
    receive_statement(store=store, school=scope.school, reply=reply, received_on=VISITED)


def test_without_a_sheet_there_is_no_notice(store: Store, scope: Scope) -> None:
    """「并以2025-SF-T1-01号检查情况反馈单反馈了情况」 where there was none."""
    _raise(store, scope, "WT-01")
    assert _forbids(store, scope) == {UNSENT}


def test_a_notice_waits_until_the_last_day_to_object_is_over(
    store: Store, told: Scope, clock: Clock
) -> None:
    assert _forbids(store, told) == {WAITS}
    clock.moment = LAST
    assert _forbids(store, told) == {WAITS}
    clock.moment = OVER
    assert _forbids(store, told) == set()


def test_a_notice_is_not_dated_back_into_the_time_to_object(
    store: Store, told: Scope, clock: Clock
) -> None:
    clock.moment = OVER
    with store.act(Act.EDIT_TEXT) as work:
        work.documents.fill_in(told.visit, DocumentKind.NOTICE, "issued_on", "2025-09-22")
    assert _forbids(store, told) == {WAITS}


def test_a_school_that_agrees_need_not_wait(store: Store, told: Scope) -> None:
    _reply(store, told, SchoolReply.AGREED)
    assert _forbids(store, told) == set()


def test_a_school_that_would_not_sign_may_still_object(
    store: Store, told: Scope, clock: Clock
) -> None:
    _reply(store, told, SchoolReply.REFUSED)
    assert _forbids(store, told) == {WAITS}
    clock.moment = OVER
    assert _forbids(store, told) == set()


def test_an_objection_is_answered_first(store: Store, told: Scope, clock: Clock) -> None:
    _reply(store, told, SchoolReply.OBJECTED)
    clock.moment = OVER
    assert _forbids(store, told) == {UNDECIDED}
    with store.act(Act.EDIT_FINDING) as work:
        [line] = work.findings.lines(told.visit)
        work.findings.judge(line.id, FindingStatus.OBJECTED)
    with pytest.raises(Exception, match="异议还没有复核"):
        check_before_lock(store=store, scope=told, name=NOTICE)
    with store.act(Act.EDIT_FINDING) as work:
        work.findings.judge(line.id, FindingStatus.UPHELD, "所附材料不能证明自愿")
    assert _forbids(store, told) == set()


def test_what_no_sheet_tells_is_not_ordered(store: Store, told: Scope) -> None:
    _reply(store, told, SchoolReply.AGREED)
    _raise(store, told, "WT-02")
    assert _forbids(store, told) == {UNTOLD}


def test_a_reply_to_the_sheet_is_none_to_what_the_supplement_tells(
    store: Store, told: Scope, clock: Clock
) -> None:
    _reply(store, told, SchoolReply.AGREED)
    _raise(store, told, "WT-02")
    lock_document(store=store, scope=told, name="补充反馈单")
    assert _forbids(store, told) == {WAITS}
    clock.moment = OVER
    assert _forbids(store, told) == set()


def _counted(store: Store, scope: Scope, name: str = SHEET) -> str:
    with store.read() as work:
        blocks = scope.sheet(work, name, store.now()).document.blocks
    return str(blocks)


def test_a_sheet_made_late_gives_time_from_its_own_day(
    store: Store,
    scope: Scope,
    clock: Clock,
) -> None:
    """「可于2025年9月22日前提出」 on a sheet of October."""
    with store.act(Act.RECORD_VISIT) as work:
        work.visits.record(scope.visit, visited_on=VISITED)
    assert "2025年9月22日" in _counted(store, scope)
    clock.moment = datetime(2025, 10, 14, 4, tzinfo=UTC)
    late = _counted(store, scope)
    assert "2025年9月22日" not in late
    assert "2025年10月21日" in late


def test_a_locked_sheet_keeps_the_days_it_was_locked_with(
    store: Store, told: Scope, clock: Clock
) -> None:
    clock.moment = datetime(2025, 10, 14, 4, tzinfo=UTC)
    assert "2025年9月22日" in _counted(store, told)
    with store.read() as work:
        [standing] = [
            standing for standing in told.standings(work, store.now()) if standing.name == SHEET
        ]
    assert standing.state is State.LOCKED


@pytest.mark.parametrize(
    ("field", "words"), [("objection_on", "异议期限已过"), ("report_on", "整改报告期限已过")]
)
def test_a_day_written_by_hand_that_is_over_is_refused(
    store: Store,
    scope: Scope,
    field: str,
    words: str,
) -> None:
    with store.act(Act.EDIT_TEXT) as work:
        work.documents.fill_in(scope.visit, DocumentKind.FEEDBACK, field, "2025-09-14")
    marks = check_before_lock(store=store, scope=scope, name=SHEET)
    assert words in {mark.text for mark in marks if mark.grave}
