"""The steps of a history in people's words, and what they call the record it is of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from db.history import Fate, Step
from db.labels import column_label, table_label
from db.masking import mask_numbers
from db.merge import conflicts
from db.records import (
    accounts,
    calls,
    checklists,
    clues,
    evidence,
    fees,
    findings,
    interviews,
    meetings,
    people,
    questionnaires,
    sheets,
    surveys,
)
from inspector_gui.class_names import class_name
from inspector_gui.exchange import value_text as saying
from inspector_gui.labels import in_china, label, long_date, value_label

_PRESENT = {False: "添加", True: "去掉"}
#: What a line of a table is called. None of it says who a pupil or a parent is.
_CALLED: Mapping[type[Any], Callable[[Any], str]] = {
    accounts.AllowanceLine: lambda line: line.name,
    accounts.AssetLine: lambda line: line.name,
    accounts.BankLine: lambda line: line.account,
    accounts.BookedLine: lambda line: line.period,
    accounts.CashLine: lambda line: line.name,
    accounts.ExpenseLine: lambda line: f"{line.year}年{label(line.kind)}",
    accounts.HandedLine: lambda line: line.name,
    accounts.PassThroughLine: lambda line: line.name,
    accounts.ProcurementLine: lambda line: line.name,
    calls.Call: lambda line: line.code,
    checklists.ItemAnswer: lambda line: line.item.code,
    clues.ClueLine: lambda line: line.item_code,
    evidence.Proof: lambda line: line.title,
    fees.BookLine: lambda line: f"{line.first_no}—{line.last_no}",
    fees.FeeLine: lambda line: line.name,
    fees.ReconciliationLine: lambda line: line.name,
    fees.VoucherLine: lambda line: line.voucher_no,
    findings.FindingLine: lambda line: line.serial,
    meetings.ParticipantsLine: lambda line: line.role,
    meetings.PromisedLine: lambda line: line.name,
    surveys.SurveyLine: lambda line: f"{line.respondent} {line.detail}".strip(),
    surveys.SurveyAnswerLine: lambda line: line.question,
    interviews.InterviewLine: lambda line: f"{label(line.stage)} {line.place_kind}".strip(),
    people.MemberLine: lambda line: line.name,
    questionnaires.Envelope: lambda line: class_name(line.stage, line.grade, line.number),
    sheets.SheetLine: lambda line: f"第 {line.number} 份",
}


@dataclass(frozen=True)
class HistoryLine:
    """A step in people's words. `what`: the field; `source`: the computer, and the import."""

    when: str
    short: str
    who: str
    what: str
    value: str
    deed: str
    where: str
    source: str
    fate: Fate


def name_of(line: Any) -> str:
    """`问题 WT-01`: the table a record is kept in, and what it is called there."""
    if isinstance(line, conflicts.ConflictLine):
        return saying.record(line.conflict.table, line.caption, line.conflict.sub)
    called = _CALLED.get(type(line), lambda _: "")(line)
    return f"{table_label(line.kept_in)} {called}".strip()


def history_line(step: Step, device: str) -> HistoryLine:
    """`device`: this computer."""
    moment = in_china(step.at)
    here = "本机" if step.device == device else f"电脑 {step.device[-4:]}"
    batch = step.batch is not None
    return HistoryLine(
        when=f"{long_date(moment.date())} {moment:%H:%M}",
        short=f"{moment.month}月{moment.day}日 {moment:%H:%M}",
        who=step.person or "未登记",
        what=_what(step),
        value=_value(step),
        deed=label(step.what),
        where=f"第 {step.batch} 批" if batch else here,
        source=f"{here}，随第 {step.batch} 批合并：{step.source}" if batch else here,
        fate=step.fate,
    )


def _what(step: Step) -> str:
    column = column_label(step.table, step.column)
    if step.about is None:
        return column
    about = label(step.about) if isinstance(step.about, StrEnum) else str(step.about)
    return about if step.column in ("#deleted", "value", "text") else f"{about} {column}"


def _value(step: Step) -> str:
    """Numbers of people are masked, whoever wrote them down."""
    if step.column == "#deleted":
        return _PRESENT[bool(step.value)]
    return mask_numbers(value_label(step.column, step.value))
