"""Envelopes of anonymous questionnaires, entered twice, by counts or sheet by sheet."""

import uuid
from typing import ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import Cell, Local, Number, Row, parent, refers
from db.schema.types import Chars, Code, Word
from db.vocabulary import EntryMethod, Subject


class QuestionnaireBatch(Row):
    """A class's envelope."""

    __tablename__ = "questionnaire_batch"
    subject = Subject.QUESTIONNAIRES
    caption = "问卷批次"
    hangs_on = "visit_id"
    known_by = "class_id"
    silent = ("class_id", "form_id")
    labels: ClassVar = {
        "visit_id": "进校检查",
        "class_id": "班级",
        "form_id": "问卷版本",
        "issued": "发放",
        "returned": "回收",
        "valid": "有效",
        "targeted": "重点抽查",
        "note": "备注",
    }
    natural = ("visit_id", "class_id")
    visit_id: Mapped[uuid.UUID] = parent("visit")
    class_id: Mapped[uuid.UUID] = parent("school_class")
    form_id: Mapped[uuid.UUID] = parent("form")
    issued: Mapped[Number | None] = mapped_column(default=None)
    returned: Mapped[Number | None] = mapped_column(default=None)
    valid: Mapped[Number | None] = mapped_column(default=None)
    targeted: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(Chars(1000), default="")


class TallyEntry(Row):
    """One person's counting of one envelope; `slot` 1 or 2 of the double entry."""

    __tablename__ = "tally_entry"
    subject = Subject.QUESTIONNAIRES
    caption = "计票"
    hangs_on = "batch_id"
    known_by = "batch_id"
    silent = ("slot",)
    loose: ClassVar = {"clerk": "member"}
    labels: ClassVar = {
        "batch_id": "问卷",
        "slot": "第几次录入",
        "method": "录入方式",
        "clerk": "录入人",
        "finished": "录毕",
    }
    batch_id: Mapped[uuid.UUID] = parent("questionnaire_batch")
    slot: Mapped[Number]
    method: Mapped[EntryMethod] = mapped_column(Word(EntryMethod))
    clerk: Mapped[uuid.UUID | None] = mapped_column(default=None)
    finished: Mapped[bool] = mapped_column(default=False)


class TallyCount(Cell):
    """A count of one entry: `S01.A`, `S01.blank`, `S08.sum`. NULL: not counted yet."""

    __tablename__ = "tally_count"
    subject = Subject.QUESTIONNAIRES
    caption = "计票"
    hangs_on = "entry_id"
    known_by = "entry_id"
    labels: ClassVar = {
        "count": "计数",
    }
    entry_id: Mapped[uuid.UUID] = mapped_column(refers("tally_entry"), primary_key=True)
    cell: Mapped[str] = mapped_column(Code(60), primary_key=True)
    count: Mapped[Number | None] = mapped_column(default=None)


class Sheet(Row):
    """One anonymous form, typed in. Its answers are inserted with it in one act."""

    __tablename__ = "sheet"
    subject = Subject.QUESTIONNAIRES
    caption = "问卷"
    hangs_on = "entry_id"
    known_by = "entry_id"
    labels: ClassVar = {
        "entry_id": "计票",
        "number": "序号",
        "void": "作废",
    }
    entry_id: Mapped[uuid.UUID] = parent("tally_entry")
    number: Mapped[Number]
    void: Mapped[bool] = mapped_column(default=False)


class Answer(Cell):
    """`B`, `ACE`, `12`, or what a pupil wrote; NULL: left blank."""

    __tablename__ = "answer"
    subject = Subject.QUESTIONNAIRES
    caption = "问卷"
    hangs_on = "sheet_id"
    about = "question"
    known_by = "sheet_id"
    labels: ClassVar = {
        "value": "内容",
    }
    sheet_id: Mapped[uuid.UUID] = mapped_column(refers("sheet"), primary_key=True)
    question: Mapped[str] = mapped_column(Code(20), primary_key=True)
    value: Mapped[str | None] = mapped_column(Chars(400), default=None)


class Settlement(Row):
    """Where two entries differ: the count the envelope, opened again, really has."""

    __tablename__ = "settlement"
    subject = Subject.QUESTIONNAIRES
    caption = "计票核定"
    hangs_on = "batch_id"
    known_by = "batch_id"
    silent = ("cell",)
    labels: ClassVar = {
        "batch_id": "问卷",
        "cell": "计票格",
        "count": "计数",
        "reason": "理由",
    }
    natural = ("batch_id", "cell")
    batch_id: Mapped[uuid.UUID] = parent("questionnaire_batch")
    cell: Mapped[str] = mapped_column(Code(60))
    count: Mapped[Number]
    reason: Mapped[str] = mapped_column(Chars(500), default="")


class Draft(Local):
    """The keys of a form begun but not finished, so that no keystroke is lost."""

    __tablename__ = "draft"
    subject = Subject.QUESTIONNAIRES
    entry_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    keys: Mapped[str] = mapped_column(Chars(4000, verbatim=True), default="")
