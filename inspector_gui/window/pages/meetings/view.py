"""The meeting's head and areas, who was there and what was promised, under chips."""

import uuid
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from db.records.meetings import MeetingLine
from db.records.people import MemberLine
from inspector_gui.statistics.gap import Gap
from inspector_gui.window.forms.choice_fields import ChoiceField, TickField
from inspector_gui.window.forms.edits import Entry, FieldEdited, RowEdited, StruckOut
from inspector_gui.window.forms.entry_table import Register, RegisterFace
from inspector_gui.window.forms.fields import LineField
from inspector_gui.window.forms.form import Form, Spec
from inspector_gui.window.forms.line_panel import LinePanel
from inspector_gui.window.forms.moments import read_moment, show_moment
from inspector_gui.window.forms.prose_field import ProseField
from inspector_gui.window.page import Page
from inspector_gui.window.pages.meetings.meeting_tables import (
    PARTICIPANTS,
    PROMISED,
    TOPIC_COLUMNS,
    Topic,
)
from inspector_gui.window.targets import Target
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import ElidedLabel, button, text
from inspector_gui.window.widgets.faces import Faces
from inspector_gui.window.widgets.scrolling import Panel
from inspector_gui.window.widgets.table import Rows, Table
from inspector_gui.window.widgets.tracing import Traced

TOPICS = "topics"
_EMPTY = "还没有开座谈会。按 N 开始：记下时间，再逐个方面勾选、记要点。只记职务，不记姓名。"
_HINT = "1 已谈到 · 0 未谈 · Enter 写要点 · Alt+2 参会人员 · Alt+3 承诺材料"


class TopicTable(Table[Topic]):
    """1 says that an area was spoken of, 0 that it was not; Enter writes what was said."""

    ticked = Signal(bool)
    opened = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.text() in ("1", "0"):
            self.ticked.emit(event.text() == "1")
        else:
            super().keyPressEvent(event)


class TopicPanel(Panel):
    """What was said of the area under the cursor. Tells `edited`."""

    edited = Signal(RowEdited)

    def __init__(self) -> None:
        super().__init__()
        self._topic: Topic | None = None
        self._title = ElidedLabel(bold=True)
        self.form = Form(
            (
                Spec("discussed", "", lambda _: TickField("已谈到")),
                Spec("text", "内容", lambda name: ProseField(name, lines=12), wide=True),
            ),
            columns=1,
        )
        self.put(self._title, self.form)
        self.form.edited.connect(self._on_edited)

    def show_topic(self, topic: Topic | None) -> None:
        if self._topic and (topic is None or topic.area != self._topic.area):
            self.form.flush()
        self._topic = topic
        self.set_filled(filled=topic is not None)
        if topic is not None:
            self._title.setText(topic.name)
            self.form.show_values(topic, topic.line)

    def _on_edited(self, edited: FieldEdited) -> None:
        if self._topic is not None:
            self.edited.emit(edited.of(self._topic))


