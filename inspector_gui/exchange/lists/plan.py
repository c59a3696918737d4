"""A list on its way into the file: what is new, what changes, what cannot be read."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from db.errors import InspectionError
from db.unit_of_work import Work
from inspector_gui.exchange.workbooks.book import Book, Cell
from inspector_gui.exchange.workbooks.cells import text_of
from inspector_gui.exchange.workbooks.headings import (
    Column,
    Fault,
    Record,
    Table,
    find_tables,
    mapped,
)
from inspector_gui.exchange.workbooks.remarks import guessed, unread
from inspector_gui.parsing import Unreadable

SHOWN = 3


class Status(Enum):
    NEW = auto()
    CHANGED = auto()
    SAME = auto()


@dataclass(frozen=True)
class Layout:
    """Where somebody says that a table stands: sheet, row of the heading, columns by key."""

    sheet: str
    heading: int
    positions: Mapping[str, int]


@dataclass(frozen=True)
class Entry:
    """A row that was read: only what its table says, by field."""

    record: Record
    values: Mapping[str, Any]

    def holds(self, field: str) -> bool:
        return field in self.values


@dataclass(frozen=True)
class Listing:
    """All rows of a list. `notes`: what was assumed, a sentence each."""

    source: str
    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Incoming:
    """A row beside what the file has: `what` changes, in words."""

    status: Status
    title: str
    what: str
    entry: Entry
    known: Any = None


@dataclass(frozen=True)
class Coming:
    """A list as it would come in: whole, or not at all. `doubts`: columns that were guessed, of
    which people are asked."""

    source: str
    lines: tuple[Incoming, ...]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]
    doubts: tuple[str, ...] = ()

    def number(self, status: Status) -> int:
        return sum(line.status is status for line in self.lines)

    @property
    def welcome(self) -> bool:
        return not self.faults and any(line.status is not Status.SAME for line in self.lines)

    def require_sound(self) -> None:
        """Raises InspectionError naming the first cells that cannot be read."""
        if self.faults:
            first = "；".join(str(fault) for fault in self.faults[:SHOWN])
            more = f"；等 {len(self.faults)} 处" if len(self.faults) > SHOWN else ""
            raise InspectionError(f"“{self.source}”没有导入：{first}{more}；请改正后再导入。")


@dataclass(frozen=True)
class Given:
    """What somebody says of a whole list that its rows do not: region, first day, year."""

    region: str = ""
    valid_from: Any = None


@dataclass(frozen=True)
class Kind:
    """A kind of list. `read` turns tables into rows, `compare` sets them beside the file, `keep`
    takes those in that are new or changed. `own`: the columns, by key, that no other list of the
    trade has; `names`: titles that only this one has."""

    key: str
    title: str
    columns: tuple[Column, ...]
    read: Callable[[Work, str, Sequence[Table], Given], Listing]
    compare: Callable[[Work, Listing], Iterable[Incoming]]
    keep: Callable[[Work, Sequence[Incoming]], None]
    hint: str = ""
    own: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()


def look(
    work: Work, kind: Kind, book: Book, layout: Layout | None = None, given: Given | None = None
) -> Coming:
    """What a book would bring. Raises InspectionError where it holds no such table."""
    tables = tables_of(kind, book, layout)
    listing = kind.read(work, book.name, tables, given or Given())
    if not listing.entries and not listing.faults:
        raise InspectionError(f"“{book.name}”里没有{kind.title}；请核对表格内容。")
    lines = () if listing.faults else tuple(kind.compare(work, listing))
    notes = (*listing.notes, *unread(book, tables))
    doubts = tuple(guessed(kind.columns, tables))
    return Coming(listing.source, lines, listing.faults, notes, doubts)


def take_in(
    work: Work, kind: Kind, book: Book, layout: Layout | None = None, given: Given | None = None
) -> Coming:
    """Let a list come in whole, inside the caller's act."""
    coming = look(work, kind, book, layout, given)
    coming.require_sound()
    kind.keep(work, [line for line in coming.lines if line.status is not Status.SAME])
    return coming


def tables_of(kind: Kind, book: Book, layout: Layout | None) -> list[Table]:
    if layout is None:
        return find_tables(book, kind.columns)
    sheet = next(sheet for sheet in book.sheets if sheet.name == layout.sheet)
    return [mapped(sheet, layout.heading, layout.positions)]


class Reader:
    """Reads the cells of records and gathers what cannot be read."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.passed: list[int] = []

    def cell(self, record: Record, key: str, means: Callable[[Cell], Any]) -> Any:
        try:
            return means(record[key])
        except Unreadable as wrong:
            self.blame(record, key, f"写的是“{text_of(record[key])[:20]}”，{wrong}")
            return None

    def blame(self, record: Record, key: str, why: str) -> None:
        self.faults.append(record.fault(key, why))

    def ask(self, record: Record, column: Column, why: str) -> None:
        """Ask for what the row does not say, in a column that the table need not have yet."""
        has = column.key in record.table.positions
        self.faults.append(record.fault(column.key, why) if has else record.lacks(column, why))

    def named(self, table: Table, key: str, title: str, carried: str = "") -> Iterator[Record]:
        """The rows that have a name under `key`.

        A row without one is no row of the list: a line of text below it. Where two or more of the
        known columns are filled it is one that lacks its name, and is blamed. `carried`: a column
        that is written once for the rows below.
        """
        for record in table.records():
            if text_of(record[key]):
                yield record
                continue
            filled = record.filled() - {table.positions.get(carried, -1)}
            if len(filled & set(table.positions.values())) > 1:
                self.blame(record, key, f"没有填{title}")
            elif filled:
                self.passed.append(record.row.number)

    def blame_repeated(
        self,
        entries: Iterable[Entry],
        key: str,
        same: Callable[[Mapping[str, Any]], Hashable],
        complaint: str,
    ) -> None:
        """Blame all rows for which `same` is one value, and none of them more than another."""
        alike: defaultdict[Hashable, list[Record]] = defaultdict(list)
        for entry in entries:
            alike[same(entry.values)].append(entry.record)
        for value, records in alike.items():
            if not value or len(records) < 2:
                continue
            for record in records:
                others = [_row_reference(other, record) for other in records if other is not record]
                more = f"等 {len(others)} 行" if len(others) > SHOWN else ""
                self.blame(record, key, f"与{'、'.join(others[:SHOWN])}{more}{complaint}，请核对")

    def notes(self, title: str) -> Iterator[str]:
        """Which rows were passed over."""
        if self.passed:
            rows = "、".join(map(str, self.passed[:SHOWN]))
            more = f"等 {len(self.passed)} 行" if len(self.passed) > SHOWN else ""
            yield f"第 {rows} 行{more}没有写{title}，没有读。"


def _row_reference(record: Record, near: Record) -> str:
    sheet = record.table.sheet.name
    there = f"“{sheet}”" if sheet != near.table.sheet.name else ""
    return f"{there}第 {record.row.number} 行"


def differences(
    values: Mapping[str, Any],
    known: Any,
    titles: Mapping[str, str],
    formatter: Callable[[Any], str],
) -> str:
    """What changes, in words: `校长：张三 → 李四`."""
    return "；".join(
        f"{title}：{formatter(getattr(known, field)) or '空'} → {formatter(values[field]) or '空'}"
        for field, title in titles.items()
        if field in values and values[field] != getattr(known, field)
    )
