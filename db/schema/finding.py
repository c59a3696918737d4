"""Findings, what they rest on, and what becomes of them."""

import uuid
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import case, func, select
from sqlalchemy.orm import Mapped, column_property, mapped_column

from db.schema.base import Kept, Key, Money, Number, Row, parent
from db.schema.types import Chars, Digest, Photo, Word, Words
from db.vocabulary import (
    ClueSource,
    EvidenceKind,
    FindingStatus,
    Handling,
    RectificationResult,
    RefundWay,
    Severity,
    Subject,
)


class Finding(Row):
    """A problem found. Never deleted: withdrawn with a reason. Amounts in fen.

    From `conduct_from` to `vouchers`: the parts its fact is made of. `rate_fen` is what was charged
    a head and term, `allowed_fen` what may be (0: nothing), `collector` a department or post, never
    a person. `fact` may be written by hand instead.

    What was given back and surrendered is the sum of its refunds (below). The columns of those
    names are what version 1 kept instead, and are no longer read.
    """

    __tablename__ = "finding"
    subject = Subject.FINDINGS
    caption = "问题"
    hangs_on = "visit_id"
    known_by = "serial"
    alike = (("visit_id", "item_id"), ("visit_id", "serial"))
    labels: ClassVar = {
        "visit_id": "进校检查",
        "item_id": "检查项目",
        "serial": "编号",
        "fact": "事实",
        "conduct_from": "行为起日",
        "conduct_to": "行为止日",
        "object": "年级或对象",
        "matter": "项目或事项",
        "manner": "具体情形",
        "rate_fen": "收取标准",
        "allowed_fen": "规定标准",
        "terms": "期数",
        "term_unit": "计费单位",
        "collector": "收款部门",
        "account": "入账账户",
        "vouchers": "凭证号",
        "students": "涉及学生",
        "involved_fen": "涉及金额",
        "due_fen": "应退",
        "refunded_fen": "已退",
        "refund_students": "退费学生",
        "surrendered_fen": "上缴",
        "severity": "程度",
        "handlings": "处理方式",
        "advice": "建议",
        "due_on": "期限",
        "status": "状态",
        "objected": "有异议",
        "reason": "理由",
        "case_no": "案件编号",
    }
    groups: ClassVar = {
        "statement": (
            "fact",
            "object",
            "matter",
            "manner",
            "rate_fen",
            "allowed_fen",
            "terms",
            "term_unit",
            "collector",
            "account",
            "vouchers",
            "students",
            "involved_fen",
            "due_fen",
            "status",
        )
    }
    visit_id: Mapped[uuid.UUID] = parent("visit")
    item_id: Mapped[uuid.UUID] = parent("checklist_item")
    serial: Mapped[Key]
    fact: Mapped[str] = mapped_column(Chars(20_000), default="")
    conduct_from: Mapped[date | None] = mapped_column(default=None)
    conduct_to: Mapped[date | None] = mapped_column(default=None)
    object: Mapped[str] = mapped_column(default="")
    matter: Mapped[str] = mapped_column(default="")
    manner: Mapped[str] = mapped_column(Chars(4000), default="")
    rate_fen: Mapped[Money | None] = mapped_column(default=None)
    allowed_fen: Mapped[Money | None] = mapped_column(default=None)
    terms: Mapped[Number | None] = mapped_column(default=None)
    term_unit: Mapped[str] = mapped_column(Chars(20), default="")
    collector: Mapped[str] = mapped_column(default="")
    account: Mapped[str] = mapped_column(default="")
    vouchers: Mapped[str] = mapped_column(Chars(1000), default="")
    students: Mapped[Number] = mapped_column(default=0)
    involved_fen: Mapped[Money] = mapped_column(default=0)
    due_fen: Mapped[Money] = mapped_column(default=0)
    former_refunded_fen: Mapped[Money] = mapped_column("refunded_fen", default=0)
    former_refund_students: Mapped[Number] = mapped_column("refund_students", default=0)
    former_surrendered_fen: Mapped[Money] = mapped_column("surrendered_fen", default=0)
    severity: Mapped[Severity] = mapped_column(Word(Severity), default=Severity.MINOR)
    handlings: Mapped[tuple[Handling, ...]] = mapped_column(Words(Handling), default=())
    advice: Mapped[str] = mapped_column(Chars(4000), default="")
    due_on: Mapped[date | None] = mapped_column(default=None)
    status: Mapped[FindingStatus] = mapped_column(Word(FindingStatus), default=FindingStatus.DRAFT)
    objected: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(Chars(1000), default="")
    case_no: Mapped[str | None] = mapped_column(Chars(60, verbatim=True), default=None)
    if TYPE_CHECKING:
        #: Sums of its refunds, in fen and pupils; set below, where those are known.
        refunded_fen: Mapped[int]
        refund_students: Mapped[int]
        surrendered_fen: Mapped[int]
        irrecoverable_fen: Mapped[int]
        excess_fen: Mapped[int]
        reported_fen: Mapped[int]


