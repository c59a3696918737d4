"""A finding after the merge: ordered, reported, accepted, seen again, closed out by two."""

import uuid
from datetime import date

from db.errors import InspectionError
from db.records.schools import SchoolLine
from db.store import Store
from db.vocabulary import Act, FindingStatus, RectificationResult
from inspector_gui.actions.deed import Doer, deed
from inspector_gui.actions.follow_up_days import notice_days, require_day

Status = FindingStatus
_ORDERED = (Status.FED_BACK, Status.UPHELD, Status.REVISED)
_DAYS = ("日期早于进校检查", "日期在没有工作日历的年份")


@deed(
    "责令整改",
    of="整改",
    doer=Doer.BUREAU,
    starts=_ORDERED,
    ends=Status.RECTIFYING,
    refuses=_DAYS,
)
def order_rectification(
    *,
    store: Store,
    school: SchoolLine,
    finding: uuid.UUID,
    ordered_on: date,
    due_on: date | None = None,
    refund_due_on: date | None = None,
) -> None:
    """The notice of this day orders it; `due_on`: the report's, `refund_due_on`: the refund's, each
    as the notice states it where it is not given, else computed."""
    with store.act(Act.FOLLOW_UP, school=school.id) as work:
        work.findings.require_status(finding, _ORDERED)
        require_day(work, school, ordered_on, "责令日期")
        terms = work.inspections.terms(school.inspection)
        stated = notice_days(work, school.visit_id)
        refund_due = refund_due_on or stated.refund
        due = (
            due_on or stated.report or work.campaigns.on_working_day(ordered_on, terms.report_days)
        )
        if due is None:
            raise InspectionError("报告期限跨到了没有工作日历的年份；请写明报告期限。")
        for day, what in ((due, "报告期限"), (refund_due or due, "清退期限")):
            if day < ordered_on:
                raise InspectionError(f"{what}早于责令日期；请核对日期。")
        work.findings.judge(finding, Status.RECTIFYING)
        work.rectifications.order(finding, ordered_on, due, refund_due)


@deed(
    "调整期限",
    of="整改",
    doer=Doer.BUREAU,
    starts=(Status.RECTIFYING, Status.REPORTED),
    refuses=("没有写理由", "没有新期限", "期限早于责令日期", *_DAYS),
)
def extend_deadlines(
    *,
    store: Store,
    school: SchoolLine,
    finding: uuid.UUID,
    reason: str,
    due_on: date | None = None,
    refund_due_on: date | None = None,
) -> None:
    """The report or the refund is due on another day than was ordered."""
    with store.act(Act.FOLLOW_UP, school=school.id) as work:
        work.findings.require_status(finding, (Status.RECTIFYING, Status.REPORTED))
        for day, what in ((due_on, "报告期限"), (refund_due_on, "清退期限")):
            if day is not None:
                require_day(work, school, day, what)
        work.rectifications.extend(finding, due_on, refund_due_on, reason)


@deed(
    "登记整改报告",
    of="整改",
    doer=Doer.BUREAU,
    starts=(Status.RECTIFYING,),
    ends=Status.REPORTED,
    refuses=("报告日期早于责令日期", *_DAYS),
)
def receive_report(
    *,
    store: Store,
    school: SchoolLine,
    finding: uuid.UUID,
    reported_on: date,
    result: RectificationResult,
    proof: str = "",
) -> None:
    """What the school says it put right."""
    with store.act(Act.FOLLOW_UP, school=school.id) as work:
        work.findings.require_status(finding, (Status.RECTIFYING,))
        require_day(work, school, reported_on, "报告日期")
        work.rectifications.report(finding, reported_on, result, proof)
        work.findings.judge(finding, Status.REPORTED)


@deed(
    "退回整改报告",
    of="整改",
    doer=Doer.BUREAU,
    starts=(Status.REPORTED,),
    ends=Status.RECTIFYING,
    refuses=("没有写理由", *_DAYS),
)
def return_report(
    *, store: Store, school: SchoolLine, finding: uuid.UUID, reason: str, due_on: date
) -> None:
    """The report did not do; it is due again on `due_on`."""
    with store.act(Act.FOLLOW_UP, school=school.id) as work:
        work.findings.require_status(finding, (Status.REPORTED,))
        require_day(work, school, due_on, "报告期限")
        work.rectifications.give_back(finding, reason, due_on)
        work.findings.judge(finding, Status.RECTIFYING, reason)


@deed(
    "核实整改报告",
    of="整改",
    doer=Doer.BUREAU,
    starts=(Status.REPORTED,),
    refuses=("没有写核实人", "核实日期早于报告日期", *_DAYS),
)
def accept_report(
    *, store: Store, school: SchoolLine, finding: uuid.UUID, verified_on: date, verifier: str
) -> None:
    """The bureau holds what was reported to be so."""
    with store.act(Act.FOLLOW_UP, school=school.id) as work:
        work.findings.require_status(finding, (Status.REPORTED,))
        require_day(work, school, verified_on, "核实日期")
        work.rectifications.accept(finding, verified_on, verifier)


@deed(
    "登记回头看",
    of="整改",
    doer=Doer.BUREAU,
    starts=(Status.REPORTED, Status.CLOSED),
    refuses=("原检查组自己回头看", "组里有人应当回避", "报告还没有核实", *_DAYS),
)
def record_recheck(
    *,
    store: Store,
    school: SchoolLine,
    finding: uuid.UUID,
    recheck_on: date,
    team: uuid.UUID,
    result: RectificationResult,
) -> None:
    """Another team went to see whether it is as reported."""
    with store.act(Act.FOLLOW_UP, school=school.id) as work:
        work.findings.require_status(finding, (Status.REPORTED, Status.CLOSED))
        require_day(work, school, recheck_on, "回头看日期")
        work.rectifications.recheck(finding, recheck_on, team, result)


@deed(
    "两人销号",
    of="整改",
    doer=Doer.LEAD,
    starts=(Status.REPORTED,),
    ends=Status.CLOSED,
    refuses=(
        "应退的钱没有退清或上缴，又没有批准理由",
        "报告还没有核实",
        "程度严重的没有回头看",
        "没有写复核人，或复核人就是核实人、办理人",
    ),
)
def close_out(
    *,
    store: Store,
    school: SchoolLine,
    finding: uuid.UUID,
    countersigner: str,
    waiver: str = "",
) -> None:
    """Two agree that it is put right: who verified or records it, and a countersigner. `waiver`:
    the leader's reason where money stays open. Raises InspectionError where it is one person."""
    with store.act(Act.JUDGE_FINDING, school=school.id) as work:
        work.findings.require_status(finding, (Status.REPORTED,))
        first = next(
            (member.name for member in work.people.members() if member.id == store.person), ""
        )
        work.rectifications.countersign(finding, countersigner, waiver, first)
        work.findings.judge(finding, Status.CLOSED)
