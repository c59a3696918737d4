"""What is checked: catalogues of items, the rules they rest on and the lawful fees."""

import uuid
from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import Key, Money, Number, Row, Scope, parent
from db.schema.types import Chars, Code, Word, Words
from db.vocabulary import (
    Area,
    Certainty,
    Circumstance,
    FeeKind,
    Handling,
    LawRole,
    Method,
    Ownership,
    Severity,
    Stage,
    Subject,
)


class Catalogue(Row):
    __tablename__ = "catalogue"
    subject = Subject.CATALOGUE
    caption = "检查清单版本"
    scope = Scope.EVERYONE
    hangs_on = "campaign_id"
    known_by = "title"
    labels: ClassVar = {
        "campaign_id": "检查活动",
        "inspection": "所属检查",
        "version": "版本",
        "title": "名称",
    }
    campaign_id: Mapped[uuid.UUID] = parent("campaign")
    #: The code of the inspection whose teams ask it.
    inspection: Mapped[Key]
    version: Mapped[Key]
    title: Mapped[str]


class Category(Row):
    __tablename__ = "category"
    subject = Subject.CATALOGUE
    caption = "检查类别"
    scope = Scope.EVERYONE
    hangs_on = "catalogue_id"
    known_by = "name"
    labels: ClassVar = {
        "catalogue_id": "检查清单",
        "code": "代码",
        "name": "名称",
        "position": "顺序",
    }
    catalogue_id: Mapped[uuid.UUID] = parent("catalogue")
    code: Mapped[Key]
    name: Mapped[str]
    position: Mapped[Number]


class ChecklistItem(Row):
    __tablename__ = "checklist_item"
    subject = Subject.CATALOGUE
    caption = "检查项目"
    scope = Scope.EVERYONE
    hangs_on = "category_id"
    known_by = "code"
    labels: ClassVar = {
        "category_id": "检查类别",
        "code": "代码",
        "position": "顺序",
        "question": "检查内容",
        "violation": "问题表述",
        "evidence": "应查材料",
        "stages": "学段",
        "ownerships": "办学性质",
        "areas": "城乡",
        "methods": "检查方式",
        "records_amount": "记金额",
        "records_students": "记学生数",
        "severity": "程度",
        "handlings": "处理方式",
        "note": "备注",
        "wrongs": "所含违规行为数",
        "replaces": "原检查项代码",
        "evidence_kinds": "材料种类",
        "required": "必取材料",
        "circumstances": "适用情形",
    }
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
    #: How many different wrongs it covers; 0 where the catalogue does not say.
    wrongs: Mapped[Number] = mapped_column(default=0)
    #: The code that earlier versions had for it, where it is part of an item that was split.
    replaces: Mapped[str] = mapped_column(Code(200), default="")
    #: What kind of evidence each line of `evidence` is.
    evidence_kinds: Mapped[str] = mapped_column(Chars(500), default="")
    #: Those of `evidence` of which at least one must be there.
    required: Mapped[str] = mapped_column(Chars(2000), default="")
    #: It is asked where a school has one of these, or may have; empty: everywhere.
    circumstances: Mapped[tuple[Circumstance, ...]] = mapped_column(Words(Circumstance), default=())


class Regulation(Row):
    """A rule. `in_force_from` and `repealed_on` decide for which conduct it may be cited."""

    __tablename__ = "regulation"
    subject = Subject.CATALOGUE
    caption = "政策依据"
    scope = Scope.EVERYONE
    hangs_on = "campaign_id"
    known_by = "title"
    labels: ClassVar = {
        "campaign_id": "检查活动",
        "code": "代码",
        "title": "名称",
        "doc_no": "文号",
        "doc_no_verified": "文号已核对",
        "issuer": "制定机关",
        "dated": "成文日期",
        "certainty": "把握程度",
        "verification": "核对情况",
        "in_force_from": "施行日期",
        "repealed_on": "废止日期",
        "note": "备注",
        "placeholder": "占位",
        "conditions": "适用条件",
    }
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
    #: It stands for a paper of the place that the bureau has yet to name.
    placeholder: Mapped[bool] = mapped_column(default=False)
    conditions: Mapped[str] = mapped_column(Chars(500), default="")


class Citation(Row):
    """A place of a rule that an item may cite; it prints only once the finance office locked it."""

    __tablename__ = "citation"
    subject = Subject.CATALOGUE
    caption = "引用条款"
    scope = Scope.EVERYONE
    hangs_on = "item_id"
    known_by = "article"
    labels: ClassVar = {
        "item_id": "检查项",
        "regulation_id": "政策依据",
        "position": "顺序",
        "article": "条款",
        "certainty": "把握程度",
        "only_stages": "限于学段",
        "only_ownerships": "限于办学性质",
        "locked": "已核定",
        "role": "作用",
        "conditions": "适用条件",
        "doubt": "疑点",
        "source": "出处",
    }
    item_id: Mapped[uuid.UUID] = parent("checklist_item")
    regulation_id: Mapped[uuid.UUID] = parent("regulation")
    position: Mapped[Number]
    article: Mapped[str | None]
    certainty: Mapped[Certainty] = mapped_column(Word(Certainty))
    only_stages: Mapped[tuple[Stage, ...]] = mapped_column(Words(Stage))
    only_ownerships: Mapped[tuple[Ownership, ...]] = mapped_column(Words(Ownership))
    locked: Mapped[bool] = mapped_column(default=False)
    role: Mapped[LawRole] = mapped_column(Word(LawRole), default=LawRole.DUTY)
    conditions: Mapped[str] = mapped_column(Chars(500), default="")
    doubt: Mapped[str] = mapped_column(Chars(500), default="")
    #: Where its text was read when the catalogue was drafted.
    source: Mapped[str] = mapped_column(Chars(300), default="")


class Provision(Row):
    """An article of a regulation as the finance office read it: its text, who read it, when."""

    __tablename__ = "provision"
    subject = Subject.CATALOGUE
    caption = "条文"
    scope = Scope.EVERYONE
    hangs_on = "regulation_id"
    known_by = "article"
    natural = ("regulation_id", "article")
    labels: ClassVar = {
        "regulation_id": "政策依据",
        "article": "条款",
        "text": "原文",
        "checked_by": "核定人",
        "checked_on": "核定日期",
    }
    regulation_id: Mapped[uuid.UUID] = parent("regulation")
    article: Mapped[str]
    text: Mapped[str] = mapped_column(Chars(8000), default="")
    checked_by: Mapped[str] = mapped_column(default="")
    checked_on: Mapped[date | None] = mapped_column(default=None)


class CatalogueFee(Row):
    """A fee that may be charged, at most at this rate, within its dates of validity."""

    __tablename__ = "catalogue_fee"
    subject = Subject.CATALOGUE
    caption = "收费目录"
    scope = Scope.EVERYONE
    hangs_on = "campaign_id"
    known_by = "name"
    labels: ClassVar = {
        "campaign_id": "检查活动",
        "region": "地区",
        "name": "收费项目",
        "kind": "类别",
        "stages": "学段",
        "ownerships": "办学性质",
        "rate_fen": "标准",
        "unit": "单位",
        "basis": "依据",
        "valid_from": "执行日期",
        "valid_to": "截止日期",
    }
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
