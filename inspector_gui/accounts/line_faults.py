"""What a line of an account cannot be, or can hardly be meant to be: a sentence for each field."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from db.records.accounts import CashLine, ProcurementLine
from db.records.fees import VoucherLine
from db.records.schools import SchoolLine
from db.unit_of_work import Work
from inspector_gui.accounts.differences import wrong_differences
from inspector_gui.labels import in_china, long_date


@dataclass(frozen=True)
class VisitDays:
    """The conduct that is looked into, and when the team came and left (UTC)."""

    conduct_from: date
    conduct_to: date
    arrived_at: datetime | None = None
    left_at: datetime | None = None


def visit_days(work: Work, school: SchoolLine) -> VisitDays:
    """What dates a visit's accounts may have."""
    terms, visit = work.inspections.terms(school.inspection), work.visits.facts(school.visit_id)
    return VisitDays(terms.conduct_from, terms.conduct_to, visit.arrived_at, visit.left_at)


def is_checked(line: VoucherLine) -> bool:
    """Whether somebody said of a voucher what it is."""
    return line.verdict is not None or bool(line.issues)


def count_fault(counted_at: datetime | None, days: VisitDays) -> str:
    """Why cash cannot have been counted then; empty where it can."""
    if counted_at is None:
        return ""
    if days.left_at is not None and counted_at > days.left_at:
        return f"晚于离校时间 {in_china(days.left_at):%H:%M}，请核对盘点时间"
    if days.arrived_at is not None and counted_at < days.arrived_at:
        return f"早于到校时间 {in_china(days.arrived_at):%H:%M}，请核对盘点时间"
    return ""


def voucher_day_fault(dated: date | None, days: VisitDays) -> str:
    """Why a voucher is not one of the conduct that is looked into."""
    if dated is None or days.conduct_from <= dated <= days.conduct_to:
        return ""
    period = f"{long_date(days.conduct_from)}至{long_date(days.conduct_to)}"
    return f"凭证日期不在检查期间（{period}），请核对"


def order_fault(budget_on: date | None, contract_on: date | None) -> str:
    if budget_on and contract_on and contract_on < budget_on:
        return f"合同日期早于预算批复日（{long_date(budget_on)}），请核对日期；属实的在说明里写明"
    return ""


def acceptance_fault(contract_on: date | None, accepted_on: date | None) -> str:
    if contract_on and accepted_on and accepted_on < contract_on:
        return f"验收日期早于合同日期（{long_date(contract_on)}），请核对日期；属实的在说明里写明"
    return ""


def faults(line: Any, days: VisitDays) -> Mapping[str, str]:
    """By field, what is to be looked at again in a line as it stands."""
    found: dict[str, str] = {}
    match line:
        case CashLine():
            found["counted_at"] = count_fault(line.counted_at, days)
        case VoucherLine():
            found["dated"] = voucher_day_fault(line.dated, days)
        case ProcurementLine():
            found["contract_on"] = order_fault(line.budget_on, line.contract_on)
            found["accepted_on"] = acceptance_fault(line.contract_on, line.accepted_on)
    if not isinstance(line, VoucherLine) and wrong_differences(line) and not line.note.strip():
        found["note"] = "有差异没有说明，请写一句"
    return {field: fault for field, fault in found.items() if fault}
