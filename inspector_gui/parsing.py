"""What people type into fields, as values. No Qt: plain rules with plain tests."""

import re
import unicodedata
from calendar import isleap
from datetime import date

from db.limits import MAX_COUNT, MAX_FEN

_DATE = re.compile(r"(?:(\d{4})[-./年 ]?)?(\d{1,2})[-./月 ]?(\d{1,2})日?")


class Unreadable(ValueError):  # noqa: N818  # a word to the user, not a failure
    """What was typed cannot be meant; the message says what to type instead."""


def read_count(typed: str) -> int | None:
    """A whole number, full-width digits welcome; empty means not known."""
    plain = _plain(typed).replace(",", "")
    if not plain:
        return None
    if not plain.isascii() or not plain.isdigit():
        raise Unreadable("请填整数，如 52")
    number = int(plain)
    if number > MAX_COUNT:
        raise Unreadable("数目太大，请核对")
    return number


def read_yuan(typed: str) -> int | None:
    """Yuan with at most two decimals, as fen; empty means not known."""
    plain = _plain(typed).replace(",", "").removesuffix("元").removeprefix("¥")
    if not plain:
        return None
    match = re.fullmatch(r"(\d{1,12})(?:\.(\d{1,2}))?", plain, re.ASCII)
    if match is None:
        raise Unreadable("请填金额（元），最多两位小数，如 178716.00")
    fen = int(match[1]) * 100 + int((match[2] or "0").ljust(2, "0"))
    if fen > MAX_FEN:
        raise Unreadable("金额太大，请核对")
    return fen


def read_balance(typed: str) -> int | None:
    """As `read_yuan`; what is in the red begins with a minus."""
    plain = _plain(typed).replace("−", "-")
    if not plain.startswith("-"):
        return read_yuan(plain)
    fen = read_yuan(plain[1:])
    return None if fen is None else -fen


def show_yuan(fen: int | None) -> str:
    """Fen as commands and workbooks write them: `178716.00`, `-0.50`; empty where not known."""
    return grouped_yuan(fen).replace(",", "")


def grouped_yuan(fen: int | None) -> str:
    """Fen as a screen shows them, thousands apart: `178,716.00`; empty where not known."""
    if fen is None:
        return ""
    whole, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole:,}.{rest:02}"


def read_day(
    typed: str, near: date, within: tuple[date | None, date | None] = (None, None)
) -> date | None:
    """2025-9-15, 20250915, 9-15, 9月15日; without a year the last one in which that day lies
    `within` the days between two, else the one of `near`."""
    plain = _plain(typed)
    if not plain:
        return None
    match = re.fullmatch(_DATE, plain)
    if match is None:
        raise Unreadable("请填日期，如 2025-9-15 或 9-15")
    try:
        if not match[1] and (day := _last_within(int(match[2]), int(match[3]), *within)):
            return day
        return date(int(match[1] or near.year), int(match[2]), int(match[3]))
    except ValueError as error:
        raise Unreadable("没有这一天，请核对") from error


def _last_within(month: int, day: int, first: date | None, last: date | None) -> date | None:
    if first is None or last is None:
        return None
    for year in range(last.year, first.year - 1, -1):
        if (month, day) == (2, 29) and not isleap(year):
            continue
        if first <= (found := date(year, month, day)) <= last:
            return found
    return None


def _plain(typed: str) -> str:
    return unicodedata.normalize("NFKC", typed).strip()
