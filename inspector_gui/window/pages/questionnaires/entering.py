"""Forms typed in one by one, to the store and back: a full counting or the noon tally."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject

from db.records.forms import Asked
from db.records.questionnaires import Counting, Envelope
from db.records.sheets import SheetLine
from db.unit_of_work import Work
from db.vocabulary import Act, EntryMethod
from inspector_gui.statistics.filling import Filling, blank
from inspector_gui.statistics.signals import noon_answers, noon_question, noon_ticks
from inspector_gui.window.desk import Desk
from inspector_gui.window.pages.questionnaires.sheet_entry import (
    SOMETHING,
    Progress,
    SheetCorrected,
    SheetPane,
    draft_of,
)


@dataclass(frozen=True)
class Task:
    """What is being typed in. `counting` is None until the first key; `word`: why it may not.

    Of a counting that was begun the method is its own.
    """

    envelope: Envelope
    slot: int
    method: EntryMethod
    questions: tuple[Asked, ...]
    counting: Counting | None
    word: str = ""
    #: Where only drawn sheets are keyed: how each is found in the pile.
    drawn: tuple[str, ...] = ()

    @property
    def expected(self) -> int | None:
        """How many forms there are to key."""
        if self.method is EntryMethod.SAMPLE:
            return len(self.drawn)
        return self.envelope.returned

    @property
    def hint(self) -> str:
        """Which of the drawn forms is next."""
        done = self.counting.sheets if self.counting else 0
        if self.method is not EntryMethod.SAMPLE or done >= len(self.drawn):
            return ""
        return f"请取{self.drawn[done]}的问卷"

    @property
    def asked(self) -> tuple[Asked, ...]:
        """What the keys answer; at noon one question stands for all."""
        if self.method is EntryMethod.QUICK:
            return (noon_question(self.questions),)
        return self.questions

    def answers(self, given: Mapping[str, str | None]) -> dict[str, str | None]:
        """As they are kept: by the questions of the paper."""
        if self.method is EntryMethod.QUICK:
            return noon_answers(self.questions, given)
        return dict(given)

    def as_keyed(self, line: SheetLine) -> SheetLine:
        """A kept form as the keys see it."""
        if self.method is EntryMethod.QUICK:
            return replace(line, answers=noon_ticks(self.questions, line.answers))
        return line

    @property
    def key(self) -> tuple[object, ...]:
        """While this stays, the form under the keys does."""
        made = self.counting
        counted = (made.id, made.sheets, made.void) if made else ()
        return self.envelope.id, self.slot, self.method, self.questions, counted


@dataclass(frozen=True)
class EntryState:
    """Of the counting under the keys. `word`: why it is not to be made now."""

    method: EntryMethod
    begun: bool
    finished: bool
    word: str
    sampled: bool = False


def entry_state(task: Task) -> EntryState:
    made = task.counting
    return EntryState(
        method=made.method if made else task.method,
        begun=made is not None,
        finished=bool(made and made.finished),
        word=task.word,
        sampled=bool(task.drawn) and task.slot > 1,
    )


class SheetKeeper(QObject):
    """A child of its pane: they die together."""

    def __init__(self, pane: SheetPane, desk: Desk) -> None:
        super().__init__(pane)
        self._pane, self._desk = pane, desk
        self._task: Task | None = None
        pane.kept.connect(self._keep)
        pane.spoilt.connect(self._spoil)
        pane.corrected.connect(self._correct)
        pane.voided.connect(self._set_void)
        pane.taken_back.connect(self._take_back)
        pane.turned.connect(self._turn)
        pane.drafted.connect(self._keep_draft)
        pane.texted.connect(self._note_text)

    def show(self, task: Task) -> None:
        """Show a counting as it is now; the form under the keys stays while nothing moved it."""
        same = self._task is not None and self._task.key == task.key
        self._task = task
        if self._pane.sheet is not None and same:
            self._show_sheet(self._line(self._pane.sheet.id))
        elif same:
            self._pane.show_progress(self._progress(task))
        else:
            self._show_new(task)

    def leave(self) -> None:
        """Another counting is turned to: the next one shown starts from its own draft."""
        self._pane.flush()
        self._task = None

    def _show_new(self, task: Task) -> None:
        draft = ""
        if task.counting is not None:
            with self._desk.store.read() as work:
                draft = work.sheets.draft(task.counting.id)
        self._pane.show_new(task.asked, draft, self._progress(task))

    def _show_sheet(self, line: SheetLine | None) -> None:
        if self._task is None:
            return
        if line is None:
            self._show_new(self._task)
        else:
            self._pane.show_sheet(self._task.asked, line, self._progress(self._task))

    def _progress(self, task: Task) -> Progress:
        made = task.counting
        word = task.word
        if made is not None and made.finished:
            word = "这次录入已录毕；要改先取消“录毕”。"
        return Progress(
            made.sheets if made else 0, made.void if made else 0, task.expected, word, task.hint
        )

    def _lines(self) -> list[SheetLine]:
        if self._task is None or self._task.counting is None:
            return []
        with self._desk.store.read() as work:
            lines = work.sheets.lines(self._task.counting.id)
        return [self._task.as_keyed(line) for line in lines]

    def _line(self, sheet: uuid.UUID) -> SheetLine | None:
        return next((line for line in self._lines() if line.id == sheet), None)

    # what the pane tells

    def _keep(self, form: Filling) -> None:
        self._enter(form.answered(), void=False)

    def _spoil(self) -> None:
        if self._task is not None:
            self._enter(blank(self._task.asked).answered(), void=True)

    def _enter(self, given: Mapping[str, str | None], *, void: bool) -> None:
        if self._task is None:
            return
        with self._desk.act(Act.ENTER_SHEET) as work:
            entry, answers = self._entry(work, self._task), self._task.answers(given)
            work.sheets.enter(entry, work.sheets.number(entry) + 1, answers, void=void)
            work.sheets.keep_draft(entry, "")

    def _entry(self, work: Work, task: Task) -> uuid.UUID:
        if task.counting is not None:
            return task.counting.id
        return work.questionnaires.begin_counting(
            task.envelope.id, task.slot, (), self._desk.store.person, method=task.method
        )

    def _keep_draft(self, keys: str) -> None:
        """Begins the counting at its first keys, so that they have a place."""
        if self._task is None or (self._task.counting is None and not keys):
            return
        with self._desk.act(Act.ENTER_SHEET) as work:
            work.sheets.keep_draft(self._entry(work, self._task), keys)

    def _correct(self, corrected: SheetCorrected) -> None:
        if self._task is None:
            return
        with self._desk.act(Act.ENTER_SHEET) as work:
            for question, value in self._task.answers(corrected.answers).items():
                work.sheets.correct(corrected.sheet, question, value)

    def _set_void(self, sheet: uuid.UUID, void: bool) -> None:  # a signal's value
        with self._desk.act(Act.ENTER_SHEET) as work:
            work.sheets.set_void(sheet, void=void)

    def _take_back(self) -> None:
        """The last form lies under the keys again, without its last answer."""
        lines = self._lines()
        if self._task is None or self._task.counting is None or not lines:
            return
        last = lines[-1]
        draft = "" if last.void else draft_of(self._task.asked, last.answers)
        with self._desk.act(Act.ENTER_SHEET) as work:
            work.sheets.take_back(last.id)
            work.sheets.keep_draft(self._task.counting.id, draft)

    def _note_text(self, question: str, text: str) -> None:
        """Of the form typed in last; that it has some says nothing new of one that is typed."""
        lines = self._lines()
        if lines and not (text == SOMETHING and lines[-1].answers.get(question)):
            self._correct(SheetCorrected(lines[-1].id, {question: text or None}))

    def _turn(self, by: int) -> None:
        """To an earlier or later form; 0: to the new one."""
        self._pane.flush()
        if self._task is None:
            return
        lines = self._lines()
        ids = [line.id for line in lines]
        here = ids.index(self._pane.sheet.id) if self._pane.sheet else len(ids)
        there = max(0, here + by) if by else len(ids)
        self._show_sheet(lines[there] if there < len(lines) else None)
