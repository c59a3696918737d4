"""Money, dates and numbers as an official document writes them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from inspector_gui.labels import in_china, long_date, yuan

TEN_THOUSAND_YUAN = 10_000 * 100


def amount(fen: int) -> str:
    """For a column whose head says 元: 178716.00."""
    return yuan(fen).removesuffix("元")


def rounded(fen: int) -> str:
    """In prose: 17.87万元. Never to be added up: add fen, then round once."""
    if fen < TEN_THOUSAND_YUAN:
        return yuan(fen)
    rough = (Decimal(fen) / TEN_THOUSAND_YUAN).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{rough}万元"


def day_or_open(day: date | None) -> str:
    """A date, or the room to write it."""
    return "　　年　月　日" if day is None else long_date(day)


def day_wanted(name: str) -> str:
    """Why a document cannot be locked: a date in working days of a year without a calendar."""
    return f"{name}落在没有节假日安排的年份，算不出来；请在下面填写日期，或先导入那一年的工作日历。"


def month(when: date) -> str:
    return f"{when.year}年{when.month}月"


def minute(when: datetime) -> str:
    """A UTC moment on China's clocks."""
    local = in_china(when)
    return f"{long_date(local)}{local:%H:%M}"
