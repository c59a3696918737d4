"""Interviews to the store and back."""

from db.masking import mask_numbers
from db.records.clues import ClueLine
from db.records.forms import Script
from db.records.interviews import InterviewLine
from db.vocabulary import Act, ClueSource, FormKind, Stage, Subject
from inspector_gui.statistics.interviewing import (
    ASKED_STAGES,
    PLACES,
    SOMETHING,
    answers,
    clue_words,
    guide,
)
from inspector_gui.statistics.signals import item_for
from inspector_gui.window.desk import Desk
from inspector_gui.window.forms.edits import RowEdited
from inspector_gui.window.page import Presenter
from inspector_gui.window.pages.interviews.guide import Heard
from inspector_gui.window.pages.interviews.view import InterviewsView


def build(desk: Desk) -> InterviewsView:
    with desk.store.read() as work:
        script = work.forms.script(FormKind.INTERVIEW)
    view = InterviewsView(guide(script.questions))
    InterviewsPresenter(view, desk, script)
    return view


class InterviewsPresenter(Presenter[InterviewsView]):
    subjects = frozenset({Subject.INTERVIEWS, Subject.FINDINGS})

    def __init__(self, view: InterviewsView, desk: Desk, script: Script) -> None:
        super().__init__(view, desk)
        self._questions = script.questions
        self._lines: list[InterviewLine] = []
        self._clues: list[ClueLine] = []
        view.context.show_script(script)
        view.new_wanted.connect(self._record)
        view.edited.connect(self._edit)
        view.heard.connect(self._hear)
        view.dropped.connect(self._drop)
        view.clue_wanted.connect(self._note_clues)

    @property
    def _stages(self) -> list[Stage]:
        return [stage for stage in self.school.stages if stage in ASKED_STAGES]

    def refresh(self) -> None:
        with self.desk.store.read() as work:
            self._lines = work.interviews.lines(self.school.visit_id)
            self._clues = work.clues.lines(self.school.visit_id)
        self.view.show_interviews(self._lines, self._stages)

    def _record(self) -> None:
        """Where and whom one talked to last is likely the same again."""
        self.view.flush()
        if not self._stages:
            return  # the page says why
        last = self._lines[-1] if self._lines else None
        with self.desk.act(Act.RECORD_INTERVIEW) as work:
            work.interviews.record(
                self.school.visit_id,
                last.stage if last else self._stages[0],
                place_kind=last.place_kind if last else PLACES[0],
            )
        self.view.show_last()

    def _edit(self, edited: RowEdited[InterviewLine]) -> None:
        name, value = edited.field, edited.value
        kept = {"place_kind": value or "", "persons": value or 1}.get(name, value)
        with self.desk.act(Act.RECORD_INTERVIEW) as work:
            work.interviews.state(edited.row.id, **{name: kept})

    def _hear(self, line: InterviewLine, heard: Heard) -> None:
        kept = mask_numbers(heard.answer) if heard.answer else None
        if kept != line.points.get(heard.question):
            with self.desk.act(Act.RECORD_INTERVIEW) as work:
                work.interviews.hear(line.id, heard.question, kept)

    def _drop(self, line: InterviewLine) -> None:
        with self.desk.act(Act.DELETE) as work:
            work.interviews.drop(line.id)
        self.view.enter()

    def _note_clues(self, line: InterviewLine) -> None:
        known = {clue.text for clue in self._clues}
        found = [
            (asked, clue_text)
            for asked in self._questions
            if answers(line.points).get(asked.code) == SOMETHING
            and (clue_text := clue_words(asked, line.points[asked.code])) not in known
        ]
        if not found:
            self.view.show_message("没有新的反映可以登记线索。")
            return
        with self.desk.act(Act.NOTE_CLUE) as work:
            for question, clue_text in found:
                work.clues.raise_clue(
                    self.school.visit_id,
                    ClueSource.INTERVIEW,
                    clue_text[:2000],
                    item_for(question.items, self.desk.items_for(self.school)),
                )
        self.view.show_message(f"已登记 {len(found)} 条线索。")
