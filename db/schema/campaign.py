"""What the bureau prepares: the campaign, its calendar, teams, people and recusals."""

import uuid
from datetime import date, datetime
from typing import ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import Key, Local, Number, Row, Scope, parent
from db.schema.types import Chars, Code, Word
from db.vocabulary import DayKind, Desk, RecusalReason, Subject


class Campaign(Row):
    __tablename__ = "campaign"
    subject = Subject.CAMPAIGN
    caption = "检查活动"
    scope = Scope.EVERYONE
    known_by = "name"
    labels: ClassVar = {
        "code": "检查编号",
        "name": "检查名称",
        "bureau": "主管单位",
        "notice_title": "通知标题",
        "notice_no": "通知文号",
        "conduct_from": "行为起日",
        "conduct_to": "行为止日",
        "visits_from": "进校起日",
        "visits_to": "进校止日",
        "objection_days": "异议期限（工作日）",
        "report_days": "整改报告期限（天）",
        "refund_days": "清退期限（天）",
        "onspot_days": "当场纠正期限（天）",
        "recovery_key": "恢复公钥",
        "retention_until": "号码保存期限",
        "county_level": "县级教育部门",
    }
    code: Mapped[Key]
    name: Mapped[str]
    bureau: Mapped[str]
    notice_title: Mapped[str]
    notice_no: Mapped[str] = mapped_column(Chars(200, verbatim=True))
    conduct_from: Mapped[date]
    conduct_to: Mapped[date]
    visits_from: Mapped[date]
    visits_to: Mapped[date]
    objection_days: Mapped[Number] = mapped_column(default=5)
    report_days: Mapped[Number] = mapped_column(default=30)
    refund_days: Mapped[Number] = mapped_column(default=15)
    onspot_days: Mapped[Number] = mapped_column(default=3)
    recovery_key: Mapped[str | None] = mapped_column(Code(200), default=None)
    retention_until: Mapped[date | None] = mapped_column(default=None)
    #: Whether the bureau is a county's; None: it has not said.
    county_level: Mapped[bool | None] = mapped_column(default=None)


class Phase(Row):
    __tablename__ = "phase"
    subject = Subject.CAMPAIGN
    caption = "工作阶段"
    scope = Scope.EVERYONE
    hangs_on = "campaign_id"
    known_by = "name"
    labels: ClassVar = {
        "campaign_id": "检查活动",
        "code": "代码",
        "name": "名称",
        "starts_on": "起日",
        "ends_on": "止日",
    }
    campaign_id: Mapped[uuid.UUID] = parent("campaign")
    code: Mapped[Key]
    name: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]


class CalendarDay(Row):
    """A weekday without work, or a weekend day with work (调休)."""

    __tablename__ = "calendar_day"
    subject = Subject.CAMPAIGN
    caption = "工作日历"
    scope = Scope.EVERYONE
    hangs_on = "campaign_id"
    known_by = "name"
    labels: ClassVar = {
        "campaign_id": "检查活动",
        "day": "日期",
        "kind": "上班或放假",
        "name": "名称",
    }
    natural = ("campaign_id", "day")
    campaign_id: Mapped[uuid.UUID] = parent("campaign")
    day: Mapped[date]
    kind: Mapped[DayKind] = mapped_column(Word(DayKind))
    name: Mapped[str] = mapped_column(default="")


class Team(Row):
    __tablename__ = "team"
    subject = Subject.PEOPLE
    caption = "检查组"
    scope = Scope.TEAM
    hangs_on = "campaign_id"
    known_by = "name"
    labels: ClassVar = {
        "campaign_id": "检查活动",
        "code": "代码",
        "name": "名称",
        "inspection": "所属检查",
    }
    campaign_id: Mapped[uuid.UUID] = parent("campaign")
    code: Mapped[Key]
    name: Mapped[str]
    #: The code of the inspection that it carries out.
    inspection: Mapped[Key]


class Member(Row):
    __tablename__ = "member"
    subject = Subject.PEOPLE
    caption = "组员"
    scope = Scope.OWN
    hangs_on = "team_id"
    known_by = "name"
    alike = (("team_id", "name"),)
    loose: ClassVar = {"home_school_id": "school"}
    labels: ClassVar = {
        "team_id": "检查组",
        "code": "代码",
        "name": "姓名",
        "role": "职务",
        "is_lead": "组长",
        "home_school_id": "所在学校",
        "source": "单位",
        "checked_workplace": "已核对的单位",
    }
    team_id: Mapped[uuid.UUID] = parent("team")
    code: Mapped[Key]
    name: Mapped[str]
    role: Mapped[str]
    is_lead: Mapped[bool] = mapped_column(default=False)
    home_school_id: Mapped[uuid.UUID | None] = mapped_column(default=None)
    source: Mapped[str] = mapped_column(default="")
    #: The workplace of which somebody said which school it is, or that it is none of the list.
    checked_workplace: Mapped[str] = mapped_column(default="")


class Recusal(Row):
    """A member keeps away from a school. The school need not be in this file."""

    __tablename__ = "recusal"
    subject = Subject.PEOPLE
    caption = "回避"
    scope = Scope.OF_MEMBERS
    hangs_on = "member_id"
    known_by = "member_id"
    loose: ClassVar = {"school_id": "school"}
    labels: ClassVar = {
        "member_id": "组员",
        "school_id": "学校",
        "reason": "回避原因",
        "note": "说明",
        "declared": "本人申报",
    }
    member_id: Mapped[uuid.UUID] = parent("member")
    school_id: Mapped[uuid.UUID]
    reason: Mapped[RecusalReason] = mapped_column(Word(RecusalReason))
    note: Mapped[str] = mapped_column(default="")
    declared: Mapped[bool] = mapped_column(default=True)


class HandedOut(Row):
    """A file made for a team: it knows every act before this one. Stays at the bureau."""

    __tablename__ = "handed_out"
    subject = Subject.PEOPLE
    caption = "发放记录"
    hangs_on = "team_id"
    known_by = "team_id"
    labels: ClassVar = {
        "team_id": "检查组",
        "number": "第几次",
        "locked": "设了口令",
    }
    team_id: Mapped[uuid.UUID] = parent("team")
    number: Mapped[Number]
    locked: Mapped[bool]


class Contact(Local):
    """A member's phone number: in the bureau's file only, never handed out or merged."""

    __tablename__ = "contact"
    subject = Subject.PEOPLE
    member_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(Code(20))


class FileInfo(Local):
    """What this file is: one row."""

    __tablename__ = "file_info"
    subject = Subject.CAMPAIGN
    only: Mapped[int] = mapped_column(primary_key=True, default=1)
    desk: Mapped[Desk] = mapped_column(Word(Desk))
    campaign_id: Mapped[uuid.UUID]
    team_id: Mapped[uuid.UUID | None] = mapped_column(default=None)
    created_at: Mapped[datetime]
    title: Mapped[str] = mapped_column(Chars(200))
