"""Schools and their classes."""

import uuid

from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import Key, Number, Row, parent
from db.schema.types import Word, Words
from db.vocabulary import Area, Ownership, SchoolType, Stage, Subject


class School(Row):
    """A school, or (for the finance inspection) a unit. Key: its official code."""

    __tablename__ = "school"
    subject = Subject.SCHOOLS
    natural = ("campaign_id", "code")
    campaign_id: Mapped[uuid.UUID] = parent("campaign")
    code: Mapped[Key]
    name: Mapped[str]
    kind: Mapped[SchoolType] = mapped_column(Word(SchoolType))
    stages: Mapped[tuple[Stage, ...]] = mapped_column(Words(Stage))
    ownership: Mapped[Ownership] = mapped_column(Word(Ownership))
    area: Mapped[Area] = mapped_column(Word(Area))
    district: Mapped[str] = mapped_column(default="")
    head: Mapped[str] = mapped_column(default="")
    registry_headcount: Mapped[Number | None] = mapped_column(default=None)


class SchoolClass(Row):
    """A class. Key: the school and `07-03` (grade and number)."""

    __tablename__ = "school_class"
    subject = Subject.SCHOOLS
    natural = ("school_id", "code")
    school_id: Mapped[uuid.UUID] = parent("school")
    code: Mapped[Key]
    stage: Mapped[Stage] = mapped_column(Word(Stage))
    grade: Mapped[Number]
    number: Mapped[Number]
    enrolled: Mapped[Number | None] = mapped_column(default=None)
