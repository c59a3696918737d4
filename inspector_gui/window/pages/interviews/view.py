"""Interviews above, the guide of the chosen one below."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.records.forms import Asked, Script
from db.records.interviews import InterviewLine
from db.vocabulary import Stage
from inspector_gui.labels import label
from inspector_gui.statistics.interviewing import PLACES, summary
from inspector_gui.window.forms.choice_fields import ChoiceField
from inspector_gui.window.forms.edits import Committed, RowEdited
from inspector_gui.window.forms.fields import count_field
from inspector_gui.window.page import Page
from inspector_gui.window.pages.interviews.guide import HINT, GuidePane, Heard
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, card, fix_width, show_message, text
from inspector_gui.window.widgets.scrolling import Panel
from inspector_gui.window.widgets.table import Column, Rows, Table
from inspector_gui.window.widgets.tracing import Traced, holds

LIST_HINT = "N 记一次访问 · Enter 按提纲记录 · Delete 删除（可撤销）· X 有反映的登记线索"
_EMPTY = "还没有访问记录。按 N 记一次访问：只记学段、地点和要点，不记姓名、班级、相貌。"
_INFANTS = "幼儿园不访问幼儿，改访接送的家长；家长反映的情况记为线索。"


class InterviewTable(Table[InterviewLine]):
    """Letters and Enter do what the line below says."""

    opened = Signal()
    new_wanted = Signal()
    dropped = Signal()
    clue_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.opened.emit()
            case Qt.Key.Key_N if not event.modifiers():
                self.new_wanted.emit()
            case Qt.Key.Key_Delete:
                self.dropped.emit()
            case Qt.Key.Key_X:
                self.clue_wanted.emit()
            case _:
                super().keyPressEvent(event)


class InterviewsView(Page):
    """Tells what is wanted, what was `edited` and what was `heard`."""

    new_wanted = Signal()
    edited = Signal(RowEdited)
    heard = Signal(InterviewLine, Heard)
    dropped = Signal(InterviewLine)
    clue_wanted = Signal(InterviewLine)

    def __init__(self, questions: tuple[Asked, ...]) -> None:
        super().__init__()
        self._questions = questions
        self._shown: InterviewLine | None = None
        self.table = InterviewTable("学生访谈", Rows(self._columns()))
        self.guide = GuidePane()
        self.stage = ChoiceField("学段", ())
        self.place = ChoiceField("地点", PLACES, empty="未填", formatter=str)
        self.persons = count_field("人次", "人次")
        self._sum, self._word = text(role="muted"), text(role="muted")
        self._empty, self._hint = text(role="muted", wrap=True), text(role="hint", wrap=True)
        self._new = button("记一次访问（N）", "main", name="记一次访问")
        self.context: GuidePanel = GuidePanel()
        self._lay_out()
        self._connect()

    def _columns(self) -> tuple[Column[InterviewLine], ...]:
        return (
            Column("学段", lambda interview: label(interview.stage), 110),
            Column("地点", lambda interview: interview.place_kind, 130),
            Column(
                "人次", lambda interview: str(interview.persons), 60, Qt.AlignmentFlag.AlignRight
            ),
            Column("要点", lambda interview: summary(self._questions, interview.points)),
        )

    def _lay_out(self) -> None:
        px = theme().px
        head = QHBoxLayout()
        head.setSpacing(px(10))
        head.addWidget(self._new)
        head.addWidget(self._sum)
        head.addWidget(self._word)
        head.addStretch(1)
        self._body = QWidget()
        line = QHBoxLayout()
        line.setSpacing(px(8))
        fix_width(self.persons.box, 72)
        for caption, field in (("学段", self.stage), ("地点", self.place), ("人次", self.persons)):
            line.addWidget(text(caption, "muted"))
            line.addWidget(field)
            line.addSpacing(px(8))
        line.addStretch(1)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(px(10))
        body.addWidget(self.table, 3)
        body.addLayout(line)
        body.addWidget(self.guide, 4)
        body.addWidget(self._hint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(10), px(18), px(12))
        layout.setSpacing(px(10))
        layout.addLayout(head)
        layout.addWidget(self._empty)
        layout.addWidget(self._body, 1)
        layout.addStretch(0)

    def _connect(self) -> None:
        table = self.table
        self._new.clicked.connect(lambda _: self.new_wanted.emit())
        table.new_wanted.connect(self.new_wanted)
        table.opened.connect(self.enter_guide)
        table.dropped.connect(lambda: self._emit_current(self.dropped))
        table.clue_wanted.connect(lambda: self._emit_current(self.clue_wanted))
        table.selectionModel().currentRowChanged.connect(self._on_current)
        for name, field in (
            ("stage", self.stage),
            ("place_kind", self.place),
            ("persons", self.persons),
        ):
            field.committed.connect(partial(self._on_committed, name))
        self.guide.heard.connect(self._on_heard)
        self.guide.left.connect(self.enter)
        self.guide.new_wanted.connect(self.new_wanted)
        self.guide.clue_wanted.connect(lambda: self._emit_current(self.clue_wanted))

    # what is shown

    def show_interviews(self, lines: Sequence[InterviewLine], stages: Sequence[Stage]) -> None:
        """`stages`: of this school, as far as pupils are asked there."""
        self.stage.offer(stages)
        self._sum.setText(f"{len(lines)} 次访问，{sum(line.persons for line in lines)} 人次")
        self._sum.setVisible(bool(lines))
        self._new.setVisible(bool(stages))
        self._empty.setText(_EMPTY if stages else _INFANTS)
        self._empty.setVisible(not lines)
        self._body.setVisible(bool(lines))
        self.table.rows.show_rows(lines, lambda interview: interview.id)
        if lines and self.table.current() is None:
            self.table.go_to(len(lines) - 1)
        self._on_current()

    def show_last(self) -> None:
        """To the interview that was added just now."""
        self.table.go_to(len(self.table.rows.rows) - 1)
        self.enter_guide()

    def traced(self, focus: QWidget) -> Traced | None:
        interview, question = self._shown, self.guide.form.question
        if interview is None:
            return None
        if holds(self.guide, focus) and question is not None:
            return Traced(interview, question.code, question.text)
        for name, caption, field in (
            ("stage", "学段", self.stage),
            ("place_kind", "地点", self.place),
            ("persons", "人次", self.persons),
        ):
            if holds(field, focus):
                return Traced(interview, name, caption)
        return Traced(interview)

    def show_message(self, word: str) -> None:
        show_message(self._word, word, "muted")

    @property
    def word(self) -> str:
        return self._word.text()

    def _on_current(self, *_: object) -> None:
        interview: InterviewLine | None = self.table.current()
        same = bool(interview and self._shown and interview.id == self._shown.id)
        if not same:
            self.guide.flush()
            self.show_message("")
        self._shown = interview
        if interview is None:
            return
        self.stage.show_value(interview.stage)
        self.place.show_value(interview.place_kind or None)
        self.persons.show_again(interview.persons, same=same)
        self.guide.show_guide(self._questions, interview.points, same=same)
        self._hint.setText(HINT if self.guide.hasFocus() else LIST_HINT)

    def enter(self) -> None:
        if self._body.isHidden():
            self._new.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self._hint.setText(LIST_HINT)

    def enter_guide(self) -> None:
        self.guide.setFocus(Qt.FocusReason.OtherFocusReason)
        self._hint.setText(HINT)

    def flush(self) -> None:
        self.persons.commit()
        self.guide.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_N and not event.modifiers() and self._new.isVisible():
            self.new_wanted.emit()
        else:
            super().keyPressEvent(event)

    # what is told

    def _emit_current(self, signal: SignalInstance) -> None:
        interview = self.table.current()
        if interview is not None:
            signal.emit(interview)

    def _on_committed(self, name: str, committed: Committed[object]) -> None:
        if self._shown is not None:
            self.edited.emit(RowEdited(self._shown, name, committed.value))

    def _on_heard(self, heard: Heard) -> None:
        if self._shown is not None:
            self.heard.emit(self._shown, heard)


class GuidePanel(Panel):
    """At the right: how pupils are talked to."""

    def __init__(self) -> None:
        super().__init__()
        self._rules = text(wrap=True)
        self.put(card(text("访问规则", "muted"), self._rules), always=True)

    def show_script(self, script: Script) -> None:
        self._rules.setText("\n".join(script.rules))
