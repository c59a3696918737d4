"""Charged above what is allowed: to the fen, and as the formula shown says."""

import re
from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_gui.accounts.overcharge import missing, overcharge, total, unit_of

MAX_COUNT = 10_000_000
MAX_FEN = 10_000_000_000_000

fen = st.integers(0, MAX_FEN)
count = st.integers(0, MAX_COUNT)


@dataclass(frozen=True)
class Fee:
    charged_fen: int | None
    allowed_fen: int | None
    heads: int | None
    terms: int | None


@given(charged=fen, allowed=fen, heads=count, terms=count)
def test_it_is_the_difference_times_heads_times_terms(
    charged: int, allowed: int, heads: int, terms: int
) -> None:
    over = overcharge(Fee(charged, allowed, heads, terms))
    assert over is not None
    exact = (Decimal(charged) - Decimal(allowed)) / 100 * heads * terms
    assert Decimal(over.total_fen) / 100 == max(Decimal(0), exact)
    assert over.total_fen <= over.collected_fen


@given(charged=fen, allowed=fen, heads=count, terms=count)
def test_the_formula_shown_gives_the_sum_shown(
    charged: int, allowed: int, heads: int, terms: int
) -> None:
    over = overcharge(Fee(charged, allowed, heads, terms))
    assert over is not None
    numbers = [Decimal(match) for match in re.findall(r"\d+(?:\.\d+)?", over.formula("学期"))]
    if charged <= allowed:
        assert numbers[:2] == [Decimal(charged) / 100, Decimal(allowed) / 100]
        assert numbers[-1] == over.total_fen == 0
    else:
        more, less, of_heads, of_terms, result = numbers
        assert (more - less) * of_heads * of_terms == result
        assert result == Decimal(over.total_fen) / 100


@given(charged=fen, allowed=fen, heads=st.lists(count, max_size=5), terms=count)
def test_classes_together_are_the_school(
    charged: int, allowed: int, heads: list[int], terms: int
) -> None:
    classes = [Fee(charged, allowed, number, terms) for number in heads]
    assert total(classes) == total([Fee(charged, allowed, sum(heads), terms)])


@given(st.data())
def test_while_anything_is_missing_there_is_no_sum(data: st.DataObject) -> None:
    values = [data.draw(st.none() | st.integers(0, 9)) for _ in range(4)]
    fee = Fee(*values)
    assert (overcharge(fee) is None) == (None in values) == bool(missing(fee))
    assert len(missing(fee)) == values.count(None)


def test_the_formula_reads_as_people_write_it() -> None:
    over = overcharge(Fee(12000, 8000, 312, 2))
    assert over is not None
    assert over.formula("学期") == "（120.00 − 80.00）元 × 312 人 × 2 学期 = 24960.00 元"
    lawful = overcharge(Fee(8000, 8000, 312, 2))
    assert lawful is not None
    assert lawful.formula() == "（80.00 − 80.00）元不高于标准，多收 0.00 元"


@pytest.mark.parametrize(
    ("unit", "term"),
    [
        ("元/生·学期", "学期"),
        ("元/月", "月"),
        ("元／生·次", "次"),
        ("元/人", "次"),
        ("元", "次"),
        ("", "次"),
        ("每生每学年", "学年"),
    ],
)
def test_a_unit_says_what_a_term_is(unit: str, term: str) -> None:
    assert unit_of(unit) == term
