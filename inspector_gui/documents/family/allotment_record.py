"""The record of a draw of schools to teams, like D4: signed by the bureau and its witness."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from db.publishable.allotment import AllotmentFacts
from db.records.plans import Allotted
from db.unit_of_work import Work
from db.vocabulary import DocumentKind
from inspector_gui.documents.allotment_facts import allotment_facts
from inspector_gui.documents.blocks import (
    Align,
    Aside,
    Block,
    Column,
    Digest,
    Fields,
    Gap,
    Heading,
    Mixed,
    Paragraph,
    SignOff,
    Table,
    Text,
    Title,
    Together,
    plain,
)
from inspector_gui.documents.document import Draft
from inspector_gui.documents.family.draws import algorithm_named
from inspector_gui.documents.official_numbers import minute
from inspector_gui.documents.paper import Maker, OfCampaign, Paper
from inspector_gui.documents.template_texts import Wording

ROWS = (
    ("population", "algorithm"),
    ("frozen", "witness_name"),
    ("list_hash",),
    ("commitment",),
    ("nonce", "witness"),
    ("seed",),
)
NAME_SHARE = 0.16


def allotment_record(facts: AllotmentFacts, words: Wording, serial: str) -> Draft:
    return Draft(
        "".join(words.titles("allot_title", campaign=facts.campaign)),
        tuple(_blocks(facts, words, serial)),
        serial=serial,
        by_team=False,
        open_words="\n".join((facts.witness, words.fixed)),
    )


def _blocks(facts: AllotmentFacts, words: Wording, serial: str) -> Iterator[Block]:
    yield Title(words.titles("allot_title", campaign=facts.campaign))
    yield Gap(0.5)
    yield Aside(words.text("serial", serial=serial))
    yield Paragraph(words.text("allot_about", bureau=facts.bureau))
    yield _fields(facts, words)
    yield Heading(1, words.text("allot_heading_result"))
    yield _result(facts, words)
    yield Heading(1, words.text("allot_heading_list"))
    lines = Mixed((Digest("\n".join(facts.entries)),))
    yield Fields((((words.words("draw_entries"), lines),),), NAME_SHARE, compact=True)
    recipe = "\n".join(map(plain, words.parts("allot_recipe")))
    yield Gap(0.5)
    yield Together((
        Fields((((words.words("draw_recipe"), recipe),),), NAME_SHARE, compact=True),
        Gap(0.5),
        SignOff(words.lines("allot_signatures_bureau"), words.lines("allot_signatures_witness")),
    ))  # fmt: skip


def _fields(facts: AllotmentFacts, words: Wording) -> Fields:
    def digest(text: str) -> Text:
        return Mixed((Digest(text),))

    values: dict[str, Text] = {
        "population": words.text("allot_population", count=len(facts.given), team=facts.teams),
        "algorithm": algorithm_named(facts.algorithm, "allot_algorithm_value", words),
        "frozen": minute(facts.frozen_at),
        "witness_name": facts.witness,
        "list_hash": digest(facts.list_sha256),
        "commitment": digest(facts.commitment),
        "nonce": digest(facts.nonce),
        "witness": digest(facts.witness_number),
        "seed": digest(facts.seed_text),
    }
    captions = {key: words.words(f"allot_{key}") for key in values if key != "population"}
    captions["population"] = words.words("allot_population_name")
    named = tuple(tuple((captions[key], values[key]) for key in row) for row in ROWS)
    return Fields(named, NAME_SHARE, compact=True)


def _result(facts: AllotmentFacts, words: Wording) -> Table:
    """In the order in which the schools were drawn."""
    columns = (
        Column(words.words("allot_column_order"), 0.12, Align.CENTRE),
        Column(words.words("allot_column_code"), 0.18, Align.CENTRE),
        Column(words.words("allot_column_school"), 0.45),
        Column(words.words("allot_column_team"), 0.25),
    )
    rows = tuple((str(n), *row) for n, row in enumerate(facts.given, start=1))
    return Table(columns, rows)


def _papers(work: Work, maker: Maker) -> Iterator[Paper]:
    """Each draw of schools to teams that was made, the first first."""
    made = [draw for draw in reversed(work.plans.draws()) if draw.witness_number]
    for number, draw in enumerate(made, start=1):
        key = "allot_name" if len(made) == 1 else "allot_name_more"
        name = maker.words.words(key, count=number)
        yield maker.named(name, f"{maker.head}-C{number}", partial(_build, work, draw))


def _build(work: Work, draw: Allotted, words: Wording, serial: str) -> Draft:
    return allotment_record(allotment_facts(work, draw), words, serial)


OF_CAMPAIGN = OfCampaign(kind=DocumentKind.SAMPLING_RECORD, papers=_papers)
