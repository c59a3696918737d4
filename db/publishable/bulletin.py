"""What the bureau may tell the whole city."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from db.records.totals import CategoryFigures, Figures, MoneyFigures
from db.vocabulary import Method


@dataclass(frozen=True)
class Amount:
    """How an amount is told: exactly (`fen`), below an edge (`band`), or not at all.

    `above`: it is banded, and above the highest edge.
    """

    fen: int | None = None
    band: int | None = None
    above: bool = False

    @property
    def hidden(self) -> bool:
        return self.fen is None


@dataclass(frozen=True)
class NamedFinding:
    """`students` and `involved_fen` are None where they would point at pupils; then `band` tells.

    `band` is the upper edge of the band of the amount in fen, None above the highest.
    """

    category: str
    fact: str
    students: int | None
    involved_fen: int | None
    band: int | None


@dataclass(frozen=True)
class NamedSchool:
    """A school that the bureau's leaders decided to name (点名)."""

    name: str
    findings: tuple[NamedFinding, ...]


@dataclass(frozen=True)
class BulletinFacts:
    """The bulletin, D11. Money in fen; `registered`: what only the bureau registers.

    `visits_money` leaves out what `case_money` has: findings that are complaint cases too.
    `amounts` of the categories, by name, and the other two say how these are told to the public;
    `undecided`: what is still open, so that nothing of it is final. `visited_from` to `visited_to`
    and `methods`: of the visits that took place. `sound`: schools visited of which every item was
    answered and nothing was found; `incomplete`: those that have items left to answer.

    `cut_off`: the moment (UTC) whose numbers these are, None where nobody said; `cut_off_to_come`:
    that day is still to come. `then`: the numbers as the last bulletin told them, as of `last`.
    """

    serial: str
    bureau: str
    campaign: str
    document_no: str
    issued_on: date | None
    visited_from: date | None
    visited_to: date | None
    methods: frozenset[Method]
    sound: int
    incomplete: int
    figures: Figures
    in_scope: int
    with_findings: int
    categories: tuple[CategoryFigures, ...]
    visits_money: MoneyFigures
    case_money: MoneyFigures
    registered: dict[str, int]
    closed: int
    unknown_codes: tuple[str, ...]
    named: tuple[NamedSchool, ...]
    achievements: str
    requirements: str
    copies: str
    amounts: Mapping[str, Amount] = field(default_factory=dict)
    visits_amount: Amount | None = None
    case_amount: Amount | None = None
    undecided: tuple[str, ...] = ()
    cut_off: datetime | None = None
    cut_off_to_come: bool = False
    last: datetime | None = None
    then: Mapping[str, int] = field(default_factory=dict)

    def amount_of(self, category: CategoryFigures) -> Amount:
        """How what a category comes to is told to the public."""
        return self.amounts.get(category.name, Amount(category.involved_fen))
