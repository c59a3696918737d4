"""Counting working days: weekends, the State Council's holidays, and its make-up workdays.

A year without a calendar has holidays that nobody knows yet: a date that depends on one of its
days is not computed, it is asked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

from db.vocabulary import DayKind

_SATURDAY = 5
_DAY = timedelta(days=1)
#: China has had one offset since 1991, and Windows ships no zone data.
CHINA = timezone(timedelta(hours=8))


def end_of_day(day: date) -> datetime:
    """24:00 of a day in China, as a UTC moment."""
    return datetime.combine(day + _DAY, time(), CHINA).astimezone(UTC)


@dataclass(frozen=True)
class Calendar:
    """Days off on weekdays, and days of work on weekends (调休)."""

    marked: Mapping[date, DayKind]

    @property
    def years(self) -> frozenset[int]:
        """The years whose holidays are known."""
        return frozenset(day.year for day in self.marked)

    def works(self, day: date) -> bool:
        kind = self.marked.get(day)
        return kind is DayKind.WORKDAY if kind else day.weekday() < _SATURDAY

    def between(self, first: date, last: date) -> list[date]:
        """The days of work from `first` to `last`."""
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return [day for day in days if self.works(day)]

    def after(self, start: date, days: int) -> date | None:
        """The date `days` working days after `start`; None where a year is not known."""
        day, known = start, self.years
        while days > 0:
            day += _DAY
            if day.year not in known:
                return None
            days -= self.works(day)
        return day

    def on_or_after(self, start: date, days: int) -> date | None:
        """The date `days` calendar days after `start`, or the next working day; None as above."""
        day, known = start + timedelta(days=days), self.years
        while day.year in known:
            if self.works(day):
                return day
            day += _DAY
        return None
