"""核稿 at the right: what forbids the lock, then what is confirmed along; each line a jump."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from inspector_gui.documents.lock_mark import Mark
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import (
    Chip,
    LinkLine,
    button,
    clear,
    restyle,
    text,
)

_KEYED = 9
HINT = "1—9 去改，Ctrl+P 回来 · ↑↓ 对着看 · Enter 定稿 · Esc 返回"
UNAVOIDABLE = "空格 确认不可避免"


class LockCheck(QWidget):
    """Enter locks where nothing forbids it, Esc goes back, a digit leads to what is marked.

    Reports `confirmed()`, `left()`, `led(mark)`; `looked_at(number)`, from 0; and `judged(mark)`:
    the words of this mark cannot be avoided, or can after all.
    """

    confirmed = Signal()
    left = Signal()
    led = Signal(Mark)
    looked_at = Signal(int)
    judged = Signal(Mark)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("核稿")
        self.marks: tuple[Mark, ...] = ()
        self._lines: list[QFrame] = []
        self.at = -1
        self._title = text(role="section", wrap=True)
        self._refused, self._to_confirm = Chip(), Chip()
        self._grave_lines, self._other_lines = QVBoxLayout(), QVBoxLayout()
        self.lock = button("定稿", "main", name="确认定稿", key="Enter")
        self._back = button("返回", name="返回", key="Esc")
        self._hint = text(HINT, "hint", wrap=True)
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
        """What is marked on the document of this name; the line looked at stays so."""
        self.marks, self._lines = tuple(marks), []
        grave = sum(mark.grave for mark in marks)
        self._title.setText(f"核稿　{name}")
        self._show_chips(grave, len(marks) - grave)
        for lines in (self._grave_lines, self._other_lines):
            clear(lines)
        for number, mark in enumerate(marks):
            lines = self._grave_lines if mark.grave else self._other_lines
            self._lines.append(self._line(number, mark))
            lines.addWidget(self._lines[-1])
        self.lock.setEnabled(not grave)
        self.lock.setText(_caption(grave, len(marks) - grave))
        self._look_at(min(self.at, len(marks) - 1))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_chips(self, grave: int, others: int) -> None:
        self._refused.show_chip(f"✕ 不能定稿 {grave}", theme().colours.bad)
        self._refused.setVisible(bool(grave))
        if others:
            self._to_confirm.show_chip(f"! 请确认 {others}", theme().colours.warn)
        else:
            self._to_confirm.show_chip("✓ 没有要确认的", theme().colours.good)
        self._to_confirm.setVisible(bool(others) or not grave)

    def _line(self, number: int, mark: Mark) -> QFrame:
        """A jump to where it is mended, else to where it stands on the page; else it is read."""
        shown = f"{number + 1}　{mark.text}"
        both = QFrame()
        both.setProperty("role", "mark")
        column = QVBoxLayout(both)
        column.setContentsMargins(theme().px(6), theme().px(2), theme().px(6), theme().px(2))
        column.setSpacing(0)
        if mark.leads or mark.passage:
            line = LinkLine(f"{shown} →" if mark.leads else shown)
            line.clicked.connect(partial(self._follow, number))
            column.addWidget(line)
        else:
            column.addWidget(text(shown, wrap=True))
        if mark.detail:
            column.addWidget(text(mark.detail, "muted", wrap=True))
        if mark.trace:
            caption = "取消确认" if mark.confirmed else "确认不可避免"
            judge = button(caption, name=f"{caption}{number + 1}")
            judge.clicked.connect(partial(self.judged.emit, mark))
            column.addWidget(judge, 0, Qt.AlignmentFlag.AlignLeft)
        return both

    def _look_at(self, number: int) -> None:
        """The line that is compared with the page; -1: none."""
        self.at = number
        for n, line in enumerate(self._lines):
            line.setProperty("current", n == number)
            restyle(line)
        trace = bool(self._mark and self._mark.trace)
        self._hint.setText(f"{UNAVOIDABLE} · {HINT}" if trace else HINT)
        self.looked_at.emit(number)

    @property
    def _mark(self) -> Mark | None:
        return self.marks[self.at] if 0 <= self.at < len(self.marks) else None

    def event(self, event: QEvent) -> bool:
        """Esc is ours while this is shown, not the window's."""
        overrides = event.type() == QEvent.Type.ShortcutOverride
        if overrides and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if self.lock.isEnabled():
                    self.confirmed.emit()
            case Qt.Key.Key_Escape:
                self.left.emit()
            case Qt.Key.Key_Up:
                self._look_at(max(self.at - 1, 0) if self.marks else -1)
            case Qt.Key.Key_Down:
                self._look_at(min(self.at + 1, len(self.marks) - 1))
            case Qt.Key.Key_Space:
                if self._mark is not None and self._mark.trace:
                    self.judged.emit(self._mark)
            case _:
                self._on_digit(event)

    def _on_digit(self, event: QKeyEvent) -> None:
        if not event.text().isdecimal():
            super().keyPressEvent(event)
        elif 1 <= (number := int(event.text())) <= min(_KEYED, len(self.marks)):
            self._follow(number - 1)

    def _follow(self, number: int) -> None:
        self._look_at(number)
        if self.marks[number].leads:
            self.led.emit(self.marks[number])


def _caption(grave: int, others: int) -> str:
    if grave:
        return f"定稿　Enter　·　还有 {grave} 处"
    return f"定稿　Enter　·　确认 {others} 处" if others else "定稿　Enter"
