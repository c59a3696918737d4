"""What is checked: catalogues of items, the rules they rest on and the lawful fees."""

import uuid
from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import Key, Money, Number, Row, parent
from db.schema.types import Chars, Word, Words
from db.vocabulary import (
    Area,
    Certainty,
    FeeKind,
    Handling,
    Inspection,
    Method,
    Ownership,
    Severity,
    Stage,
    Subject,
)


class Catalogue(Row):
    __tablename__ = "catalogue"
    subject = Subject.CATALOGUE
    campaign_id: Mapped[uuid.UUID] = parent("campaign")
    inspection: Mapped[Inspection] = mapped_column(Word(Inspection))
    version: Mapped[Key]
    title: Mapped[str]


class Category(Row):
    __tablename__ = "category"
    subject = Subject.CATALOGUE
    catalogue_id: Mapped[uuid.UUID] = parent("catalogue")
    code: Mapped[Key]
    name: Mapped[str]
    position: Mapped[Number]


class ChecklistItem(Row):
    __tablename__ = "checklist_item"
    subject = Subject.CATALOGUE
    category_id: Mapped[uuid.UUID] = parent("category")
    code: Mapped[Key]
    position: Mapped[Number]
    question: Mapped[str] = mapped_column(Chars(1000))
    violation: Mapped[str] = mapped_column(Chars(1000))
    evidence: Mapped[str] = mapped_column(Chars(2000))
    stages: Mapped[tuple[Stage, ...]] = mapped_column(Words(Stage))
    ownerships: Mapped[tuple[Ownership, ...]] = mapped_column(Words(Ownership))
    areas: Mapped[tuple[Area, ...]] = mapped_column(Words(Area))
    methods: Mapped[tuple[Method, ...]] = mapped_column(Words(Method))
    records_amount: Mapped[bool]
    records_students: Mapped[bool]
    severity: Mapped[Severity] = mapped_column(Word(Severity))
    handlings: Mapped[tuple[Handling, ...]] = mapped_column(Words(Handling))
    note: Mapped[str] = mapped_column(Chars(1000), default="")


class Regulation(Row):
    """A rule. `in_force_from` and `repealed_on` decide for which conduct it may be cited."""

    __tablename__ = "regulation"
    subject = Subject.CATALOGUE
    campaign_id: Mapped[uuid.UUID] = parent("campaign")
    code: Mapped[Key]
    title: Mapped[str] = mapped_column(Chars(300))
    doc_no: Mapped[str | None] = mapped_column(Chars(200, verbatim=True))
    doc_no_verified: Mapped[bool]
    issuer: Mapped[str]
    dated: Mapped[str]
    certainty: Mapped[Certainty] = mapped_column(Word(Certainty))
    verification: Mapped[str]
    in_force_from: Mapped[date | None] = mapped_column(default=None)
    repealed_on: Mapped[date | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(Chars(1000), default="")


class Citation(Row):
    """A place of a rule that an item may cite; it prints only once the finance office locked it."""

    __tablename__ = "citation"
    subject = Subject.CATALOGUE
    item_id: Mapped[uuid.UUID] = parent("checklist_item")
    regulation_id: Mapped[uuid.UUID] = parent("regulation")
    position: Mapped[Number]
    article: Mapped[str | None]
    certainty: Mapped[Certainty] = mapped_column(Word(Certainty))
    only_stages: Mapped[tuple[Stage, ...]] = mapped_column(Words(Stage))
    only_ownerships: Mapped[tuple[Ownership, ...]] = mapped_column(Words(Ownership))
    locked: Mapped[bool] = mapped_column(default=False)


class CatalogueFee(Row):
    """A fee that may be charged, at most at this rate, within its dates of validity."""

    __tablename__ = "catalogue_fee"
    subject = Subject.CATALOGUE
    campaign_id: Mapped[uuid.UUID] = parent("campaign")
    region: Mapped[str]
    name: Mapped[str]
    kind: Mapped[FeeKind] = mapped_column(Word(FeeKind))
    stages: Mapped[tuple[Stage, ...]] = mapped_column(Words(Stage))
    ownerships: Mapped[tuple[Ownership, ...]] = mapped_column(Words(Ownership))
    rate_fen: Mapped[Money | None]
    unit: Mapped[str]
    basis: Mapped[str] = mapped_column(Chars(500))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None] = mapped_column(default=None)
