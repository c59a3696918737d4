"""What a feedback sheet says."""

import uuid
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from db.publishable.citations import Citation
from db.publishable.sampling import PublishedDraw
from db.publishable.visit import VisitHead
from db.records.accounts import WorkingLine
from db.vocabulary import EvidenceKind, Handling, Severity


@dataclass(frozen=True, kw_only=True)
class PublishedFinding:
    """One finding the lead confirmed. Amounts in fen; `due_on` is a calendar date.

    `excess_fen`: given back above what is due since an objection was upheld; it stands apart.
    """

    id: uuid.UUID
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
    irrecoverable_fen: int = 0
    excess_fen: int = 0

    @property
    def open_fen(self) -> int:
        """What is due and neither given back nor surrendered, and can be."""
        settled = self.refunded_fen + self.surrendered_fen + self.irrecoverable_fen
        return max(0, self.due_fen - settled)


@dataclass(frozen=True)
class Deadlines:
    """Calendar dates, computed on the working-day calendar or written by hand.

    None: the calendar of that year is not in the file, and nobody wrote the date.
    """

    objection: date | None
    rectification_report: date | None


class AreaState(Enum):
    """What the checklist says of an area: all in order, as far as it was looked at, something is
    still to be settled, not looked at, or none of it applies."""

    SOUND = auto()
    PARTLY = auto()
    UNSETTLED = auto()
    OPEN = auto()
    NOT_APPLICABLE = auto()


@dataclass(frozen=True)
class CheckedArea:
    """A category of the checklist; in the catalogue's order."""

    code: str
    name: str
    state: AreaState


@dataclass(frozen=True, kw_only=True)
class FeedbackFacts(VisitHead):
    """Everything the feedback sheet D1 says, and nothing it must not.

    `checked`: every item of the checklist was answered, so that nothing found means something.
    `sound`: the categories of which every item that applies was found in order.
    `areas`: every category of which an item applies, found in order or not.
    `tables`: lines of the working tables, none of which tells what anybody was paid.
    `classes_targeted`: asked on purpose, beside those drawn at random.
    """

    report_heard: bool
    self_report_received: bool
    sites_seen: int
    classes_drawn: int
    classes_targeted: int = 0
    issued: int
    returned: int
    vouchers_checked: int
    receipts_checked: int
    interviewed: bool
    phoned: bool
    overall: tuple[str, ...]
    sound: tuple[str, ...] = ()
    areas: tuple[CheckedArea, ...] = ()
    checked: bool = True
    findings: tuple[PublishedFinding, ...]
    deadlines: Deadlines
    draws: tuple[PublishedDraw, ...]
    tables: tuple[WorkingLine, ...] = ()
