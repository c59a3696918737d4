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
