"""核稿: what a clerk and a head would mark before a document becomes final."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from db.records.applicable_law import ungoverned
from db.records.findings import FindingLine, case_of, lawful_bases
from db.records.schools import SchoolLine
from db.unit_of_work import Work
from db.vocabulary import DocumentKind, FindingStatus
from inspector_gui.documents.issues import Sheet, State
from inspector_gui.documents.scope import Scope
from inspector_gui.labels import GAPS, long_date
from inspector_gui.statistics.gap import Gap
from inspector_gui.statistics.unfinished import Open, unfinished

_NAMED = 4


@dataclass(frozen=True)
class Mark:
    """One thing marked. `grave`: no lock before it is mended; else it is confirmed along.

    `gap`, `name`: where it is mended, if it has a place.
    """

    words: str
    detail: str = ""
    grave: bool = False
    gap: Gap | None = None
    name: str = ""


#: What a feedback sheet states as done or found, and what it must not leave out.
_OF_SHEET = {
    Gap.NO_DATE: "反馈单写的是到校那天，不是计划的日期",
    Gap.NOT_ARRIVED: "没有到校就没有检查",
    Gap.TOO_FEW: "进校检查不少于两人",
    Gap.UNANSWERED: "清单填完才能写有没有发现问题",
    Gap.UNREASONED: "在情况记录里写为什么没有检查",
    Gap.VIOLATION_WITHOUT_FINDING: "判为不符合的项要转为问题，或改判",
    Gap.FINDING_UNCONFIRMED: "没有确认的问题不会印出，等于漏报",
    Gap.ENVELOPE_WRONG: "发放、收回、有效份数要印在单上",
}
#: What is as well seen before the pen is lifted.
_AS_WELL = {
    Gap.NO_METHOD: "工作情况里写不出怎么检查的",
    Gap.NOT_LEFT: "反馈会后补记，不影响签字",
    Gap.CALLS_OPEN: "晚上可以接着打，不印在单上",
    Gap.ENVELOPE_NOT_COUNTED: "单上的份数不含这些班",
    Gap.TALLY_MISSING: "问卷结果还不能作数",
    Gap.TALLY_WRONG: "问卷结果还不能作数",
    Gap.ENTRIES_DIFFER: "问卷结果还不能作数",
    Gap.VOUCHERS_OPEN: "单上的份数只算核过的",
    Gap.ACCOUNTS_WRONG: "账目里的问题不会自己印出",
    Gap.CLUE_OPEN: "线索不印出，核不实的写明处理",
    Gap.FINDING_WITHOUT_BASIS: "单上写“由财务处核定后在整改通知书中列明”",
}
_SHEETS = (DocumentKind.FEEDBACK, DocumentKind.SUPPLEMENT)
#: Documents that tell of a visit, and so of nothing before there was one.
_OF_VISIT = (
    *(DocumentKind.SAMPLING_RECORD, DocumentKind.WORKING_PAPER, DocumentKind.STATISTICS),
    *(DocumentKind.CALL_REGISTER, DocumentKind.REFUND_REGISTER, DocumentKind.TRANSFER_SLIP),
)


def lock_check(work: Work, scope: Scope, sheet: Sheet) -> tuple[Mark, ...]:
    """Everything marked, what forbids the lock first."""
    marks = [
        *(Mark(why, grave=True) for why in sheet.frozen.body.missing),
        *_of_kind(work, scope.school, sheet.paper.kind),
        *(Mark(why) for why in sheet.frozen.body.remarks),
        *_of_version(sheet),
    ]
    return tuple(sorted(marks, key=lambda mark: not mark.grave))


def _of_kind(work: Work, school: SchoolLine | None, kind: DocumentKind) -> Iterator[Mark]:
    if school is None:
        yield from _of_campaign(work)
        return
    if kind in _SHEETS:
        yield from _of_sheet(work, school)
    elif kind is DocumentKind.NOTICE:
        yield from _of_notice(work, school)
    elif kind in _OF_VISIT and work.visits.facts(school.visit_id).visited_on is None:
        yield Mark(GAPS[Gap.NO_DATE], "没有到校就没有这份记录", grave=True, gap=Gap.NO_DATE)


def _of_sheet(work: Work, school: SchoolLine) -> Iterator[Mark]:
    if not work.visits.facts(school.visit_id).overall.strip():
        yield Mark(GAPS[Gap.NO_OVERALL], "单上只写“见以下各部分”", gap=Gap.NO_OVERALL)
    for one in unfinished(work, school):
        if one.gap in _OF_SHEET:
            yield _of_gap(one, _OF_SHEET[one.gap], grave=True)
        elif one.gap in _AS_WELL:
            yield _of_gap(one, _AS_WELL[one.gap], grave=False)


def _of_gap(one: Open, detail: str, *, grave: bool) -> Mark:
    number = f" {one.number}" if one.number > 1 else ""
    names = "、".join(one.names[:_NAMED]) + ("等" if len(one.names) > _NAMED else "")
    shown = f"{names}：{detail}" if names else detail
    return Mark(f"{GAPS[one.gap]}{number}", shown, grave, one.gap, next(iter(one.names), ""))


def _of_notice(work: Work, school: SchoolLine) -> Iterator[Mark]:
    """It orders: only what stands, and each on law that may be printed."""
    held = [f for f in work.findings.lines(school.visit_id) if f.status in _HELD]
    if not held:
        yield Mark("该校没有认定的问题", "不必出具整改通知书", grave=True)
    bases = {basis.id: basis for basis in work.catalogues.bases()}
    campaign = work.campaigns.current()
    for one in held:
        if not lawful_bases(one, bases, school, campaign):
            yield _without_law(one, "还没有依据", "请财务处核定、锁定依据后再定稿")
            continue
        cited = [basis for id_, basis in bases.items() if id_ in one.basis]
        for begun, ended in ungoverned(cited, case_of(one, school, campaign)):
            days = f"{long_date(begun)}至{long_date(ended)}的行为没有依据"
            yield _without_law(one, days, "请加引该期间有效的版本，或核对行为起止日期")


def _without_law(finding: FindingLine, what: str, detail: str) -> Mark:
    gap = Gap.FINDING_WITHOUT_BASIS
    return Mark(f"{finding.serial} {what}", detail, grave=True, gap=gap, name=finding.serial)


_HELD = frozenset(FindingStatus) - {
    *(FindingStatus.DRAFT, FindingStatus.WITHDRAWN, FindingStatus.OBJECTED, FindingStatus.CLOSED)
}


def _of_campaign(work: Work) -> Iterator[Mark]:
    """What is undecided is not published as if it were settled."""
    for number, words in (
        (work.conflicts.count(), "个冲突没有裁定"),
        (work.pairs.number(), "对疑似重复没有判定"),
        (work.quarantined.number(), "行还在隔离"),
    ):
        if number:
            yield Mark(f"{number} {words}", "数字还会变，不能作为定稿发布", grave=True)


def _of_version(sheet: Sheet) -> Iterator[Mark]:
    if sheet.state is State.NOT_AS_SIGNED:
        yield Mark("与已签版本不一致", "定稿后须请学校重新签字")
