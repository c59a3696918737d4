"""A day at a school: the visit, its methods and the checklist answered there."""

import uuid
from datetime import date, datetime
from typing import ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import Money, Number, Row, Scope, parent
from db.schema.types import Chars, Word
from db.vocabulary import Method, SchoolReply, Subject, Verdict


class Visit(Row):
    """One team, one school, one date. Planned at the bureau, filled in at the school.

    `hosts`: who of the school was there.
    """

    __tablename__ = "visit"
    subject = Subject.VISITS
    caption = "进校检查"
    scope = Scope.OWN
    hangs_on = "school_id"
    alike = (("school_id",),)
    alike_in_one_file = True
    alike_in: ClassVar = {"team_id": "inspection"}
    silent = ("team_id",)
    labels: ClassVar = {
        "school_id": "学校",
        "team_id": "检查组",
        "serial": "编号",
        "planned_on": "计划日期",
        "visited_on": "检查日期",
        "arrived_at": "到校时间",
        "left_at": "离校时间",
        "place": "签字地点",
        "hosts": "校方参加人员",
        "credentials_shown": "已出示证件",
        "report_heard": "已听取汇报",
        "self_report_on": "收到自查报告",
        "sites_seen": "察看处数",
        "vouchers_checked": "抽查凭证",
        "receipts_checked": "抽查票据",
        "overall": "总体情况",
        "note": "备忘",
    }
    school_id: Mapped[uuid.UUID] = parent("school")
    team_id: Mapped[uuid.UUID] = parent("team")
    serial: Mapped[str] = mapped_column(Chars(60, verbatim=True))
    planned_on: Mapped[date]
    visited_on: Mapped[date | None] = mapped_column(default=None)
    arrived_at: Mapped[datetime | None] = mapped_column(default=None)
    left_at: Mapped[datetime | None] = mapped_column(default=None)
    place: Mapped[str] = mapped_column(default="")
    hosts: Mapped[str] = mapped_column(default="")
    credentials_shown: Mapped[bool] = mapped_column(default=False)
    report_heard: Mapped[bool] = mapped_column(default=False)
    self_report_on: Mapped[date | None] = mapped_column(default=None)
    sites_seen: Mapped[Number | None] = mapped_column(default=None)
    vouchers_checked: Mapped[Number | None] = mapped_column(default=None)
    receipts_checked: Mapped[Number | None] = mapped_column(default=None)
    overall: Mapped[str] = mapped_column(Chars(4000), default="")
    note: Mapped[str] = mapped_column(Chars(20_000), default="")


class VisitMethod(Row):
    """A method carried out at the visit."""

    __tablename__ = "visit_method"
    subject = Subject.VISITS
    caption = "检查方式"
    hangs_on = "visit_id"
    about = "method"
    field = "methods"
    known_by = "method"
    labels: ClassVar = {
        "visit_id": "进校检查",
        "method": "检查方式",
    }
    natural = ("visit_id", "method")
    visit_id: Mapped[uuid.UUID] = parent("visit")
    method: Mapped[Method] = mapped_column(Word(Method))


class VisitMember(Row):
    """A member of the team who was at the school."""

    __tablename__ = "visit_member"
    subject = Subject.VISITS
    caption = "到校人员"
    hangs_on = "visit_id"
    about = "member_id"
    field = "people"
    known_by = "member_id"
    labels: ClassVar = {
        "visit_id": "进校检查",
        "member_id": "组员",
    }
    natural = ("visit_id", "member_id")
    visit_id: Mapped[uuid.UUID] = parent("visit")
    member_id: Mapped[uuid.UUID] = parent("member")


class ChecklistAnswer(Row):
    __tablename__ = "checklist_answer"
    subject = Subject.CHECKLIST
    caption = "检查项"
    hangs_on = "visit_id"
    known_by = "item_id"
    labels: ClassVar = {
        "visit_id": "进校检查",
        "item_id": "检查项",
        "verdict": "结论",
        "note": "情况记录",
        "amount_fen": "涉及金额",
        "students": "涉及学生",
    }
    natural = ("visit_id", "item_id")
    visit_id: Mapped[uuid.UUID] = parent("visit")
    item_id: Mapped[uuid.UUID] = parent("checklist_item")
    verdict: Mapped[Verdict | None] = mapped_column(Word(Verdict), default=None)
    note: Mapped[str] = mapped_column(Chars(4000), default="")
    amount_fen: Mapped[Money | None] = mapped_column(default=None)
    students: Mapped[Number | None] = mapped_column(default=None)


class Statement(Row):
    """What the school put under the sheet, or sent in later (陈述申辩)."""

    __tablename__ = "statement"
    subject = Subject.FOLLOW_UP
    caption = "学校意见"
    hangs_on = "visit_id"
    known_by = "reply"
    alike = (("visit_id", "reply", "received_on"),)
    loose: ClassVar = {"document_id": "document_issued"}
    labels: ClassVar = {
        "visit_id": "进校检查",
        "reply": "学校意见",
        "received_on": "收到日期",
        "pages": "附页页数",
        "text": "陈述申辩内容",
        "reason": "拒绝签字的原因",
        "witness": "见证人",
        "document_id": "所对文书",
    }
    visit_id: Mapped[uuid.UUID] = parent("visit")
    reply: Mapped[SchoolReply] = mapped_column(Word(SchoolReply))
    received_on: Mapped[date | None] = mapped_column(default=None)
    pages: Mapped[Number | None] = mapped_column(default=None)
    text: Mapped[str] = mapped_column(Chars(20_000), default="")
    reason: Mapped[str] = mapped_column(Chars(1000), default="")
    witness: Mapped[str] = mapped_column(default="")
    document_id: Mapped[uuid.UUID | None] = mapped_column(default=None)
