"""`findings`: what was found, how it stands; a finding takes its next step."""

import argparse
from datetime import date
from typing import Any

from db.errors import InspectionError
from db.records.findings import FindingLine
from db.records.inspections import Amounts
from db.records.schools import SchoolLine
from db.store import Store
from db.unit_of_work import Work
from db.vocabulary import FindingStatus
from inspector_gui.accounts.finding_sentence import PARTS
from inspector_gui.commands.naming import lines_named, member_named
from inspector_gui.commands.running import DONE, answer, opened
from inspector_gui.labels import label
from inspector_gui.locations import parse_location
from inspector_gui.parsing import show_yuan


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "file", type=parse_location, metavar="FILE", help="检查组文件、总文件或总库地址"
    )
    command.add_argument("--school", metavar="CODE", help="只看这所学校（代码）")
    command.add_argument(
        "--finding", metavar="NO", help="问题编号，如 WT-01，与 --school、--to 同写"
    )
    command.add_argument(
        "--to",
        choices=[status.value for status in FindingStatus],
        help="这个问题进到哪一步："
        + "，".join(
            f"{finding_status.value} {label(finding_status)}" for finding_status in FindingStatus
        ),
    )
    command.add_argument(
        "--reason", default="", metavar="TEXT", help="理由（撤回、维持、变更须写）"
    )
    command.add_argument("--second", default="", metavar="NAME", help="销号的复核人（须写）")
    command.add_argument("--as", dest="person", metavar="MEMBER", help="由哪个组员（代码或姓名）")


def run(chosen: argparse.Namespace) -> int:
    wanted = (chosen.finding, chosen.to)
    if any(wanted) and not all((*wanted, chosen.school)):
        raise InspectionError("处理一个问题要同时写 --school、--finding 和 --to；请补上缺的。")
    with opened(chosen.file, chosen) as store:
        if chosen.finding:
            _judge(store, chosen)
        with store.read() as work:
            found = _found(work, [chosen.school] if chosen.school else None)
            amounts = {kind.code: kind.amounts for kind in work.inspections.lines()}
    facts = [_as_dict(school, finding) for school, finding in found]
    lines = (_line(school, finding, amounts[school.inspection]) for school, finding in found)
    answer(chosen, {"findings": facts}, lines if facts else ["没有问题。"])
    return DONE


def _judge(store: Store, chosen: argparse.Namespace) -> None:
    from inspector_gui.actions.findings import judge_finding
    from inspector_gui.actions.following import close_out

    with store.read() as work:
        named = [pair for pair in _found(work, [chosen.school]) if pair[1].serial == chosen.finding]
        if chosen.person:
            store.person = member_named(work, chosen.person).id
    if not named:
        raise InspectionError(f"学校 {chosen.school} 没有编号为 {chosen.finding} 的问题；请核对。")
    school, finding = named[0]
    if chosen.to == FindingStatus.CLOSED:
        close_out(store=store, school=school, finding=finding.id, countersigner=chosen.second)
        return
    judge_finding(
        store=store,
        school=school.id,
        finding=finding.id,
        start=finding.status,
        end=FindingStatus(chosen.to),
        reason=chosen.reason,
    )


def _found(work: Work, codes: list[str] | None) -> list[tuple[SchoolLine, FindingLine]]:
    return [
        (line, finding)
        for line in lines_named(work, codes)
        for finding in work.findings.lines(line.visit_id)
    ]


_SHOWN = ("students", "involved_fen", "due_fen", "refunded_fen", "refund_students")


def _as_dict(school: SchoolLine, finding: FindingLine) -> dict[str, Any]:
    return {
        "school": school.code,
        "school_name": school.name,
        "serial": finding.serial,
        "item": finding.item_code,
        "status": finding.status.value,
        "severity": finding.severity.value,
        "fact": finding.fact,
        **{name: _plain(getattr(finding, name)) for name in PARTS},
        **{name: getattr(finding, name) for name in (*_SHOWN, "surrendered_fen")},
        "due_on": finding.due_on.isoformat() if finding.due_on else None,
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _line(school: SchoolLine, finding: FindingLine, names: Amounts) -> str:
    """A finding on one line, its amounts as the inspection calls them."""
    money = (
        f"{names.involved_fen} {show_yuan(finding.involved_fen)}元，"
        f"{names.refunded_fen} {show_yuan(finding.refunded_fen)}元"
    )
    return "\t".join((school.code, finding.serial, label(finding.status), money, finding.fact))
