"""Where a table begins: its heading found among title rows, merged and stacked heads."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from db.errors import InspectionError
from inspector_gui.exchange.workbooks.book import Book, Cell, Row, Sheet, letter
from inspector_gui.exchange.workbooks.cells import text_of

LOOKED_AT = 40
_DEEPEST, _WIDEST, _TYPICAL = 3, 256, 200
_FOOTNOTES = ("合计", "总计", "小计", "制表", "填表", "审核", "备注:", "说明:", "注:")
_SERIALS = ("序号", "编号", "no")
_SERIAL = re.compile(r"\d{1,4}")
_SIGNATURES = ("签字", "签名", "签章", "盖章")


@dataclass(frozen=True)
class Column:
    """A column that is looked for, by its own title or another that people give it."""

    key: str
    title: str
    also: tuple[str, ...] = ()
    needed: bool = True


@dataclass(frozen=True)
class Fault:
    """What could not be read, and where. `heading`: the heading's row where the table has no such
    column yet, and `column` is the first free one."""

    sheet: str
    row: int
    column: str
    title: str
    why: str
    key: str = ""
    heading: int = 0

    def __str__(self) -> str:
        return f"第 {self.row} 行 {self.column} 列（{self.title}）{self.why}"


@dataclass(frozen=True)
class Record:
    """A row below the heading."""

    table: "Table"
    row: Row

    def __getitem__(self, key: str) -> Cell:
        position = self.table.positions.get(key)
        return "" if position is None else self.row.cell(position)

    @property
    def hidden(self) -> bool:
        return self.row.number in self.table.sheet.hidden_rows

    def filled(self) -> set[int]:
        """Its columns that hold something, but for a serial number."""
        aside = self.table.serials
        cells = enumerate(self.row.cells)
        return {column for column, cell in cells if column not in aside and text_of(cell)}

    def is_spanned(self, key: str) -> bool:
        """Whether its cell belongs to one that begins in a row above."""
        position, number = self.table.positions.get(key, -1), self.row.number
        return any(
            span.left <= position <= span.right and span.top < number <= span.bottom
            for span in self.table.sheet.merged
        )

    def fault(self, key: str, why: str) -> Fault:
        table = self.table
        position, title = letter(table.positions[key]), table.titles[key]
        return Fault(table.sheet.name, self.row.number, position, title, why, key)

    def fault_at(self, column: Column) -> "Fault":
        """Its cell in this column, which the table need not have yet; nothing is wrong with it."""
        has = column.key in self.table.positions
        return self.fault(column.key, "") if has else self.lacks(column, "")

    def lacks(self, column: Column, why: str) -> Fault:
        """What a table without this column would have to say in it."""
        sheet = self.table.sheet
        free = letter(max(len(row.cells) for row in sheet.rows))
        return Fault(
            sheet.name, self.row.number, free, column.title, why, column.key, self.table.heading
        )


@dataclass(frozen=True)
class Table:
    """A sheet whose heading was found. `positions`: column numbers by key; `exact`: how many of
    them bear the very name that was looked for; `guessed`: the others, whose name only holds it.
    """

    sheet: Sheet
    positions: dict[str, int]
    exact: int
    titles: dict[str, str]
    heading: int
    first: int
    guessed: frozenset[str] = frozenset()

    @cached_property
    def serials(self) -> frozenset[int]:
        """The columns that only number the rows."""
        used = set(self.positions.values())
        titles = titles_at(self.sheet, self.heading)
        named = {number for number, title in titles.items() if plain(title) in _SERIALS} - used
        coded = {
            column
            for record in islice(self.records(), _TYPICAL)
            for column in named
            if (serial := text_of(record.row.cell(column))) and not _SERIAL.fullmatch(serial)
        }
        return frozenset(named - coded)

    def unread(self) -> list[str]:
        """The titles of columns that hold something and were not looked for."""
        width = max(len(row.cells) for row in self.sheet.rows)
        empty = set(range(width)) - set(self.positions.values()) - self.serials
        strange: set[int] = set()
        for record in self.records():
            if not empty:  # a roster has many rows, and most columns are filled in the first
                break
            strange |= {column for column in empty if text_of(record.row.cell(column))}
            empty -= strange
        titles = titles_at(self.sheet, self.heading)
        named = (
            titles.get(number) or f"{letter(number)} 列（没有列名）" for number in sorted(strange)
        )
        return list(dict.fromkeys(named))

    def records(self) -> Iterator[Record]:
        """The rows below the heading; repeated headings and footnotes are no records."""
        for row in self.sheet.rows:
            if row.number >= self.first and not self._is_decoration(row):
                yield Record(self, row)

    def _is_decoration(self, row: Row) -> bool:
        filled = [cell for cell in row.cells if cell != ""]
        first = text_of(filled[0])
        if first.startswith(_FOOTNOTES) or (
            len(filled) <= 3
            and any(word in text_of(cell) for word in _SIGNATURES for cell in filled)
        ):
            return True
        return all(
            plain(row.cell(self.positions[key])) == plain(self.titles[key])
            for key in self.positions
        )


def _narrow(cell: Cell) -> str:
    return unicodedata.normalize("NFKC", text_of(cell))


def plain(cell: Cell) -> str:
    """A heading's words alone: no spaces, stars, marks, nor what stands in brackets."""
    text = re.sub(r"\(.*?\)|\[.*?\]", "", _narrow(cell).lower())
    return re.sub(r"[\s*:、/\\._-]+", "", text)


