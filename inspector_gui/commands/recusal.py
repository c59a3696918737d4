"""`recusal`: who keeps away from which school; shown, added, lifted."""

import argparse
from pathlib import Path
from typing import Any

from db.errors import InspectionError
from db.records.people import MemberLine, RecusalLine
from db.store import Store
from db.unit_of_work import Work
from db.vocabulary import RecusalReason
from inspector_gui.actions.recusing import answer_workplace, lift_recusals, recuse
from inspector_gui.commands.naming import member_named, require_bureau, school_named
from inspector_gui.commands.running import DONE, answer, opened
from inspector_gui.labels import label
from inspector_gui.statistics.workplaces import Workplace, open_workplaces


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("bureau", type=Path, metavar="BUREAU", help="总文件")
    command.add_argument("--member", metavar="MEMBER", help="组员的代码或姓名")
    command.add_argument("--school", metavar="SCHOOL", help="学校的代码或全称")
    command.add_argument(
        "--reason",
        choices=[reason.value for reason in RecusalReason],
        default=RecusalReason.OTHER.value,
        help="；".join(f"{known.value} {label(known)}" for known in RecusalReason),
    )
    command.add_argument("--note", default="", metavar="TEXT", help="说明")
    command.add_argument(
        "--workplace", metavar="TEXT", help="工作单位：是 --school 那所学校；或 --unlisted"
    )
    command.add_argument("--unlisted", action="store_true", help="这个单位不是名单里的学校")
    command.add_argument("--lift", action="store_true", help="不再回避这所学校")


def run(chosen: argparse.Namespace) -> int:
    if chosen.workplace is not None and (bool(chosen.school) == chosen.unlisted or chosen.member):
        raise InspectionError("指定单位请写 --workplace，再写 --school 或 --unlisted 之一。")
    if chosen.workplace is None and bool(chosen.school) != bool(chosen.member):
        raise InspectionError("回避要写明谁回避哪所学校；请同时写 --member 和 --school。")
    with opened(chosen.bureau, chosen) as store:
        require_bureau(store)
        if chosen.workplace is not None:
            _answer_workplace(store, chosen)
        elif chosen.member:
            _change(store, chosen)
        with store.read() as work:
            found = _recusals(work)
            asked = open_workplaces(work.people.members(), work.plans.schools(with_units=True))
    facts = [_as_dict(*recusal) for recusal in found]
    lines = [*map(_in_words, facts)] or ["没有登记回避。"]
    questions = [_question(workplace) for workplace in asked]
    answer(
        chosen,
        {"recusals": facts, "open_workplaces": questions},
        [*lines, *(f"待指定：{workplace}" for workplace in asked)],
    )
    return DONE


def _question(workplace: Workplace) -> dict[str, Any]:
    return {
        "workplace": workplace.name,
        "members": [person.code for person in workplace.people],
        "suggestions": [school.code for school in workplace.suggestions],
    }


def _answer_workplace(store: Store, chosen: argparse.Namespace) -> None:
    with store.read() as work:
        school = school_named(work, chosen.school) if chosen.school else None
    answer_workplace(store=store, workplace=chosen.workplace, school=school)


def _change(store: Store, chosen: argparse.Namespace) -> None:
    with store.read() as work:
        member, school = member_named(work, chosen.member), school_named(work, chosen.school)
    if chosen.lift:
        lift_recusals(store=store, member=member, school=school)
        return
    reason = RecusalReason(chosen.reason)
    recuse(store=store, member=member, school=school, reason=reason, note=chosen.note)


def _recusals(work: Work) -> list[tuple[MemberLine, RecusalLine, str]]:
    """With the member and the school's code."""
    members = {member.id: member for member in work.people.members()}
    codes = {school.id: school.code for school in work.plans.schools(with_units=True)}
    return [
        (members[line.member_id], line, codes.get(line.school_id, ""))
        for line in work.people.recusals()
        if line.member_id in members
    ]


def _as_dict(member: MemberLine, line: RecusalLine, code: str) -> dict[str, Any]:
    return {
        "member": member.code,
        "name": member.name,
        "school": code,
        "school_name": line.school,
        "reason": line.reason.value,
        "note": line.note,
    }


def _in_words(line: dict[str, Any]) -> str:
    parts = (line["member"], line["name"], line["school"], line["school_name"])
    return "\t".join((*parts, label(RecusalReason(line["reason"])), line["note"])).rstrip()
