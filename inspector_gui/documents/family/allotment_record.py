"""The records of the bureau's draws, of schools and of schools to teams, like D4: signed by the
bureau and its witness."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from db.publishable.allotment import AllotmentFacts, SchoolDrawFacts
from db.records.plans import Allotted, DrawOf
from db.unit_of_work import Work
from db.vocabulary import DocumentKind
from inspector_gui.documents.allotment_facts import allotment_facts, school_draw_facts
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
#: The first that take the place of a school; the whole order follows from the seed.
_RESERVES = 5


def allotment_record(facts: AllotmentFacts, wording: Wording, serial: str) -> Draft:
    return Draft(
        "".join(wording.titles("allot_title", campaign=facts.campaign)),
        tuple(_blocks(facts, wording, serial)),
        serial=serial,
        by_team=False,
        open_words="\n".join((facts.witness, wording.fixed)),
    )


def _blocks(facts: AllotmentFacts, wording: Wording, serial: str) -> Iterator[Block]:
    yield Title(wording.titles("allot_title", campaign=facts.campaign))
    yield Gap(0.5)
    yield Aside(wording.text("serial", serial=serial))
    yield Paragraph(wording.text("allot_about", bureau=facts.bureau))
    population = wording.text("allot_population", count=len(facts.given), team=facts.teams)
    yield _fields(facts, wording, wording.phrase("allot_population_name"), population)
    yield Heading(1, wording.text("allot_heading_result"))
    yield _result(facts, wording)
    yield Heading(1, wording.text("allot_heading_list"))
    yield from _repeated(facts, wording, "allot_recipe")


def _repeated(
    facts: AllotmentFacts | SchoolDrawFacts, wording: Wording, recipe_key: str
) -> Iterator[Block]:
    """What was frozen, how to draw from it again, and who signs."""
    lines = Mixed((Digest("\n".join(facts.entries)),))
    yield Fields((((wording.phrase("draw_entries"), lines),),), NAME_SHARE, compact=True)
    recipe = "\n".join(map(plain, wording.parts(recipe_key)))
    yield Gap(0.5)
    yield Together((
        Fields((((wording.phrase("draw_recipe"), recipe),),), NAME_SHARE, compact=True),
        Gap(0.5),
        SignOff(
            wording.lines("allot_signatures_bureau"), wording.lines("allot_signatures_witness")
        ),
    ))  # fmt: skip


def school_draw_record(facts: SchoolDrawFacts, wording: Wording, serial: str) -> Draft:
    return Draft(
        "".join(wording.titles("schools_title", campaign=facts.campaign)),
        tuple(_of_schools(facts, wording, serial)),
        serial=serial,
        by_team=False,
        open_words="\n".join((facts.witness, wording.fixed)),
    )


def _of_schools(facts: SchoolDrawFacts, wording: Wording, serial: str) -> Iterator[Block]:
    yield Title(wording.titles("schools_title", campaign=facts.campaign))
    yield Gap(0.5)
    yield Aside(wording.text("serial", serial=serial))
    yield Paragraph(wording.text("schools_about", bureau=facts.bureau))
    drawn = sum(len(stratum[2]) for stratum in facts.strata)
    listed = sum(stratum[1] for stratum in facts.strata)
    population = wording.text("schools_population", count=listed, sum=drawn)
    yield _fields(facts, wording, wording.phrase("schools_population_name"), population)
    yield Heading(1, wording.text("schools_heading_result"))
    yield _strata(facts, wording)
    yield Heading(1, wording.text("allot_heading_list"))
    yield from _repeated(facts, wording, "schools_recipe")


def _strata(facts: SchoolDrawFacts, wording: Wording) -> Table:
    """Each stratum: what was drawn, and what takes its place in which order."""

    def listed(schools: tuple[tuple[str, str], ...]) -> str:
        return "、".join(f"{name}[{code}]" for code, name in schools) or wording.phrase("draw_none")

    columns = (
        Column(wording.phrase("schools_column_stratum"), 0.16),
        Column(wording.phrase("schools_column_count"), 0.1, Align.CENTRE),
        Column(wording.phrase("schools_column_drawn"), 0.4),
        Column(wording.phrase("schools_column_reserve"), 0.34),
    )
    rows = tuple(
        (name, f"{size}/{len(drawn)}", listed(drawn), listed(reserve[:_RESERVES]))
        for name, size, drawn, reserve in facts.strata
    )
    return Table(columns, rows)


def _fields(
    facts: AllotmentFacts | SchoolDrawFacts, wording: Wording, scope: str, population: Text
) -> Fields:
    """`scope`: what the population is called."""

    def digest(text: str) -> Text:
        return Mixed((Digest(text),))

    values: dict[str, Text] = {
        "population": population,
        "algorithm": algorithm_named(facts.algorithm, "allot_algorithm_value", wording),
        "frozen": minute(facts.frozen_at),
        "witness_name": facts.witness,
        "list_hash": digest(facts.list_sha256),
        "commitment": digest(facts.commitment),
        "nonce": digest(facts.nonce),
        "witness": digest(facts.witness_number),
        "seed": digest(facts.seed_text),
    }
    captions = {key: wording.phrase(f"allot_{key}") for key in values if key != "population"}
    captions["population"] = scope
    named = tuple(tuple((captions[key], values[key]) for key in row) for row in ROWS)
    return Fields(named, NAME_SHARE, compact=True)


def _result(facts: AllotmentFacts, wording: Wording) -> Table:
    """In the order in which the schools were drawn."""
    columns = (
        Column(wording.phrase("allot_column_order"), 0.12, Align.CENTRE),
        Column(wording.phrase("allot_column_code"), 0.18, Align.CENTRE),
        Column(wording.phrase("allot_column_school"), 0.45),
        Column(wording.phrase("allot_column_team"), 0.25),
    )
    rows = tuple((str(n), *row) for n, row in enumerate(facts.given, start=1))
    return Table(columns, rows)


def _papers(work: Work, maker: Maker) -> Iterator[Paper]:
    """Each draw that was made, those of schools before those to teams, the first first."""
    yield from _of_kind(work, maker, DrawOf.SCHOOLS, "X", _build_schools)
    yield from _of_kind(work, maker, DrawOf.TEAMS, "C", _build)


def _of_kind(
    work: Work,
    maker: Maker,
    of: DrawOf,
    suffix: str,
    build: Callable[[Work, Allotted, Wording, str], Draft],
) -> Iterator[Paper]:
    key = _NAMES[of]
    made = [draw for draw in reversed(work.plans.draws(of)) if draw.witness_number]
    for number, draw in enumerate(made, start=1):
        name = maker.wording.phrase(key if len(made) == 1 else f"{key}_more", count=number)
        yield maker.named(name, f"{maker.head}-{suffix}{number}", partial(build, work, draw))


_NAMES = {DrawOf.SCHOOLS: "schools_name", DrawOf.TEAMS: "allot_name"}


def _build(work: Work, draw: Allotted, wording: Wording, serial: str) -> Draft:
    return allotment_record(allotment_facts(work, draw), wording, serial)


def _build_schools(work: Work, draw: Allotted, wording: Wording, serial: str) -> Draft:
    return school_draw_record(school_draw_facts(work, draw), wording, serial)


OF_CAMPAIGN = OfCampaign(kind=DocumentKind.SAMPLING_RECORD, papers=_papers)
