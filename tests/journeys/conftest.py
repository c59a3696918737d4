"""A real window on a real file, driven by keys alone."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt, QThreadPool
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from shiboken6 import isValid

from db.vocabulary import Desk as DeskKind
from inspector_gui.window.app import furnish
from inspector_gui.window.pages import pages_for, tabs_of
from inspector_gui.window.shell.frame import Frame
from inspector_gui.window.shell.window import Window
from inspector_gui.window.theme.theme import Theme
from inspector_gui.window.widgets.elements import Chip, ElidedLabel
from tests.sharing import recorded_demo


@pytest.fixture
def settings_apart(tmp_path: Path) -> None:
    QSettings.setPath(
        QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path / "settings")
    )


@pytest.fixture(scope="session")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo with all it records. Copy from it; never write to it."""
    return recorded_demo(tmp_path_factory)


@dataclass
class Desk:
    """The window as its user has it: keys in, pictures out."""

    window: Window
    frame: Frame
    #: How many keys were pressed.
    pressed: int = 0

    @property
    def bench(self) -> Any:
        return self.frame.bench

    def key(self, keys: str) -> None:
        """Press a shortcut, such as `Ctrl+K`."""
        *modifiers, name = keys.split("+")
        mask = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            mask |= _MODIFIERS[modifier]
        self.pressed += 1
        QTest.keyClick(self.focus(), _KEYS.get(name, name), mask)
        self.settle()

    @contextmanager
    def task(self, name: str, *, things: int = 1, at_most: float) -> Iterator[None]:
        """What a thing of this task costs in keys; `python -m benchmarks keystrokes` hears it."""
        before = self.pressed
        yield
        keys = (self.pressed - before) / things
        if path := os.environ.get("KEYSTROKES"):
            told = {"name": name, "keys": keys, "at_most": at_most}
            with Path(path).open("a", encoding="utf-8") as stream:
                stream.write(json.dumps(told, ensure_ascii=False) + "\n")
        assert keys <= at_most, f"{name}: {keys:.1f} keys"

    def page(self, key: str) -> Any:
        """Turn to a page by its number key; its place among the tabs may change."""
        number = self.place(key) + 1
        self.key(f"Ctrl+{number}" if number < 10 else "Ctrl+J")
        return self.bench.page()

    def campaign_page(self, key: str) -> Any:
        """Turn to a page of the campaign by the number of its tab, pressed until it is there."""
        tabs = tabs_of(pages_for(DeskKind.BUREAU, of_school=False))
        [number] = [n for n, tab in enumerate(tabs, 1) if key in [page.key for page in tab.pages]]
        for _ in range(len(tabs[number - 1].pages) + 1):
            if self.bench.tabs.current.key != key:
                self.key(f"Alt+{number}")
        assert self.bench.tabs.current.key == key
        return self.bench.page()

    def place(self, key: str) -> int:
        """Which of the chosen visit's pages it is, from 0."""
        desk = self.bench.desk
        shown = pages_for(desk.kind, of_school=True, inspection=desk.inspection)
        return [spec.key for spec in shown].index(key)

    def tab(self, key: str) -> str:
        """What a page's tab says."""
        return self.tab_of(key)

    def tab_of(self, key: str) -> str:
        """What a page's tab says, at whichever desk."""
        self.follow()
        return str(self.bench.tabs.text_of(key))

    def type(self, text: str) -> None:
        """Type into whatever has the keyboard; what has no key comes from an input method."""
        self.pressed += len(text)
        for character in text:
            if character == "\n":
                QTest.keyClick(self.focus(), Qt.Key.Key_Return)
            elif character.isascii():
                QTest.keyClick(self.focus(), character)
            else:
                composed = QInputMethodEvent()
                composed.setCommitString(character)
                QApplication.sendEvent(self.focus(), composed)
        self.settle()

    def undo_text(self) -> str:
        self.follow()
        return str(self.frame.menus.undo.text())

    def redo_text(self) -> str:
        self.follow()
        return str(self.frame.menus.redo.text())

    def follow(self) -> None:
        """Wait until what is around the page shows the last change."""
        self.until(lambda: not self.bench.behind, "what is around the page follows")

    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    # what is on the screen, as who looks at it or hears it read out meets it

    def names(self) -> list[str]:
        """What all there is is called."""
        return [
            widget.accessibleName() for widget in self._seen(QWidget) if widget.accessibleName()
        ]

    def find(self, name: str, kind: Any = QWidget) -> Any:
        """The widget that is called so."""
        found = [widget for widget in self._seen(kind) if widget.accessibleName() == name]
        assert found, f"nothing on the screen is called {name}"
        return found[0]

    def texts(self) -> list[str]:
        """Every text: labels, what stands on buttons, chips."""
        return [words for widget in self._seen(QWidget) if (words := _text_of(widget))]

    def says(self, part: str) -> str:
        """The text that has this in it, whole; '' where none has."""
        return next((words for words in self.texts() if part in words), "")

    def line(self, start: str) -> str:
        """The text that begins so, whole; '' where none does."""
        return next((words for words in self.texts() if words.startswith(start)), "")

    def label(self, part: str) -> QLabel:
        """The label that has this in its text."""
        return next(widget for widget in self._seen(QLabel) if part in widget.text())

    def button(self, part: str) -> QAbstractButton:
        """The button that has this on it, or is called so."""
        found: list[QAbstractButton] = []

        def seen() -> bool:
            buttons = self._seen(QAbstractButton)
            found[:] = [
                button
                for button in buttons
                if part in button.text() or part == button.accessibleName()
            ]
            return bool(found)

        self.until(seen, f"the button {part}")
        return found[0]

    def word(self, name: str) -> str:
        """What is said of the field with this name: what is wrong with what stands in it."""
        return str(self.find(name).accessibleDescription())

    def _seen(self, kind: Any) -> Iterator[Any]:
        """One after the other: while it is gone through, what was closed before may be let go."""
        for top in QApplication.topLevelWidgets():
            if isValid(top) and top.isVisible():
                for widget in top.findChildren(kind):
                    if isValid(widget) and widget.isVisible():
                        yield widget

    def tab_to(self, name: str, limit: int = 200) -> None:
        """Tab on until the widget with this accessible name has the keyboard."""
        for _ in range(limit):
            if self.focus().accessibleName() == name:
                return
            self.key("Tab")
        raise AssertionError(f"Tab never reached {name}")

    def settle(self) -> None:
        """Until events are handled; a dialog that was opened has the keyboard once the display
        has turned to it, which takes a busy one a while."""
        for _ in range(3):
            QApplication.processEvents()
        dialog = QApplication.activeModalWidget()
        if dialog is not None and dialog.isVisible() and os.environ["QT_QPA_PLATFORM"] == "xcb":
            self.until(lambda: _has_keyboard(dialog), "the dialog has the keyboard")

    def until(self, holds: Callable[[], bool], what: str, turns: int = 3000) -> None:
        """Wait for a fact, handling events and finished jobs meanwhile."""
        for _ in range(turns):
            if holds():
                return
            QThreadPool.globalInstance().waitForDone(50)
            QTest.qWait(10)
        raise AssertionError(f"never came: {what}")


