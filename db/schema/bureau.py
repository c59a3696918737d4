"""What only the bureau registers."""

import uuid
from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import Number, Row, parent
from db.schema.types import Chars, Word
from db.vocabulary import (
    Cause,
    Channel,
    ComplaintOutcome,
    ComplaintSource,
    ContactKind,
    Sanction,
    Subject,
)


class Complaint(Row):
    """A letter, call or visit (信访件). That it exists is never told to a school."""

    __tablename__ = "complaint"
    subject = Subject.COMPLAINTS
    caption = "信访件"
    hangs_on = "school_id"
    known_by = "number"
    labels: ClassVar = {
        "campaign_id": "检查活动",
        "school_id": "学校",
        "number": "编号",
        "source": "来源",
        "channel": "渠道",
        "received_on": "收到日期",
        "due_on": "期限",
        "category": "事项",
        "outcome": "办理结果",
        "case_no": "案件编号",
        "note": "说明",
    }
    campaign_id: Mapped[uuid.UUID] = parent("campaign")
    school_id: Mapped[uuid.UUID | None] = parent("school", optional=True)
    number: Mapped[str] = mapped_column(Chars(60, verbatim=True))
    source: Mapped[ComplaintSource] = mapped_column(Word(ComplaintSource))
    channel: Mapped[str]
    received_on: Mapped[date]
    due_on: Mapped[date | None]
    category: Mapped[Cause] = mapped_column(Word(Cause))
    outcome: Mapped[ComplaintOutcome] = mapped_column(
        Word(ComplaintOutcome), default=ComplaintOutcome.OPEN
    )
    case_no: Mapped[str | None] = mapped_column(Chars(60, verbatim=True), default=None)
    note: Mapped[str] = mapped_column(Chars(4000), default="")


class AdmissionContact(Row):
    __tablename__ = "admission_contact"
    subject = Subject.COMPLAINTS
    caption = "招生咨询举报"
    hangs_on = "campaign_id"
    known_by = "number"
    labels: ClassVar = {
        "campaign_id": "检查活动",
        "number": "编号",
        "channel": "渠道",
        "received_on": "收到日期",
        "persons": "人次",
        "kind": "咨询或举报",
    }
    campaign_id: Mapped[uuid.UUID] = parent("campaign")
    number: Mapped[str] = mapped_column(Chars(60, verbatim=True))
    channel: Mapped[Channel] = mapped_column(Word(Channel))
    received_on: Mapped[date]
    persons: Mapped[Number | None] = mapped_column(default=None)
    kind: Mapped[ContactKind] = mapped_column(Word(ContactKind))


class SanctionRecord(Row):
    """Sanctions of one kind for one cause, in person-times."""

    __tablename__ = "sanction"
    subject = Subject.FOLLOW_UP
    caption = "问责"
    hangs_on = "campaign_id"
    known_by = "kind"
    labels: ClassVar = {
        "campaign_id": "检查活动",
        "cause": "事由",
        "kind": "方式",
        "persons": "人次",
        "case_no": "案件编号",
        "decided_on": "决定日期",
    }
    campaign_id: Mapped[uuid.UUID] = parent("campaign")
    cause: Mapped[Cause] = mapped_column(Word(Cause))
    kind: Mapped[Sanction] = mapped_column(Word(Sanction))
    persons: Mapped[Number]
    case_no: Mapped[str | None] = mapped_column(Chars(60, verbatim=True), default=None)
    decided_on: Mapped[date | None] = mapped_column(default=None)
