"""A form under the keys: what is pressed is what stands there, and Backspace takes it back."""

from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records.forms import Asked
from db.vocabulary import QuestionType, Stage
from inspector_gui.statistics.filling import (
    BACK,
    DIGITS,
    DIRECT,
    ENTER,
    Filling,
    blank,
    filled,
    press,
    step,
    write,
)
from tests.statistics.questions import answers, asked, sheets

STUDENT = asked()
CALL = asked("parent_call")
BY_CODE = {question.code: question for question in STUDENT}
KEYS = DIGITS + DIRECT + ENTER + BACK + "ABCDEFGHIJXZ"


def typed(form: Filling, keys: str) -> Filling:
    return reduce(press, keys, form)


def keys_for(question: Asked, value: str | None) -> str:
    """How a clerk who knows only digits and Enter types an answer."""
    places = {choice.code: DIGITS[n] for n, choice in enumerate(question.choices)}
    match question.kind:
        case QuestionType.TEXT:
            return ""
        case QuestionType.SINGLE:
            return places[value] if value else ENTER
        case QuestionType.MULTI:
            alone = value == question.exclusive
            return "".join(places[code] for code in value or "") + ("" if alone else ENTER)
        case _:
            return (value or "") + ENTER


@given(st.data())
def test_what_is_typed_is_what_stands_there(data: st.DataObject) -> None:
    told = {question.code: data.draw(answers(question)) for question in STUDENT}
    keys = "".join(keys_for(question, told[question.code]) for question in STUDENT)
    form = typed(blank(STUDENT), keys)
    assert form.complete
    assert form.answered() == {**told, "S15": None}


@given(st.data())
def test_letters_do_what_digits_do(data: st.DataObject) -> None:
    told = {question.code: data.draw(answers(question)) for question in STUDENT}
    digits, letters = blank(STUDENT), blank(STUDENT)
    for question in STUDENT:
        keys = keys_for(question, told[question.code])
        digits = typed(digits, keys)
        if question.choices:
            codes = dict(zip(DIGITS, (choice.code for choice in question.choices), strict=False))
            keys = "".join(codes.get(key, key) for key in keys)
        letters = typed(letters, keys.lower())
    assert letters == digits


@given(st.text(KEYS, max_size=80))
def test_any_keys_leave_a_sound_form(keys: str) -> None:
    form = typed(blank(STUDENT), keys)
    for question in STUDENT:
        value = form.answered()[question.code]
        codes = [choice.code for choice in question.choices]
        if value is None:
            continue
        if question.kind is QuestionType.NUMBER:
            assert value == str(int(value))
        elif question.kind is QuestionType.SINGLE:
            assert value in codes
        else:
            assert [code for code in codes if code in value] == list(value)
            assert question.exclusive not in value or len(value) == 1


@given(st.text(KEYS, max_size=60))
def test_backspace_takes_everything_back(keys: str) -> None:
    form = typed(blank(STUDENT), keys)
    emptied = typed(form, BACK * 300)
    assert emptied.untouched
    assert emptied == blank(STUDENT)


@given(sheets(STUDENT, 1))
def test_a_finished_form_can_be_opened_and_left_as_it_was(
    forms: list[dict[str, str | None]],
) -> None:
    for told in forms:
        form = filled(STUDENT, told)
        for by in (-3, 1, -200, 5, 200):
            form = step(form, by)
        assert form.answered() == told
        assert form.complete


def test_a_direct_key_ends_a_number_and_answers_the_next_question() -> None:
    by_enter = typed(blank(STUDENT), "1" + "25" + ENTER + "2")
    by_direct = typed(blank(STUDENT), "1" + "25-")
    assert by_direct == by_enter
    assert by_direct.answered()["S02"] == "BE"
    assert by_direct.answered()["S03"] == "B"


def test_a_letter_ends_a_number_too() -> None:
    form = typed(blank(STUDENT), "19" + "1" + "6" + "111" + "12b")
    assert form.answered()["S08"] == "12"
    assert form.answered()["S09"] == "B"


@pytest.mark.parametrize("key", ["7", "Z", "+"])
def test_a_key_that_is_no_option_says_which_are(key: str) -> None:
    form = press(blank(STUDENT), key)
    assert form.at == 0
    assert form.word == "本题只有 1—4（A—D），没写的按 Enter。"


def test_none_of_these_stands_alone() -> None:
    form = typed(blank(STUDENT), "1" + "29")
    assert form.answers[1] == "B"
    assert form.word == "“以上都没有”不能与其他选项同选。"


def test_backspace_takes_back_the_last_tick_not_the_last_option() -> None:
    form = typed(blank(STUDENT), "1" + "52" + BACK + ENTER)
    assert form.answered()["S02"] == "E"


def test_questions_of_other_stages_are_not_put() -> None:
    senior = tuple(question for question in STUDENT if question.is_put_to(Stage.SEN))
    assert [question.code for question in senior if question.code in ("S07", "S10")] == []
    assert typed(blank(senior), "191611").question == BY_CODE["S08"]


def test_a_script_skips_what_an_answer_makes_idle() -> None:
    form = typed(blank(CALL), "1" + "8")
    assert form.question is not None
    assert form.question.code == "P08"
    again = typed(form, BACK + "1" + ENTER)
    assert again.question is not None
    assert again.question.code == "P03"


def test_what_was_answered_before_it_was_skipped_is_gone() -> None:
    form = typed(blank(CALL), "1" + "1" + ENTER + "500" + ENTER + "1111" + "1")
    assert form.complete
    form = typed(step(form, -7), "8")
    assert [form.answered()[code] for code in ("P02", "P03", "P04", "P08")] == [
        "H",
        None,
        None,
        "A",
    ]


def test_a_text_is_written_beside_the_keys() -> None:
    form = write(blank(STUDENT), "S15", " 希望公开收费 ")
    assert form.at == 0
    assert form.answered()["S15"] == "希望公开收费"
