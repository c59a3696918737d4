"""The guide under the keys: 1 nothing was heard of it, 2 something was, and what."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.records.forms import Asked
from inspector_gui.statistics.filling import BACK, ENTER, Filling, blank, press, resumed, step
from inspector_gui.statistics.interviewing import SOMETHING, answers, point
from inspector_gui.window.forms.fields import LineField
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.answers import AnswerList
from inspector_gui.window.widgets.asking import AskCard
from inspector_gui.window.widgets.elements import text
from inspector_gui.window.widgets.scrolling import scrolling

HINT = "1 未反映问题 · 2 有反映，写要点后 Enter · Enter 没问到 · 退格退回 · ↑↓ 换题 · X 登记线索"
DONE = "问完了。按 Enter 回到名单，按 N 再记一次访问。"


@dataclass(frozen=True)
class Heard:
    """What a pupil said to a question of the guide; None: it was not asked."""

    question: str
    answer: str | None


class GuidePane(QWidget):
    """Tells `heard`, `left()` at the end, `clue_wanted()`, `new_wanted()`."""

    heard = Signal(Heard)
    left = Signal()
    clue_wanted = Signal()
    new_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("访谈提纲")
        self.form = blank(())
        self._points: Mapping[str, str] = {}
        self._about = ""
        self.board, self.card = AnswerList(), AskCard()
        self.answer_field = LineField(
            "要点", hint="要点：只记事项，不记姓名、班级、相貌；Enter 完成", limit=400
        )
        self._noted = text(role="muted", wrap=True)
        self._lay_out()
        self.card.pressed.connect(self.take_key)
        self.answer_field.box.installEventFilter(self)

    def _lay_out(self) -> None:
        px = theme().px
        right = QVBoxLayout()
        right.setSpacing(px(8))
        right.addWidget(scrolling(self.card), 1)
        right.addWidget(self._noted)
        right.addWidget(self.answer_field)
        self.answer_field.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(14))
        layout.addWidget(scrolling(self.board), 9)
        layout.addLayout(right, 11)

    def show_guide(
        self, questions: tuple[Asked, ...], points: Mapping[str, str], *, same: bool
    ) -> None:
        """`same`: the interview that was shown before; the question under the keys stays."""
        before = self.form.at
        self._points = points
        self.form = resumed(questions, answers(points))
        if same:
            self.form = Filling(self.form.questions, self.form.answers, before)
        self._show()

    def _show(self) -> None:
        numbers = range(1, len(self.form.questions) + 1)
        self.board.show_form(self.form, numbers)
        self.card.show_form(self.form, numbers, DONE)
        question = self.form.question
        noted = self._points.get(question.code, "") if question else ""
        self._noted.setText(f"已记：{noted}" if noted else "")
        self._noted.setVisible(bool(noted))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        character = _KEYS.get(key, event.text().upper())
        if key in _STEPS:
            self._change(step(self.form, _STEPS[key]))
        elif character == "X":
            self.clue_wanted.emit()
        elif character == "N":
            self.new_wanted.emit()
        elif character in ("1", "2", ENTER, BACK):
            self.take_key(character)
        else:
            super().keyPressEvent(event)

    def take_key(self, key: str) -> None:
        question = self.form.question
        if question is None and key == ENTER:
            self.left.emit()
        elif question is not None and key == "2":
            self._ask_answer(question)
        else:
            self._answer(press(self.form, key))

    def _answer(self, form: Filling) -> None:
        """Take over the form after a key and tell what it changed."""
        before, after = self.form.answered(), form.answered()
        self._change(form)
        for code, answer in after.items():
            if answer != before[code]:
                self.heard.emit(Heard(code, point(answer, "")))

    def _change(self, form: Filling) -> None:
        self.form = form
        self._show()

    def _ask_answer(self, question: Asked) -> None:
        noted = self._points.get(question.code, "")
        self._about = question.code
        self.answer_field.show_value(
            noted if answers(self._points).get(question.code) == SOMETHING else ""
        )
        self.answer_field.show()
        self.answer_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: object, event: object) -> bool:
        """Enter ends the words and goes on; it must not reach the guide."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if watched is self.answer_field.box and pressed and event.key() in _ENTER:  # type: ignore[attr-defined]
            self._finish_answer()
            self._change(press(self.form, "2"))
            self.setFocus()
            return True
        return False

    def _finish_answer(self) -> None:
        if self.answer_field.isHidden():
            return
        written, about = self.answer_field.box.text(), self._about
        self.answer_field.clear()
        self.answer_field.hide()
        self.heard.emit(Heard(about, point(SOMETHING, written)))

    def flush(self) -> None:
        """Keep the words that are just being written."""
        self._finish_answer()


_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_KEYS = {Qt.Key.Key_Backspace: BACK, Qt.Key.Key_Return: ENTER, Qt.Key.Key_Enter: ENTER}
