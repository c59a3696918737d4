"""Counts to the store, envelopes to the view."""

import uuid

from db.forms import Script
from db.questionnaires import Envelope
from db.vocabulary import Act, FormKind, Subject
from inspector_gui.desk import Desk
from inspector_gui.pages.page import Presenter
from inspector_gui.pages.questionnaires.view import NewClass, QuestionnairesView, counting_of
from inspector_gui.statistics.tally import cells_of


def build(desk: Desk) -> QuestionnairesView:
    view = QuestionnairesView()
    QuestionnairesPresenter(view, desk)
    return view


class QuestionnairesPresenter(Presenter):
    subjects = frozenset({Subject.QUESTIONNAIRES, Subject.SCHOOLS})

    def __init__(self, view: QuestionnairesView, desk: Desk) -> None:
        super().__init__(view, desk)
        self._envelopes: list[Envelope] = []
        self._current: uuid.UUID | None = None
        self._slot = 1
        with desk.store.read() as work:
            self._script: Script = work.forms.script(FormKind.STUDENT)
        view.context.show_rules(self._script.rules)
        view.class_wanted.connect(self._add_class)
        view.turned_to.connect(self._turn_to)
        view.slot_turned.connect(self._turn_slot)
        view.counted.connect(self._count)
        view.tallied.connect(self._tally)
        view.finished.connect(self._finish)

    def refresh(self) -> None:
        with self.desk.store.read() as work:
            self._envelopes = work.questionnaires.envelopes(self.school.visit_id)
        if self._envelope() is None:
            self._current = self._envelopes[0].id if self._envelopes else None
            self._slot = 1
        self.view.add_class.show_stages(self.school.stages)
        self.view.show_envelopes(self._envelopes, self._current)
        envelope = self._envelope()
        if envelope is not None:
            self.view.show_envelope(envelope, self._script.for_stage(envelope.stage), self._slot)

    def _envelope(self) -> Envelope | None:
        return next((one for one in self._envelopes if one.id == self._current), None)

    def _turn_to(self, envelope: uuid.UUID) -> None:
        self.view.flush()
        self._current, self._slot = envelope, 1
        self.refresh()
        self.view.enter()

    def _turn_slot(self, slot: int) -> None:
        self.view.flush()
        self._slot = slot
        self.refresh()

    def _add_class(self, new: NewClass) -> None:
        with self.desk.act(Act.COUNT_ENVELOPE) as work:
            owner = work.schools.add_class(
                self.school.id, new.stage, new.grade, new.number, new.enrolled
            )
            self._current = work.questionnaires.open_envelope(
                self.school.visit_id, owner, self._script.id
            )
        self.refresh()
        self.view.enter()

    def _count(self, name: str, number: int | None) -> None:
        envelope = self._envelope()
        if envelope is not None:
            with self.desk.act(Act.COUNT_ENVELOPE) as work:
                work.questionnaires.count(envelope.id, **{name: number})

    def _tally(self, cell: str, number: int | None) -> None:
        envelope = self._envelope()
        if envelope is None:
            return
        with self.desk.act(Act.TALLY) as work:
            counting = counting_of(envelope, self._slot)
            entry = counting.id if counting else self._begin(work, envelope)
            work.questionnaires.tally(entry, cell, number)

    def _begin(self, work: object, envelope: Envelope) -> uuid.UUID:
        cells = cells_of(self._script.for_stage(envelope.stage))
        questionnaires = work.questionnaires  # type: ignore[attr-defined]
        entry: uuid.UUID = questionnaires.begin_counting(
            envelope.id, self._slot, cells, self.desk.store.person
        )
        return entry

    def _finish(self, finished: bool) -> None:  # a toggle's slot
        envelope = self._envelope()
        if envelope is None:
            return
        self.view.flush()
        with self.desk.act(Act.TALLY) as work:
            counting = counting_of(envelope, self._slot)
            entry = counting.id if counting else self._begin(work, envelope)
            work.questionnaires.finish(entry, finished=finished)
