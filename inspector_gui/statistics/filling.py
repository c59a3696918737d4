"""A form under the keys: a digit answers a question and moves on by itself.

Digits 1-9 and 0 are a question's options in their order, letters are options by their code, as the
paper prints them. A multiple choice takes several, a number its digits: Enter goes on from them, or
one of + - * / . which also answers the next question with its option 1 to 5, so that the number pad
needs no key between two answers. Enter leaves a question blank; so does 0 where no option has it.
Backspace takes back. A text is written beside, so the keys pass it by. No Qt.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from db.records.forms import Asked, Choice
from db.vocabulary import QuestionType

DIRECT = "+-*/."
DIGITS = "1234567890"
ENTER, BACK = "\n", "\b"
_LONGEST = 9


@dataclass(frozen=True)
class Filling:
    """`at`: the question under the keys; past the last one the form is complete.

    `open`: keys have been pressed on it. `word`: why the last key did nothing.
    """

    questions: tuple[Asked, ...]
    answers: tuple[str | None, ...]
    at: int = 0
    open: bool = False
    word: str = ""

    @property
    def complete(self) -> bool:
        return self.at >= len(self.questions)

    @property
    def untouched(self) -> bool:
        return not self.open and self.at == past_texts(self, 0) and not any(self.answers)

    @property
    def question(self) -> Asked | None:
        return None if self.complete else self.questions[self.at]

    @property
    def next_question(self) -> Asked | None:
        """What one of + - * / . would answer."""
        there = len(self.questions) if self.complete else after(self, self.at)
        return self.questions[there] if there < len(self.questions) else None

    def answered(self) -> dict[str, str | None]:
        """The answers by question, as they are kept."""
        pairs = zip(self.questions, self.answers, strict=True)
        return {question.code: _in_order(question, value) for question, value in pairs}

    def path(self) -> list[int]:
        """The questions that are put, one after the other, after these answers."""
        indices, index = [], past_texts(self, 0)
        while index < len(self.questions):
            indices.append(index)
            index = after(self, index)
        return indices


def blank(questions: Sequence[Asked]) -> Filling:
    empty = Filling(tuple(questions), (None,) * len(questions))
    return replace(empty, at=past_texts(empty, 0))


def filled(questions: Sequence[Asked], answers: Mapping[str, str | None]) -> Filling:
    """A form whose every question was answered or left blank."""
    given = tuple(answers.get(question.code) for question in questions)
    return Filling(tuple(questions), given, len(questions))


def resumed(questions: Sequence[Asked], answers: Mapping[str, str | None]) -> Filling:
    """A form that was begun before goes on at the first question without an answer."""
    given = tuple(answers.get(question.code) for question in questions)
    form = Filling(tuple(questions), given)
    open_ = (index for index in form.path() if form.answers[index] is None)
    return replace(form, at=next(open_, len(questions)))


def press(form: Filling, key: str) -> Filling:
    """The form after one key."""
    form = replace(form, word="")
    question = form.question
    if key == BACK:
        return _back(form)
    if question is None:
        return form
    if key == ENTER:
        return _go_on(form)
    if key in DIRECT:
        return _answer_next(form, question, key)
    if question.kind is QuestionType.NUMBER:
        return _digit(form, key) if key in DIGITS else press(_go_on(form), key)
    return _choose(form, question, key)


def write(form: Filling, code: str, text: str) -> Filling:
    """Put what was written under a text question."""
    index = next(n for n, question in enumerate(form.questions) if question.code == code)
    return _with(form, index, text.strip() or None)


def go_to(form: Filling, index: int) -> Filling:
    """Turn to a question; what is there is replaced by the first key."""
    return replace(_settled(form), at=index)


def step(form: Filling, by: int) -> Filling:
    """To the next or previous question, leaving answers as they are."""
    path = form.path()
    here = path.index(form.at) if form.at in path else len(path)
    index = max(0, min(len(path), here + by))
    return go_to(form, path[index] if index < len(path) else len(form.questions))


# what keys do


def _choose(form: Filling, question: Asked, key: str) -> Filling:
    choice = chosen(question, key)
    if choice is None and key == "0" and not form.open:
        return _go_on(_with(form, form.at, None))
    if choice is None:
        return replace(form, word=_refusal(question))
    if question.kind is QuestionType.SINGLE:
        return _go_on(_with(form, form.at, choice.code))
    return _tick(form, question, choice)


def _tick(form: Filling, question: Asked, choice: Choice) -> Filling:
    """Ticks stay in the order of their keys until the question is left, for Backspace."""
    ticked = (form.answers[form.at] or "") if form.open else ""
    if choice.code == question.exclusive:
        if ticked:
            return replace(form, word=f"“{choice.text}”不能与其他选项同选。")
        return _go_on(_with(form, form.at, choice.code))
    now = ticked.replace(choice.code, "") if choice.code in ticked else ticked + choice.code
    return replace(_with(form, form.at, now or None), open=True)


def _digit(form: Filling, key: str) -> Filling:
    typed = (form.answers[form.at] or "") if form.open else ""
    if len(typed) >= _LONGEST:
        return replace(form, word="数目太大，请核对。")
    return replace(_with(form, form.at, str(int(typed + key))), open=True)


def _answer_next(form: Filling, question: Asked, key: str) -> Filling:
    """Go on from an open question and answer the next one, in one key."""
    following, index = form.next_question, DIRECT.index(key)
    if question.kind is QuestionType.SINGLE:
        return replace(form, word=_refusal(question))
    if following is None or index >= len(following.choices):
        return replace(form, word=f"下一题没有第 {index + 1} 个选项。")
    return press(_go_on(form), DIGITS[index])


def _go_on(form: Filling) -> Filling:
    """To the next question. What was only looked at keeps its answer; what is skipped has none."""
    there = after(form, form.at)
    passed = range(form.at + 1, min(there, len(form.questions)))
    answers = tuple(
        None if n in passed and not _is_text(form.questions[n]) else value
        for n, value in enumerate(form.answers)
    )
    return replace(_settled(replace(form, answers=answers)), at=there)


def _back(form: Filling) -> Filling:
    value = None if form.complete else form.answers[form.at]
    if form.open and value:
        return replace(_with(form, form.at, value[:-1] or None), open=len(value) > 1)
    before = [index for index in form.path() if index < form.at]
    if not before:
        return replace(form, open=False)
    return replace(_with(form, before[-1], None), at=before[-1], open=False)


def _settled(form: Filling) -> Filling:
    """The question under the keys is left as it stands."""
    ordered = tuple(form.answered().values())
    return replace(form, answers=ordered, open=False, word="")


def _with(form: Filling, index: int, value: str | None) -> Filling:
    return replace(form, answers=(*form.answers[:index], value, *form.answers[index + 1 :]))


# where one goes


def after(form: Filling, index: int) -> int:
    """The index after `index`, past texts and what its answer skips."""
    target = skip_to(form.questions[index], form.answers[index])
    later = range(index + 1, len(form.questions))
    there = next((n for n in later if target and form.questions[n].code == target), index + 1)
    return past_texts(form, there)


def past_texts(form: Filling, index: int) -> int:
    while index < len(form.questions) and _is_text(form.questions[index]):
        index += 1
    return index


def skip_to(question: Asked, answer: str | None) -> str:
    """The code of the question an answer leads to, where it is not the next one."""
    targets = (choice.skip_to for choice in question.choices if answer and choice.code in answer)
    return next((target for target in targets if target), "")


def chosen(question: Asked, key: str) -> Choice | None:
    """The option a key means: by its place, or by its letter."""
    if key in DIGITS:
        index = DIGITS.index(key)
        return question.choices[index] if index < len(question.choices) else None
    return next((choice for choice in question.choices if choice.code == key.upper()), None)


def _in_order(question: Asked, value: str | None) -> str | None:
    if value is None or question.kind is not QuestionType.MULTI:
        return value
    return "".join(choice.code for choice in question.choices if choice.code in value)


def _is_text(question: Asked) -> bool:
    return question.kind in (QuestionType.TEXT, QuestionType.TABLE)


def _refusal(question: Asked) -> str:
    last = question.choices[-1].code if question.choices else ""
    return f"本题只有 1—{len(question.choices)}（A—{last}），没写的按 Enter。"
