"""What a register comes to, in one line below it: each kind by itself, never summed into one."""

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum

from db.records.registers import (
    ComplaintLine,
    ContactLine,
    PledgeLine,
    SanctionLine,
    SelfReportLine,
)
from db.vocabulary import ComplaintOutcome
from inspector_gui.labels import label


def _by(words: Iterable[StrEnum]) -> str:
    """`省转 28、市转 45`, in the order of the list."""
    counted = Counter(words)
    kinds = [type(next(iter(counted)))] if counted else []
    order = [one for kind in kinds for one in kind if one in counted]
    order += [one for one in counted if one not in order]
    return "、".join(f"{label(one)} {counted[one]}" for one in order)


def complaint_totals(lines: Sequence[ComplaintLine]) -> str:
    if not lines:
        return "共 0 件"
    proven = [one for one in lines if one.outcome is ComplaintOutcome.SUBSTANTIATED]
    open_ = sum(one.outcome is ComplaintOutcome.OPEN for one in lines)
    return (
        f"共 {len(lines)} 件：{_by(one.source for one in lines)}。"
        f"事项：{_by(one.category for one in lines)}。查实 {len(proven)} 件，在办 {open_} 件"
    )


def contact_totals(lines: Sequence[ContactLine]) -> str:
    """What became a complaint is counted there."""
    own = [one for one in lines if one.complaint_id is None]
    if not own:
        return "共 0 件"
    persons = sum(one.persons or 0 for one in own)
    moved = len(lines) - len(own)
    tail = f"；另有 {moved} 件已转信访" if moved else ""
    return (
        f"共 {len(own)} 件：{_by(one.channel for one in own)}（来访 {persons} 人次）。"
        f"{_by(one.kind for one in own)}{tail}"
    )


def sanction_totals(lines: Sequence[SanctionLine]) -> str:
    """Person-times of each kind; those that another organ counts are left out."""
    own = [one for one in lines if not one.counted_elsewhere]
    if not own:
        return "没有计入的问责"
    counted: Counter[StrEnum] = Counter()
    for one in own:
        counted[one.kind] += one.persons
    listed = "　".join(f"{label(kind)} {number} 人次" for kind, number in counted.items())
    left = len(lines) - len(own)
    return listed + (f"　（别处已计 {left} 条不算）" if left else "")


def pledge_totals(lines: Sequence[PledgeLine]) -> str:
    """Each kind over the units that are to sign it."""
    found = []
    for kind in dict.fromkeys(one.kind for one in lines):
        own = [one for one in lines if one.kind == kind]
        signed = sum(one.signed_on is not None for one in own)
        found.append(f"{label(kind)}：应签 {len(own)}，已签 {signed}，未签 {len(own) - signed}")
    return "　".join(found) or "没有应签单位"


def self_report_totals(lines: Sequence[SelfReportLine]) -> str:
    received = [one for one in lines if one.received_on]
    incomplete = sum(bool(one.missing) for one in received)
    silent = sum(one.is_silent for one in received)
    return (
        f"应交 {len(lines)} 所，已收 {len(received)} 所，未收 {len(lines) - len(received)} 所；"
        f"内容不全 {incomplete} 所；自查未报而查出 {silent} 所"
    )