class FindingBasis(Row):
    __tablename__ = "finding_basis"
    subject = Subject.FINDINGS
    caption = "问题依据"
    hangs_on = "finding_id"
    about = "citation_id"
    known_by = "citation_id"
    labels: ClassVar = {
        "finding_id": "问题",
        "citation_id": "引用条款",
    }
    natural = ("finding_id", "citation_id")
    finding_id: Mapped[uuid.UUID] = parent("finding")
    citation_id: Mapped[uuid.UUID] = parent("citation")


class Attachment(Kept):
    """A photo or file, keyed by the SHA-256 of the kept copy; of the original, hash and time."""

    __tablename__ = "attachment"
    __table_args__ = {"sqlite_strict": True}  # noqa: RUF012  # blobs want a rowid table
    subject = Subject.EVIDENCE
    caption = "照片或文件"
    labels: ClassVar = {
        "media_type": "文件格式",
        "content": "内容",
        "original_sha256": "原件校验码",
        "taken_at": "拍摄时间",
    }
    sha256: Mapped[bytes] = mapped_column(Digest(), primary_key=True)
    media_type: Mapped[Key]
    content: Mapped[bytes] = mapped_column(Photo())
    original_sha256: Mapped[bytes] = mapped_column(Digest())
    taken_at: Mapped[datetime | None] = mapped_column(default=None)


class Evidence(Row):
    """A document, account, observation or statement. `locator`: voucher numbers, page, place."""

    __tablename__ = "evidence"
    subject = Subject.EVIDENCE
    caption = "证据"
    hangs_on = "visit_id"
    known_by = "title"
    alike = (("visit_id", "kind", "title"),)
    silent = ("attachment",)
    labels: ClassVar = {
        "visit_id": "进校检查",
        "kind": "种类",
        "title": "名称",
        "locator": "编号位置",
        "attachment": "照片或文件",
    }
    visit_id: Mapped[uuid.UUID] = parent("visit")
    kind: Mapped[EvidenceKind] = mapped_column(Word(EvidenceKind))
    title: Mapped[str]
    locator: Mapped[str] = mapped_column(Chars(1000), default="")
    attachment: Mapped[bytes | None] = mapped_column(Digest(), default=None)


class FindingEvidence(Row):
    __tablename__ = "finding_evidence"
    subject = Subject.EVIDENCE
    caption = "问题证据"
    hangs_on = "finding_id"
    about = "evidence_id"
    known_by = "evidence_id"
    labels: ClassVar = {
        "finding_id": "问题",
        "evidence_id": "证据",
    }
    natural = ("finding_id", "evidence_id")
    finding_id: Mapped[uuid.UUID] = parent("finding")
    evidence_id: Mapped[uuid.UUID] = parent("evidence")


class AnswerEvidence(Row):
    """Evidence gathered for a checklist answer."""

    __tablename__ = "answer_evidence"
    subject = Subject.EVIDENCE
    caption = "检查项证据"
    hangs_on = "answer_id"
    known_by = "evidence_id"
    labels: ClassVar = {
        "answer_id": "检查项",
        "evidence_id": "证据",
    }
    natural = ("answer_id", "evidence_id")
    answer_id: Mapped[uuid.UUID] = parent("checklist_answer")
    evidence_id: Mapped[uuid.UUID] = parent("evidence")


class Clue(Row):
    """A signal worth chasing (线索). It proves nothing and is never printed."""

    __tablename__ = "clue"
    subject = Subject.FINDINGS
    caption = "线索"
    hangs_on = "visit_id"
    known_by = "text"
    alike = (("visit_id", "text"),)
    labels: ClassVar = {
        "visit_id": "进校检查",
        "source": "来源",
        "item_id": "检查项",
        "text": "内容",
        "finding_id": "转为问题",
        "settled": "了结理由",
    }
    visit_id: Mapped[uuid.UUID] = parent("visit")
    source: Mapped[ClueSource] = mapped_column(Word(ClueSource))
    item_id: Mapped[uuid.UUID | None] = parent("checklist_item", optional=True)
    text: Mapped[str] = mapped_column(Chars(2000))
    finding_id: Mapped[uuid.UUID | None] = parent("finding", optional=True)
    settled: Mapped[str] = mapped_column(Chars(1000), default="")


