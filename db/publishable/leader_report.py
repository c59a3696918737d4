"""What the finance office reports of an inspection to the leader who is responsible."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from db.records.totals import CategoryFigures
from db.vocabulary import Handling


@dataclass(frozen=True)
class LeaderFacts:
    """The report D12. Money in fen; `amounts`: what comes of it, by what the inspection calls it.

    `visited_from` to `visited_to`, `teams` and `members`: of the visits that took place; `handed`:
    how many findings the teams suggest to hand to which organ; `undecided`: what is still open, so
    that nothing of it is final.
    """

    serial: str
    bureau: str
    inspection: str
    visited_from: date | None
    visited_to: date | None
    teams: int
    members: int
    units: int
    in_scope: int
    vouchers: int
    findings: int
    with_findings: int
    closed: int
    fed_back: int
    amounts: Mapping[str, int]
    areas: tuple[CategoryFigures, ...]
    handed: Mapping[Handling, int]
    opinion: str
    undecided: tuple[str, ...] = ()
