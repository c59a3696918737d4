"""The imports from the store to the view."""

from db.vocabulary import Subject
from inspector_gui.desk import Desk
from inspector_gui.pages.batches.view import BatchesView
from inspector_gui.pages.page import Presenter


def build(desk: Desk) -> BatchesView:
    view = BatchesView()
    BatchesPresenter(view, desk)
    return view


class BatchesPresenter(Presenter):
    subjects = frozenset({Subject.MERGES})
    of_school = False

    def refresh(self) -> None:
        with self.desk.store.read() as work:
            self.view.show_batches(work.imports.lines())
