"""The meeting (座谈会) with those who keep a unit's books: who was there by post and number, what
was said of each area, which papers were promised."""

import uuid
from datetime import date, datetime
from typing import ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import Key, Number, Row, parent
from db.schema.types import Chars
from db.vocabulary import Subject


class Meeting(Row):
    """`held_at`: when it began. Both recorders are members of the team."""

    __tablename__ = "meeting"
    subject = Subject.MEETINGS
    caption = "座谈会"
    hangs_on = "visit_id"
    known_by = "held_at"
    alike = (("visit_id",),)
    loose: ClassVar = {"recorder_id": "member", "second_recorder_id": "member"}
    labels: ClassVar = {
        "visit_id": "进校检查",
        "held_at": "开始时间",
        "place": "地点",
        "recorder_id": "记录人",
        "second_recorder_id": "第二记录人",
        "note": "其他情况",
    }
    visit_id: Mapped[uuid.UUID] = parent("visit")
    held_at: Mapped[datetime | None] = mapped_column(default=None)
    place: Mapped[str] = mapped_column(default="")
    recorder_id: Mapped[uuid.UUID | None] = mapped_column(default=None)
    second_recorder_id: Mapped[uuid.UUID | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(Chars(4000), default="")


class MeetingParticipants(Row):
    """`persons` people of one post."""

    __tablename__ = "meeting_participants"
    subject = Subject.MEETINGS
    caption = "参会人员"
    hangs_on = "meeting_id"
    about = "role"
    known_by = "role"
    labels: ClassVar = {
        "meeting_id": "座谈会",
        "role": "职务",
        "persons": "人数",
    }
    meeting_id: Mapped[uuid.UUID] = parent("meeting")
    role: Mapped[str]
    persons: Mapped[Number] = mapped_column(default=1)


class MeetingTopic(Row):
    """What was said of one area. `area`: the code of a category of the checklist."""

    __tablename__ = "meeting_topic"
    subject = Subject.MEETINGS
    caption = "座谈内容"
    hangs_on = "meeting_id"
    about = "area"
    known_by = "area"
    labels: ClassVar = {
        "meeting_id": "座谈会",
        "area": "方面",
        "discussed": "已谈到",
        "text": "内容",
    }
    natural = ("meeting_id", "area")
    meeting_id: Mapped[uuid.UUID] = parent("meeting")
    area: Mapped[Key]
    discussed: Mapped[bool] = mapped_column(default=True)
    text: Mapped[str] = mapped_column(Chars(4000), default="")


class PromisedMaterial(Row):
    """A paper that the unit will hand in by a day."""

    __tablename__ = "promised_material"
    subject = Subject.MEETINGS
    caption = "承诺补交的材料"
    hangs_on = "meeting_id"
    known_by = "name"
    labels: ClassVar = {
        "meeting_id": "座谈会",
        "name": "材料名称",
        "due_on": "补交期限",
        "received_on": "收到日期",
        "note": "说明",
    }
    meeting_id: Mapped[uuid.UUID] = parent("meeting")
    name: Mapped[str]
    due_on: Mapped[date | None] = mapped_column(default=None)
    received_on: Mapped[date | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(Chars(1000), default="")
