"""By how much the figures of working tables differ, for the database to count and to sum.

What is a difference is as `inspector_gui/accounts/differences.py` has it for one line: two figures
that should be one, or one above what it may be at most, both known.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, case, func, literal

from db.schema.account import (
    Allowance,
    BankReconciliation,
    BookedReceipts,
    CashCount,
    FixedAsset,
    PassThrough,
    Procurement,
    PublicExpense,
)
from db.schema.base import Row

Figure = ColumnElement[Any]
#: A table with what one of its lines adds.
Measure = tuple[type[Row], Figure]


def difference_counts() -> Iterator[Measure]:
    """How many differences a line shows."""
    for table, pairs in _COMPARED.items():
        yield table, _sum(case((wrong, 1), else_=0) for _, wrong, _ in pairs)


def difference_sums() -> Iterator[Measure]:
    """Fen of a line's differences, whichever of the two is more; pieces are no money."""
    for table, pairs in _COMPARED.items():
        money = [(value, wrong) for value, wrong, in_money in pairs if in_money]
        if money:
            yield table, _sum(case((wrong, func.abs(value)), else_=0) for value, wrong in money)


def _sum(parts: Iterator[Figure]) -> Figure:
    first, *others = parts
    for part in others:
        first = first + part
    return first


def _or_nothing(figure: Any) -> Figure:
    return func.coalesce(figure, literal(0))


_Pair = tuple[Figure, Figure, bool]


def _equal(first: Any, second: Any, *, in_money: bool = True) -> _Pair:
    return first - second, first != second, in_money


def _at_most(first: Any, second: Any) -> _Pair:
    return first - second, first > second, True


_BANK, _MOVED = BankReconciliation, PassThrough
_COMPARED: dict[type[Row], tuple[_Pair, ...]] = {
    CashCount: (_equal(CashCount.counted_fen, CashCount.book_fen),),
    BankReconciliation: (
        _equal(
            _BANK.ledger_fen
            + _or_nothing(_BANK.bank_received_fen)
            - _or_nothing(_BANK.bank_paid_fen),
            _BANK.statement_fen
            + _or_nothing(_BANK.unit_received_fen)
            - _or_nothing(_BANK.unit_paid_fen),
        ),
    ),
    BookedReceipts: (_equal(BookedReceipts.booked_fen, BookedReceipts.issued_fen),),
    FixedAsset: (
        _equal(FixedAsset.book, FixedAsset.card, in_money=False),
        _equal(FixedAsset.counted, FixedAsset.book, in_money=False),
    ),
    Procurement: (
        _at_most(Procurement.contract_fen, Procurement.budget_fen),
        _at_most(Procurement.paid_fen, Procurement.contract_fen),
        _at_most(Procurement.paid_fen, Procurement.accepted_fen),
    ),
    PublicExpense: (_at_most(PublicExpense.actual_fen, PublicExpense.budget_fen),),
    PassThrough: (
        _equal(
            _MOVED.closing_fen,
            _MOVED.opening_fen + _or_nothing(_MOVED.in_fen) - _or_nothing(_MOVED.out_fen),
        ),
    ),
    Allowance: (_at_most(Allowance.paid_fen, Allowance.approved_fen),),
}
