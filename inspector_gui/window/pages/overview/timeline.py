"""What was done at a school, told shortly: the same again and again is one line."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby, islice

from db.journal.acts import Deed
from inspector_gui.labels import in_china, label


def timeline_lines(deeds: Iterable[Deed], most: int) -> list[str]:
    """At most so many lines, newest first as the deeds are, each day under its date."""
    return list(islice(_lines(deeds), most))


def _lines(deeds: Iterable[Deed]) -> Iterator[str]:
    for day, of_day in groupby(deeds, _day):
        yield f"{day.month} 月 {day.day} 日"
        for _, run in groupby(of_day, lambda deed: (deed.what, deed.person)):
            yield _line(list(run))


def _day(deed: Deed) -> date:
    return in_china(deed.at).date()


def _line(run: Sequence[Deed]) -> str:
    times = f" {len(run)} 次" if len(run) > 1 else ""
    person = f"　{run[0].person}" if run[0].person else ""
    return f"{in_china(run[-1].at):%H:%M}　{label(run[0].what)}{times}{person}"
