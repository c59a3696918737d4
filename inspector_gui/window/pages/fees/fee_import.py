"""A school's list of fees, from a file or the clipboard: kept whole, its bad cells are named."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from db.errors import InspectionError
from inspector_gui.window.desk import Desk
from inspector_gui.window.forms.table_import import TableImport
from inspector_gui.window.pages.fees.view import FeesView

if TYPE_CHECKING:
    from inspector_gui.exchange.fee_list import FeeList
    from inspector_gui.exchange.workbooks.book import Book

_SHOWN = 3


class FeeImport(QObject):
    """A child of the view: they die together. `keep` takes the fees of one list."""

    def __init__(
        self, view: FeesView, desk: Desk, keep: Callable[[Sequence[dict[str, Any]]], None]
    ) -> None:
        super().__init__(view)
        self._keep = keep
        self.tables = TableImport(
            view,
            view.progress,
            title="导入收费清单",
            still=lambda: desk.school.id if desk.school else None,
            read=_read,
            take=self._take,
        )
        view.import_wanted.connect(self.tables.ask)
        view.pasted.connect(self._paste)

    def _paste(self, copied: str) -> None:
        from inspector_gui.exchange.workbooks.reading import pasted

        self._take(_read(pasted(copied)))

    def _take(self, found: "FeeList") -> None:
        """What could be read is kept; what could not is said, with row and column."""
        if not found.fees:
            raise InspectionError("清单里没有收费项目；请核对表格内容。")
        self._keep(found.fees)
        if found.faults:
            first = "；".join(map(str, found.faults[:_SHOWN]))
            more = f"；等 {len(found.faults)} 处" if len(found.faults) > _SHOWN else ""
            raise InspectionError(
                f"已导入 {len(found.fees)} 项，有些格子读不出来，请补填：{first}{more}。"
            )


def _read(book: "Book") -> "FeeList":
    from inspector_gui.exchange.fee_list import read_fees

    return read_fees(book)
