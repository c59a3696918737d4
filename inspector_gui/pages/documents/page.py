"""The sheet from the store, its pages to the view, its file to the disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QImage

from db.errors import InspectionError
from db.progress import Progress
from db.schools import SchoolLine
from db.store import Store
from db.vocabulary import Act, DocumentKind, Subject
from inspector_gui.desk import Desk
from inspector_gui.jobs import Job, application
from inspector_gui.labels import in_china
from inspector_gui.pages.documents.view import DocumentsView
from inspector_gui.pages.page import Presenter
from inspector_gui.pictures import pictures
from inspector_gui.theme.theme import theme

if TYPE_CHECKING:
    from inspector_gui.documents.sheets import Sheet

FOLDER = "文书"


def build(desk: Desk) -> DocumentsView:
    view = DocumentsView()
    DocumentsPresenter(view, desk)
    return view


class DocumentsPresenter(Presenter):
    subjects = frozenset(Subject)

    def __init__(self, view: DocumentsView, desk: Desk) -> None:
        super().__init__(view, desk)
        self._asked: Job | None = None
        view.save_wanted.connect(self._save)
        view.folder_wanted.connect(self._open_folder)
        view.lock_wanted.connect(self._lock)
        desk.person_changed.connect(self._ask)

    def refresh(self) -> None:
        """Set and draw the sheet off the window's thread; the last question asked counts."""
        store, school = self.desk.store, self.school
        self._asked = Job(lambda _: draw(store, school), application())
        self._asked.succeeded.connect(self._on_drawn)
        self._asked.failed.connect(self._on_failed)
        self._asked.start()

    def _on_drawn(self, drawn: tuple[Sheet, list[QImage]]) -> None:
        if self.sender() is self._asked:
            self._show(*drawn)

    def _on_failed(self, error: BaseException) -> None:
        if self.sender() is self._asked:
            self._fail(error)

    def _show(self, sheet: Sheet, images: list[QImage]) -> None:
        colours = theme().colours
        locked, differs = sheet.locked, bool(sheet.issued) and not sheet.locked
        state, tone = (
            ("已定稿", colours.good)
            if locked
            else ("内容已变，与定稿不同", colours.bad)
            if differs
            else ("草稿", colours.warn)
        )
        facts = (
            f"编号 {sheet.paper.serial}\n第 {sheet.version} 版 · {len(images)} 页\n"
            f"校验码 {sheet.document.content_hash}"
        )
        person = self.desk.person
        lead = person is not None and person.is_lead
        self.view.show_state(state, tone, facts, lockable=lead and not locked)
        self.view.say("" if lead or locked else "组长定稿后去掉“草稿”字样（F8 换录入员）。")
        self.view.show_pages(images)
        self._show_issued()

    def _show_issued(self) -> None:
        with self.desk.store.read() as work:
            issued = work.documents.issued(self.school.visit_id)
        self.view.show_issued(
            [
                f"第 {one.version} 版　{in_china(one.locked_at):%m-%d %H:%M}　{one.content_hash}"
                for one in issued
                if one.locked_at is not None
            ]
        )

    def _fail(self, error: BaseException) -> None:
        if not isinstance(error, InspectionError):
            raise error
        colours = theme().colours
        self.view.show_state("不能生成", colours.bad, "", lockable=False)
        self.view.say(str(error), wrong=True)
        self.view.show_pages([])

    def _folder(self) -> Path:
        folder = self.desk.store.path.parent / FOLDER
        folder.mkdir(exist_ok=True)
        return folder

    def _save(self) -> None:
        self.desk.flush()
        store, school, folder = self.desk.store, self.school, self._folder()
        job = Job(lambda progress: save(store, school, folder, progress), application())
        job.succeeded.connect(self._on_saved)
        job.failed.connect(self._on_not_saved)
        job.start()

    def _on_saved(self, path: Path) -> None:
        self.view.say(f"已生成：{path}")

    def _on_not_saved(self, error: BaseException) -> None:
        if not isinstance(error, InspectionError):
            raise error
        self.view.say(str(error), wrong=True)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder())))

    def _lock(self) -> None:
        """Freeze what the sheet says now; a later change makes a new version."""
        from inspector_gui.documents.sheets import lock

        self.desk.flush()
        sheet = feedback_sheet(self.desk.store, self.school)
        with self.desk.act(Act.ISSUE_DOCUMENT) as work:
            lock(work, self.school.visit_id, sheet, self.desk.store.now())


def feedback_sheet(store: Store, school: SchoolLine) -> Sheet:
    from inspector_gui.documents.papers import paper_of
    from inspector_gui.documents.sheets import sheet_of

    with store.read() as work:
        paper = paper_of(work, school, DocumentKind.FEEDBACK)
        return sheet_of(work, paper, work.documents.issued(school.visit_id), store.now())


def draw(store: Store, school: SchoolLine) -> tuple[Sheet, list[QImage]]:
    """The sheet and a picture of each of its pages."""
    from inspector_gui.documents.release import checked_pdf

    sheet = feedback_sheet(store, school)
    return sheet, pictures(checked_pdf(sheet.document))


def save(store: Store, school: SchoolLine, folder: Path, progress: Progress) -> Path:
    from inspector_gui.documents.batch import print_papers

    return next(iter(print_papers(store, [school], folder, progress=progress)))
