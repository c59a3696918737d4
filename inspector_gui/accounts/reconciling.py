"""Receipts = ledger = deposit: three sums that must be one."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from inspector_gui.labels import yuan


class ThreeSums(Protocol):
    """Fen; None: not known yet."""

    @property
    def receipts_fen(self) -> int | None: ...
    @property
    def ledger_fen(self) -> int | None: ...
    @property
    def deposit_fen(self) -> int | None: ...


@dataclass(frozen=True)
class Step:
    """From one sum to the next that is known; `gap_fen` is what is missing there, or too much."""

    upper: str
    lower: str
    gap_fen: int

    def __str__(self) -> str:
        if not self.gap_fen:
            return f"{self.lower}与{self.upper}一致"
        more = "少" if self.gap_fen > 0 else "多"
        return f"{self.lower}比{self.upper}{more} {yuan(abs(self.gap_fen))}"


def steps(sums: ThreeSums) -> tuple[Step, ...]:
    """Each known sum against the one before it."""
    known = [
        (name, fen)
        for name, fen in (
            ("票据", sums.receipts_fen),
            ("账面", sums.ledger_fen),
            ("缴存", sums.deposit_fen),
        )
        if fen is not None
    ]
    return tuple(
        Step(upper, lower, before - after) for (upper, before), (lower, after) in pairwise(known)
    )


def is_complete(sums: ThreeSums) -> bool:
    return len(steps(sums)) == 2


def gap(sums: ThreeSums) -> int:
    """The largest distance between two of the known sums."""
    known = [
        fen for fen in (sums.receipts_fen, sums.ledger_fen, sums.deposit_fen) if fen is not None
    ]
    return max(known) - min(known) if known else 0


def explained(sums: ThreeSums) -> str:
    """`账面比票据少 120.00元；缴存与账面一致`."""
    return "；".join(map(str, steps(sums)))


def column_totals(lines: Sequence[ThreeSums]) -> tuple[int, int, int]:
    return (
        sum(line.receipts_fen or 0 for line in lines),
        sum(line.ledger_fen or 0 for line in lines),
        sum(line.deposit_fen or 0 for line in lines),
    )
