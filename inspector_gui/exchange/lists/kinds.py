"""Which kinds of lists there are, and which one a book holds."""

from db.errors import InspectionError
from inspector_gui.exchange.lists.days import DAYS
from inspector_gui.exchange.lists.fees import FEES
from inspector_gui.exchange.lists.people import PEOPLE
from inspector_gui.exchange.lists.plan import Kind
from inspector_gui.exchange.lists.schools import SCHOOLS
from inspector_gui.exchange.workbooks.book import Book
from inspector_gui.exchange.workbooks.headings import find_tables

#: Those that ask for more columns first: a list of people may have a column of schools.
KINDS = {kind.key: kind for kind in (PEOPLE, FEES, DAYS, SCHOOLS)}


def kind_of(book: Book) -> Kind:
    """Raises InspectionError where the book holds none of them."""
    for kind in KINDS.values():
        try:
            find_tables(book, kind.columns)
        except InspectionError:
            continue
        return kind
    wanted = "；".join(
        f"{kind.title}："
        + "、".join(f"“{column.title}”" for column in kind.columns if column.needed)
        for kind in KINDS.values()
    )
    raise InspectionError(f"看不出“{book.name}”是哪一种名单；表头要有列名（{wanted}）。")
