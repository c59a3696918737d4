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
