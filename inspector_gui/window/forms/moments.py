"""A field for a time of day at a school: `8:05`, on China's clocks, kept as UTC."""

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from db.working_days import CHINA
from inspector_gui.labels import in_china
from inspector_gui.parsing import Unreadable, read_day
from inspector_gui.window.forms.fields import LineField

_DAYS = {"今天": timedelta(0), "明天": timedelta(1), "后天": timedelta(2)}
_AHEAD = timedelta(days=14)
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


def read_appointment(typed: str, now: datetime) -> datetime:
    """`1930`: today, or tomorrow where that is past; `明天 1930`, `9-16 1930`. Within two weeks."""
    parts = unicodedata.normalize("NFKC", typed).split()
    if not parts or len(parts) > 2:
        raise Unreadable("请填改约时间，如 1930 或 明天 1930")
    today = in_china(now).date()
    day = today
    if len(parts) == 2:
        day = today + _DAYS[parts[0]] if parts[0] in _DAYS else read_day(parts[0], today) or today
    moment = read_moment(parts[-1], day)
    if moment is None:
        raise Unreadable("请填改约时间，如 1930 或 明天 1930")
    if moment <= now and len(parts) == 1:
        moment += timedelta(days=1)
    if not now < moment <= now + _AHEAD:
        raise Unreadable("改约时间要在两周以内、现在之后，请核对")
    return moment


def show_moment(moment: datetime | None) -> str:
    return "" if moment is None else f"{in_china(moment):%H:%M}"


def show_appointment(moment: datetime | None) -> str:
    return "" if moment is None else f"{in_china(moment):%m-%d %H:%M}"
