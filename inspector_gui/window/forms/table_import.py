"""A table from elsewhere, asked for, read beside the window, and handed over whole."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from db.errors import InspectionError
from inspector_gui.window.jobs import Job, application
from inspector_gui.window.widgets.progress import ProgressLine

if TYPE_CHECKING:
    from inspector_gui.exchange.workbooks.book import Book


class TableImport(QObject):
    """A child of its page: they die together. `read` turns a book into what `take` keeps.

    `still`: what must not change between asking and keeping, such as the chosen class.
    """

    def __init__(
        self,
        page: QWidget,
        progress: ProgressLine,
        *,
        title: str,
        still: Callable[[], object],
        read: Callable[["Book"], Any],
        take: Callable[[Any], None],
    ) -> None:
        super().__init__(page)
        self._page, self._progress, self._title = page, progress, title
        self._still, self._read, self._take = still, read, take
        self._job: Job[Book] | None = None
        self._asked: object = None
        progress.cancelled.connect(self._cancel)

    def ask(self) -> None:
        from inspector_gui.exchange.workbooks.reading import SUFFIXES

        kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        name, _ = QFileDialog.getOpenFileName(self._page, self._title, "", f"电子表格 ({kinds})")
        if name:
            self.start(Path(name))

    def start(self, path: Path) -> None:
        from inspector_gui.exchange.workbooks.reading import read_book

        if self._job is not None:
            raise InspectionError("正在导入另一份表格；请等它完成或取消。")
        self._asked = self._still()
        self._job = Job(lambda progress: read_book(path, progress), application())
        self._job.progressed.connect(self._on_progress)
        self._job.then(self._on_read)
        self._job.failed.connect(self._on_failed)
        self._job.cancelled.connect(self._end)
        self._job.start()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _on_progress(self, done: int, total: int) -> None:
        self._progress.show_progress("正在读取表格…", done, total)

    def _on_read(self, book: "Book") -> None:
        self._end()
        if self._still() != self._asked:
            raise InspectionError(f"“{book.name}”没有导入：已经换了地方；请回到原处再导入。")
        self._take(self._read(book))

    def _on_failed(self, error: BaseException) -> None:
        self._end()
        raise error

    def _end(self) -> None:
        self._job = None
        self._progress.end()
