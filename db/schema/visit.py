"""A day at a school: the visit, its methods and the checklist answered there."""

import uuid
from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import Money, Number, Row, parent
from db.schema.types import Chars, Word
from db.vocabulary import Method, SchoolReply, Subject, Verdict


class Visit(Row):
    """One team, one school, one date. Planned at the bureau, filled in at the school.

    `hosts`: who of the school was there.
    """

    __tablename__ = "visit"
    subject = Subject.VISITS
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
    natural = ("visit_id", "method")
    visit_id: Mapped[uuid.UUID] = parent("visit")
    method: Mapped[Method] = mapped_column(Word(Method))


class VisitMember(Row):
    """A member of the team who was at the school."""

    __tablename__ = "visit_member"
    subject = Subject.VISITS
    natural = ("visit_id", "member_id")
    visit_id: Mapped[uuid.UUID] = parent("visit")
    member_id: Mapped[uuid.UUID] = parent("member")


class ChecklistAnswer(Row):
    __tablename__ = "checklist_answer"
    subject = Subject.CHECKLIST
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
    visit_id: Mapped[uuid.UUID] = parent("visit")
    reply: Mapped[SchoolReply] = mapped_column(Word(SchoolReply))
    received_on: Mapped[date | None] = mapped_column(default=None)
    pages: Mapped[Number | None] = mapped_column(default=None)
    text: Mapped[str] = mapped_column(Chars(20_000), default="")
    reason: Mapped[str] = mapped_column(Chars(1000), default="")
    witness: Mapped[str] = mapped_column(default="")
    document_id: Mapped[uuid.UUID | None] = mapped_column(default=None)
