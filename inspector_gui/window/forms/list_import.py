"""A list on its way in: which column is which, what it changes; then all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from db.errors import InspectionError
from db.vocabulary import Act
from inspector_gui.window.desk import Desk
from inspector_gui.window.forms.list_import_view import ImportDesk
from inspector_gui.window.forms.table_import import TableImport

if TYPE_CHECKING:
    from inspector_gui.exchange.lists.corrections import LeftOut
    from inspector_gui.exchange.lists.plan import Coming, Given, Kind, Layout
    from inspector_gui.exchange.workbooks.book import Book
    from inspector_gui.exchange.workbooks.headings import Fault


@dataclass
class _Asked:
    """The list that is being looked at, and where (`at`). `layout`: where somebody says that its
    table stands; `left_out`, `corrected`: rows and cells that are not as in the file."""

    book: Book
    at: object
    layout: Layout | None = None
    left_out: list[int] = field(default_factory=list)
    corrected: dict[str, None] = field(default_factory=dict)

    @property
    def notes(self) -> tuple[str, ...]:
        """What was done to it here."""
        rows = "、".join(map(str, sorted(self.left_out)))
        left_out = (f"第 {rows} 行不导入。",) if rows else ()
        cells = "、".join(self.corrected)
        return (*left_out, *((f"这里改过：{cells}。",) if cells else ()))


class ListImport(QObject):
    """A child of its face: they die together. `given`: what is said of the list beside it; `still`:
    what must not change while it is looked at, such as the school; `act`: the deed that keeps it.
    """

    def __init__(
        self,
        view: ImportDesk,
        desk: Desk,
        kind: Callable[[], Kind],
        given: Callable[[], Given | None] = lambda: None,
        *,
        still: Callable[[], object] = lambda: None,
        act: Act = Act.PLAN,
    ) -> None:
        super().__init__(view)
        self.view, self._desk, self._kind, self._given = view, desk, kind, given
        self._still, self._act = still, act
        self._asked: _Asked | None = None
        self.tables = TableImport(
            view,
            view.progress,
            title="导入表格",
            still=still,
            read=lambda book: book,
            take=self.show,
        )
        view.import_wanted.connect(self.tables.ask)
        view.paste_wanted.connect(self._paste)
        view.mapped.connect(self._map)
        view.corrected.connect(self._correct)
        view.left_out.connect(self._leave_out)
        view.taken.connect(self._take)
        view.given_up.connect(self._end)

    def _paste(self) -> None:
        from inspector_gui.exchange.workbooks.reading import pasted

        copied = QGuiApplication.clipboard().text()
        if not copied.strip():
            raise InspectionError("剪贴板里没有表格；请先在表格里选中并复制，连同列名一起。")
        self.show(pasted(copied))

    def show(self, book: Book) -> None:
        self._asked = _Asked(book, self._still())
        self._look()

    @property
    def is_looking(self) -> bool:
        """Whether a list is there that has not come in yet."""
        return self._asked is not None

    def leave_if_moved(self) -> None:
        """What was looked at belongs elsewhere: it does not come in here."""
        if self._asked is not None and self._asked.at != self._still():
            self._end()

    def refresh(self) -> None:
        """What was said beside the list has changed."""
        if self._asked is not None:
            self._look()

    def _look(self) -> None:
        from inspector_gui.exchange.lists.plan import look

        asked, kind = self._require(), self._kind()
        coming: Coming | None = None
        word = ""
        try:
            with self._desk.store.read() as work:
                coming = look(work, kind, asked.book, asked.layout, self._given())
            coming = replace(coming, notes=(*coming.notes, *asked.notes))
        except InspectionError as error:
            word = str(error)
        self.view.show_coming(asked.book.name, kind, coming, word)
        unmapped = coming is None and self._lacks_columns()
        if unmapped or (coming and coming.doubts) or asked.layout is not None:
            self.view.show_mapping(asked.book, kind, asked.layout or self._guess())
        else:
            self.view.close_mapping()

    def _lacks_columns(self) -> bool:
        """Naming the columns by hand may help; a row that is there twice it cannot heal."""
        from inspector_gui.exchange.workbooks.headings import find_tables

        try:
            find_tables(self._require().book, self._kind().columns)
        except InspectionError:
            return True
        return False

    def _map(self, layout: Layout | None) -> None:
        """As somebody says, or as it was found, to be changed from there."""
        asked = self._require()
        asked.layout = layout or self._guess()
        self._look()
        self.view.show_mapping(asked.book, self._kind(), asked.layout)

    def _correct(self, fault: Fault, written: str) -> None:
        from inspector_gui.exchange.lists.corrections import column_of, corrected

        asked = self._require()
        asked.book = corrected(asked.book, fault, written)
        asked.corrected[f"{fault.column}{fault.row}"] = None
        if asked.layout is not None:
            positions = {**asked.layout.positions, fault.key: column_of(fault)}
            asked.layout = replace(asked.layout, positions=positions)
        self._look()

    def _leave_out(self, row: LeftOut) -> None:
        from inspector_gui.exchange.lists.corrections import without

        asked = self._require()
        asked.book = without(asked.book, row)
        asked.left_out.append(row.row)
        self._look()

    def _guess(self) -> Layout | None:
        """Where the table seems to be, though not all of its columns were found."""
        from inspector_gui.exchange.lists.plan import Layout
        from inspector_gui.exchange.workbooks.headings import nearest

        found = nearest(self._require().book, self._kind().columns)
        if found is None or not found.positions:
            return None
        return Layout(found.sheet.name, found.heading, found.positions)

    def _take(self) -> None:
        from inspector_gui.exchange.lists.plan import Status, take_in

        asked, kind = self._require(), self._kind()
        with self._desk.act(self._act) as work:
            came = take_in(work, kind, asked.book, asked.layout, self._given())
        self._end()
        new, changed = came.number(Status.NEW), came.number(Status.CHANGED)
        self.view.show_message(
            f"已导入“{came.source}”：新增 {new}，更改 {changed}。Ctrl+Z 可以整份撤销。"
        )

    def _end(self) -> None:
        self._asked = None
        self.view.close_preview()

    def _require(self) -> _Asked:
        assert self._asked is not None  # noqa: S101  # only shown while there is a list
        return self._asked
