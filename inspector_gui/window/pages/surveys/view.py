"""Sheets that came back, and below the chip beside them the questions of one."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from db.records.forms import Asked
from db.vocabulary import QuestionType
from inspector_gui.window.forms.edits import Entry, RowEdited, StruckOut
from inspector_gui.window.forms.entry_table import RegisterFace
from inspector_gui.window.forms.line_panel import LinePanel
from inspector_gui.window.page import Page
from inspector_gui.window.pages.surveys.panel import Answered, AnswerPanel
from inspector_gui.window.pages.surveys.survey_tables import (
    QUESTION_COLUMNS,
    Question,
    Sheet,
    grid,
    sheets,
)
from inspector_gui.window.targets import Target
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import text
from inspector_gui.window.widgets.faces import Faces
from inspector_gui.window.widgets.table import Rows, Table
from inspector_gui.window.widgets.tracing import Traced

SHEETS, QUESTIONS = "sheets", "questions"
_HINT = "数字键 选答案 · 退格 取消 · Enter 填数字、写说明、填表格 · Alt+1 收回的表 · X 登记线索"


class QuestionTable(Table[Question]):
    """A digit ticks an option, Backspace takes it back, Enter goes to where words are written."""

    picked = Signal(int)
    opened = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Backspace:
            self.picked.emit(0)
        elif event.text().isdigit() and event.text() != "0":
            self.picked.emit(int(event.text()))
        else:
            super().keyPressEvent(event)


class SurveysView(Page):
    """Tells what came back, what was said, which rows of a table were entered, changed, pasted."""

    received = Signal(Entry)
    edited = Signal(RowEdited)
    dropped = Signal(StruckOut)
    turned_to = Signal(Sheet)
    answered = Signal(Answered)
    row_entered = Signal(Question, Entry)
    row_edited = Signal(Question, RowEdited)
    row_dropped = Signal(StruckOut)
    pasted = Signal(Question)
    clues_wanted = Signal(Sheet)

    def __init__(self, respondents: Sequence[str]) -> None:
        super().__init__()
        register = sheets(lambda: respondents)
        self.sheets, self.sheet_panel = RegisterFace(register), LinePanel(register, _name)
        self.questions = QuestionTable("题目", Rows(QUESTION_COLUMNS))
        self.answer = AnswerPanel()
        self._sum_words: Mapping[str, str] = {}
        self.grids: dict[str, RegisterFace] = {}
        self.grid_panels: dict[str, LinePanel] = {}
        self._grid_stack, self._sums = QStackedWidget(), text(role="muted", wrap=True)
        self._hint = text(_HINT, "hint", wrap=True)
        self._lacking = text(
            "这次检查没有调查表；请财务处在“准备”里换用问卷和提纲。", "muted", wrap=True
        )
        self.chips = Faces(
            {SHEETS: (register.title, self.sheets), QUESTIONS: ("逐题录入", self._answering())}
        )
        self.context: QStackedWidget = QStackedWidget()
        self.context.addWidget(self.sheet_panel)
        self.context.addWidget(self.answer)
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(10), px(18), px(12))
        layout.addWidget(self._lacking)
        layout.addWidget(self.chips, 1)
        self._lacking.setVisible(not respondents)
        self.chips.setVisible(bool(respondents))
        self._connect()

    def _answering(self) -> QWidget:
        face = QWidget()
        column = QVBoxLayout(face)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        column.addWidget(self.questions, 3)
        column.addWidget(self._grid_stack, 4)
        column.addWidget(self._sums)
        column.addWidget(self._hint)
        return face

    def _connect(self) -> None:
        table = self.sheets.table
        table.trace = lambda row: Traced(row.line)
        self.sheets.entry.entered.connect(self.received)
        table.correct_wanted.connect(partial(self.chips.turn_to, QUESTIONS))
        table.struck_out.connect(self._drop)
        table.selectionModel().currentRowChanged.connect(lambda *_: self._turn())
        self.sheet_panel.edited.connect(self.edited)
        self.sheet_panel.struck_out.connect(self._drop)
        self.questions.trace = lambda row: Traced(row.line or row.asked)
        self.questions.picked.connect(self._pick)
        self.questions.opened.connect(self._open)
        self.questions.selectionModel().currentRowChanged.connect(lambda *_: self._show_question())
        self.answer.answered.connect(self.answered)
        self.chips.turned.connect(self._on_turned)
        for owner in (self.questions, table):
            shortcut = QShortcut(QKeySequence("X"), owner, self._want_clues)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)

    # what is shown

    def show_sheets(self, rows: Sequence[Sheet]) -> None:
        self.sheets.show_rows(rows)
        self.chips.show_count(SHEETS, str(len(rows) or ""))
        self.sheet_panel.show_row(self.sheets.table.current())

    def show_questions(
        self, rows: Sequence[Question], grids: Mapping[str, Sequence[Any]], sums: Mapping[str, str]
    ) -> None:
        """`grids` and `sums`: the rows of each table that is asked for, and what they sum up to."""
        self._sum_words = sums
        for row in rows:
            if row.asked.kind is QuestionType.TABLE:
                self._grid(row.asked).show_rows(grids.get(row.asked.code, ()))
        self.questions.rows.show_rows(rows, lambda question: question.asked.code)
        if rows and self.questions.current() is None:
            self.questions.go_to(0)
        answered = sum(bool(row.shown) for row in rows)
        self.chips.show_count(QUESTIONS, f"{answered}/{len(rows)}" if rows else "")
        self._show_question()

    def _grid(self, question: Asked) -> RegisterFace:
        """The face of a table, made when it is first seen."""
        face = self.grids.get(question.code)
        if face is None:
            register = grid(question)
            face = self.grids[question.code] = RegisterFace(register)
            panel = self.grid_panels[question.code] = LinePanel(
                register, lambda _: f"{question.code} 的一行"
            )
            self._grid_stack.addWidget(face)
            self.context.addWidget(panel)
            self._connect_grid(face, panel)
        return face

    def _connect_grid(self, face: RegisterFace, panel: LinePanel) -> None:
        face.table.trace = lambda row: Traced(row.line)
        face.entry.entered.connect(lambda entry: self._emit(self.row_entered, entry))
        face.entry.pasted.connect(lambda _: self._paste())
        face.table.pasted.connect(self._paste)
        face.table.correct_wanted.connect(partial(self._correct_row, face, panel))
        strike = partial(self._drop_row, face)
        face.table.struck_out.connect(strike)
        panel.struck_out.connect(strike)
        panel.edited.connect(lambda edited: self._emit(self.row_edited, edited))

    def _show_question(self) -> None:
        row = self.questions.current()
        self.answer.show_question(row)
        table = row is not None and row.asked.kind is QuestionType.TABLE
        self._grid_stack.setVisible(table)
        self._sums.setVisible(table)
        self._hint.setVisible(not table)
        if row is not None and table:
            self._grid_stack.setCurrentWidget(self._grid(row.asked))
            self._sums.setText(self._sum_words.get(row.asked.code, ""))
        if self.chips.key == QUESTIONS:
            self.context.setCurrentWidget(self.answer)

    def show_message(self, message: str) -> None:
        self.chips.show_summary(message)

    def enter(self) -> None:
        if self.chips.key == QUESTIONS and self.questions.rows.rows:
            self.questions.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.sheets.begin()

    def begin_sheet(self) -> None:
        """On to the questions of the sheet that has just come."""
        self.chips.turn_to(QUESTIONS)
        self.questions.go_to(0)

    def show_target(self, target: Target) -> None:
        """To the sheet of this name; where there is none, to where one is received."""
        for index, sheet in enumerate(self.sheets.table.rows.rows):
            if isinstance(sheet, Sheet) and sheet.name == target.name:
                self.sheets.table.go_to(index)
                self.chips.turn_to(QUESTIONS)
                return
        self.chips.turn_to(SHEETS)
        self.sheets.entry.begin()

    def flush(self) -> None:
        self.sheet_panel.flush()
        self.answer.flush()
        for panel in self.grid_panels.values():
            panel.flush()

    # what happens

    def _turn(self) -> None:
        sheet = self.sheets.table.current()
        self.sheet_panel.show_row(sheet)
        if sheet is not None:
            self.turned_to.emit(sheet)

    def _on_turned(self, key: str) -> None:
        self.flush()
        self.context.setCurrentWidget(self.answer if key == QUESTIONS else self.sheet_panel)
        self.enter()

    def _pick(self, number: int) -> None:
        row = self.questions.current()
        if row is None or row.asked.kind is not QuestionType.SINGLE:
            return
        if number > len(row.asked.choices):
            return
        value = row.asked.choices[number - 1].code if number else ""
        self.answered.emit(Answered(row, value=value))
        if number:
            self.questions.step(1)

    def _open(self) -> None:
        row = self.questions.current()
        if row is not None and row.asked.kind is QuestionType.TABLE:
            self._grid(row.asked).entry.begin()
        else:
            self.answer.begin()

    def _correct_row(self, face: RegisterFace, panel: LinePanel) -> None:
        panel.show_row(face.table.current())
        self.context.setCurrentWidget(panel)
        panel.begin()

    def _emit(self, signal: SignalInstance, what: object) -> None:
        row = self.questions.current()
        if row is not None:
            signal.emit(row, what)

    def _paste(self) -> None:
        row = self.questions.current()
        if row is not None:
            self.pasted.emit(row)

    def _drop(self) -> None:
        sheet = self.sheets.table.current()
        if sheet is not None:
            self.dropped.emit(StruckOut(sheet))

    def _drop_row(self, face: RegisterFace) -> None:
        row = face.table.current()
        if row is not None:
            self.row_dropped.emit(StruckOut(row))

    def _want_clues(self) -> None:
        sheet = self.sheets.table.current()
        if sheet is not None:
            self.clues_wanted.emit(sheet)


def _name(sheet: Sheet) -> str:
    return sheet.name