def _has_keyboard(dialog: QWidget) -> bool:
    """Or is gone again, or another lies over it; one that is only read has nothing to type into."""
    focus = QApplication.focusWidget()
    return (
        QApplication.activeModalWidget() is not dialog
        or QApplication.activePopupWidget() is not None
        or (focus.window() if focus is not None else QApplication.activeWindow()) is dialog
    )


def _text_of(widget: QWidget) -> str:
    """What stands on a widget; what is painted is its name."""
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    return widget.accessibleName() if isinstance(widget, Chip | ElidedLabel) else ""


_MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
}
_KEYS: dict[str, Any] = {
    "Tab": Qt.Key.Key_Tab,
    "Enter": Qt.Key.Key_Return,
    "Esc": Qt.Key.Key_Escape,
    "Up": Qt.Key.Key_Up,
    "Down": Qt.Key.Key_Down,
    "Left": Qt.Key.Key_Left,
    "Right": Qt.Key.Key_Right,
    "PageUp": Qt.Key.Key_PageUp,
    "PageDown": Qt.Key.Key_PageDown,
    "End": Qt.Key.Key_End,
    "Space": Qt.Key.Key_Space,
    "Backspace": Qt.Key.Key_Backspace,
    "Home": Qt.Key.Key_Home,
    "Delete": Qt.Key.Key_Delete,
    "F2": Qt.Key.Key_F2,
    "F1": Qt.Key.Key_F1,
    "=": Qt.Key.Key_Equal,
    "F4": Qt.Key.Key_F4,
    "F6": Qt.Key.Key_F6,
    "F7": Qt.Key.Key_F7,
    "F8": Qt.Key.Key_F8,
    "F9": Qt.Key.Key_F9,
    **{str(n): getattr(Qt.Key, f"Key_{n}") for n in range(10)},
    **{letter: getattr(Qt.Key, f"Key_{letter}") for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
}


@pytest.fixture
def opened(qtbot: Any, qapp: QApplication, settings_apart: None) -> Iterator[Callable[..., Desk]]:
    """Open a file in a window of its own; everything is closed afterwards.

    A team's first member records, as the window remembers from the day before; or `nobody` yet.
    """
    desks: list[Desk] = []
    if qapp.findChild(Theme) is None:
        Theme(qapp)

    def open_(path: Path, *, nobody: bool = False) -> Desk:
        window = Window()
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        desk = Desk(window, furnish(window, [path]))
        window.resize(1366, 728)  # as on a laptop, also where the screen is made up and smaller
        desks.append(desk)
        if desk.bench is not None and desk.bench.desk.is_nobody and not nobody:
            desk.bench.status.person_chosen.emit(desk.bench.desk.people[0].id)
        desk.settle()
        return desk

    yield open_
    for desk in desks:
        desk.window.close()
        desk.window.deleteLater()
        desk.settle()
