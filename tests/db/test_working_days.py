"""Dates counted in working days."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from db.vocabulary import DayKind
from db.working_days import Calendar

MARKED = {
    date(2026, 1, 1): DayKind.HOLIDAY,
    date(2026, 1, 2): DayKind.HOLIDAY,
    date(2026, 1, 4): DayKind.WORKDAY,  # a Sunday
    date(2026, 10, 1): DayKind.HOLIDAY,
}
OF_2026 = Calendar(MARKED)


def test_holidays_are_left_out_and_make_up_days_counted() -> None:
    assert OF_2026.after(date(2026, 1, 3), 1) == date(2026, 1, 4)
    assert OF_2026.after(date(2026, 9, 30), 1) == date(2026, 10, 2)
    assert OF_2026.on_or_after(date(2026, 9, 1), 30) == date(2026, 10, 2)


def test_a_date_in_a_year_without_a_calendar_is_asked_for_not_computed() -> None:
    assert OF_2026.after(date(2026, 12, 28), 3) == date(2026, 12, 31)
    assert OF_2026.after(date(2026, 12, 28), 4) is None
    assert OF_2026.on_or_after(date(2026, 12, 5), 30) is None
    assert OF_2026.after(date(2025, 12, 31), 1) == date(2026, 1, 4)
    assert Calendar({}).after(date(2026, 3, 2), 1) is None
    assert Calendar({}).on_or_after(date(2026, 3, 2), 0) is None


@given(st.dates(date(2026, 1, 1), date(2026, 11, 1)), st.integers(0, 30))
def test_between_start_and_date_lie_just_so_many_working_days(start: date, days: int) -> None:
    found = OF_2026.after(start, days)
    assert found is not None
    assert len(OF_2026.between(start + timedelta(days=1), found)) == days
    assert days == 0 or OF_2026.works(found)
