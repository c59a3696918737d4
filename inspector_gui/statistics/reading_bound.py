"""How many answers that a machine read may be wrong unseen, from those that were keyed again.

Of N answers n were keyed again and k of them proved wrong (and were put right). With 95 %
confidence at most `upper_share(k, n)` of all were wrong (Clopper and Pearson); what may still
stand wrong is that share of the N - n that nobody looked at, of all N. Keyed again in whole, none
is left.
"""

import math
from collections.abc import Mapping, Sequence

from db.records.forms import Asked
from db.records.questionnaires import Envelope
from db.vocabulary import QuestionType
from inspector_gui.statistics.pairing import reading_of
from inspector_gui.statistics.tally import cell, counts_of, parts_of

CONFIDENCE = 0.95
MILLION = 1_000_000
#: Answers that may be wrong in a million, unless the user wants another bound: 10 in 10,000.
ALLOWED = 1_000
#: Of every class at least so many sheets are keyed again.
LEAST_SHEETS = 5

SheetAnswers = Mapping[int, Mapping[str, str | None]]


def upper_share(wrong: int, checked: int) -> float:
    """The share (0 to 1) that the true one is below with 95 % confidence."""
    if checked <= 0 or wrong >= checked:
        return 1.0
    low, high = wrong / checked, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if _at_most(wrong, checked, middle) > 1 - CONFIDENCE:
            low = middle
        else:
            high = middle
    return high


def _at_most(wrong: int, checked: int, share: float) -> float:
    """How likely no more than `wrong` of `checked` are wrong at this share."""
    if share >= 1:
        return 0.0
    logs = (
        math.lgamma(checked + 1)
        - math.lgamma(number + 1)
        - math.lgamma(checked - number + 1)
        + (number * math.log(share) if number else 0.0)
        + (checked - number) * math.log1p(-share)
        for number in range(wrong + 1)
    )
    return sum(map(math.exp, logs))


def upper_left(wrong: int, checked: int, answers: int) -> int:
    """Of a million answers, how many may still stand wrong unseen; rounded up."""
    if answers <= checked:
        return 0
    share = upper_share(wrong, checked) * (answers - checked) / answers
    return math.ceil(share * MILLION)


def needed_answers(answers: int, allowed: int) -> int:
    """How many of these have to be keyed again for that bound (of a million), if none is wrong."""
    low, high = 0, answers
    while low < high:
        middle = (low + high) // 2
        if upper_left(0, middle, answers) <= allowed:
            high = middle
        else:
            low = middle + 1
    return low


def sample_sizes(sheets: Sequence[int], needed: int) -> list[int]:
    """Of each class as many sheets as its part of `needed` sheets, and never too few to tell."""
    total = sum(sheets)
    return [
        min(number, max(LEAST_SHEETS, math.ceil(needed * number / total))) if total else 0
        for number in sheets
    ]


def is_read(question: Asked) -> bool:
    """Numbers and texts are read by people, from crops."""
    return question.kind in (QuestionType.SINGLE, QuestionType.MULTI)


def wrong_answers(
    envelope: Envelope, questions: Sequence[Asked], read: SheetAnswers, again: SheetAnswers
) -> int:
    """Of drawn sheets (`again`: by their number in the reading) the answers read wrong: those that
    differ, unless the envelope, opened again, holds what was read."""
    return sum(
        read.get(number, {}).get(question.code) != answers.get(question.code)
        for question in questions
        if is_read(question) and not _upheld(envelope, question)
        for number, answers in again.items()
    )


def _upheld(envelope: Envelope, question: Asked) -> bool:
    """Whether differences in this question were settled for the reading, every one."""
    made = reading_of(envelope)
    names = [cell(question, part) for part in parts_of(question)]
    settled = [name for name in names if name in envelope.settled]
    if made is None or not settled:
        return False
    counts = counts_of(made, [question])
    return all(envelope.settled[name] == (counts.get(name) or 0) for name in settled)
