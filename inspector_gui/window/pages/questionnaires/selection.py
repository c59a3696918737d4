"""Which envelope lies on the table, and what is being done with it."""

import uuid

from db.records.forms import Asked, Script
from db.records.questionnaires import Counting, Envelope
from db.vocabulary import EntryMethod
from inspector_gui.actions.reading_samples import printed_numbers
from inspector_gui.statistics.pairing import may_count, sampled
from inspector_gui.window.desk import Desk
from inspector_gui.window.pages.questionnaires.entering import Task
from inspector_gui.window.pages.questionnaires.modes import Mode, Turn, counting_at, first_turn

#: Of the charts, the one that is shown to the school.
PUBLIC = 2


class Chosen:
    """Of the chosen school's envelopes; which form each was given is asked once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._scripts: dict[uuid.UUID, Script] = {}
        self.envelopes: list[Envelope] = []
        self.current: uuid.UUID | None = None
        self.turn, self.method, self.picture = Turn(Mode.ENTRY), EntryMethod.SHEETS, 0

    @property
    def envelope(self) -> Envelope | None:
        return next(
            (candidate for candidate in self.envelopes if candidate.id == self.current), None
        )

    @property
    def made(self) -> Counting | None:
        """The full counting that is turned to, once it is begun."""
        entry = self.turn.mode is Mode.ENTRY and self.envelope
        return counting_at(entry, self.turn.index) if entry else None

    @property
    def is_public(self) -> bool:
        """The school looks on: nothing of a single class is shown."""
        return self.turn.mode is Mode.CHART and self.picture == PUBLIC

    def questions(self, envelope: Envelope) -> tuple[Asked, ...]:
        """Of the form this envelope was given, which may be an older version."""
        form = envelope.form_id
        if form not in self._scripts:
            with self._desk.store.read() as work:
                self._scripts[form] = work.forms.script_of(form)
        return self._scripts[form].for_stage(envelope.stage)

    def put(self, envelope: Envelope | None) -> None:
        """Lay an envelope on the table; one goes on where it is not done."""
        self.current = envelope.id if envelope else None
        if envelope is not None:
            self.turn_to(first_turn(envelope, self.questions(envelope)))

    def turn_to(self, turn: Turn) -> None:
        """A drawn sample of a reading is what its second entry starts with."""
        self.turn, self.method = turn, EntryMethod.SHEETS
        if self.envelope is not None and sampled(self.envelope) and turn.index == 1:
            self.method = EntryMethod.SAMPLE

    def task(self) -> Task | None:
        """The full counting that is turned to, begun or not."""
        envelope, index = self.envelope, self.turn.index
        if envelope is None or self.turn.mode is not Mode.ENTRY:
            return None
        return Task(
            envelope,
            index + 1,
            self.made.method if self.made else self.method,
            self.questions(envelope),
            self.made,
            may_count(envelope, index, self._desk.store.person),
            self._drawn(envelope),
        )

    def _drawn(self, envelope: Envelope) -> tuple[str, ...]:
        """How to find the drawn sheets: by the number printed on each; where this file does not
        know it (it was read elsewhere, or swept), by the order in which they were read."""
        drawn = sampled(envelope)
        if not drawn:
            return ()
        with self._desk.store.read() as work:
            printed = printed_numbers(work, envelope)
        return tuple(
            f"编号 {printed[number]} " if number in printed else f"识读次序第 {number} 份"
            for number in drawn
        )
