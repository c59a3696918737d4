"""Counts to the store, envelopes to the view."""

import uuid

from db.catalogues import Item
from db.clues import ClueLine
from db.errors import InspectionError
from db.forms import Asked, Script
from db.questionnaires import Counting, Envelope
from db.vocabulary import (
    Act,
    ClueSource,
    EntryMethod,
    FormKind,
    Inspection,
    Subject,
)
from db.work import Work
from inspector_gui.desk import Desk
from inspector_gui.exchange.class_names import ClassKey
from inspector_gui.pages.page import Presenter
from inspector_gui.pages.questionnaires.entering import SheetKeeper, Task
from inspector_gui.pages.questionnaires.envelopes import NewClass, fault_of, name_of
from inspector_gui.pages.questionnaires.importing import TallyImport
from inspector_gui.pages.questionnaires.turns import (
    Mode,
    Names,
    Turn,
    chips,
    counting_at,
    entry_state,
    first_turn,
    verdict,
    why_not_compared,
)
from inspector_gui.pages.questionnaires.view import QuestionnairesView
from inspector_gui.statistics.charts import charts, pool, public_charts
from inspector_gui.statistics.pairing import (
    Difference,
    best,
    compare,
    finished,
    may_count,
    quick_count,
)
from inspector_gui.statistics.signals import Seen, signals, strong_options
from inspector_gui.statistics.tally import cell, cells_of, counts_of

PUBLIC = 2


def build(desk: Desk) -> QuestionnairesView:
    view = QuestionnairesView()
    QuestionnairesPresenter(view, desk)
    return view


