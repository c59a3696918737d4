"""Forms typed in one by one: all answers at the left, the question under the keys at the right."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.masking import mask_numbers
from db.records.forms import Asked
from db.records.sheets import SheetLine
from db.vocabulary import QuestionType
from inspector_gui.statistics.filling import (
    BACK,
    ENTER,
    Filling,
    blank,
    filled,
    go_to,
    press,
    step,
    write,
)
from inspector_gui.window.forms.autosave import Autosave
from inspector_gui.window.forms.edits import Committed
from inspector_gui.window.forms.fields import LineField
from inspector_gui.window.pages.questionnaires.noon_tally import NoonBoard
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.unkept import unkept as unkept_fields
from inspector_gui.window.widgets.answers import AnswerList
from inspector_gui.window.widgets.asking import AskCard, way_on
from inspector_gui.window.widgets.scrolling import scrolling
from inspector_gui.window.widgets.tracing import Traced

HINT = (
    "退格退回 · Enter 空白或下一题 · ↑↓ 换题 · PgUp、PgDn 翻看各份 · Delete 整份作废 · T 文字意见"
)
_DONE = "本份已到末题。按 PgDn 看下一份，按 End 回到新的一份。"
#: What is kept of a text that nobody typed.
SOMETHING = "有"
_TEXT_LIMIT = 200
Board = AnswerList | NoonBoard


@dataclass(frozen=True)
class Progress:
    """How far a counting is. `expected`: forms to key; `word`: why no key is taken; `next`: which
    form is to be taken up."""

    sheets: int
    void: int
    expected: int | None
    word: str = ""
    next: str = ""


@dataclass(frozen=True)
class SheetCorrected:
    """A kept form has other answers to these questions; None: left empty."""

    sheet: uuid.UUID
    answers: Mapping[str, str | None]


class SheetPane(QWidget):
    """Tells `kept(form)` of a new form, `spoilt` where it is void; `corrected` of an old one.

    `taken_back`: Backspace on an empty form wants the last one again; `turned(by)`: wants to see
    an earlier or later one; `drafted(keys)`: what to keep of a form that is not finished.
    """

    kept = Signal(Filling)
    spoilt = Signal()
    corrected = Signal(SheetCorrected)
    voided = Signal(uuid.UUID, bool)
    taken_back = Signal()
    turned = Signal(int)
    drafted = Signal(str)
    texted = Signal(str, str)
    titled = Signal(str)
    hinted = Signal(str)

    def __init__(self, name: str, board: Board) -> None:
        """`board` stands at the left and shows the form as far as it is filled."""
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.form = blank(())
        self.sheet: SheetLine | None = None
        self._drafted, self._written = "", ""
        self._progress = Progress(0, 0, None)
        self._autosave = Autosave(self, self.keep_draft, self.keep_draft)
        self.board, self.card = board, AskCard()
        self._side = scrolling(board)
        self.text_field = LineField("文字意见", limit=_TEXT_LIMIT)
        self._lay_out()
        self.card.pressed.connect(self.take_key)
        self.board.clicked.connect(self._on_clicked)
        self.text_field.committed.connect(self._on_text)
        self.text_field.box.installEventFilter(self)

    def _lay_out(self) -> None:
        px = theme().px
        right = QVBoxLayout()
        right.setSpacing(px(8))
        right.addWidget(scrolling(self.card), 1)
        right.addWidget(self.text_field)
        self.text_field.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, px(8), 0)
        layout.setSpacing(px(14))
        layout.addWidget(self._side, 9)
        layout.addLayout(right, 11)

    def traced(self, _focus: QWidget) -> Traced | None:
        """Of a form that is kept, the question under the keys."""
        question = self.form.question
        if self.sheet is None or question is None:
            return Traced(self.sheet) if self.sheet else None
        return Traced(self.sheet, question.code, question.text)

    # what is shown

    def show_new(self, questions: Sequence[Asked], draft: str, progress: Progress) -> None:
        """An empty form, or the one that was begun."""
        self._autosave.stop()
        self.sheet, self._drafted = None, draft
        self.form = restored(questions, draft)
        self.show_progress(progress)

    def show_sheet(self, questions: Sequence[Asked], sheet: SheetLine, progress: Progress) -> None:
        """One that is kept: every answer can be put right."""
        same = self.sheet is not None and self.sheet.id == sheet.id
        index = self.form.at if same else blank(questions).at
        self.sheet = sheet
        self.form = go_to(filled(questions, sheet.answers), index)
        self.show_progress(progress)

    def show_progress(self, progress: Progress) -> None:
        self._progress = progress
        self._show()

    def _show(self) -> None:
        self.titled.emit(self._title())
        numbers = range(1, len(self.form.questions) + 1) if len(self.form.questions) > 1 else ()
        self.board.show_form(self.form, numbers)
        self.card.show_form(self.form, numbers, _DONE)
        self.hinted.emit(way_on(self.form, numbers))
        here = self.board.here()
        self._side.ensureVisible(0, here.center().y(), 0, here.height())
        self.text_field.setVisible(
            self.text_field.isVisible() and self._text_question() is not None
        )

    def _title(self) -> str:
        """`第 18 / 53 份　作废 1`, and after the last `53 份录完`."""
        progress = self._progress
        expected = "" if progress.expected is None else f" / {progress.expected}"
        if self.sheet is not None:
            return f"改第 {self.sheet.number}{expected} 份{'　已作废' if self.sheet.void else ''}"
        void = f"　作废 {progress.void}" if progress.void else ""
        if progress.expected and progress.sheets >= progress.expected:
            over = progress.sheets - progress.expected
            return f"{progress.sheets} 份录完{f'，多出 {over} 份' if over else ''}{void}"
        which = f"　{progress.next}" if progress.next else ""
        return f"第 {progress.sheets + 1}{expected} 份{void}{which}"

    def _begin_text(self) -> None:
        """Of the form under the keys; of the one before while this one is empty."""
        question = self._text_question()
        if question is None or self._progress.word:
            return
        last = self.sheet is None and self.form.untouched and self._progress.sheets
        whose = f"记入刚录完的第 {self._progress.sheets} 份：" if last else ""
        self.text_field.box.setPlaceholderText(f"{whose}只记事项，不写姓名；直接 Enter 记“有”")
        self._written = self.form.answered()[question.code] or ""
        self.text_field.show_value(self._written)
        self.text_field.show()
        self.text_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: object, event: object) -> bool:
        """Enter ends the text; it must not reach the form, where it means a blank."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if watched is self.text_field.box and pressed and event.key() in _ENTER:  # type: ignore[attr-defined]
            if not self.text_field.box.text().strip() and not self._written:
                self._on_text(Committed(SOMETHING))
            self.text_field.commit()
            self.setFocus()
            self.text_field.hide()
            return True
        return False

    def _text_question(self) -> Asked | None:
        texts = (question for question in self.form.questions if question.kind is QuestionType.TEXT)
        return next(texts, None)

    def flush(self) -> None:
        self.text_field.commit()
        self.keep_draft()

    def keep_draft(self) -> None:
        self._autosave.stop()
        keys = "" if self.sheet or self.form.untouched else stored(self.form)
        if self.sheet is None and keys != self._drafted:
            self._drafted = keys
            self.drafted.emit(keys)
        self._note(unkept=False)

    def _note(self, *, unkept: bool) -> None:
        unkept_fields().note(self, unkept=unkept, kept_by_itself=True)

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        by = _STEPS.get(Qt.Key(key))
        page = _PAGES.get(Qt.Key(key))
        character = _KEYS.get(Qt.Key(key), event.text().upper())
        if by is not None:
            self._change(step(self.form, by))
        elif page is not None:
            self.turned.emit(page)
        elif key == Qt.Key.Key_Delete:
            self._void_sheet()
        elif character == "T":
            self._begin_text()
        elif len(character) == 1 and (character in "\b\n+-*/." or character.isalnum()):
            self.take_key(character)
        else:
            super().keyPressEvent(event)

    def take_key(self, key: str) -> None:
        if self._progress.word:
            self._change(_refused(self.form, self._progress.word))
        elif self.sheet is not None:
            self._correct(self.sheet, key)
        elif key == BACK and self.form.untouched:
            self.taken_back.emit()
        else:
            self._fill(key)

    def _fill(self, key: str) -> None:
        self._change(press(self.form, key))
        if self.form.complete:
            self._autosave.stop()
            self.repaint()
            self._note(unkept=False)
            self.kept.emit(self.form)
        else:
            self._autosave.typed()
            self._note(unkept=True)

    def _correct(self, sheet: SheetLine, key: str) -> None:
        """In a kept form Backspace goes back without clearing; what is left is kept at once."""
        if sheet.void:
            self._change(_refused(self.form, "本份已作废；按 Delete 恢复后再改。"))
            return
        back = key == BACK and not self.form.open
        self._change(step(self.form, -1) if back else press(self.form, key))
        given = self.form.answered()
        changed = {code: given[code] for code in given if given[code] != sheet.answers.get(code)}
        if changed and not self.form.open:
            self.corrected.emit(SheetCorrected(sheet.id, changed))

    def _void_sheet(self) -> None:
        if self._progress.word:
            self._change(_refused(self.form, self._progress.word))
        elif self.sheet is not None:
            self.voided.emit(self.sheet.id, not self.sheet.void)
        else:
            self._autosave.stop()
            self.spoilt.emit()

    def _change(self, form: Filling) -> None:
        self.form = form
        self._show()

    def _on_clicked(self, index: int) -> None:
        self._change(go_to(self.form, index))
        self.setFocus()

    def _on_text(self, typed: Committed[str]) -> None:
        question = self._text_question()
        if question is None or self._progress.word:
            return
        text = mask_numbers(typed.value)
        if self.sheet is not None:
            answers = {question.code: text or None}
            self.corrected.emit(SheetCorrected(self.sheet.id, answers))
        elif self.form.untouched and self._progress.sheets:
            self.texted.emit(question.code, text)
        else:
            self._change(write(self.form, question.code, text))
            self.keep_draft()


def _refused(form: Filling, word: str) -> Filling:
    return Filling(form.questions, form.answers, form.at, form.open, word)


def stored(form: Filling) -> str:
    """A form that is not finished, as one line of text."""
    return json.dumps([form.at, form.open, form.answers], ensure_ascii=False)


def restored(questions: Sequence[Asked], draft: str) -> Filling:
    """The form that was begun; an empty one where there is none for these questions."""
    if draft:
        at, is_open, answers = json.loads(draft)
        if len(answers) == len(questions):
            return Filling(tuple(questions), tuple(answers), at, is_open)
    return blank(questions)


def draft_of(questions: Sequence[Asked], answers: Mapping[str, str | None]) -> str:
    """A whole form with its last answer taken back, to go on from there."""
    return stored(press(filled(questions, answers), BACK))


_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1, Qt.Key.Key_End: 0}
_KEYS = {Qt.Key.Key_Backspace: BACK, Qt.Key.Key_Return: ENTER, Qt.Key.Key_Enter: ENTER}
