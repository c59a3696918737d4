"""What a cell means: a number typed full-width, a phone kept as a float, a date in any dress."""

import re
import unicodedata
from datetime import date, datetime, timedelta

from inspector_gui.exchange.workbooks.book import Cell
from inspector_gui.parsing import Unreadable, read_count, read_day, read_yuan

#: What is never seen: control characters, direction marks, zero-width spaces.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_DRESSED = re.compile(r"[\uff01-\uff5e]|  ")
_SPACES = re.compile(r"\s+")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"(0\d{2,3})?[2-9]\d{6,7}")
_NUMBERS_APART = re.compile(r"[、,;/|；\n]|或")
_DATED = r"(?:(\d{4})[-./年])?(\d{1,2})[-./月](\d{1,2})日?(?:\(([^()]*)\))?"
_SPAN = re.compile(
    rf"{_DATED}(?:(?:至|到|~|—+|–|(?<=日)-)(?:(\d{{4}})年)?(?:(\d{{1,2}})月)?(\d{{1,2}})日?"
    r"(?:\(([^()]*)\))?)?"
)
_ALSO = re.compile("[、,;和及]")
_WEEK = "一二三四五六日天"
_WEEKDAY = re.compile(f"(?:周|星期)([{_WEEK}])")
_LONGEST = 60
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  # a spreadsheet's day 0 has no zone
_LAST_SERIAL = 2_958_465


def text_of(cell: Cell) -> str:
    """As one line of text: full-width letters narrowed, nothing unseen, single spaces."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime | date):
        return str(cell)
    if not isinstance(cell, str):
        return str(cell)
    if cell.isprintable() and not _DRESSED.search(cell):  # as nearly all are: no time to lose
        return cell.strip()
    plain = _UNSEEN.sub("", cell.translate(_WIDE))
    return _SPACES.sub(" ", plain).strip()


def prose_of(cell: Cell) -> str:
    """As it is written, for it will be printed: only the ends are cut, and a line is one line."""
    return " ".join(cell.split()) if isinstance(cell, str) else text_of(cell)


def count_of(cell: Cell) -> int | None:
    """A whole number; `53人`, `５３` and 53.0 are 53. Empty means not known."""
    plain = unicodedata.normalize("NFKC", text_of(cell))
    return read_count(re.sub(r"(?<=\d)\s*[人名个份]$", "", plain))


def yuan_of(cell: Cell) -> int | None:
    """Yuan as fen. A float is taken to the fen it shows, never cut."""
    if isinstance(cell, float):
        return read_yuan(f"{round(cell, 6):.6f}".rstrip("0").rstrip("."))
    return read_yuan(text_of(cell))


def day_of(cell: Cell, near: date) -> date | None:
    """A date, a spreadsheet's day number, or a date as people write it."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, float | int) and not isinstance(cell, bool) and 1 <= cell <= _LAST_SERIAL:
        return (_EPOCH + timedelta(days=int(cell))).date()
    return read_day(text_of(cell), near)


def days_of(cell: Cell, near: date) -> list[date]:
    """The days a cell names, spelled as in notices of holidays: `10月1日至7日`,
    `2026年10月10日(周六)`, several with 、 between them. Without a year the one of `near`.

    Raises Unreadable, also where a day is not the day of the week that is written beside it.
    """
    try:
        day = day_of(cell, near)
    except Unreadable:
        return _days_named(re.sub(r"\s", "", unicodedata.normalize("NFKC", text_of(cell))), near)
    return [] if day is None else [day]


def _days_named(written: str, near: date) -> list[date]:
    days: list[date] = []
    start = 0
    while start < len(written):
        span = _SPAN.match(written, start)
        if span is None or (span.end() < len(written) and not _ALSO.match(written, span.end())):
            raise Unreadable("请填日期，如 2026-10-1、10月1日至7日")
        days += _days_between(span, near)
        start = span.end() + 1
    return days


def _days_between(span: re.Match[str], near: date) -> list[date]:
    first = _day(span[1] or near.year, span[2], span[3], span[4])
    if span[7] is None:
        return [first]
    month = span[6] or first.month
    over = span[5] is None and int(month) < first.month  # from December into January
    last = _day(span[5] or first.year + over, month, span[7], span[8])
    if not first <= last <= first + timedelta(days=_LONGEST):
        raise Unreadable("起止日期不对，请核对")
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _day(year: str | int, month: str | int, day: str | int, beside: str | None) -> date:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError as error:
        raise Unreadable("没有这一天，请核对") from error
    named = _WEEKDAY.search(beside or "")
    if named and min(_WEEK.index(named[1]), 6) != found.weekday():
        raise Unreadable(f"{found} 不是{named[0]}，请核对年份")
    return found


def phone_of(cell: Cell) -> str:
    """The first phone number in a cell, digits only; empty where there is none.

    Raises Unreadable for what is written there but is no number one could dial.
    """
    written = cell if isinstance(cell, str) else text_of(cell)
    if _MOBILE.fullmatch(written) and written.isascii():
        return written
    for part in _NUMBERS_APART.split(unicodedata.normalize("NFKC", _UNSEEN.sub("", written))):
        digits = re.sub(r"[\s()\-－—.·]", "", part).removeprefix("+86")
        if len(digits) == 13 and digits.startswith("86"):
            digits = digits[2:]
        if not digits:
            continue
        if not digits.isascii() or not digits.isdigit():
            raise Unreadable("不是电话号码")
        if _MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits):
            return digits
        raise Unreadable(f"只有 {len(digits)} 位" if len(digits) < 11 else "不是有效的号码")
    return ""
