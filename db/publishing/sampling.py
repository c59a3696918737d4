"""The facts of the sampling record."""

from collections.abc import Iterable
from dataclasses import replace

from db.publishable.sampling import PublishedDraw, SamplingFacts
from db.publishing.visit import head
from db.records.samplings import DrawFacts
from db.records.schools import SchoolLine
from db.unit_of_work import Work
from db.vocabulary import DrawKind, DrawRole

SECRET = ("nonce", "witness_number", "seed_text")
"""With these anybody can tell who was drawn."""


def sampling_facts(work: Work, school: SchoolLine, *, for_school: bool) -> SamplingFacts:
    """The draws of a visit; the school's copy of a roster draw names nobody's row."""
    draws = tuple(map(published, work.samplings.draws(school.visit_id)))
    if for_school:
        draws = tuple(map(_for_school, draws))
    return SamplingFacts(**head(work, school), draws=draws, for_school=for_school)


def class_draws(draws: Iterable[DrawFacts]) -> tuple[PublishedDraw, ...]:
    """What a feedback sheet may show of them: roster rows stay with the bureau."""
    return tuple(_for_school(published(d)) for d in draws if d.kind is DrawKind.SCHOOL_CLASS)


def published(draw: DrawFacts) -> PublishedDraw:
    by_role = {role: [entry for entry in draw.drawn if entry.role is role] for role in DrawRole}
    return PublishedDraw(
        kind=draw.kind,
        algorithm=draw.algorithm,
        population=draw.population,
        list_sha256=draw.list_sha256,
        commitment=draw.commitment,
        nonce=draw.nonce,
        witness_number=draw.witness_number,
        seed_text=draw.seed_text,
        drawn=tuple(entry.entry for entry in by_role[DrawRole.DRAWN]),
        reserve=tuple(entry.entry for entry in by_role[DrawRole.RESERVE]),
        targeted=tuple((entry.entry, entry.reason) for entry in by_role[DrawRole.TARGETED]),
        entries=draw.entries,
        replaced=tuple((entry.entry, entry.reason) for entry in draw.drawn if entry.replaced),
        source=draw.source,
        drawn_at=draw.at,
    )


def _for_school(draw: PublishedDraw) -> PublishedDraw:
    """Why a class was added on purpose is not for the school; nor is anything of the parents."""
    if draw.kind is not DrawKind.ROSTER:
        return replace(draw, targeted=tuple((entry, "") for entry, _reason in draw.targeted))
    empty = dict.fromkeys(("drawn", "reserve", "targeted", "entries", "replaced"), ())
    return replace(draw, sealed=True, **dict.fromkeys(SECRET, ""), **empty)  # type: ignore[arg-type]
