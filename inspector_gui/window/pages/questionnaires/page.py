"""Counts to the store, envelopes to the view."""

import uuid
from collections.abc import Sequence

from db.errors import InspectionError
from db.records.clues import ClueLine
from db.records.forms import Asked, Script
from db.records.questionnaires import Counting, Envelope
from db.unit_of_work import Work
from db.vocabulary import (
    Act,
    EntryMethod,
    FormKind,
    Subject,
)
from inspector_gui.actions.reading_samples import finish_sample, restate_bounds_within
from inspector_gui.class_names import ClassKey
from inspector_gui.statistics.charts import charts, pool, public_charts
from inspector_gui.statistics.pairing import (
    best,
    compare,
    finished,
    may_see,
    quick_count,
)
from inspector_gui.statistics.sheet_pairs import sheets_apart
from inspector_gui.statistics.signals import Seen, signals, strong_options
from inspector_gui.statistics.tally import cell, counts_of
from inspector_gui.window.desk import Desk
from inspector_gui.window.page import Presenter
from inspector_gui.window.pages.questionnaires.actions import Deeds
from inspector_gui.window.pages.questionnaires.entering import SheetKeeper, Task, entry_state
from inspector_gui.window.pages.questionnaires.envelopes import NewClass, fault_of, name_of
from inspector_gui.window.pages.questionnaires.modes import (
    Mode,
    Names,
    Turn,
    chips,
    first_turn,
    verdict,
    why_not_compared,
)
from inspector_gui.window.pages.questionnaires.selection import Chosen
from inspector_gui.window.pages.questionnaires.tally_import import TallyImport
from inspector_gui.window.pages.questionnaires.view import QuestionnairesView
from inspector_gui.window.widgets.tracing import Traced

_INDEPENDENT = "另一人录毕之前不显示结果：两次录入互相独立。"


def build(desk: Desk) -> QuestionnairesView:
    view = QuestionnairesView()
    QuestionnairesPresenter(view, desk)
    return view


