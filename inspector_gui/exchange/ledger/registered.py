"""The sheets of the ledger that tell of the bureau's registers, and all sheets in their order."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import Any

from db.publishable.ledger import LedgerFacts
from db.vocabulary import Cause, Sanction
from inspector_gui.exchange.ledger import tables as of_visits
from inspector_gui.exchange.ledger.table import Column, Formula, Kind, Table
from inspector_gui.exchange.ledger.tables import IN_YUAN, RESTRICTED, numbered, summed, titled
from inspector_gui.labels import label

TEXT, NUMBER, MONEY, DATE, SHARE, FIGURE = Kind


def tables(facts: LedgerFacts) -> Iterator[Table]:
    """All but the answers and the definitions, in the ledger's order."""
    yield of_visits.schools(facts)
    yield of_visits.findings(facts)
    yield of_visits.refunds(facts)
    yield of_visits.draws(facts)
    yield of_visits.shares(facts)
    yield of_visits.calls(facts)
    yield complaints(facts)
    yield case_refunds(facts)
    yield sanctions(facts)
    yield of_visits.batches(facts)


def complaints(facts: LedgerFacts) -> Table:
    return titled(
        facts,
        "信访台账",
        f"{RESTRICTED}信访件的有无、编号、渠道和日期都不得告知被反映的学校。",
        (
            numbered(),
            Column("number", "编号", 16, TEXT, attrgetter("number")),
            Column("source", "来源", 10, TEXT, lambda row: label(row.source)),
            Column("received_on", "收到日期", 12, DATE, attrgetter("received_on")),
            Column("due_on", "期限", 12, DATE, attrgetter("due_on")),
            Column("category", "事项", 8, TEXT, lambda row: label(row.category)),
            Column("school", "学校", 30, TEXT, attrgetter("school")),
            Column("outcome", "办理结果", 16, TEXT, lambda row: label(row.outcome)),
            Column("case_no", "案件编号", 18, TEXT, attrgetter("case_no")),
        ),
        facts.complaints,
        empty="没有登记信访件。",
    )


def case_refunds(facts: LedgerFacts) -> Table:
    """Of cases that are no finding of a visit: their money is in no other sheet."""
    money = (
        *(("involved_fen", "涉及金额"), ("due_fen", "应退"), ("reported_fen", "学校报告")),
        *(("refunded_fen", "已退"), ("surrendered_fen", "上缴"), ("irrecoverable_fen", "无法退还")),
        *(("open_fen", "未退"), ("excess_fen", "多退")),
    )
    return titled(
        facts,
        "案件清退",
        f"{IN_YUAN}查实而没有列为检查问题的案件；列为问题的记在“清退台账”，只计一次。",
        (
            numbered(),
            Column("number", "信访编号", 16, TEXT, attrgetter("number")),
            Column("case_no", "案件编号", 18, TEXT, attrgetter("case_no")),
            Column("school", "学校", 26, TEXT, attrgetter("school")),
            Column("students", "涉及学生", 10, NUMBER, attrgetter("students")),
            *(Column(name, head, 14, MONEY, attrgetter(name), summed=True) for name, head in money),
            summed("refund_students", "退费学生"),
            Column("payments", "笔数", 7, NUMBER, attrgetter("payments")),
            Column("proofs", "有凭证", 8, NUMBER, attrgetter("proofs")),
        ),
        facts.cases,
        total=True,
        empty="没有查实而未列为问题的案件。",
    )


def sanctions(facts: LedgerFacts) -> Table:
    """A row for each kind, for kinds are never added up."""
    kinds = [kind for kind in Sanction if any(kind is sanction for sanction, _ in facts.sanctions)]
    return titled(
        facts,
        "问责统计",
        f"{RESTRICTED}单位：人次。各种方式分别统计，不相加。",
        (
            Column("kind", "方式", 16, TEXT, label),
            *(
                Column(cause.value, label(cause), 9, NUMBER, _persons(facts, cause))
                for cause in Cause
            ),
            Column("all", "合计", 9, NUMBER, _row_sum(len(Cause))),
        ),
        kinds,
        empty="没有登记问责。",
    )


def _persons(facts: LedgerFacts, cause: Cause) -> Any:
    return lambda kind: facts.sanctions.get((kind, cause), 0)


def _row_sum(columns: int) -> Any:
    last = chr(ord("A") + columns)
    return lambda _row: Formula(f"SUM(B@:{last}@)")
