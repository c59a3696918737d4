"""A school's list of fees, from a file or the clipboard: read beside the window, kept whole."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from db.errors import InspectionError
from db.progress import Progress
from inspector_gui.desk import Desk
from inspector_gui.jobs import Job, application
from inspector_gui.pages.fees.view import FeesView

if TYPE_CHECKING:
    from inspector_gui.exchange.fee_list import FeeList

_SHOWN = 3


class FeeImport(QObject):
    """A child of the view: they die together. `keep` takes the fees of one list."""

    def __init__(
        self, view: FeesView, desk: Desk, keep: Callable[[Sequence[dict[str, Any]]], None]
    ) -> None:
        super().__init__(view)
        self._view, self._desk, self._keep = view, desk, keep
        self._job: Job | None = None
        self._school: Any = None
        view.import_wanted.connect(self._ask)
        view.pasted.connect(self._paste)
        view.progress.cancelled.connect(self._cancel)

    def _ask(self) -> None:
        from inspector_gui.exchange.workbooks.reading import SUFFIXES

        kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        name, _ = QFileDialog.getOpenFileName(self._view, "导入收费清单", "", f"电子表格 ({kinds})")
        if name:
            self.start(Path(name))

    def start(self, path: Path) -> None:
        if self._job is not None:
            raise InspectionError("正在导入另一份清单；请等它完成或取消。")
        self._school = self._desk.school
        self._job = Job(lambda progress: _read(path, progress), application())
        self._job.progressed.connect(self._on_progress)
        self._job.succeeded.connect(self._on_read)
        self._job.failed.connect(self._on_failed)
        self._job.cancelled.connect(self._end)
        self._job.start()

    def _paste(self, copied: str) -> None:
        from inspector_gui.exchange.fee_list import read_fees
        from inspector_gui.exchange.workbooks.reading import pasted

        self._take(read_fees(pasted(copied)))

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _on_progress(self, done: int, total: int) -> None:
        self._view.progress.show_progress("正在读取收费清单…", done, total)

    def _on_read(self, found: "FeeList") -> None:
        self._end()
        if self._desk.school is None or self._desk.school.id != self._school.id:
            raise InspectionError(f"已经换了学校，没有导入；请回到“{self._school.name}”再导入。")
        self._take(found)

    def _on_failed(self, error: BaseException) -> None:
        self._end()
        raise error

    def _end(self) -> None:
        self._job = None
        self._view.progress.end()

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


def _read(path: Path, progress: Progress) -> "FeeList":
    from inspector_gui.exchange.fee_list import read_fees
    from inspector_gui.exchange.workbooks.reading import read_book

    return read_fees(read_book(path, progress))
