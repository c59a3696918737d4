"""From the notice to the close-out by deeds alone; what must not be is refused."""

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import pytest

from db.errors import InspectionError
from db.records.evidence import Copy
from db.records.schools import SchoolLine
from db.store import Store
from db.vocabulary import (
    Act,
    DocumentKind,
    FindingStatus,
    RectificationResult,
    RefundWay,
    SchoolReply,
    Severity,
)
from inspector_gui.actions.findings import (
    object_to_finding,
    reopen_finding,
    revise_finding,
    withdraw_finding,
)
from inspector_gui.actions.follow_up_days import keep_notice_days
from inspector_gui.actions.following import (
    accept_report,
    close_out,
    extend_deadlines,
    order_rectification,
    receive_report,
    record_recheck,
    return_report,
)
from inspector_gui.actions.refunding import (
    attach_refund_proof,
    note_refund,
    report_refund,
    sight_refund,
)
from inspector_gui.actions.wording import word_finding
from inspector_gui.statistics.course import course_of
from inspector_gui.statistics.deadlines import URGENT_DAYS, Deadlines, FollowUp, Next, follow
from tests.db.looking import item_of, visit_of

VISITED, NOTICE = date(2025, 9, 15), date(2025, 10, 9)


@pytest.fixture
def school(store: Store) -> SchoolLine:
    with store.act(Act.RECORD_VISIT) as work:
        work.visits.record(visit_of(store), visited_on=VISITED)
        other = work.people.add_team(work.campaigns.current().id, "T2", "第二检查组")
        work.people.add_member(other, code="T2-M1", name="检查员201", role="组长", is_lead=True)
    with store.read() as work:
        return work.schools.lines()[0]


@pytest.fixture
def finding(store: Store, school: SchoolLine) -> uuid.UUID:
    with store.act(Act.RAISE_FINDING) as work:
        return work.findings.raise_finding(
            school.visit_id,
            item_of(store).id,
            "WT-01",
            fact="超标准收费",
            students=100,
            involved_fen=10_000,
            due_fen=10_000,
            severity=Severity.SERIOUS,
            status=FindingStatus.FED_BACK,
        )


def _next(store: Store, today: date) -> Next:
    with store.read() as work:
        deadlines = Deadlines(work.inspections.terms("fee"), work.campaigns.calendar())
        [line] = follow(work.rectifications.followed("fee"), deadlines, today)
    return line.next


def _teams(store: Store) -> dict[str, uuid.UUID]:
    with store.read() as work:
        return {team.code: team.id for team in work.people.teams()}


def _status(store: Store, school: SchoolLine) -> FindingStatus:
    with store.read() as work:
        return work.findings.lines(school.visit_id)[0].status


class _Way:
    """One finding's way, each step on a day that may be."""

    def __init__(self, store: Store, school: SchoolLine, finding: uuid.UUID) -> None:
        self.store = store
        self.common: dict[str, Any] = {"store": store, "school": school, "finding": finding}

    def order(self, **more: Any) -> None:
        order_rectification(**{**self.common, "ordered_on": NOTICE, **more})

    def report(self, **more: Any) -> None:
        given = {"reported_on": date(2025, 10, 20), "result": RectificationResult.DONE}
        receive_report(**{**self.common, **given, **more})

    def accept(self, **more: Any) -> None:
        given = {"verified_on": date(2025, 10, 24), "verifier": "甲"}
        accept_report(**{**self.common, **given, **more})

    def pay(self, fen: int, **more: Any) -> None:
        note_refund(**{**self.common, "amount_fen": fen, "sighted_on": date(2025, 10, 22), **more})

    def recheck(self, **more: Any) -> None:
        given = {
            "recheck_on": date(2025, 12, 1),
            "team": _teams(self.store)["T2"],
            "result": RectificationResult.DONE,
        }
        record_recheck(**{**self.common, **given, **more})

    def close(self, **more: Any) -> None:
        close_out(**{**self.common, "countersigner": "乙", **more})


@pytest.fixture
def way(store: Store, school: SchoolLine, finding: uuid.UUID) -> _Way:
    return _Way(store, school, finding)


