"""The fields of forms. Each tells `committed` when it is left, confirmed or idle."""

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from datetime import date
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from db.masking import mask_numbers
from db.vocabulary import Naming
from inspector_gui.labels import label
from inspector_gui.parsing import Unreadable, read_count, read_day, read_yuan, show_yuan
from inspector_gui.window.forms.autosave import (
    NUMBER_MASKED,
    Autosave,
    seen,
    so_far,
    split_at,
    units,
)
from inspector_gui.window.forms.edits import Committed
from inspector_gui.window.forms.undoing import TypingUndone
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.unkept import unkept
from inspector_gui.window.widgets.elements import fix_width, restyle
from inspector_gui.window.widgets.elements import text as plain_label
from inspector_gui.window.widgets.flow import FlowLayout

COMMITTED = "2committed(PyObject)"
"""How Qt itself names the signal."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def as_line(typed: str) -> str:
    """What was typed, as one line of text."""
    return " ".join(typed.split())


class LineField(QWidget):
    """One line. `read` turns what was typed into a value, `show` a value into what is shown."""

    committed = Signal(Committed)

    def __init__(
        self,
        name: str,
        *,
        read: Callable[[str], Any] = as_line,
        show: Callable[[Any], str] = lambda value: "" if value is None else str(value),
        hint: str = "",
        limit: int = 200,
    ) -> None:
        super().__init__()
        self._read, self._show = read, show
        self.is_text = read is as_line
        self._kept: Any = None
        self._remark = ""
        self._refused = self._held_back = False
        self._passed_over: list[Any] = []
        self.box = QLineEdit()
        self.box.setAccessibleName(name)
        self.box.setPlaceholderText(hint)
        self.box.setMaxLength(limit)
        self._cut = f"最多 {limit} 个字，多出的没有放入"
        self._word = plain_label(role="error")
        self._word.hide()
        _stack(self, self.box, self._word)
        self.setFocusProxy(self.box)
        self._undone = TypingUndone(
            self.box, self.box.text, lambda: self._show(self._kept), self._put
        )
        self._autosave = Autosave(self, self._on_paused, self._keep_so_far)
        self.box.textEdited.connect(self._on_typed)
        self.box.editingFinished.connect(self.commit)
        self.box.inputRejected.connect(self._on_cut)

    def show_value(self, value: Any) -> None:
        """Show what is kept; what is just being typed is not overwritten."""
        if self._autosave.typing or (self._held_back and value == self._kept):
            self._passed_over = [value]
            return
        masked = self.is_text and value == mask_numbers(self.box.text()) != self.box.text()
        self._kept, self._passed_over = value, []
        self._refused = self._held_back = False
        self._undone.forget()
        if self.box.text() != self._show(value):
            self.box.setText(self._show(value))
            if not self.box.hasFocus():
                self.box.setCursorPosition(0)  # what is longer than its box shows its beginning
            self._remark = NUMBER_MASKED if masked else ""
        self._complain("")
        self._note()

    def commit(self) -> None:
        """Keep what was typed, or say at the field what is wrong with it."""
        self._autosave.stop()
        self._held_back = False
        if self.box.text() == self._show(self._kept):
            self._complain("")
            self._catch_up()
            return
        try:
            value = self.take()
        except Unreadable:
            self._note()
            return
        self._keep(value)

    def _on_cut(self) -> None:
        self._remark = self._cut
        self._complain("")

    def _is_full(self, typed: str) -> bool:
        """Qt counts in units of UTF-16, and cuts no character in two."""
        return len(typed.encode("utf-16-le", "surrogatepass")) // 2 >= self.box.maxLength() - 1

    def _on_typed(self, typed: str) -> None:
        text, cursor, word = seen(typed, self.box.cursorPosition())
        if self._remark == self._cut and self._is_full(typed):
            word = self._cut
        if text != typed:
            self.box.setText(text)
            self.box.setCursorPosition(cursor)
        if self._remark != word:
            self._remark = word
            self._complain("")
        self._refused = self._held_back = False
        self._autosave.typed()
        self._note()

    def _on_paused(self) -> None:
        """Of a text that is still in hand, a number that is only begun waits for its end."""
        typed = self.box.text()
        if self.is_text and so_far(typed, self.box.cursorPosition()) != typed:
            self._autosave.stop()
            self._keep_so_far()
        else:
            self.commit()

    def _keep_so_far(self) -> None:
        """While typing goes on; figures and dates are kept whole, when they are read."""
        typed = self.box.text()
        kept = so_far(typed, self.box.cursorPosition())
        if self.is_text:
            self._held_back = kept != typed
            with suppress(Unreadable):
                self._keep(self._read(kept))

    def _keep(self, value: Any) -> None:
        before = self._kept
        if value != before and self._show(value) != self._show(before):
            self._kept = value
            if not unkept().delivered(lambda: self.committed.emit(Committed(value))):
                self._kept, self._refused = before, True
        self._catch_up()

    def _catch_up(self) -> None:
        """Show what was passed over while typing went on."""
        if self._passed_over and not self._autosave.typing and not self._holds_unkept:
            self.show_value(self._passed_over[-1])
        self._note()

    @property
    def _holds_unkept(self) -> bool:
        return self.box.text() != self._show(self._kept)

    def _note(self) -> None:
        by_itself = self.receivers(COMMITTED) > 0
        held = self._holds_unkept if by_itself else bool(self.box.text())
        unkept().note(self, unkept=held, kept_by_itself=by_itself)

    @property
    def wrong(self) -> bool:
        """What stands in the field cannot be meant; a word beside it says why."""
        return bool(self.box.property("wrong"))

    def show_again(self, value: object, *, same: bool) -> None:
        """Of the `same` thing, what was typed wrongly stays beside its word to be put right."""
        if not (same and (self.wrong or self._refused) and value == self._kept):
            self.show_value(value)

    def narrow(self, width: float) -> None:
        """The box is this wide; the word below it has the room it needs."""
        fix_width(self.box, width)
        layout = self.layout()
        if layout is not None:
            layout.setAlignment(self.box, Qt.AlignmentFlag.AlignLeft)

    def take(self) -> Any:
        """What is typed now. Says at the field what is wrong with it, and raises Unreadable."""
        self._autosave.stop()
        try:
            value = self._read(self.box.text())
        except Unreadable as wrong:
            self._complain(str(wrong))
            raise
        self._complain("")
        return value

    def suggest(self, value: Any) -> None:
        """Put in what may be taken as it is; nothing is kept by that."""
        self.box.setText(self._show(value))

    def clear(self) -> None:
        self._autosave.stop()
        self._kept, self._passed_over = None, []
        self.box.clear()
        self._remark = ""
        self._complain("")
        self._note()

    def _put(self, typed: str) -> None:
        """As if it had been typed."""
        self.box.setText(typed)
        self._autosave.typed()
        self._note()

    def _complain(self, words: str) -> None:
        """What is wrong with what is typed; where nothing is, what was done with it."""
        self._word.setText(words or self._remark)
        self._word.setVisible(bool(words or self._remark))
        self.box.setAccessibleDescription(words or self._remark)
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
        text = " ".join(typed.split())
        if not text:
            raise Unreadable(f"请填{name}")
        return text

    field = LineField(name, read=read, hint=hint, limit=limit)
    field.is_text = True
    return field


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

    committed = Signal(Committed)

    def __init__(self, name: str, *, hint: str = "", lines: int = 3, limit: int = 4000) -> None:
        super().__init__()
        self._kept, self._limit, self._lines = "", limit, lines
        self._sound, self._remark = "", ""
        self._refused = self._held_back = False
        self._passed_over: list[str] = []
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self._word = plain_label(role="error")
        self._word.setParent(self)
        self._word.setAutoFillBackground(True)
        self._word.hide()
        self._undone = TypingUndone(self, self.toPlainText, lambda: self._kept, self._retype)
        self._autosave = Autosave(self, self._on_paused, self._keep_so_far)
        self.textChanged.connect(self._on_typed)
        theme().changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        height = self.fontMetrics().lineSpacing() * self._lines + theme().px(16)
        self.setMinimumHeight(height)
        self.setMaximumHeight(height)

    def show_value(self, value: str) -> None:
        """Show what is kept; what is just being typed is not overwritten."""
        if self._autosave.typing or (self._held_back and (value or "") == self._kept):
            self._passed_over = [value or ""]
            return
        typed, place = self.toPlainText(), self.textCursor().position()
        self._kept, self._passed_over = value or "", []
        self._refused = self._held_back = False
        self._undone.forget()
        masked = self._kept == mask_numbers(typed) != typed
        if typed != self._kept:
            self._remark = NUMBER_MASKED if masked else ""
            self._put(self._kept)
            if masked:
                self._go_to(units(mask_numbers(split_at(typed, place)[0])))
            elif self.hasFocus():
                self.moveCursor(QTextCursor.MoveOperation.End)
        self._complain("")
        self._note()

    def show_again(self, value: str, *, same: bool) -> None:
        """Of the `same` thing, what could not be kept stays in the field."""
        if not (same and self._refused and (value or "") == self._kept):
            self.show_value(value)

    def commit(self) -> None:
        """Keep what was typed."""
        self._autosave.stop()
        self._held_back = False
        self._keep(self.toPlainText())

    def _on_paused(self) -> None:
        self._autosave.stop()
        self._keep_so_far()

    def _keep_so_far(self) -> None:
        """While it is in hand, a number that is only begun waits for its end."""
        typed = self.toPlainText()
        kept = so_far(typed, self.textCursor().position())
        self._held_back = kept != typed
        self._keep(kept)

    def _keep(self, value: str) -> None:
        before = self._kept
        if value != before:
            self._kept = value
            if not unkept().delivered(lambda: self.committed.emit(Committed(value))):
                self._kept, self._refused = before, True
        if self._passed_over and not self._autosave.typing and not self._holds_unkept:
            self.show_value(self._passed_over[-1])
        self._note()

    @property
    def _holds_unkept(self) -> bool:
        return self.toPlainText() != self._kept

    def _note(self) -> None:
        unkept().note(self, unkept=self._holds_unkept, kept_by_itself=True)

    def _put(self, value: str) -> None:
        self._sound = value
        self.blockSignals(True)  # noqa: FBT003  # Qt's signature
        self.setPlainText(value)
        self.blockSignals(False)  # noqa: FBT003

    def _go_to(self, place: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(max(0, min(place, units(self._sound))))
        self.setTextCursor(cursor)

    def _retype(self, typed: str) -> None:
        """As if it had been typed."""
        self._put(typed)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self._autosave.typed()
        self._note()

    def _on_typed(self) -> None:
        """Too much at once is taken out again whole: better than half a sentence."""
        place = self.textCursor().position()
        typed, cursor, word = seen(self.toPlainText(), place)
        if len(typed) > self._limit:
            self._put(self._sound)
            self._go_to(place - (units(typed) - units(self._sound)))
            self._complain(f"共 {len(typed)} 字，最多 {self._limit} 字；刚才的没有放入")
            return
        if typed != self.toPlainText():
            self._put(typed)
            self._go_to(cursor)
        self._sound, self._refused, self._held_back = typed, False, False
        self._remark = word
        self._complain("")
        self._autosave.typed()
        self._note()

    def _complain(self, words: str) -> None:
        """What is wrong with what is typed; where nothing is, what was done with it."""
        self._word.setText(words or self._remark)
        self._word.setVisible(bool(words or self._remark))
        self.setAccessibleDescription(words or self._remark)
        self._word.adjustSize()
        self._word.move(theme().px(8), self.height() - self._word.height() - theme().px(3))
        if bool(self.property("wrong")) != bool(words):
            self.setProperty("wrong", bool(words))
            restyle(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.commit()


def is_foreign(value: object) -> bool:
    """A word of a list that only names things, which this program does not know."""
    return isinstance(value, Naming) and not value.is_known


class ChoiceField(QComboBox):
    """One value of a closed list, as `say` calls it; its number key chooses it."""

    committed = Signal(Committed)

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
        self.activated.connect(lambda _: self.committed.emit(Committed(self.value)))

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
            self.committed.emit(Committed(self.value))
        else:
            super().keyPressEvent(event)

    def showPopup(self) -> None:
        """Wide enough to read what is chosen among, however narrow the field is."""
        view = self.view()
        view.setMinimumWidth(min(view.sizeHintForColumn(0) + theme().px(32), theme().px(640)))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel that scrolls the page must not change an answer."""
        event.ignore()


