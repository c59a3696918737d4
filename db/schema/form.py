"""What is asked: questionnaires, call scripts and interview guides, in versions."""

import uuid
from typing import ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import Key, Number, Row, Scope, parent
from db.schema.types import Chars, Code, Word, Words
from db.vocabulary import FormKind, QuestionType, Signal, Stage, Subject


class Form(Row):
    """`eligible`: who may be asked, `PRI:3,JUN`: pupils of a stage, from a grade on; empty: all."""

    __tablename__ = "form"
    subject = Subject.CATALOGUE
    caption = "问卷和提纲"
    scope = Scope.EVERYONE
    hangs_on = "campaign_id"
    known_by = "title"
    labels: ClassVar = {
        "campaign_id": "检查活动",
        "kind": "种类",
        "version": "版本",
        "title": "名称",
        "intro": "开头语",
        "closing": "结束语",
        "rules": "填写说明",
        "eligible": "访问对象",
    }
    campaign_id: Mapped[uuid.UUID] = parent("campaign")
    kind: Mapped[FormKind] = mapped_column(Word(FormKind))
    version: Mapped[Key]
    title: Mapped[str]
    intro: Mapped[str] = mapped_column(Chars(2000), default="")
    closing: Mapped[str] = mapped_column(Chars(2000), default="")
    rules: Mapped[str] = mapped_column(Chars(4000, verbatim=True), default="")
    eligible: Mapped[str] = mapped_column(Code(100), default="")


class Question(Row):
    """`low`..`high` bound a number; above `signal_above` it is a signal. `items`: codes, spaced."""

    __tablename__ = "question"
    subject = Subject.CATALOGUE
    caption = "题目"
    scope = Scope.EVERYONE
    hangs_on = "form_id"
    known_by = "code"
    labels: ClassVar = {
        "form_id": "问卷",
        "code": "题号",
        "position": "顺序",
        "kind": "题型",
        "text": "题目",
        "only_stages": "限于学段",
        "optional": "可不答",
        "low": "最小",
        "high": "最大",
        "unit": "单位",
        "exclusive": "单选项",
        "signal_above": "超过即为线索",
        "items": "对应检查项",
        "probe": "追问",
        "columns": "表格列",
    }
    form_id: Mapped[uuid.UUID] = parent("form")
    code: Mapped[Key]
    position: Mapped[Number]
    kind: Mapped[QuestionType] = mapped_column(Word(QuestionType))
    text: Mapped[str] = mapped_column(Chars(1000))
    only_stages: Mapped[tuple[Stage, ...]] = mapped_column(Words(Stage))
    optional: Mapped[bool] = mapped_column(default=False)
    low: Mapped[Number | None] = mapped_column(default=None)
    high: Mapped[Number | None] = mapped_column(default=None)
    unit: Mapped[str] = mapped_column(default="")
    exclusive: Mapped[str] = mapped_column(Code(60), default="")
    signal_above: Mapped[Number | None] = mapped_column(default=None)
    items: Mapped[str] = mapped_column(default="")
    probe: Mapped[str] = mapped_column(Chars(500), default="")
    #: Of a table that is asked for, a line each: `money 期末余额`, a kind of cell and its heading.
    columns: Mapped[str] = mapped_column(Chars(2000, verbatim=True), default="")


class Option(Row):
    """`skip_to`: the question that is put next after this answer, where it is not the next one."""

    __tablename__ = "option"
    subject = Subject.CATALOGUE
    caption = "选项"
    scope = Scope.EVERYONE
    hangs_on = "question_id"
    known_by = "code"
    labels: ClassVar = {
        "question_id": "题目",
        "code": "选项号",
        "position": "顺序",
        "text": "选项",
        "signal": "线索强弱",
        "items": "对应检查项",
        "skip_to": "跳到题号",
    }
    question_id: Mapped[uuid.UUID] = parent("question")
    code: Mapped[Key]
    position: Mapped[Number]
    text: Mapped[str]
    signal: Mapped[Signal] = mapped_column(Word(Signal))
    items: Mapped[str] = mapped_column(default="")
    skip_to: Mapped[str] = mapped_column(Code(20), default="")
