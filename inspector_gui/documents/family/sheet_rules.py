"""What a feedback sheet and its supplements must be true of before they become final."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from db.publishing.visit import day_written
from db.vocabulary import DocumentKind
from inspector_gui.documents.lock_mark import Mark, Passage
from inspector_gui.documents.lock_rules import (
    Checked,
    each_due_day,
    each_finding,
    mentions,
    needs,
    undecided_of_school,
)
from inspector_gui.labels import GAPS, long_date
from inspector_gui.statistics.gap import Gap

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
    Gap.CIRCUMSTANCE_UNKNOWN: "登记为没有的，有关的检查项就不用再填",
    Gap.CIRCUMSTANCE_DENIED: "核对学校情况，或改正检查结论",
    Gap.CALLS_OPEN: "晚上可以接着打，不印在单上",
    Gap.ENVELOPE_NOT_COUNTED: "单上的份数不含这些班",
    Gap.TALLY_MISSING: "问卷结果还不能作数",
    Gap.TALLY_WRONG: "问卷结果还不能作数",
    Gap.SETTLED_WRONG: "核定的份数加起来不对，问卷结果还不能作数",
    Gap.ENTRIES_DIFFER: "问卷结果还不能作数",
    Gap.VOUCHERS_OPEN: "单上的份数只算核过的",
    Gap.ACCOUNT_VOUCHERS_OPEN: "单上的份数只算核过的",
    Gap.DIFFERENCES_OPEN: "差异不会自己印成问题",
    Gap.ACCOUNTS_WRONG: "账目里的问题不会自己印出",
    Gap.CLUE_OPEN: "线索不印出，核不实的写明处理",
    Gap.FINDING_WITHOUT_BASIS: "单上写“由财务处核定后在整改通知书中列明”",
}


def _overall(checked: Checked) -> Iterator[Mark]:
    if not checked.visit.overall.strip():
        detail = "单上只列清单里都符合的方面，没有就不写这一节"
        yield Mark(GAPS[Gap.NO_OVERALL], detail, gap=Gap.NO_OVERALL)


def _something_new(checked: Checked) -> Iterator[Mark]:
    counted = checked.work.questionnaires.envelopes(checked.school.visit_id)
    if not checked.findings and all(envelope.valid is None for envelope in counted):
        detail, gap = "没有新的问题和有效问卷，不必出具", Gap.TALLY_MISSING
        yield Mark("没有要补充的内容", detail, grave=True, gap=gap)


#: What a team may write beside a sheet instead of what is counted.
_WRITTEN = {"objection_on": "异议期限", "report_on": "整改报告期限"}


def _deadlines(kind: DocumentKind, checked: Checked) -> Iterator[Mark]:
    """A day to object by that is over is none: the school would sign away a right.

    What is counted counts from the sheet's own day, so only what was written can be over.
    """
    written = checked.work.documents.filled_in(checked.school.visit_id, kind)
    for key, name in _WRITTEN.items():
        day = day_written(written, key)
        if day is not None and day < checked.today:
            detail = f"{long_date(day)}；请在右栏改填，或清空后由软件推算"
            passage = Passage(long_date(day))
            yield Mark(f"{name}已过", detail, grave=True, fill=key, passage=passage)


SHEET_RULES = (
    *(needs(_OF_SHEET), undecided_of_school, partial(_deadlines, DocumentKind.FEEDBACK)),
    *(_overall, each_finding, each_due_day, mentions(_AS_WELL)),
)
SUPPLEMENT_RULES = (
    *(needs(_OF_SHEET), _something_new, undecided_of_school),
    *(partial(_deadlines, DocumentKind.SUPPLEMENT), each_finding, each_due_day),
    mentions(_AS_WELL),
)
