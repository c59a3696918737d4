"""Findings: raised, confirmed, sent back, withdrawn, objected to, decided, closed, reopened."""

import uuid
from collections.abc import Callable, Mapping

from db.errors import InspectionError
from db.records.findings import NEXT
from db.store import Store
from db.vocabulary import Act, FindingStatus
from inspector_gui.actions.deed import DEEDS, Deed, Doer, deed, require_doer

Status = FindingStatus

_REASON = "没有写理由"
#: A finding that the team or the bureau stands by, in whatever state.
_STANDING = tuple(status for status in Status if Status.WITHDRAWN in NEXT[status])


def _take_step(
    name: str, store: Store, school: uuid.UUID | None, finding: uuid.UUID, reason: str = ""
) -> None:
    """One step of one finding, as the table of deeds has it."""
    entry = DEEDS[name]
    with store.act(entry.act, school=school) as work:
        require_doer(store, work, entry)
        assert isinstance(entry.ends, FindingStatus)  # noqa: S101  # narrows the type
        work.findings.require_status(finding, entry.starts)
        work.findings.judge(finding, entry.ends, reason)


@deed(
    "确认",
    of="问题",
    act=Act.JUDGE_FINDING,
    doer=Doer.LEAD,
    starts=(Status.DRAFT,),
    ends=Status.CONFIRMED,
    refuses=("没有事实", "没有选定依据", "依据在行为期间无效或未锁定", "没有证据（线索不算）"),
)
def confirm_finding(*, store: Store, school: uuid.UUID | None, finding: uuid.UUID) -> None:
    """The team stands by a draft. Raises InspectionError where it rests on nothing."""
    _take_step("confirm_finding", store, school, finding)


@deed(
    "退回草拟",
    of="问题",
    act=Act.JUDGE_FINDING,
    doer=Doer.LEAD,
    starts=(Status.CONFIRMED,),
    ends=Status.DRAFT,
)
def send_back_finding(
    *, store: Store, school: uuid.UUID | None, finding: uuid.UUID, reason: str = ""
) -> None:
    """A confirmed finding is a draft again, to be worded anew."""
    _take_step("send_back_finding", store, school, finding, reason)


@deed(
    "撤回问题",
    of="问题",
    act=Act.JUDGE_FINDING,
    doer=Doer.LEAD,
    starts=_STANDING,
    ends=Status.WITHDRAWN,
    refuses=(_REASON,),
)
def withdraw_finding(
    *, store: Store, school: uuid.UUID | None, finding: uuid.UUID, reason: str
) -> None:
    """Nobody stands by it any longer; its number is not used again. Raises without a reason."""
    _take_step("withdraw_finding", store, school, finding, reason)


@deed(
    "恢复为草拟",
    of="问题",
    act=Act.JUDGE_FINDING,
    doer=Doer.LEAD,
    starts=(Status.WITHDRAWN,),
    ends=Status.DRAFT,
)
def restore_finding(
    *, store: Store, school: uuid.UUID | None, finding: uuid.UUID, reason: str = ""
) -> None:
    """A withdrawn finding is a draft again."""
    _take_step("restore_finding", store, school, finding, reason)


@deed(
    "已反馈",
    of="问题",
    act=Act.JUDGE_FINDING,
    starts=(Status.CONFIRMED,),
    ends=Status.FED_BACK,
)
def feed_back_finding(
    *, store: Store, school: uuid.UUID | None, finding: uuid.UUID, reason: str = ""
) -> None:
    """The school has been told of it."""
    _take_step("feed_back_finding", store, school, finding, reason)


@deed(
    "学校有异议",
    of="问题",
    act=Act.JUDGE_FINDING,
    starts=(Status.FED_BACK,),
    ends=Status.OBJECTED,
)
def object_to_finding(
    *, store: Store, school: uuid.UUID | None, finding: uuid.UUID, reason: str = ""
) -> None:
    """The school objects to what it was told; its wording is open again."""
    _take_step("object_to_finding", store, school, finding, reason)


