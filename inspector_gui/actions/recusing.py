"""Somebody has to keep away from a school, or no longer has to."""

from db.errors import InspectionError
from db.records.people import MemberLine, RecusalLine
from db.records.plans import PlannedSchool
from db.unit_of_work import Work
from db.vocabulary import RecusalReason


def recuse(
    work: Work, member: MemberLine, school: PlannedSchool, reason: RecusalReason, note: str = ""
) -> None:
    """Keep a member away from a school. Raises InspectionError where that is noted already, or
    the member's team is to visit the school they come from.
    """
    if reason is RecusalReason.OWN_SCHOOL:
        work.people.settle(member.id, school.id)
        return
    known = [one for one in _of(work, member, school) if one.reason is reason]
    if known:
        raise InspectionError(f"{member.name}已经登记回避“{school.name}”。")
    work.people.recuse(member.id, school.id, reason=reason, note=note)


def lift(work: Work, recusal: RecusalLine) -> None:
    """Take back what was noted by mistake."""
    if recusal.reason is RecusalReason.OWN_SCHOOL:
        work.people.settle(recusal.member_id, None)
    else:
        work.people.lift(recusal.id)


def lift_all(work: Work, member: MemberLine, school: PlannedSchool) -> None:
    """Whatever the reason. Raises InspectionError where there is none."""
    found = _of(work, member, school)
    if not found:
        raise InspectionError(f"{member.name}没有登记回避“{school.name}”；请核对学校。")
    for recusal in found:
        lift(work, recusal)


def _of(work: Work, member: MemberLine, school: PlannedSchool) -> list[RecusalLine]:
    return [
        one
        for one in work.people.recusals()
        if (one.member_id, one.school_id) == (member.id, school.id)
    ]
