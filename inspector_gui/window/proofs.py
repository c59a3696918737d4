"""What proves a payment: a copy put beside it, and that copy saved as a file."""

from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from PySide6.QtWidgets import QFileDialog, QWidget

from db.errors import InspectionError
from db.records.evidence import Copy
from inspector_gui.window.copies import FILTER, copy_of, suffix_of
from inspector_gui.window.desk import Desk
from inspector_gui.window.jobs import Job, application


class Proofs:
    """Asks for files over `view`; copies are made off the window's thread."""

    def __init__(self, view: QWidget, desk: Desk) -> None:
        self._view, self._desk = view, desk

    def ask_for_file(self, attach: Callable[[Path], None]) -> None:
        """Which file it is; `attach` hears of it."""
        dialog = QFileDialog(self._view, "退费凭证", "", FILTER)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: attach(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def copy(self, path: Path, keep: Callable[[Copy], None]) -> None:
        job = Job(lambda progress: copy_of(path, progress), application())
        job.then(keep)
        job.failed.connect(_raise)
        job.start()

    def ask_where(self, attachment: bytes | None) -> None:
        """Where the kept copy goes. Raises InspectionError where there is none."""
        if attachment is None:
            raise InspectionError("这笔退费还没有附凭证；按 E 附上。")
        with self._desk.store.read() as work:
            media = work.evidence.media_type(attachment)
        dialog = QFileDialog(self._view, "存出凭证", f"退费凭证{suffix_of(media)}")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(lambda name: self.save(attachment, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, attachment: bytes | None, path: Path) -> None:
        """The kept copy as a file. Raises InspectionError where it cannot be written."""
        with self._desk.store.read() as work:
            content = work.evidence.content(attachment) if attachment else None
        if content is None:
            raise InspectionError("这份文件里没有这张凭证的副本；请向登记的人索取。")
        try:
            path.write_bytes(content)
        except OSError as error:
            raise InspectionError(f"“{path.name}”写不进去；请换一个位置。") from error


def _raise(error: Exception) -> NoReturn:
    raise error
