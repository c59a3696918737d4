"""Three sums that must be one."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from inspector_gui.accounts.reconciling import (
    column_totals,
    explained,
    gap,
    is_complete,
    steps,
)

MAX_FEN = 10_000_000_000_000


@dataclass(frozen=True)
class Sums:
    receipts_fen: int | None
    ledger_fen: int | None
    deposit_fen: int | None


fen = st.none() | st.integers(0, MAX_FEN)
sums = st.builds(Sums, fen, fen, fen)


@given(sums)
def test_the_steps_lead_from_the_first_known_sum_to_the_last(line: Sums) -> None:
    known = [
        fen for fen in (line.receipts_fen, line.ledger_fen, line.deposit_fen) if fen is not None
    ]
    assert len(steps(line)) == max(0, len(known) - 1)
    if known:
        assert known[0] - sum(step.gap_fen for step in steps(line)) == known[-1]
    assert is_complete(line) == (len(known) == 3)


@given(sums)
def test_there_is_a_gap_just_where_two_known_sums_differ(line: Sums) -> None:
    known = {line.receipts_fen, line.ledger_fen, line.deposit_fen} - {None}
    assert (gap(line) > 0) == (len(known) > 1)
    assert gap(line) == gap(Sums(line.deposit_fen, line.receipts_fen, line.ledger_fen))


@given(st.lists(sums, max_size=5))
def test_columns_add_up_to_the_fen(lines: list[Sums]) -> None:
    assert column_totals(lines) == (
        sum(line.receipts_fen or 0 for line in lines),
        sum(line.ledger_fen or 0 for line in lines),
        sum(line.deposit_fen or 0 for line in lines),
    )


def test_a_gap_is_explained_in_words() -> None:
    assert explained(Sums(100_000, 88_000, 88_000)) == "账面比票据少 120.00元；缴存与账面一致"
    assert explained(Sums(100_000, None, 100_050)) == "缴存比票据多 0.50元"
    assert explained(Sums(5, None, None)) == ""
