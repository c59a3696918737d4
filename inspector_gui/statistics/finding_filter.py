"""Which findings of a campaign are looked at, how they are grouped, and their sums."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from db.records.all_findings import FindingRow
from db.vocabulary import FindingStatus


class Filter(Enum):
    """The value is what its chip says."""

    ALL = "不限"
    OPEN = "未销号"
    OVERDUE = "逾期"
    WITH_MONEY = "有金额"
    OBJECTED = "有异议"
    OF_CASE = "信访同案"
    DRAFT = "草拟"
    WITHDRAWN = "已撤回"


class Grouping(Enum):
    NONE = "不分"
    SCHOOL = "学校"
    TEAM = "检查组"
    CATEGORY = "类别"
    SEVERITY = "程度"


@dataclass(frozen=True)
class FindingSums:
    """Of the findings that stand among those shown; money in fen."""

    findings: int
    schools: int
    students: int
    involved_fen: int
    due_fen: int
    refunded_fen: int
    open_fen: int
    closed: int
    overdue: int


def is_shown(row: FindingRow, kind: Filter, today: date) -> bool:
    """What no number counts is shown by itself: the drafted, and the withdrawn."""
    apart = {Filter.DRAFT: FindingStatus.DRAFT, Filter.WITHDRAWN: FindingStatus.WITHDRAWN}
    if kind in apart or not row.stands:
        return row.status is apart.get(kind)
    tests: Mapping[Filter, Callable[[], bool]] = {
        Filter.ALL: lambda: True,
        Filter.OPEN: lambda: row.is_open,
        Filter.OVERDUE: lambda: row.days_over(today) > 0,
        Filter.WITH_MONEY: lambda: row.involved_fen > 0,
        Filter.OBJECTED: lambda: row.objected,
        Filter.OF_CASE: lambda: row.of_case,
    }
    return tests[kind]()


def matches(row: FindingRow, query: str) -> bool:
    """Each of the words stands in number, school, code, item, team, category or fact."""
    text = " ".join(
        (row.serial, row.school, row.school_code, row.item_code, row.team, row.category, row.fact)
    )
    return all(word.casefold() in text.casefold() for word in query.split())


def sums_of(rows: Iterable[FindingRow], today: date) -> FindingSums:
    standing = [row for row in rows if row.stands]
    return FindingSums(
        findings=len(standing),
        schools=len({row.school_code for row in standing}),
        students=sum(row.students for row in standing),
        involved_fen=sum(row.involved_fen for row in standing),
        due_fen=sum(row.due_fen for row in standing),
        refunded_fen=sum(row.refunded_fen for row in standing),
        open_fen=sum(row.open_fen for row in standing),
        closed=sum(not row.is_open for row in standing),
        overdue=sum(row.days_over(today) > 0 for row in standing),
    )


def group_of(row: FindingRow, grouping: Grouping, severities: Mapping[str, str]) -> str:
    """The heading under which a row stands; `severities` says what a severity is called."""
    return {
        Grouping.NONE: "",
        Grouping.SCHOOL: row.school,
        Grouping.TEAM: row.team,
        Grouping.CATEGORY: row.category,
        Grouping.SEVERITY: severities.get(row.severity.value, row.severity.value),
    }[grouping]


def counts_of(rows: Sequence[FindingRow], today: date) -> dict[Filter, int]:
    return {kind: sum(is_shown(row, kind, today) for row in rows) for kind in Filter}
