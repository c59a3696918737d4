"""What is asked: questionnaires, call scripts and interview guides, in versions."""

import uuid

from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import Key, Number, Row, parent
from db.schema.types import Chars, Code, Word, Words
from db.vocabulary import FormKind, QuestionType, Signal, Stage, Subject


class Form(Row):
    """`eligible`: who may be asked, `PRI:3,JUN`: pupils of a stage, from a grade on; empty: all."""

    __tablename__ = "form"
    subject = Subject.CATALOGUE
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


class Option(Row):
    """`skip_to`: the question that is put next after this answer, where it is not the next one."""

    __tablename__ = "option"
    subject = Subject.CATALOGUE
    question_id: Mapped[uuid.UUID] = parent("question")
    code: Mapped[Key]
    position: Mapped[Number]
    text: Mapped[str]
    signal: Mapped[Signal] = mapped_column(Word(Signal))
    items: Mapped[str] = mapped_column(default="")
    skip_to: Mapped[str] = mapped_column(Code(20), default="")
