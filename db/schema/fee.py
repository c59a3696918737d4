"""The school's fees, receipts and accounts as tested."""

import uuid
from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import Key, Money, Number, Row, parent
from db.schema.types import Chars, Code, Word, Words
from db.vocabulary import FeeKind, ReceiptKind, Subject, Verdict, VoucherIssue


class FeeItem(Row):
    """A fee the school charges: `charged_fen` a head and term, `heads` heads, `terms` terms."""

    __tablename__ = "fee_item"
    subject = Subject.FEES
    caption = "收费项目"
    hangs_on = "visit_id"
    known_by = "name"
    alike = (("visit_id", "name"),)
    loose: ClassVar = {"finding_id": "finding"}
    labels: ClassVar = {
        "visit_id": "进校检查",
        "name": "收费项目",
        "kind": "类别",
        "charged_fen": "实收标准",
        "allowed_fen": "规定标准",
        "heads": "人数",
        "terms": "期数",
        "catalogue_fee_id": "收费目录",
        "basis": "收费依据",
        "receipt": "票据种类",
        "account": "入账账户",
        "voluntary_proof": "自愿材料",
        "on_display": "已公示",
        "finding_id": "转为问题",
    }
    visit_id: Mapped[uuid.UUID] = parent("visit")
    name: Mapped[str]
    kind: Mapped[FeeKind] = mapped_column(Word(FeeKind))
    charged_fen: Mapped[Money | None] = mapped_column(default=None)
    allowed_fen: Mapped[Money | None] = mapped_column(default=None)
    heads: Mapped[Number | None] = mapped_column(default=None)
    terms: Mapped[Number | None] = mapped_column(default=None)
    catalogue_fee_id: Mapped[uuid.UUID | None] = parent("catalogue_fee", optional=True)
    basis: Mapped[str] = mapped_column(Chars(500), default="")
    receipt: Mapped[ReceiptKind | None] = mapped_column(Word(ReceiptKind), default=None)
    account: Mapped[str] = mapped_column(default="")
    voluntary_proof: Mapped[bool | None] = mapped_column(default=None)
    on_display: Mapped[bool | None] = mapped_column(default=None)
    finding_id: Mapped[uuid.UUID | None] = mapped_column(default=None)


class ReceiptBook(Row):
    """A range of receipts: first and last number, digits as printed."""

    __tablename__ = "receipt_book"
    subject = Subject.FEES
    caption = "票据"
    hangs_on = "visit_id"
    known_by = "first_no"
    alike = (("visit_id", "kind", "first_no"),)
    loose: ClassVar = {"finding_id": "finding"}
    labels: ClassVar = {
        "visit_id": "进校检查",
        "kind": "票据种类",
        "first_no": "起号",
        "last_no": "止号",
        "issued": "开具",
        "void": "作废",
        "unused": "未用",
        "amount_fen": "金额",
        "note": "说明",
        "finding_id": "转为问题",
    }
    visit_id: Mapped[uuid.UUID] = parent("visit")
    kind: Mapped[ReceiptKind] = mapped_column(Word(ReceiptKind))
    first_no: Mapped[Key]
    last_no: Mapped[Key]
    issued: Mapped[Number | None] = mapped_column(default=None)
    void: Mapped[Number | None] = mapped_column(default=None)
    unused: Mapped[Number | None] = mapped_column(default=None)
    amount_fen: Mapped[Money | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(Chars(1000), default="")
    finding_id: Mapped[uuid.UUID | None] = mapped_column(default=None)


class Reconciliation(Row):
    """Receipts = ledger = deposit, for one fee and period."""

    __tablename__ = "reconciliation"
    subject = Subject.FEES
    caption = "三方核对"
    hangs_on = "visit_id"
    known_by = "name"
    alike = (("visit_id", "name"),)
    loose: ClassVar = {"finding_id": "finding"}
    labels: ClassVar = {
        "visit_id": "进校检查",
        "name": "收费项目和期间",
        "receipts_fen": "票据金额",
        "ledger_fen": "账面金额",
        "deposit_fen": "缴存金额",
        "note": "说明",
        "finding_id": "转为问题",
    }
    visit_id: Mapped[uuid.UUID] = parent("visit")
    name: Mapped[str]
    receipts_fen: Mapped[Money | None] = mapped_column(default=None)
    ledger_fen: Mapped[Money | None] = mapped_column(default=None)
    deposit_fen: Mapped[Money | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(Chars(1000), default="")
    finding_id: Mapped[uuid.UUID | None] = mapped_column(default=None)


class VoucherCheck(Row):
    """A voucher that was looked at. `sample_id`: how it was chosen, where that is kept."""

    __tablename__ = "voucher_check"
    subject = Subject.FEES
    caption = "凭证抽查"
    hangs_on = "visit_id"
    known_by = "voucher_no"
    alike = (("visit_id", "voucher_no"),)
    loose: ClassVar = {"finding_id": "finding", "sample_id": "voucher_sample"}
    labels: ClassVar = {
        "visit_id": "进校检查",
        "voucher_no": "凭证号",
        "dated": "凭证日期",
        "summary": "摘要",
        "amount_fen": "金额",
        "verdict": "结论",
        "note": "说明",
        "catalogue_code": "检查项",
        "finding_id": "转为问题",
        "account": "科目",
        "attachments": "附件张数",
        "issues": "问题代码",
        "sample_id": "凭证样本",
    }
    visit_id: Mapped[uuid.UUID] = parent("visit")
    voucher_no: Mapped[str] = mapped_column(Chars(60, verbatim=True))
    dated: Mapped[date | None] = mapped_column(default=None)
    summary: Mapped[str] = mapped_column(Chars(500), default="")
    amount_fen: Mapped[Money | None] = mapped_column(default=None)
    verdict: Mapped[Verdict | None] = mapped_column(Word(Verdict), default=None)
    note: Mapped[str] = mapped_column(Chars(1000), default="")
    catalogue_code: Mapped[str] = mapped_column(Code(60), default="")
    finding_id: Mapped[uuid.UUID | None] = mapped_column(default=None)
    account: Mapped[str] = mapped_column(default="")
    attachments: Mapped[Number | None] = mapped_column(default=None)
    issues: Mapped[tuple[VoucherIssue, ...]] = mapped_column(Words(VoucherIssue), default=())
    sample_id: Mapped[uuid.UUID | None] = mapped_column(default=None)
