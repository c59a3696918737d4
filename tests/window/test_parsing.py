"""What is typed for a day, and how an amount is shown."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_gui.parsing import Unreadable, grouped_yuan, read_day, show_yuan

TODAY = date(2026, 1, 20)
CONDUCT = date(2024, 9, 1), date(2025, 9, 12)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3-15", date(2025, 3, 15)),
        ("9月5日", date(2025, 9, 5)),
        ("12-31", date(2024, 12, 31)),
        ("2023-3-15", date(2023, 3, 15)),
        ("9-20", date(2024, 9, 20)),
    ],
)
def test_a_day_without_a_year_is_the_last_one_that_is_looked_into(typed: str, meant: date) -> None:
    assert read_day(typed, TODAY, CONDUCT) == meant


def test_a_day_that_lies_in_no_year_of_the_conduct_is_of_the_year_it_is_typed_in() -> None:
    assert read_day("7-1", TODAY, (date(2025, 3, 1), date(2025, 5, 1))) == date(2026, 7, 1)
    with pytest.raises(Unreadable):
        read_day("2-29", TODAY, CONDUCT)
    assert read_day("2-29", TODAY, (date(2024, 1, 1), date(2025, 9, 1))) == date(2024, 2, 29)


def test_without_a_period_it_is_the_year_of_the_day_near_by() -> None:
    assert read_day("3-15", TODAY) == date(2026, 3, 15)


@given(st.none() | st.integers(-(10**14), 10**14))
def test_an_amount_on_the_screen_is_the_one_in_a_list_with_its_thousands_apart(
    fen: int | None,
) -> None:
    assert grouped_yuan(17_871_600) == "178,716.00"
    assert grouped_yuan(-50) == "-0.50"
    assert grouped_yuan(fen).replace(",", "") == show_yuan(fen)
