"""Questionnaires, scripts, guides and survey forms, printed to be filled in by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from db.publishable.forms import FormFacts
from db.publishing.forms import blank_forms, class_forms
from db.records.forms import Asked, Choice
from db.vocabulary import CallOutcome, DocumentKind, FormKind, QuestionType
from inspector_gui.class_names import class_name
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
from inspector_gui.documents.family.machine_form import machine_form
from inspector_gui.documents.paper import Group, Maker, OfVisit, Paper
from inspector_gui.documents.template_texts import Wording
from inspector_gui.documents.visited import Visited
from inspector_gui.labels import numeral

NUMBER_ROOM, WRITING_LINES, EMPTY_ROWS = 8, 3, 5
_NAMED_COLUMNS = re.compile("（([^（）]*、[^（）]*)）")
SIGNED = frozenset({FormKind.SURVEY})
SPOKEN = frozenset({FormKind.CALL, FormKind.INTERVIEW})


def form_name(facts: FormFacts, wording: Wording) -> str:
    """Short, for lists and names of files."""
    part = _part(facts, wording)
    return wording.phrase(f"name_{facts.kind.value}") + (
        wording.phrase("part", name=part) if part else ""
    )


def _part(facts: FormFacts, wording: Wording) -> str:
    return wording.label(facts.stage) if facts.stage else facts.respondent


def blank_form(facts: FormFacts, wording: Wording, serial: str) -> Draft:
    return Draft(
        facts.title,
        tuple(_blocks(facts, wording)),
        serial=serial,
        by_team=False,
        foot=wording.phrase("footer_form", campaign=facts.campaign, version=facts.version),
    )


def _blocks(facts: FormFacts, wording: Wording) -> Iterator[Block]:
    yield Title((facts.title,))
    if part := _part(facts, wording):
        yield Title((wording.phrase("part", name=part),))
    yield Gap(0.5)
    if facts.kind in SPOKEN:
        yield from _spoken(facts, wording)
        return
    if facts.intro:
        yield Note(facts.intro)
    yield from _questions(facts, wording)
    if facts.kind in SIGNED:
        signing = SignOff(wording.lines("signatures_left"), wording.lines("signatures_right"))
        yield Together((Gap(0.5), signing))
    else:
        yield Note(wording.text("thanks"))


def _spoken(facts: FormFacts, wording: Wording) -> Iterator[Block]:
    """What an inspector has before him while he asks."""
    yield from wording.lines(f"head_{facts.kind.value}")
    parts: list[tuple[str, tuple[Block, ...]]] = [
        ("rules", (Note("\n".join(facts.rules)),) if facts.rules else ()),
        ("opening", (Note(facts.intro),) if facts.intro else ()),
        ("questions", tuple(_questions(facts, wording))),
        ("closing", (Note(facts.closing),) if facts.closing else ()),
    ]
    filled = [(name, blocks) for name, blocks in parts if blocks]
    for number, (name, blocks) in enumerate(filled, start=1):
        yield Heading(1, wording.text(f"heading_{name}", number=numeral(number)))
        yield from blocks


def _questions(facts: FormFacts, wording: Wording) -> Iterator[Block]:
    for number, question in enumerate(facts.questions, start=1):
        yield from _question(number, question, facts, wording)
    if facts.kind is FormKind.CALL:
        outcomes = (
            wording.phrase("outcome", name=wording.label(outcome)) for outcome in CallOutcome
        )
        yield Question(wording.phrase("outcomes"), tuple(outcomes))


def _question(number: int, question: Asked, facts: FormFacts, wording: Wording) -> Iterator[Block]:
    text = wording.phrase("question", number=number, name=question.text)
    if facts.kind in SPOKEN:
        text = wording.phrase("question_spoken", serial=question.code, name=question.text)
    if question.kind is QuestionType.TABLE:
        yield Together((Question(text), _empty_table(question), Gap(0.5)))
        return
    if question.probe and facts.kind is FormKind.INTERVIEW:
        text += wording.phrase("probe", name=question.probe)
    yield Question(text, tuple(_choices(question, wording)), tuple(_lines(question, facts)))


def _choices(question: Asked, wording: Wording) -> Iterator[str]:
    for choice in question.choices:
        yield wording.phrase("choice", serial=choice.code, name=choice.text) + _skip(
            choice, wording
        )


def _skip(choice: Choice, wording: Wording) -> str:
    return wording.phrase("skip", serial=choice.skip_to) if choice.skip_to else ""


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
    """The forms that such a school is asked with, the cover of their envelope, and for each class
    that was drawn its sheets to be read by machine."""
    code = visited.work.campaigns.current().code
    for number, facts in enumerate(blank_forms(visited.work, visited.school.stages), start=1):
        serial, name = f"{code}-K{number:02}", form_name(facts, maker.wording)
        yield maker.named(name, serial, partial(blank_form, facts), blank=True)
        if facts.kind is FormKind.STUDENT:
            name = maker.wording.phrase("envelope_name")
            yield maker.named(name, f"{serial}F", partial(envelope_cover, facts), blank=True)
    for number, form in enumerate(class_forms(visited.work, visited.school, class_name), start=1):
        name = maker.wording.phrase("name_machine", name=form.class_name)
        serial = f"{visited.serial}-J{number:02}"
        yield maker.named(name, serial, partial(machine_form, form), blank=True)


#: Filled in by hand, never locked: no rule.
OF_VISIT = OfVisit(
    kind=DocumentKind.BLANK_FORM,
    papers=_papers,
    group=Group.BLANK,
    guarded=False,
)
