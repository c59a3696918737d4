"""Money, dates and numbers as an official document writes them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

FEN = 100
TEN_THOUSAND_YUAN = 10_000 * FEN
DIGITS = "零一二三四五六七八九"


def yuan(fen: int) -> str:
    """For a table whose head says 元: 178716.00."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // FEN}.{abs(fen) % FEN:02d}"


def exact(fen: int) -> str:
    """What is to be paid or was: 178716.00元."""
    return f"{yuan(fen)}元"


def rounded(fen: int) -> str:
    """In prose: 17.87万元. Never to be added up: add fen, then round once."""
    if abs(fen) < TEN_THOUSAND_YUAN:
        return exact(fen)
    amount = (Decimal(fen) / TEN_THOUSAND_YUAN).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{amount}万元"


def day(when: date) -> str:
    return f"{when.year}年{when.month}月{when.day}日"


def month(when: date) -> str:
    return f"{when.year}年{when.month}月"


def minute(when: datetime) -> str:
    return f"{day(when)}{when:%H:%M}"


def numeral(number: int) -> str:
    """一, 十, 十一, 二十一 … up to 九十九."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{DIGITS[tens]}十")
    return head + (DIGITS[ones] if ones or not tens else "")
