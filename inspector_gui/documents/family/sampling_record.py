"""D4, the sampling record: signed by two members and the school's witness, before it is used."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from db.publishable.sampling import PublishedDraw, SamplingFacts
from db.publishing.sampling import sampling_facts
from db.vocabulary import DocumentKind, DrawKind
from inspector_gui.documents.blocks import Aside, Block, Gap, Heading, Paragraph, Title, Together
from inspector_gui.documents.document import Draft
from inspector_gui.documents.family.draws import draw_fields, draw_signatures, recipe_fields
from inspector_gui.documents.family.heads import head_fields, open_words
from inspector_gui.documents.lock_mark import Mark
from inspector_gui.documents.lock_rules import OF_VISITED_DAY, Checked, mentions
from inspector_gui.documents.paper import Group, Maker, OfVisit, Paper
from inspector_gui.documents.template_texts import Wording
from inspector_gui.documents.visited import Visited
from inspector_gui.labels import numeral
from inspector_gui.statistics.gap import Gap as Lacking

_STILL_OPEN = {Lacking.NUMBER_AWAITED: "学校报数、抽出结果后才列入记录"}


def sampling_record(facts: SamplingFacts, wording: Wording, serial: str) -> Draft:
    return Draft(
        "".join(wording.titles("title", school=facts.school)),
        tuple(_blocks(facts, wording, serial)),
        serial=serial,
        open_words=open_words(facts, wording),
    )


def _blocks(facts: SamplingFacts, wording: Wording, serial: str) -> Iterator[Block]:
    yield Title(wording.titles("title", school=facts.school))
    yield Gap(0.5)
    yield Aside(wording.text("serial", serial=serial))
    yield head_fields(facts, wording, ("school",), ("code", "kind"), ("date", "team"))
    yield Paragraph(wording.text("about"))
    if not facts.draws:
        yield Paragraph(wording.text("none"))
    for number, draw in enumerate(facts.draws, start=1):
        yield from _draw(number, draw, facts, wording)
    copy = Paragraph(wording.text("copy_school" if facts.for_school else "copy_team"))
    yield Gap(0.5)
    yield Together((recipe_fields(wording), copy, draw_signatures(wording)))


def _draw(
    number: int, draw: PublishedDraw, facts: SamplingFacts, wording: Wording
) -> Iterator[Block]:
    of_classes = draw.kind is DrawKind.SCHOOL_CLASS
    yield Heading(1, wording.text(f"heading_{draw.kind.value}", number=numeral(number)))
    yield draw_fields(draw, facts.stages, wording, *((("legend",),) if of_classes else ()))
    if draw.sealed:
        yield Paragraph(wording.text("sealed"))


def _papers(visited: Visited, maker: Maker) -> Iterator[Paper]:
    """What the school sees of a draw, and what the team alone keeps of it."""
    yield maker.paper("-C1", partial(_build, visited, for_school=True), "学校联")
    yield maker.paper("-C2", partial(_build, visited, for_school=False), "检查组联")


def _build(visited: Visited, wording: Wording, serial: str, *, for_school: bool) -> Draft:
    facts = sampling_facts(visited.work, visited.school, for_school=for_school)
    return sampling_record(facts, wording, serial)


def _something_drawn(checked: Checked) -> Iterator[Mark]:
    kinds = {draw.kind for draw in checked.work.samplings.draws(checked.school.visit_id)}
    if kinds.isdisjoint({DrawKind.SCHOOL_CLASS, DrawKind.ROSTER}):
        yield Mark("没有抽样", "抽过才有记录", grave=True, gap=Lacking.CLASSES_NOT_DRAWN)


OF_VISIT = OfVisit(
    kind=DocumentKind.SAMPLING_RECORD,
    papers=_papers,
    group=Group.TAKEN_ALONG,
    rules=(OF_VISITED_DAY, _something_drawn, mentions(_STILL_OPEN)),
)
