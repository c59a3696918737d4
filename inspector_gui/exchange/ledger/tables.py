"""The sheets of the ledger that tell of visits: which columns each has, and what stands there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from operator import attrgetter
from typing import Any

from db.publishable.ledger import LedgerFacts, LedgerFinding, LedgerForm, LedgerSchool
from db.publishable.tallies import PublishedSample, PublishedShare
from db.vocabulary import CallOutcome, Signal
from inspector_gui.exchange.ledger.table import Column, Formula, Kind, Table, Value
from inspector_gui.labels import in_china, label

TEXT, NUMBER, MONEY, DATE, SHARE, FIGURE = Kind
RESTRICTED = "内部资料，不得外传。"
IN_YUAN = f"{RESTRICTED}金额单位：元。"


def schools(facts: LedgerFacts) -> Table:
    return titled(
        facts,
        "总表",
        IN_YUAN,
        (
            numbered(),
            Column("code", "学校代码", 12, TEXT, attrgetter("code")),
            Column("name", "学校", 30, TEXT, attrgetter("name")),
            Column("kind", "类别", 14, TEXT, lambda row: label(row.kind)),
            Column("ownership", "办学性质", 9, TEXT, lambda row: label(row.ownership)),
            Column("district", "区县", 10, TEXT, attrgetter("district")),
            Column("team", "检查组", 14, TEXT, attrgetter("team")),
            Column("visited_on", "检查日期", 12, DATE, attrgetter("visited_on")),
            _figure("classes", "抽样班级"),
            _figure("questionnaires_issued", "问卷发放"),
            _figure("questionnaires_returned", "问卷回收"),
            _figure("questionnaires_valid", "有效问卷"),
            _figure("findings", "问题"),
            Column("closed", "已销号", 8, NUMBER, attrgetter("closed"), summed=True),
            *_amounts(facts, figure),
            _figure("refund_students", "退费学生"),
        ),
        facts.schools,
        total=True,
    )


def findings(facts: LedgerFacts) -> Table:
    return titled(
        facts,
        "问题台账",
        f"{IN_YUAN}撤回的问题不列。",
        (
            numbered(),
            Column("serial", "问题编号", 9, TEXT, attrgetter("serial")),
            Column("school", "学校", 20, TEXT, attrgetter("school")),
            Column("category", "类别", 14, TEXT, attrgetter("category")),
            Column("item_code", "项目编码", 9, TEXT, attrgetter("item_code")),
            Column("fact", "问题", 44, TEXT, attrgetter("fact")),
            Column("basis", "依据", 28, TEXT, attrgetter("basis")),
            Column("severity", "程度", 6, TEXT, lambda row: label(row.severity)),
            summed("students", "学生数"),
            *_amounts(facts, getattr),
            Column("handlings", "处理方式", 12, TEXT, _handlings),
            Column("responsible", "责任单位", 14, TEXT, attrgetter("responsible")),
            Column("due_on", "期限", 11, DATE, attrgetter("due_on")),
            Column("status", "整改状态", 8, TEXT, lambda row: label(row.status)),
            Column("closed_on", "销号日期", 11, DATE, attrgetter("closed_on")),
            Column("verifier", "复核人", 8, TEXT, attrgetter("verifier")),
        ),
        facts.findings,
        total=True,
        empty="没有成立的问题。",
    )


def refunds(facts: LedgerFacts) -> Table:
    owed = tuple(
        finding
        for finding in facts.findings
        if any(
            (finding.due_fen, finding.reported_fen, finding.refunded_fen, finding.surrendered_fen)
        )
    )
    return titled(
        facts,
        "清退台账",
        f"{IN_YUAN}未退 = 应退 − 已退 − 上缴 − 无法退还；学校报告的和核实的分列，只有核实的算数。",
        (
            numbered(),
            Column("serial", "问题编号", 12, TEXT, attrgetter("serial")),
            Column("school", "学校", 26, TEXT, attrgetter("school")),
            Column("item_code", "项目编码", 10, TEXT, attrgetter("item_code")),
            *_amounts(facts, getattr, "due_fen"),
            Column("reported_fen", "学校报告", 14, MONEY, attrgetter("reported_fen"), summed=True),
            *_amounts(facts, getattr, "refunded_fen", "surrendered_fen"),
            Column("lost", "无法退还", 14, MONEY, attrgetter("irrecoverable_fen"), summed=True),
            Column("open", "未退", 14, MONEY, _open, summed=True),
            Column("excess", "多退", 14, MONEY, attrgetter("excess_fen"), summed=True),
            summed("refund_students", "退费学生"),
            Column("due_on", "期限", 12, DATE, attrgetter("due_on")),
            Column("status", "整改状态", 10, TEXT, lambda row: label(row.status)),
        ),
        owed,
        total=True,
        empty="没有要清退的问题。",
    )


def draws(facts: LedgerFacts) -> Table:
    rows = [
        school
        for school in facts.schools
        if school.eligible or school.figures["classes"] or school.targeted
    ]
    return titled(
        facts,
        "抽样统计",
        f"{RESTRICTED}可抽班级和抽中班级按抽样记录；重点抽查的班级不计入随机抽样和问卷份数。",
        (
            numbered(),
            Column("code", "学校代码", 12, TEXT, attrgetter("code")),
            Column("name", "学校", 30, TEXT, attrgetter("name")),
            summed("eligible", "可抽班级"),
            summed("drawn", "抽中班级"),
            summed("replaced", "替换班级"),
            summed("targeted", "重点抽查"),
            _figure("questionnaires_issued", "发放"),
            _figure("questionnaires_returned", "回收"),
            _figure("questionnaires_valid", "有效"),
            Column("returned", "回收率", 9, SHARE, _ratio("I", "H")),
            Column("valid", "有效率", 9, SHARE, _ratio("J", "I")),
        ),
        rows,
        total=True,
        empty="没有抽样记录。",
    )


def shares(facts: LedgerFacts) -> Table:
    rows = [(sample, share) for sample in facts.statistics.samples for share in sample.shares]
    withheld = "、".join(label(stage) for stage in facts.statistics.withheld)
    hidden = f"{withheld}只有一所学校有结果，不列。" if withheld else ""
    return titled(
        facts,
        "问卷汇总",
        f"{RESTRICTED}样本占比没有加权；加权占比只推算有抽签记录的学校，不代表其他学校，样本太少时不列。"
        f"{hidden}",
        (
            numbered(),
            Column("stage", "学段", 12, TEXT, lambda row: _stage(row[0])),
            Column("code", "题目编码", 9, TEXT, lambda row: row[1].code),
            Column("question", "题目", 36, TEXT, lambda row: row[1].question),
            Column("part", "选项", 6, TEXT, lambda row: _part(row[1])),
            Column("text", "选项内容", 24, TEXT, lambda row: row[1].text),
            Column("signal", "提示", 9, TEXT, lambda row: _signal(row[1].signal)),
            Column("count", "样本份数", 9, NUMBER, lambda row: row[1].count),
            Column("forms", "有效问卷", 9, NUMBER, lambda row: row[1].forms),
            Column("pooled", "样本占比", 9, SHARE, _ratio("H", "I")),
            Column("weighted", "加权占比", 9, SHARE, lambda row: _ranged(row[1], row[1].weighted)),
            Column("low", "95%下限", 9, SHARE, lambda row: row[1].low),
            Column("high", "95%上限", 9, SHARE, lambda row: row[1].high),
            Column(
                "effect", "设计效应", 9, FIGURE, lambda row: _ranged(row[1], row[1].design_effect)
            ),
            Column("effective", "相当于简单抽样", 10, NUMBER, lambda row: _effective(row[1])),
            Column("schools", "学校", 7, NUMBER, lambda row: row[1].schools),
            Column("schools_with", "有反映", 8, NUMBER, lambda row: row[1].schools_with),
            Column("schools_at", "达提示线", 9, NUMBER, lambda row: row[1].schools_at),
        ),
        rows,
        empty="没有可以列出的问卷结果。",
    )


def calls(facts: LedgerFacts) -> Table:
    """The city's sums: of no school, and of nobody."""
    return titled(
        facts,
        "电话访问汇总",
        f"{RESTRICTED}只按全市汇总，不分校；电话访问只用来找线索，不推算占比。",
        (
            Column("name", "结果", 26, TEXT, lambda row: _outcome(row[0])),
            Column("count", "号码（个）", 11, NUMBER, lambda row: row[1], summed=True),
            Column("share", "占拨打号码", 11, SHARE, _share_of_total("B", len(facts.outcomes))),
        ),
        facts.outcomes,
        total=True,
        empty="没有拨打过家长电话。",
    )


