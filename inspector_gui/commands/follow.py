"""`follow`: what comes next for each finding and by when; a finding takes its next step."""

import argparse
from collections.abc import Callable, Mapping
from typing import Any

from db.errors import InspectionError
from db.vocabulary import RectificationResult
from inspector_gui.actions import following
from inspector_gui.commands.naming import (
    day_of,
    declare_inspection,
    finding_named,
    inspection_named,
    require_bureau,
    team_named,
)
from inspector_gui.commands.running import BUREAU, DONE, answer, opened
from inspector_gui.labels import label, today
from inspector_gui.locations import parse_location
from inspector_gui.parsing import show_yuan
from inspector_gui.statistics.deadlines import WORDS, Deadlines, Followed, follow, overdue

#: Which deed each word does, and what else it needs: the argument, and under what name.
_DEEDS: Mapping[str, tuple[Callable[..., object], Mapping[str, str]]] = {
    "order": (
        following.order_rectification,
        {"on": "ordered_on", "due": "due_on", "refund_due": "refund_due_on"},
    ),
    "extend": (
        following.extend_deadlines,
        {"due": "due_on", "refund_due": "refund_due_on", "reason": "reason"},
    ),
    "report": (
        following.receive_report,
        {"on": "reported_on", "result": "result", "proof": "proof"},
    ),
    "return": (following.return_report, {"reason": "reason", "due": "due_on"}),
    "accept": (following.accept_report, {"on": "verified_on", "by": "verifier"}),
    "recheck": (following.record_recheck, {"on": "recheck_on", "team": "team", "result": "result"}),
    "close": (following.close_out, {"by": "countersigner", "reason": "waiver"}),
}
_OPTIONAL = frozenset({"due_on", "refund_due_on", "proof", "waiver"})


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("bureau", type=parse_location, metavar="BUREAU", help=BUREAU)
    declare_inspection(command)
    command.add_argument("--as-of", type=day_of, metavar="DATE", help="截至哪一天；不写是今天")
    command.add_argument("--overdue", action="store_true", help="只列逾期的")
    command.add_argument("--school", metavar="CODE", help="学校代码，与 --finding、--do 同写")
    command.add_argument("--finding", metavar="NO", help="问题编号，如 WT-001")
    command.add_argument(
        "--do",
        choices=list(_DEEDS),
        help="办哪一步：order 责令整改，extend 调整期限，report 登记整改报告，return 退回报告，"
        "accept 核实报告，"
        "recheck 登记回头看，close 两人销号",
    )
    command.add_argument("--on", type=day_of, metavar="DATE", help="哪一天")
    command.add_argument("--due", type=day_of, metavar="DATE", help="报告期限")
    command.add_argument("--refund-due", type=day_of, metavar="DATE", help="清退期限")
    command.add_argument(
        "--result",
        type=RectificationResult,
        choices=list(RectificationResult),
        help="结果："
        + "，".join(f"{result.value} {label(result)}" for result in RectificationResult),
    )
    command.add_argument("--team", metavar="TEAM", help="回头看的检查组")
    command.add_argument("--by", metavar="NAME", help="核实人；销号的复核人")
    command.add_argument("--reason", metavar="TEXT", help="退回理由；钱没退清而销号的批准理由")
    command.add_argument("--proof", metavar="TEXT", help="证明材料")


def run(chosen: argparse.Namespace) -> int:
    wanted = (chosen.school, chosen.finding, chosen.do)
    if any(wanted) and not all(wanted):
        raise InspectionError("办一个问题要同时写 --school、--finding 和 --do；请补上缺的。")
    now = chosen.as_of or today()
    with opened(chosen.bureau, chosen) as store:
        require_bureau(store)
        if chosen.do:
            _do(store, chosen)
        with store.read() as work:
            code = inspection_named(work, chosen.inspection).code
            deadlines = Deadlines(work.inspections.terms(code), work.campaigns.calendar())
            lines = follow(work.rectifications.followed(code), deadlines, now)
    shown = overdue(lines, now) if chosen.overdue else lines
    facts = [_as_dict(followed_finding, now) for followed_finding in shown]
    sentences = [_in_words(followed_finding, now) for followed_finding in shown] or [
        "没有逾期的。" if chosen.overdue else "没有问题。"
    ]
    answer(chosen, {"as_of": now, "findings": facts}, sentences)
    return DONE


def _do(store: Any, chosen: argparse.Namespace) -> None:
    deed, names = _DEEDS[chosen.do]
    with store.read() as work:
        school, finding = finding_named(work, chosen.school, chosen.finding)
        team = team_named(work, chosen.team).id if chosen.team else None
    given = {**vars(chosen), "team": team}
    values = {name: given[option] for option, name in names.items() if given[option] is not None}
    optional = _OPTIONAL - ({"due_on"} if chosen.do == "return" else set())
    missing = [o for o, name in names.items() if name not in values and name not in optional]
    if missing:
        listed = "、".join(f"--{needed.replace('_', '-')}" for needed in missing)
        raise InspectionError(f"办这一步还要写 {listed}；请补上。")
    deed(store=store, school=school, finding=finding.id, **values)


def _as_dict(followed_finding: Followed, now: Any) -> dict[str, Any]:
    line = followed_finding.finding
    names = ("due_fen", "reported_fen", "refunded_fen", "surrendered_fen", "open_fen")
    return {
        "school_name": line.school,
        "serial": line.serial,
        "status": line.status.value,
        "next": followed_finding.next.what.value,
        "due_on": followed_finding.next.due_on,
        "days_over": followed_finding.next.days_over(now),
        **{name: getattr(line, name) for name in names},
    }


def _in_words(followed_finding: Followed, now: Any) -> str:
    line, over = followed_finding.finding, followed_finding.next.days_over(now)
    due = (
        f"{followed_finding.next.due_on}"
        if followed_finding.next.due_on
        else ("期限待定" if followed_finding.next.unknown else "")
    )
    late = f"逾期 {over} 天" if over else ""
    money = f"未退 {show_yuan(line.open_fen)}元" if line.open_fen else ""
    state = label(line.status)
    return "\t".join(
        (line.serial, line.school, state, WORDS[followed_finding.next.what], due, late, money)
    )
