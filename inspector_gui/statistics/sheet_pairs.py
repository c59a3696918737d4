"""Two countings that were typed in form by form: which form each difference is from."""

from collections.abc import Iterable, Sequence

from db.records.forms import Asked
from db.records.sheets import SheetLine
from db.vocabulary import QuestionType
from inspector_gui.statistics.tally import BLANK, cell, parts_of, ticks

#: With more the two were surely not gone through in the same order, and no form is named.
MOST = 6


def sheets_apart(
    first: Sequence[SheetLine], second: Sequence[SheetLine], questions: Iterable[Asked]
) -> dict[str, tuple[int, ...]]:
    """By cell the numbers of the forms of which the two countings say different things."""
    pairs = [
        (number, first_sheet, other)
        for number, (first_sheet, other) in enumerate(zip(first, second, strict=False), 1)
        if first_sheet.void != other.void or first_sheet.answers != other.answers
    ]
    apart: dict[str, tuple[int, ...]] = {}
    for question in questions:
        for part in parts_of(question):
            numbers = tuple(
                number
                for number, first_sheet, other in pairs
                if _part(question, part, first_sheet) != _part(question, part, other)
            )
            if 0 < len(numbers) <= MOST:
                apart[cell(question, part)] = numbers
    return apart


def _part(question: Asked, part: str, sheet: SheetLine) -> object:
    """What a form says of one cell."""
    value = None if sheet.void else sheet.answers.get(question.code)
    if question.kind in (QuestionType.SINGLE, QuestionType.MULTI) and part != BLANK:
        return part in ticks(value)
    if part == BLANK:
        return not sheet.void and value is None
    return value


def sheets_in_words(numbers: Sequence[int]) -> str:
    """`第 9、12 份`; nothing where no form is known."""
    return f"第 {'、'.join(map(str, numbers))} 份" if numbers else ""
