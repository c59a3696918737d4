"""What only the bureau registers."""

import uuid
from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import Money, Number, Row, parent
from db.schema.types import Chars, Digest, Word
from db.vocabulary import (
    Cause,
    Channel,
    ComplaintOutcome,
    ComplaintSource,
    ContactKind,
    Nature,
    PledgeKind,
    RefundWay,
    Sanction,
    Subject,
)


class Complaint(Row):
    """A letter, call or visit (信访件). That it exists is never told to a school.

    Who complained is not kept here at all: name and address stay in the office's letter book.
    `note` is the gist, without names; `basis` what a substantiated one rests on. `students` to
    `due_fen` (fen): what it comes to where it is no finding of a visit too; else the finding says.
    None of them is 0 unless somebody entered it.
    """

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
        "accepted_on": "受理日期",
        "nature": "性质",
        "due_on": "期限",
        "extended_on": "延期批准日期",
        "category": "事项",
        "outcome": "办理结果",
        "case_no": "案件编号",
        "note": "事项摘要",
        "anonymous": "匿名",
        "handler": "承办人",
        "basis": "查实依据",
        "replied_on": "答复日期",
        "students": "涉及学生",
        "involved_fen": "涉及金额",
        "due_fen": "应退",
    }
    campaign_id: Mapped[uuid.UUID] = parent("campaign")
    school_id: Mapped[uuid.UUID | None] = parent("school", optional=True)
    number: Mapped[str] = mapped_column(Chars(60, verbatim=True))
    source: Mapped[ComplaintSource] = mapped_column(Word(ComplaintSource))
    channel: Mapped[str]
    received_on: Mapped[date]
    accepted_on: Mapped[date | None] = mapped_column(default=None)
    nature: Mapped[Nature] = mapped_column(Word(Nature), default=Nature.ACCUSATION)
    due_on: Mapped[date | None]
    extended_on: Mapped[date | None] = mapped_column(default=None)
    category: Mapped[Cause] = mapped_column(Word(Cause))
    outcome: Mapped[ComplaintOutcome] = mapped_column(
        Word(ComplaintOutcome), default=ComplaintOutcome.OPEN
    )
    case_no: Mapped[str | None] = mapped_column(Chars(60, verbatim=True), default=None)
    note: Mapped[str] = mapped_column(Chars(4000), default="")
    anonymous: Mapped[bool] = mapped_column(default=True)
    handler: Mapped[str] = mapped_column(default="")
    basis: Mapped[str] = mapped_column(Chars(1000), default="")
    replied_on: Mapped[date | None] = mapped_column(default=None)
    students: Mapped[Number | None] = mapped_column(default=None)
    involved_fen: Mapped[Money | None] = mapped_column(default=None)
    due_fen: Mapped[Money | None] = mapped_column(default=None)


class CaseRefund(Row):
    """Money given back for a complaint that proved true and is no finding of a visit, one payment a
    row; amounts in fen, as in `Refund`. Only the bureau keeps them."""

    __tablename__ = "case_refund"
    subject = Subject.COMPLAINTS
    caption = "案件清退"
    hangs_on = "complaint_id"
    known_by = "way"
    alike = (("complaint_id", "way", "paid_on", "amount_fen"),)
    labels: ClassVar = {
        "complaint_id": "信访件",
        "way": "方式",
        "paid_on": "退款日期",
        "reported_fen": "报告金额",
        "sighted_on": "查验日期",
        "sighted_by": "查验人",
        "students": "退费学生",
        "amount_fen": "核实金额",
        "proof": "凭证",
        "attachment": "凭证照片",
        "note": "说明",
    }
    silent = ("attachment",)
    complaint_id: Mapped[uuid.UUID] = parent("complaint")
    way: Mapped[RefundWay] = mapped_column(Word(RefundWay), default=RefundWay.RETURNED)
    paid_on: Mapped[date | None] = mapped_column(default=None)
    reported_fen: Mapped[Money] = mapped_column(default=0)
    sighted_on: Mapped[date | None] = mapped_column(default=None)
    sighted_by: Mapped[str] = mapped_column(default="")
    students: Mapped[Number] = mapped_column(default=0)
    amount_fen: Mapped[Money] = mapped_column(default=0)
    proof: Mapped[str] = mapped_column(Chars(1000), default="")
    attachment: Mapped[bytes | None] = mapped_column(Digest(), default=None)
    note: Mapped[str] = mapped_column(Chars(1000), default="")


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
        "topic": "事项摘要",
        "school_id": "学校",
        "answered_on": "答复日期",
        "answered_by": "答复人",
        "complaint_id": "转信访",
    }
    campaign_id: Mapped[uuid.UUID] = parent("campaign")
    number: Mapped[str] = mapped_column(Chars(60, verbatim=True))
    channel: Mapped[Channel] = mapped_column(Word(Channel))
    received_on: Mapped[date]
    persons: Mapped[Number | None] = mapped_column(default=None)
    kind: Mapped[ContactKind] = mapped_column(Word(ContactKind))
    topic: Mapped[str] = mapped_column(Chars(1000), default="")
    school_id: Mapped[uuid.UUID | None] = parent("school", optional=True)
    answered_on: Mapped[date | None] = mapped_column(default=None)
    answered_by: Mapped[str] = mapped_column(default="")
    complaint_id: Mapped[uuid.UUID | None] = parent("complaint", optional=True)


