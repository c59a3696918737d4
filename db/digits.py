"""Characters that are read as digits, and what is written between the digits of one number."""

import re


def _rows(first: int, *starts: int, count: int = 10) -> dict[str, str]:
    """Rows of characters that mean the digits from `first` on."""
    return {chr(start + n): str(first + n) for start in starts for n in range(count)}


_FOREIGN = _rows(0, 0x0660, 0x06F0, 0x0966, 0xFF10, *range(0x1D7CE, 0x1D800, 10))
_ENCLOSED = {
    **_rows(1, 0x2460, 0x2474, 0x2488, 0x24F5, 0x2776, 0x2780, 0x278A, 0x3220, 0x3280, count=9),
    **_rows(0, 0x1F101),
    **dict.fromkeys("⓪⓿", "0"),
}
_CHINESE = dict(
    zip("〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖", "001234567891123456789", strict=True)
)
LETTERS = dict(zip("OoＯｏlIｌＩ", "00001111", strict=True))
"""Letters that are typed for a nought or a one."""
_LAST_X = {"Ｘ": "X", "ｘ": "x"}

_DIGITS = str.maketrans({**_FOREIGN, **_LAST_X})
_SPELLED_DIGITS = str.maketrans({**_FOREIGN, **_CHINESE, **LETTERS, **_LAST_X})
_LIKE_DIGITS = str.maketrans({**_FOREIGN, **_ENCLOSED, **_CHINESE, **LETTERS, **_LAST_X})
_DIGIT_OR_X = re.compile("[0-9Xx]")

_BLANKS = r"\s\u00ad\u200b-\u200f\u2060\ufeff\-\u2010-\u2015\uff0d\u2212/()（）"
_JOINTS = r"·・•‧∙_＿*＊~～|｜#"
_POINTS = rf".．。,，、+＋=:：;；'’‘\"“”^\\{_JOINTS}"

BLANK = f"[{_BLANKS}]"
"""Blanks, dashes and brackets: between digits they part nothing."""
POINT = f"[{_POINTS}]"
"""What parts the items of a list, or a whole from its fraction."""
JOINT = f"[{_JOINTS}]"
"""Of the points those that no list and no decimal has."""
GAP = f"[{_BLANKS}{_POINTS}]"
STAR = r"[*＊×✱●○#?？]"
"""What stands for a hidden digit."""


def plain_digits(text: str) -> str:
    """The text with full-width and foreign digits as 0-9, and as long."""
    return text if text.isascii() else text.translate(_DIGITS)


def readings(text: str) -> tuple[str, ...]:
    """The text with ever more read as 0-9: 0 and ０; then 一 and O; then ①. Each is as long.

    What is a list's mark in one reading (①13900001111) is a digit in the next.
    """
    known = plain_digits(text), text.translate(_SPELLED_DIGITS), text.translate(_LIKE_DIGITS)
    return tuple(dict.fromkeys(known))


def only_digits(text: str) -> str:
    """What is a digit in the text as it stands, and the X that ends an identity number."""
    return "".join(_DIGIT_OR_X.findall(plain_digits(text)))


def digits_of(text: str) -> str:
    """The digits of a text in a row, however they are written."""
    return "".join(_DIGIT_OR_X.findall(text.translate(_LIKE_DIGITS)))