class MeetingsView(Page):
    """Tells what is wanted, entered, edited and struck out."""

    new_wanted = Signal()
    dropped = Signal()
    stated = Signal(FieldEdited)
    discussed = Signal(RowEdited)
    entered = Signal(Register, Entry)
    part_edited = Signal(RowEdited)
    part_struck = Signal(StruckOut)

    def __init__(self) -> None:
        super().__init__()
        self._day: Callable[[], date] = date.today
        self._new = button("开始座谈会", "main", name="开始座谈会", key="N")
        self._drop = button("删除座谈会", name="删除座谈会")
        self._empty = text(_EMPTY, "muted", wrap=True)
        self.form = Form(self._specs())
        note = Spec.of("meeting", "note", lambda name: LineField(name, limit=4000), wide=True)
        self.note = Form((note,), columns=1)
        self.topics = TopicTable("谈到的方面", Rows(TOPIC_COLUMNS))
        self.faces = {register.key: RegisterFace(register) for register in (PARTICIPANTS, PROMISED)}
        self.topic_panel = TopicPanel()
        self.panels = {
            PARTICIPANTS.key: LinePanel(PARTICIPANTS, lambda line: line.role),
            PROMISED.key: LinePanel(PROMISED, lambda line: line.name),
        }
        self.chips = Faces(
            {
                TOPICS: ("座谈内容", self._first_face()),
                **{key: (face.register.title, face) for key, face in self.faces.items()},
            }
        )
        self.context: QStackedWidget = QStackedWidget()
        for panel in (self.topic_panel, *self.panels.values()):
            self.context.addWidget(panel)
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(10), px(18), px(12))
        layout.setSpacing(px(10))
        layout.addWidget(self._empty)
        layout.addWidget(self._new, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.chips, 1)
        layout.addStretch(0)
        self._connect()

    def _specs(self) -> tuple[Spec, ...]:
        return (
            Spec.of("meeting", "held_at", self._moment),
            Spec.of("meeting", "place", lambda name: LineField(name, hint="如 二楼会议室")),
            Spec.of("meeting", "recorder_id", _recorder),
            Spec.of("meeting", "second_recorder_id", _recorder),
        )

    def _moment(self, name: str) -> LineField:
        return LineField(
            name,
            read=lambda typed: read_moment(typed, self._day()),
            show=show_moment,
            hint="时:分",
            limit=8,
        )

    def _first_face(self) -> QWidget:
        face = QWidget()
        column = QVBoxLayout(face)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(10))
        column.addWidget(self.form)
        column.addWidget(self.topics, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.note, 1)
        foot.addWidget(self._drop)
        column.addLayout(foot)
        column.addWidget(text(_HINT, "hint", wrap=True))
        return face

    def _connect(self) -> None:
        self._new.clicked.connect(self.new_wanted)
        self._drop.clicked.connect(self.dropped)
        self.form.edited.connect(self.stated)
        self.note.edited.connect(self.stated)
        self.topics.trace = lambda row: Traced(row.line or row)
        self.topics.ticked.connect(self._tick)
        self.topics.opened.connect(self._write)
        self.topics.selectionModel().currentRowChanged.connect(
            lambda *_: self.topic_panel.show_topic(self.topics.current())
        )
        self.topic_panel.edited.connect(self.discussed)
        for key, face in self.faces.items():
            self._connect_face(face, self.panels[key])
        self.chips.turned.connect(self._on_turned)

    def _connect_face(self, face: RegisterFace, panel: LinePanel) -> None:
        face.entry.entered.connect(partial(self.entered.emit, face.register))
        face.table.trace = Traced
        face.table.correct_wanted.connect(panel.begin)
        face.table.selectionModel().currentRowChanged.connect(
            lambda *_: panel.show_row(face.table.current())
        )
        strike = partial(self._strike, face)
        face.table.struck_out.connect(strike)
        panel.struck_out.connect(strike)
        panel.edited.connect(self.part_edited)

    # what is shown

    def show_meeting(
        self,
        meeting: MeetingLine | None,
        topics: Sequence[Topic],
        people: Sequence[MemberLine],
        day: date,
    ) -> None:
        self._day = lambda: day
        held = meeting is not None
        self._empty.setVisible(not held)
        self._new.setVisible(not held)
        self.chips.setVisible(held)
        self.context.setVisible(held)
        if meeting is None:
            self.topic_panel.show_topic(None)
            return
        names = {person.id: person.name for person in people}
        for name in ("recorder_id", "second_recorder_id"):
            field = self.form.fields[name]
            field.names = names
            field.offer(list(names))
        self.form.show_values(meeting)
        self.note.show_values(meeting)
        self.topics.rows.show_rows(topics, lambda topic: topic.area)
        if topics and self.topics.current() is None:
            self.topics.go_to(0)
        self.topic_panel.show_topic(self.topics.current())
        self._show_parts(meeting)
        spoken = sum(topic.discussed for topic in topics)
        self.chips.show_count(TOPICS, f"{spoken}/{len(topics)}")

    def _show_parts(self, meeting: MeetingLine) -> None:
        shown = {PARTICIPANTS.key: meeting.participants, PROMISED.key: meeting.promised}
        for key, rows in shown.items():
            self.faces[key].show_rows(rows)
            self.panels[key].show_row(self.faces[key].table.current())
        persons = sum(participant.persons for participant in meeting.participants)
        self.chips.show_count(PARTICIPANTS.key, f"{persons} 人" if persons else "")
        awaited = sum(promise.received_on is None for promise in meeting.promised)
        self.chips.show_count(PROMISED.key, f"待收 {awaited}" if awaited else "")

    def enter(self) -> None:
        if self.chips.isHidden():
            self._new.setFocus()
        elif self.chips.key == TOPICS:
            self.topics.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.faces[self.chips.key].begin()

    def show_target(self, target: Target) -> None:
        if self.chips.isHidden():
            return
        nobody = target.what is Gap.NOBODY_AT_MEETING
        self.chips.turn_to(PARTICIPANTS.key if nobody else TOPICS)
        if target.what is Gap.ONE_RECORDER:
            self.form.fields["second_recorder_id"].setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        self.form.flush()
        self.note.flush()
        self.topic_panel.form.flush()
        for panel in self.panels.values():
            panel.flush()

    # what happens

    def _on_turned(self, key: str) -> None:
        self.flush()
        self.context.setCurrentWidget(self.panels.get(key, self.topic_panel))
        self.enter()

    def _tick(self, on: bool) -> None:  # a signal's slot
        topic = self.topics.current()
        if topic is not None:
            self.discussed.emit(RowEdited(topic, "discussed", on))
            self.topics.step(1)

    def _write(self) -> None:
        self.topic_panel.form.fields["text"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _strike(self, face: RegisterFace) -> None:
        row = face.table.current()
        if row is not None:
            self.part_struck.emit(StruckOut(row))


class RecorderField(ChoiceField):
    """One of the team, by name."""

    def __init__(self, name: str) -> None:
        self.names: dict[uuid.UUID, str] = {}
        super().__init__(name, (), empty="未选", formatter=self._named)

    def _named(self, member: uuid.UUID) -> str:
        return self.names.get(member, "")


def _recorder(name: str) -> RecorderField:
    return RecorderField(name)
