"""What the bureau prepares: the campaign, its calendar, teams, people and recusals."""

import uuid
from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import Key, Local, Number, Row, parent
from db.schema.types import Chars, Code, Word
from db.vocabulary import DayKind, Desk, Inspection, RecusalReason, Subject


class Campaign(Row):
    __tablename__ = "campaign"
    subject = Subject.CAMPAIGN
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


class Phase(Row):
    __tablename__ = "phase"
    subject = Subject.CAMPAIGN
    campaign_id: Mapped[uuid.UUID] = parent("campaign")
    code: Mapped[Key]
    name: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]


class CalendarDay(Row):
    """A weekday without work, or a weekend day with work (调休)."""

    __tablename__ = "calendar_day"
    subject = Subject.CAMPAIGN
    natural = ("campaign_id", "day")
    campaign_id: Mapped[uuid.UUID] = parent("campaign")
    day: Mapped[date]
    kind: Mapped[DayKind] = mapped_column(Word(DayKind))
    name: Mapped[str] = mapped_column(default="")


class Team(Row):
    __tablename__ = "team"
    subject = Subject.PEOPLE
    campaign_id: Mapped[uuid.UUID] = parent("campaign")
    code: Mapped[Key]
    name: Mapped[str]
    inspection: Mapped[Inspection] = mapped_column(Word(Inspection), default=Inspection.FEE)


class Member(Row):
    __tablename__ = "member"
    subject = Subject.PEOPLE
    team_id: Mapped[uuid.UUID] = parent("team")
    code: Mapped[Key]
    name: Mapped[str]
    role: Mapped[str]
    is_lead: Mapped[bool] = mapped_column(default=False)
    home_school_id: Mapped[uuid.UUID | None] = mapped_column(default=None)
    source: Mapped[str] = mapped_column(default="")


class Recusal(Row):
    """A member keeps away from a school. The school need not be in this file."""

    __tablename__ = "recusal"
    subject = Subject.PEOPLE
    member_id: Mapped[uuid.UUID] = parent("member")
    school_id: Mapped[uuid.UUID]
    reason: Mapped[RecusalReason] = mapped_column(Word(RecusalReason))
    note: Mapped[str] = mapped_column(default="")
    declared: Mapped[bool] = mapped_column(default=True)


class HandedOut(Row):
    """A file made for a team: it knows every act before this one. Stays at the bureau."""

    __tablename__ = "handed_out"
    subject = Subject.PEOPLE
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
