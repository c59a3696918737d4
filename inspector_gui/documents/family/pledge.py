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


def pledges(facts: PledgeFacts, words: Wording, serial: str) -> Draft:
    names = (member.name for member in facts.members)
    return Draft(
        plain(words.text("name", team=facts.team)),
        tuple(_blocks(facts, words)),
        serial=serial,
        open_words="\n".join((*names, words.fixed)),
    )


def _blocks(facts: PledgeFacts, words: Wording) -> Iterator[Block]:
    for number, member in enumerate(facts.members):
        if number:
            yield Break(part=True)
        yield from _pledge(member, facts, words)


def _pledge(member: Pledger, facts: PledgeFacts, words: Wording) -> Iterator[Block]:
    yield Title(words.titles("title"))
    yield Gap(0.5)
    values = {
        "name": member.name,
        "source": member.source or words.words("none"),
        "team": facts.team,
        "role": member.role,
    }
    rows = (("name", "source"), ("team", "role"))
    yield Fields(tuple(tuple((words.words(f"field_{k}"), values[k]) for k in row) for row in rows))
    yield Paragraph(words.text("lead", campaign=facts.campaign))
    for item in words.parts("items"):
        yield Paragraph(item)
    yield Paragraph(words.text("recusals", entry=_kept_away(member, words)))
    yield Paragraph(words.text("more"))
    yield Together((
        Paragraph(words.text("closing", bureau=facts.bureau)),
        Gap(0.5),
        SignOff(words.lines("signatures_left"), words.lines("signatures_right")),
    ))  # fmt: skip


def _kept_away(member: Pledger, words: Wording) -> str:
    named = (
        words.words("recusal", school=school or words.words("unnamed"), reason=words.label(reason))
        for school, reason in member.keeps_away
    )
    return "、".join(named) or words.words("none")


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
