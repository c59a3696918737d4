"""At the right: the question under the cursor, its options with their keys, and what was said."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal

from db.vocabulary import QuestionType
from db.vocabulary import Signal as Strength
from inspector_gui.parsing import read_count
from inspector_gui.window.forms.edits import Committed
from inspector_gui.window.forms.fields import LineField
from inspector_gui.window.forms.prose_field import ProseField
from inspector_gui.window.pages.surveys.survey_tables import Question
from inspector_gui.window.widgets.elements import card, text
from inspector_gui.window.widgets.scrolling import Panel

_TYPED = (QuestionType.NUMBER, QuestionType.TEXT)


@dataclass(frozen=True)
class Answered:
    """What is kept of a question: an answer, or what was said besides."""

    question: Question
    value: str | None = None
    note: str | None = None


class AnswerPanel(Panel):
    """Tells `answered`."""

    answered = Signal(Answered)

    def __init__(self) -> None:
        super().__init__("选中一题，在这里看选项、写说明。")
        self._question: Question | None = None
        self._title, self._options = text(role="section", wrap=True), text(wrap=True)
        self.number = LineField(
            "数字回答", read=_read_number, show=lambda value: value or "", limit=12
        )
        self.text_field = LineField("文字回答", limit=400)
        self.note = ProseField("回答说明", hint="表上另写的话；不写姓名", lines=4, limit=1000)
        self._choices = card(self._options)
        self.put(self._title, self._choices, self.number, self.text_field, text("说明", "muted"))
        self.put(self.note)
        for field in (self.number, self.text_field):
            field.committed.connect(self._on_value)
        self.note.committed.connect(self._on_note)

    def show_question(self, question: Question | None) -> None:
        """Turn to another question; what is being typed belongs to the one before and is kept."""
        before = self._question
        same = (
            question is not None and before is not None and question.asked.code == before.asked.code
        )
        if before is not None and not same:
            self.flush()
        self._question = question
        self.set_filled(filled=question is not None)
        if question is None:
            return
        kind = question.asked.kind
        self._title.setText(f"{question.asked.code}　{question.asked.text}")
        self._options.setText("\n".join(_options(question)))
        self._choices.setVisible(bool(question.asked.choices))
        self.number.setVisible(kind is QuestionType.NUMBER)
        self.text_field.setVisible(kind is QuestionType.TEXT)
        for field in (self.number, self.text_field):
            field.show_again(question.value, same=same)
        self.note.show_again(question.note, same=same)

    def begin(self) -> None:
        """The keyboard to where this question is answered."""
        if self._question is not None:
            kind = self._question.asked.kind
            fields = {QuestionType.NUMBER: self.number, QuestionType.TEXT: self.text_field}
            fields.get(kind, self.note).setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        for field in (self.number, self.text_field):
            if field.isVisibleTo(self):
                field.commit()
        self.note.commit()

    def _on_value(self, committed: Committed[str | None]) -> None:
        if self._question is not None and self._question.asked.kind in _TYPED:
            self.answered.emit(Answered(self._question, value=committed.value or ""))

    def _on_note(self, committed: Committed[str]) -> None:
        if self._question is not None:
            self.answered.emit(Answered(self._question, note=committed.value))


def _options(question: Question) -> Iterator[str]:
    for number, choice in enumerate(question.asked.choices, 1):
        mark = "●" if choice.code == question.value else "○"
        hint = {Strength.STRONG: "（强提示）", Strength.WEAK: "（弱提示）"}.get(choice.signal, "")
        yield f"{number} {mark} {choice.text}{hint}"


def _read_number(typed: str) -> str:
    """In digits, as an answer keeps it."""
    number = read_count(typed)
    return "" if number is None else str(number)
