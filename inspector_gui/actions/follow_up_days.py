"""Days that follow a visit: none before it, none in a year whose working days nobody knows."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from db.errors import InspectionError
from db.publishing.visit import day_written
from db.records.schools import SchoolLine
from db.unit_of_work import Work
from db.vocabulary import DocumentKind


def require_days(work: Work, school: SchoolLine, values: Mapping[str, Any]) -> None:
    """Raises InspectionError for a day among these values that cannot follow the visit."""
    from db.labels import column_label

    for name, day in values.items():
        if isinstance(day, date):
            table = "rectification" if name in _OF_RECTIFICATION else "refund"
            require_day(work, school, day, column_label(table, name))


_OF_RECTIFICATION = frozenset({"ordered_on", "due_on", "verified_on", "recheck_on"})


def require_day(work: Work, school: SchoolLine, day: date, what: str) -> None:
    """Raises InspectionError where it is before the visit, or its year has no calendar."""
    visited = school.visited_on
    if visited is not None and day < visited:
        raise InspectionError(
            f"{what} {day} 早于“{school.name}”的进校检查日期 {visited}；请核对日期。"
        )
    if day.year not in work.campaigns.calendar_years():
        raise InspectionError(
            f"{what} {day}：{day.year} 年还没有工作日历，期限算不出来；"
            "请核对年份，或先在“准备”里导入这一年的日历。"
        )


@dataclass(frozen=True)
class NoticeDays:
    """The days that somebody wrote into a notice; None where they are computed."""

    report: date | None
    refund: date | None


def notice_days(work: Work, visit: uuid.UUID) -> NoticeDays:
    written = work.documents.filled_in(visit, DocumentKind.NOTICE)
    return NoticeDays(day_written(written, "report_on"), day_written(written, "refund_on"))


def keep_notice_days(work: Work, visit: uuid.UUID, findings: Iterable[uuid.UUID]) -> None:
    """A notice is final: what it states is when these findings are due, unless a day was moved."""
    days, rows = notice_days(work, visit), work.rectifications.lines()
    for finding in findings:
        row = rows.get(finding)
        if row is not None and row.ordered_on is not None:
            work.rectifications.keep_stated(finding, days.report, days.refund)
