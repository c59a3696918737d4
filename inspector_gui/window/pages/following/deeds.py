"""What may be done with a finding, by where it stands and what comes next; what each asks for."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import partial

from db.vocabulary import FindingStatus, RectificationResult, RefundWay
from inspector_gui.labels import today
from inspector_gui.statistics.deadlines import Followed, FollowUp
from inspector_gui.window.forms.choice_fields import ChoiceField
from inspector_gui.window.forms.fields import (
    LineField,
    count_field,
    date_field,
    day_field,
    money_field,
    needed_field,
)
from inspector_gui.window.forms.form import Spec

Status = FindingStatus


class FollowDeed(StrEnum):
    """A deed of this page, under the words on its button."""

    ORDER = "责令整改"
    UPHOLD = "维持"
    REVISE = "变更"
    WITHDRAW = "撤回问题"
    EXTEND = "调整期限　D"
    REPORT = "登记整改报告"
    RETURN = "退回报告"
    ACCEPT = "核实报告"
    RECHECK = "登记回头看"
    CLOSE = "销号（两人）"
    REOPEN = "重新打开"
    OBJECT = "受理异议"
    LATE_OBJECTION = "受理迟到的异议"
    REFUND = "记退费　R"
    SIGHT = "核实这笔退费"
    DROP = "删除这笔退费"


_BY_STATUS: Mapping[FindingStatus, tuple[FollowDeed, ...]] = {
    Status.FED_BACK: (FollowDeed.ORDER, FollowDeed.OBJECT),
    Status.UPHELD: (FollowDeed.ORDER,),
    Status.REVISED: (FollowDeed.ORDER,),
    Status.OBJECTED: (FollowDeed.UPHOLD, FollowDeed.REVISE, FollowDeed.WITHDRAW),
    Status.RECTIFYING: (FollowDeed.REPORT, FollowDeed.LATE_OBJECTION, FollowDeed.EXTEND),
    Status.REPORTED: (
        *(FollowDeed.ACCEPT, FollowDeed.RETURN, FollowDeed.RECHECK, FollowDeed.CLOSE),
        FollowDeed.EXTEND,
    ),
    Status.CLOSED: (FollowDeed.RECHECK, FollowDeed.REOPEN),
}
_BY_NEXT: Mapping[FollowUp, FollowDeed] = {
    FollowUp.DECIDE: FollowDeed.UPHOLD,
    FollowUp.AWAIT_STATEMENT: FollowDeed.OBJECT,
    FollowUp.ORDER: FollowDeed.ORDER,
    FollowUp.SIGHT: FollowDeed.SIGHT,
    FollowUp.REFUND: FollowDeed.REFUND,
    FollowUp.REPORT: FollowDeed.REPORT,
    FollowUp.VERIFY: FollowDeed.ACCEPT,
    FollowUp.RECHECK: FollowDeed.RECHECK,
    FollowUp.CLOSE: FollowDeed.CLOSE,
}
_PAYING = frozenset(Status) - {Status.DRAFT, Status.WITHDRAWN}


def deeds_for(line: Followed) -> tuple[FollowDeed, ...]:
    """What its state allows, what comes next first."""
    status = line.finding.status
    found = list(_BY_STATUS.get(status, ()))
    if status in _PAYING and line.finding.due_fen:
        found.append(FollowDeed.REFUND)
    first = main_deed(line)
    return tuple(sorted(found, key=lambda person: person is not first))


def main_deed(line: Followed) -> FollowDeed | None:
    """What Enter begins."""
    return _BY_NEXT.get(line.next.what)


def _day(name: str) -> LineField:
    return day_field(name, today)


def _needed_day(name: str) -> LineField:
    return date_field(name, today)


def _needed(name: str) -> LineField:
    return needed_field(name)


def _reason(name: str) -> LineField:
    return needed_field(name, limit=1000)


def _result(name: str) -> ChoiceField:
    return ChoiceField(name, tuple(RectificationResult))


def _way(name: str) -> ChoiceField:
    return ChoiceField(name, tuple(RefundWay))


def _team(teams: Mapping[uuid.UUID, str], name: str) -> ChoiceField:
    return ChoiceField(name, tuple(teams), formatter=teams.__getitem__)


def _proof(name: str) -> LineField:
    return LineField(name, hint="凭证号、流水、签领表", limit=1000)


_REFUND = (
    Spec.of("refund", "way", _way),
    Spec.of("refund", "paid_on", _day),
    Spec.of("refund", "students", lambda name: count_field(name, "人")),
    Spec.of("refund", "reported_fen", lambda name: money_field(name, "元，学校报告的")),
    Spec.of("refund", "amount_fen", lambda name: money_field(name, "元，看过凭证的；没看过不填")),
    Spec.of("refund", "sighted_on", _day),
    Spec.of("refund", "proof", _proof),
    Spec.of("refund", "note", partial(LineField, limit=1000)),
)
_SIGHT = (
    Spec.of("refund", "amount_fen", lambda name: money_field(name, "元")),
    Spec.of("refund", "sighted_on", _needed_day),
    Spec.of("refund", "sighted_by", LineField),
    Spec.of("refund", "proof", _proof),
)
_SPECS: Mapping[FollowDeed, tuple[Spec, ...]] = {
    FollowDeed.ORDER: (
        Spec("ordered_on", "整改通知书成文日期", _needed_day),
        Spec("due_on", "报告期限（不填按规定计算）", _day),
        Spec("refund_due_on", "清退期限（不填按规定计算）", _day),
    ),
    FollowDeed.EXTEND: (
        Spec("due_on", "新的报告期限（不改不填）", _day),
        Spec("refund_due_on", "新的清退期限（不改不填）", _day),
        Spec("reason", "调整理由", _reason),
    ),
    FollowDeed.UPHOLD: (Spec("reason", "理由：异议为什么不成立", _reason),),
    FollowDeed.REVISE: (
        Spec.of("finding", "students", lambda name: count_field(name, "人")),
        Spec.of("finding", "involved_fen", money_field),
        Spec.of("finding", "due_fen", money_field),
        Spec("reason", "理由：采纳了哪些异议", _reason),
    ),
    FollowDeed.WITHDRAW: (Spec("reason", "撤回理由", _reason),),
    FollowDeed.REPORT: (
        Spec.of("rectification", "reported_on", _needed_day),
        Spec.of("rectification", "result", _result),
        Spec.of("rectification", "proof", partial(LineField, limit=1000)),
    ),
    FollowDeed.RETURN: (
        Spec("reason", "退回理由", _reason),
        Spec("due_on", "重新报告的期限", _needed_day),
    ),
    FollowDeed.ACCEPT: (
        Spec.of("rectification", "verified_on", _needed_day),
        Spec.of("rectification", "verifier", _needed),
    ),
    FollowDeed.CLOSE: (
        Spec("countersigner", "复核人（不能是核实人）", _needed),
        Spec("waiver", "钱没退清时的批准理由", partial(LineField, limit=1000)),
    ),
    FollowDeed.REOPEN: (Spec("reason", "重新打开的理由", _reason),),
    FollowDeed.REFUND: _REFUND,
    FollowDeed.SIGHT: _SIGHT,
}


def specs_of(deed: FollowDeed, teams: Mapping[uuid.UUID, str]) -> Sequence[Spec]:
    """The fields a deed asks for; none where it is done at once."""
    if deed is FollowDeed.RECHECK:
        which: Callable[[str], ChoiceField] = partial(_team, teams)
        return (
            Spec.of("rectification", "recheck_on", _needed_day),
            Spec("team", "回头看检查组", which),
            Spec("result", "回头看结果", _result),
        )
    return _SPECS.get(deed, ())
