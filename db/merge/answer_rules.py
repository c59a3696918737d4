"""Answers that their question cannot have, as SQL for the gate, for files of every version.

What type a question is stands in the file itself, so that no column type can know it.
"""

import re
import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from db.errors import InspectionError
from db.schema.form import Form, Question
from db.schema.questionnaire import Answer, QuestionnaireBatch, Sheet, TallyEntry
from db.schema.talk import CallAnswer
from db.vocabulary import FormKind, QuestionType

_NUMBER = re.compile("[0-9]{1,8}")
#: A number as people type it: digits, and fewer than any count may have.
_NO_NUMBER = "({0} = '' OR length({0}) > 8 OR {0} GLOB '*[^0-9]*')"

_SHEETS_OF = (
    "FROM sheet s JOIN tally_entry y ON y.id = s.entry_id"
    " JOIN questionnaire_batch b ON b.id = y.batch_id JOIN question q ON q.form_id = b.form_id"
)
_CALL_NUMBERS = (
    "SELECT q.code FROM question q JOIN form f ON f.id = q.form_id"
    f" WHERE f.kind = '{FormKind.CALL}' AND q.kind = '{QuestionType.NUMBER}'"
)


def answer_rules() -> Iterator[str]:
    """Each query answers rows (table, key, column), as the frozen rules do."""
    wrong = _NO_NUMBER.format("a.value")
    yield (
        "SELECT 'answer', hex(a.sheet_id) || '/' || hex(a.question), 'value' FROM answer a"
        f" WHERE a.question IN (SELECT code FROM question WHERE kind = 'number') AND {wrong}"
        f" AND EXISTS (SELECT 1 {_SHEETS_OF}"
        " WHERE s.id = a.sheet_id AND q.code = a.question AND q.kind = 'number')"
    )
    yield (
        "SELECT 'call_answer', hex(a.id), 'value' FROM call_answer a"
        f" WHERE a.question IN ({_CALL_NUMBERS}) AND {wrong}"
    )
    changed = _NO_NUMBER.format("t.new")
    of_sheet = (
        f"EXISTS (SELECT 1 {_SHEETS_OF}"
        " WHERE s.id = t.\"row\" AND q.code = t.sub AND q.kind = 'number')"
    )
    of_call = (
        'EXISTS (SELECT 1 FROM call_answer a WHERE a.id = t."row"'
        f" AND a.question IN ({_CALL_NUMBERS}))"
    )
    for table, asked in (("answer", of_sheet), ("call_answer", of_call)):
        yield (
            f"SELECT 'edit', hex(t.id), '{table}.value' FROM edit t"
            f" WHERE t.tbl = '{table}' AND t.col = 'value' AND {changed} AND {asked}"
        )


def require_answerable(
    session: Session, table: str, row: uuid.UUID, sub: str, values: Mapping[str, Any]
) -> None:
    """Raises InspectionError where an answer is given that its question cannot have."""
    value = values.get("value")
    asks_number = _ASKING.get(table)
    if value is None or asks_number is None or _NUMBER.fullmatch(value):
        return
    if session.execute(asks_number(row, sub).limit(1)).first():
        raise InspectionError(f"这一题要填数字，不能填“{value}”；请只写数字。")


def _of_sheet(row: uuid.UUID, sub: str) -> Select[Any]:
    return (
        select(Question.id)
        .join(QuestionnaireBatch, QuestionnaireBatch.form_id == Question.form_id)
        .join(TallyEntry, TallyEntry.batch_id == QuestionnaireBatch.id)
        .join(Sheet, Sheet.entry_id == TallyEntry.id)
        .where(Sheet.id == row, Question.code == sub, Question.kind == QuestionType.NUMBER)
    )


def _of_call(row: uuid.UUID, sub: str) -> Select[Any]:  # noqa: ARG001  # a row has no second key
    return (
        select(Question.id)
        .join(Form, Form.id == Question.form_id)
        .join(CallAnswer, CallAnswer.question == Question.code)
        .where(CallAnswer.id == row, Form.kind == FormKind.CALL)
        .where(Question.kind == QuestionType.NUMBER)
    )


_ASKING = {Answer.__tablename__: _of_sheet, CallAnswer.__tablename__: _of_call}