def test_from_the_statement_to_the_close_out(store: Store, school: SchoolLine, way: _Way) -> None:
    """5 working days to speak; 30 days to report; 15 working days to refund; 60 to look again."""
    assert _next(store, date(2025, 9, 20)) == Next(FollowUp.AWAIT_STATEMENT, date(2025, 9, 22))
    assert _next(store, date(2025, 9, 23)) == Next(FollowUp.ORDER)
    way.order()
    assert _next(store, NOTICE) == Next(FollowUp.REFUND, date(2025, 10, 30))
    way.pay(10_000, students=100)
    assert _next(store, NOTICE) == Next(FollowUp.REPORT, date(2025, 11, 10))
    way.report()
    assert _next(store, NOTICE) == Next(FollowUp.VERIFY)
    way.accept()
    assert _next(store, NOTICE) == Next(FollowUp.RECHECK, date(2025, 12, 23))
    way.recheck()
    assert _next(store, NOTICE) == Next(FollowUp.CLOSE)
    way.close()
    assert _status(store, school) is FindingStatus.CLOSED
    assert _next(store, NOTICE) == Next(FollowUp.DONE)
    reopen_finding(store=store, school=school.id, finding=way.common["finding"], reason="又收")
    with store.read() as work:
        assert len(work.findings.closings(way.common["finding"])) == 1


def _state_in_notice(store: Store, school: SchoolLine, **days: str) -> None:
    with store.act(Act.EDIT_TEXT) as work:
        for name, day in days.items():
            work.documents.fill_in(school.visit_id, DocumentKind.NOTICE, name, day)


def test_days_written_into_the_notice_are_those_of_the_list(
    store: Store, school: SchoolLine, way: _Way
) -> None:
    _state_in_notice(store, school, refund_on="2025-10-15", report_on="2025-10-28")
    way.order()
    assert _next(store, NOTICE) == Next(FollowUp.REFUND, date(2025, 10, 15))
    way.pay(10_000, students=100)
    assert _next(store, NOTICE) == Next(FollowUp.REPORT, date(2025, 10, 28))


def test_a_day_in_the_notice_before_its_own_is_refused(
    store: Store, school: SchoolLine, way: _Way
) -> None:
    _state_in_notice(store, school, refund_on="2025-10-08")
    with pytest.raises(InspectionError, match="清退期限早于责令日期"):
        way.order()
    assert _status(store, school) is FindingStatus.FED_BACK


def test_a_notice_made_final_later_states_the_days_but_those_moved_since_stay(
    store: Store, school: SchoolLine, finding: uuid.UUID, way: _Way
) -> None:
    way.order()
    _state_in_notice(store, school, refund_on="2025-10-15")

    def lock() -> None:
        with store.act(Act.ISSUE_DOCUMENT) as work:
            keep_notice_days(work, school.visit_id, [finding])

    lock()
    assert _next(store, NOTICE) == Next(FollowUp.REFUND, date(2025, 10, 15))
    extend_deadlines(**way.common, refund_due_on=date(2025, 11, 6), reason="校长住院")
    lock()
    assert _next(store, NOTICE) == Next(FollowUp.REFUND, date(2025, 11, 6))


def test_days_over_count_from_the_day_it_was_due(store: Store, way: _Way) -> None:
    way.order()
    assert _next(store, date(2025, 10, 30)).days_over(date(2025, 10, 30)) == 0
    assert _next(store, date(2025, 11, 2)).days_over(date(2025, 11, 2)) == 3


def test_what_the_school_claims_is_to_be_sighted_before_it_is_asked_for(
    store: Store, way: _Way
) -> None:
    way.order()
    claim = report_refund(**way.common, reported_fen=10_000, paid_on=date(2025, 10, 15))
    assert _next(store, NOTICE).what is FollowUp.SIGHT
    sight_refund(
        store=store,
        school=way.common["school"],
        refund=claim,
        amount_fen=10_000,
        sighted_on=date(2025, 10, 20),
    )
    assert _next(store, NOTICE).what is FollowUp.REPORT


@pytest.mark.parametrize(
    ("step", "more", "word"),
    [
        ("order", {"ordered_on": date(2025, 9, 14)}, "早于.*进校检查日期"),
        ("order", {"ordered_on": date(2031, 1, 5)}, "2031 年还没有工作日历"),
        ("order", {"due_on": date(2025, 10, 8)}, "报告期限早于责令日期"),
        ("report", {}, "状态已变"),
        ("close", {}, "状态已变"),
    ],
)
def test_a_notice_that_cannot_be_is_refused(
    store: Store, way: _Way, step: str, more: dict[str, Any], word: str
) -> None:
    with pytest.raises(InspectionError, match=word):
        getattr(way, step)(**more)
    assert _status(store, way.common["school"]) is FindingStatus.FED_BACK
    with store.read() as work:
        assert work.rectifications.lines() == {}


