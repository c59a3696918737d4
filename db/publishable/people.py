"""What members pledge before they go out."""

from dataclasses import dataclass

from db.vocabulary import RecusalReason


@dataclass(frozen=True)
class Pledger:
    """`keeps_away`: schools, each with the reason."""

    name: str
    role: str
    source: str
    is_lead: bool
    keeps_away: tuple[tuple[str, RecusalReason], ...]


@dataclass(frozen=True)
class PledgeFacts:
    serial: str
    bureau: str
    campaign: str
    team: str
    members: tuple[Pledger, ...]