class QuestionnairesPresenter(Presenter[QuestionnairesView]):
    subjects = frozenset({Subject.QUESTIONNAIRES, Subject.SCHOOLS, Subject.FINDINGS})

    def __init__(self, view: QuestionnairesView, desk: Desk) -> None:
        super().__init__(view, desk)
        self._chosen = Chosen(desk)
        self._clues: list[ClueLine] = []
        with desk.store.read() as work:
            self._script: Script = work.forms.script(FormKind.STUDENT)
            self._names: Names = {member.id: member.name for member in work.people.members()}
        view.context.show_rules(self._script.rules)
        self._noon, self._sheets = SheetKeeper(view.noon, desk), SheetKeeper(view.sheets, desk)
        Deeds(view, desk, self._chosen)
        TallyImport(view, desk, self._chosen.task)
        self._connect()

    def _connect(self) -> None:
        view = self.view
        view.class_wanted.connect(self._add_class)
        view.turned_to.connect(self._turn_to)
        view.mode_turned.connect(self._turn_mode)
        view.method_chosen.connect(self._choose_method)
        view.numbered.connect(self._on_numbered)
        view.finished.connect(self._finish)
        view.charts.turned.connect(self._turn_picture)
        self.desk.person_changed.connect(self._ask)

    def refresh(self) -> None:
        chosen = self._chosen
        with self.desk.store.read() as work:
            chosen.envelopes = work.questionnaires.envelopes(self.school.visit_id)
            self._clues = work.clues.lines(self.school.visit_id)
        if chosen.envelope is None:
            self._put(chosen.envelopes[0] if chosen.envelopes else None)
        self._show()

    def _put(self, envelope: Envelope | None) -> None:
        self._noon.leave()
        self._sheets.leave()
        self._chosen.put(envelope)

    # what is shown

    def _show(self) -> None:
        view = self.view
        view.add_class.show_stages(self.school.stages)
        chosen, envelope = self._chosen, self._chosen.envelope
        view.show_envelopes(chosen.envelopes, chosen.current)
        if envelope is None:
            return
        questions = chosen.questions(envelope)
        view.line.show_envelope(envelope, fault_of(envelope))
        view.show_modes(chips(envelope, questions, self._names), chosen.turn)
        compared = verdict(envelope, questions)
        view.context.show_envelope(envelope, questions, chosen.made, compared)
        self._show_signals(envelope, questions)
        view.context.set_filled(filled=not chosen.is_public)
        self._show_turn(envelope, questions)

    def _show_turn(self, envelope: Envelope, questions: tuple[Asked, ...]) -> None:
        mode, notice, method = self._chosen.turn.mode, "", self._chosen.method
        task, state = self._chosen.task(), None
        if task is not None:
            state = entry_state(task)
            notice, method = state.word, state.method
            self._show_entry(task, method)
        elif mode is Mode.NOON:
            self._show_noon(envelope, questions)
        elif mode is Mode.CHART:
            self._show_charts(envelope)
        elif mode is Mode.SETTLE:
            notice = self._show_differences(envelope, questions)
        self.view.show_entry(state)
        self.view.show_pane(self._chosen.turn, method, notice)

    def _show_entry(self, task: Task, method: EntryMethod) -> None:
        if task.word:
            return
        if method is not EntryMethod.COUNTS:
            self._sheets.show(task)
            return
        counts = counts_of(task.counting, task.questions) if task.counting else {}
        valid = task.envelope.valid
        self.view.counts.show_counts(task.questions, counts, valid, task.counting)

    def _show_noon(self, envelope: Envelope, questions: tuple[Asked, ...]) -> None:
        made = quick_count(envelope)
        counts = counts_of(made, questions) if made else {}
        forms = made.sheets - made.void if made else 0
        seen = [
            Seen(question, choice, counts.get(cell(question, choice.code)) or 0, forms)
            for question, choice in strong_options(questions)
        ]
        self.view.noon_board.show_seen(seen)
        self._noon.show(Task(envelope, 0, EntryMethod.QUICK, questions, made))

    def _show_differences(self, envelope: Envelope, questions: tuple[Asked, ...]) -> str:
        waiting = why_not_compared(envelope)
        if not waiting:
            done = finished(envelope)
            who = "，".join(
                f"{word}：{self._names.get(counting.clerk, '未登记')}"
                for word, counting in zip(("第一次", "第二次"), done, strict=False)
            )
            found = compare(envelope, questions, self._sheets_apart(done, questions))
            self.view.settle.show_differences(who, found, verdict(envelope, questions))
            self.view.settle.table.trace = lambda difference: Traced(
                envelope, difference.cell, "复核实数"
            )
        return waiting

    def _sheets_apart(
        self, done: Sequence[Counting], questions: tuple[Asked, ...]
    ) -> dict[str, tuple[int, ...]]:
        """Which forms to take out of the envelope again."""
        if len(done) != 2 or any(known.method is not EntryMethod.SHEETS for known in done):
            return {}
        with self.desk.store.read() as work:
            first, second = (work.sheets.lines(known.id) for known in done)
        return sheets_apart(first, second, questions)

    def _show_charts(self, envelope: Envelope) -> None:
        chosen = self._chosen
        person = self.desk.store.person
        seen = [known for known in chosen.envelopes if may_see(known, person)]
        everything = [(known, chosen.questions(known)) for known in seen]
        if chosen.is_public:
            shown, word = public_charts(everything)
            word = word or "只列全校结果；少于 5 的数和能推算出它的数不显示。"
        else:
            pooled = pool([pair for pair in everything if chosen.picture or pair[0] is envelope])
            shown = charts(pooled)
            what = f"{pooled.classes} 个班" if chosen.picture else name_of(envelope)
            word = f"{what}，其中 {pooled.open} 个班未核定" if pooled.open else what
            if not shown:
                word = "还没有录入。" if envelope in seen else _INDEPENDENT
        self.view.charts.show_charts(shown, chosen.picture, word)

    def _show_signals(self, envelope: Envelope, questions: tuple[Asked, ...]) -> None:
        counts, noon = None, quick_count(envelope)
        if may_see(envelope, self.desk.store.person):
            counts = best(envelope, questions)
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
        self._put(next(known for known in self._chosen.envelopes if known.id == envelope))
        self._show()
        self.view.enter()

    def _turn_mode(self, turn: Turn) -> None:
        self.view.flush()
        self._noon.leave()
        self._sheets.leave()
        self._chosen.turn_to(turn)
        self._show()
        self.view.enter_pane()

    def _on_numbered(self) -> None:
        """The numbers are done: on to what is open next."""
        envelope = self._chosen.envelope
        if envelope is not None:
            self._turn_mode(first_turn(envelope, self._chosen.questions(envelope)))

    def _turn_picture(self, index: int) -> None:
        self._chosen.picture = index
        self._show()

    def _choose_method(self, method: EntryMethod) -> None:
        self._chosen.method = method
        self._show()
        self.view.enter_pane()

    def _add_class(self, new: NewClass) -> None:
        key = new.key
        with self.desk.act(Act.COUNT_ENVELOPE) as work:
            self._chosen.current = self._open(work, key, new.enrolled)
        self._turn_mode(Turn(Mode.NUMBERS))
        asked = self._script.is_for(key.stage, key.grade)
        self.view.add_class.warn("" if asked else "该年级不向学生发问卷，请改用家长卷。")
        self.view.enter()

    def _open(self, work: Work, key: ClassKey, enrolled: int | None) -> uuid.UUID:
        known = {
            school_class.code: school_class for school_class in work.schools.classes(self.school.id)
        }
        if enrolled is None and key.code in known:
            enrolled = known[key.code].enrolled
        owner = work.schools.add_class(self.school.id, key.stage, key.grade, key.number, enrolled)
        return work.questionnaires.open_envelope(self.school.visit_id, owner, self._script.id)

    def _finish(self, done: bool) -> None:  # a toggle's slot
        self.view.flush()
        made = self._chosen.made
        if made is None:
            self._show()
            raise InspectionError("这次录入还没有开始；先录入，再按“录毕”。")
        if done and made.method is not EntryMethod.COUNTS and not self.view.sheets.form.untouched:
            self._show()
            raise InspectionError("还有一份没有录完；录完或退格清空后，再按“录毕”。")
        envelope = self._chosen.envelope
        if done and made.method is EntryMethod.SAMPLE and envelope is not None:
            finish_sample(store=self.desk.store, school=self.school, envelope=envelope)
        else:
            with self.desk.act(Act.TALLY) as work:
                work.questionnaires.finish(made.id, finished=done)
                restate_bounds_within(work)
        envelope = self._chosen.envelope
        if done and envelope is not None and not why_not_compared(envelope):
            self._turn_mode(Turn(Mode.SETTLE))