def test_nothing_is_closed_out_with_money_open_unless_the_leader_says_why(
    store: Store, school: SchoolLine, way: _Way
) -> None:
    way.order()
    way.pay(4_000)
    way.report()
    with pytest.raises(InspectionError, match="还没有核实"):
        way.close()
    way.accept()
    with pytest.raises(InspectionError, match="回头看之后才能销号"):
        way.close()
    way.recheck()
    with pytest.raises(InspectionError, match=r"还有 60.00元没有退清"):
        way.close()
    with pytest.raises(InspectionError, match="销号要两个人"):
        way.close(countersigner="甲")
    assert _status(store, school) is FindingStatus.REPORTED
    way.close(waiver="局长办公会同意余款上缴后再核")
    assert _status(store, school) is FindingStatus.CLOSED


def test_irrecoverable_money_is_settled_and_is_no_refund(store: Store, way: _Way) -> None:
    way.order()
    way.pay(4_000)
    way.pay(5_000, way=RefundWay.SURRENDERED)
    way.pay(1_000, way=RefundWay.IRRECOVERABLE, note="学生已转出，联系不上")
    with store.read() as work:
        [line] = work.rectifications.followed("fee")
    assert (line.refunded_fen, line.surrendered_fen, line.irrecoverable_fen) == (4000, 5000, 1000)
    assert line.open_fen == 0


@pytest.mark.parametrize("step", ["T1", "barred"])
def test_who_found_it_or_must_keep_away_does_not_look_again(
    store: Store, school: SchoolLine, way: _Way, step: str
) -> None:
    from db.vocabulary import RecusalReason

    way.order()
    way.report()
    way.accept()
    if step == "barred":
        with store.act(Act.PLAN) as work:
            member = next(member for member in work.people.members() if member.code == "T2-M1")
            work.people.recuse(member.id, school.id, reason=RecusalReason.RELATIVE)
    team = _teams(store)["T1" if step == "T1" else "T2"]
    with pytest.raises(InspectionError, match=r"换一个组|应当回避"):
        way.recheck(team=team)


def test_a_returned_report_is_due_again(store: Store, school: SchoolLine, way: _Way) -> None:
    way.order()
    way.pay(10_000)
    way.report()
    with pytest.raises(InspectionError, match="须写明理由"):
        return_report(**way.common, reason=" ", due_on=date(2025, 11, 20))
    return_report(**way.common, reason="没有凭据", due_on=date(2025, 11, 20))
    assert _status(store, school) is FindingStatus.RECTIFYING
    assert _next(store, NOTICE) == Next(FollowUp.REPORT, date(2025, 11, 20))


def test_an_objection_upheld_after_the_notice_lowers_what_is_due_from_then_on(
    store: Store, school: SchoolLine, way: _Way
) -> None:
    """What was refunded above the new sum stands apart; the notice's day stays as it was."""
    way.order()
    way.pay(8_000, students=80)
    finding = way.common["finding"]
    with store.act(Act.RECORD_STATEMENT) as work:
        work.statements.receive(
            school.visit_id, SchoolReply.OBJECTED, received_on=date(2025, 10, 24)
        )
    object_to_finding(store=store, school=school.id, finding=finding)
    assert _next(store, NOTICE) == Next(FollowUp.DECIDE, date(2025, 11, 7))
    word_finding(store=store, school=school, finding=finding, due_fen=5_000, students=100)
    revise_finding(store=store, school=school.id, finding=finding, reason="两个班有依据")
    with store.read() as work:
        [line] = work.rectifications.followed("fee")
        assert work.totals.figures().refunded_fen == 5_000
        assert work.oversight.breaches() == []
    assert (line.due_fen, line.refunded_fen, line.excess_fen) == (5_000, 5_000, 3_000)
    assert line.rectification is not None
    assert line.rectification.ordered_on == NOTICE


def test_refund_typed_by_the_team_and_by_the_school_is_not_counted_twice(
    store: Store, way: _Way
) -> None:
    """Both rows would be more than is due: the second is refused where it is entered."""
    with store.act(Act.EDIT_FINDING) as work:
        work.findings.state(way.common["finding"], refunded_fen=10_000, refund_students=100)
    way.order()
    with pytest.raises(InspectionError, match="不能多于应退"):
        way.pay(10_000)


def test_a_refund_of_a_withdrawn_finding_is_refused_and_in_no_sum(
    store: Store, school: SchoolLine, way: _Way
) -> None:
    way.pay(3_000)
    withdraw_finding(
        store=store, school=school.id, finding=way.common["finding"], reason="查无此事"
    )
    with pytest.raises(InspectionError, match="状态已变"):
        way.pay(1)
    with store.read() as work:
        assert work.totals.figures().refunded_fen == 0
    assert _next(store, NOTICE).what is FollowUp.GIVEN_UP


