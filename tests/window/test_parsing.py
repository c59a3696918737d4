"""What is typed for a day."""

from datetime import date

import pytest

from inspector_gui.parsing import Unreadable, read_day

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
