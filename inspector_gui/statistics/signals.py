"""Signals in what pupils answered: pointers for the team, never findings.

A share and a number, both, must be reached before one is worth a clue; the noon tally counts the
strong ones alone, so that the afternoon can chase documents.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from db.records.catalogues import Item
from db.records.forms import Asked, Choice
from db.vocabulary import QuestionType, Signal
from inspector_gui.statistics.filling import DIGITS
from inspector_gui.statistics.tally import Counts, cell

#: From which share of the valid forms (per cent) and from how many forms on a signal is a clue.
THRESHOLDS = {Signal.STRONG: (10, 3), Signal.WEAK: (30, 5)}
NOON = "noon"


@dataclass(frozen=True)
class Seen:
    """An option that is a signal, and how many of `forms` chose it."""

    question: Asked
    choice: Choice
    count: int
    forms: int

    @property
    def is_clue(self) -> bool:
        share, least = THRESHOLDS[self.choice.signal]
        return self.count >= least and 100 * self.count >= share * self.forms > 0

    @property
    def clue_text(self) -> str:
        """As a clue keeps it, with the threshold it was measured by."""
        share, least = THRESHOLDS[self.choice.signal]
        return (
            f"{self.question.code}“{self.question.text}”选“{self.choice.text}”的 {self.count} 份，"
            f"占 {self.forms} 份的 {percent(self.count, self.forms)}"
            f"（提示线：{share}% 且不少于 {least} 份）"
        )


def percent(count: int, whole: int) -> str:
    """Rounded half up, so that everybody's calculator agrees."""
    return f"{(200 * count + whole) // (2 * whole)}%" if whole else "—"


def signals(questions: Iterable[Asked], counts: Counts, forms: int) -> list[Seen]:
    """Every signal somebody gave; strong ones first, the most frequent first."""
    found = [
        Seen(question, choice, count, forms)
        for question in questions
        for choice in question.choices
        if choice.signal is not Signal.NONE and (count := counts.get(cell(question, choice.code)))
    ]
    return sorted(
        found, key=lambda signal: (signal.choice.signal is not Signal.STRONG, -signal.count)
    )


def strong_options(questions: Iterable[Asked]) -> list[tuple[Asked, Choice]]:
    """What the noon tally looks for; a digit key each."""
    found = [
        (question, choice)
        for question in questions
        for choice in question.choices
        if choice.signal is Signal.STRONG
    ]
    return found[: len(DIGITS)]


def noon_question(questions: Sequence[Asked]) -> Asked:
    """The noon tally as one question: which of the strong signals does this form show?"""
    numbers = {question.code: n for n, question in enumerate(questions, 1)}
    return Asked(
        code=NOON,
        kind=QuestionType.MULTI,
        text="这份问卷勾了哪些强提示选项？",
        stages=frozenset(),
        optional=True,
        low=None,
        high=None,
        unit="",
        exclusive="",
        choices=tuple(
            Choice(
                key,
                f"{choice.text}　第 {numbers[question.code]} 题 {choice.code}：{question.text}",
                Signal.STRONG,
                (),
            )
            for key, (question, choice) in zip(DIGITS, strong_options(questions), strict=False)
        ),
    )


def noon_answers(
    questions: Sequence[Asked], given: Mapping[str, str | None]
) -> dict[str, str | None]:
    """What was ticked at noon, under the questions it belongs to."""
    ticked = given.get(NOON) or ""
    answers: dict[str, str | None] = {}
    for key, (question, choice) in zip(DIGITS, strong_options(questions), strict=False):
        raw = answers.get(question.code) or ""
        answers[question.code] = (raw + choice.code if key in ticked else raw) or None
    return answers


def noon_ticks(
    questions: Sequence[Asked], answers: Mapping[str, str | None]
) -> dict[str, str | None]:
    """The reverse of `noon_answers`."""
    keys = zip(DIGITS, strong_options(questions), strict=False)
    ticked = (
        key for key, (question, choice) in keys if choice.code in (answers.get(question.code) or "")
    )
    return {NOON: "".join(ticked) or None}


def item_for(codes: Iterable[str], items: Sequence[Item]) -> uuid.UUID | None:
    """The first of a school's items that a signal points at.

    A code of an earlier catalogue points at the items that took its place.
    """
    pointed = (item for code in codes for item in items if code in (item.code, *item.replaced))
    return next((item.id for item in pointed), None)
