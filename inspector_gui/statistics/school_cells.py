"""Which answers of which schools the city's table of a stage would give away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from db.records.forms import Asked
from db.records.questionnaires import Envelope
from db.vocabulary import QuestionType, Stage
from inspector_gui.statistics.charts import shown_to_school
from inspector_gui.statistics.pairing import agreed
from inspector_gui.statistics.subtraction import SchoolCells, gives_away
from inspector_gui.statistics.suppression import LEAST_FORMS, Shown
from inspector_gui.statistics.tally import Counts, cell, parts_of

Put = tuple[Envelope, tuple[Asked, ...]]


@dataclass(frozen=True)
class _Decided:
    envelope: Envelope
    questions: tuple[Asked, ...]
    codes: frozenset[str]
    counts: Counts


class SchoolAnswers:
    """What was drawn and is decided at one school, for the city's table and for its own."""

    def __init__(self, put: Sequence[Put]) -> None:
        self._put = [
            _Decided(
                envelope, questions, frozenset(question.code for question in questions), counts
            )
            for envelope, questions in put
            if envelope.valid and not envelope.targeted
            if (counts := agreed(envelope, questions)) is not None
        ]
        classes = Counter(decided.envelope.stage for decided in self._put)
        self._publishable = frozenset(stage for stage, number in classes.items() if number > 1)

    def cells(self, question: Asked, stage: Stage) -> SchoolCells | None:
        """None: it was not asked of this stage."""
        if not self._asked(question, {stage}):
            return None
        counts = self._counts(question, {stage})
        if stage not in self._publishable:
            return SchoolCells(counts, None)
        others = self._publishable - {stage}
        elsewhere = self._counts(question, others) if self._asked(question, others) else None
        return SchoolCells(counts, self._shown(question), elsewhere)

    def keeps_back(self, question: Asked, stage: Stage) -> bool:
        """A number that pupils of this stage gave and that the school does not publish."""
        answered = self._counts(question, {stage})["n"]
        enough = self._counts(question, self._publishable)["n"] >= LEAST_FORMS
        return answered > 0 and not (stage in self._publishable and enough)

    def _asked(self, question: Asked, stages: Container[Stage]) -> list[_Decided]:
        code = question.code
        return [
            decided
            for decided in self._put
            if decided.envelope.stage in stages and code in decided.codes
        ]

    def _shown(self, question: Asked) -> dict[str, Shown] | None:
        several = [
            (decided.envelope, decided.questions)
            for decided in self._asked(question, self._publishable)
        ]
        forms = sum(envelope.valid or 0 for envelope, _ in several)
        return shown_to_school(question, self._counts(question, self._publishable), forms, several)

    def _counts(self, question: Asked, stages: Container[Stage]) -> dict[str, int]:
        counted = [decided.counts for decided in self._asked(question, stages)]
        return {
            part: sum(counts.get(cell(question, part)) or 0 for counts in counted)
            for part in parts_of(question)
        }


def is_given_away(question: Asked, stage: Stage, schools: Iterable[SchoolAnswers]) -> bool:
    """Whether the city's answers to a question, less what the schools publish, are some school's.

    Written words are only counted, and no school publishes how many.
    """
    match question.kind:
        case QuestionType.SINGLE | QuestionType.MULTI:
            cells = [given for school in schools if (given := school.cells(question, stage))]
            return gives_away(cells, adds_up=question.kind is QuestionType.SINGLE)
        case QuestionType.NUMBER:
            return sum(school.keeps_back(question, stage) for school in schools) == 1
        case _:
            return False
