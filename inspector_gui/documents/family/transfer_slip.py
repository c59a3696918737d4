"""D8, the slip that hands clues to another organ: restricted, signed by both sides."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from db.publishable.followup import HandedOn, TransferFacts
from db.publishing.followup import organs, transfer_facts
from db.vocabulary import Desk, DocumentKind, Handling
from inspector_gui.documents.blocks import (
    Aside,
    Block,
    Fields,
    Gap,
    Heading,
    Paragraph,
    SignOff,
    Text,
    Title,
    Together,
    joined,
)
from inspector_gui.documents.document import Draft
from inspector_gui.documents.family.finding_parts import basis_of, scope_of, sentence
from inspector_gui.documents.family.heads import head_field, open_words
from inspector_gui.documents.lock_rules import OF_VISITED_DAY, each_finding, undecided_of_school
from inspector_gui.documents.paper import Group, Maker, OfVisit, Paper
from inspector_gui.documents.template_texts import Wording
from inspector_gui.documents.visited import Visited
from inspector_gui.labels import label


def transfer_slip(facts: TransferFacts, wording: Wording, serial: str) -> Draft:
    return Draft(
        "".join(wording.titles("title")),
        tuple(_blocks(facts, wording, serial)),
        serial=serial,
        by_team=False,
        open_words=open_words(facts, wording),
        covers=tuple(clue.finding.id.hex for clue in facts.clues),
    )


def _blocks(facts: TransferFacts, wording: Wording, serial: str) -> Iterator[Block]:
    yield Title(wording.titles("title"))
    yield Gap(0.5)
    yield Aside(wording.text("restricted"))
    yield Aside(wording.text("serial", serial=serial))
    receiver = facts.receiver or wording.phrase(f"organ_{facts.organ.value}")
    sender = wording.phrase("sender", bureau=facts.bureau)
    yield Fields((
        ((wording.phrase("field_sender"), sender), (wording.phrase("field_receiver"), receiver)),
        ((wording.phrase("field_about"), facts.school), head_field("code", facts, wording)),
        ((wording.phrase("field_source"), wording.text("source", campaign=facts.campaign)),),
    ))  # fmt: skip
    yield Heading(1, wording.text("heading_clues"))
    for number, clue in enumerate(facts.clues, start=1):
        yield from _clue(number, clue, wording)
    yield Heading(1, wording.text("heading_papers"))
    yield from _papers(facts, wording)
    opinion = facts.opinion or wording.phrase(f"opinion_{facts.organ.value}")
    yield Together((
        Heading(1, wording.text("heading_opinion")),
        Paragraph(opinion),
        Paragraph(wording.text("closing")),
        Gap(0.5),
        SignOff(wording.lines("signatures_left"), wording.lines("signatures_right")),
    ))  # fmt: skip


def _clue(number: int, clue: HandedOn, wording: Wording) -> Iterator[Block]:
    finding = clue.finding
    yield Paragraph(wording.text("fact", number=number, fact=sentence(finding.fact)), leads=True)
    involved = scope_of(finding, wording)
    scope: Text = wording.text("scope", involved=involved) if involved else ""
    if finding.basis:
        scope = joined(scope, wording.text("basis", notice=basis_of(finding, "", wording)))
    if involved or finding.basis:
        yield Paragraph(scope)


def _papers(facts: TransferFacts, wording: Wording) -> Iterator[Block]:
    papers = dict.fromkeys(paper for clue in facts.clues for paper in clue.papers)
    if not papers:
        yield Paragraph(wording.text("papers_none"))
    for number, (kind, title, locator) in enumerate(papers, start=1):
        where = wording.phrase("paper_where", where=locator) if locator else ""
        paper = wording.text(
            "paper", number=number, type=wording.label(kind), name=title, where=where
        )
        yield Paragraph(paper)
    if papers:
        yield from wording.lines("papers_checked")


def _slips(visited: Visited, maker: Maker) -> Iterator[Paper]:
    """One for each organ that something is handed to."""
    for number, organ in enumerate(organs(visited.work, visited.school), start=1):
        yield maker.paper(f"-Y{number}", partial(_slip, visited, organ), label(organ))


def _slip(visited: Visited, organ: Handling, wording: Wording, serial: str) -> Draft:
    return transfer_slip(transfer_facts(visited.work, visited.school, organ), wording, serial)


OF_VISIT = OfVisit(
    kind=DocumentKind.TRANSFER_SLIP,
    papers=_slips,
    group=Group.FOLLOW_UP,
    rules=(OF_VISITED_DAY, undecided_of_school, each_finding),
    desk=Desk.BUREAU,
    guarded=False,
)
