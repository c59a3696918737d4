"""What follows a visit: money back, clues handed on, the bureau's order."""

from dataclasses import dataclass
from datetime import date

from db.publishable.feedback import PublishedFinding
from db.publishable.visit import VisitHead
from db.vocabulary import EvidenceKind, FindingStatus, Handling, RefundWay


@dataclass(frozen=True)
class PublishedRefund:
    """Money given back for a finding, in totals; names stay at the school."""

    paid_on: date | None
    sighted_on: date | None
    students: int
    amount_fen: int
    note: str
    way: RefundWay = RefundWay.RETURNED


@dataclass(frozen=True)
class RefundDue:
    """`reference`: where the sheet the school signed tells of it."""

    reference: str
    finding: PublishedFinding
    refunds: tuple[PublishedRefund, ...]


@dataclass(frozen=True, kw_only=True)
class RefundFacts(VisitHead):
    """The refund register of a school, D9."""

    rows: tuple[RefundDue, ...]


@dataclass(frozen=True)
class Overdue:
    """A finding of which something is late: its report, money (fen), or both, each by its day."""

    reference: str
    finding: PublishedFinding
    report_on: date | None
    refund_on: date | None
    open_fen: int


@dataclass(frozen=True, kw_only=True)
class ReminderFacts(VisitHead):
    """The letter that reminds a school of what is late as of a day."""

    document_no: str
    as_of: date
    overdue: tuple[Overdue, ...]


@dataclass(frozen=True)
class HandedOn:
    """A finding as it is handed to another organ, with the papers that go with it."""

    finding: PublishedFinding
    papers: tuple[tuple[EvidenceKind, str, str], ...]


@dataclass(frozen=True, kw_only=True)
class TransferFacts(VisitHead):
    """A slip that hands clues to another organ, D8."""

    organ: Handling
    clues: tuple[HandedOn, ...]
    receiver: str
    opinion: str


@dataclass(frozen=True)
class Ordered:
    """A problem as the bureau holds it after the objections.

    `objected`: the school spoke against it, and `answer` says what became of that.
    """

    reference: str
    finding: PublishedFinding
    status: FindingStatus
    objected: bool
    answer: str


@dataclass(frozen=True, kw_only=True)
class NoticeFacts(VisitHead):
    """The bureau's rectification notice, D2. Without a day of issue there are no deadlines yet.

    `supplemented`: a supplementary sheet told of some. `remedy_days`: working days to object.
    `as_letter`: in letter form (信函格式) instead of under the red head of a document.
    """

    as_letter: bool
    supplemented: bool
    document_no: str
    issued_on: date | None
    problems: tuple[Ordered, ...]
    report_on: date | None
    refund_on: date | None
    remedy: str
    remedy_days: int
    copies: str
