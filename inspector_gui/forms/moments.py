"""A field for a time of day at a school: `8:05`, on China's clocks, kept as UTC."""

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, time

from inspector_gui.forms.fields import LineField
from inspector_gui.forms.reading import Unreadable
from inspector_gui.labels import CHINA, in_china

_TIME = re.compile(r"(\d{1,2})[:.时 ]?(\d{2})分?")


def moment_field(name: str, day: Callable[[], date]) -> LineField:
    return LineField(
        name, read=lambda typed: read_moment(typed, day()), show=show_moment, hint="时:分", limit=8
    )


def read_moment(typed: str, day: date) -> datetime | None:
    """`805`, `8:05`, `8时05分` on `day`; empty means not known."""
    plain = unicodedata.normalize("NFKC", typed).strip()
    if not plain:
        return None
    match = re.fullmatch(_TIME, plain)
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise Unreadable("请填时间，如 8:05")
    return datetime.combine(day, time(int(match[1]), int(match[2])), CHINA).astimezone(UTC)


def show_moment(moment: datetime | None) -> str:
    return "" if moment is None else f"{in_china(moment):%H:%M}"
