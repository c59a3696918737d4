"""What only the bureau registers."""

import uuid
from datetime import date

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
    campaign_id: Mapped[uuid.UUID] = parent("campaign")
    cause: Mapped[Cause] = mapped_column(Word(Cause))
    kind: Mapped[Sanction] = mapped_column(Word(Sanction))
    persons: Mapped[Number]
    case_no: Mapped[str | None] = mapped_column(Chars(60, verbatim=True), default=None)
    decided_on: Mapped[date | None] = mapped_column(default=None)
