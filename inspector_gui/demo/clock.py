"""A clock that a demonstration sets by hand."""

from datetime import UTC, date, datetime, time, timedelta, timezone

CHINA = timezone(timedelta(hours=8))


class Clock:
    """A wall clock that stands where it is put and ticks a little with every look."""

    def __init__(self) -> None:
        self._moment = datetime(2025, 1, 1, tzinfo=UTC)

    def put(self, day: date, hour: int, minute: int = 0) -> None:
        """Set China time."""
        self._moment = datetime.combine(day, time(hour, minute), CHINA).astimezone(UTC)

    def __call__(self) -> datetime:
        self._moment += timedelta(seconds=20)
        return self._moment
