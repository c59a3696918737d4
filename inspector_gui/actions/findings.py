"""Findings: confirmed, sent back, withdrawn, objected to, decided, closed, reopened."""

import uuid
from collections.abc import Callable
from typing import Protocol

from db.errors import InspectionError
from db.records.findings import NEXT
from db.store import Store
from db.vocabulary import Act, FindingStatus
from inspector_gui.actions.deed import DEEDS, Deed, Doer, deed

Status = FindingStatus

_REASON = "没有写理由"
#: A finding that the team or the bureau stands by, in whatever state.
_STANDING = tuple(status for status in Status if Status.WITHDRAWN in NEXT[status])


class Step(Protocol):
    """How every step of a finding is called. `reason`: some refuse without.

    Raises InspectionError where the finding is in none of the states that the step starts from.
    """

    __name__: str

    def __call__(
        self, *, store: Store, school: uuid.UUID | None, finding: uuid.UUID, reason: str = ""
    ) -> None: ...


#: The step that leads from one state to another; a state alone does not name it. None closes a
#: finding out: that takes two (`following.close_out`).
STEPS: dict[tuple[Status, Status], Step] = {}


def _step(
    name: str,
    *starts: Status,
    to: Status,
    doer: Doer = Doer.LEAD,
    refuses: tuple[str, ...] = (),
) -> Callable[[Callable[[], None]], Step]:
    """Make a deed of a function that says no more than what the step means."""

    entered = deed(name, of="问题", doer=doer, starts=starts, ends=to, refuses=refuses)

    def made(meaning: Callable[[], None]) -> Step:
        def step(
            *, store: Store, school: uuid.UUID | None, finding: uuid.UUID, reason: str = ""
        ) -> None:
            with store.act(Act.JUDGE_FINDING, school=school) as work:
                work.findings.require_status(finding, starts)
                work.findings.judge(finding, to, reason)

        step.__name__, step.__doc__ = meaning.__name__, meaning.__doc__
        taken = entered(step)
        STEPS.update({(start, to): taken for start in starts})
        return taken

    return made


@_step(
    "确认",
    Status.DRAFT,
    to=Status.CONFIRMED,
    refuses=("没有事实", "没有选定依据", "依据在行为期间无效或未锁定", "没有证据（线索不算）"),
)
def confirm_finding() -> None:
    """The team stands by a draft. Raises InspectionError where it rests on nothing."""


@_step("退回草拟", Status.CONFIRMED, to=Status.DRAFT)
def send_back_finding() -> None:
    """A confirmed finding is a draft again, to be worded anew."""


@_step("撤回问题", *_STANDING, to=Status.WITHDRAWN, refuses=(_REASON,))
def withdraw_finding() -> None:
    """Nobody stands by it any longer; its number is not used again."""


@_step("恢复为草拟", Status.WITHDRAWN, to=Status.DRAFT)
def restore_finding() -> None:
    """A withdrawn finding is a draft again."""


@_step("已反馈", Status.CONFIRMED, to=Status.FED_BACK, doer=Doer.ANYBODY)
def feed_back_finding() -> None:
    """The school has been told of it."""


@_step(
    "学校有异议",
    *(Status.FED_BACK, Status.RECTIFYING),
    to=Status.OBJECTED,
    doer=Doer.ANYBODY,
)
def object_to_finding() -> None:
    """The school objects to what it was told; its wording is open again. Late, after the notice,
    it is heard all the same: the notice stays as it was, a correcting one refers to it."""


@_step("维持", Status.OBJECTED, to=Status.UPHELD, refuses=(_REASON,))
def uphold_finding() -> None:
    """The objection does not hold."""


@_step("变更", Status.OBJECTED, to=Status.REVISED, refuses=(_REASON,))
def revise_finding() -> None:
    """The objection holds in part; what was changed is in the finding."""


@_step(
    "转入整改",
    *(Status.FED_BACK, Status.UPHELD, Status.REVISED, Status.REPORTED),
    to=Status.RECTIFYING,
)
def begin_rectification() -> None:
    """The school has to put it right; a report that did not do is returned."""


@_step("已报告", Status.RECTIFYING, to=Status.REPORTED)
def report_rectification() -> None:
    """The school has reported that it put it right."""


@_step("重新打开", Status.CLOSED, to=Status.RECTIFYING, refuses=(_REASON,))
def reopen_finding() -> None:
    """What was closed is not in order after all."""


def step_of(start: FindingStatus, end: FindingStatus) -> Deed:
    """The step that leads from one state to another. Raises KeyError for the close-out."""
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
    if (start, end) == (Status.REPORTED, Status.CLOSED):
        raise InspectionError("销号要两个人；请写明复核人。")
    step = STEPS.get((start, end))
    if step is None:
        raise InspectionError("问题的状态已变，不能这样处理；请核对后再试。")
    step(store=store, school=school, finding=finding, reason=reason)
