"""Draws that can be repeated by hand."""

from dataclasses import dataclass
from datetime import datetime

from db.publishable.visit import VisitHead
from db.vocabulary import DrawKind


@dataclass(frozen=True, kw_only=True)
class PublishedDraw:
    """A draw with all that is needed to repeat it.

    `entries` is the frozen list, empty for the numbers from one to `population`; `replaced` holds
    what was not used and `targeted` what was added on purpose, each with its reason. `sealed`: the
    school's copy of a draw of parents, from which nobody can tell who was drawn.
    """

    kind: DrawKind = DrawKind.SCHOOL_CLASS
    algorithm: str
    population: int
    list_sha256: str
    commitment: str
    nonce: str
    witness_number: str
    seed_text: str
    drawn: tuple[str, ...]
    reserve: tuple[str, ...]
    targeted: tuple[tuple[str, str], ...] = ()
    entries: tuple[str, ...] = ()
    replaced: tuple[tuple[str, str], ...] = ()
    source: str = ""
    drawn_at: datetime | None = None
    sealed: bool = False


@dataclass(frozen=True, kw_only=True)
class SamplingFacts(VisitHead):
    """The record of a visit's draws, D4."""

    draws: tuple[PublishedDraw, ...]
    for_school: bool
