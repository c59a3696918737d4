"""The fields of forms. Each tells `committed` when it is left, confirmed or idle."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from db.masking import mask_numbers
from inspector_gui.parsing import Unreadable, grouped_yuan, read_count, read_day, read_yuan
from inspector_gui.window.forms.autosave import (
    NUMBER_MASKED,
    Autosave,
    seen,
    so_far,
)
from inspector_gui.window.forms.edits import Committed
from inspector_gui.window.forms.undoing import TypingUndone
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.unkept import unkept
from inspector_gui.window.widgets.elements import fix_width, restyle
from inspector_gui.window.widgets.elements import text as plain_label

COMMITTED = "2committed(PyObject)"
"""How Qt itself names the signal."""


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
        self._remark = self._warned = ""
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

    def warn(self, message: str) -> None:
        """Say below what is kept that it is to be looked at again; empty: no more."""
        if message or self._warned:
            self._word.setWordWrap(True)
            self._remark, self._warned = message, message
            self._complain("")

    def _put(self, typed: str) -> None:
        """As if it had been typed."""
        self.box.setText(typed)
        self._autosave.typed()
        self._note()

    def _complain(self, message: str) -> None:
        """What is wrong with what is typed; where nothing is, what was done with it."""
        self._word.setText(message or self._remark)
        self._word.setVisible(bool(message or self._remark))
        self.box.setAccessibleDescription(message or self._remark)
        if bool(self.box.property("wrong")) != bool(message):
            self.box.setProperty("wrong", bool(message))
            restyle(self.box)


def count_field(name: str, hint: str = "") -> LineField:
    return LineField(name, read=read_count, hint=hint, limit=12)


def money_field(name: str, hint: str = "元") -> LineField:
    return LineField(name, read=read_yuan, show=grouped_yuan, hint=hint, limit=18)


class DayField(LineField):
    """A day. `within`: between which days it mostly lies; a day without a year is the last one
    there, else the one in the year of `near`."""

    def __init__(self, name: str, near: Callable[[], date], hint: str) -> None:
        super().__init__(name, read=self._read_day, hint=hint, limit=12)
        self._near = near
        self.within: tuple[date | None, date | None] = (None, None)

    def _read_day(self, typed: str) -> date | None:
        return read_day(typed, self._near(), self.within)


def day_field(name: str, near: Callable[[], date], hint: str = "年-月-日") -> DayField:
    return DayField(name, near, hint)


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


def _stack(owner: QWidget, *parts: QWidget) -> None:
    layout = QVBoxLayout(owner)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme().px(2))
    for part in parts:
        layout.addWidget(part)
