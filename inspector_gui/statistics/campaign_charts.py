"""The bureau's charts of an inspection: every figure of them is one that is reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from db.publishable.tallies import CityStatisticsFacts, PublishedSample, PublishedShare
from db.records.inspections import InspectionLine
from db.records.schools import SchoolLine
from db.records.totals import StandingFinding
from db.unit_of_work import Work
from db.vocabulary import FindingStatus, SchoolType, Severity, Signal
from inspector_gui.charts.chart import Chart, ChartRow, Fill, Key, Segment, Span
from inspector_gui.labels import label, yuan
from inspector_gui.statistics.percentages import percent

FILLS = {
    Severity.SERIOUS: Fill.SOLID,
    Severity.MODERATE: Fill.HATCHED,
    Severity.MINOR: Fill.OUTLINED,
}
MOST_SIGNALS = 12
"""Of the answers that are signals the most frequent; all of them are in the statistics table."""


def campaign_charts(
    work: Work, kind: InspectionLine, statistics: CityStatisticsFacts | None = None
) -> tuple[Chart, ...]:
    """All of an inspection. `statistics`: its questionnaires, which take a second to compute."""
    found = work.totals.standing_findings(kind.code)
    lines = work.schools.lines(kind.code)
    made = [
        by_category(found),
        by_severity(found),
        by_team(found, lines),
        by_school_type(found),
        money_chart(work, kind),
        progress_chart(lines),
    ]
    if statistics is not None and statistics.schools:
        made.append(answers_chart(statistics))
    return tuple(made)


def by_category(found: Sequence[StandingFinding]) -> Chart:
    """The most frequent first, as many as there are in the catalogue's order."""
    names = [name for name, _ in Counter(finding.category for finding in found).most_common()]
    return _stacked("问题分类", names, found, lambda severity: severity.category)


def by_severity(found: Sequence[StandingFinding]) -> Chart:
    count = Counter(finding.severity for finding in found)
    rows = tuple(
        ChartRow(label(severity), str(count[severity]), (Segment(count[severity], fill),))
        for severity, fill in FILLS.items()
    )
    return Chart("问题程度", f"共 {len(found)} 项", rows if found else (), empty=_NONE)


def by_team(found: Sequence[StandingFinding], lines: Iterable[SchoolLine]) -> Chart:
    """How many of each team's findings are closed out; a team without any is a row too."""
    teams = list(dict.fromkeys(line.team for line in lines))
    total = Counter(finding.team for finding in found)
    closed = Counter(finding.team for finding in found if finding.status is FindingStatus.CLOSED)
    rows = tuple(
        ChartRow(
            team,
            f"{closed[team]}/{total[team]}",
            (Segment(closed[team]), Segment(total[team] - closed[team], Fill.OUTLINED)),
        )
        for team in teams
    )
    keys = (Key(Fill.SOLID, "已销号"), Key(Fill.OUTLINED, "没有销号"))
    measure = f"已销号 {sum(closed.values())}/{len(found)} 项"
    return Chart("各组销号", measure, rows, keys, empty="还没有分派学校。")


def by_school_type(found: Sequence[StandingFinding]) -> Chart:
    present = {finding.school_type for finding in found}
    names = [label(school_type) for school_type in SchoolType if school_type in present]
    return _stacked("各类学校的问题", names, found, lambda severity: label(severity.school_type))


def _stacked(
    title: str,
    names: Sequence[str],
    found: Sequence[StandingFinding],
    name_of: Callable[[StandingFinding], str],
) -> Chart:
    """A row for each name, its findings parted by severity."""
    counts = Counter((name_of(finding), finding.severity) for finding in found)
    whole = Counter(finding.severity for finding in found)
    rows = tuple(
        ChartRow(
            name,
            str(sum(counts[name, grade] for grade in FILLS)),
            tuple(Segment(counts[name, severity], fill) for severity, fill in FILLS.items()),
        )
        for name in names
    )
    keys = tuple(
        Key(fill, f"{label(severity)} {whole[severity]}") for severity, fill in FILLS.items()
    )
    return Chart(title, f"共 {len(found)} 项", rows, keys if found else (), empty=_NONE)


_NONE = "没有成立的问题。"


