"""Calls to parents as the bureau's restricted register holds them: no names, masked numbers."""

from dataclasses import dataclass
from datetime import datetime

from db.publishable.visit import VisitHead
from db.vocabulary import CallOutcome, Signal


@dataclass(frozen=True)
class PublishedAnswer:
    """A question of the script and what was chosen or said to it."""

    question: str
    answer: str
    signal: Signal


@dataclass(frozen=True)
class PublishedCall:
    """`number` is masked: 138****0000, or empty once it was erased."""

    code: str
    roster_seq: int
    number: str
    attempts: tuple[tuple[datetime, CallOutcome], ...]
    outcome: CallOutcome | None
    answers: tuple[PublishedAnswer, ...]


@dataclass(frozen=True, kw_only=True)
class CallFacts(VisitHead):
    """The register of a visit's calls, D6. It never leaves the bureau."""

    calls: tuple[PublishedCall, ...]
    dialled: int
    attempts: int
    connected: int
    completed: int
