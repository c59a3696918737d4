"""The fields of forms. Each tells `committed(value)` when it is left, confirmed or idle."""

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from db.vocabulary import Naming
from inspector_gui.labels import label
from inspector_gui.parsing import Unreadable, read_count, read_day, read_yuan, show_yuan
from inspector_gui.window.forms.undoing import TypingUndone
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import fix_width, restyle
from inspector_gui.window.widgets.elements import text as plain_label
from inspector_gui.window.widgets.flow import FlowLayout

IDLE_MS = 500
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LineField(QWidget):
    """One line. `read` turns what was typed into a value, `show` a value into what is shown."""

    committed = Signal(object)

    def __init__(
        self,
        name: str,
        *,
        read: Callable[[str], Any] = lambda typed: " ".join(typed.split()),
        show: Callable[[Any], str] = lambda value: "" if value is None else str(value),
        hint: str = "",
        limit: int = 200,
    ) -> None:
        super().__init__()
        self._read, self._show = read, show
        self._kept: Any = None
        self.box = QLineEdit()
        self.box.setAccessibleName(name)
        self.box.setPlaceholderText(hint)
        self.box.setMaxLength(limit)
        self._word = plain_label(role="error")
        self._word.hide()
        _stack(self, self.box, self._word)
        self.setFocusProxy(self.box)
        self._undone = TypingUndone(
            self.box, self.box.text, lambda: self._show(self._kept), self._put
        )
        self._idle = _idle_timer(self, self.commit)
        self.box.textEdited.connect(lambda _: self._idle.start())
        self.box.editingFinished.connect(self.commit)
        self.box.inputRejected.connect(lambda: self._complain(f"最多 {limit} 个字，多出的没有放入"))

    def show_value(self, value: Any) -> None:
        """Show what is kept; what is just being typed is not overwritten."""
        if self._idle.isActive():
            return
        self._kept = value
        self._undone.forget()
        if self.box.text() != self._show(value):
            self.box.setText(self._show(value))
        self._complain("")

    def commit(self) -> None:
        """Keep what was typed, or say at the field what is wrong with it."""
        self._idle.stop()
        if self.box.text() == self._show(self._kept):
            self._complain("")
            return
        try:
            value = self.take()
        except Unreadable:
            return
        if value != self._kept:
            self._kept = value
            self.committed.emit(value)

    @property
    def wrong(self) -> bool:
        """What stands in the field cannot be meant; a word beside it says why."""
        return bool(self.box.property("wrong"))

    def show_again(self, value: object, *, same: bool) -> None:
        """Of the `same` thing, what was typed wrongly stays beside its word to be put right."""
        if not (same and self.wrong and value == self._kept):
            self.show_value(value)

    def narrow(self, width: float) -> None:
        """The box is this wide; the word below it has the room it needs."""
        fix_width(self.box, width)
        layout = self.layout()
        if layout is not None:
            layout.setAlignment(self.box, Qt.AlignmentFlag.AlignLeft)

    def take(self) -> Any:
        """What is typed now. Says at the field what is wrong with it, and raises Unreadable."""
        self._idle.stop()
        try:
            value = self._read(self.box.text())
        except Unreadable as wrong:
            self._complain(str(wrong))
            raise
        self._complain("")
        return value

    def clear(self) -> None:
        self._idle.stop()
        self._kept = None
        self.box.clear()
        self._complain("")

    def _put(self, typed: str) -> None:
        """As if it had been typed."""
        self.box.setText(typed)
        self._idle.start()

    def _complain(self, words: str) -> None:
        self._word.setText(words)
        self._word.setVisible(bool(words))
        if bool(self.box.property("wrong")) != bool(words):
            self.box.setProperty("wrong", bool(words))
            restyle(self.box)


def count_field(name: str, hint: str = "") -> LineField:
    return LineField(name, read=read_count, hint=hint, limit=12)


def money_field(name: str, hint: str = "元") -> LineField:
    return LineField(name, read=read_yuan, show=show_yuan, hint=hint, limit=18)


