"""What arithmetic says of a line of a register: a state, a mark, a sum, and the words behind it."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum, auto
from typing import Generic, TypeVar

from db.records.accounts import BankLine, BookedLine, ExpenseLine, HandedLine, WorkingLine
from db.records.fees import BookLine, FeeLine, ReconciliationLine, VoucherLine
from db.records.findings import FindingLine
from db.vocabulary import FindingStatus, Verdict
from inspector_gui.accounts import plausibility, receipts
from inspector_gui.accounts.differences import differences, largest_fen, wrong_differences
from inspector_gui.accounts.line_faults import VisitDays, faults
from inspector_gui.accounts.overcharge import missing, overcharge
from inspector_gui.accounts.reconciling import explained, gap, is_complete
from inspector_gui.labels import label, yuan

#: A line that a finding may come from.
Tested = FeeLine | BookLine | ReconciliationLine | VoucherLine | WorkingLine
#: A line of any register of accounts.
Line = Tested | HandedLine
L = TypeVar("L", bound=Tested)
W = TypeVar("W", bound=WorkingLine)
L_co = TypeVar("L_co", bound=Line, covariant=True)


class State(Enum):
    OPEN = auto()
    FINE = auto()
    DOUBT = auto()
    WRONG = auto()
    RAISED = auto()


@dataclass(frozen=True)
class Assessed(Generic[L_co]):
    """`mark` names the state; `fen` is what is wrong about it in money, None where unknown.

    `proof` shows how it was computed, `doubts` what can hardly be meant. `wrong`: a finding may be
    raised from it; `raised`: the standing finding that was. `faults`: by field, what is to be
    looked at again there.
    """

    line: L_co
    state: State
    mark: str
    fen: int | None
    proof: str
    doubts: tuple[str, ...]
    wrong: bool
    raised: FindingLine | None
    faults: Mapping[str, str] = field(default_factory=dict)


Findings = Mapping[uuid.UUID, FindingLine]


def standing(finding: uuid.UUID | None, findings: Findings) -> FindingLine | None:
    """The finding a line led to, unless it was withdrawn."""
    found = findings.get(finding) if finding else None
    return None if found is None or found.status is FindingStatus.WITHDRAWN else found


def _assessed(
    line: L,
    findings: Findings,
    *,
    state: State,
    mark: str,
    fen: int | None = None,
    proof: str = "",
    doubts: Sequence[str] = (),
    faults: Mapping[str, str] | None = None,
) -> Assessed[L]:
    raised = standing(line.finding_id, findings)
    wrong = state is State.WRONG
    if raised is not None:
        state, mark = State.RAISED, f"问题 {raised.serial}"
    return Assessed(line, state, mark, fen, proof, tuple(doubts), wrong, raised, faults or {})


def fee(
    line: FeeLine,
    findings: Findings,
    unit: str = "期",
    enrolled: int | None = None,
    rates: int = 0,
) -> Assessed[FeeLine]:
    """`unit`: what a term is; `enrolled`: pupils of the school; `rates`: lawful ones so named."""
    found = plausibility.of_fee(line, enrolled)
    over = overcharge(line)
    if over is None:
        proof = f"还缺{'、'.join(missing(line))}，不能计算多收。"
        if line.allowed_fen is None and rates > 1:
            proof += f"目录里同名的有 {rates} 个标准，请选一个。"
        return _assessed(line, findings, state=State.OPEN, mark="待填", proof=proof, doubts=found)
    raised = standing(line.finding_id, findings)
    if raised is not None and raised.involved_fen != over.total_fen:
        found.append(f"问题 {raised.serial} 写的涉及金额是 {yuan(raised.involved_fen)}")
    above = over.each_fen > 0 and over.plausible
    state = State.WRONG if above and over.total_fen else State.DOUBT if found else State.FINE
    mark = {State.WRONG: "多收", State.DOUBT: "请核对"}.get(state, "未超标准")
    return _assessed(
        line,
        findings,
        state=state,
        mark=mark,
        fen=over.total_fen,
        proof=over.formula(unit),
        doubts=found,
    )


def books(lines: Sequence[BookLine], findings: Findings) -> list[Assessed[BookLine]]:
    remarks = receipts.audit(lines)
    return [
        _book(line, [remark for remark in remarks if remark.book == index], findings)
        for index, line in enumerate(lines)
    ]


_BOOK_MARKS = {
    receipts.Flaw.GAP: "断号",
    receipts.Flaw.LOST: "缺票",
    receipts.Flaw.OVERLAP: "重号",
    receipts.Flaw.DUPLICATE: "重复",
}


def _book(
    line: BookLine, remarks: Sequence[receipts.Remark], findings: Findings
) -> Assessed[BookLine]:
    typing = [remark.text for remark in remarks if remark.flaw in receipts.TYPING]
    flaws = [remark for remark in remarks if remark.flaw not in receipts.TYPING]
    if typing:
        state, mark = State.DOUBT, "请核对"
    elif flaws:
        state, mark = (
            State.WRONG,
            "、".join(dict.fromkeys(_BOOK_MARKS[flaw.flaw] for flaw in flaws)),
        )
    elif receipts.used(line) is None:
        state, mark = State.OPEN, "待点数"
    else:
        state, mark = State.FINE, "连续"
    proof = "；".join(flaw.text for flaw in flaws)
    return _assessed(line, findings, state=state, mark=mark, proof=proof, doubts=typing)


def reconciliation(line: ReconciliationLine, findings: Findings) -> Assessed[ReconciliationLine]:
    apart = gap(line)
    if apart:
        state, mark = State.WRONG, "不符"
    elif is_complete(line):
        state, mark = State.FINE, "相符"
    else:
        state, mark = State.OPEN, "待填"
    return _assessed(line, findings, state=state, mark=mark, fen=apart, proof=explained(line))


_VERDICTS = {
    Verdict.OK: State.FINE,
    Verdict.VIOLATION: State.WRONG,
    Verdict.DOUBT: State.DOUBT,
}


def voucher(
    line: VoucherLine, begun: date, ended: date, findings: Findings
) -> Assessed[VoucherLine]:
    state = _VERDICTS.get(line.verdict, State.OPEN) if line.verdict else State.OPEN
    return _assessed(
        line,
        findings,
        state=state,
        mark=label(line.verdict) if line.verdict else "待核",
        fen=line.amount_fen,
        doubts=plausibility.of_voucher(line, begun, ended),
    )


def accounted_voucher(
    line: VoucherLine, days: VisitDays, findings: Findings
) -> Assessed[VoucherLine]:
    """A voucher with its issue codes: one that has any is wrong, whatever else was said of it."""
    found = voucher(line, days.conduct_from, days.conduct_to, findings)
    return replace(
        found,
        state=State.WRONG if line.issues and found.raised is None else found.state,
        wrong=found.wrong or bool(line.issues),
        mark=_issue_mark(found, line),
        proof="、".join(label(issue) for issue in line.issues),
        doubts=(),
        faults=faults(line, days),
    )


def _issue_mark(found: Assessed[VoucherLine], line: VoucherLine) -> str:
    if found.raised is not None or not line.issues:
        return found.mark
    first, *others = line.issues
    return f"{label(first)}等" if others else label(first)


def working(line: W, days: VisitDays, findings: Findings) -> Assessed[W]:
    """A line of a working table: what its figures differ by, and what is to be looked at again."""
    found, wrong = differences(line), wrong_differences(line)
    again = faults(line, days)
    if wrong:
        state, mark = State.WRONG, "不符" if "note" in again else "不符，已说明"
    elif again:
        state, mark = State.DOUBT, "请核对"
    else:
        state, mark = (State.FINE, "相符") if found else (State.OPEN, "待填")
    return _assessed(
        line,
        findings,
        state=state,
        mark=mark,
        fen=largest_fen(line) or None,
        proof="；".join(map(str, found)) or "填了两边的数，这里显示相差多少。",
        faults=again,
    )


def handed(line: HandedLine) -> Assessed[HandedLine]:
    """A paper that the unit gave to the team: back with it, or still held."""
    back = line.returned_at is not None
    state, mark = (State.FINE, "已归还") if back else (State.OPEN, "未归还")
    return Assessed(line, state, mark, None, "", (), wrong=False, raised=None)


def name_of(line: Line) -> str:
    """What people call a line."""
    match line:
        case BankLine():
            return f"{line.account} {line.as_of or ''}".strip()
        case BookedLine():
            return f"{label(line.kind)} {line.period}"
        case ExpenseLine():
            return f"{line.year}年{label(line.kind)}"
        case BookLine():
            return f"{line.first_no}—{line.last_no}"
        case VoucherLine():
            return line.voucher_no
        case _:
            return line.name
