"""What waits at the bureau today: counters, and what falls due."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto

from db.records.inspections import InspectionLine
from db.records.registers import ComplaintLine, SelfReportLine
from db.unit_of_work import Work
from db.vocabulary import ComplaintOutcome
from inspector_gui.labels import in_china
from inspector_gui.parsing import grouped_yuan
from inspector_gui.statistics.deadlines import (
    WORDS,
    Deadlines,
    Followed,
    FollowUp,
    follow,
    overdue,
)


class Wait(Enum):
    """What waits. The value is what its counter is called."""

    DECIDE = "待裁定"
    OBJECTIONS = "待复核异议"
    NOTICES = "待发整改通知"
    DUE_TODAY = "今日到期"
    OVERDUE = "已逾期"
    REFUNDS = "待核实退款"
    CLOSING = "待销号"
    SELF_REPORTS = "未收自查报告"
    COMPLAINTS = "在办信访"


class Mood(Enum):
    """CALM: nothing waits; WAITS: somebody has to do it; LATE: it is over its day or holds up."""

    CALM = auto()
    WAITS = auto()
    LATE = auto()


@dataclass(frozen=True)
class Counter:
    what: Wait
    number: str
    unit: str
    note: str
    mood: Mood


@dataclass(frozen=True)
class DueLine:
    """How much of one kind falls due when; `nearest`: the first one, its day and school."""

    kind: str
    over: int
    today: int
    soon: int
    week: int
    later: int
    nearest: str


@dataclass(frozen=True)
class Today:
    """What one inspection has waiting on a day."""

    day: date
    counters: tuple[Counter, ...]
    due: tuple[DueLine, ...]


def today_at(work: Work, kind: InspectionLine, now: datetime) -> Today:
    """All of it for one inspection at a UTC moment."""
    day = in_china(now).date()
    deadlines = Deadlines(kind.terms(work.campaigns.current()), work.campaigns.calendar())
    lines = follow(work.rectifications.followed(kind.code), deadlines, day)
    return Today(
        day,
        tuple(_counters(work, kind, lines, day)),
        tuple(_due_lines(lines, day)),
    )


def _counters(
    work: Work, kind: InspectionLine, lines: Sequence[Followed], day: date
) -> Iterator[Counter]:
    yield _undecided(work)
    yield _objections(lines, day)
    yield _notices(lines)
    due = [line for line in lines if line.next.due_on == day]
    yield _counter(Wait.DUE_TODAY, len(due), "个", _kinds(due), calm="今天没有到期的")
    late = overdue(lines, day)
    yield _counter(Wait.OVERDUE, len(late), "个", _kinds(late), calm="没有逾期的", mood=Mood.LATE)
    yield _refunds(lines)
    closing = [line for line in lines if line.next.what is FollowUp.CLOSE]
    yield _counter(Wait.CLOSING, len(closing), "个", "报告已核实", calm="没有待销号的")
    yield _self_reports(work, kind)
    yield _complaints(work, day)


def _counter(
    what: Wait, number: int, unit: str, note: str, *, calm: str, mood: Mood = Mood.WAITS
) -> Counter:
    return Counter(what, str(number), unit, note if number else calm, mood if number else Mood.CALM)


def _undecided(work: Work) -> Counter:
    parts = {
        "冲突": work.conflicts.count(),
        "重复": work.pairs.number(),
        "隔离": work.quarantined.number(),
    }
    listed = " · ".join(f"{name} {number}" for name, number in parts.items() if number)
    calm = "冲突、重复、隔离都没有"
    return _counter(
        Wait.DECIDE, sum(parts.values()), "件", f"{listed}，不得发布", calm=calm, mood=Mood.LATE
    )


def _objections(lines: Sequence[Followed], day: date) -> Counter:
    own = [line for line in lines if line.next.what is FollowUp.DECIDE]
    days = [
        followed_finding.next.due_on for followed_finding in own if followed_finding.next.due_on
    ]
    late = any(date_ < day for date_ in days)
    note = f"最早{_short(min(days))}答复" if days else "期限要填"
    calm = "没有要复核的"
    mood = Mood.LATE if late else Mood.WAITS
    return _counter(Wait.OBJECTIONS, len(own), "个", note, calm=calm, mood=mood)


def _notices(lines: Sequence[Followed]) -> Counter:
    own = [line for line in lines if line.next.what is FollowUp.ORDER]
    schools = {followed_finding.finding.school for followed_finding in own}
    return _counter(Wait.NOTICES, len(schools), "校", f"{len(own)} 个问题", calm="没有要发的")


def _refunds(lines: Sequence[Followed]) -> Counter:
    """What schools say they paid and nobody has sighted yet."""
    waiting = [(line.finding.school, _unsighted(line)) for line in lines]
    owing = [(school, fen) for school, fen in waiting if fen > 0]
    total = sum(fen for _, fen in owing)
    schools = len({school for school, _ in owing})
    mood = Mood.WAITS if total else Mood.CALM
    note = f"{schools} 所学校报告已退" if total else "学校报告的都已核实"
    return Counter(Wait.REFUNDS, grouped_yuan(total), "元", note, mood)


def _unsighted(line: Followed) -> int:
    finding = line.finding
    return (
        finding.reported_fen
        - finding.refunded_fen
        - finding.surrendered_fen
        - finding.irrecoverable_fen
    )


def _self_reports(work: Work, kind: InspectionLine) -> Counter:
    lines = work.registers.lines(SelfReportLine)
    here = {line.school_id for line in lines if line.received_on is not None}
    schools = {line.id for line in work.schools.lines(kind.code)}
    missing = len(schools - here)
    calm = f"{len(schools)} 份收齐" if schools else "还没有分派学校"
    return _counter(Wait.SELF_REPORTS, missing, "份", f"应收 {len(schools)} 份", calm=calm)


def _complaints(work: Work, day: date) -> Counter:
    lines = work.registers.lines(ComplaintLine)
    own = [line for line in lines if line.outcome is ComplaintOutcome.OPEN]
    late = sum(complaint.due_on is not None and complaint.due_on < day for complaint in own)
    note = f"逾期 {late} 件" if late else "都在期限以内"
    mood = Mood.LATE if late else Mood.WAITS
    return _counter(Wait.COMPLAINTS, len(own), "件", note, calm="没有在办的", mood=mood)


def _kinds(lines: Sequence[Followed]) -> str:
    """`催整改报告 3 · 复核异议 1`."""
    counts: dict[FollowUp, int] = {}
    for line in lines:
        counts[line.next.what] = counts.get(line.next.what, 0) + 1
    return " · ".join(f"{WORDS[what]} {number}" for what, number in counts.items())


def _due_lines(lines: Sequence[Followed], day: date) -> Iterator[DueLine]:
    """Kinds are never summed: there is no line of totals."""
    for what, caption in WORDS.items():
        own = [line for line in lines if line.next.what is what and line.next.due_on]
        if own:
            gaps = [
                (followed_finding.next.due_on - day).days
                for followed_finding in own
                if followed_finding.next.due_on
            ]
            first = min(own, key=lambda finding: finding.next.due_on or date.max)
            yield DueLine(
                caption,
                over=sum(gap < 0 for gap in gaps),
                today=sum(gap == 0 for gap in gaps),
                soon=sum(0 < gap <= 3 for gap in gaps),
                week=sum(3 < gap <= 7 for gap in gaps),
                later=sum(gap > 7 for gap in gaps),
                nearest=f"{_short(first.next.due_on or day)} {first.finding.school}",
            )


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"
