"""Forms on paper: answers of a whole class that add up to a given tally, and how they are keyed."""

from collections.abc import Sequence
from typing import Any

from db.records.forms import Asked
from db.vocabulary import QuestionType
from inspector_gui.statistics.filling import DIGITS, DIRECT, ENTER

Sheet = dict[str, str | None]


def forms(questions: Sequence[Asked], tally: dict[str, Any], valid: int) -> list[Sheet]:
    """As many forms as are valid, answered so that counting them gives this tally."""
    columns = {
        question.code: _column(question, tally[question.code], valid) for question in questions
    }
    return [{code: column[n] for code, column in columns.items()} for n in range(valid)]


def _column(question: Asked, counts: dict[str, Any], valid: int) -> list[str | None]:
    """What the forms say, one after the other, on one question."""
    match question.kind:
        case QuestionType.SINGLE:
            told = [choice.code for choice in question.choices for _ in range(counts[choice.code])]
            return _spread(told, valid)
        case QuestionType.MULTI:
            return _ticks(question, counts, valid)
        case QuestionType.NUMBER:
            return _spread([str(n) for n in _numbers(counts)], valid)
        case _:
            return _spread(["希望公开"] * counts["n"], valid)


def _spread(told: list[str], valid: int) -> list[str | None]:
    blank: list[str | None] = [None] * (valid - len(told))
    return [*told, *blank]


def _ticks(question: Asked, counts: dict[str, Any], valid: int) -> list[str | None]:
    """The exclusive option alone; the others in turn over the forms that are left."""
    alone = counts[question.exclusive]
    ticked: list[set[str]] = [set() for _ in range(valid - alone)]
    turn = 0
    for choice in question.choices:
        for _ in range(counts[choice.code] if choice.code != question.exclusive else 0):
            ticked[turn % len(ticked)].add(choice.code)
            turn += 1
    return [*[question.exclusive] * alone, *("".join(sorted(one)) or None for one in ticked)]


def _numbers(counts: dict[str, Any]) -> list[int]:
    """Numbers with this count, sum, smallest, largest and median."""
    n, low, high = counts["n"], counts["min"], counts["max"]
    middle, step = counts["median"], 10 if counts["sum"] % 10 == 0 and high > 50 else 1
    assert middle == int(middle)
    found = sorted([low, *[int(middle)] * (n - 2), high])
    missing = counts["sum"] - sum(found)
    places = range(n // 2 + 1, n - 1) if missing > 0 else range(1, (n - 1) // 2)
    bound = high if missing > 0 else low
    while missing:
        for place in places:
            move = min(step, abs(missing), abs(bound - found[place]))
            found[place] += move if missing > 0 else -move
            missing -= move if missing > 0 else -move
    assert (sum(found), min(found), max(found)) == (counts["sum"], low, high)
    return found


def counts_of_tally(tally: dict[str, Any]) -> dict[str, int]:
    """A scenario's tally by cell, as the file counts; the median is kept twice over."""
    counts = {f"{q}.{part}": number for q, parts in tally.items() for part, number in parts.items()}
    medians = [name for name in counts if name.endswith(".median")]
    doubled = {f"{name[:-7]}.twice_median": round(2 * counts.pop(name)) for name in medians}
    return counts | doubled


def plain_keys(questions: Sequence[Asked], sheet: Sheet) -> str:
    """Digits and Enter alone."""
    return "".join(_keys(question, sheet[question.code]) for question in questions)


def practised_keys(questions: Sequence[Asked], sheet: Sheet) -> str:
    """As one types who lets + - * / . end an open question and answer the next in one."""
    keys, asked = "", [question for question in questions if question.kind is not QuestionType.TEXT]
    for number, question in enumerate(asked):
        told = _keys(question, sheet[question.code])
        before = asked[number - 1] if number else None
        place = _place(question, sheet[question.code])
        if keys.endswith(ENTER) and before and before.kind is not QuestionType.SINGLE and place < 5:
            keys = keys.removesuffix(ENTER) + DIRECT[place]
        else:
            keys += told
    return keys


def _place(question: Asked, value: str | None) -> int:
    codes = [choice.code for choice in question.choices]
    single = question.kind is QuestionType.SINGLE and value is not None
    return codes.index(value) if single else len(DIRECT)  # type: ignore[arg-type]


def _keys(question: Asked, value: str | None) -> str:
    codes = [choice.code for choice in question.choices]
    match question.kind:
        case QuestionType.TEXT:
            return ""
        case QuestionType.SINGLE:
            return DIGITS[codes.index(value)] if value else ENTER
        case QuestionType.MULTI:
            ticks = "".join(DIGITS[codes.index(code)] for code in value or "")
            return ticks if value == question.exclusive else ticks + ENTER
        case _:
            return (value or "") + ENTER
