"""A unit's accounts as tested: papers handed over, cash counted, samples of vouchers and the
working tables. What is read is kept; differences are computed (`inspector_gui/accounts`)."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from db.records.visit_lines import VisitLines
from db.schema import account as tables
from db.schema.base import Row
from db.vocabulary import PublicExpenseKind, ReceiptKind, SampleKind


@dataclass(frozen=True)
class HandedLine:
    """What the unit gave to the team. `handed_at` and `returned_at` are UTC."""

    kept_in = "handed_document"
    id: uuid.UUID
    name: str
    period: str
    number: str
    copies: int
    handed_at: datetime | None
    returned_at: datetime | None
    note: str


@dataclass(frozen=True)
class SampleLine:
    """How vouchers were chosen; only a random sample has its draw."""

    kept_in = "voucher_sample"
    id: uuid.UUID
    kind: SampleKind
    source: str
    limit_fen: int | None
    area: str
    period_end: date | None
    population: int | None
    draw_id: uuid.UUID | None
    reason: str


@dataclass(frozen=True)
class CashLine:
    """Cash as counted, in fen. `counted_at` is UTC."""

    kept_in = "cash_count"
    id: uuid.UUID
    name: str
    counted_at: datetime | None
    book_fen: int | None
    counted_fen: int | None
    present: str
    note: str
    finding_id: uuid.UUID | None


@dataclass(frozen=True)
class BankLine:
    """An account at a day, in fen; both balances may be in the red."""

    kept_in = "bank_reconciliation"
    id: uuid.UUID
    account: str
    as_of: date | None
    ledger_fen: int | None
    bank_received_fen: int | None
    bank_paid_fen: int | None
    statement_fen: int | None
    unit_received_fen: int | None
    unit_paid_fen: int | None
    note: str
    finding_id: uuid.UUID | None


@dataclass(frozen=True)
class BookedLine:
    """Receipts of a kind and period against the income booked, in fen."""

    kept_in = "booked_receipts"
    id: uuid.UUID
    kind: ReceiptKind
    period: str
    copies: int | None
    issued_fen: int | None
    booked_fen: int | None
    note: str
    finding_id: uuid.UUID | None


@dataclass(frozen=True)
class AssetLine:
    """How many of an asset cards, books and a count have; what the books have it at, in fen."""

    kept_in = "fixed_asset"
    id: uuid.UUID
    name: str
    number: str
    card: int | None
    book: int | None
    counted: int | None
    book_fen: int | None
    note: str
    finding_id: uuid.UUID | None


@dataclass(frozen=True)
class ProcurementLine:
    """A purchase from its budget to its acceptance, in fen."""

    kept_in = "procurement"
    id: uuid.UUID
    name: str
    budget_on: date | None
    budget_fen: int | None
    contract_on: date | None
    contract_fen: int | None
    accepted_on: date | None
    accepted_fen: int | None
    paid_fen: int | None
    note: str
    finding_id: uuid.UUID | None


@dataclass(frozen=True)
class ExpenseLine:
    """One of the three public expenses in a year, in fen."""

    kept_in = "public_expense"
    id: uuid.UUID
    year: int
    kind: PublicExpenseKind
    budget_fen: int | None
    actual_fen: int | None
    previous_fen: int | None
    persons: int | None
    note: str
    finding_id: uuid.UUID | None


@dataclass(frozen=True)
class PassThroughLine:
    """Money held for others in a period, in fen; both balances may be in the red."""

    kept_in = "pass_through"
    id: uuid.UUID
    name: str
    period: str
    opening_fen: int | None
    in_fen: int | None
    out_fen: int | None
    closing_fen: int | None
    note: str
    finding_id: uuid.UUID | None


@dataclass(frozen=True)
class AllowanceLine:
    """What was paid to staff under one name, in fen; never by person."""

    kept_in = "allowance"
    id: uuid.UUID
    name: str
    period: str
    basis: str
    persons: int | None
    approved_fen: int | None
    paid_fen: int | None
    note: str
    finding_id: uuid.UUID | None


#: A line of a working table: what was read, and by what it differs is computed.
WorkingLine = (
    CashLine
    | BankLine
    | BookedLine
    | AssetLine
    | ProcurementLine
    | ExpenseLine
    | PassThroughLine
    | AllowanceLine
)

#: Their lines, cash apart: it is counted on arrival.
WORKING_REGISTERS: tuple[type[WorkingLine], ...] = (
    BankLine,
    BookedLine,
    AssetLine,
    ProcurementLine,
    ExpenseLine,
    PassThroughLine,
    AllowanceLine,
)


class Accounts(VisitLines):
    _tables: ClassVar[Mapping[type[Any], type[Row]]] = {
        HandedLine: tables.HandedDocument,
        SampleLine: tables.VoucherSample,
        CashLine: tables.CashCount,
        BankLine: tables.BankReconciliation,
        BookedLine: tables.BookedReceipts,
        AssetLine: tables.FixedAsset,
        ProcurementLine: tables.Procurement,
        ExpenseLine: tables.PublicExpense,
        PassThroughLine: tables.PassThrough,
        AllowanceLine: tables.Allowance,
    }
