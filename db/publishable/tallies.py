"""What the questionnaires of a visit or of the campaign came to; by class it is restricted."""

from dataclasses import dataclass

from db.publishable.visit import VisitHead
from db.vocabulary import QuestionType, Stage


@dataclass(frozen=True)
class PublishedCounts:
    """One question's counts by option or part; None: not decided yet. `wrong`: they cannot be.

    `number`: as the printed form counts its questions.
    """

    number: int
    code: str
    kind: QuestionType
    unit: str
    options: tuple[tuple[str, int | None], ...]
    blank: int | None = None
    wrong: bool = False


@dataclass(frozen=True)
class PublishedDifference:
    """A cell that two people counted differently, and what the envelope really holds."""

    cell: str
    counted: tuple[int, ...]
    settled: int | None


@dataclass(frozen=True)
class PublishedEnvelope:
    """A class's envelope as it was counted."""

    code: str
    stage: Stage
    targeted: bool
    issued: int | None
    returned: int | None
    valid: int | None
    twice: bool
    counts: tuple[PublishedCounts, ...]
    differences: tuple[PublishedDifference, ...]


@dataclass(frozen=True)
class PublishedPool:
    """Several envelopes counted together: those of a stage.

    `covered`: the numbers of the questions that would tell what some school does not publish.
    """

    stage: Stage
    classes: int
    issued: int
    returned: int
    valid: int
    counts: tuple[PublishedCounts, ...]
    covered: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StatisticsFacts(VisitHead):
    """The questionnaire statistics of a visit, D5."""

    envelopes: tuple[PublishedEnvelope, ...]
    pools: tuple[PublishedPool, ...]


@dataclass(frozen=True)
class CityStatisticsFacts:
    """The same of the whole campaign: no school, no class.

    `withheld`: stages that only one school has results of, which would be that school's.
    `undecided`: what is still open, so that nothing of it is final.
    """

    serial: str
    bureau: str
    campaign: str
    schools: int
    pools: tuple[PublishedPool, ...]
    withheld: tuple[Stage, ...] = ()
    undecided: tuple[str, ...] = ()