class Rectification(Row):
    """What became of a finding after the notice: the report, the recheck, who closed it out.

    `due_on` is the report's day, `refund_due_on` the refund's where the notice or an extension says
    another than the rule.
    `result` is what the school reports, accepted once `verified_on` is set; `returned` why it was
    not. A finding is closed out by two: the second is `countersigner`. `waiver`: the leader's
    reason where it was closed with money open.
    """

    __tablename__ = "rectification"
    subject = Subject.FOLLOW_UP
    caption = "整改"
    hangs_on = "finding_id"
    known_by = "finding_id"
    natural = ("finding_id",)
    labels: ClassVar = {
        "finding_id": "问题",
        "ordered_on": "责令日期",
        "due_on": "报告期限",
        "refund_due_on": "清退期限",
        "reported_on": "报告日期",
        "result": "报告结果",
        "proof": "证明材料",
        "returned": "退回理由",
        "verified_on": "核实日期",
        "verifier": "核实人",
        "recheck_on": "回头看日期",
        "recheck_team_id": "回头看检查组",
        "recheck_result": "回头看结果",
        "countersigner": "复核人",
        "waiver": "批准理由",
        "note": "说明",
    }
    finding_id: Mapped[uuid.UUID] = parent("finding")
    ordered_on: Mapped[date | None] = mapped_column(default=None)
    due_on: Mapped[date | None] = mapped_column(default=None)
    refund_due_on: Mapped[date | None] = mapped_column(default=None)
    reported_on: Mapped[date | None] = mapped_column(default=None)
    result: Mapped[RectificationResult | None] = mapped_column(
        Word(RectificationResult), default=None
    )
    proof: Mapped[str] = mapped_column(Chars(1000), default="")
    returned: Mapped[str] = mapped_column(Chars(1000), default="")
    verified_on: Mapped[date | None] = mapped_column(default=None)
    verifier: Mapped[str] = mapped_column(default="")
    recheck_on: Mapped[date | None] = mapped_column(default=None)
    recheck_team_id: Mapped[uuid.UUID | None] = parent("team", optional=True)
    recheck_result: Mapped[RectificationResult | None] = mapped_column(
        Word(RectificationResult), default=None
    )
    countersigner: Mapped[str] = mapped_column(default="")
    waiver: Mapped[str] = mapped_column(Chars(1000), default="")
    note: Mapped[str] = mapped_column(Chars(4000), default="")


class Refund(Row):
    """Money that left a school, one payment a row; names stay at the school.

    `reported_fen` is what the school says it paid, `amount_fen` what was sighted with its proof:
    only that counts, as what `way` says. `on_spot`: paid while the team was there, seen by it.
    """

    __tablename__ = "refund"
    subject = Subject.FOLLOW_UP
    caption = "清退"
    hangs_on = "finding_id"
    known_by = "way"
    alike = (("finding_id", "way", "paid_on", "amount_fen"),)
    labels: ClassVar = {
        "finding_id": "问题",
        "way": "方式",
        "paid_on": "退款日期",
        "reported_on": "报告日期",
        "reported_by": "报告单位",
        "reported_fen": "报告金额",
        "sighted_on": "查验日期",
        "sighted_by": "查验人",
        "students": "退费学生",
        "amount_fen": "核实金额",
        "proof": "凭证",
        "attachment": "凭证照片",
        "on_spot": "当场清退",
        "note": "说明",
    }
    silent = ("attachment",)
    finding_id: Mapped[uuid.UUID] = parent("finding")
    way: Mapped[RefundWay] = mapped_column(Word(RefundWay), default=RefundWay.RETURNED)
    paid_on: Mapped[date | None] = mapped_column(default=None)
    reported_on: Mapped[date | None] = mapped_column(default=None)
    reported_by: Mapped[str] = mapped_column(default="")
    reported_fen: Mapped[Money] = mapped_column(default=0)
    sighted_on: Mapped[date | None] = mapped_column(default=None)
    sighted_by: Mapped[str] = mapped_column(default="")
    students: Mapped[Number] = mapped_column(default=0)
    amount_fen: Mapped[Money] = mapped_column(default=0)
    proof: Mapped[str] = mapped_column(Chars(1000), default="")
    attachment: Mapped[bytes | None] = mapped_column(Digest(), default=None)
    on_spot: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(Chars(1000), default="")


#: What was given back to families, as against surrendered, irrecoverable or paid too much.
GIVEN_BACK = (RefundWay.RETURNED, RefundWay.CASH, RefundWay.OFFSET)


def _sum(column: Any, *ways: RefundWay) -> Any:
    """Of the refunds of a finding that were made so, as a number of the finding."""
    query = (
        select(func.coalesce(func.sum(column), 0))
        .where(Refund.finding_id == Finding.id, Refund.deleted.is_(False), Refund.way.in_(ways))
        .correlate_except(Refund)
    )
    return column_property(query.scalar_subquery())


Finding.refunded_fen = _sum(Refund.amount_fen, *GIVEN_BACK)
Finding.refund_students = _sum(
    case((Refund.on_spot.is_(True) | (Refund.amount_fen > 0), Refund.students), else_=0),
    *GIVEN_BACK,
)
Finding.surrendered_fen = _sum(Refund.amount_fen, RefundWay.SURRENDERED)
Finding.irrecoverable_fen = _sum(Refund.amount_fen, RefundWay.IRRECOVERABLE)
Finding.excess_fen = _sum(Refund.amount_fen, RefundWay.EXCESS)
Finding.reported_fen = _sum(
    case((Refund.on_spot, Refund.amount_fen), else_=Refund.reported_fen),
    *GIVEN_BACK,
    RefundWay.SURRENDERED,
    RefundWay.IRRECOVERABLE,
)
