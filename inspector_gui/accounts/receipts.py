"""Receipt books: gaps, overlaps and duplicates between them, receipts without a trace in them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Protocol

from db.vocabulary import ReceiptKind

MAX_BOOK = 1_000_000
_NUMBER = re.compile(r"(.*?)([0-9]{1,18})")


class Book(Protocol):
    """A range of receipts as entered."""

    @property
    def kind(self) -> ReceiptKind: ...
    @property
    def first_no(self) -> str: ...
    @property
    def last_no(self) -> str: ...
    @property
    def issued(self) -> int | None: ...
    @property
    def void(self) -> int | None: ...
    @property
    def unused(self) -> int | None: ...
    @property
    def amount_fen(self) -> int | None: ...


class Flaw(StrEnum):
    """What may be wrong with a book, alone or beside others."""

    UNREADABLE = "unreadable"
    REVERSED = "reversed"
    TOO_LONG = "too_long"
    DUPLICATE = "duplicate"
    OVERLAP = "overlap"
    GAP = "gap"
    LOST = "lost"
    TOO_MANY = "too_many"


#: Flaws of typing; the others are the school's.
TYPING = frozenset({Flaw.UNREADABLE, Flaw.REVERSED, Flaw.TOO_LONG, Flaw.TOO_MANY})


@dataclass(frozen=True)
class Range:
    """Receipts of one series, `first` to `last`, both included; digits as wide as printed."""

    prefix: str
    first: int
    last: int
    width: int

    @property
    def size(self) -> int:
        return self.last - self.first + 1

    def __str__(self) -> str:
        begin, end = (f"{self.prefix}{no:0{self.width}}" for no in (self.first, self.last))
        return begin if self.first == self.last else f"{begin}—{end}"


@dataclass(frozen=True)
class Remark:
    """A flaw, the book it shows at (its place in the list), and which receipts it is about."""

    flaw: Flaw
    book: int
    range: Range | None
    number: int
    text: str


def range_of(first: str, last: str) -> Range | None:
    """None: no such range can be meant."""
    begin, end = _NUMBER.fullmatch(first), _NUMBER.fullmatch(last)
    if begin is None or end is None or begin[1] != end[1]:
        return None
    return Range(begin[1], int(begin[2]), int(end[2]), len(begin[2]))


def audit(books: Sequence[Book]) -> list[Remark]:
    """Everything that does not add up, book by book."""
    remarks: list[Remark] = []
    sound: list[tuple[int, Book, Range]] = []
    for index, book in enumerate(books):
        found = range_of(book.first_no, book.last_no)
        flaw = _typing_flaw(index, found)
        if flaw is not None:
            remarks.append(flaw)
        elif found is not None:
            sound.append((index, book, found))
            remarks += _within(index, book, found)
    series = sorted(
        sound, key=lambda entry: (entry[1].kind, entry[2].prefix, entry[2].first, entry[2].last)
    )
    for _, of_one in groupby(series, key=lambda entry: (entry[1].kind, entry[2].prefix)):
        remarks += _between([(index, found) for index, _, found in of_one])
    return sorted(remarks, key=lambda remark: remark.book)


def _typing_flaw(index: int, found: Range | None) -> Remark | None:
    if found is None:
        text = "起止号不是同一种编号；前缀要相同，末尾要是数字"
        return Remark(Flaw.UNREADABLE, index, None, 0, text)
    if found.last < found.first:
        return Remark(Flaw.REVERSED, index, None, 0, "止号小于起号")
    if found.size > MAX_BOOK:
        text = f"起止号之间有 {found.size} 份，请核对"
        return Remark(Flaw.TOO_LONG, index, None, found.size, text)
    return None


def used(book: Book) -> int | None:
    """Receipts that are accounted for; None: nobody has counted yet."""
    counted = [number for number in (book.issued, book.void, book.unused) if number is not None]
    return sum(counted) if counted else None


def _within(index: int, book: Book, found: Range) -> Iterable[Remark]:
    counted = used(book)
    if counted is None:
        return
    lost = found.size - counted
    if lost > 0:
        text = f"共 {found.size} 份，开具、作废、未用合计 {counted} 份，有 {lost} 份下落不明"
        yield Remark(Flaw.LOST, index, found, lost, text)
    elif lost < 0:
        text = f"共 {found.size} 份，开具、作废、未用却合计 {counted} 份，多出 {-lost} 份"
        yield Remark(Flaw.TOO_MANY, index, found, -lost, text)


def _between(series: Sequence[tuple[int, Range]]) -> Iterable[Remark]:
    """Books of one series by their first number: each against all before it."""
    before: Range | None = None
    end = 0
    for index, found in series:
        if before is not None and found == before:
            text = f"{found} 重复登记"
            yield Remark(Flaw.DUPLICATE, index, found, found.size, text)
        elif before is not None and found.first <= end:
            twice = Range(found.prefix, found.first, min(end, found.last), found.width)
            text = f"{twice} 共 {twice.size} 份与前面的票据重号"
            yield Remark(Flaw.OVERLAP, index, twice, twice.size, text)
        elif before is not None and found.first > end + 1:
            gap = Range(found.prefix, end + 1, found.first - 1, found.width)
            text = f"缺 {gap} 共 {gap.size} 份（断号）"
            yield Remark(Flaw.GAP, index, gap, gap.size, text)
        before, end = found, max(end, found.last)


def total(books: Iterable[Book], kind: ReceiptKind | None = None) -> int:
    """What the books say was collected, in fen."""
    return sum(book.amount_fen or 0 for book in books if kind is None or book.kind is kind)
