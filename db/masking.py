"""Numbers of people in what is typed and printed: found however they are written, and masked.

The one masking of the whole house. Every text column masks what is stored (`schema.types.Chars`),
pages mask what they show, and the gate before printing refuses what is found here.

A number is looked for in several readings of a text: as it stands, and with what can stand for a
digit (一, O, ①) read as one. All have the text's own length, so that a hit has its position.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from db.digits import (
    BLANK,
    GAP,
    JOINT,
    LETTERS,
    POINT,
    STAR,
    digits_of,
    only_digits,
    plain_digits,
    readings,
)

MOBILE_DIGITS = 11
_LONGEST_PHONE = 13
_SHOWN_BEFORE, _SHOWN_AFTER, _SHOWN_AFTER_OF_IDENTITY = 3, 4, 2
_SHORTEST_TEXT = 6
_SHOWN_OF_ACCOUNT = 4
_MOST_LETTERS = 8


class Kind(StrEnum):
    """What was found, as a refusal calls it."""

    MOBILE = "手机号码"
    IDENTITY = "身份证号码"
    EMAIL = "电子邮箱"
    PHONE = "电话号码"
    ACCOUNT = "银行账号"


@dataclass(frozen=True)
class Found:
    """`digits`: the number as it would be dialled; of an e-mail address the address."""

    kind: Kind
    start: int
    end: int
    digits: str

    @property
    def masked(self) -> str:
        if self.kind is Kind.EMAIL:
            local, domain = self.digits.split("@", 1)
            return f"{local[0]}***@{domain}"
        if self.kind is Kind.ACCOUNT:
            return f"****{self.digits[-_SHOWN_OF_ACCOUNT:]}"
        return mask(self.digits)


def mask(number: str) -> str:
    """138****0000, 110****14; of less than eleven digits nothing is shown."""
    if len(number) < MOBILE_DIGITS:
        return "*" * len(number)
    after = _SHOWN_AFTER if len(number) <= _LONGEST_PHONE else _SHOWN_AFTER_OF_IDENTITY
    return f"{number[:_SHOWN_BEFORE]}****{number[-after:]}"


def mask_numbers(text: str) -> str:
    """The text with mobile numbers, identity numbers and e-mail addresses masked."""
    while hits := find_numbers(text):
        for hit in reversed(hits):
            text = text[: hit.start] + hit.masked + text[hit.end :]
    return text


def find_numbers(text: str, *, on_page: bool = False) -> list[Found]:
    """Every number of a person, from left to right, none within another.

    `on_page`: figures of different cells are neighbours, so blanks part a number in the usual ways
    only.
    """
    if len(text) < _SHORTEST_TEXT:
        return []
    hits = list(_emails(text)) if "@" in text or "＠" in text else []
    for reading in readings(text):
        if _ENOUGH_DIGITS.search(reading):
            found = _in_reading(reading, on_page=on_page)
            hits += [hit for hit in found if _is_meant(text, hit)]
    if _STARRED.search(text):
        hits += _half_masked(plain_digits(text))
    return _apart(hits)


def mask_accounts(text: str) -> str:
    """The text with the numbers of bank accounts masked but for their last four digits."""
    for hit in reversed(list(find_accounts(text))):
        text = text[: hit.start] + hit.masked + text[hit.end :]
    return text


def find_accounts(text: str) -> Iterator[Found]:
    """Runs of 16 to 19 digits, in one piece or in fours as cards have them.

    The number of a paper is none if its label says so, nor is a 统一社会信用代码.
    """
    if len(text) < _ACCOUNT_DIGITS:
        return
    plain = plain_digits(text)
    for match in _ACCOUNT.finditer(plain):
        digits = only_digits(match[0])
        if not _LABEL.search(plain[max(0, match.start() - 12) : match.start()]) and not (
            len(digits) == _CODE_DIGITS and _is_sound_code(digits)
        ):
            yield Found(Kind.ACCOUNT, match.start(), match.end(), digits)


def without_begun(text: str) -> str:
    """The text without the number that is just being typed at its end, once it is no short one.

    A journal that held 139000 before and 139****1111 after would hold the number.
    """
    begun = _begun().search(plain_digits(text))
    return text if begun is None else text[: begun.start()]


def _apart(hits: list[Found]) -> list[Found]:
    """Of hits that overlap, the one that begins first and goes farthest."""
    kept: list[Found] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def _in_reading(text: str, *, on_page: bool) -> Iterator[Found]:
    for pattern in _patterns(on_page=on_page):
        start = 0
        while match := pattern.search(text, start):
            digits = only_digits(match[0])
            kind = _kind(digits)
            if kind and not _is_figure(text, match):
                number = digits[-MOBILE_DIGITS:] if kind is Kind.MOBILE else digits
                yield Found(kind, match.start(), match.end(), number)
                start = match.end()
            else:
                start = match.start() + 1


def _is_meant(text: str, hit: Found) -> bool:
    """Letters stand for digits only among digits, in one piece."""
    piece = text[hit.start : hit.end]
    letters = sum(char in LETTERS for char in piece)
    return letters == 0 or (letters <= _MOST_LETTERS and len(piece) == len(hit.digits))


def _half_masked(plain: str) -> Iterator[Found]:
    for kind, pattern in _starred_patterns():
        for match in pattern.finditer(plain):
            yield Found(kind, match.start(), match.end(), digits_of(match[0]))


def _emails(text: str) -> Iterator[Found]:
    for match in _EMAIL.finditer(text):
        address = match[0].replace("＠", "@")
        if not address.lower().endswith(_OFFICE):
            yield Found(Kind.EMAIL, match.start(), match.end(), address)


# How numbers are written.

_PROVINCE = "(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91)"
_YEAR, _DAY = "(?:19|20)[0-9]{2}", "(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
_MOBILE = re.compile("(?:(?:00)?86)?1[3-9][0-9]{9}")
_IDENTITY = re.compile(
    f"{_PROVINCE}[0-9]{{4}}(?:{_YEAR}{_DAY}[0-9]{{3}}[0-9Xx]|[0-9]{{2}}{_DAY}[0-9]{{3}})"
)
_EMAIL = re.compile(r"[A-Za-z0-9._%+\-]+[@＠][A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+")
_ACCOUNT_DIGITS, _CODE_DIGITS = 16, 18
_ACCOUNT = re.compile(
    "(?<![0-9A-Za-z.*])(?:[0-9]{16,19}|[0-9]{4}(?:[ -][0-9]{4}){3}(?:[ -]?[0-9]{1,3})?)"
    r"(?![0-9A-Za-z*]|[.][0-9])"
)
_OFFICE = ".gov.cn"
"""An office's address is no person's."""

_ENOUGH_DIGITS = re.compile(f"[0-9](?:{GAP}*+[0-9]){{10}}")
_STARRED = re.compile(f"\\d{STAR}|{STAR}\\d")
_PARTED = f"{GAP}{{1,3}}"
_ABROAD = rf"(?:\+?(?:00)?8{BLANK}*6{BLANK}*)?"
_USUAL_MOBILE = ((3, 4, 4), (4, 4, 3), (3, 3, 5), (4, 3, 4))
_USUAL_IDENTITY = ((6, 8, 4), (6, 4, 4, 4), (6, 4, 2, 2, 4), (3, 3, 4, 4, 4), (3, 3, 8, 4))


@cache
def _patterns(*, on_page: bool) -> tuple[re.Pattern[str], ...]:
    identities = _pattern("[0-9]{17}[0-9Xx]", "[0-9]{15}")
    joined = _pattern(_grouped(JOINT, 3, 8), _grouped(JOINT, 7, 4))
    if on_page:
        mobiles = _pattern(
            f"{_ABROAD}1[3-9][0-9]{{9}}",
            _ABROAD + _grouped(f"{BLANK}{{1,2}}", 3, 4, 4),
            _grouped(f"{POINT}{{1,2}}", 3, 4, 4),
        )
        return mobiles, identities, joined
    return (
        _pattern(_ABROAD + _spread(f"{BLANK}*", 11)),
        _pattern(_spread(f"{BLANK}*", 18)),
        identities,
        _pattern(*(_grouped(_PARTED, *sizes) for sizes in _USUAL_MOBILE)),
        _pattern(*(_grouped(_PARTED, *sizes) for sizes in _USUAL_IDENTITY)),
        _pattern(_spread(_PARTED, 11), _spread(_PARTED, 18)),
        joined,
    )


def _pattern(*ways: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?<![0-9])(?:{way})(?![0-9])" for way in ways))


def _grouped(gap: str, *sizes: int) -> str:
    *groups, last = sizes
    return "".join(f"[0-9]{{{size}}}{gap}" for size in groups) + f"[0-9]{{{last - 1}}}[0-9Xx]"


def _spread(gap: str, count: int) -> str:
    return f"[0-9](?:{gap}[0-9]){{{count - 2}}}{gap}[0-9Xx]"


@cache
def _starred_patterns() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    """Numbers that somebody masked, but not enough: what is left still tells who it is."""
    ways = (
        (Kind.IDENTITY, f"{_PROVINCE}[0-9]{{4}}{STAR}{{2,12}}[0-9]{{3}}[0-9Xx]"),
        (Kind.IDENTITY, f"(?:[0-9]{{6}}|{STAR}{{2,6}}){_YEAR}{_DAY}{STAR}{{1,6}}"),
        (Kind.IDENTITY, f"{STAR}{{2,6}}{_YEAR}{_DAY}[0-9]{{3}}[0-9Xx]"),
        (Kind.MOBILE, "1[3-9](?=[0-9*＊]{9}(?![0-9*＊]))[0-9]*[*＊]{2,3}[0-9]*"),
    )
    return tuple((kind, re.compile(f"(?<![0-9*＊])(?:{way})(?![0-9*＊])")) for kind, way in ways)


@cache
def _begun() -> re.Pattern[str]:
    """The beginning of a number in one piece, in its usual groups, or digit by digit."""
    gap = f"{GAP}{{1,2}}"
    ways = (
        f"1[3-9][0-9](?:[0-9]{{1,7}}|{gap}[0-9]{{1,4}}(?:{gap}[0-9]{{1,3}})?)",
        f"{_PROVINCE}[0-9]{{4}}(?:[12]|(?:19|20)[0-9]{{0,9}})",
        f"{_PROVINCE}[0-9]{{4}}{gap}(?:[12]|(?:19|20)[0-9]{{0,6}})(?:{gap}[0-9]{{1,3}})?",
        f"[1-9](?:{gap}[0-9]){{3,9}}",
    )
    return re.compile(f"(?<![0-9])(?:{'|'.join(ways)}){GAP}{{0,2}}$")


def _kind(digits: str) -> Kind | None:
    if _MOBILE.fullmatch(digits):
        return Kind.MOBILE
    if _IDENTITY.fullmatch(digits) and not _is_credit_code(digits):
        return Kind.IDENTITY
    return None


# What is written like a number of a person and is none.

_UNIT = re.compile(
    r"\s*[)）]?\s*(?:[千万亿]?元|角|人|名|个|份|册|本|张|笔|次|户|页|号|[%％]"
    r"|年|月|日|所|套|件|块|天|小时|平方|㎡|条|项|门|节|课时)"
)
_LABEL = re.compile(
    r"(?:凭证|票据|发票|收据|文|流水|订单|单据|合同|项目|批准|备案|识别|信用代)"
    r"(?:编?号码?|码)(?:为|是)?[:：]?\s*$"
)
_FRACTION = re.compile(r"[.．][0-9]{1,2}(?![0-9])")
_LIST_NUMBER = re.compile(r"(?:^|[^0-9.．])[0-9]{1,2}[.．、]$")


def _is_figure(text: str, match: re.Match[str]) -> bool:
    """What is written so is an amount, several amounts, or the number of a paper."""
    groups = re.findall("[0-9]+", match[0])
    before, after = text[: match.start()], text[match.end() :]
    if len(groups) == 1:
        return bool(_FRACTION.match(after) or _LABEL.search(before[-12:]))
    if _ends_decimal(before, groups) or re.match("[.．,][0-9]", after):
        return True
    if _counts_something(after, groups):
        return True
    return _goes_on(before, after, set(re.findall(POINT, match[0])))


def _ends_decimal(before: str, groups: list[str]) -> bool:
    return len(groups[0]) <= 2 and re.search("[0-9][.．,]$", before) is not None


def _counts_something(after: str, groups: list[str]) -> bool:
    """138 1390 1400元: figures in a row with their unit; no figure begins with a nought."""
    return bool(_UNIT.match(after)) and not any(group.startswith("0") for group in groups)


def _goes_on(before: str, after: str, points: set[str]) -> bool:
    """The list has more figures; only the number of an item may stand before."""
    if after[:1] in points and after[1:2].isdigit():
        return True
    longer = before[-1:] in points and before[-2:-1].isdigit()
    return longer and not _LIST_NUMBER.search(before)


_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_OFFICES = ("11", "12", "13", "19", "51", "52", "53", "59", "91", "92", "93")
"""Who registers: a staffing office, civil affairs, a market regulator."""
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def _is_credit_code(digits: str) -> bool:
    """A 统一社会信用代码 (GB 32100) that happens to look like an identity number (GB 11643)."""
    if len(digits) != _CODE_DIGITS or not digits.isdigit() or digits[:2] not in _OFFICES:
        return False
    body = [int(digit) for digit in digits[:17]]
    weighed = sum(value * weight for value, weight in zip(body, _ID_WEIGHTS, strict=True))
    return _is_sound_code(digits) and _ID_CHECKS[weighed % 11] != digits[17]


def _is_sound_code(digits: str) -> bool:
    """Whether an office registers under such a code, and its check character is right."""
    if digits[:2] not in _OFFICES or not digits.isdigit():
        return False
    powers = sum(int(digit) * pow(3, n, 31) for n, digit in enumerate(digits[:17]))
    return _CREDIT_ALPHABET[-powers % 31] == digits[17]
