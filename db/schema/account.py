"""A unit's accounts as tested: papers handed over, cash counted, vouchers sampled, working tables.

A working table holds what was read; every difference is computed (`inspector_gui/accounts`).
`note` says what explains a difference; `finding_id` is the finding that a line led to.
"""

import uuid
from datetime import date, datetime
from typing import ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from db.schema.base import Balance, Money, Number, Row, parent
from db.schema.types import Chars, Code, Word
from db.vocabulary import PublicExpenseKind, ReceiptKind, SampleKind, Subject

_FINDING = {"finding_id": "finding"}


class HandedDocument(Row):
    """A ledger, book or box of papers that the unit gave to the team for the visit."""

    __tablename__ = "handed_document"
    subject = Subject.ACCOUNTS
    caption = "移交资料"
    hangs_on = "visit_id"
    known_by = "name"
    alike = (("visit_id", "name", "period", "number"),)
    labels: ClassVar = {
        "visit_id": "进校检查",
        "name": "资料名称",
        "period": "所属期间",
        "number": "册号或编号",
        "copies": "数量",
        "handed_at": "接收时间",
        "returned_at": "归还时间",
        "note": "说明",
    }
    visit_id: Mapped[uuid.UUID] = parent("visit")
    name: Mapped[str]
    period: Mapped[str] = mapped_column(default="")
    number: Mapped[str] = mapped_column(Chars(60, verbatim=True), default="")
    copies: Mapped[Number] = mapped_column(default=1)
    handed_at: Mapped[datetime | None] = mapped_column(default=None)
    returned_at: Mapped[datetime | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(Chars(1000), default="")


class CashCount(Row):
    """Cash as counted against its book. `present`: who was there, by post."""

    __tablename__ = "cash_count"
    subject = Subject.ACCOUNTS
    caption = "现金盘点"
    hangs_on = "visit_id"
    known_by = "name"
    alike = (("visit_id", "name"),)
    loose: ClassVar = _FINDING
    labels: ClassVar = {
        "visit_id": "进校检查",
        "name": "盘点对象",
        "counted_at": "盘点时间",
        "book_fen": "账面余额",
        "counted_fen": "实盘金额",
        "present": "在场人员",
        "note": "差异说明",
        "finding_id": "转为问题",
    }
    visit_id: Mapped[uuid.UUID] = parent("visit")
    name: Mapped[str]
    counted_at: Mapped[datetime | None] = mapped_column(default=None)
    book_fen: Mapped[Money | None] = mapped_column(default=None)
    counted_fen: Mapped[Money | None] = mapped_column(default=None)
    present: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(Chars(1000), default="")
    finding_id: Mapped[uuid.UUID | None] = mapped_column(default=None)


class VoucherSample(Row):
    """How vouchers were chosen. Only `SampleKind.RANDOM` is random, and has its draw.

    `limit_fen`: all from this amount on; `area`: a category of the checklist; `period_end`: the day
    about which all were looked at.
    """

    __tablename__ = "voucher_sample"
    subject = Subject.ACCOUNTS
    caption = "凭证样本"
    hangs_on = "visit_id"
    known_by = "source"
    loose: ClassVar = {"draw_id": "draw"}
    labels: ClassVar = {
        "visit_id": "进校检查",
        "kind": "选取方式",
        "source": "选取范围",
        "limit_fen": "金额起点",
        "area": "方面",
        "period_end": "期末日",
        "population": "总份数",
        "draw_id": "抽样",
        "reason": "理由",
    }
    visit_id: Mapped[uuid.UUID] = parent("visit")
    kind: Mapped[SampleKind] = mapped_column(Word(SampleKind))
    source: Mapped[str] = mapped_column(default="")
    limit_fen: Mapped[Money | None] = mapped_column(default=None)
    area: Mapped[str] = mapped_column(Code(60), default="")
    period_end: Mapped[date | None] = mapped_column(default=None)
    population: Mapped[Number | None] = mapped_column(default=None)
    draw_id: Mapped[uuid.UUID | None] = mapped_column(default=None)
    reason: Mapped[str] = mapped_column(Chars(500), default="")


class BankReconciliation(Row):
    """Ledger and statement of one account at a day, each with what only the other side has.

    `account`: its name and at most the last four digits of its number.
    """

    __tablename__ = "bank_reconciliation"
    subject = Subject.ACCOUNTS
    caption = "银行对账"
    hangs_on = "visit_id"
    known_by = "account"
    alike = (("visit_id", "account", "as_of"),)
    loose: ClassVar = _FINDING
    labels: ClassVar = {
        "visit_id": "进校检查",
        "account": "账户",
        "as_of": "截止日",
        "ledger_fen": "账面余额",
        "bank_received_fen": "银行已收单位未收",
        "bank_paid_fen": "银行已付单位未付",
        "statement_fen": "对账单余额",
        "unit_received_fen": "单位已收银行未收",
        "unit_paid_fen": "单位已付银行未付",
        "note": "差异说明",
        "finding_id": "转为问题",
    }
    visit_id: Mapped[uuid.UUID] = parent("visit")
    account: Mapped[str]
    as_of: Mapped[date | None] = mapped_column(default=None)
    ledger_fen: Mapped[Balance | None] = mapped_column(default=None)
    bank_received_fen: Mapped[Money | None] = mapped_column(default=None)
    bank_paid_fen: Mapped[Money | None] = mapped_column(default=None)
    statement_fen: Mapped[Balance | None] = mapped_column(default=None)
    unit_received_fen: Mapped[Money | None] = mapped_column(default=None)
    unit_paid_fen: Mapped[Money | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(Chars(1000), default="")
    finding_id: Mapped[uuid.UUID | None] = mapped_column(default=None)


class BookedReceipts(Row):
    """What receipts of a kind and period come to, against what was booked as income."""

    __tablename__ = "booked_receipts"
    subject = Subject.ACCOUNTS
    caption = "票据与入账"
    hangs_on = "visit_id"
    known_by = "period"
    alike = (("visit_id", "kind", "period"),)
    loose: ClassVar = _FINDING
    labels: ClassVar = {
        "visit_id": "进校检查",
        "kind": "票据种类",
        "period": "期间",
        "copies": "份数",
        "issued_fen": "开票金额",
        "booked_fen": "入账金额",
        "note": "差异说明",
        "finding_id": "转为问题",
    }
    visit_id: Mapped[uuid.UUID] = parent("visit")
    kind: Mapped[ReceiptKind] = mapped_column(Word(ReceiptKind))
    period: Mapped[str]
    copies: Mapped[Number | None] = mapped_column(default=None)
    issued_fen: Mapped[Money | None] = mapped_column(default=None)
    booked_fen: Mapped[Money | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(Chars(1000), default="")
    finding_id: Mapped[uuid.UUID | None] = mapped_column(default=None)


class FixedAsset(Row):
    """How many of an asset cards, books and a count have; `book_fen`: what the books have it at."""

    __tablename__ = "fixed_asset"
    subject = Subject.ACCOUNTS
    caption = "固定资产"
    hangs_on = "visit_id"
    known_by = "name"
    alike = (("visit_id", "name", "number"),)
    loose: ClassVar = _FINDING
    labels: ClassVar = {
        "visit_id": "进校检查",
        "name": "资产名称",
        "number": "资产编号",
        "card": "卡片数量",
        "book": "账面数量",
        "counted": "实盘数量",
        "book_fen": "账面原值",
        "note": "差异说明",
        "finding_id": "转为问题",
    }
    visit_id: Mapped[uuid.UUID] = parent("visit")
    name: Mapped[str]
    number: Mapped[str] = mapped_column(Chars(60, verbatim=True), default="")
    card: Mapped[Number | None] = mapped_column(default=None)
    book: Mapped[Number | None] = mapped_column(default=None)
    counted: Mapped[Number | None] = mapped_column(default=None)
    book_fen: Mapped[Money | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(Chars(1000), default="")
    finding_id: Mapped[uuid.UUID | None] = mapped_column(default=None)


class Procurement(Row):
    """A purchase from its budget to its acceptance."""

    __tablename__ = "procurement"
    subject = Subject.ACCOUNTS
    caption = "采购"
    hangs_on = "visit_id"
    known_by = "name"
    alike = (("visit_id", "name"),)
    loose: ClassVar = _FINDING
    labels: ClassVar = {
        "visit_id": "进校检查",
        "name": "采购项目",
        "budget_on": "预算批复日",
        "budget_fen": "预算金额",
        "contract_on": "合同日期",
        "contract_fen": "合同金额",
        "accepted_on": "验收日期",
        "accepted_fen": "验收金额",
        "paid_fen": "已付金额",
        "note": "差异说明",
        "finding_id": "转为问题",
    }
    visit_id: Mapped[uuid.UUID] = parent("visit")
    name: Mapped[str]
    budget_on: Mapped[date | None] = mapped_column(default=None)
    budget_fen: Mapped[Money | None] = mapped_column(default=None)
    contract_on: Mapped[date | None] = mapped_column(default=None)
    contract_fen: Mapped[Money | None] = mapped_column(default=None)
    accepted_on: Mapped[date | None] = mapped_column(default=None)
    accepted_fen: Mapped[Money | None] = mapped_column(default=None)
    paid_fen: Mapped[Money | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(Chars(1000), default="")
    finding_id: Mapped[uuid.UUID | None] = mapped_column(default=None)


class PublicExpense(Row):
    """One of the three public expenses (三公经费) in a year. `persons`: guests or travellers."""

    __tablename__ = "public_expense"
    subject = Subject.ACCOUNTS
    caption = "三公经费"
    hangs_on = "visit_id"
    known_by = "kind"
    alike = (("visit_id", "year", "kind"),)
    loose: ClassVar = _FINDING
    labels: ClassVar = {
        "visit_id": "进校检查",
        "year": "年度",
        "kind": "类别",
        "budget_fen": "预算数",
        "actual_fen": "决算数",
        "previous_fen": "上年决算数",
        "persons": "人次",
        "note": "差异说明",
        "finding_id": "转为问题",
    }
    visit_id: Mapped[uuid.UUID] = parent("visit")
    year: Mapped[Number]
    kind: Mapped[PublicExpenseKind] = mapped_column(Word(PublicExpenseKind))
    budget_fen: Mapped[Money | None] = mapped_column(default=None)
    actual_fen: Mapped[Money | None] = mapped_column(default=None)
    previous_fen: Mapped[Money | None] = mapped_column(default=None)
    persons: Mapped[Number | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(Chars(1000), default="")
    finding_id: Mapped[uuid.UUID | None] = mapped_column(default=None)


class PassThrough(Row):
    """Money held for others in a period: opening + in - out = closing."""

    __tablename__ = "pass_through"
    subject = Subject.ACCOUNTS
    caption = "代收代管款"
    hangs_on = "visit_id"
    known_by = "name"
    alike = (("visit_id", "name", "period"),)
    loose: ClassVar = _FINDING
    labels: ClassVar = {
        "visit_id": "进校检查",
        "name": "项目",
        "period": "期间",
        "opening_fen": "期初余额",
        "in_fen": "本期收入",
        "out_fen": "本期支出",
        "closing_fen": "账面期末余额",
        "note": "差异说明",
        "finding_id": "转为问题",
    }
    visit_id: Mapped[uuid.UUID] = parent("visit")
    name: Mapped[str]
    period: Mapped[str] = mapped_column(default="")
    opening_fen: Mapped[Balance | None] = mapped_column(default=None)
    in_fen: Mapped[Money | None] = mapped_column(default=None)
    out_fen: Mapped[Money | None] = mapped_column(default=None)
    closing_fen: Mapped[Balance | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(Chars(1000), default="")
    finding_id: Mapped[uuid.UUID | None] = mapped_column(default=None)


class Allowance(Row):
    """What a unit paid to its staff under one name and period, never by person."""

    __tablename__ = "allowance"
    subject = Subject.ACCOUNTS
    caption = "津贴补贴"
    hangs_on = "visit_id"
    known_by = "name"
    alike = (("visit_id", "name", "period"),)
    loose: ClassVar = _FINDING
    labels: ClassVar = {
        "visit_id": "进校检查",
        "name": "发放项目",
        "period": "期间",
        "basis": "发放依据",
        "persons": "人数",
        "approved_fen": "核定金额",
        "paid_fen": "实发金额",
        "note": "差异说明",
        "finding_id": "转为问题",
    }
    visit_id: Mapped[uuid.UUID] = parent("visit")
    name: Mapped[str]
    period: Mapped[str] = mapped_column(default="")
    basis: Mapped[str] = mapped_column(Chars(500), default="")
    persons: Mapped[Number | None] = mapped_column(default=None)
    approved_fen: Mapped[Money | None] = mapped_column(default=None)
    paid_fen: Mapped[Money | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(Chars(1000), default="")
    finding_id: Mapped[uuid.UUID | None] = mapped_column(default=None)
