"""Questionnaires of a class that a machine reads, with the cover of their envelope."""

from __future__ import annotations

import math
from functools import lru_cache

from db.errors import InspectionError
from db.publishable.forms import ClassForm, FormFacts
from db.records.forms import Asked
from db.vocabulary import FormKind, QuestionType, Stage
from inspector_gui.documents.blocks import FormSheets
from inspector_gui.documents.document import Draft
from inspector_gui.documents.page_format import WHOLE_PAGE
from inspector_gui.documents.template_texts import Wording
from inspector_gui.scanning.identity import envelope_code
from inspector_gui.scanning.laying_out import lay_out
from inspector_gui.scanning.layout import (
    LARGE,
    LEFT,
    ORDINARY,
    PAGE_WIDTH,
    Answering,
    FormLayout,
    FormQuestion,
    Words,
)

FORM_CHARACTERS = "ABCDEFGHIJKL"
RESERVE_SHARE, LEAST_RESERVE = 0.05, 3
COVER_TITLE, COVER_TYPE, COVER_TITLE_AT, COVER_LINE, COVER_BEGINS = 7.5, 5.2, 60.0, 13.0, 82.0

_ANSWERING = {
    QuestionType.SINGLE: Answering.ONE,
    QuestionType.MULTI: Answering.SEVERAL,
    QuestionType.NUMBER: Answering.NUMBER,
    QuestionType.TEXT: Answering.TEXT,
    QuestionType.TABLE: Answering.TEXT,
}


def layout_of(facts: FormFacts, wording: Wording) -> FormLayout:
    """Where everything of a questionnaire stands; the same for printing and for reading."""
    texts = (wording.phrase("machine_intro"), wording.phrase("machine_foot"))
    return _laid_out(facts, *texts)


@lru_cache(maxsize=32)
def _laid_out(facts: FormFacts, how: str, foot: str) -> FormLayout:
    return lay_out(
        form_character(facts.kind, facts.stage),
        title=facts.title,
        intro=f"{facts.intro}{how}",
        foot=foot,
        questions=tuple(_question(asked) for asked in facts.questions),
        measures=LARGE if facts.stage is Stage.PRI and facts.kind is FormKind.STUDENT else ORDINARY,
    )


def form_character(kind: FormKind, stage: Stage | None) -> str:
    """What stands for a form in the codes on its sheets."""
    place = list(Stage).index(stage) if stage else 0
    return FORM_CHARACTERS[place + len(Stage) * (kind is FormKind.GUARDIAN)]


def _question(asked: Asked) -> FormQuestion:
    return FormQuestion(
        code=asked.code,
        text=asked.text,
        answering=_ANSWERING[asked.kind],
        options=tuple((choice.code, f"{choice.code}．{choice.text}") for choice in asked.choices),
        exclusive=tuple(asked.exclusive.split()),
        unit=asked.unit,
    )


def sheets_for(pupils: int) -> int:
    """How many sheets are printed for so many pupils: one each, and a reserve."""
    return pupils + max(LEAST_RESERVE, math.ceil(pupils * RESERVE_SHARE))


def machine_form(form: ClassForm, wording: Wording, serial: str) -> Draft:
    """Raises InspectionError where nobody knows how many are needed."""
    if not form.pupils:
        raise InspectionError(f"还不知道{form.class_name}有多少人；请先在抽样页填写人数。")
    layout = layout_of(form.facts, wording)
    sheets = FormSheets(
        layout,
        envelope_code(form.envelope),
        tuple(_cover(form, wording)),
        sheets_for(form.pupils),
    )
    return Draft(
        form.facts.title,
        (sheets,),
        serial=serial,
        by_team=False,
        foot=wording.phrase("footer_form", campaign=form.facts.campaign, version=layout.version),
        format=WHOLE_PAGE,
    )


def _cover(form: ClassForm, wording: Wording) -> list[Words]:
    middle = PAGE_WIDTH / 2
    title = Words(
        wording.phrase("envelope_name"),
        middle,
        COVER_TITLE_AT,
        COVER_TITLE,
        bold=True,
        centred=True,
    )
    lines = wording.titles(
        "machine_cover", school=form.school, name=form.class_name, count=sheets_for(form.pupils)
    )
    size = min(COVER_TYPE, *((PAGE_WIDTH - 2 * LEFT) / max(_em(line), 1.0) for line in lines))
    return [
        title,
        *(
            Words(line, LEFT + 5, COVER_BEGINS + at * COVER_LINE, size)
            for at, line in enumerate(lines)
        ),
    ]


def _em(line: str) -> float:
    return Words(line, 0, 0, 1.0).width + 5
