"""A draw of schools to teams that can be repeated by hand."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class AllotmentFacts:
    """`given`: code and name of each school and its team, in the order drawn; `entries`: the frozen
    list, everything the result depends on."""

    bureau: str
    campaign: str
    algorithm: str
    frozen_at: datetime
    teams: int
    given: tuple[tuple[str, str, str], ...]
    entries: tuple[str, ...]
    list_sha256: str
    commitment: str
    nonce: str
    witness: str
    witness_number: str
    seed_text: str


@dataclass(frozen=True, kw_only=True)
class SchoolDrawFacts:
    """A draw of the schools that are inspected. `strata`: name, number of schools, and code and
    name of each that was drawn and of each in reserve, in their order."""

    bureau: str
    campaign: str
    algorithm: str
    frozen_at: datetime
    strata: tuple[tuple[str, int, tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]], ...]
    entries: tuple[str, ...]
    list_sha256: str
    commitment: str
    nonce: str
    witness: str
    witness_number: str
    seed_text: str
