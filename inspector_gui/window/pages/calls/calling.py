"""One call: the number while it is dialled, the script while somebody talks, the outcome."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.records.calls import Call
from db.records.forms import Asked, Choice, Script
from db.vocabulary import CallOutcome, QuestionType
from db.vocabulary import Signal as Strength
from inspector_gui.labels import label
from inspector_gui.statistics.filling import (
    BACK,
    DIGITS,
    ENTER,
    Filling,
    blank,
    press,
    resumed,
    step,
    write,
)
from inspector_gui.window.forms.fields import LineField
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.answers import AnswerList
from inspector_gui.window.widgets.asking import AskCard, OptionList, way_on
from inspector_gui.window.widgets.elements import Headline, card, fix_width, show_message, text
from inspector_gui.window.widgets.scrolling import scrolling
from inspector_gui.window.widgets.tracing import Traced


@dataclass(frozen=True)
class Answered:
    """All that was answered so far, by question; None: nothing yet."""

    answers: Mapping[str, str | None]


class Phase(Enum):
    """What the keys mean."""

    DIAL = auto()
    TALK = auto()
    END = auto()
    LATER = auto()


#: What a digit means while it rings; None: somebody answered and talks.
DIALLED: tuple[CallOutcome | None, ...] = (
    None,
    CallOutcome.NO_ANSWER,
    CallOutcome.BUSY,
    CallOutcome.POWERED_OFF,
    CallOutcome.INVALID_NUMBER,
    CallOutcome.CALLBACK,
    CallOutcome.REFUSED,
    CallOutcome.WRONG_PERSON,
)
#: What a digit means once somebody talks.
TALKED = (
    CallOutcome.COMPLETED,
    CallOutcome.PARTIAL,
    CallOutcome.CALLBACK,
    CallOutcome.REFUSED,
    CallOutcome.WRONG_PERSON,
)
HINTS = {
    Phase.DIAL: "拨通后按 1 开始访问；没接通的按对应数字登记 · 退格 没有拨打，返回",
    Phase.TALK: "数字作答，自动到下一题 · 退格退回 · Enter 没回答 · X 登记线索 · T 其他情况 · "
    "End 结束访问",
    Phase.END: "按数字登记结果 · 退格 继续访问",
    Phase.LATER: "填改约时间按 Enter，如 1930、明天 1930、9-16 1930",
}
_DONE = "问完了。按 Enter 登记“接通并完成访问”，按 End 选其他结果。"


class CallingPane(QWidget):
    """Tells how it `ended`, when it is `appointed`, what was `answered`; or it is `given_up`."""

    ended = Signal(CallOutcome)
    appointed = Signal(str)
    answered = Signal(Answered)
    clue_wanted = Signal()
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("电话访问")
        self.phase, self.form = Phase.DIAL, blank(())
        self.call: Call | None = None
        self._before = Phase.DIAL
        self._kept: dict[str, str | None] = {}
        self._who, self._number = text(role="title"), Headline(2.2)
        self._name, self._word = text(role="muted"), text(role="error", wrap=True)
        self._opening, self._closing = text(wrap=True), text(wrap=True)
        self._opening_card = card(text("开场白", "muted"), self._opening)
        self.outcomes = OptionList()
        self.board, self.card = AnswerList(), AskCard()
        self.later = LineField("改约时间", hint="改约到，如 1930 或 明天 1930", limit=20)
        self.remark_field = LineField("其他情况", hint="只记事项，不记姓名；Enter 完成", limit=300)
        self._hint = text(role="hint", wrap=True)
        self._lay_out()
        self.outcomes.pressed.connect(self.take_key)
        self.card.pressed.connect(self.take_key)
        for field in (self.later, self.remark_field):
            field.box.installEventFilter(self)

    def _lay_out(self) -> None:
        px = theme().px
        head = QHBoxLayout()
        head.setSpacing(px(16))
        head.addWidget(self._who)
        head.addWidget(self._number)
        head.addWidget(self._name)
        head.addStretch(1)
        self._talk = QWidget()
        talk = QHBoxLayout(self._talk)
        talk.setContentsMargins(0, 0, 0, 0)
        talk.setSpacing(px(14))
        talk.addWidget(scrolling(self.board), 9)
        talk.addWidget(scrolling(self.card), 11)
        fix_width(self.later.box, 260)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, px(8), 0)
        layout.setSpacing(px(10))
        layout.addLayout(head)
        choosing = QWidget()
        column = QVBoxLayout(choosing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        column.addWidget(self._opening_card)
        column.addWidget(self.outcomes)
        column.addStretch(1)
        self._choosing = scrolling(choosing)
        for part in (self.later, self._word):
            layout.addWidget(part)
        layout.addWidget(self._choosing, 1)
        layout.addWidget(self._talk, 1)
        layout.addWidget(self.remark_field)
        layout.addStretch(0)
        layout.addWidget(self._hint)

    # what is shown

    def begin(self, call: Call, number: str, name: str, script: Script) -> None:
        """The number stands here until the call is over."""
        self.call = call
        self.form = resumed(script.questions, call.answers)
        self._kept = self.form.answered()
        self._who.setText(f"{call.code}　花名册第 {call.roster_seq} 号")
        self._number.setText(spaced(number) or "没有登记号码")
        self._name.setText(f"学生：{name}" if name else "")
        self._opening.setText(script.intro)
        self._turn(Phase.DIAL)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        """Nothing of the number stays on the screen."""
        self.call = None
        for part in (self._who, self._number, self._name, self._word):
            part.setText("")
        for field in (self.later, self.remark_field):
            field.clear()

    def traced(self, _focus: QWidget) -> Traced | None:
        """The question under the keys; before and after the talk, the call."""
        question = self.form.question if self.phase is Phase.TALK else None
        if self.call is None or question is None:
            return Traced(self.call) if self.call else None
        return Traced(self.call, question.code, question.text)

    @property
    def number(self) -> str:
        return self._number.text()

    @property
    def word(self) -> str:
        return self._word.text() or self.card.word

    def show_message(self, word: str, role: str = "error") -> None:
        show_message(self._word, word, role)

    def _turn(self, phase: Phase) -> None:
        self._before = self.phase
        self.phase = phase
        self.show_message("")
        self._opening_card.setVisible(phase is Phase.DIAL)
        self._talk.setVisible(phase is Phase.TALK)
        self._choosing.setVisible(phase in (Phase.DIAL, Phase.END))
        self.later.setVisible(phase is Phase.LATER)
        self.remark_field.hide()
        if phase in (Phase.DIAL, Phase.END):
            self.outcomes.show_choices(_outcomes(phase), "")
        self._hint.setText(HINTS[phase])
        if phase is Phase.LATER:
            self.later.clear()
            self.later.setFocus(Qt.FocusReason.OtherFocusReason)
        elif phase is Phase.TALK:
            self._show_form()

    def _show_form(self) -> None:
        numbers = range(1, len(self.form.questions) + 1)
        self.board.show_form(self.form, numbers)
        self.card.show_form(self.form, numbers, _DONE)
        self._hint.setText(way_on(self.form, numbers) or HINTS[Phase.TALK])

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        character = _KEYS.get(key, event.text().upper())
        if self.phase is Phase.TALK and key in _STEPS:
            self._change(step(self.form, _STEPS[key]))
        elif self.phase is Phase.TALK and key == Qt.Key.Key_End:
            self.flush()
            self._turn(Phase.END)
        elif len(character) == 1 and (character in "\b\n+-*/." or character.isalnum()):
            self.take_key(character)
        else:
            super().keyPressEvent(event)

    def take_key(self, key: str) -> None:
        match self.phase:
            case Phase.DIAL:
                self._dial(key)
            case Phase.END:
                self._end(key)
            case Phase.TALK:
                self._talk_key(key)

    def _dial(self, key: str) -> None:
        if key == BACK:
            self.given_up.emit()
        elif key in DIGITS[: len(DIALLED)]:
            outcome = DIALLED[DIGITS.index(key)]
            if outcome is None:
                self._turn(Phase.TALK)
            else:
                self._log(outcome)

    def _end(self, key: str) -> None:
        if key == BACK:
            self._turn(Phase.TALK)
        elif key in DIGITS[: len(TALKED)]:
            self._log(TALKED[DIGITS.index(key)])

    def _log(self, outcome: CallOutcome) -> None:
        if outcome is CallOutcome.CALLBACK:
            self._turn(Phase.LATER)
        else:
            self.ended.emit(outcome)

    def _talk_key(self, key: str) -> None:
        if key == "X":
            self.clue_wanted.emit()
        elif key == "T":
            self._begin_remark()
        elif key == ENTER and self.form.complete:
            self.ended.emit(CallOutcome.COMPLETED)
        else:
            self._change(press(self.form, key))

    def _change(self, form: Filling) -> None:
        self.form = form
        self._show_form()
        if not form.open:
            self.flush()

    def flush(self) -> None:
        """Keep what was answered so far."""
        if self.call is not None and self.form.answered() != self._kept:
            self._kept = self.form.answered()
            self.answered.emit(Answered(self._kept))

    def _begin_remark(self) -> None:
        question = self._text_question()
        if question is not None:
            self.remark_field.show_value(self.form.answered()[question.code] or "")
            self.remark_field.show()
            self.remark_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _text_question(self) -> Asked | None:
        texts = (question for question in self.form.questions if question.kind is QuestionType.TEXT)
        return next(texts, None)

    def eventFilter(self, watched: object, event: object) -> bool:
        """Enter ends a field, Escape leaves it; neither reaches the script."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if watched is self.later.box:
                self.appointed.emit(self.later.box.text())
            else:
                self._on_remark()
            return True
        if event.key() == Qt.Key.Key_Backspace and watched is self.later.box:
            return self._leave_later()
        return False

    def _leave_later(self) -> bool:
        if self.later.box.text():
            return False
        self._turn(self._before)
        self.setFocus()
        return True

    def _on_remark(self) -> None:
        question = self._text_question()
        if question is not None:
            self._change(write(self.form, question.code, self.remark_field.box.text()))
        self.remark_field.hide()
        self.setFocus()


def spaced(number: str) -> str:
    """`138 0000 1234`: as one reads it aloud."""
    if len(number) == 11:
        return f"{number[:3]} {number[3:7]} {number[7:]}"
    return number


def _outcomes(phase: Phase) -> tuple[Choice, ...]:
    outcomes = DIALLED if phase is Phase.DIAL else TALKED
    names = ("接通，开始访问" if outcome is None else label(outcome) for outcome in outcomes)
    return tuple(
        Choice(key, name, Strength.NONE, ()) for key, name in zip(DIGITS, names, strict=False)
    )


_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_KEYS = {Qt.Key.Key_Backspace: BACK, Qt.Key.Key_Return: ENTER, Qt.Key.Key_Enter: ENTER}