class SanctionRecord(Row):
    """One decision for a number of persons, in person-times; their names stay at the organ.

    `counted_elsewhere`: another organ reports it too; it is left out of our figures.
    """

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
        "roles": "职务",
        "organ": "决定机关",
        "school_id": "学校",
        "counted_elsewhere": "别处已计",
        "note": "说明",
    }
    campaign_id: Mapped[uuid.UUID] = parent("campaign")
    cause: Mapped[Cause] = mapped_column(Word(Cause))
    kind: Mapped[Sanction] = mapped_column(Word(Sanction))
    persons: Mapped[Number]
    case_no: Mapped[str | None] = mapped_column(Chars(60, verbatim=True), default=None)
    decided_on: Mapped[date | None] = mapped_column(default=None)
    roles: Mapped[str] = mapped_column(default="")
    organ: Mapped[str] = mapped_column(default="")
    school_id: Mapped[uuid.UUID | None] = parent("school", optional=True)
    counted_elsewhere: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(Chars(1000), default="")


class UnitPledge(Row):
    """A responsibility letter or pledge that a unit signed (责任书、承诺书); unsigned until a day.

    The list of units is its own: not all of them are inspected.
    """

    __tablename__ = "unit_pledge"
    subject = Subject.FOLLOW_UP
    caption = "承诺书"
    hangs_on = "campaign_id"
    known_by = "unit"
    labels: ClassVar = {
        "campaign_id": "检查活动",
        "unit": "单位",
        "school_id": "学校",
        "kind": "种类",
        "year": "年度",
        "signed_on": "签订日期",
        "signed_by": "签订人职务",
        "attachment": "扫描件",
        "note": "说明",
    }
    silent = ("attachment",)
    campaign_id: Mapped[uuid.UUID] = parent("campaign")
    unit: Mapped[str]
    school_id: Mapped[uuid.UUID | None] = parent("school", optional=True)
    kind: Mapped[PledgeKind] = mapped_column(Word(PledgeKind))
    year: Mapped[Number]
    signed_on: Mapped[date | None] = mapped_column(default=None)
    signed_by: Mapped[str] = mapped_column(default="")
    attachment: Mapped[bytes | None] = mapped_column(Digest(), default=None)
    note: Mapped[str] = mapped_column(Chars(1000), default="")


class SelfReport(Row):
    """A school's report of its self-check (自查报告): one a school. `missing`: what it lacks.

    `problems`, `fees_fen`: what its statistic sheet owns up to, in all; None: not entered yet.
    """

    __tablename__ = "self_report"
    subject = Subject.FOLLOW_UP
    caption = "自查报告"
    hangs_on = "school_id"
    known_by = "school_id"
    natural = ("school_id",)
    labels: ClassVar = {
        "school_id": "学校",
        "received_on": "收到日期",
        "missing": "缺少内容",
        "problems": "自查问题数",
        "fees_fen": "自查违规金额",
        "attachment": "报告",
        "note": "说明",
    }
    silent = ("attachment",)
    school_id: Mapped[uuid.UUID] = parent("school")
    received_on: Mapped[date | None] = mapped_column(default=None)
    missing: Mapped[str] = mapped_column(Chars(1000), default="")
    problems: Mapped[Number | None] = mapped_column(default=None)
    fees_fen: Mapped[Money | None] = mapped_column(default=None)
    attachment: Mapped[bytes | None] = mapped_column(Digest(), default=None)
    note: Mapped[str] = mapped_column(Chars(1000), default="")
