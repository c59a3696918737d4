"""A list on its way into the file: what is new, what changes, what cannot be read."""

from collections import Counter, defaultdict
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
    places: Mapping[str, int]


@dataclass(frozen=True)
class Entry:
    """A row that was read: only what its table says, by field."""

    record: Record
    values: Mapping[str, Any]

    def says(self, field: str) -> bool:
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
    """A list as it would come in: whole, or not at all. `doubts`: needed columns that were
    guessed."""

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
    needed = {column.key for column in kind.columns if column.needed}
    notes = (
        *listing.notes,
        *_guesses(kind, tables, lambda key: key not in needed),
        *_left_out(book, tables),
    )
    doubts = tuple(_guesses(kind, tables, lambda key: key in needed))
    return Coming(listing.source, lines, listing.faults, notes, doubts)


def _guesses(kind: Kind, tables: Sequence[Table], of: Callable[[str], bool]) -> Iterator[str]:
    """Which columns were taken for what though they bear another name."""
    titles = {column.key: column.title for column in kind.columns}
    taken = {
        (table.titles[key], titles[key])
        for table in tables
        for key in titles
        if key in table.guessed and of(key)
    }
    yield from (f"“{said}”一列当作“{title}”，请核对。" for said, title in sorted(taken))


def _left_out(book: Book, tables: Sequence[Table]) -> Iterator[str]:
    """What the book holds and nobody reads."""
    columns = dict.fromkeys(title for table in tables for title in table.unread())
    if columns:
        yield f"没有读的列：{'、'.join(columns)}。"
    read = {table.sheet.name for table in tables}
    sheets = [one.name for one in book.sheets if one.rows and one.visible and one.name not in read]
    if sheets:
        yield f"没有读的工作表：{'、'.join(sheets)}。"
    if beyond := sum(table.sheet.beyond for table in tables):
        yield f"太靠右的 {beyond} 个格子没有读。"


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
    return [mapped(sheet, layout.heading, layout.places)]


class Reader:
    """Reads the cells of records and gathers what cannot be read."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def cell(self, record: Record, key: str, means: Callable[[Cell], Any]) -> Any:
        try:
            return means(record[key])
        except Unreadable as wrong:
            self.blame(record, key, f"写的是“{text_of(record[key])[:20]}”，{wrong}")
            return None

    def blame(self, record: Record, key: str, why: str) -> None:
        self.faults.append(record.fault(key, why))


def require_single(entries: Iterable[Entry], field: str, title: str, source: str) -> None:
    """Raises InspectionError, one sentence, where a value stands in more than one row."""
    rows: defaultdict[Hashable, list[str]] = defaultdict(list)
    sheets = Counter(entry.record.table.sheet.name for entry in entries)
    for entry in entries:
        sheet = f"“{entry.record.table.sheet.name}”" if len(sheets) > 1 else ""
        rows[entry.values.get(field)].append(f"{sheet}{entry.record.row.number}")
    twice = [f"{value} 在第 {'、'.join(n)} 行" for value, n in rows.items() if value and len(n) > 1]
    if twice:
        more = f"，等 {len(twice)} 个" if len(twice) > SHOWN else ""
        listed = "，".join(twice[:SHOWN])
        raise InspectionError(f"“{source}”的{title}有重复：{listed}{more}；请改正后再导入。")


def differences(
    values: Mapping[str, Any], known: Any, titles: Mapping[str, str], say: Callable[[Any], str]
) -> str:
    """What changes, in words: `校长：张三 → 李四`."""
    return "；".join(
        f"{title}：{say(getattr(known, field)) or '空'} → {say(values[field]) or '空'}"
        for field, title in titles.items()
        if field in values and values[field] != getattr(known, field)
    )
