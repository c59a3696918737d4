"""Documents on their way out: saved, printed, many at once; and signed copies coming in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QInputDialog

from db.records.documents import IssuedLine
from db.records.evidence import Copy
from db.vocabulary import DocumentKind
from inspector_gui.window.desk import Desk
from inspector_gui.window.jobs import application
from inspector_gui.window.printroom.batching import choose_batch
from inspector_gui.window.printroom.pictures import Pictures
from inspector_gui.window.printroom.rendering import (
    Shown,
    draw_to_print,
    note_left,
    print_batch,
    save,
    save_docx,
)
from inspector_gui.window.printroom.view import DocumentsView
from inspector_gui.window.printroom.work_in_turn import WorkInTurn

if TYPE_CHECKING:
    from inspector_gui.documents.scan_code import ScanCode
    from inspector_gui.documents.scope import Scope
    from inspector_gui.window.printroom.printing import Printing

FOLDER = "文书"
SCANS = "签字件 (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.bmp)"


class Chosen(NamedTuple):
    """A document of a scope by its name; without a version, as it stands now."""

    scope: Scope
    name: str
    version: IssuedLine | None


class DocumentOutput(QObject):
    """Of the document that is chosen when it is asked for. Belongs to its view."""

    def __init__(self, view: DocumentsView, desk: Desk, chosen: Callable[[], Chosen]) -> None:
        super().__init__(view)
        self._view, self._desk, self._chosen = view, desk, chosen
        self._work = WorkInTurn(view)
        view.print_wanted.connect(self.print)
        view.save_wanted.connect(self._save)
        view.docx_wanted.connect(self._save_docx)
        view.folder_wanted.connect(self._open_folder)
        view.scan_wanted.connect(self.scan)
        view.batch_wanted.connect(self._batch)

    def _folder(self) -> Path:
        folder = self._desk.store.path.parent / FOLDER
        folder.mkdir(exist_ok=True)
        return folder

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder())))

    def _save(self) -> None:
        self._desk.flush()
        store, chosen, folder = self._desk.store, self._chosen(), self._folder()
        self._work.run(lambda _: save(store, *chosen, folder), self._on_saved)

    def _save_docx(self) -> None:
        self._desk.flush()
        store, chosen, folder = self._desk.store, self._chosen(), self._folder()
        self._work.run(lambda _: save_docx(store, *chosen, folder), self._on_saved)

    def _on_saved(self, path: Path) -> None:
        self._view.context.show_message(f"已保存：{path}")

    def print(self) -> None:
        """With the time of now at its foot; the system's dialog asks which printer."""
        self._desk.flush()
        store, chosen = self._desk.store, self._chosen()
        self._work.run(lambda _: draw_to_print(store, *chosen), partial(self._send, chosen.scope))

    def _send(self, scope: Scope, shown: Shown) -> None:
        from inspector_gui.window.printroom.printing import Printing, choose_printer

        pictures = Pictures(shown.pdf)
        printer = choose_printer(shown.sheet.document.title, pictures, self._view.window())
        if printer is None:
            return
        printing = Printing(pictures, printer, application())
        printing.ended.connect(partial(self._on_printed, printing, scope, shown))
        self._work.print_(printing)

    def _on_printed(self, printing: Printing, scope: Scope, shown: Shown, _sentence: str) -> None:
        if printing.laid:
            note_left(self._desk.store, scope, shown)

    def scan(self) -> None:
        """The scan of what was signed, put beside the version whose code it has."""
        name, _ = QFileDialog.getOpenFileName(self._view.window(), "附签字件", "", SCANS)
        if name:
            self._take_scan(Path(name))

    def _take_scan(self, path: Path) -> None:
        """The code on the sheet says which version it is; where it cannot be read one types it."""
        from inspector_gui.documents.scan_code import find_scan_code
        from inspector_gui.window.copies import copy_of

        read = lambda _: (copy_of(path), find_scan_code(path))  # noqa: E731
        self._work.run(read, partial(self._on_read, self._chosen().scope), "正在读取签字件")

    def _on_read(self, scope: Scope, read: tuple[Copy, ScanCode | None]) -> None:
        copy, found = read
        code, given = (found.content_hash, True) if found else self._typed_code()
        if given and code.strip():
            self._attach(scope, code, copy)

    def _typed_code(self) -> tuple[str, bool]:
        return QInputDialog.getText(
            self._view.window(), "附签字件", "没有读出二维码，请填签字件页脚的内容校验码（八位）："
        )

    def _attach(self, scope: Scope, code: str, copy: Copy) -> None:
        from inspector_gui.actions.documents import attach_signed_copy

        version = attach_signed_copy(store=self._desk.store, scope=scope, code=code, copy=copy)
        self._view.context.show_message(f"签字件已附在第{version.version}版。")

    def _batch(self) -> None:
        chosen = choose_batch(self._desk, self._chosen().scope, self._kind(), self._view.window())
        if chosen is None:
            return
        self._desk.flush()
        store, folder = self._desk.store, self._folder()
        scopes, kinds = chosen
        work = partial(print_batch, store, scopes, kinds, folder)
        self._work.run(work, self._on_batch, "正在生成文书")

    def _kind(self) -> DocumentKind:
        row = self._view.list.current()
        return row.kind if row is not None else DocumentKind.FEEDBACK

    def _on_batch(self, done: tuple[int, list[str]]) -> None:
        printed, refused = done
        message = f"已生成 {printed} 份，放在“{FOLDER}”文件夹。"
        if refused:
            message += f"\n没有生成 {len(refused)} 份：\n" + "\n".join(refused)
        self._view.context.show_message(message, wrong=bool(refused))
