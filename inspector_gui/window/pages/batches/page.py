"""The imports from the store to the view; taking one back, off the window's thread."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from db.merge.import_history import ImportLine
from db.merge.takeback import Undone
from db.vocabulary import Subject
from inspector_gui.actions.merging import bring_batch_again, take_back_batch
from inspector_gui.window.desk import Desk
from inspector_gui.window.jobs import Job, application
from inspector_gui.window.page import Presenter
from inspector_gui.window.pages.batches.view import BatchesView

T = TypeVar("T")


def build(desk: Desk) -> BatchesView:
    view = BatchesView(desk.figure_names)
    BatchesPresenter(view, desk)
    return view


class BatchesPresenter(Presenter[BatchesView]):
    subjects = frozenset({Subject.MERGES})
    of_school = False

    def __init__(self, view: BatchesView, desk: Desk) -> None:
        super().__init__(view, desk)
        self._job: Job[object] | None = None
        view.context.look_wanted.connect(self._look)
        view.context.again_wanted.connect(self._bring_again)
        view.taken_back.connect(self._take_back)

    def refresh(self) -> None:
        with self.desk.store.read() as work:
            self.view.show_batches(work.imports.lines())

    def _look(self, line: ImportLine) -> None:
        look = partial(take_back_batch, store=self.desk.store, number=line.number, preview=True)
        self._begin(look, self._on_looked)

    def _take_back(self, number: int, reason: str) -> None:
        deed = partial(take_back_batch, store=self.desk.store, number=number, reason=reason)
        self._begin(deed, self._on_taken_back)

    def _bring_again(self, line: ImportLine) -> None:
        again = partial(bring_batch_again, store=self.desk.store, number=line.number)
        self._begin(again, self._on_taken_back)

    def _begin(self, deed: Callable[[], T], then: Callable[[T], None]) -> None:
        if self._job is None:
            job = Job(lambda _: deed(), application())
            job.then(then)
            job.failed.connect(self._on_failed)
            self._job = job
            job.start()

    def _on_looked(self, undone: Undone) -> None:
        self._job = None
        if self.view.current() == undone.batch:
            self.view.ask_why(undone)

    def _on_taken_back(self, _: object) -> None:
        self._job = None
        self.view.enter()

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        raise error
