"""Attempts to the store, calls to the view."""

from db.calls import Call
from db.vocabulary import Act, CallOutcome, FormKind, Subject
from inspector_gui.desk import Desk
from inspector_gui.pages.calls.view import CallsView, mask
from inspector_gui.pages.page import Presenter


def build(desk: Desk) -> CallsView:
    view = CallsView()
    CallsPresenter(view, desk)
    return view


class CallsPresenter(Presenter):
    subjects = frozenset({Subject.CALLS})

    def __init__(self, view: CallsView, desk: Desk) -> None:
        super().__init__(view, desk)
        with desk.store.read() as work:
            view.context.show_script(work.forms.script(FormKind.CALL))
        view.attempted.connect(self._attempt)
        view.noted.connect(self._note)
        view.added.connect(self._add)
        view.number_wanted.connect(self._show_number)

    def refresh(self) -> None:
        with self.desk.store.read() as work:
            calls = work.calls.calls(self.school.visit_id)
        self.view.show_calls(calls)

    def _attempt(self, call: Call, outcome: CallOutcome) -> None:
        with self.desk.act(Act.LOG_CALL) as work:
            work.calls.attempt(call.id, outcome, self.desk.store.now())

    def _note(self, call: Call, words: str) -> None:
        with self.desk.act(Act.ANSWER_CALL) as work:
            work.calls.note(call.id, words)

    def _add(self, sequence: int, number: str) -> None:
        with self.desk.store.read() as work:
            known = len(work.calls.calls(self.school.visit_id))
        code = f"{self.school.code}-P{known + 1}"
        with self.desk.act(Act.LOG_CALL) as work:
            call = work.calls.plan(self.school.visit_id, sequence, code)
            if number:
                work.calls.keep_number(call, number)

    def _show_number(self, call: Call | None, shown: bool) -> None:  # a slot
        if call is None:
            return
        with self.desk.store.read() as work:
            number = work.calls.number(call.id)
        if number:
            self.view.show_number(number if shown else mask(number))
