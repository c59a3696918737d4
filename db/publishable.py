"""What may leave the team: the only facts a document handed to a school is built from.

Nothing here names a pupil, a parent, a class together with an answer, a call or an interview;
documents that read these types cannot print what the types do not hold (feedback-sheet §4, §5).
"""

from dataclasses import dataclass
from datetime import date, datetime

from db.vocabulary import EvidenceKind, Handling, Ownership, SchoolType, Severity, Stage


@dataclass(frozen=True)
class Citation:
    """A rule in force for the conduct, stage and ownership, locked by the finance office."""

    title: str
    doc_no: str | None
    article: str | None


@dataclass(frozen=True)
class PublishedFinding:
    """One finding the lead confirmed. Amounts in fen; `due_on` is a calendar date."""

    category: str
    category_name: str
    item_code: str
    fact: str
    evidence: tuple[EvidenceKind, ...]
    basis: tuple[Citation, ...]
    severity: Severity
    students: int
    involved_fen: int
    due_fen: int
    refunded_fen: int
    surrendered_fen: int
    handling: tuple[Handling, ...]
    due_on: date | None
    advice: str


@dataclass(frozen=True)
class PublishedDraw:
    """A draw of classes, with all that is needed to repeat it by hand.

    `entries` is the frozen list; `replaced` holds what was not used, each with its reason.
    """

    algorithm: str
    population: int
    list_sha256: str
    commitment: str
    nonce: str
    witness_number: str
    seed_text: str
    drawn: tuple[str, ...]
    reserve: tuple[str, ...]
    targeted: tuple[str, ...]
    entries: tuple[str, ...] = ()
    replaced: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Deadlines:
    """Calendar dates, computed on the working-day calendar."""

    objection: date
    rectification_report: date


@dataclass(frozen=True)
class FeedbackFacts:
    """Everything the feedback sheet D1 says, and nothing it must not."""

    serial: str
    version: int
    locked: bool
    printed_at: datetime
    bureau: str
    campaign: str
    notice_title: str
    notice_no: str
    school: str
    school_code: str
    school_type: SchoolType
    stages: tuple[Stage, ...]
    ownership: Ownership
    visited_on: date
    place: str
    team: str
    lead: str
    members: tuple[str, ...]
    conduct_from: date
    conduct_to: date
    report_heard: bool
    self_report_received: bool
    sites_seen: int
    classes_drawn: int
    issued: int
    returned: int
    vouchers_checked: int
    receipts_checked: int
    interviewed: bool
    phoned: bool
    overall: tuple[str, ...]
    findings: tuple[PublishedFinding, ...]
    deadlines: Deadlines
    draws: tuple[PublishedDraw, ...]
