"""核稿 at the right: what forbids the lock, then what is confirmed along; each line a jump."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import Chip, LinkLine, button, clear, text

if TYPE_CHECKING:
    from inspector_gui.documents.lock_check import Mark

_KEYED = 9


class LockCheck(QWidget):
    """Enter locks where nothing forbids it, Esc goes back, a digit leads to what is marked.

    Reports `confirmed()`, `left()` and `led(mark)`.
    """

    confirmed = Signal()
    left = Signal()
    led = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("核稿")
        self._marks: tuple[Mark, ...] = ()
        self._title = text(role="section", wrap=True)
        self._refused, self._to_confirm = Chip(), Chip()
        self._grave_lines, self._other_lines = QVBoxLayout(), QVBoxLayout()
        self.lock = button("定稿　Enter", "main", name="确认定稿")
        self._back = button("返回　Esc", name="返回")
        self._hint = text("1—9 去改 · Enter 定稿 · Esc 返回", "hint", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(8))
        layout.addWidget(self._title)
        layout.addWidget(self._refused, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(self._grave_lines)
        layout.addWidget(self._to_confirm, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(self._other_lines)
        layout.addWidget(self.lock)
        layout.addWidget(self._back)
        layout.addWidget(self._hint)
        self.lock.clicked.connect(self.confirmed)
        self._back.clicked.connect(self.left)

    def show_marks(self, name: str, marks: Sequence[Mark]) -> None:
        """What is marked on the document of this name."""
        self._marks = tuple(marks)
        grave = sum(mark.grave for mark in marks)
        self._title.setText(f"核稿　{name}")
        self._refused.show_chip(f"✕ 不能定稿 {grave}", theme().colours.bad)
        self._refused.setVisible(bool(grave))
        others = len(marks) - grave
        if others:
            self._to_confirm.show_chip(f"! 请确认 {others}", theme().colours.warn)
        else:
            self._to_confirm.show_chip("✓ 没有要确认的", theme().colours.good)
        self._to_confirm.setVisible(bool(others) or not grave)
        for lines in (self._grave_lines, self._other_lines):
            clear(lines)
        for number, mark in enumerate(marks, 1):
            lines = self._grave_lines if mark.grave else self._other_lines
            lines.addWidget(self._line(number, mark))
        self.lock.setEnabled(not grave)
        self.lock.setText(_caption(grave, others))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self, number: int, mark: Mark) -> QWidget:
        """Where it leads nowhere it is read, not pressed."""
        key = f"{number}　" if number <= _KEYED else ""
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if mark.gap is None:
            column.addWidget(text(f"{key}{mark.words}", wrap=True))
        else:
            line = LinkLine(f"{key}{mark.words} →")
            line.clicked.connect(partial(self.led.emit, mark))
            column.addWidget(line)
        if mark.detail:
            column.addWidget(text(mark.detail, "muted", wrap=True))
        return both

    def event(self, event: QEvent) -> bool:
        """Esc is ours while this is shown, not the window's."""
        overrides = event.type() == QEvent.Type.ShortcutOverride
        if overrides and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.lock.isEnabled():
                self.confirmed.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.text().isdecimal():
            self._lead(int(event.text()))
        else:
            super().keyPressEvent(event)

    def _lead(self, number: int) -> None:
        if 1 <= number <= len(self._marks) and self._marks[number - 1].gap is not None:
            self.led.emit(self._marks[number - 1])


def _caption(grave: int, others: int) -> str:
    if grave:
        return f"定稿　Enter　·　还有 {grave} 处"
    return f"定稿　Enter　·　确认 {others} 处" if others else "定稿　Enter"
