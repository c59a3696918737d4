"""Questionnaires, scripts, guides and survey forms, printed to be filled in by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from db.publishable.forms import FormFacts
from db.publishing.forms import blank_forms
from db.records.forms import Asked, Choice
from db.vocabulary import CallOutcome, DocumentKind, FormKind, QuestionType
from inspector_gui.documents.blocks import (
    Align,
    Blank,
    Block,
    Column,
    FillIn,
    Gap,
    Heading,
    Note,
    Question,
    SignOff,
    Table,
    Title,
    Together,
)
from inspector_gui.documents.document import Draft
from inspector_gui.documents.family.envelope import envelope_cover
from inspector_gui.documents.paper import Group, Maker, OfVisit, Paper
from inspector_gui.documents.template_texts import Wording
from inspector_gui.documents.visited import Visited
from inspector_gui.labels import numeral

NUMBER_ROOM, WRITING_LINES, EMPTY_ROWS = 8, 3, 5
_NAMED_COLUMNS = re.compile("（([^（）]*、[^（）]*)）")
SIGNED = frozenset({FormKind.SURVEY})
SPOKEN = frozenset({FormKind.CALL, FormKind.INTERVIEW})


def form_name(facts: FormFacts, words: Wording) -> str:
    """Short, for lists and names of files."""
    part = _part(facts, words)
    return words.words(f"name_{facts.kind.value}") + (
        words.words("part", name=part) if part else ""
    )


def _part(facts: FormFacts, words: Wording) -> str:
    return words.label(facts.stage) if facts.stage else facts.respondent


def blank_form(facts: FormFacts, words: Wording, serial: str) -> Draft:
    return Draft(
        facts.title,
        tuple(_blocks(facts, words)),
        serial=serial,
        by_team=False,
        foot=words.words("footer_form", campaign=facts.campaign, version=facts.version),
    )


def _blocks(facts: FormFacts, words: Wording) -> Iterator[Block]:
    yield Title((facts.title,))
    if part := _part(facts, words):
        yield Title((words.words("part", name=part),))
    yield Gap(0.5)
    if facts.kind in SPOKEN:
        yield from _spoken(facts, words)
        return
    if facts.intro:
        yield Note(facts.intro)
    yield from _questions(facts, words)
    if facts.kind in SIGNED:
        signing = SignOff(words.lines("signatures_left"), words.lines("signatures_right"))
        yield Together((Gap(0.5), signing))
    else:
        yield Note(words.text("thanks"))


def _spoken(facts: FormFacts, words: Wording) -> Iterator[Block]:
    """What an inspector has before him while he asks."""
    yield from words.lines(f"head_{facts.kind.value}")
    parts: list[tuple[str, tuple[Block, ...]]] = [
        ("rules", (Note("\n".join(facts.rules)),) if facts.rules else ()),
        ("opening", (Note(facts.intro),) if facts.intro else ()),
        ("questions", tuple(_questions(facts, words))),
        ("closing", (Note(facts.closing),) if facts.closing else ()),
    ]
    filled = [(name, blocks) for name, blocks in parts if blocks]
    for number, (name, blocks) in enumerate(filled, start=1):
        yield Heading(1, words.text(f"heading_{name}", number=numeral(number)))
        yield from blocks


def _questions(facts: FormFacts, words: Wording) -> Iterator[Block]:
    for number, question in enumerate(facts.questions, start=1):
        yield from _question(number, question, facts, words)
    if facts.kind is FormKind.CALL:
        outcomes = (words.words("outcome", name=words.label(one)) for one in CallOutcome)
        yield Question(words.words("outcomes"), tuple(outcomes))


def _question(number: int, question: Asked, facts: FormFacts, words: Wording) -> Iterator[Block]:
    text = words.words("question", number=number, name=question.text)
    if facts.kind in SPOKEN:
        text = words.words("question_spoken", serial=question.code, name=question.text)
    if question.kind is QuestionType.TABLE:
        yield Together((Question(text), _empty_table(question), Gap(0.5)))
        return
    if question.probe and facts.kind is FormKind.INTERVIEW:
        text += words.words("probe", name=question.probe)
    yield Question(text, tuple(_choices(question, words)), tuple(_lines(question, facts)))


def _choices(question: Asked, words: Wording) -> Iterator[str]:
    for choice in question.choices:
        yield words.words("choice", serial=choice.code, name=choice.text) + _skip(choice, words)


def _skip(choice: Choice, words: Wording) -> str:
    return words.words("skip", serial=choice.skip_to) if choice.skip_to else ""


def _lines(question: Asked, facts: FormFacts) -> Iterator[FillIn]:
    if question.kind is QuestionType.NUMBER:
        yield FillIn((Blank(NUMBER_ROOM if question.unit else 0), question.unit))
    elif not question.choices:
        lines = WRITING_LINES if facts.kind is not FormKind.INTERVIEW else WRITING_LINES - 1
        yield from [FillIn((Blank(),))] * lines


def _empty_table(question: Asked) -> Table:
    names = [column.title for column in question.columns] or _named_columns(question.text)
    share = 1 / len(names)
    columns = tuple(Column(name, share, Align.CENTRE) for name in names)
    rows = tuple(("\n",) * len(names) for _ in range(EMPTY_ROWS))
    return Table(columns, rows, close=True)


def _named_columns(text: str) -> list[str]:
    """Of a form that names its columns only in the question."""
    named = _NAMED_COLUMNS.search(text)
    return (named[1] if named else text).split("、")


def _papers(visited: Visited, maker: Maker) -> Iterator[Paper]:
    """The forms that such a school is asked with, and the cover of their envelope."""
    code = visited.work.campaigns.current().code
    for number, facts in enumerate(blank_forms(visited.work, visited.school.stages), start=1):
        serial, name = f"{code}-K{number:02}", form_name(facts, maker.words)
        yield maker.named(name, serial, partial(blank_form, facts), blank=True)
        if facts.kind is FormKind.STUDENT:
            name = maker.words.words("envelope_name")
            yield maker.named(name, f"{serial}F", partial(envelope_cover, facts), blank=True)


#: Filled in by hand, never locked: no rule.
OF_VISIT = OfVisit(
    kind=DocumentKind.BLANK_FORM,
    papers=_papers,
    group=Group.BLANK,
    guarded=False,
)
