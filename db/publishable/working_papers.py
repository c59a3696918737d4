"""What a team writes down of each item that is not in order, for itself."""

from dataclasses import dataclass

from db.publishable.visit import VisitHead
from db.vocabulary import EvidenceKind, Verdict


@dataclass(frozen=True)
class PublishedCharge:
    """A fee as charged, fen a head and term."""

    name: str
    charged_fen: int | None
    allowed_fen: int | None
    heads: int | None
    terms: int | None


@dataclass(frozen=True)
class PublishedVoucher:
    number: str
    summary: str
    amount_fen: int | None


@dataclass(frozen=True)
class WrittenFinding:
    """A finding with its parts, worded as every other paper words it. Amounts in fen."""

    fact: str
    students: int
    involved_fen: int
    collector: str
    account: str
    vouchers: str
    charge: PublishedCharge | None


@dataclass(frozen=True)
class PublishedPaper:
    """One checklist item with what was examined.

    `amount_fen` and `students` were noted under the item; where there are findings, theirs count.
    """

    item_code: str
    category_name: str
    question: str
    verdict: Verdict
    note: str
    amount_fen: int | None
    students: int | None
    findings: tuple[WrittenFinding, ...]
    charges: tuple[PublishedCharge, ...]
    vouchers: tuple[PublishedVoucher, ...]
    copies: tuple[tuple[EvidenceKind, str, str], ...]


@dataclass(frozen=True, kw_only=True)
class WorkingFacts(VisitHead):
    """The working papers of a visit, D3. They never leave the bureau."""

    papers: tuple[PublishedPaper, ...]
