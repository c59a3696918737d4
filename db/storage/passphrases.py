"""What a passphrase must be, how strong it is, and making one."""

from itertools import pairwise
from math import log2
from secrets import choice

from db.errors import InspectionError
from db.vocabulary import Strength

MIN_LENGTH = 8
_LETTERS = "abcdefghjkmnpqrstuvwxyz"
#: How many signs of a kind there are to guess from; Chinese counts as its common characters.
_KINDS = ((str.isdecimal, 10), (str.islower, 26), (str.isupper, 26), (str.isalpha, 1000))
_OTHER_SIGNS = 32
_FAIR_BITS, _STRONG_BITS = 40, 60
_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def new_passphrase() -> str:
    """Sixteen small letters, none of which is taken for another: 72 bits that can be typed.

    The few that look like a run on the keyboard are thrown again.
    """
    while True:
        made = "-".join("".join(choice(_LETTERS) for _ in range(4)) for _ in range(4))
        if strength(made) is Strength.STRONG:
            return made


def require_long_enough(passphrase: str) -> None:
    if len(passphrase) < MIN_LENGTH:
        raise InspectionError(f"口令太短，至少要 {MIN_LENGTH} 个字符；请换一个长些的。")


def strength(passphrase: str) -> Strength:
    """By the signs one would have to guess: what follows from the sign before counts for nothing
    (aaaa, 1234, qwer)."""
    guessed = [passphrase[:1]] + [b for a, b in pairwise(passphrase) if not _follows(a, b)]
    bits = sum(log2(_choices(sign)) for sign in guessed)
    if bits < _FAIR_BITS:
        return Strength.WEAK
    return Strength.FAIR if bits < _STRONG_BITS else Strength.STRONG


def _choices(sign: str) -> int:
    return next((size for holds, size in _KINDS if holds(sign)), _OTHER_SIGNS)


def _follows(before: str, sign: str) -> bool:
    a, b = before.lower(), sign.lower()
    return abs(ord(a) - ord(b)) <= 1 or any(a + b in row for row in _KEYBOARD)
