"""The words from the store to the view and back, and a document set in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.errors import InspectionError
from db.store import Store
from db.unit_of_work import Work
from db.vocabulary import Act, DocumentKind, Subject
from inspector_gui.labels import in_china, label
from inspector_gui.window.desk import Desk
from inspector_gui.window.jobs import Job, application
from inspector_gui.window.page import Presenter
from inspector_gui.window.pages.document_texts.view import WordingView
from inspector_gui.window.printroom.pictures import Pictures

if TYPE_CHECKING:
    from inspector_gui.documents.paper import Paper
    from inspector_gui.documents.template_texts import Wording


def build(desk: Desk) -> WordingView:
    view = WordingView(tuple(DocumentKind))
    WordingPresenter(view, desk)
    return view


class WordingPresenter(Presenter[WordingView]):
    subjects = frozenset({Subject.DOCUMENTS})
    of_school = False

    def __init__(self, view: WordingView, desk: Desk) -> None:
        super().__init__(view, desk)
        self._kind = DocumentKind.FEEDBACK
        self._wording: Wording | None = None
        self._drawing: Job[bytes] | None = None
        view.kind_chosen.connect(self._choose)
        view.typed.connect(self._type)
        view.restored.connect(self._restore)

    def refresh(self) -> None:
        from inspector_gui.documents.paper import wording
        from inspector_gui.documents.template_versions import rows

        with self.desk.store.read() as work:
            self._wording = wording(work, self._kind)
            kept = work.documents.texts(self._kind)
        found = rows(self._kind, self._wording)
        self.view.show_texts(self._kind, found)
        lines = [f"{text.version}　{in_china(text.kept_at):%m-%d %H:%M}" for text in kept]
        changed = sum(row.changed for row in found)
        self.view.context.show_version(label(self._kind), self._wording.version, changed, lines)
        self._draw(self._wording)

    def _choose(self, kind: DocumentKind) -> None:
        self.view.flush()
        self._kind = kind
        self.refresh()
        self.view.table.go_to(0)

    def _type(self, key: str, typed: str) -> None:
        """Kept as soon as it can be filled in; else said at the box."""
        from inspector_gui.documents.template_versions import edited

        if self._wording is None:
            return
        try:
            edited_wording = edited(self._kind, self._wording, key, typed)
        except InspectionError as error:
            self.view.complain(str(error))
            return
        self.view.complain("")
        self._keep(edited_wording)

    def _restore(self, key: str) -> None:
        from inspector_gui.documents.template_versions import original

        if self._wording is not None:
            self._keep(original(self._kind, self._wording, key))
            row = self.view.table.current()
            if row is not None:
                self.view.show_row(row, self.view.names_of(row))

    def _keep(self, edited_wording: Wording) -> None:
        from inspector_gui.documents.template_versions import keep

        with self.desk.act(Act.EDIT_TEXT) as work:
            keep(work, self.desk.campaign.id, self._kind, edited_wording)

    def _draw(self, edited_wording: Wording) -> None:
        store, kind = self.desk.store, self._kind
        job = Job(lambda _: specimen(store, kind, edited_wording), application())
        job.then(self._on_drawn)
        job.failed.connect(self._on_failed)
        self._drawing = job
        job.start()

    def _on_drawn(self, pdf: bytes) -> None:
        if self.sender() is self._drawing:
            self.view.context.show_message("")
            self.view.paper.show_pictures(Pictures(pdf), stay=True)

    def _on_failed(self, error: BaseException) -> None:
        if self.sender() is self._drawing:
            if not isinstance(error, InspectionError):
                raise error
            self.view.context.show_message(str(error))
            self.view.paper.show_pictures(None, stay=False)


def specimen(store: Store, kind: DocumentKind, edited_wording: Wording) -> bytes:
    """A document of this kind in these words, of the school that has most to tell."""
    from inspector_gui.documents.fonts import beside, fonts
    from inspector_gui.documents.issues import sheet_of
    from inspector_gui.documents.persons import private_of
    from inspector_gui.documents.release import checked_pdf

    with store.read() as work:
        paper = _fullest(work, kind, edited_wording)
        document = sheet_of(work, paper, (), store.now()).document
        private = private_of(work)
    return checked_pdf(document, private=private, fonts=fonts(beside(store.path)))


def _fullest(work: Work, kind: DocumentKind, edited_wording: Wording) -> Paper:
    from inspector_gui.documents.document_list import papers_of, papers_of_campaign
    from inspector_gui.documents.paper import wording

    def wording_of(work: Work, other: DocumentKind) -> Wording:
        return edited_wording if other is kind else wording(work, other)

    schools = sorted(work.schools.lines(), key=lambda line: -line.findings)
    for paper in papers_of_campaign(work, wording_of):
        if paper.kind is kind and kind is not DocumentKind.STATISTICS:
            return paper
    for school in schools:
        for paper in papers_of(work, school, wording_of):
            if paper.kind is kind:
                return paper
    raise InspectionError(f"现在还没有学校能出{label(kind)}，不能预览；文字照常可以修改。")
