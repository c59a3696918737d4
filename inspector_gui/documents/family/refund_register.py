"""D9, the refund register a school completes: totals only, the pupils' names stay with it."""

from __future__ import annotations

from collections.abc import Iterator

from db.publishable.followup import PublishedRefund, RefundDue, RefundFacts
from db.publishing.findings import PRINTED
from db.publishing.followup import refund_facts
from db.vocabulary import DocumentKind, RefundWay
from inspector_gui.documents.blocks import (
    Align,
    Aside,
    Block,
    Column,
    Gap,
    Note,
    Paragraph,
    SignOff,
    Table,
    Title,
    Together,
)
from inspector_gui.documents.document import Draft
from inspector_gui.documents.family.heads import open_words
from inspector_gui.documents.lock_mark import Mark
from inspector_gui.documents.lock_rules import OF_VISITED_DAY, Checked
from inspector_gui.documents.official_numbers import amount
from inspector_gui.documents.page_format import LANDSCAPE
from inspector_gui.documents.paper import Group, OfVisit, single
from inspector_gui.documents.template_texts import Wording
from inspector_gui.documents.visited import Visited
from inspector_gui.labels import long_date, yuan

COLUMNS = {
    "number": (0.04, Align.CENTRE),
    "reference": (0.10, Align.LEFT),
    "fact": (0.195, Align.LEFT),
    "students": (0.055, Align.RIGHT),
    "due": (0.10, Align.RIGHT),
    "refund_students": (0.055, Align.RIGHT),
    "refunded": (0.10, Align.RIGHT),
    "surrendered": (0.09, Align.RIGHT),
    "paid_on": (0.125, Align.CENTRE),
    "way": (0.07, Align.LEFT),
    "remark": (0.07, Align.LEFT),
}
LONGEST_FACT = 60


def refund_register(facts: RefundFacts, wording: Wording, serial: str) -> Draft:
    return Draft(
        "".join(wording.titles("title", school=facts.school)),
        tuple(_blocks(facts, wording, serial)),
        serial=serial,
        open_words=open_words(facts, wording),
        format=LANDSCAPE,
    )


def _blocks(facts: RefundFacts, wording: Wording, serial: str) -> Iterator[Block]:
    yield Title(wording.titles("title", school=facts.school))
    yield Aside(wording.text("serial", serial=serial))
    if not facts.rows:
        yield Paragraph(wording.text("none"))
        return
    yield _table(facts, wording)
    yield Together((
        Note(wording.text("note")),
        Gap(0.5),
        SignOff(wording.lines("signatures_left"), wording.lines("signatures_right")),
    ))  # fmt: skip


def _table(facts: RefundFacts, wording: Wording) -> Table:
    columns = tuple(
        Column(wording.phrase(f"column_{key}"), share, align)
        for key, (share, align) in COLUMNS.items()
    )
    rows = tuple(_row(n, row, wording) for n, row in enumerate(facts.rows, start=1))
    found = [row.finding for row in facts.rows]
    due = _known(sum(finding.due_fen for finding in found))
    refunded = _known(sum(finding.refunded_fen for finding in found))
    surrendered = _known(sum(finding.surrendered_fen for finding in found))
    total = wording.phrase("total")
    return Table(columns, rows, ("", total, "", "", due, "", refunded, surrendered, "", "", ""))


def _known(fen: int) -> str:
    """An amount; nothing is left to be filled in, in a row and under it."""
    return amount(fen) if fen else ""


def _row(number: int, row: RefundDue, wording: Wording) -> tuple[str, ...]:
    """What is not known yet is left to be filled in."""
    finding = row.finding
    students = sum(refund.students for refund in row.refunds)
    days = (long_date(refund.paid_on) for refund in row.refunds if refund.paid_on)
    fact = finding.fact.strip()
    return (
        str(number),
        row.reference or finding.item_code,
        fact if len(fact) <= LONGEST_FACT else wording.phrase("cut", beginning=fact[:LONGEST_FACT]),
        str(finding.students) if finding.students else "",
        _known(finding.due_fen),
        str(students) if students else "",
        _known(finding.refunded_fen),
        _known(finding.surrendered_fen),
        "\n".join(days),
        "\n".join(dict.fromkeys(wording.label(refund.way) for refund in row.refunds)),
        "\n".join(filter(None, (_remark(refund, wording) for refund in row.refunds))),
    )


#: What no column of the table has.
_APART = {RefundWay.IRRECOVERABLE: "irrecoverable", RefundWay.EXCESS: "excess"}


def _remark(refund: PublishedRefund, wording: Wording) -> str:
    if refund.way not in _APART:
        return refund.note
    return f"{wording.phrase(_APART[refund.way], amount=yuan(refund.amount_fen))}：{refund.note}"


def _build(visited: Visited, wording: Wording, serial: str) -> Draft:
    facts = refund_facts(visited.work, visited.school, visited.references)
    return refund_register(facts, wording, serial)


def _no_more_than_due(checked: Checked) -> Iterator[Mark]:
    for finding in checked.work.findings.lines(checked.school.visit_id):
        paid = finding.refunded_fen + finding.surrendered_fen
        if finding.status in PRINTED and paid > finding.due_fen:
            message = f"{finding.serial} 已退和上缴的多于应退的"
            yield Mark(message, "请改正", grave=True, finding=finding.serial)


OF_VISIT = OfVisit(
    kind=DocumentKind.REFUND_REGISTER,
    papers=single("-Q", _build),
    group=Group.FOLLOW_UP,
    rules=(OF_VISITED_DAY, _no_more_than_due),
)
