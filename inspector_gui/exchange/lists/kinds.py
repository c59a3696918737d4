"""Which kinds of lists there are, and which one a book holds."""

from collections.abc import Iterator
from dataclasses import dataclass

from db.errors import InspectionError
from inspector_gui.exchange.lists.days import DAYS
from inspector_gui.exchange.lists.fees import FEES
from inspector_gui.exchange.lists.items import ITEMS, items_of
from inspector_gui.exchange.lists.people import PEOPLE, people_of
from inspector_gui.exchange.lists.plan import Kind
from inspector_gui.exchange.lists.registers import REGISTER_KINDS
from inspector_gui.exchange.lists.schools import SCHOOLS
from inspector_gui.exchange.workbooks.book import Book
from inspector_gui.exchange.workbooks.headings import Table, find_tables, plain

KINDS = {kind.key: kind for kind in (PEOPLE, FEES, DAYS, ITEMS, SCHOOLS)} | REGISTER_KINDS


def kind_for(key: str, inspection: str) -> Kind:
    """The kind of this key, where it is about an inspection (its code) of that one."""
    own = {PEOPLE.key: people_of, ITEMS.key: items_of}
    return own[key](inspection) if key in own else KINDS[key]


@dataclass(frozen=True)
class _Fit:
    """A kind whose columns a book has. `own`: how many of those that no other list has bear their
    very names; `strange`: the columns that the kind does not know."""

    kind: Kind
    tables: tuple[Table, ...]
    own: int
    exact: int
    strange: tuple[str, ...]

    @property
    def certain(self) -> bool:
        """All needed columns bear their names, and there is more of the kind than of others."""
        needed = {column.key for column in self.kind.columns if column.needed}
        guessed = any(needed & table.guessed for table in self.tables)
        return not guessed and (self.own > 0 or not self.strange)


def kind_of(book: Book) -> Kind:
    """The kind that most columns speak for; those that ask for more columns go first.

    Raises InspectionError where the book holds none of them, or where it is not certain.
    """
    fits = sorted(_fits(book), key=lambda fit: (fit.certain, fit.own, fit.exact), reverse=True)
    if not fits:
        wanted = "；".join(
            f"{kind.title}："
            + "、".join(f"“{column.title}”" for column in kind.columns if column.needed)
            for kind in KINDS.values()
        )
        raise InspectionError(f"看不出“{book.name}”是哪一种名单；表头要有列名（{wanted}）。")
    best = fits[0]
    if not best.certain:
        strange = "".join(f"“{title}”" for title in best.strange[:3])
        unlike = f"，但不认识列 {strange}" if strange else ""
        raise InspectionError(
            f"“{book.name}”有些像{best.kind.title}名单{unlike}，拿不准；"
            f"如果是，请用 --as {best.kind.key} 指明再导入。"
        )
    return best.kind


def _fits(book: Book) -> Iterator[_Fit]:
    for kind in KINDS.values():
        try:
            tables = find_tables(book, kind.columns)
        except InspectionError:
            continue
        named = {key for table in tables for key in table.positions.keys() - table.guessed}
        strange = dict.fromkeys(title for table in tables for title in table.unread())
        own = len(named & kind.own) + any(
            plain(table.titles[key]) in map(plain, kind.names)
            for table in tables
            for key in table.positions
        )
        yield _Fit(kind, tuple(tables), own, len(named), tuple(strange))
