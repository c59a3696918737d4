"""The desk of drawn parents, and in its place the call under way."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from db.records.calls import Call
from db.records.forms import Script
from inspector_gui.window.page import Page
from inspector_gui.window.pages.calls.call_list import CallDesk
from inspector_gui.window.pages.calls.calling import CallingPane
from inspector_gui.window.pages.calls.panel import CallPanel
from inspector_gui.window.targets import Target
from inspector_gui.window.theme.theme import theme


class CallsView(Page):
    """Desk, call and panel tell for themselves. `hidden`: the page is turned away from."""

    hidden = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.context: CallPanel = CallPanel()
        self.desk, self.calling = CallDesk(), CallingPane()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.desk)
        self._stack.addWidget(self.calling)
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(10), px(18), px(12))
        layout.addWidget(self._stack)
        self.desk.note_wanted.connect(self._write_note)
        shortcut = QShortcut(QKeySequence("Ctrl+N"), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(self.desk.begin_adding)

    @property
    def in_call(self) -> bool:
        return self._stack.currentWidget() is self.calling

    def show_calls(self, calls: Sequence[Call], now: datetime) -> None:
        self.desk.show_calls(calls, now)

    def begin_call(self, call: Call, number: str, name: str, script: Script) -> None:
        self._stack.setCurrentWidget(self.calling)
        self.calling.begin(call, number, name, script)

    def end_call(self) -> None:
        self._stack.setCurrentWidget(self.desk)
        self.calling.end()
        self.desk.enter()

    def show_target(self, target: Target) -> None:
        if not self.in_call:
            self.desk.turn_to(target.name)

    def enter(self) -> None:
        if self.in_call:
            self.calling.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.desk.enter()

    def flush(self) -> None:
        self.calling.flush()
        self.context.note.commit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.hidden.emit()

    def _write_note(self) -> None:
        self.context.note.setFocus(Qt.FocusReason.OtherFocusReason)
