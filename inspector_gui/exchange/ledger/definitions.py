"""口径说明: each number of the ledger by its formula, beside what the program reports for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from db.publishable.ledger import LedgerFacts
from db.records.totals import BY_CAUSE
from db.vocabulary import Cause, ComplaintOutcome, ComplaintSource, Sanction
from inspector_gui.exchange.ledger.table import Column, Formula, Kind, Table, Value
from inspector_gui.labels import FIGURES, figure_names, label

OPEN = "不作为最终数据"


@dataclass(frozen=True)
class Check:
    """`reported`: the program's own number; yuan where it is `money` (fen here)."""

    name: str
    formula: str
    reported: int
    meaning: str
    money: bool = False


_MEANINGS = {
    "schools": "登记了检查日期的学校。",
    "classes": "随机抽取并建了问卷信封的班级，重点抽查的不算。",
    "questionnaires_issued": "只计随机抽取的班级。",
    "questionnaires_returned": "只计随机抽取的班级。",
    "questionnaires_valid": "回收份数减去空白卷、无效卷；只计随机抽取的班级。",
    "findings": "复核以后没有撤回的问题。",
    "involved_fen": "没有撤回的问题合计，查实案件也列为问题的在内，只计一次。",
    "due_fen": "没有撤回的问题合计。",
    "refunded_fen": "已经退还并核实的金额。",
    "surrendered_fen": "无法退还、上缴财政的金额。",
    "refund_students": "按问题合计，同一学生涉及几个问题的计几次。",
}
_PAYMENTS = (
    ("reported_fen", "reported_fen", "学校报告的退费，没有核实的也在内，不算已退。"),
    ("irrecoverable_fen", "lost", "找不到人等原因无法退还的。"),
    ("open_fen", "open", "应退减去已退、上缴和无法退还。"),
)


def definitions(facts: LedgerFacts, tables: Mapping[str, Table]) -> Table:
    rows = list(_checks(facts, tables))
    open_ = "；".join(facts.undecided)
    stated = f"{OPEN}：{open_}。" if open_ else "没有待裁定的冲突、疑似重复和隔离的记录。"
    return Table(
        name="口径说明",
        title=f"{facts.campaign}　口径说明",
        note=f"截至{facts.made_on:%Y年}{facts.made_on.month}月{facts.made_on.day}日。{stated}"
        "“台账合计”由公式算出，应与“系统数”相同。",
        columns=(
            Column("name", "指标", 30, Kind.TEXT, lambda row: row.name),
            Column("formula", "台账合计", 16, Kind.FIGURE, lambda row: Formula(row.formula)),
            Column("reported", "系统数", 16, Kind.FIGURE, _reported),
            Column(
                "same",
                "核对",
                9,
                Kind.TEXT,
                lambda _: Formula('IF(ROUND(B@-C@,2)=0,"相符","不符")'),
            ),
            Column("meaning", "口径", 60, Kind.TEXT, lambda row: row.meaning),
        ),
        rows=rows,
        length=len(rows),
    )


def _reported(row: Check) -> Value:
    return row.reported / 100 if row.money else row.reported


def _checks(facts: LedgerFacts, tables: Mapping[str, Table]) -> Iterator[Check]:
    yield from _visited(facts, tables)
    yield from _called(facts, tables)
    yield from _complained(facts, tables)
    yield from _cases(facts, tables["案件清退"])
    yield from _sanctioned(facts, tables)


def _visited(facts: LedgerFacts, tables: Mapping[str, Table]) -> Iterator[Check]:
    schools, findings = tables["总表"], tables["问题台账"]
    names = figure_names(facts.amounts)
    for code, meaning in _MEANINGS.items():
        reported = getattr(facts.figures, code)
        if code == "schools":
            formula = f"COUNT({schools.range_of('visited_on')})"
        elif code.endswith("_fen"):
            formula = findings.total_of(code)
        else:
            formula = schools.total_of(code)
        yield Check(names[code], formula, reported, meaning, code.endswith("_fen"))
    refunds = tables["清退台账"]
    for code, column, meaning in _PAYMENTS:
        name, formula = FIGURES[code], refunds.total_of(column)
        yield Check(name, formula, facts.numbers[code], meaning, money=True)
    closed = "状态为销号的问题。"
    yield Check("已销号的问题（个）", schools.total_of("closed"), facts.closed, closed)
    draws, statistics = tables["抽样统计"], facts.statistics
    frame = "发放并核定了问卷的学校按抽样记录可抽的班级。"
    if sum(school.eligible for school in facts.schools) == statistics.eligible:
        yield Check("可抽班级（个）", draws.total_of("eligible"), statistics.eligible, frame)


