"""核稿: from which state a document may become final, and what is marked before it does.

`RULES` is the table: what each kind of document must not be locked without.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, partial
from typing import TypeAlias

from db.publishing.undecided import undecided
from db.records.applicable_law import ungoverned
from db.records.demanded_evidence import lacking_evidence
from db.records.findings import FindingLine, case_of, lawful_bases
from db.records.schools import SchoolLine
from db.records.visits import VisitFacts
from db.unit_of_work import Work
from db.vocabulary import DocumentKind, DrawKind, FindingStatus
from inspector_gui.documents.finding_marks import finding_marks
from inspector_gui.documents.issues import Sheet, State
from inspector_gui.documents.lock_mark import Mark, Passage
from inspector_gui.documents.scope import Scope
from inspector_gui.documents.wording_marks import adjective_marks, wording_marks
from inspector_gui.labels import GAPS, date_range, in_china, long_date
from inspector_gui.statistics.gap import Gap
from inspector_gui.statistics.unfinished import Open, unfinished

_NAMED = 4
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Checked:
    """What is looked at: a document of a school, as it stands today."""

    work: Work
    school: SchoolLine
    sheet: Sheet
    #: Findings that it tells of.
    findings: tuple[FindingLine, ...] = field(default=())

    @cached_property
    def visit(self) -> VisitFacts:
        return self.work.visits.facts(self.school.visit_id)

    @cached_property
    def open(self) -> list[Open]:
        return unfinished(self.work, self.school)

    @property
    def today(self) -> date:
        return in_china(self.sheet.now).date()


Rule: TypeAlias = Callable[[Checked], Iterable[Mark]]


def lock_check(work: Work, scope: Scope, sheet: Sheet) -> tuple[Mark, ...]:
    """Everything marked, what forbids the lock first."""
    marks = [
        *(Mark(why, grave=True) for why in sheet.frozen.body.missing),
        *_of_kind(work, scope.school, sheet),
        *wording_marks(work, scope, sheet),
        *_of_version(sheet),
    ]
    return tuple(sorted(dict.fromkeys(marks), key=_order))


def _order(mark: Mark) -> tuple[bool, bool]:
    return not mark.grave, mark.confirmed


def _of_kind(work: Work, school: SchoolLine | None, sheet: Sheet) -> Iterator[Mark]:
    if school is None:
        yield from _undecided_in_campaign(work)
        return
    lines = work.findings.lines(school.visit_id)
    told = tuple(line for line in lines if line.id.hex in sheet.frozen.body.covers)
    for rule in RULES[sheet.paper.kind]:
        yield from rule(Checked(work, school, sheet, told))


# what is open at the school

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
    Gap.SETTLED_WRONG: "核定的份数加起来不对，问卷结果还不能作数",
    Gap.ENTRIES_DIFFER: "问卷结果还不能作数",
    Gap.VOUCHERS_OPEN: "单上的份数只算核过的",
    Gap.ACCOUNTS_WRONG: "账目里的问题不会自己印出",
    Gap.CLUE_OPEN: "线索不印出，核不实的写明处理",
    Gap.FINDING_WITHOUT_BASIS: "单上写“由财务处核定后在整改通知书中列明”",
}
#: What a table of questionnaires cannot be without: two countings that agree and add up.
_OF_STATISTICS = {
    Gap.ENVELOPE_NOT_COUNTED: "统计表不能少了这些班",
    Gap.ENVELOPE_WRONG: "发放、收回、有效份数要印在表上",
    Gap.TALLY_MISSING: "统计表由两人计票",
    Gap.TALLY_WRONG: "选项和空白加起来应当等于有效份数",
    Gap.SETTLED_WRONG: "核定的选项和空白加起来应当等于有效份数",
    Gap.ENTRIES_DIFFER: "先核定差异",
}
#: What the page says where something is missing.
_STANDS = {Gap.FINDING_WITHOUT_BASIS: Passage("财务处核定后在整改通知书中列明")}
_OF_RECORD = {Gap.NO_DATE: "没有到校就没有这份记录"}
_OF_DRAW = {Gap.NUMBER_AWAITED: "学校报数、抽出结果后才列入记录"}
_OF_CALLS = {Gap.CALLS_OPEN: "登记表只列已经拨打的"}
_BY_TWO = {Gap.TOO_FEW: "记录由两人签名"}


def _needs(wanted: Mapping[Gap, str], checked: Checked) -> Iterator[Mark]:
    return (_of_gap(one, wanted[one.gap], grave=True) for one in checked.open if one.gap in wanted)


def _mentions(wanted: Mapping[Gap, str], checked: Checked) -> Iterator[Mark]:
    return (_of_gap(one, wanted[one.gap], grave=False) for one in checked.open if one.gap in wanted)


def _of_gap(one: Open, detail: str, *, grave: bool) -> Mark:
    number = f" {one.number}" if one.number > 1 else ""
    names = "、".join(one.names[:_NAMED]) + ("等" if len(one.names) > _NAMED else "")
    shown = f"{names}：{detail}" if names else detail
    name, stands = next(iter(one.names), ""), _STANDS.get(one.gap)
    return Mark(f"{GAPS[one.gap]}{number}", shown, grave, one.gap, name, passage=stands)


def _overall(checked: Checked) -> Iterator[Mark]:
    if not checked.visit.overall.strip():
        detail = "单上只列清单里都符合的方面，没有就不写这一节"
        yield Mark(GAPS[Gap.NO_OVERALL], detail, gap=Gap.NO_OVERALL)


# what is found, drawn, paid


def _findings(checked: Checked) -> Iterator[Mark]:
    items = {item.id: item for item in checked.work.catalogues.items()}
    for one in checked.findings:
        lacking = lacking_evidence(one, items[one.item_id])
        yield from finding_marks(one, checked.visit.visited_on, checked.today, lacking)
    yield from adjective_marks(checked.findings)


def _something_new(checked: Checked) -> Iterator[Mark]:
    counted = checked.work.questionnaires.envelopes(checked.school.visit_id)
    if not checked.findings and all(envelope.valid is None for envelope in counted):
        yield Mark("没有要补充的内容", "没有新的问题和有效问卷，不必出具", grave=True)


def _something_drawn(checked: Checked) -> Iterator[Mark]:
    kinds = {draw.kind for draw in checked.work.samplings.draws(checked.school.visit_id)}
    if kinds.isdisjoint({DrawKind.SCHOOL_CLASS, DrawKind.ROSTER}):
        gap = Gap.CLASSES_NOT_DRAWN
        yield Mark("没有抽样", "抽过才有记录", grave=True, gap=gap)


def _something_due(checked: Checked) -> Iterator[Mark]:
    lines = checked.work.findings.lines(checked.school.visit_id)
    printed = [one for one in lines if one.status in _PRINTED]
    for one in printed:
        if one.refunded_fen + one.surrendered_fen > one.due_fen:
            said = "已退和上缴的多于应退的"
            yield Mark(f"{one.serial} {said}", "请改正", grave=True, finding=one.serial)


def _deadlines(checked: Checked) -> Iterator[Mark]:
    """A day to object by that is over is none: the school would sign away a right.

    The sheet's counts from the visit; a supplement's from its own day, unless it was written.
    """
    campaigns, visit = checked.work.campaigns, checked.visit
    written = checked.work.documents.filled_in(visit.id, checked.sheet.paper.kind)
    day = date.fromisoformat(written["objection_on"]) if written.get("objection_on") else None
    own_day = checked.sheet.paper.kind is DocumentKind.SUPPLEMENT
    if day is None and visit.visited_on is not None and not own_day:
        days = campaigns.current().objection_days
        day = campaigns.working_days_after(visit.visited_on, days)
    if day is not None and day < checked.today:
        said = f"{long_date(day)}；请在右栏填写新的异议期限"
        yield Mark("异议期限已过", said, own_day, passage=Passage(long_date(day)))


_PRINTED = frozenset(FindingStatus) - {FindingStatus.DRAFT, FindingStatus.WITHDRAWN}
_HELD = _PRINTED - {FindingStatus.OBJECTED, FindingStatus.CLOSED}


def _law(checked: Checked) -> Iterator[Mark]:
    """A notice orders: only what stands, and each on law that may be printed."""
    work, school = checked.work, checked.school
    held = [one for one in work.findings.lines(school.visit_id) if one.status in _HELD]
    if not held:
        yield Mark("该校没有认定的问题", "不必出具整改通知书", grave=True)
    bases = {basis.id: basis for basis in work.catalogues.bases()}
    campaign = work.inspections.terms(school.inspection)
    for one in held:
        if not lawful_bases(one, bases, school, campaign):
            yield _without_law(one, "还没有依据", "请财务处核定、锁定依据后再定稿")
            continue
        cited = [basis for id_, basis in bases.items() if id_ in one.basis]
        for begun, ended in ungoverned(cited, case_of(one, school, campaign)):
            days = f"{date_range(begun, ended)}的行为没有依据"
            yield _without_law(one, days, "请加引该期间有效的版本，或核对行为起止日期")


def _without_law(finding: FindingLine, what: str, detail: str) -> Mark:
    gap = Gap.FINDING_WITHOUT_BASIS
    return Mark(f"{finding.serial} {what}", detail, grave=True, gap=gap, name=finding.serial)


def _told_before(checked: Checked) -> Iterator[Mark]:
    """A notice refers to the sheet that the school got, and waits for what it has to say."""
    issued = checked.work.documents.issued(checked.school.visit_id)
    if not any(one.kind is DocumentKind.FEEDBACK for one in issued):
        yield Mark("检查情况反馈单还没有定稿", "通知书引用反馈单的编号和项号")


def _undecided_of_school(checked: Checked) -> Iterator[Mark]:
    """Of two values that files hold one is printed as if it were certain."""
    work = checked.work
    if not work.conflicts.count():
        return
    mine = sum(line.school == checked.school.name for line in work.conflicts.lines())
    if mine:
        yield Mark(f"{mine} 个冲突没有裁定", "两份文件说法不同，请先裁定", grave=True)


def _undecided_in_campaign(work: Work) -> Iterator[Mark]:
    """What is undecided is not published as if it were settled."""
    for clause in undecided(work):
        yield Mark(clause, "数字还会变，不能作为定稿发布", grave=True)


def _of_version(sheet: Sheet) -> Iterator[Mark]:
    if sheet.state is State.NOT_AS_SIGNED:
        yield Mark("与已签版本不一致", "定稿后须请学校重新签字")


#: What every kind of document must be true of before it becomes final, and what is seen before.
RULES: Mapping[DocumentKind, tuple[Rule, ...]] = {
    DocumentKind.FEEDBACK: (
        *(partial(_needs, _OF_SHEET), _undecided_of_school, _deadlines, _overall, _findings),
        partial(_mentions, _AS_WELL),
    ),
    DocumentKind.SUPPLEMENT: (
        *(partial(_needs, _OF_SHEET), _something_new, _undecided_of_school, _deadlines),
        *(_findings, partial(_mentions, _AS_WELL)),
    ),
    DocumentKind.NOTICE: (_law, partial(_needs, _OF_RECORD), _undecided_of_school, _told_before),
    DocumentKind.WORKING_PAPER: (partial(_needs, _OF_RECORD | _BY_TWO),),
    DocumentKind.SAMPLING_RECORD: (
        *(partial(_needs, _OF_RECORD), _something_drawn),
        partial(_mentions, _OF_DRAW),
    ),
    DocumentKind.STATISTICS: (partial(_needs, _OF_RECORD | _OF_STATISTICS), _undecided_of_school),
    DocumentKind.CALL_REGISTER: (partial(_needs, _OF_RECORD), partial(_mentions, _OF_CALLS)),
    DocumentKind.TRANSFER_SLIP: (partial(_needs, _OF_RECORD), _undecided_of_school, _findings),
    DocumentKind.REFUND_REGISTER: (partial(_needs, _OF_RECORD), _something_due),
    DocumentKind.PLEDGE: (),  # made before anything is inspected
    DocumentKind.BULLETIN: (),  # of the campaign
    DocumentKind.BLANK_FORM: (),  # filled in by hand, never locked
}
