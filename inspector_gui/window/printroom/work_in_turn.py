"""Long work of the print room: one thing at a time, with how far it is and how it ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from db.errors import InspectionError
from db.progress import Progress
from inspector_gui.window.jobs import Job, application
from inspector_gui.window.printroom.view import DocumentsView

if TYPE_CHECKING:
    from inspector_gui.window.printroom.printing import Printing

R = TypeVar("R")


class WorkInTurn(QObject):
    """Belongs to its view, which shows the progress and hears the end."""

    def __init__(self, view: DocumentsView) -> None:
        super().__init__(view)
        self._view = view
        self._busy: Job[object] | Printing | None = None
        self._then: Callable[..., object] = lambda _: None
        self._caption = ""
        view.progress.cancelled.connect(self._cancel)

    def run(
        self, work: Callable[[Progress], R], then: Callable[[R], object], caption: str = ""
    ) -> None:
        """`then` hears what came of it; with a `caption` it is shown how far it is."""
        if self._busy is not None:
            self._view.context.show_message("上一份还在处理，完成后再试；按 Esc 可以取消。")
            return
        job = Job(work, application())
        self._then, self._caption = then, caption
        if caption:
            job.progressed.connect(self._on_progress)
        job.then(self._on_done)
        job.failed.connect(self._on_refused)
        job.cancelled.connect(self._on_cancelled)
        self._busy = job
        job.start()

    def print_(self, printing: Printing) -> None:
        """A document on its way to the printer, from now until it tells `ended`."""
        self._caption = "正在打印"
        printing.progressed.connect(self._on_progress)
        printing.ended.connect(self.end)
        self._busy = printing
        printing.start()

    def end(self, sentence: str) -> None:
        self._busy = None
        self._view.progress.end()
        self._view.context.show_message(sentence)

    def _on_cancelled(self) -> None:
        self.end("已取消；已经生成的文件保留。")

    def _on_progress(self, done: int, total: int) -> None:
        self._view.progress.show_progress(self._caption, done, total)

    def _on_done(self, result: object) -> None:
        then = self._then
        self._busy = None
        self._view.progress.end()
        try:
            then(result)
        except InspectionError as error:
            self._view.context.show_message(str(error), wrong=True)

    def _on_refused(self, error: BaseException) -> None:
        self._busy = None
        self._view.progress.end()
        if not isinstance(error, InspectionError):
            raise error
        self._view.context.show_message(str(error), wrong=True)

    def _cancel(self) -> None:
        if self._busy is not None:
            self._busy.cancel()
