"""What is counted, settled and raised, to the store."""

import uuid

from PySide6.QtCore import QObject

from db.unit_of_work import Work
from db.vocabulary import Act, ClueSource
from inspector_gui.actions.reading_samples import restate_bounds_within
from inspector_gui.statistics.pairing import Difference
from inspector_gui.statistics.signals import Seen, item_for
from inspector_gui.statistics.tally import cells_of
from inspector_gui.window.desk import Desk
from inspector_gui.window.forms.edits import FieldEdited
from inspector_gui.window.pages.questionnaires.envelopes import name_of
from inspector_gui.window.pages.questionnaires.question_cards import CellCount
from inspector_gui.window.pages.questionnaires.selection import Chosen
from inspector_gui.window.pages.questionnaires.view import QuestionnairesView
from inspector_gui.window.widgets.confirming import confirm


class Deeds(QObject):
    """On the envelope that lies on the table. A child of the view: they die together."""

    def __init__(self, view: QuestionnairesView, desk: Desk, chosen: Chosen) -> None:
        super().__init__(view)
        self._view, self._desk, self._chosen = view, desk, chosen
        view.counted.connect(self._count)
        view.counts.tallied.connect(self._tally)
        view.restarted.connect(self._start_over)
        view.settle.settled.connect(self._settle)
        view.settle.unsettled.connect(self._unsettle)
        view.context.clue_wanted.connect(self._note_clue)

    def _count(self, edited: FieldEdited) -> None:
        envelope = self._chosen.envelope
        if envelope is not None:
            with self._desk.act(Act.COUNT_ENVELOPE) as work:
                work.questionnaires.count(envelope.id, **{edited.field: edited.value})

    def _tally(self, count: CellCount) -> None:
        task = self._chosen.task()
        if task is None:
            return
        with self._desk.act(Act.TALLY) as work:
            entry = task.counting.id if task.counting else self._begin(work)
            work.questionnaires.tally(entry, count.cell, count.number)

    def _begin(self, work: Work) -> uuid.UUID:
        task = self._chosen.task()
        assert task is not None  # noqa: S101  # whoever tallies is at a counting
        cells, person = cells_of(task.questions), self._desk.store.person
        return work.questionnaires.begin_counting(task.envelope.id, task.slot, cells, person)

    def _start_over(self) -> None:
        made = self._chosen.made
        if made is None:
            return
        extent = f" {made.sheets} 份" if made.sheets else ""
        question = f"清空这次录入{extent}，从头再录？"

        def clear() -> None:
            with self._desk.act(Act.DELETE, done=f"已清空{extent}") as work:
                work.questionnaires.start_over(made.id)

        confirm(self._view, "重录", question, "清空", clear)

    def _settle(self, difference: Difference, number: int, reason: str) -> None:
        envelope = self._chosen.envelope
        if envelope is not None:
            with self._desk.act(Act.SETTLE) as work:
                work.questionnaires.settle(envelope.id, difference.cell, number, reason)
                restate_bounds_within(work)

    def _unsettle(self, difference: Difference) -> None:
        envelope = self._chosen.envelope
        if envelope is not None:
            with self._desk.act(Act.SETTLE) as work:
                work.questionnaires.unsettle(envelope.id, difference.cell)
                restate_bounds_within(work)

    def _note_clue(self, seen: Seen) -> None:
        envelope, school = self._chosen.envelope, self._desk.school
        if envelope is None or school is None:
            return
        clue_text = f"{name_of(envelope)}：{seen.clue_text}"
        item = item_for(seen.choice.items, self._desk.items_for(school))
        with self._desk.act(Act.NOTE_CLUE) as work:
            work.clues.raise_clue(school.visit_id, ClueSource.QUESTIONNAIRE, clue_text, item)
