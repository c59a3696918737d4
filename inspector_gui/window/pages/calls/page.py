"""Attempts and answers to the store, calls to the view."""

import uuid

from db.errors import InspectionError
from db.masking import mask, mask_numbers
from db.records.calls import FINAL, Call
from db.records.clues import ClueLine
from db.records.forms import Script
from db.records.samplings import Drawn
from db.unit_of_work import Work
from db.vocabulary import (
    Act,
    CallOutcome,
    ClueSource,
    DrawKind,
    FormKind,
    Subject,
)
from inspector_gui.labels import label
from inspector_gui.parsing import Unreadable
from inspector_gui.sampling.drawing import follow
from inspector_gui.statistics.calling import Heard, heard, rest_until
from inspector_gui.statistics.signals import item_for
from inspector_gui.window.desk import Desk
from inspector_gui.window.forms.moments import read_appointment, show_appointment
from inspector_gui.window.page import Presenter
from inspector_gui.window.pages.calls.calling import Answered
from inspector_gui.window.pages.calls.view import CallsView


def build(desk: Desk) -> CallsView:
    view = CallsView()
    CallsPresenter(view, desk)
    return view


class CallsPresenter(Presenter[CallsView]):
    subjects = frozenset({Subject.CALLS, Subject.SAMPLING, Subject.FINDINGS})

    def __init__(self, view: CallsView, desk: Desk) -> None:
        super().__init__(view, desk)
        self._calls: list[Call] = []
        self._clues: list[ClueLine] = []
        with desk.store.read() as work:
            self._script: Script = work.forms.script(FormKind.CALL)
        view.context.show_script(self._script)
        view.context.noted.connect(self._note)
        view.desk.dialled.connect(self._begin)
        view.desk.passed_on.connect(self._pass_on)
        view.desk.clue_wanted.connect(self._note_clues)
        view.desk.added.connect(self._add)
        view.desk.turned_to.connect(self._show_panel)
        view.calling.ended.connect(self._end)
        view.calling.appointed.connect(self._appoint)
        view.calling.answered.connect(self._answer)
        view.calling.clue_wanted.connect(lambda: self._note_clues(view.calling.call))
        view.calling.given_up.connect(view.end_call)
        view.hidden.connect(self._leave)
        desk.chosen.connect(self._leave)

    def refresh(self) -> None:
        with self.desk.store.read() as work:
            self._calls = work.calls.calls(self.school.visit_id)
            self._clues = work.clues.lines(self.school.visit_id)
        self.view.show_calls(self._calls, self.desk.store.now())

    def _leave(self) -> None:
        """The number does not stay on the screen when nobody is calling."""
        if self.view.in_call:
            self.view.flush()
            self.view.end_call()

    def _fresh(self, call: Call) -> Call:
        return next((line for line in self._calls if line.id == call.id), call)

    def _show_panel(self, call: Call | None) -> None:
        number = ""
        heard: list[tuple[Heard, bool]] = []
        if call is not None:
            with self.desk.store.read() as work:
                number = mask(work.calls.number(call.id) or "")
            heard = [(answer, not self._is_new(answer)) for answer in self._heard(call)]
        self.view.context.show_call(call, number, heard)

    def _heard(self, call: Call) -> list[Heard]:
        return heard(self._script.questions, call.answers)

    def _is_new(self, answer: Heard) -> bool:
        """Fewer clues say this than parents did."""
        times = sum(
            answer.clue_text in [h.clue_text for h in self._heard(call)] for call in self._calls
        )
        return sum(clue.text == answer.clue_text for clue in self._clues) < times

    # a call

    def _begin(self, call: Call) -> None:
        if call.outcome is not None:
            self.view.desk.show_message(f"{call.code} 已有结果“{label(call.outcome)}”，不再拨打。")
            return
        with self.desk.store.read() as work:
            number, name = work.calls.number(call.id) or "", work.calls.name(call.id)
        self.view.begin_call(call, number, name, self._script)
        resting = rest_until(call, self.desk.store.now())
        if resting is not None:
            when = show_appointment(resting)
            self.view.calling.show_message(f"距上次拨打不足 2 小时，最好 {when} 以后再拨。")

    def _end(self, outcome: CallOutcome) -> None:
        call = self.view.calling.call
        if call is None:
            return
        self.view.calling.flush()
        with self.desk.act(Act.LOG_CALL) as work:
            work.calls.attempt(call.id, outcome, self.desk.store.now())
        self._hang_up()

    def _hang_up(self) -> None:
        self.view.end_call()
        self.view.desk.go_on()

    def _appoint(self, typed: str) -> None:
        call, now = self.view.calling.call, self.desk.store.now()
        if call is None:
            return
        try:
            moment = read_appointment(typed, now)
        except Unreadable as wrong:
            self.view.calling.show_message(str(wrong))
            return
        self.view.calling.flush()
        with self.desk.act(Act.LOG_CALL) as work:
            work.calls.attempt(call.id, CallOutcome.CALLBACK, now, moment)
        self._hang_up()

    def _answer(self, answered: Answered) -> None:
        call = self.view.calling.call
        if call is None:
            return
        known = self._fresh(call).answers
        changed = {
            code: mask_numbers(value) if value else value
            for code, value in answered.answers.items()
            if value != known.get(code)
        }
        if changed:
            with self.desk.act(Act.ANSWER_CALL) as work:
                work.calls.keep_answers(call.id, changed)

    def _note(self, call: Call, note: str) -> None:
        with self.desk.act(Act.ANSWER_CALL) as work:
            work.calls.note(call.id, note)

    # what follows from it

    def _pass_on(self, call: Call) -> None:
        """The next parent in reserve is called instead, in the order drawn."""
        with self.desk.store.read() as work:
            drawn = _drawn_as(work, self.school.visit_id, call)
        if drawn is None:
            raise InspectionError("这个号码不是抽样抽中的，没有备用可以顺延。")
        if drawn.replaced:
            self.view.desk.show_message(f"{call.code} 已经顺延过备用。")
            return
        why = label(call.outcome) if call.outcome in FINAL else "三次无人接听"
        with self.desk.act(Act.SUBSTITUTE) as work:
            work.samplings.replace(drawn.id, why)
            follow(work, self.school)

    def _note_clues(self, call: Call | None) -> None:
        """What this parent said becomes clues: at once, and once."""
        if call is None:
            return
        self.view.calling.flush()
        fresh = [answer for answer in self._heard(self._fresh(call)) if self._is_new(answer)]
        if not fresh:
            self._show_message("没有新的提示可以登记线索。")
            return
        with self.desk.act(Act.NOTE_CLUE) as work:
            for answer in fresh:
                item = item_for(answer.items, self.desk.items_for(self.school))
                work.clues.raise_clue(self.school.visit_id, ClueSource.CALL, answer.clue_text, item)
        self._show_message(f"已登记 {len(fresh)} 条线索。", "muted")

    def _show_message(self, word: str, role: str = "error") -> None:
        (self.view.calling if self.view.in_call else self.view.desk).show_message(word, role)

    def _add(self, sequence: int, number: str) -> None:
        if any(call.roster_seq == sequence for call in self._calls):
            self.view.desk.show_message(f"花名册第 {sequence} 号已在名单里。")
            return
        taken = {call.code for call in self._calls}
        codes = (f"{self.school.code}-P{n}" for n in range(1, len(taken) + 2))
        code = next(code for code in codes if code not in taken)
        with self.desk.act(Act.LOG_CALL) as work:
            call = work.calls.plan(self.school.visit_id, sequence, code)
            if number:
                work.calls.keep_number(call, number)


def _drawn_as(work: Work, visit: uuid.UUID, call: Call) -> Drawn | None:
    """The drawn entry this call stands for."""
    for draw in work.samplings.draws(visit):
        if draw.kind is DrawKind.ROSTER:
            for entry in draw.drawn:
                if entry.entry == str(call.roster_seq):
                    return entry
    return None
