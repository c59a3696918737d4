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


def handover_slip(facts: HandoverFacts, words: Wording, serial: str) -> Draft:
    return Draft(
        "".join(words.titles("title", school=facts.school)),
        tuple(_blocks(facts, words, serial)),
        serial=serial,
        open_words=open_words(facts, words),
        missing=() if facts.papers else (words.words("none"),),
    )


def _blocks(facts: HandoverFacts, words: Wording, serial: str) -> Iterator[Block]:
    yield Title(words.titles("title", school=facts.school))
    yield Gap(0.5)
    yield Aside(words.text("serial", serial=serial))
    yield head_fields(facts, words, ("school",), ("date", "team"))
    if not facts.papers:
        yield Paragraph(words.text("none"))
        return
    yield Paragraph(words.text("lead"), leads=True)
    yield _table(facts, words)
    for note in dict.fromkeys(one.note for one in facts.papers if one.note.strip()):
        yield Note(words.text("more", entry=note))
    yield Together(tuple(_signing(words)))


def _table(facts: HandoverFacts, words: Wording) -> Table:
    columns = (
        Column(words.words(f"column_{key}"), share, align) for key, (share, align) in SHARES.items()
    )
    rows = tuple(_row(number, paper) for number, paper in enumerate(facts.papers, start=1))
    copies = str(sum(paper.copies for paper in facts.papers))
    return Table(tuple(columns), rows, ("", words.words("total"), "", "", copies, "", ""))


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


def _signing(words: Wording) -> Iterator[Block]:
    for part in ("handed", "returned"):
        yield Heading(1, words.text(f"heading_{part}"))
        left, right = (_lesser(words.lines(f"{part}_{side}")) for side in ("left", "right"))
        yield SignOff(left, right)
    yield Note(words.text("closing"))


def _lesser(lines: tuple[FillIn, ...]) -> tuple[FillIn, ...]:
    return tuple(replace(line, lesser=True) for line in lines)


def _build(visited: Visited, words: Wording, serial: str) -> Draft:
    return handover_slip(handover_facts(visited.work, visited.school), words, serial)


OF_VISIT = OfVisit(
    kind=DocumentKind.HANDOVER_SLIP,
    papers=single("-JJ", _build),
    group=Group.TAKEN_ALONG,
    rules=(OF_VISITED_DAY, SIGNED_BY_TWO),
)
