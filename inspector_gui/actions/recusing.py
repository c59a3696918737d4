"""Somebody has to keep away from a school, or no longer has to."""

import uuid

from db.errors import InspectionError
from db.records.people import MemberLine, RecusalLine
from db.records.plans import PlannedSchool
from db.store import Store
from db.unit_of_work import Work
from db.vocabulary import Act, RecusalReason
from inspector_gui.actions.deed import deed


@deed("登记回避", of="回避", refuses=("已经登记过", "本组正要检查所在学校"))
def recuse(
    *,
    store: Store,
    member: MemberLine,
    school: PlannedSchool,
    reason: RecusalReason,
    note: str = "",
) -> None:
    """Keep a member away from a school. Raises InspectionError where that is noted already, or
    the member's team is to visit the school they come from.
    """
    with store.act(Act.PLAN) as work:
        if reason is RecusalReason.OWN_SCHOOL:
            work.people.answer_workplace(member.id, school.id)
            return
        if any(recusal.reason is reason for recusal in _of(work, member.id, school.id)):
            raise InspectionError(f"{member.name}已经登记回避“{school.name}”。")
        work.people.recuse(member.id, school.id, reason=reason, note=note)


@deed("指定单位是哪所学校", of="回避", refuses=("没有人是这个单位的", "正要检查本校"))
def answer_workplace(*, store: Store, workplace: str, school: PlannedSchool | None) -> None:
    """Say which school of the list a workplace is, or that it is none: for all who come from there.

    Raises InspectionError where nobody does, or where one's team is to visit that school.
    """
    with store.act(Act.PLAN) as work:
        people = [
            member_line for member_line in work.people.members() if member_line.source == workplace
        ]
        if not people:
            raise InspectionError(f"没有人的工作单位是“{workplace}”；请核对单位的写法。")
        for member in people:
            work.people.answer_workplace(member.id, school.id if school else None)


@deed("取消回避", of="回避")
def lift_recusal(*, store: Store, recusal: RecusalLine) -> None:
    """Take back what was noted by mistake."""
    with store.act(Act.PLAN) as work:
        _lift(work, recusal)


@deed("取消一所学校的回避", of="回避", refuses=("没有登记过",))
def lift_recusals(*, store: Store, member: MemberLine, school: PlannedSchool) -> None:
    """Whatever the reason. Raises InspectionError where there is none."""
    with store.act(Act.PLAN) as work:
        found = _of(work, member.id, school.id)
        if not found:
            raise InspectionError(f"{member.name}没有登记回避“{school.name}”；请核对学校。")
        for recusal in found:
            _lift(work, recusal)


def _lift(work: Work, recusal: RecusalLine) -> None:
    if recusal.reason is RecusalReason.OWN_SCHOOL:
        work.people.settle(recusal.member_id, None)
    else:
        work.people.lift(recusal.id)


def _of(work: Work, member: uuid.UUID, school: uuid.UUID) -> list[RecusalLine]:
    known = work.people.recusals()
    return [
        recusal for recusal in known if (recusal.member_id, recusal.school_id) == (member, school)
    ]