def find_table(book: Book, columns: Sequence[Column]) -> Table:
    """The first sheet that has all needed columns; sheets that are shown come first.

    Raises InspectionError saying which columns were looked for, and which are missing.
    """
    return find_tables(book, columns)[0]


def find_tables(book: Book, columns: Sequence[Column]) -> list[Table]:
    """Every sheet that has all needed columns: those that are shown, else the hidden ones.

    Raises InspectionError as `find_table` does.
    """
    best = [
        max(_candidates(sheet, columns), key=lambda table: _worth(table, columns))
        for sheet in book.sheets
        if sheet.rows
    ]
    whole = [table for table in best if not _missing(table, columns)]
    if whole:
        shown = [table for table in whole if table.sheet.visible]
        return shown or whole
    wanted = "、".join(f"“{column.title}”" for column in columns if column.needed)
    nearest = max(best, key=lambda table: _worth(table, columns), default=None)
    if nearest is None or not nearest.positions:
        raise InspectionError(f"“{book.name}”里没有找到表头；表中要有一行写着 {wanted}。")
    lacking = "、".join(f"“{title}”" for title in _missing(nearest, columns))
    raise InspectionError(
        f"“{book.name}”的工作表“{nearest.sheet.name}”第 {nearest.heading} 行像是表头，"
        f"但没有 {lacking} 列；请补上列名再导入。"
    )


def nearest(book: Book, columns: Sequence[Column]) -> Table | None:
    """The table that has most of the columns, even where some are missing."""
    found = [
        max(_candidates(sheet, columns), key=lambda table: _worth(table, columns))
        for sheet in book.sheets
        if sheet.rows
    ]
    shown = [table for table in found if table.sheet.visible]
    return max(shown or found, key=lambda table: _worth(table, columns), default=None)


def mapped(sheet: Sheet, heading: int, positions: Mapping[str, int]) -> Table:
    """A table as somebody says that it stands: its heading's row, and where each column is."""
    headings = titles_at(sheet, heading)
    titles = {key: headings.get(position, letter(position)) for key, position in positions.items()}
    return Table(sheet, dict(positions), 0, titles, heading, heading + 1)


def titles_at(sheet: Sheet, heading: int) -> dict[int, str]:
    """What a row says over each column; merged heads reach over all their columns."""
    own, spread = _heads(sheet)
    return {
        n: title
        for n, title in {**spread.get(heading, {}), **_titles_in(own, heading)}.items()
        if title
    }


