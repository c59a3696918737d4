"""Counting questionnaires: which cells a question has and which sums must hold.

Rules: questionnaires.json `tally_rules`. single: options + blank = valid. multi: no option exceeds
valid, the exclusive one cannot stand beside another. number: n + blank = valid, min <= max, the sum
lies between n*min and n*max. What lies outside the question's bounds is dropped: it counts as
blank, and how many there were is noted.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from db.records.forms import Asked
from db.records.questionnaires import AnswerCounts, Counting
from db.vocabulary import EntryMethod, QuestionType

BLANK = "blank"
#: What is counted of a number question. The median is kept twice over: it may end in .5.
NUMBER_PARTS = ("n", "sum", "min", "max", "twice_median", BLANK, "out_of_range")

Counts = Mapping[str, int | None]


class Fault(Enum):
    """Why a question's counts cannot be right."""

    SUM = auto()
    ABOVE_VALID = auto()
    EXCLUSIVE = auto()
    RANGE = auto()


@dataclass(frozen=True)
class Check:
    """A question's state. `counted`: how many forms the counts speak of; None: not comparable."""

    question: str
    complete: bool
    counted: int | None
    fault: Fault | None


def parts_of(question: Asked) -> tuple[str, ...]:
    """The parts of a question that are counted, in order."""
    match question.kind:
        case QuestionType.SINGLE:
            return (*(choice.code for choice in question.choices), BLANK)
        case QuestionType.MULTI:
            return tuple(choice.code for choice in question.choices)
        case QuestionType.NUMBER:
            return NUMBER_PARTS
        case _:
            return ("n",)


def cells_of(questions: Iterable[Asked]) -> list[str]:
    """Every cell of a counting: `S01.A`, `S01.blank`, `S08.sum`."""
    return [cell(question, part) for question in questions for part in parts_of(question)]


def cell(question: Asked, part: str) -> str:
    return f"{question.code}.{part}"


def counts_of(counting: Counting, questions: Iterable[Asked]) -> Counts:
    """A counting's counts by cell, whichever way it was made."""
    if counting.method is EntryMethod.COUNTS:
        return counting.counts
    return tallied(questions, counting.answers)


def tallied(questions: Iterable[Asked], counted: AnswerCounts) -> Counts:
    """What sheets told, as counts by cell."""
    return {
        cell(question, part): number
        for question in questions
        for part, number in _tallied(question, counted.get(question.code, {})).items()
    }


def _tallied(question: Asked, counted: Mapping[str | None, int]) -> dict[str, int | None]:
    """The parts of one question, from how many sheets gave which answer."""
    match question.kind:
        case QuestionType.SINGLE | QuestionType.MULTI:
            ticked = {
                choice.code: sum(
                    number for value, number in counted.items() if choice.code in ticks(value)
                )
                for choice in question.choices
            }
            blank = {BLANK: counted.get(None, 0)} if question.kind is QuestionType.SINGLE else {}
            return {**ticked, **blank}
        case QuestionType.NUMBER:
            return _number_parts(question, counted)
        case _:
            return {"n": sum(number for value, number in counted.items() if value is not None)}


def ticks(value: str | None) -> list[str]:
    """The options of an answer: `ACE`."""
    return list(value or "")


def _number_parts(question: Asked, counted: Mapping[str | None, int]) -> dict[str, int | None]:
    numbers = {int(value): number for value, number in counted.items() if value is not None}
    kept = {value: number for value, number in numbers.items() if in_bounds(question, value)}
    answered, everybody = sum(kept.values()), sum(counted.values())
    parts: dict[str, int | None] = {
        "n": answered,
        BLANK: everybody - answered,
        "out_of_range": sum(numbers.values()) - answered,
    }
    if answered:
        spread = [value for value in sorted(kept) for _ in range(kept[value])]
        parts["sum"] = sum(spread)
        parts["min"], parts["max"] = spread[0], spread[-1]
        parts["twice_median"] = spread[(answered - 1) // 2] + spread[answered // 2]
    return parts


def in_bounds(question: Asked, value: int) -> bool:
    low = 0 if question.low is None else question.low
    return low <= value and (question.high is None or value <= question.high)


def check(question: Asked, counts: Counts, valid: int | None) -> Check:
    """Whether one question's counts can be right, given the envelope's valid forms."""
    got = {part: counts.get(cell(question, part)) for part in parts_of(question)}
    known = {part: number for part, number in got.items() if number is not None}
    complete = len(known) == len(got)
    if question.kind is QuestionType.NUMBER:
        complete = _number_complete(known)
    counted = _counted(question, known)
    fault = _fault(question, known, valid) if complete and valid is not None else None
    return Check(question.code, complete, counted, fault)


def _number_complete(known: Mapping[str, int]) -> bool:
    """Where nobody answered there is no sum, smallest, largest or median."""
    needed = ("n", BLANK) if known.get("n") == 0 else NUMBER_PARTS[:-1]
    return all(part in known for part in needed)


def _counted(question: Asked, known: Mapping[str, int]) -> int | None:
    match question.kind:
        case QuestionType.SINGLE:
            return sum(known.values())
        case QuestionType.NUMBER:
            return known.get("n", 0) + known.get(BLANK, 0)
        case _:
            return None


def _fault(question: Asked, known: Mapping[str, int], valid: int) -> Fault | None:
    match question.kind:
        case QuestionType.SINGLE:
            return Fault.SUM if sum(known.values()) != valid else None
        case QuestionType.MULTI:
            return _multi_fault(question, known, valid)
        case QuestionType.NUMBER:
            return _number_fault(known, valid)
        case _:
            return Fault.ABOVE_VALID if known["n"] > valid else None


def _multi_fault(question: Asked, known: Mapping[str, int], valid: int) -> Fault | None:
    if max(known.values()) > valid:
        return Fault.ABOVE_VALID
    alone = known.get(question.exclusive, 0)
    beside = (number for code, number in known.items() if code != question.exclusive)
    return Fault.EXCLUSIVE if alone + max(beside, default=0) > valid else None


def _number_fault(known: Mapping[str, int], valid: int) -> Fault | None:
    answered = known["n"]
    if answered + known[BLANK] != valid:
        return Fault.SUM
    if known.get("out_of_range", 0) > known[BLANK]:
        return Fault.RANGE
    if answered == 0:
        return None
    low, high, total = known["min"], known["max"], known["sum"]
    median_fits = 2 * low <= known["twice_median"] <= 2 * high
    sum_fits = answered * low <= total <= answered * high
    return None if low <= high and sum_fits and median_fits else Fault.RANGE


def envelope_fault(issued: int | None, returned: int | None, valid: int | None) -> bool:
    """valid <= returned <= issued, as far as they are known."""
    chain = [number for number in (valid, returned, issued) if number is not None]
    return chain != sorted(chain)


def differences(first: Counts, second: Counts) -> list[str]:
    """The cells in which two countings of one envelope differ."""
    cells = dict.fromkeys((*first, *second))
    return [name for name in cells if (first.get(name) or 0) != (second.get(name) or 0)]
