"""Findings, what they rest on, and what becomes of them."""

import uuid
from datetime import date, datetime
from typing import ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import Kept, Key, Money, Number, Row, parent
from db.schema.types import Chars, Digest, Photo, Word, Words
from db.vocabulary import ClueSource, EvidenceKind, FindingStatus, Handling, Severity, Subject


class Finding(Row):
    """A problem found. Never deleted: withdrawn with a reason. Amounts in fen.

    From `conduct_from` to `vouchers`: the parts its fact is made of. `rate_fen` is what was charged
    a head and term, `allowed_fen` what may be (0: nothing), `collector` a department or post, never
    a person. `fact` may be written by hand instead.
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
            "refunded_fen",
            "refund_students",
            "surrendered_fen",
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
    refunded_fen: Mapped[Money] = mapped_column(default=0)
    refund_students: Mapped[Number] = mapped_column(default=0)
    surrendered_fen: Mapped[Money] = mapped_column(default=0)
    severity: Mapped[Severity] = mapped_column(Word(Severity), default=Severity.MINOR)
    handlings: Mapped[tuple[Handling, ...]] = mapped_column(Words(Handling), default=())
    advice: Mapped[str] = mapped_column(Chars(4000), default="")
    due_on: Mapped[date | None] = mapped_column(default=None)
    status: Mapped[FindingStatus] = mapped_column(Word(FindingStatus), default=FindingStatus.DRAFT)
    objected: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(Chars(1000), default="")
    case_no: Mapped[str | None] = mapped_column(Chars(60, verbatim=True), default=None)


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
    __tablename__ = "rectification"
    subject = Subject.FOLLOW_UP
    caption = "整改"
    hangs_on = "finding_id"
    known_by = "finding_id"
    labels: ClassVar = {
        "finding_id": "问题",
        "ordered_on": "责令日期",
        "due_on": "期限",
        "reported_on": "报告日期",
        "verified_on": "核实日期",
        "verifier": "核实人",
        "note": "说明",
    }
    finding_id: Mapped[uuid.UUID] = parent("finding")
    ordered_on: Mapped[date | None] = mapped_column(default=None)
    due_on: Mapped[date | None] = mapped_column(default=None)
    reported_on: Mapped[date | None] = mapped_column(default=None)
    verified_on: Mapped[date | None] = mapped_column(default=None)
    verifier: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(Chars(4000), default="")


class Refund(Row):
    """Money given back, as sighted by the bureau; names stay at the school."""

    __tablename__ = "refund"
    subject = Subject.FOLLOW_UP
    caption = "清退"
    hangs_on = "finding_id"
    known_by = "finding_id"
    labels: ClassVar = {
        "finding_id": "问题",
        "paid_on": "退款日期",
        "sighted_on": "查验日期",
        "students": "退费学生",
        "amount_fen": "退费金额",
        "note": "说明",
    }
    finding_id: Mapped[uuid.UUID] = parent("finding")
    paid_on: Mapped[date | None] = mapped_column(default=None)
    sighted_on: Mapped[date | None] = mapped_column(default=None)
    students: Mapped[Number] = mapped_column(default=0)
    amount_fen: Mapped[Money] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(Chars(1000), default="")
