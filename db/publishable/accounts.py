"""What papers of a visit say of the unit's accounts: papers lent, the meeting, and figures that
should agree and do not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from db.publishable.visit import VisitHead


@dataclass(frozen=True)
class LentPaper:
    """A ledger or box of papers that the unit gave to the team. Moments are UTC."""

    name: str
    period: str
    number: str
    copies: int
    handed_at: datetime | None
    returned_at: datetime | None
    note: str


@dataclass(frozen=True, kw_only=True)
class HandoverFacts(VisitHead):
    """The hand-over slip, D13."""

    papers: tuple[LentPaper, ...]


@dataclass(frozen=True)
class Promised:
    name: str
    due_on: date | None
    received_on: date | None


@dataclass(frozen=True)
class PublishedMeeting:
    """Who took part by post and number, never by name. `held_at` is UTC; `topics`: what was said,
    by area in the catalogue's order; `unspoken`: the areas that were not spoken of."""

    held_at: datetime | None
    place: str
    participants: tuple[tuple[str, int], ...]
    recorders: tuple[str, ...]
    topics: Mapping[str, str]
    unspoken: tuple[str, ...]
    promised: tuple[Promised, ...]
    note: str


@dataclass(frozen=True, kw_only=True)
class MinutesFacts(VisitHead):
    """The minutes of the meetings of a visit, D14."""

    meetings: tuple[PublishedMeeting, ...]
