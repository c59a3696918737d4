"""D7, the pledge of each member: recusal and integrity, signed before going out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from db.publishable.people import PledgeFacts, Pledger
from db.publishing.people import pledge_facts
from db.vocabulary import DocumentKind
from inspector_gui.documents.blocks import (
    Block,
    Break,
    Fields,
    Gap,
    Paragraph,
    SignOff,
    Title,
    Together,
    plain,
)
from inspector_gui.documents.document import Draft
from inspector_gui.documents.paper import Group, Maker, OfVisit, Paper
from inspector_gui.documents.template_texts import Wording
from inspector_gui.documents.visited import Visited


def pledges(facts: PledgeFacts, wording: Wording, serial: str) -> Draft:
    names = (member.name for member in facts.members)
    return Draft(
        plain(wording.text("name", team=facts.team)),
        tuple(_blocks(facts, wording)),
        serial=serial,
        open_words="\n".join((*names, wording.fixed)),
    )


def _blocks(facts: PledgeFacts, wording: Wording) -> Iterator[Block]:
    for number, member in enumerate(facts.members):
        if number:
            yield Break(part=True)
        yield from _pledge(member, facts, wording)


def _pledge(member: Pledger, facts: PledgeFacts, wording: Wording) -> Iterator[Block]:
    yield Title(wording.titles("title"))
    yield Gap(0.5)
    values = {
        "name": member.name,
        "source": member.source or wording.phrase("none"),
        "team": facts.team,
        "role": member.role,
    }
    rows = (("name", "source"), ("team", "role"))
    yield Fields(
        tuple(tuple((wording.phrase(f"field_{k}"), values[k]) for k in row) for row in rows)
    )
    yield Paragraph(wording.text("lead", campaign=facts.campaign))
    for item in wording.parts("items"):
        yield Paragraph(item)
    yield Paragraph(wording.text("recusals", entry=_kept_away(member, wording)))
    yield Paragraph(wording.text("more"))
    yield Together((
        Paragraph(wording.text("closing", bureau=facts.bureau)),
        Gap(0.5),
        SignOff(wording.lines("signatures_left"), wording.lines("signatures_right")),
    ))  # fmt: skip


def _kept_away(member: Pledger, wording: Wording) -> str:
    named = (
        wording.phrase(
            "recusal", school=school or wording.phrase("unnamed"), reason=wording.label(reason)
        )
        for school, reason in member.keeps_away
    )
    return "、".join(named) or wording.phrase("none")


def _papers(visited: Visited, maker: Maker) -> Iterator[Paper]:
    """The team's, whatever school it is at."""
    facts = pledge_facts(visited.work, visited.school.team_id)
    yield maker.named(maker.title, facts.serial, partial(pledges, facts))


#: Made before anything is inspected: no rule.
OF_VISIT = OfVisit(
    kind=DocumentKind.PLEDGE,
    papers=_papers,
    group=Group.BLANK,
    guarded=False,
)
