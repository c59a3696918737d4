"""What stands out among schools does so by the exact tail, and chance alone seldom rings."""

from math import comb
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector_gui.statistics.unusual import (
    FALSE_ALARMS,
    SchoolShare,
    _step_up,
    binomial_tail,
    unusual,
)


@given(st.integers(1, 120), st.floats(0.001, 0.999), st.data())
@settings(max_examples=60, deadline=None)
def test_the_tail_is_the_exact_sum(forms: int, share: float, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, forms))
    exact = sum(
        comb(forms, k) * share**k * (1 - share) ** (forms - k) for k in range(count, forms + 1)
    )
    assert binomial_tail(count, forms, share) == pytest.approx(min(1.0, exact), rel=1e-9, abs=1e-12)


def test_the_step_up_of_benjamini_and_hochberg() -> None:
    """The fifteen p-values of their paper (1995, section 3.2): at 0.05 four are told."""
    paper = (
        *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
        *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0),
    )
    assert _step_up(paper, 0.05) == 0.0095
    assert sum(one <= _step_up(paper, 0.05) for one in paper) == 4
    assert _step_up((0.9, 0.8), 0.05) < 0


def _shares(counts: list[int], forms: int = 120) -> list[SchoolShare]:
    return [SchoolShare(f"S{n:03}", "S02.E", count, forms) for n, count in enumerate(counts)]


def test_one_school_that_stands_out_is_found() -> None:
    found = unusual(_shares([8, 9, 10, 9, 8, 40, 11, 9]))
    assert [one.share.school for one in found] == ["S005"]
    assert found[0].usual == pytest.approx(9 / 120)


def test_of_few_schools_or_of_schools_alike_nothing_stands_out() -> None:
    assert unusual(_shares([1, 2, 3, 100])) == []
    assert unusual(_shares([10] * 58)) == []
    assert unusual([]) == []


def test_where_most_have_nobody_a_few_forms_still_stand_out() -> None:
    found = unusual(_shares([0, 0, 0, 0, 0, 0, 0, 6]))
    assert [one.share.count for one in found] == [6]


def test_chance_alone_seldom_rings() -> None:
    """Of campaigns where every school is alike, about as few ring as is put up with."""
    random = Random(7)  # repeatable
    rang = 0
    for _ in range(60):
        counts = [sum(random.random() < 0.08 for _ in range(100)) for _ in range(40)]
        rang += bool(unusual(_shares(counts, 100)))
    assert rang <= 60 * FALSE_ALARMS * 2
