"""The steps of a history in people's words, and what they call the record it is of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from db.history import Fate, Step
from db.labels import column_label
from db.masking import mask_numbers
from db.merge import conflicts
from db.records import (
    calls,
    checklists,
    clues,
    evidence,
    fees,
    findings,
    interviews,
    people,
    questionnaires,
    samplings,
    sheets,
    statements,
    visits,
)
from inspector_gui.exchange import value_text as saying
from inspector_gui.exchange.class_names import class_name
from inspector_gui.labels import in_china, label, long_date, value_label

_PRESENT = {False: "添加", True: "去掉"}
#: What a line is called. None of it says who a pupil or a parent is.
_NAMES: Mapping[type[Any], Callable[[Any], str]] = {
    calls.Call: lambda line: f"家长电话 {line.code}",
    conflicts.ConflictLine: lambda line: saying.record(
        line.conflict.table, line.caption, line.conflict.sub
    ),
    checklists.ItemAnswer: lambda line: f"检查项 {line.item.code}",
    clues.ClueLine: lambda line: f"线索 {line.item_code}".strip(),
    evidence.Proof: lambda line: f"证据 {line.title}",
    fees.BookLine: lambda line: f"票据 {line.first_no}—{line.last_no}",
    fees.FeeLine: lambda line: f"收费项目 {line.name}",
    fees.ReconciliationLine: lambda line: f"三方核对 {line.name}",
    fees.VoucherLine: lambda line: f"凭证 {line.voucher_no}",
    findings.FindingLine: lambda line: f"问题 {line.serial}",
    interviews.InterviewLine: lambda line: (
        f"学生访谈 {label(line.stage)} {line.place_kind}".strip()
    ),
    people.MemberLine: lambda line: f"组员 {line.name}",
    questionnaires.Counting: lambda _: "问卷计票",
    questionnaires.Envelope: lambda line: f"问卷 {class_name(line.stage, line.grade, line.number)}",
    samplings.Drawn: lambda _: "抽样结果",
    sheets.SheetLine: lambda line: f"问卷第 {line.number} 份",
    statements.StatementLine: lambda _: "学校意见",
    visits.VisitFacts: lambda _: "进校情况",
}


@dataclass(frozen=True)
class Said:
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


def name_of(line: object) -> str:
    return _NAMES[type(line)](line)


def said(step: Step, device: str) -> Said:
    """`device`: this computer."""
    moment = in_china(step.at)
    here = "本机" if step.device == device else f"电脑 {step.device[-4:]}"
    batch = step.batch is not None
    return Said(
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
