"""The codes in a printed sheet's corners: which sheet it is, and nothing of a pupil."""

import hashlib
import uuid
import zlib
from dataclasses import dataclass
from enum import Enum

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_BASE = len(_DIGITS)
_ENVELOPE, _SHEET, _CHECK, _VERSION = 5, 3, 2, 2
_LENGTH = 1 + _VERSION + _ENVELOPE + _SHEET + 1 + _CHECK + 1
MOST_SIDES = 9


class Corner(Enum):
    """Which corner of the page a code stands in; values are what is printed."""

    TOP_LEFT = "A"
    TOP_RIGHT = "B"
    BOTTOM_RIGHT = "C"
    BOTTOM_LEFT = "D"


@dataclass(frozen=True, order=True)
class SheetIdentity:
    """One side of one printed sheet.

    `form`: a character for a kind of form and a stage; `version`: two characters made of all that
    is printed and where, so that a changed question is another version; `envelope`: five
    characters made of the envelope's id (`envelope_code`); `sheet`: a running number in the
    envelope from 1, which says nothing of who filled it in (0: the envelope's cover); `side`: the
    page of the form, from 1.
    """

    form: str
    version: str
    envelope: str
    sheet: int
    side: int = 1

    @property
    def is_cover(self) -> bool:
        return self.sheet == 0

    def code(self, corner: Corner) -> str:
        """The text of the code in this corner: letters and digits that a QR code keeps short."""
        body = (
            f"{self.form}{self.version}{self.envelope}{_in_base(self.sheet, _SHEET)}{self.side:d}"
        )
        return f"{body}{_check(body)}{corner.value}"


def parse_code(text: str) -> tuple[SheetIdentity, Corner] | None:
    """None for what is no code of ours, or was misread."""
    if len(text) != _LENGTH or any(character not in _DIGITS for character in text):
        return None
    body, check, corner = text[: -_CHECK - 1], text[-_CHECK - 1 : -1], text[-1]
    if check != _check(body) or corner not in {known.value for known in Corner}:
        return None
    if not body[-1].isdecimal():
        return None
    form, version = body[0], body[1 : 1 + _VERSION]
    envelope = body[1 + _VERSION : 1 + _VERSION + _ENVELOPE]
    sheet = int(body[-1 - _SHEET : -1], _BASE)
    return SheetIdentity(form, version, envelope, sheet, int(body[-1])), Corner(corner)


def envelope_code(envelope: uuid.UUID) -> str:
    """Five characters for an envelope; of 400 in a campaign two agree once in 750 campaigns."""
    return digest(envelope.bytes, _ENVELOPE)


def version_code(content: str) -> str:
    return digest(content.encode(), _VERSION)


def digest(data: bytes, length: int) -> str:
    number = int.from_bytes(hashlib.sha256(data).digest()[:16], "big")
    return _in_base(number % _BASE**length, length)


def _check(body: str) -> str:
    return _in_base(zlib.crc32(body.encode()) % _BASE**_CHECK, _CHECK)


def _in_base(number: int, length: int) -> str:
    digits = ""
    for _ in range(length):
        number, digit = divmod(number, _BASE)
        digits = _DIGITS[digit] + digits
    return digits
