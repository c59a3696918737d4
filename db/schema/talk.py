"""Talks with pupils (暗访) and parents (电话访问). No identity is held."""

import uuid
from datetime import datetime
from typing import ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import Key, Number, Row, parent
from db.schema.types import Chars, Code, Word
from db.vocabulary import CallOutcome, Stage, Subject


class Interview(Row):
    """A covert interview: one record a person, or `persons` person-times."""

    __tablename__ = "interview"
    subject = Subject.INTERVIEWS
    caption = "随机访问"
    hangs_on = "visit_id"
    known_by = "place_kind"
    alike = (("visit_id", "stage", "place_kind", "persons"),)
    labels: ClassVar = {
        "visit_id": "进校检查",
        "stage": "学段",
        "place_kind": "地点",
        "persons": "人次",
        "note": "备注",
    }
    visit_id: Mapped[uuid.UUID] = parent("visit")
    stage: Mapped[Stage] = mapped_column(Word(Stage))
    place_kind: Mapped[str] = mapped_column(default="")
    persons: Mapped[Number] = mapped_column(default=1)
    note: Mapped[str] = mapped_column(Chars(4000), default="")


class InterviewPoint(Row):
    """What was heard on one question of the guide."""

    __tablename__ = "interview_point"
    subject = Subject.INTERVIEWS
    caption = "随机访问内容"
    hangs_on = "interview_id"
    about = "question"
    known_by = "interview_id"
    labels: ClassVar = {
        "interview_id": "随机访问",
        "question": "题目",
        "text": "内容",
    }
    interview_id: Mapped[uuid.UUID] = parent("interview")
    question: Mapped[str] = mapped_column(Code(20))
    text: Mapped[str] = mapped_column(Chars(2000))


class ParentCall(Row):
    """A drawn number: roster row `roster_seq`. `outcome` is final, NULL while attempts go on."""

    __tablename__ = "parent_call"
    subject = Subject.CALLS
    caption = "电话访问"
    hangs_on = "visit_id"
    known_by = "roster_seq"
    labels: ClassVar = {
        "visit_id": "进校检查",
        "roster_seq": "花名册序号",
        "code": "代码",
        "outcome": "访问结果",
        "note": "备注",
    }
    natural = ("visit_id", "roster_seq")
    visit_id: Mapped[uuid.UUID] = parent("visit")
    roster_seq: Mapped[Number]
    code: Mapped[Key]
    outcome: Mapped[CallOutcome | None] = mapped_column(Word(CallOutcome), default=None)
    note: Mapped[str] = mapped_column(Chars(4000), default="")


class CallAttempt(Row):
    __tablename__ = "call_attempt"
    subject = Subject.CALLS
    caption = "拨打记录"
    hangs_on = "call_id"
    about = "id"
    known_by = "call_id"
    silent = ("at",)
    labels: ClassVar = {
        "call_id": "电话访问",
        "at": "拨打时间",
        "outcome": "拨打结果",
        "callback_at": "改约时间",
    }
    call_id: Mapped[uuid.UUID] = parent("parent_call")
    at: Mapped[datetime]
    outcome: Mapped[CallOutcome] = mapped_column(Word(CallOutcome))
    callback_at: Mapped[datetime | None] = mapped_column(default=None)


class CallAnswer(Row):
    __tablename__ = "call_answer"
    subject = Subject.CALLS
    caption = "电话访问内容"
    hangs_on = "call_id"
    about = "question"
    known_by = "call_id"
    labels: ClassVar = {
        "call_id": "电话访问",
        "question": "题目",
        "value": "内容",
    }
    natural = ("call_id", "question")
    call_id: Mapped[uuid.UUID] = parent("parent_call")
    question: Mapped[str] = mapped_column(Code(20))
    value: Mapped[str] = mapped_column(Chars(400))
