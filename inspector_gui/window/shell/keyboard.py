"""One law of keys for every page: Esc leads back, Enter presses, a letter on a button works."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from inspector_gui.window.shell.window import Window
from inspector_gui.window.shell.workbench import Workbench
from inspector_gui.window.widgets.elements import Button

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_TAKES_TEXT = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class Keyboard(QObject):
    """Hears the keys of whatever has the focus in the window before that does.

    It listens to one widget at a time: a filter on the application would be asked of every paint.
    """

    def __init__(self, window: Window, bench: Callable[[], Workbench | None]) -> None:
        super().__init__(window)
        self._window, self._bench = window, bench
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # noqa: S101  # a window has one
        application.focusChanged.connect(self._follow)
        window.installEventFilter(self)  # where nothing has the focus

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        if before not in (None, self._window) and isValid(before):
            before.removeEventFilter(self)
        if now is not None and now.window() is self._window:
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        focus, bench, plain = watched, self._bench(), event.modifiers() in _PLAIN
        if not isinstance(focus, QWidget):
            return False
        if event.key() in _ENTER and plain and _press(focus):
            return True
        if bench is None:
            return False
        bench.put_off()
        if event.key() == Qt.Key.Key_Tab and plain:
            return bench.tab_to_panel(focus)
        key = _name_of(event)
        return _may_press(key, focus) and _press_shown(key, bench)

    def go_back(self) -> None:
        """From a field or a panel to the page's list, from there to the page itself."""
        bench = self._bench()
        if bench is not None:
            bench.go_back(self._window.focusWidget())


def _press(focus: QWidget) -> bool:
    """Whether Enter pressed a button; a tick is a field, Enter goes on from it."""
    if not isinstance(focus, QAbstractButton) or isinstance(focus, QCheckBox):
        return False
    focus.click()
    return True


def _name_of(event: QKeyEvent) -> str:
    """As it is printed on a button: `P`, `F2`, `Ctrl+Enter`."""
    return (
        QKeySequence(event.keyCombination())
        .toString()
        .replace("Return", "Enter")
        .replace("Num+", "")
    )


def _may_press(key: str, focus: QWidget) -> bool:
    """A letter is typed where text is, and so is what was copied, unless it is a table."""
    if len(key) == 1:
        return key.isalpha() and not isinstance(focus, _TAKES_TEXT)
    if key == "Ctrl+V" and isinstance(focus, QPlainTextEdit | QTextEdit):
        return False
    if key == "Ctrl+V" and isinstance(focus, QLineEdit | QAbstractSpinBox):
        copied = QGuiApplication.clipboard().text().strip()
        return "\t" in copied or "\n" in copied
    return "+" in key or key[:1] == "F"


def _press_shown(key: str, bench: Workbench) -> bool:
    found = next((button for button in _buttons(bench) if button.key == key), None)
    if found is not None:
        found.click()
    return found is not None


def _buttons(bench: Workbench) -> Iterator[Button]:
    """What could be pressed now on the page and beside it, also while the panel is folded."""
    page = bench.page()
    for part in (page, page.context):
        if part is None:
            continue
        for button in part.findChildren(Button):
            if button.isEnabled() and button.isVisibleTo(part):
                yield button
