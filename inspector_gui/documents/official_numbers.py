"""Money, dates and numbers as an official document writes them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from inspector_gui.documents.lock_mark import Wanting
from inspector_gui.labels import in_china, long_date, yuan, yuan_in_prose

TEN_THOUSAND_YUAN = 10_000 * 100
_HUNDRED_MILLION = 10_000 * TEN_THOUSAND_YUAN


def amount(fen: int) -> str:
    """For a column whose head says 元: 178716.00."""
    return yuan(fen).removesuffix("元")


def rounded(fen: int) -> str:
    """In prose: 17.87万元, 3万元. Never to be added up: add fen, then round once."""
    if fen < TEN_THOUSAND_YUAN:
        return yuan_in_prose(fen)
    unit, name = (
        (TEN_THOUSAND_YUAN, "万元") if fen < _HUNDRED_MILLION else (_HUNDRED_MILLION, "亿元")
    )
    rough = (Decimal(fen) / unit).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{rough:f}".rstrip("0").rstrip(".") + name


def day_or_open(day: date | None) -> str:
    """A date, or the room to write it."""
    return "　　年　月　日" if day is None else long_date(day)


def day_wanted(name: str, field: str) -> Wanting:
    """Why a document cannot be locked: a date in working days of a year without a calendar."""
    return Wanting(
        f"{name}落在没有节假日安排的年份，算不出来；请在下面填写日期，或先导入那一年的工作日历。",
        field,
    )


def months(first: date, last: date) -> tuple[str, str]:
    """From and to in months, the year of both named once: 2025年3月, 6月."""
    begin, end = (f"{day.year}年{day.month}月" for day in (first, last))
    return begin, f"{last.month}月" if first.year == last.year else end


def minute(when: datetime) -> str:
    """A UTC moment on China's clocks."""
    local = in_china(when)
    return f"{long_date(local)}{local:%H:%M}"
