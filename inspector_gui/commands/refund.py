"""`refund`: what was given back for a finding, payment by payment."""

import argparse
from typing import Any
from uuid import UUID

from db.errors import InspectionError
from db.records.case_refunds import CaseRefundLine
from db.records.refunds import RefundLine
from db.records.registers import ComplaintLine
from db.records.schools import SchoolLine
from db.store import Store
from db.vocabulary import RefundWay
from inspector_gui.actions.refunding import (
    drop_refund,
    note_refund,
    report_refund,
    sight_refund,
)
from inspector_gui.commands.naming import day_of, finding_named, require_bureau
from inspector_gui.commands.running import BUREAU, DONE, answer, opened
from inspector_gui.labels import label, today
from inspector_gui.locations import parse_location
from inspector_gui.parsing import Unreadable, read_yuan, show_yuan


def _yuan(text: str) -> int:
    """The type of an argument: yuan, as fen."""
    try:
        fen = read_yuan(text)
    except Unreadable as error:
        raise argparse.ArgumentTypeError(f"“{text}”：{error}") from error
    return fen or 0


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("bureau", type=parse_location, metavar="BUREAU", help=BUREAU)
    command.add_argument("--school", metavar="CODE", help="学校代码或名称，与 --finding 同写")
    command.add_argument("--finding", metavar="NO", help="问题编号，如 WT-001")
    command.add_argument("--case", metavar="NO", help="没有列为问题的查实信访件：信访编号")
    command.add_argument("--reported", type=_yuan, metavar="YUAN", help="学校报告退了多少元")
    command.add_argument("--amount", type=_yuan, metavar="YUAN", help="看过凭证、核实退了多少元")
    command.add_argument(
        "--way",
        choices=[way.value for way in RefundWay],
        default=RefundWay.RETURNED.value,
        help="方式：" + "，".join(f"{way.value} {label(way)}" for way in RefundWay),
    )
    command.add_argument("--students", type=int, default=0, metavar="N", help="退费学生人数")
    command.add_argument("--paid-on", type=day_of, metavar="DATE", help="退款日期")
    command.add_argument("--sighted-on", type=day_of, metavar="DATE", help="查验日期")
    command.add_argument("--by", default="", metavar="NAME", help="查验人")
    command.add_argument("--proof", default="", metavar="TEXT", help="凭证号、流水")
    command.add_argument("--note", default="", metavar="TEXT", help="说明（多退、无法退还须写）")
    command.add_argument("--sight", metavar="ID", help="核实已报告的哪一笔，与 --amount 同写")
    command.add_argument("--strike", metavar="ID", help="删除哪一笔")


def run(chosen: argparse.Namespace) -> int:
    if bool(chosen.case) == bool(chosen.school and chosen.finding):
        raise InspectionError("退费要写是哪个问题（--school 和 --finding）或哪个案件（--case）。")
    with opened(chosen.bureau, chosen) as store:
        require_bureau(store)
        if chosen.case:
            return _of_case(store, chosen)
        with store.read() as work:
            school, finding = finding_named(work, chosen.school, chosen.finding)
            known = {str(refund.id): refund.id for refund in work.refunds.of_finding(finding.id)}
        _do({"store": store, "school": school}, finding.id, known, chosen)
        with store.read() as work:
            lines = work.refunds.of_finding(finding.id)
            _, finding = finding_named(work, chosen.school, chosen.finding)
    facts = [_as_dict(school, line) for line in lines]
    sums = {
        name: getattr(finding, name)
        for name in ("due_fen", "reported_fen", "refunded_fen", "surrendered_fen", "excess_fen")
    }
    answer(chosen, {"refunds": facts, **sums}, [*map(_in_words, lines), _sums(finding)])
    return DONE


def _do(
    common: dict[str, Any], finding: UUID, known: dict[str, UUID], chosen: argparse.Namespace
) -> None:
    for named in filter(None, (chosen.sight, chosen.strike)):
        if named not in known:
            raise InspectionError(f"这个问题没有 id 为“{named}”的退费；请照列出来的写。")
    if chosen.strike:
        drop_refund(**common, refund=known[chosen.strike])
    elif chosen.sight:
        if chosen.amount is None:
            raise InspectionError("核实一笔退费要写 --amount；请补上金额。")
        sight_refund(
            **common,
            refund=known[chosen.sight],
            amount_fen=chosen.amount,
            sighted_on=chosen.sighted_on or today(),
            sighted_by=chosen.by,
            proof=chosen.proof,
        )
    elif chosen.amount is not None or chosen.reported is not None:
        _enter(common, finding, chosen)