def known_field(name: str) -> ChoiceField:
    """Yes, no, or not looked at yet."""
    return ChoiceField(name, (True, False), empty="未查", say={True: "有", False: "无"}.__getitem__)


def answer_field(name: str) -> ChoiceField:
    """A question that is answered yes or no, or not yet."""
    return ChoiceField(name, (True, False), empty="未填", say={True: "是", False: "否"}.__getitem__)


class FlagsField(QWidget):
    """Several words of a closed list, each to be ticked."""

    committed = Signal(Committed)
    caption_drop = 0

    def __init__(self, name: str, words: Sequence[StrEnum]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._name, self._layout = name, FlowLayout(self)
        self._ticks: dict[StrEnum, QCheckBox] = {}
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

    def offer(self, words: Collection[StrEnum]) -> None:
        """Show these of the list alone; what is ticked is shown beside them."""
        for word, tick in self._ticks.items():
            tick.setVisible(word in words or tick.isChecked())

    def commit(self) -> None:
        """Ticking commits at once."""

    def _on_ticked(self) -> None:
        ticked = tuple(word for word, tick in self._ticks.items() if tick.isChecked())
        self.committed.emit(Committed(ticked))


class TickField(QCheckBox):
    """Yes or no."""

    committed = Signal(Committed)
    caption_drop = 0

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setAccessibleName(name)
        self.clicked.connect(lambda on: self.committed.emit(Committed(on)))

    def show_value(self, value: bool | None) -> None:  # shown as it is kept
        self.setChecked(bool(value))

    def commit(self) -> None:
        """Ticking commits at once."""

    def event(self, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and event.key() in _ENTER:  # type: ignore[attr-defined]
            return bool(self.focusNextChild())
        return super().event(event)


#: Any of them; a page may bring one of its own that does the same.
Field = LineField | ProseField | ChoiceField | FlagsField | TickField


def _stack(owner: QWidget, *parts: QWidget) -> None:
    layout = QVBoxLayout(owner)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme().px(2))
    for part in parts:
        layout.addWidget(part)
