"""By what the figures of a working table differ, to the fen; never kept, always computed."""

from collections.abc import Iterator
from dataclasses import dataclass

from db.records.accounts import (
    AllowanceLine,
    AssetLine,
    BankLine,
    BookedLine,
    CashLine,
    ExpenseLine,
    PassThroughLine,
    ProcurementLine,
    WorkingLine,
)
from inspector_gui.labels import yuan


@dataclass(frozen=True)
class Difference:
    """`value` (fen, or pieces where `counted`): how much more the first of the two is.

    `wrong`: it should not be; else it only tells, as what was saved against a budget.
    """

    first: str
    second: str
    value: int
    wrong: bool
    counted: bool = False

    def __str__(self) -> str:
        if not self.value:
            return f"{self.first}与{self.second}一致"
        more = "多" if self.value > 0 else "少"
        size = abs(self.value)
        return f"{self.first}比{self.second}{more} {size if self.counted else yuan(size)}"


def differences(line: WorkingLine) -> tuple[Difference, ...]:
    """Every pair of figures of a line that are both known, in the order they are compared."""
    return tuple(_differences(line))


def wrong_differences(line: WorkingLine) -> tuple[Difference, ...]:
    return tuple(difference for difference in differences(line) if difference.wrong)


def largest_fen(line: WorkingLine) -> int:
    """Fen of the largest wrong difference in money; 0 where there is none."""
    return max(
        (abs(difference.value) for difference in wrong_differences(line) if not difference.counted),
        default=0,
    )


def adjusted_ledger(line: BankLine) -> int | None:
    """The ledger's balance with what only the bank has booked yet."""
    if line.ledger_fen is None:
        return None
    return line.ledger_fen + (line.bank_received_fen or 0) - (line.bank_paid_fen or 0)


def adjusted_statement(line: BankLine) -> int | None:
    """The statement's balance with what only the unit has booked yet."""
    if line.statement_fen is None:
        return None
    return line.statement_fen + (line.unit_received_fen or 0) - (line.unit_paid_fen or 0)


def rolled_forward(line: PassThroughLine) -> int | None:
    """Opening + in - out; what is not filled in counts as nothing, an opening must be known."""
    if line.opening_fen is None:
        return None
    return line.opening_fen + (line.in_fen or 0) - (line.out_fen or 0)


def _differences(line: WorkingLine) -> Iterator[Difference]:
    match line:
        case CashLine():
            yield from _equal("实盘", line.counted_fen, "账面", line.book_fen)
        case BankLine():
            ledger, statement = adjusted_ledger(line), adjusted_statement(line)
            yield from _equal("调节后账面", ledger, "调节后对账单", statement)
        case BookedLine():
            yield from _equal("入账", line.booked_fen, "开票", line.issued_fen)
        case AssetLine():
            yield from _equal("账面", line.book, "卡片", line.card, counted=True)
            yield from _equal("实盘", line.counted, "账面", line.book, counted=True)
        case ProcurementLine():
            yield from _at_most("合同", line.contract_fen, "预算", line.budget_fen)
            yield from _at_most("已付", line.paid_fen, "合同", line.contract_fen)
            yield from _at_most("已付", line.paid_fen, "验收", line.accepted_fen)
        case ExpenseLine():
            yield from _at_most("决算", line.actual_fen, "预算", line.budget_fen)
            yield from _difference_of("决算", line.actual_fen, "上年", line.previous_fen)
        case PassThroughLine():
            rolled = rolled_forward(line)
            yield from _equal("账面期末", line.closing_fen, "期初加收入减支出", rolled)
        case AllowanceLine():
            yield from _at_most("实发", line.paid_fen, "核定", line.approved_fen)


def _equal(
    first: str, value: int | None, second: str, other: int | None, *, counted: bool = False
) -> Iterator[Difference]:
    """Both must be one."""
    if value is not None and other is not None:
        yield Difference(first, second, value - other, value != other, counted)


def _at_most(first: str, value: int | None, second: str, other: int | None) -> Iterator[Difference]:
    """The first may not be more than the second."""
    if value is not None and other is not None:
        yield Difference(first, second, value - other, value > other)


def _difference_of(
    first: str, value: int | None, second: str, other: int | None
) -> Iterator[Difference]:
    if value is not None and other is not None:
        yield Difference(first, second, value - other, wrong=False)