def day_field(name: str, near: Callable[[], date], hint: str = "年-月-日") -> LineField:
    return LineField(name, read=lambda typed: read_day(typed, near()), hint=hint, limit=12)


def needed_field(name: str, hint: str = "", limit: int = 200) -> LineField:
    """One line that may not be empty."""

    def read(typed: str) -> str:
        said = " ".join(typed.split())
        if not said:
            raise Unreadable(f"请填{name}")
        return said

    return LineField(name, read=read, hint=hint, limit=limit)


def date_field(name: str, near: Callable[[], date], years: int = 5) -> LineField:
    """A day that must be known, within so many years."""

    def read(typed: str) -> date:
        found = read_day(typed, near())
        if found is None:
            raise Unreadable("请填日期，如 2025-9-15")
        if abs((found - near()).days) > 366 * years:
            raise Unreadable("离今天太远，请核对年份")
        return found

    return LineField(name, read=read, hint="年-月-日", limit=12)


class ProseField(QPlainTextEdit):
    """Several lines; Tab leaves it. What does not fit is never let in, and that is said."""

    committed = Signal(object)

    def __init__(self, name: str, *, hint: str = "", lines: int = 3, limit: int = 4000) -> None:
        super().__init__()
        self._kept, self._limit, self._lines = "", limit, lines
        self._sound = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self._word = plain_label(role="error")
        self._word.setParent(self)
        self._word.setAutoFillBackground(True)
        self._word.hide()
        self._undone = TypingUndone(self, self.toPlainText, lambda: self._kept, self._retype)
        self._idle = _idle_timer(self, self.commit)
        self.textChanged.connect(self._on_typed)
        theme().changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        height = self.fontMetrics().lineSpacing() * self._lines + theme().px(16)
        self.setMinimumHeight(height)
        self.setMaximumHeight(height)

    def show_value(self, value: str) -> None:
        if self._idle.isActive():
            return
        self._kept = value or ""
        self._undone.forget()
        self._complain("")
        if self.toPlainText() != self._kept:
            self._put(self._kept)
            if self.hasFocus():
                self.moveCursor(QTextCursor.MoveOperation.End)

    def commit(self) -> None:
        self._idle.stop()
        value = self.toPlainText()
        if value != self._kept:
            self._kept = value
            self.committed.emit(value)

    def _put(self, value: str) -> None:
        self._sound = value
        self.blockSignals(True)  # noqa: FBT003  # Qt's signature
        self.setPlainText(value)
        self.blockSignals(False)  # noqa: FBT003

    def _retype(self, typed: str) -> None:
        """As if it had been typed."""
        self._put(typed)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self._idle.start()

    def _on_typed(self) -> None:
        """Too much at once is taken out again whole: better than half a sentence."""
        typed = self.toPlainText()
        if len(typed) > self._limit:
            place = self.textCursor().position() - (len(typed) - len(self._sound))
            self._put(self._sound)
            cursor = self.textCursor()
            cursor.setPosition(max(0, min(place, len(self._sound))))
            self.setTextCursor(cursor)
            self._complain(f"共 {len(typed)} 字，最多 {self._limit} 字；刚才的没有放入")
            return
        self._sound = typed
        self._complain("")
        self._idle.start()

    def _complain(self, words: str) -> None:
        self._word.setText(words)
        self._word.setVisible(bool(words))
        self._word.adjustSize()
        self._word.move(theme().px(8), self.height() - self._word.height() - theme().px(3))
        if bool(self.property("wrong")) != bool(words):
            self.setProperty("wrong", bool(words))
            restyle(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.commit()


def is_foreign(value: Any) -> bool:
    """A word of a list that only names things, which this program does not know."""
    return isinstance(value, Naming) and not value.is_known


class ChoiceField(QComboBox):
    """One value of a closed list, as `say` calls it; its number key chooses it."""

    committed = Signal(object)

    def __init__(
        self,
        name: str,
        words: Sequence[Any],
        *,
        empty: str = "",
        say: Callable[[Any], str] = label,
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._empty, self._say = empty, say
        self._values: list[Any] = []
        self.offer(words)
        self.activated.connect(lambda _: self.committed.emit(self.value))

    def offer(self, words: Sequence[Any]) -> None:
        """Replace the list; what was chosen stays chosen where it still is in it."""
        chosen, values = self.value, [*([None] if self._empty else []), *words]
        if values == self._values:
            return
        self._values = values
        self.clear()
        for one in values:
            self.addItem(self._empty if one is None else self._say(one), one)
        self.setCurrentIndex(values.index(chosen) if chosen in values else 0)

    @property
    def value(self) -> Any:
        place = self.currentIndex()
        return self._values[place] if 0 <= place < len(self._values) else None

    def show_value(self, value: Any) -> None:
        """A word that only a newer program knows joins the list, so that it is seen and stays."""
        if is_foreign(value) and value not in self._values:
            self._values.append(value)
            self.addItem(self._say(value), value)
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def commit(self) -> None:
        """Choosing commits at once."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if typed.isdigit() and 0 < int(typed) <= self.count():
            self.setCurrentIndex(int(typed) - 1)
            self.committed.emit(self.value)
        else:
            super().keyPressEvent(event)

    def showPopup(self) -> None:
        """Wide enough to read what is chosen among, however narrow the field is."""
        view = self.view()
        view.setMinimumWidth(min(view.sizeHintForColumn(0) + theme().px(32), theme().px(640)))
        super().showPopup()

    def wheelEvent(self, event: Any) -> None:
        """A wheel that scrolls the page must not change an answer."""
        event.ignore()


def known_field(name: str) -> ChoiceField:
    """Yes, no, or not looked at yet."""
    return ChoiceField(name, (True, False), empty="未查", say={True: "有", False: "无"}.__getitem__)


class FlagsField(QWidget):
    """Several words of a closed list, each to be ticked."""

    committed = Signal(object)
    caption_drop = 0

    def __init__(self, name: str, words: Sequence[StrEnum]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._name, self._layout = name, FlowLayout(self)
        self._ticks: dict[Any, QCheckBox] = {}
        for word in words:
            self._add(word)
        self.setFocusProxy(next(iter(self._ticks.values())))

    def _add(self, word: StrEnum) -> None:
        tick = QCheckBox(label(word))
        tick.setAccessibleName(f"{self._name}：{label(word)}")
        tick.clicked.connect(self._on_ticked)
        self._layout.addWidget(tick)
        self._ticks[word] = tick

    def show_value(self, value: Sequence[StrEnum]) -> None:
        """Words that only a newer program knows join the list, so that they are seen and stay."""
        for word in value:
            if is_foreign(word) and word not in self._ticks:
                self._add(word)
        for word, tick in self._ticks.items():
            tick.setChecked(word in value)

    def commit(self) -> None:
        """Ticking commits at once."""

    def _on_ticked(self) -> None:
        self.committed.emit(tuple(word for word, tick in self._ticks.items() if tick.isChecked()))


class TickField(QCheckBox):
    """Yes or no."""

    committed = Signal(object)
    caption_drop = 0

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setAccessibleName(name)
        self.clicked.connect(lambda on: self.committed.emit(on))

    def show_value(self, value: Any) -> None:
        self.setChecked(bool(value))

    def commit(self) -> None:
        """Ticking commits at once."""

    def event(self, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and event.key() in _ENTER:  # type: ignore[attr-defined]
            return bool(self.focusNextChild())
        return super().event(event)


def _stack(owner: QWidget, *parts: QWidget) -> None:
    layout = QVBoxLayout(owner)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme().px(2))
    for part in parts:
        layout.addWidget(part)


def _idle_timer(owner: QWidget, then: Callable[[], None]) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(IDLE_MS)
    timer.timeout.connect(then)
    return timer
