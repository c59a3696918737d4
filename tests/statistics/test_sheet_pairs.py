"""Which form a difference between two countings is from."""

import uuid

from db.records.forms import Asked, Choice
from db.records.sheets import SheetLine
from db.vocabulary import QuestionType, Signal
from inspector_gui.statistics.sheet_pairs import MOST, sheets_apart, sheets_in_words


def asked(code: str, kind: QuestionType) -> Asked:
    choices = tuple(Choice(one, one, next(iter(Signal)), ()) for one in "ABC")
    rest = {"low": None, "high": None, "unit": "", "exclusive": "", "choices": choices}
    return Asked(code, kind, "", frozenset(), optional=False, **rest)  # type: ignore[arg-type]


ONE, MANY = asked("S01", QuestionType.SINGLE), asked("S02", QuestionType.MULTI)


def typed(*forms: dict[str, str | None], void: int = 0) -> list[SheetLine]:
    return [
        SheetLine(uuid.uuid4(), number, number == void, answers)
        for number, answers in enumerate(forms, 1)
    ]


def test_the_form_with_the_slip_is_named_in_each_cell_it_changes() -> None:
    same = {"S01": "A", "S02": "AB"}
    first = typed(same, {"S01": "B", "S02": "C"}, same)
    second = typed(same, {"S01": None, "S02": "C"}, {"S01": "A", "S02": "B"})
    assert sheets_apart(first, second, (ONE, MANY)) == {
        "S01.B": (2,),
        "S01.blank": (2,),
        "S02.A": (3,),
    }


def test_a_form_that_one_of_them_voided_is_named() -> None:
    forms = ({"S01": "A", "S02": ""}, {"S01": "B", "S02": ""})
    assert sheets_apart(typed(*forms), typed(*forms, void=2), (ONE, MANY)) == {"S01.B": (2,)}


def test_forms_in_another_order_are_not_named() -> None:
    forms = [{"S01": "AB"[number % 2], "S02": ""} for number in range(2 * MOST)]
    assert sheets_apart(typed(*forms), typed(*forms[1:], forms[0]), (ONE, MANY)) == {}


def test_in_words() -> None:
    assert (sheets_in_words((9, 12)), sheets_in_words(())) == ("第 9、12 份", "")
