"""What a school is told after its sheet was signed."""

from dataclasses import dataclass
from datetime import date

from db.publishable.feedback import FeedbackFacts


@dataclass(frozen=True)
class PublishedChart:
    """A question and what its pupils answered, small cells hidden; `note`: where nothing shows."""

    question: str
    answers: tuple[tuple[str, str], ...]
    note: str


@dataclass(frozen=True, kw_only=True)
class SupplementFacts(FeedbackFacts):
    """A supplementary sheet: the findings that came late, valid forms, answers that may be shown.

    `made_on`: its own day, from which its deadlines count. `first_serial` and `first_on`: the sheet
    that was signed. `counted`: forms issued, returned and valid of the classes that are counted.
    """

    made_on: date
    first_serial: str
    first_on: date
    counted: tuple[int, int, int]
    charts: tuple[PublishedChart, ...]
