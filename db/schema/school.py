"""Schools and their classes."""

import uuid
from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import Key, Money, Number, Row, Scope, parent
from db.schema.types import Chars, Word, Words
from db.vocabulary import (
    Area,
    Circumstance,
    FindingStatus,
    Ownership,
    SchoolType,
    Severity,
    Stage,
    Subject,
)


class School(Row):
    """A school, or (for the finance inspection) a unit. Key: its official code."""

    __tablename__ = "school"
    subject = Subject.SCHOOLS
    caption = "学校"
    scope = Scope.SCHOOLS
    hangs_on = "campaign_id"
    known_by = "name"
    alike = (("name",),)
    labels: ClassVar = {
        "campaign_id": "检查活动",
        "code": "代码",
        "name": "学校名称",
        "kind": "类别",
        "stages": "学段",
        "ownership": "办学性质",
        "area": "城乡",
        "district": "区县",
        "head": "校长",
        "registry_headcount": "学籍人数",
    }
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


class SchoolCircumstance(Row):
    """Whether a school has or does something. Key: the school and what. Unknown: no row, or None.

    The bureau may know it from its lists, the team sees it at the gate; both say it of one row.
    """

    __tablename__ = "school_circumstance"
    subject = Subject.SCHOOLS
    caption = "学校情况"
    scope = Scope.OF_SCHOOLS
    hangs_on = "school_id"
    known_by = "circumstance"
    labels: ClassVar = {
        "school_id": "学校",
        "circumstance": "情形",
        "present": "有没有",
    }
    natural = ("school_id", "circumstance")
    school_id: Mapped[uuid.UUID] = parent("school")
    circumstance: Mapped[Circumstance] = mapped_column(Word(Circumstance))
    present: Mapped[bool | None] = mapped_column(default=None)


class EarlierFinding(Row):
    """What an earlier campaign found at a school, for those who visit it again.

    As it stood in that campaign's file when it was taken in: what the school was told of it, and
    what became of it. Whence the inspection knew is in none of it. `found_on`: the visit's day;
    amounts in fen, `open_fen` what was due and not settled.
    """

    __tablename__ = "earlier_finding"
    subject = Subject.SCHOOLS
    caption = "以往问题"
    scope = Scope.OF_SCHOOLS
    hangs_on = "school_id"
    known_by = "serial"
    natural = ("school_id", "campaign_code", "serial")
    labels: ClassVar = {
        "school_id": "学校",
        "campaign_code": "检查编号",
        "serial": "编号",
        "campaign_name": "检查名称",
        "item_code": "检查项",
        "category": "类别",
        "severity": "程度",
        "fact": "事实",
        "students": "涉及学生",
        "involved_fen": "涉及金额",
        "due_fen": "应退",
        "open_fen": "未退",
        "status": "状态",
        "found_on": "检查日期",
        "closed_on": "销号日期",
    }
    school_id: Mapped[uuid.UUID] = parent("school")
    campaign_code: Mapped[Key]
    serial: Mapped[Key]
    campaign_name: Mapped[str] = mapped_column(default="")
    item_code: Mapped[str] = mapped_column(default="")
    category: Mapped[str] = mapped_column(default="")
    severity: Mapped[Severity] = mapped_column(Word(Severity), default=Severity.MINOR)
    fact: Mapped[str] = mapped_column(Chars(20_000), default="")
    students: Mapped[Number] = mapped_column(default=0)
    involved_fen: Mapped[Money] = mapped_column(default=0)
    due_fen: Mapped[Money] = mapped_column(default=0)
    open_fen: Mapped[Money] = mapped_column(default=0)
    status: Mapped[FindingStatus] = mapped_column(Word(FindingStatus), default=FindingStatus.DRAFT)
    found_on: Mapped[date | None] = mapped_column(default=None)
    closed_on: Mapped[date | None] = mapped_column(default=None)


class SchoolClass(Row):
    """A class. Key: the school and `07-03` (grade and number)."""

    __tablename__ = "school_class"
    subject = Subject.SCHOOLS
    caption = "班级"
    scope = Scope.OF_SCHOOLS
    hangs_on = "school_id"
    known_by = "code"
    alike = (("school_id", "stage", "grade", "number"),)
    labels: ClassVar = {
        "school_id": "学校",
        "code": "代码",
        "stage": "学段",
        "grade": "年级",
        "number": "班号",
        "enrolled": "在籍人数",
    }
    natural = ("school_id", "code")
    school_id: Mapped[uuid.UUID] = parent("school")
    code: Mapped[Key]
    stage: Mapped[Stage] = mapped_column(Word(Stage))
    grade: Mapped[Number]
    number: Mapped[Number]
    enrolled: Mapped[Number | None] = mapped_column(default=None)