def _of_case(store: Store, chosen: argparse.Namespace) -> int:
    """The same for a complaint case that is no finding."""
    from inspector_gui.actions.registering import (
        correct_case_refund,
        drop_case_refund,
        note_case_refund,
    )

    with store.read() as work:
        cases = [line for line in work.registers.lines(ComplaintLine) if line.number == chosen.case]
        if not cases:
            raise InspectionError(f"没有编号为“{chosen.case}”的信访件；请核对编号。")
        known = {str(refund.id): refund.id for refund in work.case_refunds.of_case(cases[0].id)}
    for named in filter(None, (chosen.sight, chosen.strike)):
        if named not in known:
            raise InspectionError(f"这个案件没有 id 为“{named}”的退费；请照列出来的写。")
    seen = {"sighted_on": chosen.sighted_on, "sighted_by": chosen.by}
    if chosen.strike:
        drop_case_refund(store=store, refund=known[chosen.strike])
    elif chosen.sight:
        seen["sighted_on"] = chosen.sighted_on or today()
        correct_case_refund(
            store=store, refund=known[chosen.sight], amount_fen=chosen.amount or 0, **seen
        )
    elif chosen.amount is not None or chosen.reported is not None:
        given = {"amount_fen": chosen.amount, "reported_fen": chosen.reported}
        values = {name: fen for name, fen in given.items() if fen is not None} | _values(chosen)
        note_case_refund(store=store, complaint=cases[0].id, **values, **seen)
    with store.read() as work:
        lines = work.case_refunds.of_case(cases[0].id)
        paid = work.case_refunds.paid_fen(cases[0].id)
    facts = [{**vars(line), "id": str(line.id), "complaint_id": chosen.case} for line in lines]
    totals = f"应退 {show_yuan(cases[0].due_fen)}元，结清 {show_yuan(paid)}元。"
    answer(
        chosen,
        {"refunds": facts, "due_fen": cases[0].due_fen, "paid_fen": paid},
        [*map(_in_words, lines), totals],
    )
    return DONE


def _enter(common: dict[str, Any], finding: UUID, chosen: argparse.Namespace) -> None:
    values = _values(chosen)
    if chosen.amount is None:
        report_refund(**common, finding=finding, reported_fen=chosen.reported, **values)
        return
    if chosen.reported is not None:
        values["reported_fen"] = chosen.reported
    seen = {"sighted_on": chosen.sighted_on, "sighted_by": chosen.by}
    note_refund(**common, finding=finding, amount_fen=chosen.amount, **values, **seen)


def _values(chosen: argparse.Namespace) -> dict[str, Any]:
    return {
        "way": RefundWay(chosen.way),
        "students": chosen.students,
        "paid_on": chosen.paid_on,
        "proof": chosen.proof,
        "note": chosen.note,
    }


def _as_dict(school: SchoolLine, line: RefundLine) -> dict[str, Any]:
    return {
        "id": str(line.id),
        "school": school.code,
        "way": line.way.value,
        "paid_on": line.paid_on,
        "students": line.students,
        "reported_fen": line.reported_fen,
        "amount_fen": line.amount_fen,
        "sighted_on": line.sighted_on,
        "proof": line.proof,
        "on_spot": line.on_spot,
        "note": line.note,
    }


def _in_words(line: RefundLine | CaseRefundLine) -> str:
    amount = f"核实 {show_yuan(line.amount_fen)}元" if line.amount_fen else "未核实"
    day = line.paid_on or line.sighted_on
    return "\t".join(
        (
            str(line.id),
            str(day or ""),
            label(line.way),
            f"报告 {show_yuan(line.reported_fen)}元",
            amount,
        )
    )


def _sums(finding: Any) -> str:
    return (
        f"应退 {show_yuan(finding.due_fen)}元，报告已退 {show_yuan(finding.reported_fen)}元，"
        f"核实已退 {show_yuan(finding.refunded_fen)}元，"
        f"上缴 {show_yuan(finding.surrendered_fen)}元。"
    )