def test_the_bureau_types_no_running_sum(store: Store, school: SchoolLine, way: _Way) -> None:
    with pytest.raises(InspectionError, match="一笔一笔登记"):
        word_finding(store=store, school=school, finding=way.common["finding"], refunded_fen=1_000)


def test_a_deadline_is_moved_with_a_reason_and_its_course_is_kept(
    store: Store, school: SchoolLine, way: _Way
) -> None:
    way.order()
    extend = partial(extend_deadlines, **way.common)
    for given, word in (
        ({"reason": " ", "due_on": date(2025, 11, 20)}, "须写明理由"),
        ({"reason": "校长住院"}, "请填整改报告或清退的新期限"),
        ({"reason": "校长住院", "due_on": date(2025, 10, 8)}, "早于责令日期"),
        ({"reason": "校长住院", "refund_due_on": date(2031, 1, 8)}, "没有工作日历"),
    ):
        with pytest.raises(InspectionError, match=word):
            extend(**given)
    extend(reason="校长住院", due_on=date(2025, 11, 20), refund_due_on=date(2025, 11, 6))
    assert _next(store, NOTICE) == Next(FollowUp.REFUND, date(2025, 11, 6))
    way.pay(10_000)
    assert _next(store, NOTICE) == Next(FollowUp.REPORT, date(2025, 11, 20))
    with store.read() as work:
        [line] = work.rectifications.followed("fee")
        told = "\n".join(
            one.text for one in course_of(work, line, work.refunds.of_finding(line.id))
        )
    for words in (
        *("报告期限 2025年11月10日", "报告期限 2025年11月20日"),
        *("说明 校长住院", "核实金额 100.00元"),
    ):
        assert words in told, told


def test_days_that_come_near_are_told_before_they_are_over() -> None:
    due = Next(FollowUp.REPORT, date(2025, 11, 20))
    near = {day: due.is_soon(date(2025, 11, day)) for day in (4, 5, 20)}
    assert near == {4: False, 5: True, 20: True}
    urgent = {day: due.is_soon(date(2025, 11, day), URGENT_DAYS) for day in (14, 15, 20)}
    assert urgent == {14: False, 15: True, 20: True}
    assert not due.is_soon(date(2025, 11, 21))
    assert due.days_over(date(2025, 11, 21)) == 1


def test_the_proof_of_a_payment_is_kept_with_it(store: Store, way: _Way) -> None:
    way.order()
    way.pay(10_000)
    proof = Copy(b"s" * 32, "application/pdf", b"%PDF-1.7 proof", b"o" * 32, None)
    with store.read() as work:
        [payment] = work.refunds.of_finding(way.common["finding"])
    attach_refund_proof(store=store, school=way.common["school"], refund=payment.id, copy=proof)
    with store.read() as work:
        [payment] = work.refunds.of_finding(way.common["finding"])
        assert payment.attachment == proof.sha256
        assert work.evidence.content(proof.sha256) == proof.content
        assert work.evidence.media_type(proof.sha256) == "application/pdf"


def test_without_a_calendar_no_day_is_made_up(store: Store, way: _Way) -> None:
    way.order(ordered_on=date(2026, 12, 28), due_on=date(2026, 12, 31))
    assert _next(store, NOTICE) == Next(FollowUp.REPORT, date(2026, 12, 31))
    with store.read() as work:
        [line] = work.rectifications.followed("fee")
        deadlines = Deadlines(work.inspections.terms("fee"), work.campaigns.calendar())
        refund = deadlines.open_of(line)[1]
        assert (refund.what, refund.due_on, refund.unknown) == (FollowUp.REFUND, None, True)
        assert replace(refund, due_on=None).days_over(date(2030, 1, 1)) == 0


def test_the_time_to_object_counts_from_the_sheet(
    store: Store, school: SchoolLine, finding: uuid.UUID
) -> None:
    """The bureau does not order while the sheet, made late, still gives the school time."""
    with store.act(Act.ISSUE_DOCUMENT) as work:
        work.documents.lock(
            school.visit_id,
            kind=DocumentKind.FEEDBACK,
            serial="2025-SF-T1-01",
            version=1,
            content_hash="",
            locked_at=datetime(2025, 10, 13, 8, tzinfo=UTC),
        )
    assert _next(store, date(2025, 10, 15)) == Next(FollowUp.AWAIT_STATEMENT, date(2025, 10, 20))
    assert _next(store, date(2025, 10, 21)) == Next(FollowUp.ORDER)
