"""A question under the keys: its options with the digit that means each, and what was answered."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from db.records.forms import Asked, Choice
from db.vocabulary import QuestionType
from inspector_gui.statistics.filling import DIGITS, DIRECT, Filling
from inspector_gui.statistics.tally import in_bounds
from inspector_gui.window.theme.theme import font, theme
from inspector_gui.window.widgets.elements import Headline, text
from inspector_gui.window.widgets.painting import paint_key, paint_text

_ROW, _GAP = 29, 3
_SIGNS = dict(zip(DIRECT, "+−×÷.", strict=True))


class OptionList(QWidget):
    """The options of a question below each other; a click is a key too."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._choices: tuple[Choice, ...] = ()
        self._ticked = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_choices(self, choices: tuple[Choice, ...], ticked: str) -> None:
        if len(choices) != len(self._choices):
            self.updateGeometry()
        self._choices, self._ticked = choices, ticked
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), max(0, self._option_area(len(self._choices)).top()))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for number in range(len(self._choices)):
            if self._option_area(number).contains(event.position().toPoint()):
                self.pressed.emit(DIGITS[number])

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for number, choice in enumerate(self._choices):
                self._paint(painter, self._option_area(number), DIGITS[number], choice)

    def _option_area(self, number: int) -> QRect:
        px = theme().px
        return QRect(0, number * (px(_ROW) + px(_GAP)), self.width(), px(_ROW))

    def _paint(self, painter: QPainter, area: QRect, key: str, choice: Choice) -> None:
        colours, px = theme().colours, theme().px
        on = choice.code in self._ticked
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.chosen if on else colours.band))
        painter.drawRoundedRect(QRectF(area), px(6), px(6))
        cap = QRect(area.left() + px(6), area.top(), px(24), area.height())
        paint_key(painter, cap, key, on=on)
        painter.setFont(font(theme().zoom))
        left = cap.right() + px(10)
        if choice.code != key:
            paint_text(
                painter, QRect(left, area.top(), px(18), area.height()), choice.code, colours.muted
            )
            left += px(20)
        text_area = area.adjusted(left - area.left(), 0, -px(8), 0)
        paint_text(painter, text_area, choice.text, colours.accent if on else colours.ink)


class AskCard(QFrame):
    """The question a form is at. Tells keys that the mouse meant."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._title = text(role="title", wrap=True)
        self._number = Headline(1.8)
        self.options = OptionList()
        self.options.pressed.connect(self.pressed)
        self._word = text(role="error", wrap=True)
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(14), px(10), px(14), px(10))
        layout.setSpacing(px(7))
        for part in (self._title, self._number, self.options, self._word):
            layout.addWidget(part)
        layout.addStretch(1)

    @property
    def word(self) -> str:
        return self._word.text()

    def show_form(self, form: Filling, numbers: Sequence[int], done: str = "") -> None:
        """The question under the keys; `done`: what is said where there is none any more."""
        question = form.question
        self.options.setVisible(bool(question and question.choices))
        self._number.setVisible(bool(question and not question.choices))
        self._word.setText(form.word)
        self._word.setVisible(bool(form.word))
        if question is None:
            self._title.setText(done)
            return
        answer = form.answers[form.at] or ""
        number = f"第 {numbers[form.at]} 题　" if numbers else ""
        self._title.setText(f"{number}{question.text}")
        self.options.show_choices(question.choices, answer)
        if not question.choices:
            self._show_number(question, answer)

    def _show_number(self, question: Asked, answer: str) -> None:
        self._number.setText(f"{answer or '__'} {question.unit}")
        if answer and not in_bounds(question, int(answer)):
            self._word.setText(f"不在 {question.low}—{question.high} 之间，将按“超出范围”计。")
            self._word.show()


def way_on(form: Filling, numbers: Sequence[int]) -> str:
    """How to go on from a question that takes several keys; empty where one key is enough."""
    question, following = form.question, form.next_question
    if question is None or question.kind is QuestionType.SINGLE:
        return ""
    what = "可选几项，再按一次取消" if question.choices else "输入数字"
    if following is None:
        return f"{what} · Enter 录完本份"
    if following.kind is not QuestionType.SINGLE:
        return f"{what} · Enter 下一题，没写的直接 Enter"
    number = numbers[form.questions.index(following)]
    direct = "　".join(
        f"{_SIGNS[key]} {choice.code}"
        for key, choice in zip(DIRECT, following.choices, strict=False)
    )
    return f"{what} · Enter 下一题，或一键直接答第 {number} 题：{direct}"
