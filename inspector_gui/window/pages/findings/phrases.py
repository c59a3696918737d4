"""The library of wordings as a list over the form: type to narrow it, Enter takes a sentence."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QVBoxLayout, QWidget

from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import text

_LIST_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class PhraseList(QFrame):
    """Tells `chosen(text)`."""

    chosen = Signal(str)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._texts: Sequence[str] = ()
        self._back: QWidget | None = None
        self.setProperty("role", "card")
        self.box = QLineEdit()
        self.box.setAccessibleName("查找用语")
        self.box.setPlaceholderText("输入几个字缩小范围")
        self.list = QListWidget()
        self.list.setAccessibleName("用语")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(10), px(10), px(10), px(8))
        layout.setSpacing(px(6))
        layout.addWidget(self.box)
        layout.addWidget(self.list, 1)
        layout.addWidget(text("↑ ↓ 选择 · Enter 放入 · Esc 关闭 · ____ 处请补填", "hint"))
        self.box.textChanged.connect(self._narrow)
        self.box.installEventFilter(self)
        self.list.itemClicked.connect(lambda _: self._take())
        self.hide()

    def offer(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._back = self.window().focusWidget()
        self.box.clear()
        self._narrow("")
        area = self._over.rect()
        self.setGeometry(
            area.adjusted(theme().px(16), area.height() // 8, -theme().px(16), -theme().px(12))
        )
        self.show()
        self.raise_()
        self.box.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and self._takes(event):
                return True
        if event.type() == QEvent.Type.FocusOut and watched is self.box:
            self.hide()
        return super().eventFilter(watched, event)

    def _takes(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif event.key() == Qt.Key.Key_Escape:
            self._close()
        elif event.key() in _LIST_KEYS:
            self.list.keyPressEvent(event)
        else:
            return False
        return True

    def _narrow(self, typed: str) -> None:
        terms = typed.split()
        self.list.clear()
        self.list.addItems(
            [phrase for phrase in self._texts if all(word in phrase for word in terms)]
        )
        self.list.setCurrentRow(0)

    def _take(self) -> None:
        item = self.list.currentItem()
        self._close()
        if item is not None:
            self.chosen.emit(item.text())

    def _close(self) -> None:
        self.hide()
        if self._back is not None:
            self._back.setFocus(Qt.FocusReason.PopupFocusReason)
