"""The school's fees, receipt books, reconciliations and vouchers, as tested at a visit."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from db.records.visit_lines import VisitLines
from db.schema import fee as tables
from db.schema.base import Row
from db.vocabulary import FeeKind, ReceiptKind, Verdict, VoucherIssue


@dataclass(frozen=True)
class FeeLine:
    """A fee as charged: fen a head and term. `allowed_fen` None: nothing is known of a limit."""

    kept_in = "fee_item"
    id: uuid.UUID
    name: str
    kind: FeeKind
    charged_fen: int | None
    allowed_fen: int | None
    heads: int | None
    terms: int | None
    catalogue_fee_id: uuid.UUID | None
    basis: str
    receipt: ReceiptKind | None
    account: str
    voluntary_proof: bool | None
    on_display: bool | None
    finding_id: uuid.UUID | None


@dataclass(frozen=True)
class BookLine:
    """A range of receipts: numbers as printed; how many were issued, void, not yet used."""

    kept_in = "receipt_book"
    id: uuid.UUID
    kind: ReceiptKind
    first_no: str
    last_no: str
    issued: int | None
    void: int | None
    unused: int | None
    amount_fen: int | None
    note: str
    finding_id: uuid.UUID | None


@dataclass(frozen=True)
class ReconciliationLine:
    """What the receipts, the ledger and the bank's deposits say of one fee, in fen."""

    kept_in = "reconciliation"
    id: uuid.UUID
    name: str
    receipts_fen: int | None
    ledger_fen: int | None
    deposit_fen: int | None
    note: str
    finding_id: uuid.UUID | None


@dataclass(frozen=True)
class VoucherLine:
    """A voucher that was looked at. `catalogue_code`: the checklist item it speaks to.

    `sample_id`: the sample it was chosen with; None where nobody kept how.
    """

    kept_in = "voucher_check"
    id: uuid.UUID
    voucher_no: str
    dated: date | None
    summary: str
    amount_fen: int | None
    verdict: Verdict | None
    note: str
    catalogue_code: str
    finding_id: uuid.UUID | None
    account: str = ""
    attachments: int | None = None
    issues: tuple[VoucherIssue, ...] = ()
    sample_id: uuid.UUID | None = None


class Fees(VisitLines):
    """Four registers: `register` is the line one wants to enter or read."""

    _tables: ClassVar[Mapping[type[Any], type[Row]]] = {
        FeeLine: tables.FeeItem,
        BookLine: tables.ReceiptBook,
        ReconciliationLine: tables.Reconciliation,
        VoucherLine: tables.VoucherCheck,
    }