def money_chart(work: Work, kind: InspectionLine) -> Chart:
    """From what is involved to what was sighted: each step takes its part off what was due."""
    number, names = work.totals.numbers(kind.code), kind.amounts
    rows = [
        _step(names.involved_fen, number["involved_fen"], Fill.OUTLINED),
        _step(names.due_fen, number["due_fen"], Fill.OUTLINED),
    ]
    if kind.has_refunds:
        rows.append(_step("学校报告", number["reported_fen"], Fill.HATCHED))
    rest = number["due_fen"]
    parts = [(names.refunded_fen, "refunded_fen"), (names.surrendered_fen, "surrendered_fen")]
    for name, code in [*parts, *([("无法退还", "irrecoverable_fen")] if kind.has_refunds else [])]:
        rest = rest - number[code] if kind.has_refunds else 0
        rows.append(_step(name, number[code], Fill.SOLID, rest))
    if kind.has_refunds:
        rows.append(_step("未退", number["open_fen"], Fill.OUTLINED))
    any_ = number["involved_fen"] or number["due_fen"]
    note = "实心是核实过的，从应退里逐项减去；学校报告的没有核实，不算数。"
    shown = note if any_ and kind.has_refunds else ""
    return Chart("钱的去向", "元", tuple(rows) if any_ else (), note=shown, empty=_NO_MONEY)


def _step(name: str, fen: int, fill: Fill, offset: int = 0) -> ChartRow:
    return ChartRow(name, _amount(fen), (Segment(fen, fill),), max(0, offset) if fen else 0)


_NO_MONEY = "没有涉及金额的问题。"


def _amount(fen: int) -> str:
    """With thousands apart: 178,716.00."""
    whole, _, rest = yuan(fen).removesuffix("元").partition(".")
    return f"{int(whole):,}.{rest}"


def progress_chart(lines: Sequence[SchoolLine]) -> Chart:
    """Day by day: how many schools had been visited, and how many more were on that day."""
    schools = {line.id for line in lines}
    first: dict[object, date] = {}
    for line in sorted(lines, key=lambda severity: severity.visited_on or date.max):
        if line.visited_on:
            first.setdefault(line.id, line.visited_on)
    days = Counter(first.values())
    rows, before = [], 0
    for day in sorted(days):
        more = days[day]
        figure = f"+{more}　{before + more}/{len(schools)}"
        parts = (Segment(before), Segment(more, Fill.HATCHED))
        rows.append(ChartRow(f"{day.month}月{day.day}日", figure, parts))
        before += more
    keys = (Key(Fill.SOLID, "此前已检查"), Key(Fill.HATCHED, "当天检查")) if rows else ()
    return Chart(
        "进校检查进度",
        f"已检查 {before}/{len(schools)} 所",
        tuple(rows),
        keys,
        empty="还没有登记了检查日期的学校。",
        largest=len(schools),
    )


def answers_chart(statistics: CityStatisticsFacts) -> Chart:
    """The most frequent signals of the whole sample, each with the range it may lie in."""
    sample = _whole(statistics.samples)
    notable = (
        [share for share in sample.shares if share.signal is not Signal.NONE] if sample else []
    )
    notable.sort(key=lambda severity: -severity.weighted)
    rows = tuple(_answer(share) for share in notable[:MOST_SIGNALS])
    note = (
        f"推算有抽签记录的 {sample.schools} 所学校全部可抽班级的到校学生，不代表其他学校；"
        "横线为 95% 可能的范围，样本太少的只列份数。提示只用来找线索，不是问题。"
        if sample and rows
        else ""
    )
    return Chart(
        "问卷提示选项",
        "加权占比（95% 范围）",
        rows,
        note=note,
        empty="没有可以列出的问卷结果。",
    )


def _whole(samples: Sequence[PublishedSample]) -> PublishedSample | None:
    """All stages together, or the only one."""
    return samples[-1] if samples else None


def _answer(share: PublishedShare) -> ChartRow:
    name = f"{share.code}{share.part} {share.question.rstrip('？?')}：{share.text}"
    if share.low is None or share.high is None:
        return ChartRow(name, f"{share.count}/{share.forms} 份")
    figure = f"{percent(share.weighted)}（{percent(share.low)}～{percent(share.high)}）"
    return ChartRow(name, figure, span=Span(share.low, share.weighted, share.high))