class QuestionnairesPresenter(Presenter):
    subjects = frozenset({Subject.QUESTIONNAIRES, Subject.SCHOOLS, Subject.FINDINGS})

    def __init__(self, view: QuestionnairesView, desk: Desk) -> None:
        super().__init__(view, desk)
        self._envelopes: list[Envelope] = []
        self._clues: list[ClueLine] = []
        self._current: uuid.UUID | None = None
        self._turn, self._method, self._picture = Turn(Mode.ENTRY), EntryMethod.SHEETS, 0
        self._scripts: dict[uuid.UUID, Script] = {}
        with desk.store.read() as work:
            self._script: Script = work.forms.script(FormKind.STUDENT)
            self._names: Names = {one.id: one.name for one in work.people.members()}
            self._items: list[Item] = work.catalogues.items(Inspection.FEE)
        view.context.show_rules(self._script.rules)
        self._noon, self._sheets = SheetKeeper(view.noon, desk), SheetKeeper(view.sheets, desk)
        self.imports = TallyImport(view, desk, self._task)
        self._connect()

    def _connect(self) -> None:
        view = self.view
        view.class_wanted.connect(self._add_class)
        view.turned_to.connect(self._turn_to)
        view.mode_turned.connect(self._turn_mode)
        view.method_chosen.connect(self._choose_method)
        view.counted.connect(self._count)
        view.numbered.connect(self._on_numbered)
        view.counts.tallied.connect(self._tally)
        view.finished.connect(self._finish)
        view.restarted.connect(self._start_over)
        view.settle.settled.connect(self._settle)
        view.settle.unsettled.connect(self._unsettle)
        view.charts.turned.connect(self._turn_picture)
        view.context.clue_wanted.connect(self._note_clue)
        self.desk.person_changed.connect(self._ask)

    def refresh(self) -> None:
        with self.desk.store.read() as work:
            self._envelopes = work.questionnaires.envelopes(self.school.visit_id)
            self._clues = work.clues.lines(self.school.visit_id)
        if self._envelope() is None:
            self._go_to(self._envelopes[0] if self._envelopes else None)
        self._show()

    def _go_to(self, envelope: Envelope | None) -> None:
        self._noon.leave()
        self._sheets.leave()
        self._current = envelope.id if envelope else None
        self._method = EntryMethod.SHEETS
        if envelope is not None:
            self._turn = first_turn(envelope, self._questions(envelope))

    def _envelope(self) -> Envelope | None:
        return next((one for one in self._envelopes if one.id == self._current), None)

    def _questions(self, envelope: Envelope) -> tuple[Asked, ...]:
        """Of the form this envelope was given, which may be an older version."""
        form = envelope.form_id
        if form not in self._scripts:
            with self.desk.store.read() as work:
                self._scripts[form] = work.forms.script_of(form)
        return self._scripts[form].for_stage(envelope.stage)

    # what is shown

    def _show(self) -> None:
        view = self.view
        view.add_class.show_stages(self.school.stages)
        view.show_envelopes(self._envelopes, self._current)
        envelope = self._envelope()
        if envelope is None:
            return
        questions, turn = self._questions(envelope), self._turn
        made = counting_at(envelope, turn.place) if turn.mode is Mode.ENTRY else None
        view.line.show_envelope(envelope, fault_of(envelope))
        view.show_modes(chips(envelope, questions, self._names), turn)
        view.context.show_envelope(envelope, questions, made, verdict(envelope, questions))
        self._show_signals(envelope, questions)
        view.context.set_filled(filled=not self._is_public())
        self._show_turn(envelope, questions)

    def _is_public(self) -> bool:
        """The school looks on: nothing of a single class is shown."""
        return self._turn.mode is Mode.CHART and self._picture == PUBLIC

    def _show_turn(self, envelope: Envelope, questions: tuple[Asked, ...]) -> None:
        mode, notice, method = self._turn.mode, "", self._method
        state = None
        if mode is Mode.ENTRY:
            state = entry_state(envelope, self._turn.place, self.desk.store.person, self._method)
            notice, method = state.word, state.method
            self._show_entry(envelope, questions, state.word, method)
        elif mode is Mode.NOON:
            self._show_noon(envelope, questions)
        elif mode is Mode.CHART:
            self._show_charts(envelope, questions)
        elif mode is Mode.SETTLE:
            notice = self._show_differences(envelope, questions)
        self.view.show_entry(state)
        self.view.show_pane(self._turn, method, notice)

    def _show_entry(
        self, envelope: Envelope, questions: tuple[Asked, ...], word: str, method: EntryMethod
    ) -> None:
        made = counting_at(envelope, self._turn.place)
        if word:
            return
        if method is EntryMethod.SHEETS:
            slot = self._turn.place + 1
            self._sheets.show(Task(envelope, slot, EntryMethod.SHEETS, questions, made))
            return
        counts = counts_of(made, questions) if made else {}
        locked = bool(made and made.finished)
        self.view.counts.show_counts(questions, counts, envelope.valid, locked=locked)

    def _show_noon(self, envelope: Envelope, questions: tuple[Asked, ...]) -> None:
        made = quick_count(envelope)
        counts = counts_of(made, questions) if made else {}
        forms = made.sheets - made.void if made else 0
        seen = [
            Seen(question, choice, counts.get(cell(question, choice.code)) or 0, forms)
            for question, choice in strong_options(questions)
        ]
        self.view.noon.board.show_seen(seen)
        self._noon.show(Task(envelope, 0, EntryMethod.QUICK, questions, made))

    def _show_differences(self, envelope: Envelope, questions: tuple[Asked, ...]) -> str:
        waiting = why_not_compared(envelope)
        if not waiting:
            done = finished(envelope)
            who = "，".join(
                f"{word}：{self._names.get(one.clerk, '未登记')}"
                for word, one in zip(("第一次", "第二次"), done, strict=False)
            )
            found = compare(envelope, questions)
            self.view.settle.show_differences(who, found, verdict(envelope, questions))
        return waiting

    def _show_charts(self, envelope: Envelope, questions: tuple[Asked, ...]) -> None:
        everything = [(one, self._questions(one)) for one in self._envelopes]
        if self._is_public():
            shown, word = public_charts(everything)
            word = word or "只列全校结果；少于 5 的数和能推算出它的数不显示。"
        else:
            pooled = pool(everything if self._picture else [(envelope, questions)])
            shown = charts(pooled)
            what = f"{pooled.classes} 个班" if self._picture else name_of(envelope)
            word = f"{what}，其中 {pooled.open} 个班未核定" if pooled.open else what
            if not shown:
                word = "还没有录入。"
        self.view.charts.show_charts(shown, self._picture, word)

    def _show_signals(self, envelope: Envelope, questions: tuple[Asked, ...]) -> None:
        counts, noon = best(envelope, questions), quick_count(envelope)
        forms = envelope.valid or 0
        if counts is None and noon is not None:
            counts, forms = counts_of(noon, questions), noon.sheets - noon.void
        seen = signals(questions, counts or {}, forms)
        self.view.context.show_signals(seen, self._raised(envelope))

    def _raised(self, envelope: Envelope) -> frozenset[str]:
        """The signals of this class that are clues already."""
        lead = f"{name_of(envelope)}："
        return frozenset(
            clue.text.removeprefix(lead) for clue in self._clues if clue.text.startswith(lead)
        )

    # what is turned to

    def _turn_to(self, envelope: uuid.UUID) -> None:
        self.view.flush()
        self._go_to(next(one for one in self._envelopes if one.id == envelope))
        self._show()
        self.view.enter()

    def _turn_mode(self, turn: Turn) -> None:
        self.view.flush()
        self._noon.leave()
        self._sheets.leave()
        self._turn, self._method = turn, EntryMethod.SHEETS
        self._show()
        self.view.enter_pane()

    def _on_numbered(self) -> None:
        """The numbers are done: on to what is open next."""
        envelope = self._envelope()
        if envelope is not None:
            turn = first_turn(envelope, self._questions(envelope))
            self._turn_mode(turn)

    def _turn_picture(self, place: int) -> None:
        self._picture = place
        self._show()

    def _choose_method(self, method: EntryMethod) -> None:
        self._method = method
        self._show()
        self.view.enter_pane()

    # what is done

    def _add_class(self, new: NewClass) -> None:
        key = new.key
        with self.desk.act(Act.COUNT_ENVELOPE) as work:
            self._current = self._open(work, key, new.enrolled)
        self._turn_mode(Turn(Mode.NUMBERS))
        asked = self._script.is_for(key.stage, key.grade)
        self.view.add_class.warn("" if asked else "该年级不向学生发问卷，请改用家长卷。")
        self.view.enter()

    def _open(self, work: Work, key: ClassKey, enrolled: int | None) -> uuid.UUID:
        known = {one.code: one for one in work.schools.classes(self.school.id)}
        if enrolled is None and key.code in known:
            enrolled = known[key.code].enrolled
        owner = work.schools.add_class(self.school.id, key.stage, key.grade, key.number, enrolled)
        return work.questionnaires.open_envelope(self.school.visit_id, owner, self._script.id)

    def _count(self, name: str, number: int | None) -> None:
        envelope = self._envelope()
        if envelope is not None:
            with self.desk.act(Act.COUNT_ENVELOPE) as work:
                work.questionnaires.count(envelope.id, **{name: number})

    def _tally(self, cell_: str, number: int | None) -> None:
        envelope = self._envelope()
        if envelope is None:
            return
        made = counting_at(envelope, self._turn.place)
        with self.desk.act(Act.TALLY) as work:
            entry = made.id if made else self._begin(work, envelope)
            work.questionnaires.tally(entry, cell_, number)

    def _begin(self, work: Work, envelope: Envelope) -> uuid.UUID:
        cells = cells_of(self._questions(envelope))
        place, person = self._turn.place + 1, self.desk.store.person
        return work.questionnaires.begin_counting(envelope.id, place, cells, person)

    def _finish(self, done: bool) -> None:  # a toggle's slot
        self.view.flush()
        made = self._made()
        if made is None:
            self._show()
            raise InspectionError("这次录入还没有开始；先录入，再按“录毕”。")
        if done and made.method is EntryMethod.SHEETS and not self.view.sheets.form.untouched:
            self._show()
            raise InspectionError("还有一份没有录完；录完或退格清空后，再按“录毕”。")
        with self.desk.act(Act.TALLY) as work:
            work.questionnaires.finish(made.id, finished=done)
        envelope = self._envelope()
        if done and envelope is not None and not why_not_compared(envelope):
            self._turn_mode(Turn(Mode.SETTLE))

    def _made(self) -> Counting | None:
        envelope = self._envelope()
        return counting_at(envelope, self._turn.place) if envelope else None

    def _task(self) -> Task | None:
        """The full counting that is turned to."""
        envelope, place = self._envelope(), self._turn.place
        if envelope is None or self._turn.mode is not Mode.ENTRY:
            return None
        return Task(
            envelope,
            place + 1,
            self._method,
            self._questions(envelope),
            counting_at(envelope, place),
            may_count(envelope, place, self.desk.store.person),
        )

    def _start_over(self) -> None:
        made = self._made()
        if made is not None:
            with self.desk.act(Act.DELETE) as work:
                work.questionnaires.start_over(made.id)

    def _settle(self, one: Difference, number: int, reason: str) -> None:
        envelope = self._envelope()
        if envelope is not None:
            with self.desk.act(Act.SETTLE) as work:
                work.questionnaires.settle(envelope.id, one.cell, number, reason)

    def _unsettle(self, one: Difference) -> None:
        envelope = self._envelope()
        if envelope is not None:
            with self.desk.act(Act.SETTLE) as work:
                work.questionnaires.unsettle(envelope.id, one.cell)

    def _note_clue(self, seen: Seen) -> None:
        envelope = self._envelope()
        if envelope is None:
            return
        items = {item.code: item for item in self._items}
        mine = (items[code] for code in seen.choice.items if code in items)
        school = self.school
        fit = (i for i in mine if i.applies(school.stages, school.ownership, school.area))
        item = next(fit, None)
        with self.desk.act(Act.NOTE_CLUE) as work:
            work.clues.raise_clue(
                school.visit_id,
                ClueSource.QUESTIONNAIRE,
                f"{name_of(envelope)}：{seen.words}",
                item.id if item else None,
            )
