"""Survey forms: who is asked what, what a sheet signals, and the sums of its tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from db.records.forms import Asked, Choice, Script
from db.records.surveys import SurveyLine, SurveyRowLine
from db.vocabulary import CellKind, QuestionType, Signal


@dataclass(frozen=True)
class Signalled:
    """An answer that points to something; only a clue, never a finding."""

    question: Asked
    choice: Choice

    def clue_text(self, sheet: SurveyLine) -> str:
        """As a clue keeps it. It does not say which class teacher wrote it."""
        return f"调查表（{sheet.respondent}）{self.question.text}——{self.choice.text}"

    @property
    def items(self) -> tuple[str, ...]:
        return self.choice.items or self.question.items


def respondents(script: Script) -> list[str]:
    """The posts that the form is put to, in its order."""
    return list(dict.fromkeys(question.probe for question in script.questions if question.probe))


def questions_for(script: Script, respondent: str) -> tuple[Asked, ...]:
    return tuple(question for question in script.questions if question.probe == respondent)


def chosen(question: Asked, value: str) -> Choice | None:
    return next((signal for signal in question.choices if signal.code == value), None)


def signalled(questions: Sequence[Asked], sheet: SurveyLine) -> list[Signalled]:
    """Strong ones first."""
    found = [
        Signalled(question, choice)
        for question in questions
        if question.code in sheet.answers
        and (choice := chosen(question, sheet.answers[question.code].value))
        and choice.signal is not Signal.NONE
    ]
    return sorted(found, key=lambda signal: signal.choice.signal is not Signal.STRONG)


def is_answered(question: Asked, sheet: SurveyLine) -> bool:
    if question.kind is QuestionType.TABLE:
        return bool(sheet.rows.get(question.code))
    answer = sheet.answers.get(question.code)
    return answer is not None and bool(answer.value or answer.note)


def column_sums(question: Asked, rows: Sequence[SurveyRowLine]) -> Iterator[tuple[int, int | None]]:
    """By the place of each column: its sum (fen or pieces); None where it holds no numbers."""
    for index, column in enumerate(question.columns):
        if column.kind is CellKind.TEXT:
            yield index, None
        else:
            yield index, sum(int(row.value(index, column.kind) or 0) for row in rows)
