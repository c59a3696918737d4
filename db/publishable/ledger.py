"""What the bureau's ledger lists, row by row. No pupil, parent, informant or complainant is in it.

Of calls and talks it has the city's sums only.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from db.publishable.tallies import CityStatisticsFacts
from db.records.totals import Figures
from db.vocabulary import (
    CallOutcome,
    Cause,
    ComplaintOutcome,
    ComplaintSource,
    FindingStatus,
    Handling,
    Ownership,
    Sanction,
    SchoolType,
    Severity,
    Stage,
)


@dataclass(frozen=True)
class LedgerSchool:
    """A school with all its visits of an inspection. Classes are those of its draws."""

    code: str
    name: str
    kind: SchoolType
    ownership: Ownership
    district: str
    team: str
    visited_on: date | None
    figures: Mapping[str, int]
    closed: int
    eligible: int
    drawn: int
    replaced: int
    targeted: int


@dataclass(frozen=True)
class LedgerFinding:
    """A finding that stands; amounts in fen. `closed_on`: in China."""

    serial: str
    school: str
    category: str
    item_code: str
    fact: str
    basis: str
    severity: Severity
    students: int
    involved_fen: int
    due_fen: int
    refunded_fen: int
    refund_students: int
    surrendered_fen: int
    reported_fen: int
    irrecoverable_fen: int
    excess_fen: int
    handlings: tuple[Handling, ...]
    responsible: str
    due_on: date | None
    status: FindingStatus
    closed_on: date | None
    verifier: str


@dataclass(frozen=True)
class LedgerComplaint:
    number: str
    source: ComplaintSource
    received_on: date
    due_on: date | None
    category: Cause
    school: str
    outcome: ComplaintOutcome
    case_no: str


@dataclass(frozen=True)
class LedgerCase:
    """A complaint that proved true and is no finding; amounts in fen, what was paid as sighted.

    `proofs`: payments with a copy that proves them.
    """

    number: str
    case_no: str
    school: str
    students: int | None
    involved_fen: int
    due_fen: int
    reported_fen: int
    refunded_fen: int
    surrendered_fen: int
    irrecoverable_fen: int
    excess_fen: int
    refund_students: int
    payments: int
    proofs: int

    @property
    def open_fen(self) -> int:
        return self.due_fen - self.refunded_fen - self.surrendered_fen - self.irrecoverable_fen


@dataclass(frozen=True)
class LedgerBatch:
    """`merged_at` and `taken_back_at` are UTC; `rows` and `fields` what it brought."""

    number: int
    team: str
    merged_at: datetime
    rows: int
    fields: int
    quarantined: int
    taken_back_at: datetime | None
    why: str


@dataclass(frozen=True)
class LedgerForm:
    """One anonymous form, without its class. `answers`: by question, without what is blank."""

    school: str
    stage: Stage
    targeted: bool
    void: bool
    answers: Mapping[str, str]


@dataclass(frozen=True)
class LedgerFacts:
    """`figures`, `numbers` and `registered` are what the bureau reports; money in fen.

    `undecided`: what is still open, so that nothing of it is final. `sanctions`: person-times by
    kind and cause. `outcomes`: numbers dialled by how it ended, None: not yet.
    """

    code: str
    bureau: str
    campaign: str
    inspection: str
    amounts: Mapping[str, str]
    made_on: date
    undecided: tuple[str, ...]
    figures: Figures
    closed: int
    numbers: Mapping[str, int]
    registered: Mapping[str, int]
    schools: tuple[LedgerSchool, ...]
    findings: tuple[LedgerFinding, ...]
    complaints: tuple[LedgerComplaint, ...]
    cases: tuple[LedgerCase, ...]
    sanctions: Mapping[tuple[Sanction, Cause], int]
    outcomes: tuple[tuple[CallOutcome | None, int], ...]
    batches: tuple[LedgerBatch, ...]
    statistics: CityStatisticsFacts


@dataclass(frozen=True)
class FollowedUp:
    """What became of a finding after the notice. `verifier`: who closed it out as the second."""

    finding: uuid.UUID
    due_on: date | None
    verifier: str
