"""Recording survey forms (调查表) that came back: answers, and tables with typed columns."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from db.errors import InspectionError
from db.records.asked_items import items_for
from db.records.forms import Asked, Script
from db.records.schools import SchoolLine
from db.records.surveys import Cell, SurveyLine, SurveyRowLine
from db.store import Store
from db.vocabulary import Act, ClueSource, QuestionType
from inspector_gui.actions.deed import deed
from inspector_gui.statistics.signals import item_for
from inspector_gui.statistics.surveying import chosen, questions_for, respondents, signalled


@deed("收调查表", of="调查表", refuses=("表上没有这种填表人",))
def receive_survey(
    *, store: Store, school: SchoolLine, script: Script, respondent: str, **values: Any
) -> uuid.UUID:
    """A sheet came back from a respondent, on the day of the visit unless it is said when."""
    if respondent not in respondents(script):
        raise InspectionError(
            f"“{script.title}”没有给{respondent or '这种人'}填的题；请核对填表人。"
        )
    with store.act(Act.FILL_SURVEY, school=school.id) as work:
        visit = work.visits.facts(school.visit_id)
        day = {"filled_on": visit.visited_on or visit.planned_on}
        return work.surveys.receive(school.visit_id, script.id, respondent, **{**day, **values})


@deed("更正调查表", of="调查表")
def correct_survey(
    *, store: Store, school: SchoolLine, sheet: SurveyLine, values: Mapping[str, Any]
) -> None:
    with store.act(Act.FILL_SURVEY, school=school.id) as work:
        work.surveys.state(sheet.id, **values)


@deed("删除调查表", of="调查表")
def drop_survey(*, store: Store, school: SchoolLine, sheet: SurveyLine) -> None:
    with store.act(Act.DELETE, school=school.id) as work:
        work.surveys.drop(sheet.id)


@deed("录入调查表回答", of="调查表", refuses=("没有这个选项", "数字题填了文字"))
def answer_survey(
    *, store: Store, school: SchoolLine, sheet: SurveyLine, question: Asked, value: str
) -> None:
    """Keep an answer: the code of an option, a number in digits, or words; empty takes it back."""
    _require_answer(question, value)
    with store.act(Act.FILL_SURVEY, school=school.id) as work:
        work.surveys.answer(sheet.id, question.code, value=value)


@deed("写调查表说明", of="调查表")
def explain_answer(
    *, store: Store, school: SchoolLine, sheet: SurveyLine, question: Asked, note: str
) -> None:
    with store.act(Act.FILL_SURVEY, school=school.id) as work:
        work.surveys.answer(sheet.id, question.code, note=note)


def _require_answer(question: Asked, value: str) -> None:
    if not value:
        return
    if question.kind is QuestionType.SINGLE and chosen(question, value) is None:
        raise InspectionError(f"{question.code} 没有选项“{value}”；请选 {_codes(question)}。")
    if question.kind is QuestionType.NUMBER and not (value.isascii() and value.isdigit()):
        raise InspectionError(f"{question.code} 要填数字，不能填“{value}”；请只写数字。")


def _codes(question: Asked) -> str:
    return "、".join(choice.code for choice in question.choices)


@deed("录入调查表表格", of="调查表")
def add_survey_rows(
    *,
    store: Store,
    school: SchoolLine,
    sheet: SurveyLine,
    question: Asked,
    rows: Sequence[Mapping[int, Cell]],
) -> None:
    """Lines of a table, each its cells by the place of the column; money in fen. All in one act."""
    with store.act(Act.FILL_SURVEY, school=school.id) as work:
        for cells in rows:
            row = work.surveys.add_row(sheet.id, question.code)
            for column, value in cells.items():
                work.surveys.fill(row, column, question.columns[column].kind, value)


@deed("更正调查表表格", of="调查表")
def fill_survey_cell(
    *,
    store: Store,
    school: SchoolLine,
    question: Asked,
    row: SurveyRowLine,
    column: int,
    value: Cell,
) -> None:
    with store.act(Act.FILL_SURVEY, school=school.id) as work:
        work.surveys.fill(row.id, column, question.columns[column].kind, value)


@deed("删除调查表表格行", of="调查表")
def drop_survey_row(*, store: Store, school: SchoolLine, row: SurveyRowLine) -> None:
    with store.act(Act.DELETE, school=school.id) as work:
        work.surveys.drop_row(row.id)


@deed("登记调查表线索", of="调查表")
def note_survey_clues(
    *, store: Store, school: SchoolLine, sheet: SurveyLine, script: Script
) -> int:
    """Open a clue for each answer that points to something and has none yet; how many are new."""
    with store.read() as work:
        known = {clue.text for clue in work.clues.lines(school.visit_id)}
        items = items_for(work.catalogues.items(), school)
    found = [
        signal
        for signal in signalled(questions_for(script, sheet.respondent), sheet)
        if signal.clue_text(sheet)[:2000] not in known
    ]
    if found:
        with store.act(Act.NOTE_CLUE, school=school.id) as work:
            for signal in found:
                work.clues.raise_clue(
                    school.visit_id,
                    ClueSource.SURVEY,
                    signal.clue_text(sheet)[:2000],
                    item_for(signal.items, items),
                )
    return len(found)
