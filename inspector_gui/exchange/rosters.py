"""A school's roster: read into memory, counted, and never kept but for the drawn rows."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from db.progress import Progress, unwatched
from inspector_gui.exchange.workbooks.book import Book
from inspector_gui.exchange.workbooks.cells import phone_of, text_of
from inspector_gui.exchange.workbooks.headings import Column, Fault, Record, Table, find_tables
from inspector_gui.exchange.workbooks.reading import pasted, read_book
from inspector_gui.exchange.workbooks.remarks import guessed, unread
from inspector_gui.parsing import Unreadable

COLUMNS = (
    Column(
        "phone",
        "联系电话",
        (
            *("家长电话", "监护人电话", "家长联系电话", "监护人联系电话", "家长手机", "手机号码"),
            *("手机号", "手机", "电话", "电话号码", "联系方式", "父亲电话", "家长联系方式"),
        ),
    ),
    Column("name", "姓名", ("学生姓名", "幼儿姓名", "学生"), needed=False),
    Column("other", "母亲电话", ("备用电话", "其他电话", "联系电话2", "母亲手机"), needed=False),
)
_STEP = 1_000
#: One number for so many pupils is no family.
MANY = 4


@dataclass(frozen=True)
class RosterRow:
    """`phone` is empty where none can be dialled."""

    name: str
    phone: str


@dataclass(frozen=True)
class Roster:
    """A roster in memory. Its entry 1 is `rows[0]`; the order is the spreadsheet's. `notes`: what
    was guessed of it and what was not read, a sentence each.
    """

    source: str
    sha256: bytes
    rows: tuple[RosterRow, ...]
    faults: tuple[Fault, ...]
    hidden: int
    shared_numbers: int
    notes: tuple[str, ...] = ()

    @property
    def unreachable(self) -> int:
        return sum(not row.phone for row in self.rows)


def read_roster(path: Path, progress: Progress = unwatched) -> Roster:
    """Raises InspectionError with one sentence, Cancelled once given up."""
    book = read_book(path, progress)
    return _roster(book, hashlib.sha256(path.read_bytes()).digest(), progress)


def pasted_roster(text: str) -> Roster:
    return _roster(pasted(text), hashlib.sha256(text.encode()).digest(), unwatched)


def _roster(book: Book, sha256: bytes, progress: Progress) -> Roster:
    tables = find_tables(book, COLUMNS)
    total = sum(len(table.sheet.rows) for table in tables)
    rows: list[RosterRow] = []
    faults: list[Fault] = []
    hidden = 0
    for record in _people(tables):
        if len(rows) % _STEP == 0:
            progress(len(rows), max(total, len(rows) + 1))
        phone, fault = _phone(record)
        if fault:
            faults.append(fault)
        hidden += record.hidden
        rows.append(RosterRow(text_of(record["name"]), phone))
    progress(1, 1)
    phones = Counter(row.phone for row in rows if row.phone)
    shared = sum(number >= MANY for number in phones.values())
    notes = (*guessed(COLUMNS, tables), *unread(book, tables))
    return Roster(book.name, sha256, tuple(rows), tuple(faults), hidden, shared, notes)


def _people(tables: list[Table]) -> Iterator[Record]:
    """Rows that name a pupil or a number; a serial number alone is nobody."""
    for table in tables:
        for record in table.records():
            if any(text_of(record[key]) for key in table.positions):
                yield record


def _phone(record: Record) -> tuple[str, Fault | None]:
    """The first number that can be dialled, else what is wrong with the one written."""
    wrong: Fault | None = None
    for key in ("phone", "other"):
        try:
            if phone := phone_of(record[key]):
                return phone, None
        except Unreadable as error:
            wrong = wrong or record.fault(key, str(error))
    return "", wrong or record.fault("phone", "没有填号码")
