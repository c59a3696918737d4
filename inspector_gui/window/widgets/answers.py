"""All questions of a form with their answers, one line each; the one under the keys stands out."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from db.records.forms import Asked
from db.vocabulary import QuestionType
from inspector_gui.statistics.filling import Filling
from inspector_gui.window.theme.theme import font, theme
from inspector_gui.window.widgets.painting import paint_text

_ROW = 25


class AnswerList(QWidget):
    """Painted, so that a key is shown at once."""

    clicked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._form: Filling | None = None
        self._numbers: Sequence[int] = ()
        theme().changed.connect(self.updateGeometry)

    def show_form(self, form: Filling, numbers: Sequence[int]) -> None:
        before, self._form, self._numbers = self._form, form, numbers
        if before is None or before.questions != form.questions:
            self.updateGeometry()
            self.update()
            return
        for index, pair in enumerate(zip(before.answers, form.answers, strict=True)):
            passed = (index < before.at) != (index < form.at)
            if pair[0] != pair[1] or passed or index in (before.at, form.at):
                self.update(self._line(index))

    def sizeHint(self) -> QSize:
        rows = len(self._form.questions) if self._form else 1
        return QSize(theme().px(330), rows * theme().px(_ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(200), self.sizeHint().height())

    def here(self) -> QRect:
        """The line of the question under the keys."""
        return self._line(self._form.at if self._form else 0)

    def _line(self, index: int) -> QRect:
        row = theme().px(_ROW)
        return QRect(0, index * row, self.width(), row)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = int(event.position().y()) // theme().px(_ROW)
        if self._form is not None and index < len(self._form.questions):
            self.clicked.emit(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._form is None:
            return
        path = self._form.path()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for index in range(len(self._form.questions)):
                if event.region().intersects(self._line(index)):
                    self._paint(painter, self._form, index, skipped=index not in path)

    def _paint(self, painter: QPainter, form: Filling, index: int, *, skipped: bool) -> None:
        colours, px = theme().colours, theme().px
        question, row = form.questions[index], px(_ROW)
        area = self._line(index)
        here = index == form.at
        if here:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.chosen))
            painter.drawRoundedRect(QRectF(area.adjusted(0, 1, 0, -1)), px(5), px(5))
        painter.setFont(font(theme().zoom))
        number = QRect(area.left() + px(8), area.top(), px(24), row)
        paint_text(painter, number, str(self._numbers[index]), colours.muted)
        answer = QRect(area.right() - px(84), area.top(), px(78), row)
        text_area = QRect(number.right() + px(4), row * index, answer.left() - number.right(), row)
        passed = form.answers[index] is not None or index < form.at
        ink = colours.ink if here or not passed else colours.muted
        paint_text(painter, text_area.adjusted(0, 0, -px(10), 0), question.text, ink)
        painter.setFont(font(theme().zoom, bold=True))
        shown = shown_answer(question, form.answers[index], passed=passed)
        shown = "—" if passed and skipped and shown == "空白" else shown
        ink = colours.faint if shown in ("空白", "—") else colours.accent
        paint_text(painter, answer, shown, ink, Qt.AlignmentFlag.AlignRight)


def shown_answer(question: Asked, value: str | None, *, passed: bool) -> str:
    """`B`, `BE`, `12 本`, `有`; 空白 where it was passed without an answer."""
    if question.kind is QuestionType.TEXT:
        return "有" if value else "—"
    if value is None:
        return "空白" if passed else ""
    return f"{value} {question.unit}".strip()
