"""D13, the slip for ledgers and papers that a unit lends to the team, and has back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from db.publishable.accounts import HandoverFacts, LentPaper
from db.publishing.accounts import handover_facts
from db.vocabulary import DocumentKind
from inspector_gui.documents.blocks import (
    Align,
    Aside,
    Block,
    Column,
    FillIn,
    Gap,
    Heading,
    Note,
    Paragraph,
    SignOff,
    Table,
    Title,
    Together,
)
from inspector_gui.documents.document import Draft
from inspector_gui.documents.family.heads import head_fields, open_words
from inspector_gui.documents.lock_rules import OF_VISITED_DAY, SIGNED_BY_TWO
from inspector_gui.documents.paper import Group, OfVisit, single
from inspector_gui.documents.template_texts import Wording
from inspector_gui.documents.visited import Visited
from inspector_gui.labels import in_china

SHARES = {
    "number": (0.07, Align.CENTRE),
    "name": (0.22, Align.LEFT),
    "period": (0.17, Align.LEFT),
    "code": (0.13, Align.LEFT),
    "copies": (0.07, Align.RIGHT),
    "handed": (0.17, Align.CENTRE),
    "returned": (0.17, Align.CENTRE),
}


def handover_slip(facts: HandoverFacts, wording: Wording, serial: str) -> Draft:
    return Draft(
        "".join(wording.titles("title", school=facts.school)),
        tuple(_blocks(facts, wording, serial)),
        serial=serial,
        open_words=open_words(facts, wording),
        missing=() if facts.papers else (wording.phrase("none"),),
    )


def _blocks(facts: HandoverFacts, wording: Wording, serial: str) -> Iterator[Block]:
    yield Title(wording.titles("title", school=facts.school))
    yield Gap(0.5)
    yield Aside(wording.text("serial", serial=serial))
    yield head_fields(facts, wording, ("school",), ("date", "team"))
    if not facts.papers:
        yield Paragraph(wording.text("none"))
        return
    yield Paragraph(wording.text("lead"), leads=True)
    yield _table(facts, wording)
    for note in dict.fromkeys(paper.note for paper in facts.papers if paper.note.strip()):
        yield Note(wording.text("more", entry=note))
    yield Together(tuple(_signing(wording)))


def _table(facts: HandoverFacts, wording: Wording) -> Table:
    columns = (
        Column(wording.phrase(f"column_{key}"), share, align)
        for key, (share, align) in SHARES.items()
    )
    rows = tuple(_row(number, paper) for number, paper in enumerate(facts.papers, start=1))
    copies = str(sum(paper.copies for paper in facts.papers))
    return Table(tuple(columns), rows, ("", wording.phrase("total"), "", "", copies, "", ""))


def _row(number: int, paper: LentPaper) -> tuple[str, ...]:
    """What was not noted is written by hand."""
    return (
        str(number),
        paper.name,
        paper.period,
        paper.number,
        str(paper.copies),
        _moment(paper.handed_at),
        _moment(paper.returned_at),
    )


def _moment(at: datetime | None) -> str:
    if at is None:
        return ""
    here = in_china(at)
    return f"{here.month}月{here.day}日 {here:%H:%M}"


def _signing(wording: Wording) -> Iterator[Block]:
    for part in ("handed", "returned"):
        yield Heading(1, wording.text(f"heading_{part}"))
        left, right = (_lesser(wording.lines(f"{part}_{side}")) for side in ("left", "right"))
        yield SignOff(left, right)
    yield Note(wording.text("closing"))


def _lesser(lines: tuple[FillIn, ...]) -> tuple[FillIn, ...]:
    return tuple(replace(line, lesser=True) for line in lines)


def _build(visited: Visited, wording: Wording, serial: str) -> Draft:
    return handover_slip(handover_facts(visited.work, visited.school), wording, serial)


OF_VISIT = OfVisit(
    kind=DocumentKind.HANDOVER_SLIP,
    papers=single("-JJ", _build),
    group=Group.TAKEN_ALONG,
    rules=(OF_VISITED_DAY, SIGNED_BY_TWO),
)