@deed(
    "维持",
    of="问题",
    act=Act.JUDGE_FINDING,
    doer=Doer.LEAD,
    starts=(Status.OBJECTED,),
    ends=Status.UPHELD,
    refuses=(_REASON,),
)
def uphold_finding(
    *, store: Store, school: uuid.UUID | None, finding: uuid.UUID, reason: str
) -> None:
    """The objection does not hold. Raises without a reason."""
    _take_step("uphold_finding", store, school, finding, reason)


@deed(
    "变更",
    of="问题",
    act=Act.JUDGE_FINDING,
    doer=Doer.LEAD,
    starts=(Status.OBJECTED,),
    ends=Status.REVISED,
    refuses=(_REASON,),
)
def revise_finding(
    *, store: Store, school: uuid.UUID | None, finding: uuid.UUID, reason: str
) -> None:
    """The objection holds in part; what was changed is in the finding. Raises without a reason."""
    _take_step("revise_finding", store, school, finding, reason)


@deed(
    "转入整改",
    of="问题",
    act=Act.JUDGE_FINDING,
    doer=Doer.LEAD,
    starts=(Status.FED_BACK, Status.UPHELD, Status.REVISED, Status.REPORTED),
    ends=Status.RECTIFYING,
)
def begin_rectification(
    *, store: Store, school: uuid.UUID | None, finding: uuid.UUID, reason: str = ""
) -> None:
    """The school has to put it right; a report that did not do is returned."""
    _take_step("begin_rectification", store, school, finding, reason)


@deed(
    "已报告",
    of="问题",
    act=Act.JUDGE_FINDING,
    doer=Doer.LEAD,
    starts=(Status.RECTIFYING,),
    ends=Status.REPORTED,
)
def report_rectification(
    *, store: Store, school: uuid.UUID | None, finding: uuid.UUID, reason: str = ""
) -> None:
    """The school has reported that it put it right."""
    _take_step("report_rectification", store, school, finding, reason)


@deed(
    "销号",
    of="问题",
    act=Act.JUDGE_FINDING,
    doer=Doer.LEAD,
    starts=(Status.REPORTED,),
    ends=Status.CLOSED,
    refuses=("应退的钱没有退清或上缴",),
)
def close_finding(
    *, store: Store, school: uuid.UUID | None, finding: uuid.UUID, reason: str = ""
) -> None:
    """It is put right. Raises InspectionError while money is open (fen due, not given back)."""
    _take_step("close_finding", store, school, finding, reason)


@deed(
    "重新打开",
    of="问题",
    act=Act.JUDGE_FINDING,
    doer=Doer.LEAD,
    starts=(Status.CLOSED,),
    ends=Status.RECTIFYING,
    refuses=(_REASON,),
)
def reopen_finding(
    *, store: Store, school: uuid.UUID | None, finding: uuid.UUID, reason: str
) -> None:
    """What was closed is not in order after all. Raises without a reason."""
    _take_step("reopen_finding", store, school, finding, reason)


#: The deed that leads from one state to another; a state alone does not name it.
_STEPS: tuple[Callable[..., None], ...] = (
    *(confirm_finding, send_back_finding, withdraw_finding, restore_finding),
    *(feed_back_finding, object_to_finding, uphold_finding, revise_finding),
    *(begin_rectification, report_rectification, close_finding, reopen_finding),
)
STEPS: Mapping[tuple[FindingStatus, FindingStatus], Callable[..., None]] = {
    (start, DEEDS[step.__name__].ends): step  # type: ignore[misc]  # ends are states of findings
    for step in _STEPS
    for start in DEEDS[step.__name__].starts
}


def step_of(start: FindingStatus, end: FindingStatus) -> Deed:
    """The deed that leads from one state to another."""
    return DEEDS[STEPS[start, end].__name__]


def judge_finding(
    *,
    store: Store,
    school: uuid.UUID | None,
    finding: uuid.UUID,
    start: FindingStatus,
    end: FindingStatus,
    reason: str = "",
) -> None:
    """The deed that leads from `start`, as it is shown, to `end`.

    Raises InspectionError where no deed does, or where it is in another state by now.
    """
    step = STEPS.get((start, end))
    if step is None:
        raise InspectionError("问题的状态已变，不能这样处理；请核对后再试。")
    given = {"reason": reason} if step is not confirm_finding else {}
    step(store=store, school=school, finding=finding, **given)