def _called(facts: LedgerFacts, tables: Mapping[str, Table]) -> Iterator[Check]:
    calls = tables["电话访问汇总"]
    done = f'SUMIF({calls.range_of("name")},"接通并完成访问",{calls.range_of("count")})'
    dialled, completed = facts.figures.parent_calls_dialled, facts.figures.parent_calls_completed
    yield Check(
        FIGURES["parent_calls_dialled"],
        calls.total_of("count"),
        dialled,
        "拨打过的号码数，不分校。",
    )
    yield Check(FIGURES["parent_calls_completed"], done, completed, "完成访问的号码数，不分校。")


def _complained(facts: LedgerFacts, tables: Mapping[str, Table]) -> Iterator[Check]:
    complaints = tables["信访台账"]
    sources = complaints.range_of("source")
    registered = facts.registered
    length = f"COUNT({complaints.range_of('row')})"
    yield Check(FIGURES["complaints"], length, registered["complaints"], "登记的信访件。")
    for source in ComplaintSource:
        code = f"complaints_{source.value}"
        formula = f'COUNTIF({sources},"{label(source)}")'
        yield Check(FIGURES[code], formula, registered[code], "按来源。")
    category, outcome = complaints.range_of("category"), complaints.range_of("outcome")
    proven = label(ComplaintOutcome.SUBSTANTIATED)
    formula = f'COUNTIFS({category},"{label(Cause.FEE)}",{outcome},"{proven}")'
    code = "substantiated_fee_cases"
    meaning = "查实的收费信访件，件数不与检查发现的问题相加。"
    yield Check(FIGURES[code], formula, registered[code], meaning)


def _cases(facts: LedgerFacts, table: Table) -> Iterator[Check]:
    """Money of cases that are no finding: apart from that of the visits."""
    for code, column in (
        *(("own_case_fen", "involved_fen"), ("own_case_due_fen", "due_fen")),
        *(
            ("own_case_refunded_fen", "refunded_fen"),
            ("own_case_surrendered_fen", "surrendered_fen"),
        ),
        *(
            ("own_case_irrecoverable_fen", "irrecoverable_fen"),
            ("own_case_refund_students", "refund_students"),
        ),
    ):
        meaning = "查实而没有列为检查问题的案件，不与检查问题的金额相加。"
        money = code.endswith("_fen")
        yield Check(FIGURES[code], table.total_of(column), facts.numbers[code], meaning, money)


def _sanctioned(facts: LedgerFacts, tables: Mapping[str, Table]) -> Iterator[Check]:
    table = tables["问责统计"]
    others: list[Cause] = [other for other in Cause if other not in (Cause.FEE, Cause.ADMISSION)]
    groups: dict[str, list[Cause]] = {
        "fee": [Cause.FEE],
        "admission": [Cause.ADMISSION],
        "other": others,
    }
    for short, kind in BY_CAUSE.items():
        for name, causes in groups.items():
            code = f"{short}_{name}"
            formula = _of_kind(table, kind, *(cause.value for cause in causes))
            yield Check(FIGURES[code], formula, facts.registered[code], "人次，各种方式不相加。")
    for code, kind, meaning in (
        ("heads_summoned", Sanction.SUMMONS_TALK, "单独约谈，人次。"),
        ("group_talk_heads", Sanction.GROUP_TALK, "集体约谈到场，人次，与单独约谈不相加。"),
    ):
        yield Check(FIGURES[code], _of_kind(table, kind, "all"), facts.registered[code], meaning)


def _of_kind(table: Table, kind: Sanction, *columns: str) -> str:
    kinds, wanted = table.range_of("kind"), f'"{label(kind)}"'
    return "+".join(f"SUMIF({kinds},{wanted},{table.range_of(column)})" for column in columns)
