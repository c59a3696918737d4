"""Survey forms (调查表) as respondents of a unit filled them in."""

import uuid
from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import Money, Number, Row, parent
from db.schema.types import Chars, Code
from db.vocabulary import Subject


class Survey(Row):
    """A sheet. `respondent`: the post that its form names; `detail`: which class or department."""

    __tablename__ = "survey"
    subject = Subject.SURVEYS
    caption = "调查表"
    hangs_on = "visit_id"
    known_by = "respondent"
    alike = (("visit_id", "respondent", "detail"),)
    labels: ClassVar = {
        "visit_id": "进校检查",
        "form_id": "问卷",
        "respondent": "填表人职务",
        "detail": "班级或部门",
        "filled_on": "填表日期",
        "signed": "已签名盖章",
    }
    visit_id: Mapped[uuid.UUID] = parent("visit")
    form_id: Mapped[uuid.UUID] = parent("form")
    respondent: Mapped[str]
    detail: Mapped[str] = mapped_column(default="")
    filled_on: Mapped[date | None] = mapped_column(default=None)
    signed: Mapped[bool] = mapped_column(default=False)


class SurveyAnswer(Row):
    """The code of the ticked option, a number, or words."""

    __tablename__ = "survey_answer"
    subject = Subject.SURVEYS
    caption = "调查表回答"
    hangs_on = "survey_id"
    about = "question"
    known_by = "survey_id"
    labels: ClassVar = {
        "survey_id": "调查表",
        "question": "题号",
        "value": "回答",
        "note": "说明",
    }
    natural = ("survey_id", "question")
    survey_id: Mapped[uuid.UUID] = parent("survey")
    question: Mapped[str] = mapped_column(Code(20))
    value: Mapped[str] = mapped_column(Chars(400), default="")
    note: Mapped[str] = mapped_column(Chars(1000), default="")


class SurveyRow(Row):
    """A line of a table that was asked for."""

    __tablename__ = "survey_row"
    subject = Subject.SURVEYS
    caption = "调查表表格行"
    hangs_on = "survey_id"
    about = "question"
    known_by = "survey_id"
    labels: ClassVar = {
        "survey_id": "调查表",
        "question": "题号",
    }
    survey_id: Mapped[uuid.UUID] = parent("survey")
    question: Mapped[str] = mapped_column(Code(20))


class SurveyCell(Row):
    """What stands in column `place` (from 0) of a line: words, money or a number, by the column."""

    __tablename__ = "survey_cell"
    subject = Subject.SURVEYS
    caption = "调查表单元格"
    hangs_on = "row_id"
    about = "place"
    known_by = "row_id"
    labels: ClassVar = {
        "row_id": "表格行",
        "place": "列",
        "text": "文字",
        "amount_fen": "金额",
        "number": "数量",
    }
    natural = ("row_id", "place")
    row_id: Mapped[uuid.UUID] = parent("survey_row")
    place: Mapped[Number]
    text: Mapped[str] = mapped_column(Chars(500), default="")
    amount_fen: Mapped[Money | None] = mapped_column(default=None)
    number: Mapped[Number | None] = mapped_column(default=None)
