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


def _by(values: Iterable[StrEnum]) -> str:
    """`省转 28、市转 45`, in the order of the list."""
    counted = Counter(values)
    kinds = [type(next(iter(counted)))] if counted else []
    order = [value for kind in kinds for value in kind if value in counted]
    order += [value for value in counted if value not in order]
    return "、".join(f"{label(value)} {counted[value]}" for value in order)


def complaint_totals(lines: Sequence[ComplaintLine]) -> str:
    if not lines:
        return "共 0 件"
    proven = [line for line in lines if line.outcome is ComplaintOutcome.SUBSTANTIATED]
    open_ = sum(line.outcome is ComplaintOutcome.OPEN for line in lines)
    return (
        f"共 {len(lines)} 件：{_by(line.source for line in lines)}。"
        f"事项：{_by(line.category for line in lines)}。查实 {len(proven)} 件，在办 {open_} 件"
    )


def contact_totals(lines: Sequence[ContactLine]) -> str:
    """What became a complaint is counted there."""
    own = [line for line in lines if line.complaint_id is None]
    if not own:
        return "共 0 件"
    persons = sum(contact.persons or 0 for contact in own)
    moved = len(lines) - len(own)
    tail = f"；另有 {moved} 件已转信访" if moved else ""
    return (
        f"共 {len(own)} 件：{_by(contact.channel for contact in own)}（来访 {persons} 人次）。"
        f"{_by(contact.kind for contact in own)}{tail}"
    )


def sanction_totals(lines: Sequence[SanctionLine]) -> str:
    """Person-times of each kind; those that another organ counts are left out."""
    own = [line for line in lines if not line.counted_elsewhere]
    if not own:
        return "没有计入的问责"
    counted: Counter[StrEnum] = Counter()
    for sanction in own:
        counted[sanction.kind] += sanction.persons
    listed = "　".join(f"{label(kind)} {number} 人次" for kind, number in counted.items())
    left = len(lines) - len(own)
    return listed + (f"　（别处已计 {left} 条不算）" if left else "")


def pledge_totals(lines: Sequence[PledgeLine]) -> str:
    """Each kind over the units that are to sign it."""
    found = []
    for kind in dict.fromkeys(line.kind for line in lines):
        own = [line for line in lines if line.kind == kind]
        signed = sum(pledge.signed_on is not None for pledge in own)
        found.append(f"{label(kind)}：应签 {len(own)}，已签 {signed}，未签 {len(own) - signed}")
    return "　".join(found) or "没有应签单位"


def self_report_totals(lines: Sequence[SelfReportLine]) -> str:
    received = [line for line in lines if line.received_on]
    incomplete = sum(bool(self_report.missing) for self_report in received)
    silent = sum(self_report.is_silent for self_report in received)
    return (
        f"应交 {len(lines)} 所，已收 {len(received)} 所，未收 {len(lines) - len(received)} 所；"
        f"内容不全 {incomplete} 所；自查未报而查出 {silent} 所"
    )