def _titles_in(own: dict[int, dict[int, str]], heading: int) -> dict[int, str]:
    return {n: title for n, title in own.get(heading, {}).items() if title}


def _missing(table: Table, columns: Sequence[Column]) -> list[str]:
    return [c.title for c in columns if c.needed and c.key not in table.positions]


def _worth(table: Table, columns: Sequence[Column]) -> tuple[int, int, int]:
    return -len(_missing(table, columns)), table.exact, len(table.positions)


def _candidates(sheet: Sheet, columns: Sequence[Column]) -> Iterator[Table]:
    """Every row among the first, alone or stacked under the ones before, as a heading."""
    own, spread = _heads(sheet)
    for bottom in own:
        for top in range(bottom, max(bottom - _DEEPEST, 0), -1):
            if top not in own:
                break
            stacked = _stack([*(spread[n] for n in range(top, bottom)), own[bottom]])
            positions, guessed = _match(stacked, columns)
            reach = [
                span.bottom
                for span in sheet.merged
                if top <= span.top <= bottom and span.left in positions.values()
            ]
            titles = {key: stacked[position][-1] for key, position in positions.items()}
            exact, first = len(positions) - len(guessed), max(bottom, *reach, 0) + 1
            yield Table(sheet, positions, exact, titles, bottom, first, guessed)


def _heads(sheet: Sheet) -> tuple[dict[int, dict[int, str]], dict[int, dict[int, str]]]:
    """The first rows' texts by row and column; what is merged reaches down, or down and right.

    Down only, for the lowest line of a heading: a title across the page names no column.
    """
    own = {
        row.number: {n: text_of(cell) for n, cell in enumerate(row.cells)}
        for row in sheet.rows[:LOOKED_AT]
    }
    spread = {number: dict(texts) for number, texts in own.items()}
    last = max(own, default=0)
    for span in sheet.merged:
        title = own.get(span.top, {}).get(span.left, "")
        if not title or span.right - span.left > _WIDEST:
            continue
        for number in range(span.top, min(span.bottom, last) + 1):
            own.setdefault(number, {})[span.left] = title
            for column in range(span.left, span.right + 1):
                spread.setdefault(number, {})[column] = title
    return dict(sorted(own.items())), spread


def _stack(rows: list[dict[int, str]]) -> dict[int, list[str]]:
    """What stands above each other, without repetition: `联系方式`, `电话`."""
    stacked: dict[int, list[str]] = {}
    for row in rows:
        for column, title in row.items():
            above = stacked.setdefault(column, [])
            if title and title not in above:
                above.append(title)
    return {column: title for column, title in stacked.items() if title}


def _match(
    stacked: dict[int, list[str]], columns: Sequence[Column]
) -> tuple[dict[str, int], frozenset[str]]:
    """The place of each wanted column: by its very name first, then by a name that holds it; and
    the keys of the latter."""
    named: dict[str, int] = {}
    _find_positions(stacked, columns, named, _is_named)
    positions = dict(named)
    _find_positions(stacked, columns, positions, _holds_name)
    return positions, frozenset(positions) - frozenset(named)


def _find_positions(
    stacked: dict[int, list[str]],
    columns: Sequence[Column],
    positions: dict[str, int],
    fits: Callable[[list[str], Column], bool],
) -> None:
    for column in columns:
        if column.key in positions:
            continue
        for position, titles in sorted(stacked.items()):
            if position not in positions.values() and fits(titles, column):
                positions[column.key] = position
                break


def _names(column: Column) -> tuple[str, ...]:
    return tuple(plain(name) for name in (column.title, *column.also))


def _is_named(titles: list[str], column: Column) -> bool:
    own = {plain(titles[-1]), plain("".join(titles))}
    return not own.isdisjoint(_names(column))


def _holds_name(titles: list[str], column: Column) -> bool:
    own = plain(titles[-1])
    return len(own) <= 16 and any(name in own for name in _names(column))
