"""The drawn numbers and what became of each; names are never shown, numbers only while dialled."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from db.calls import FINAL, Call
from db.forms import Script
from db.vocabulary import CallOutcome
from inspector_gui.forms.fields import LineField, ProseField
from inspector_gui.forms.moments import show_moment
from inspector_gui.labels import in_china, label
from inspector_gui.pages.page import Page
from inspector_gui.theme.colours import Tone
from inspector_gui.theme.theme import theme
from inspector_gui.widgets.labels import button, card, text
from inspector_gui.widgets.scrolling import Panel
from inspector_gui.widgets.table import Column, Rows, Table

OUTCOMES = tuple(CallOutcome)


def mask(number: str) -> str:
    """`138****0000`: enough to recognise, not enough to dial."""
    return f"{number[:3]}****{number[-4:]}" if len(number) > 7 else "****"


def _tone(call: Call) -> Tone:
    colours = theme().colours
    if call.outcome is CallOutcome.COMPLETED:
        return colours.good
    return colours.calm if call.outcome else colours.warn


COLUMNS: tuple[Column[Call], ...] = (
    Column("编号", lambda call: call.code, 110),
    Column("花名册序号", lambda call: str(call.roster_seq), 96, Qt.AlignmentFlag.AlignRight),
    Column("拨打", lambda call: f"{len(call.attempts)} 次", 60, Qt.AlignmentFlag.AlignRight),
    Column("最近一次", lambda call: _last(call), 180),
    Column(
        "结果",
        lambda call: label(call.outcome) if call.outcome else "待访",
        150,
        Qt.AlignmentFlag.AlignHCenter,
        tone=_tone,
    ),
    Column("记录", lambda call: call.note.replace("\n", " ")),
)


def _last(call: Call) -> str:
    if not call.attempts:
        return ""
    attempt = call.attempts[-1]
    return f"{in_china(attempt.at):%m-%d %H:%M} {label(attempt.outcome)}"


class CallTable(Table):
    """Digits log the outcome of an attempt."""

    struck = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if typed.isdigit() and 0 < int(typed) <= len(OUTCOMES):
            self.struck.emit(OUTCOMES[int(typed) - 1])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(1)
        else:
            super().keyPressEvent(event)


class CallsView(Page):
    """Tells `attempted(call, outcome)`, `noted(call, text)`, `added(sequence, number)`."""

    attempted = Signal(object, object)
    noted = Signal(object, str)
    added = Signal(int, str)
    number_wanted = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__()
        self.table = CallTable("家长电话", Rows(COLUMNS))
        self.sequence = LineField("花名册序号", hint="花名册序号", limit=6)
        self.phone = LineField("电话号码", hint="电话号码（只存本机，可不填）", limit=20)
        self._add = button("添加", name="添加电话")
        self._word = text(role="error")
        self._empty = text(
            "还没有抽取家长。填花名册序号和号码，按 Enter 添加；拨打后按数字键登记结果。",
            "muted",
            wrap=True,
        )
        self.context: CallPanel = CallPanel()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        px = theme().px
        line = QHBoxLayout()
        line.setSpacing(px(8))
        self.sequence.setFixedWidth(px(130))
        self.phone.setFixedWidth(px(230))
        for part in (self.sequence, self.phone, self._add, self._word):
            line.addWidget(part)
        line.addStretch(1)
        keys = " · ".join(f"{n} {label(one)}" for n, one in enumerate(OUTCOMES, 1))
        self._hint = text(keys, "hint", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(10), px(18), px(12))
        layout.setSpacing(px(8))
        layout.addLayout(line)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._empty, 1, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._hint)

    def _connect(self) -> None:
        self._add.clicked.connect(self._on_added)
        for field in (self.sequence, self.phone):
            field.box.returnPressed.connect(self._on_added)
        self.table.struck.connect(self._on_struck)
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.context.noted.connect(self.noted)
        self.context.shown_wanted.connect(self.number_wanted)
        self.context.struck.connect(self._on_struck)

    def show_calls(self, calls: Sequence[Call]) -> None:
        self.table.rows.show_rows(calls, lambda call: call.id)
        self._empty.setVisible(not calls)
        self.table.setVisible(bool(calls))
        self._hint.setVisible(bool(calls))
        if calls and self.table.current() is None:
            self.table.go_to(0)
        self._on_current()

    def show_number(self, number: str) -> None:
        self.context.show_number(number)

    def enter(self) -> None:
        target = self.table if self.table.isVisible() else self.sequence
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        self.context.note.commit()

    def _on_added(self) -> None:
        typed = self.sequence.box.text().strip()
        if not typed.isdigit() or int(typed) < 1:
            self._word.setText("请填花名册序号。")
            return
        self._word.setText("")
        self.added.emit(int(typed), self.phone.box.text().strip())
        for field in (self.sequence, self.phone):
            field.box.clear()
        self.sequence.setFocus()

    def _on_struck(self, outcome: CallOutcome) -> None:
        call = self.table.current()
        if call is None:
            return
        if call.outcome is not None:
            self._word.setText(f"{call.code} 已有结果“{label(call.outcome)}”，不再拨打。")
            return
        self._word.setText("")
        self.attempted.emit(call, outcome)

    def _on_current(self, *_: object) -> None:
        self.context.show_call(self.table.current())


class CallPanel(Panel):
    """At the right: the script, the number while it is dialled, the attempts, the record."""

    noted = Signal(object, str)
    shown_wanted = Signal(object, bool)
    struck = Signal(object)

    def __init__(self) -> None:
        super().__init__("抽取家长后，在这里看拨打记录、写访问记录。")
        self._call: Call | None = None
        self._code = text(role="title")
        self._number = text(role="muted")
        self._show = button("拨打时显示号码", name="拨打时显示号码")
        self._show.setCheckable(True)
        self._opening = text(wrap=True)
        self._attempts = text(wrap=True)
        self.note = ProseField("访问记录", lines=5, hint="只记事项，不记姓名")
        self._show.toggled.connect(lambda on: self.shown_wanted.emit(self._call, on))
        self.note.committed.connect(lambda words: self.noted.emit(self._call, words))
        self._lay_out()

    def _lay_out(self) -> None:
        self.put(
            self._code,
            card(self._number, self._show),
            card(text("拨打记录", "muted"), self._attempts),
            text("访问记录", "muted"),
            self.note,
        )
        self.put(card(text("开场白", "muted"), self._opening), always=True)

    def show_script(self, script: Script) -> None:
        self._opening.setText(script.intro)

    def show_call(self, call: Call | None) -> None:
        if self._call and (call is None or call.id != self._call.id):
            self.note.commit()
            self._show.setChecked(False)
        self._call = call
        self.set_filled(filled=call is not None)
        if call is None:
            return
        self._code.setText(f"{call.code}　花名册第 {call.roster_seq} 号")
        self._show.setVisible(call.has_number and call.outcome not in FINAL)
        if not self._show.isChecked():
            self.show_number("" if not call.has_number else "号码已隐藏")
        lines = [f"{show_moment(one.at)}　{label(one.outcome)}" for one in call.attempts]
        self._attempts.setText("\n".join(lines) or "还没有拨打")
        self.note.show_value(call.note)

    def show_number(self, number: str) -> None:
        self._number.setText(number or "没有登记号码")
