"""A line that asks why: common reasons under digit keys, others in words."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, text

Then = Callable[[str, object], None]


class ReasonBox(QLineEdit):
    """While it is empty a digit takes the reason under it; Enter gives it, Esc gives up."""

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(200)
        self.setAccessibleName("理由")
        self.ready: Sequence[str] = ()
        self.gave_up: Callable[[], None] = self.clear

    def event(self, event: QEvent) -> bool:
        """Esc is meant for the line, not for whoever else waits for it."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if not self.text() and typed.isdigit() and 0 < int(typed) <= len(self.ready):
            self.setText(self.ready[int(typed) - 1])
        elif event.key() == Qt.Key.Key_Escape:
            self.gave_up()
        else:
            super().keyPressEvent(event)


class ReasonLine(QFrame):
    """Asks once: what (where there is a choice) and why. Seen only while it asks.

    Tells `ended`, answered or not.
    """

    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._caption, self._hint = text(role="title", wrap=True), text(role="hint", wrap=True)
        self._choices = QComboBox()
        self._choices.setAccessibleName("对象")
        self.box = ReasonBox()
        self._give, self._stop = button("确定", "main"), button("取消")
        self._then: Then | None = None
        self.box.gave_up = self.end
        self.box.returnPressed.connect(self._on_given)
        self._give.clicked.connect(self._on_given)
        self._stop.clicked.connect(self.end)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        px = theme().px
        line = QHBoxLayout()
        line.setSpacing(px(8))
        line.addWidget(self._choices)
        line.addWidget(self.box, 1)
        line.addWidget(self._give)
        line.addWidget(self._stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(12), px(10), px(12), px(10))
        layout.setSpacing(px(6))
        layout.addWidget(self._caption)
        layout.addLayout(line)
        layout.addWidget(self._hint)

    def ask(
        self,
        caption: str,
        ready: Sequence[str],
        then: Then,
        choices: Sequence[tuple[str, object]] = (),
    ) -> None:
        """`then(reason, choice)` hears the answer; `choices` by what is read of them."""
        self._then = then
        self._caption.setText(caption)
        self.box.ready = ready
        self.box.clear()
        self.box.setPlaceholderText("按数字选常用理由，或直接写")
        self._hint.setText("　".join(f"{n} {reason}" for n, reason in enumerate(ready, 1)))
        self._choices.clear()
        for title, data in choices:
            self._choices.addItem(title, data)
        self._choices.setVisible(bool(choices))
        self.show()
        (self._choices if choices else self.box).setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        self._then = None
        if self.isVisible():
            self.hide()
            self.ended.emit()

    def _on_given(self) -> None:
        reason, choice, then = self.box.text().strip(), self._choices.currentData(), self._then
        if not reason:
            self.box.setPlaceholderText("要写理由")
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.end()
        if then is not None:
            then(reason, choice)