def batches(facts: LedgerFacts) -> Table:
    return titled(
        facts,
        "合并日志",
        RESTRICTED,
        (
            Column("number", "批次", 7, NUMBER, attrgetter("number")),
            Column("team", "检查组", 20, TEXT, attrgetter("team")),
            Column("merged_at", "合并时间", 18, TEXT, lambda row: _moment(row.merged_at)),
            Column("rows", "新增（行）", 11, NUMBER, attrgetter("rows")),
            Column("fields", "改动（处）", 11, NUMBER, attrgetter("fields")),
            Column("quarantined", "隔离（行）", 11, NUMBER, attrgetter("quarantined")),
            Column("taken_back_at", "撤回时间", 18, TEXT, lambda row: _moment(row.taken_back_at)),
            Column("why", "撤回理由", 40, TEXT, attrgetter("why")),
        ),
        facts.batches,
        empty="没有合并过检查组的数据。",
    )


def answers(
    facts: LedgerFacts, questions: list[str], forms: Iterator[LedgerForm], length: int, counted: int
) -> Table:
    """Every form a row, without its class, and without what pupils wrote."""
    only_counted = f"另有{counted}个班级只录了合计数，没有逐份答案。" if counted else ""
    return titled(
        facts,
        "问卷答案",
        f"{RESTRICTED}每行一份，不列班级，同校内次序打乱；学生写的文字不列，只标“（有文字）”。"
        f"{only_counted}",
        (
            Column("school", "学校", 26, TEXT, attrgetter("school")),
            Column("stage", "学段", 12, TEXT, lambda row: label(row.stage)),
            Column("drawn", "抽样", 9, TEXT, lambda row: "重点抽查" if row.targeted else "随机"),
            Column("void", "作废", 6, TEXT, lambda row: "是" if row.void else None),
            *(Column(code, code, 8, TEXT, _answer(code)) for code in questions),
        ),
        forms,
        length=length,
        plain=True,
        empty="没有逐份录入的问卷。",
    )


