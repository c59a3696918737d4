"""Envelopes across the top, the counting of the chosen one below."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.forms import Asked
from db.questionnaires import Counting, Envelope
from db.vocabulary import Stage
from inspector_gui.forms.fields import ChoiceField, LineField, count_field
from inspector_gui.forms.form import Form, Spec
from inspector_gui.pages.page import Page
from inspector_gui.pages.questionnaires.cards import QuestionCard
from inspector_gui.pages.questionnaires.panel import EnvelopePanel
from inspector_gui.statistics.tally import envelope_fault
from inspector_gui.theme.theme import theme
from inspector_gui.widgets.flow import FlowLayout
from inspector_gui.widgets.labels import button, clear, text
from inspector_gui.widgets.scrolling import scrolling

HINT = "输入份数，Enter 到下一格，↑ 回上一格 · 单选：各项 + 空白 = 有效 · Tab 换格"
_NUMERALS = "零一二三四五六七八九"
_UPPER = {Stage.SEN: "高", Stage.VOC: "职"}


@dataclass(frozen=True)
class NewClass:
    stage: Stage
    grade: int
    number: int
    enrolled: int | None


def class_name(envelope: Envelope) -> str:
    """`七（3）班`, `高一（2）班`."""
    year = envelope.grade
    if envelope.stage in _UPPER:
        grade = _UPPER[envelope.stage] + _NUMERALS[year - 9 if year > 9 else year]
    else:
        grade = _NUMERALS[year] if year < len(_NUMERALS) else str(year)
    return f"{grade}（{envelope.number}）班"


class QuestionnairesView(Page):
    """Tells what is counted: `counted(name, number)`, `tallied(cell, number)`."""

    class_wanted = Signal(object)
    turned_to = Signal(object)
    slot_turned = Signal(int)
    counted = Signal(str, object)
    tallied = Signal(str, object)
    finished = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._questions: tuple[Asked, ...] = ()
        self.cards: list[QuestionCard] = []
        self._chips = QWidget()
        self._chip_line = FlowLayout(self._chips, 6)
        self.add_class = ClassForm()
        self.add_class.wanted.connect(self.class_wanted)
        self.numbers = Form(
            (
                Spec("issued", "发放", lambda name: count_field(name, "份")),
                Spec("returned", "回收", lambda name: count_field(name, "份")),
                Spec("valid", "有效", lambda name: count_field(name, "份")),
            ),
            columns=3,
        )
        self.numbers.edited.connect(self.counted)
        for field in self.numbers.fields.values():
            field.setMaximumWidth(theme().px(130))
        self._chain = text(role="error")
        self.slots_ = [button("第一次录入", "chip"), button("第二次录入", "chip")]
        self.done = button("录毕", name="这次录入已录毕")
        self._body = QWidget()
        self._scroll = scrolling(self._body)
        self.context: EnvelopePanel = EnvelopePanel()
        self._empty = text(
            "还没有问卷。在上面填学段、年级和班号，按 Enter 添加抽中的班级。", "muted", wrap=True
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        px = theme().px
        line = QHBoxLayout()
        line.setSpacing(px(8))
        line.addWidget(self.numbers)
        line.addStretch(1)
        for chip in self.slots_:
            chip.setCheckable(True)
            line.addWidget(chip)
        self.done.setCheckable(True)
        line.addWidget(self.done)
        self._line = QWidget()
        self._line.setLayout(line)
        line.setContentsMargins(0, 0, 0, 0)
        self._card_column = QVBoxLayout(self._body)
        self._card_column.setContentsMargins(0, 0, px(8), 0)
        self._card_column.setSpacing(px(10))
        self._hint = text(HINT, "hint")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(10), px(12), px(12))
        layout.setSpacing(px(8))
        for part in (self.add_class, self._chips, self._line, self._chain):
            layout.addWidget(part)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self._hint)
        layout.addWidget(self._empty)
        layout.addStretch(0)

    def _connect(self) -> None:
        for slot, chip in enumerate(self.slots_, 1):
            chip.clicked.connect(lambda _, number=slot: self.slot_turned.emit(number))
        self.done.clicked.connect(lambda on: self.finished.emit(on))

    def enter(self) -> None:
        first = self.numbers.fields["issued"] if self._line.isVisible() else self.add_class
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        self.numbers.flush()
        for card in self.cards:
            card.flush()

    def show_envelopes(self, envelopes: Sequence[Envelope], current: uuid.UUID | None) -> None:
        clear(self._chip_line)
        for envelope in envelopes:
            chip = button(_chip(envelope), "chip", name=f"班级 {class_name(envelope)}")
            chip.setCheckable(True)
            chip.setChecked(envelope.id == current)
            chip.setProperty("tone", "good" if _complete(envelope) else "calm")
            chip.clicked.connect(lambda _, id_=envelope.id: self.turned_to.emit(id_))
            self._chip_line.addWidget(chip)
        has = bool(envelopes)
        self.context.set_filled(filled=has)
        for part in (self._chips, self._line, self._scroll, self._hint):
            part.setVisible(has)
        self._empty.setVisible(not has)

    def show_envelope(self, envelope: Envelope, questions: tuple[Asked, ...], slot: int) -> None:
        self.numbers.show_values(envelope)
        wrong = envelope_fault(envelope.issued, envelope.returned, envelope.valid)
        self._chain.setText("份数前后不符：有效 ≤ 回收 ≤ 发放。" if wrong else "")
        self._chain.setVisible(wrong)
        counting = counting_of(envelope, slot)
        for number, chip in enumerate(self.slots_, 1):
            one = counting_of(envelope, number)
            chip.setChecked(number == slot)
            chip.setProperty("tone", "good" if one and one.finished else "calm")
        self.done.setChecked(bool(counting and counting.finished))
        self._show_cards(questions)
        self.context.show_envelope(class_name(envelope), envelope, questions, counting)
        counts = counting.counts if counting else {}
        for card in self.cards:
            card.show_counts(counts, envelope.valid)

    def _show_cards(self, questions: tuple[Asked, ...]) -> None:
        """Build the cards anew only where the questions are others."""
        if questions == self._questions:
            return
        self._questions = questions
        clear(self._card_column)
        self.cards = [QuestionCard(number, one) for number, one in enumerate(questions, 1)]
        for card in self.cards:
            card.committed.connect(self.tallied)
            for box in card.boxes.values():
                box.installEventFilter(self)
            self._card_column.addWidget(card)

    def eventFilter(self, watched: object, event: object) -> bool:
        """Keep the box under the keyboard in sight."""
        focused = isinstance(event, QEvent) and event.type() == QEvent.Type.FocusIn
        if focused and isinstance(watched, QWidget):
            self._scroll.ensureWidgetVisible(watched, 0, theme().px(70))
        return False


def counting_of(envelope: Envelope, slot: int) -> Counting | None:
    return next((one for one in envelope.countings if one.slot == slot), None)


def _complete(envelope: Envelope) -> bool:
    return len({one.slot for one in envelope.countings if one.finished}) == 2


def _chip(envelope: Envelope) -> str:
    counts = f" {envelope.valid}/{envelope.issued}" if envelope.issued is not None else ""
    return f"{class_name(envelope)}{counts}" + ("  ✓" if _complete(envelope) else "")


class ClassForm(QWidget):
    """One line to add a class: stage, grade, number, headcount; Enter adds."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.stage = ChoiceField("学段", tuple(Stage))
        self.grade = LineField("年级", hint="年级 1—12", limit=2)
        self.number = LineField("班号", hint="班号", limit=2)
        self.enrolled = LineField("在籍人数", hint="在籍人数", limit=3)
        self._add = button("添加班级", name="添加班级")
        self._word = text(role="error")
        self._add.clicked.connect(self._on_added)
        for field in (self.grade, self.number, self.enrolled):
            field.box.returnPressed.connect(self._on_added)
        px = theme().px
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        layout.addWidget(self.stage)
        for field in (self.grade, self.number, self.enrolled):
            field.setFixedWidth(px(104))
            layout.addWidget(field)
        layout.addWidget(self._add)
        layout.addWidget(self._word, 1)
        self.setFocusProxy(self.grade)

    def show_stages(self, stages: Sequence[Stage]) -> None:
        """Offer the school's own stages only."""
        from inspector_gui.labels import label

        self.stage.clear()
        for stage in stages:
            self.stage.addItem(label(stage), stage)
        self.stage.setVisible(len(stages) > 1)

    def _on_added(self) -> None:
        numbers = [field.box.text().strip() for field in (self.grade, self.number, self.enrolled)]
        grade, number, enrolled = (int(one) if one.isdigit() else None for one in numbers)
        stage = self.stage.currentData()
        if stage is None or grade is None or number is None or not 1 <= grade <= 12 or number < 1:
            self._word.setText("请填年级（1—12）和班号。")
            return
        self._word.setText("")
        for field in (self.grade, self.number, self.enrolled):
            field.box.clear()
        self.wanted.emit(NewClass(stage, grade, number, enrolled))
