"""Which findings are listed: by what comes next, and those that are late."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum

from inspector_gui.statistics.deadlines import Followed, FollowUp


class Filter(StrEnum):
    """What a list shows, under the words that are read."""

    OPEN = "未销号"
    LATE = "逾期"
    SOON = "15天内到期"
    STATEMENT = "陈述与异议"
    ORDER = "整改通知"
    MONEY = "清退"
    REPORT = "整改报告"
    RECHECK = "回头看"
    CLOSE = "待销号"
    CASE = "信访同案"
    ALL = "全部"


_NEXT: dict[Filter, frozenset[FollowUp]] = {
    Filter.STATEMENT: frozenset({FollowUp.AWAIT_STATEMENT, FollowUp.DECIDE}),
    Filter.ORDER: frozenset({FollowUp.ORDER}),
    Filter.REPORT: frozenset({FollowUp.REPORT, FollowUp.VERIFY}),
    Filter.RECHECK: frozenset({FollowUp.RECHECK}),
    Filter.CLOSE: frozenset({FollowUp.CLOSE}),
}
_ENDED = frozenset({FollowUp.DONE, FollowUp.GIVEN_UP})


def is_in(filter_: Filter, line: Followed, today: date) -> bool:
    tests: dict[Filter, Callable[[], bool]] = {
        Filter.ALL: lambda: True,
        Filter.OPEN: lambda: line.next.what not in _ENDED,
        Filter.LATE: lambda: bool(line.next.days_over(today)),
        Filter.SOON: lambda: line.next.is_soon(today),
        Filter.MONEY: lambda: line.next.what not in _ENDED and bool(line.finding.due_fen),
        Filter.CASE: lambda: bool(line.finding.case_no),
    }
    if filter_ in _NEXT:
        return line.next.what in _NEXT[filter_]
    return tests[filter_]()


def section_of(line: Followed, today: date) -> str:
    """Under which heading a line stands: late, today, each day to come, without a day, ended."""
    due = line.next.due_on
    if line.next.what in _ENDED:
        return "已销号" if line.next.what is FollowUp.DONE else "已撤回"
    if due is None:
        return "期限待定：缺这一年的工作日历" if line.next.unknown else "没有期限"
    if due < today:
        return "已逾期"
    if due == today:
        return "今日到期"
    return f"{due.year}年{due.month}月{due.day}日到期"
