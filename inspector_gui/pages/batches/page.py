"""The imports from the store to the view; taking one back, off the window's thread."""

from db.merge.imports import ImportLine
from db.merge.takeback import Undone, take_back
from db.vocabulary import Subject
from inspector_gui.desk import Desk
from inspector_gui.jobs import Job, application
from inspector_gui.pages.batches.view import BatchesView
from inspector_gui.pages.page import Presenter


def build(desk: Desk) -> BatchesView:
    view = BatchesView()
    BatchesPresenter(view, desk)
    return view


class BatchesPresenter(Presenter):
    subjects = frozenset({Subject.MERGES})
    of_school = False

    def __init__(self, view: BatchesView, desk: Desk) -> None:
        super().__init__(view, desk)
        self._job: Job | None = None
        view.context.look_wanted.connect(lambda line: self._begin(line, preview=True))
        view.context.take_back_wanted.connect(lambda line: self._begin(line, preview=False))

    def refresh(self) -> None:
        with self.desk.store.read() as work:
            self.view.show_batches(work.imports.lines())

    def _begin(self, line: ImportLine, *, preview: bool) -> None:
        if self._job is not None:
            return
        store = self.desk.store
        self._job = Job(lambda _: take_back(store, line.number, preview=preview), application())
        self._job.succeeded.connect(self._on_looked if preview else self._on_taken_back)
        self._job.failed.connect(self._on_failed)
        self._job.start()

    def _on_looked(self, undone: Undone) -> None:
        self._job = None
        if self.view.current() == undone.batch:
            self.view.context.show_undone(undone)

    def _on_taken_back(self, _: Undone) -> None:
        self._job = None
        self.view.enter()

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        raise error
