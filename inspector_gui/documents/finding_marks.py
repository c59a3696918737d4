"""Marks on the findings of a document: what they rest on, their amounts and their days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TypeAlias

from db.records.catalogues import Item
from db.records.demanded_evidence import lacking_evidence
from db.records.findings import FindingLine
from db.vocabulary import EvidenceKind, Handling
from inspector_gui.accounts import plausibility
from inspector_gui.documents.adjectives import MEANS, doubts
from inspector_gui.documents.lock_mark import Mark, Passage
from inspector_gui.labels import long_date, yuan

#: What proves an amount; a look round or a photograph does not.
_OF_MONEY = frozenset(
    {
        *(EvidenceKind.VOUCHER, EvidenceKind.LEDGER, EvidenceKind.RECEIPT),
        *(EvidenceKind.CONTRACT, EvidenceKind.STATEMENT),
    }
)
#: What has to be done by a day.
_BY_A_DAY = frozenset({Handling.ONSPOT, Handling.RECTIFY, Handling.REFUND})
_BEGINNING = 6


Flaw: TypeAlias = tuple[str, str, bool]


def ground_marks(
    finding: FindingLine, item: Item, begun: date, ended: date, *, of_fees: bool
) -> Iterator[Mark]:
    """What a head or a clerk would ask of one finding: what it rests on, its amounts, and whether
    its figures and days agree. `begun` and `ended`: the conduct that is inspected; `of_fees`: its
    amounts are money that pupils paid and get back."""
    amounts = _of_amounts(finding) if of_fees else ()
    doubts = plausibility.of_statement(finding, begun, ended, of_fees=of_fees)
    differing = (
        (doubt, "单上几处说法要一致，请核对", doubt == plausibility.REVERSED) for doubt in doubts
    )
    return _marks(finding, (*_of_evidence(finding, item), *amounts, *differing))


def evidence_marks(finding: FindingLine, item: Item) -> Iterator[Mark]:
    """What it rests on alone."""
    return _marks(finding, _of_evidence(finding, item))


def day_marks(finding: FindingLine, visited_on: date | None, today: date) -> Iterator[Mark]:
    """Of the day by which a sheet wants it done: none that is over can be kept."""
    return _marks(finding, _of_days(finding, visited_on, today))


def _marks(finding: FindingLine, found: Iterable[Flaw]) -> Iterator[Mark]:
    beginning = Passage(finding.fact.strip()[:_BEGINNING])
    for message, detail, grave in found:
        named, serial = f"{finding.serial} {message}", finding.serial
        yield Mark(named, detail, grave, finding=serial, passage=beginning)


def _of_evidence(finding: FindingLine, item: Item) -> Iterator[Flaw]:
    """An amount is proved by what its item demands, else by accounts; where the school has no such
    paper, it says so in writing."""
    kinds = {proof.kind for proof in finding.evidence}
    lacking = lacking_evidence(finding, item)
    proved = bool(item.required) and not lacking
    wanted = f"要有其中一种：{'、'.join(lacking)}"
    if not kinds:
        yield "没有证据", "线索不算证据；请补充后再定稿", True
    elif _money(finding) and not proved and kinds.isdisjoint(_OF_MONEY):
        yield "有金额，没有凭证、台账、票据", "金额要有账证支持；请补充证据，或改正证据类型", True
    elif lacking and EvidenceKind.STATEMENT not in kinds:
        detail = f"{wanted}；学校拿不出的，请学校书面说明，登记为证据"
        yield "有金额，没有检查项要求的证据", detail, True
    elif lacking:
        yield "以书面说明代替检查项要求的证据", f"{wanted}；请核对说明写明了为什么没有", False


def _of_amounts(finding: FindingLine) -> Iterator[Flaw]:
    paid = finding.refunded_fen + finding.surrendered_fen
    if paid > finding.due_fen:
        detail = f"已退和上缴 {yuan(paid)}，应退 {yuan(finding.due_fen)}"
        yield "已退的多于应退的", detail, True
    if Handling.REFUND in finding.handlings and not finding.due_fen:
        yield "建议清退，应退 0.00 元", "单上写“核清应退金额后清退”", False
    elif finding.due_fen and not paid:
        yield "已退 0.00 元", "学校当场退过的，先登记退费", False
    if finding.due_fen and Handling.REFUND not in finding.handlings:
        yield f"应退 {yuan(finding.due_fen)}，没有建议清退", "处理方式里没有选“清退费用”", False
    if finding.excess_fen:
        yield f"多退 {yuan(finding.excess_fen)}", "多退的单列，不计入已退；请核对应退金额", False
    if finding.due_fen > finding.involved_fen:
        yield "应退的多于涉及的", f"应退 {yuan(finding.due_fen)}，请核对", False


def _of_days(finding: FindingLine, visited_on: date | None, today: date) -> Iterator[Flaw]:
    dated = not _BY_A_DAY.isdisjoint(finding.handlings)
    if finding.due_on is None:
        if dated:
            yield "没有整改期限", "单上写不出哪天前完成", False
    elif visited_on is not None and finding.due_on < visited_on:
        yield "整改期限早于检查日期", f"{long_date(finding.due_on)}，请改正", True
    elif finding.due_on < today:
        yield "整改期限已过", f"{long_date(finding.due_on)}，请改为今天以后的日期", dated


def _money(finding: FindingLine) -> int:
    return finding.involved_fen or finding.due_fen


def adjective_marks(findings: Sequence[FindingLine]) -> Iterator[Mark]:
    """Words that claim how many, without a figure or with one that does not fit."""
    for finding in findings:
        for word, sentence, why in doubts(f"{finding.fact}\n{finding.advice}"):
            detail = f"“{word}”指{MEANS[word]}；{why}"
            passage = Passage(word, sentence.strip())
            yield Mark(
                f"{finding.serial} 用了“{word}”", detail, finding=finding.serial, passage=passage
            )
