"""What the questionnaires of a visit or of the campaign came to; by class it is restricted."""

from dataclasses import dataclass

from db.publishable.visit import VisitHead
from db.vocabulary import QuestionType, Signal, Stage


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


@dataclass(frozen=True)
class PublishedShare:
    """How many of the drawn classes' pupils gave an answer, and what that says of all of them.

    `pooled` is the share of the sample, `weighted` that of all pupils of these schools, both from
    0 to 1; `low` and `high` bound it with 95 % confidence and are None where there is too little
    to tell. `design_effect` and `effective` say how much the classes tell. `schools_with`: of
    `schools`, where anybody gave it; `schools_at`: where enough did for it to be a clue.
    """

    code: str
    question: str
    part: str
    text: str
    signal: Signal
    count: int
    forms: int
    pooled: float
    weighted: float
    low: float | None
    high: float | None
    design_effect: float | None
    effective: float
    schools: int
    schools_with: int
    schools_at: int


@dataclass(frozen=True)
class PublishedSample:
    """The drawn classes of a stage, of all stages shown where it is None, and their shares.

    `undrawn`: classes with forms but without a draw, which say nothing of others.
    """

    stage: Stage | None
    schools: int
    classes: int
    forms: int
    undrawn: int
    shares: tuple[PublishedShare, ...]


@dataclass(frozen=True, kw_only=True)
class StatisticsFacts(VisitHead):
    """The questionnaire statistics of a visit, D5."""

    envelopes: tuple[PublishedEnvelope, ...]
    pools: tuple[PublishedPool, ...]


@dataclass(frozen=True)
class ReturnedForms:
    """What came back of the classes drawn at random whose counts are decided."""

    classes: int = 0
    issued: int = 0
    returned: int = 0
    valid: int = 0


@dataclass(frozen=True)
class CityStatisticsFacts:
    """The same of the whole campaign: no school, no class.

    `withheld`: stages that only one school has results of, which would be that school's.
    `undecided`: what is still open, so that nothing of it is final. `drawn` of `eligible` classes
    were drawn at the schools that were asked; `counted`: what came back of them, of every stage.
    """

    serial: str
    bureau: str
    campaign: str
    schools: int
    pools: tuple[PublishedPool, ...]
    samples: tuple[PublishedSample, ...] = ()
    drawn: int = 0
    eligible: int = 0
    counted: ReturnedForms = ReturnedForms()
    withheld: tuple[Stage, ...] = ()
    undecided: tuple[str, ...] = ()
