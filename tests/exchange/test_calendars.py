"""The calendars that come with the program, against another source of the same notices."""

import json
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest

from db.store import Store
from db.vocabulary import Act
from inspector_gui.exchange.catalogue import CALENDARS, load_calendars

YEARS = sorted(int(path.stem) for path in Path(CALENDARS).glob("*.json"))


def test_the_years_of_the_trade_are_there() -> None:
    assert {2025, 2026} <= set(YEARS)


@pytest.mark.parametrize("year", YEARS)
def test_every_day_is_one_of_work_or_not_as_another_program_has_it(store: Store, year: int) -> None:
    with store.act(Act.PLAN) as work:
        load_calendars(work, work.campaigns.current().id)
        ours = work.campaigns.working_days(date(year, 1, 1), date(year, 12, 31))
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(365))
    assert ours == [day for day in days if chinese_calendar.is_workday(day)]


@pytest.mark.parametrize("year", YEARS)
def test_a_day_is_named_once_and_lies_in_its_year(year: int) -> None:
    content = json.loads((Path(CALENDARS) / f"{year}.json").read_text("utf-8"))
    named = [day for days in content["holidays"].values() for day in days] + content["workdays"]
    assert len(named) == len(set(named))
    assert {date.fromisoformat(day).year for day in named} == {content["year"]} == {year}


def test_a_date_in_a_year_without_a_calendar_is_not_computed(store: Store) -> None:
    with store.act(Act.PLAN) as work:
        load_calendars(work, work.campaigns.current().id)
    with store.read() as work:
        after, on = work.campaigns.working_days_after, work.campaigns.on_working_day
        assert after(date(2026, 9, 30), 3) == date(2026, 10, 10), "a Saturday of work"
        assert on(date(2026, 9, 26), 5) == date(2026, 10, 8)
        assert after(date(2026, 12, 28), 3) == date(2026, 12, 31)
        assert after(date(2026, 12, 28), 4) is None
        assert on(date(2026, 12, 28), 30) is None
