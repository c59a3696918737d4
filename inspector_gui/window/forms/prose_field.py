"""A field of running text, as tall as what is in it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QTextCursor
from PySide6.QtWidgets import (
    QPlainTextEdit,
)

from db.masking import mask_numbers
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
from inspector_gui.window.widgets.elements import restyle
from inspector_gui.window.widgets.elements import text as plain_label


class ProseField(QPlainTextEdit):
    """Several lines; Tab leaves it. What does not fit is never let in, and that is said."""

    committed = Signal(Committed)

    def __init__(self, name: str, *, hint: str = "", lines: int = 3, limit: int = 4000) -> None:
        super().__init__()
        self._kept, self._limit, self._lines = "", limit, lines
        self._sound, self._remark, self._warned = "", "", ""
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
        typed, position = self.toPlainText(), self.textCursor().position()
        self._kept, self._passed_over = value or "", []
        self._refused = self._held_back = False
        self._undone.forget()
        masked = self._kept == mask_numbers(typed) != typed
        if typed != self._kept:
            self._remark = NUMBER_MASKED if masked else ""
            self._put(self._kept)
            if masked:
                self._go_to(units(mask_numbers(split_at(typed, position)[0])))
            elif self.hasFocus():
                self.moveCursor(QTextCursor.MoveOperation.End)
        self._complain("")
        self._note()

    def show_again(self, value: str, *, same: bool) -> None:
        """Of the `same` thing, what could not be kept stays in the field."""
        if not (same and self._refused and (value or "") == self._kept):
            self.show_value(value)

    def warn(self, message: str) -> None:
        """Say below what is kept that it is to be looked at again; empty: no more."""
        if message or self._warned:
            self._remark, self._warned = message, message
            self._complain("")

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

    def _go_to(self, position: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(max(0, min(position, units(self._sound))))
        self.setTextCursor(cursor)

    def _retype(self, typed: str) -> None:
        """As if it had been typed."""
        self._put(typed)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self._autosave.typed()
        self._note()

    def _on_typed(self) -> None:
        """Too much at once is taken out again whole: better than half a sentence."""
        position = self.textCursor().position()
        typed, cursor, word = seen(self.toPlainText(), position)
        if len(typed) > self._limit:
            self._put(self._sound)
            self._go_to(position - (units(typed) - units(self._sound)))
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

    def _complain(self, message: str) -> None:
        """What is wrong with what is typed; where nothing is, what was done with it."""
        self._word.setText(message or self._remark)
        self._word.setVisible(bool(message or self._remark))
        self.setAccessibleDescription(message or self._remark)
        self._word.adjustSize()
        self._word.move(theme().px(8), self.height() - self._word.height() - theme().px(3))
        if bool(self.property("wrong")) != bool(message):
            self.setProperty("wrong", bool(message))
            restyle(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.commit()