def titled(facts: LedgerFacts, name: str, note: str, columns: Any, rows: Any, **more: Any) -> Table:
    length = more.pop("length", None)
    return Table(
        name=name,
        title=f"{facts.campaign}　{name}",
        note=note,
        columns=columns,
        rows=rows,
        length=len(rows) if length is None else length,
        **more,
    )


def numbered() -> Column:
    numbers = count(1)
    return Column("row", "序号", 6, NUMBER, lambda _row: next(numbers))


def summed(name: str, head: str) -> Column:
    return Column(name, head, 10, NUMBER, attrgetter(name), summed=True)


def _figure(name: str, head: str) -> Column:
    return Column(name, head, 10, NUMBER, lambda row: row.figures[name], summed=True)


def figure(row: LedgerSchool, name: str) -> int:
    return row.figures[name]


def _amounts(facts: LedgerFacts, get: Any, *names: str) -> Iterator[Column]:
    for name in names or tuple(facts.amounts):
        head = facts.amounts[name]
        yield Column(name, head, 14, MONEY, _of(get, name), summed=True)


def _of(get: Any, name: str) -> Any:
    return lambda row: get(row, name)


def _open(row: LedgerFinding) -> int:
    return row.due_fen - row.refunded_fen - row.surrendered_fen - row.irrecoverable_fen


def _handlings(row: LedgerFinding) -> str:
    return "、".join(label(handling) for handling in row.handlings)


def _ratio(part: str, whole: str) -> Any:
    """Of two columns of the same row; `@` is its number."""
    return lambda _row: Formula(f'IF({whole}@=0,"",{part}@/{whole}@)')


def _share_of_total(column: str, length: int) -> Any:
    total = Table("", "", "", (), (), length).total_row
    return lambda _row: Formula(f'IF({column}${total}=0,"",{column}@/{column}${total})')


def _stage(sample: PublishedSample) -> str:
    return label(sample.stage) if sample.stage else "各学段合计"


def _part(share: PublishedShare) -> str:
    return share.part if len(share.part) == 1 else ""


def _signal(signal: Signal) -> str | None:
    return None if signal is Signal.NONE else label(signal)


def _ranged(share: PublishedShare, value: float | None) -> float | None:
    return value if share.low is not None else None


def _effective(share: PublishedShare) -> int | None:
    return round(share.effective) if share.low is not None else None


def _outcome(outcome: CallOutcome | None) -> str:
    return label(outcome) if outcome else "还没有结果"


def _moment(moment: Any) -> str:
    return f"{in_china(moment):%Y-%m-%d %H:%M}" if moment else ""


def _answer(code: str) -> Any:
    def answered(form: LedgerForm) -> Value:
        return form.answers.get(code)

    return answered
