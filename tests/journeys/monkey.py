"""Does so many things on one page of a real window; says what went wrong.

    python monkey.py FILE PAGE SEED NUMBER FOLDER

FOLDER holds files that a careless user might choose. Exit 0: nothing wrong. 1: a fault, told on
stdout after the last things it did. 3: the window hung; where, is on stderr.
"""

import faulthandler
import logging
import random
import sys
import traceback
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QMessageLogContext,
    QMimeData,
    QPoint,
    QPointF,
    Qt,
    QThreadPool,
    QTimer,
    QtMsgType,
    QUrl,
    qInstallMessageHandler,
)
from PySide6.QtGui import (
    QDesktopServices,
    QDropEvent,
    QImage,
    QInputMethodEvent,
    QKeySequence,
    QWheelEvent,
)
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QInputDialog, QWidget

from inspector_gui.window.app import furnish, make_application
from inspector_gui.window.shell.window import Window

PATIENCE_S = 90
REMEMBERED = 40
#: What the platform says of itself, whoever runs on it.
PLATFORM = ("This plugin does not support", "propagateSizeHints", "XKB", "libEGL", "qt.qpa")
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
#: These end the work or leave the file; whoever presses them does not expect to go on.
LEAVING = ("Ctrl+Q", "Ctrl+W", "Alt+F4")
LEAVING_WORDS = ("退出", "关闭文件", "用演示数据")
WORDS = (
    "校长室",
    "𠮷野家㛃\U000323af",
    "😀👨\u200d👩\u200d👧",
    "\u202e反了\u202c",
    "\u0000\u0007\x1b",
    "مدرسة",
    "１２３",
    "<b>&amp;",
    "0" * 400,
    "一年级1班\t45\n一年级2班\t44",
    "收据 No.000123",
    "-1",
    "9" * 20,
    "1e400",
    "2025-02-30",
)
KEYS: tuple[Any, ...] = (
    Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space,
    Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down,
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown, *(getattr(Qt.Key, f"Key_F{n}") for n in range(1, 13)),
)  # fmt: skip
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789/?.,-+*=[] "


class Monkey:
    """Each thing it does is put on the event loop, so that menus and dialogs do not stop it."""

    def __init__(self, window: Window, bench: Any, page: str, seed: int, folder: Path) -> None:
        self.window, self.bench, self.page = window, bench, page
        self.chance = random.Random(f"{page}{seed}")
        self.files = sorted(folder.iterdir())
        self.done: deque[str] = deque(maxlen=REMEMBERED)
        self.faults: list[str] = []
        self.acts = 0
        self.number = 0
        self._ways: list[tuple[int, Callable[[], None]]] = [
            (30, self._letter),
            (30, self._key),
            (10, self._shortcut),
            (30, self._click),
            (8, self._compose),
            (3, self._wheel),
            (2, self._resize),
            (3, self._paste),
            (2, self._drop),
            (6, self._go_home),
            (2, self._school),
        ]

    def fault(self, what: str) -> None:
        self.faults.append(what)

    def neutralise(self) -> None:
        """The system's own dialogs answer at once: nothing, or something unfit."""
        as_text: Any = lambda *_: (str(self._file() or ""), "")  # noqa: E731
        nowhere: Any = lambda *_, **__: ("", "")  # noqa: E731
        QFileDialog.getOpenFileName = as_text
        QFileDialog.getSaveFileName = nowhere
        QFileDialog.getExistingDirectory = lambda *_, **__: ""
        QFileDialog.open = lambda dialog: self._answer(dialog)
        QInputDialog.getText = lambda *_, **__: self.chance.choice(
            [("", False), ("12345678", True)]
        )
        QPrintDialog.exec = lambda _: QDialog.DialogCode.Rejected
        QDesktopServices.openUrl = lambda _: True
        for action in self.window.menuBar().findChildren(type(self.window.menuBar().addAction(""))):
            if action.text().startswith(LEAVING_WORDS):
                action.setEnabled(False)

    def _file(self) -> Path | None:
        return self.chance.choice([None, *self.files])

    def _answer(self, dialog: QFileDialog) -> None:
        if path := self._file():
            dialog.fileSelected.emit(str(path))
            dialog.filesSelected.emit([str(path)])
        dialog.finished.emit(0)

    # what it does

    def step(self) -> None:
        if self.acts >= self.number or self.faults:
            QApplication.exit()
            self._close_all()
            return
        faulthandler.dump_traceback_later(PATIENCE_S, exit=True)
        QTimer.singleShot(0, self.step)  # first: what follows may run a loop of its own
        weights, ways = zip(*self._ways, strict=True)
        self.acts += 1
        if self._in_the_way() and self.chance.random() < 0.3:
            self._close_all()
            return
        self.chance.choices(ways, weights)[0]()

    def _in_the_way(self) -> QWidget | None:
        return QApplication.activePopupWidget() or QApplication.activeModalWidget()

    def _close_all(self) -> None:
        while (found := self._in_the_way()) is not None:
            found.close()
            if found.isVisible():
                found.hide()

    def _say(self, *words: object) -> None:
        self.done.append(" ".join(map(str, words)))

    def _target(self) -> QWidget:
        active = QApplication.activeWindow()
        return self._in_the_way() or QApplication.focusWidget() or active or self.window

    def _letter(self) -> None:
        letters = "".join(self.chance.choices(LETTERS, k=self.chance.choice((1, 1, 1, 4))))
        for letter in letters:
            target = self._target()
            self._say("type", repr(letter), "into", _name(target))
            QTest.keyClick(target, letter)

    def _key(self) -> None:
        key, mask = self.chance.choice(KEYS), NO_MODIFIER
        if self.chance.random() < 0.2:
            mask = self.chance.choice((SHIFT, CTRL, ALT))
        self._press(key, mask)

    def _shortcut(self) -> None:
        key = getattr(Qt.Key, f"Key_{self.chance.choice('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789')}")
        self._press(key, self.chance.choice((CTRL, CTRL, ALT, CTRL | SHIFT)))

    def _press(self, key: Any, mask: Any) -> None:
        pressed = QKeySequence(int(key.value) | int(mask.value)).toString()
        if pressed not in LEAVING:
            target = self._target()
            self._say("press", pressed, "on", _name(target))
            QTest.keyClick(target, key, mask)

    def _click(self) -> None:
        top = self._in_the_way() or QApplication.activeWindow() or self.window
        seen = [
            widget
            for widget in top.findChildren(QWidget)
            if widget.isVisible() and widget.isEnabled()
        ]
        if not seen or top.windowHandle() is None:
            return
        chosen = self.chance.choice(seen)
        shown = top.rect().translated(-chosen.mapTo(top, QPoint()))
        area = chosen.visibleRegion().boundingRect() & shown
        if area.isEmpty():
            return
        spot = QPoint(
            self.chance.randint(area.left(), area.right()),
            self.chance.randint(area.top(), area.bottom()),
        )
        button = self.chance.choices(
            (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton), (9, 1)
        )
        twice = self.chance.random() < 0.1
        self._say("double click" if twice else "click", button[0].name, _name(chosen), spot)
        act = QTest.mouseDClick if twice else QTest.mouseClick
        act(top.windowHandle(), button[0], NO_MODIFIER, chosen.mapTo(top, spot))

    def _compose(self) -> None:
        target, words = self._target(), self.chance.choice(WORDS)
        composing = QInputMethodEvent(words[:2], [])
        composed = QInputMethodEvent()
        composed.setCommitString(words)
        self._say("compose", ascii(words[:20]), "into", _name(target))
        QApplication.sendEvent(target, composing)
        if self.chance.random() < 0.8:
            QApplication.sendEvent(target, composed)

    def _wheel(self) -> None:
        target = self._target()
        middle = QPointF(target.rect().center())
        turn = QPoint(0, self.chance.choice((-120, 120)))
        mask = self.chance.choice((NO_MODIFIER, CTRL))
        self._say("wheel", turn.y(), mask.name, _name(target))
        phase = Qt.ScrollPhase.NoScrollPhase
        where = QPointF(target.mapToGlobal(middle.toPoint()))
        none = Qt.MouseButton.NoButton
        event = QWheelEvent(middle, where, QPoint(), turn, none, mask, phase, False)  # noqa: FBT003
        QApplication.sendEvent(target, event)

    def _resize(self) -> None:
        width, height = self.chance.choice(((800, 480), (1366, 728), (1366, 700), (1000, 600)))
        self._say("resize", width, height)
        self.window.resize(width, height)

    def _paste(self) -> None:
        board = QApplication.clipboard()
        if self.chance.random() < 0.2:
            board.setImage(QImage(40, 30, QImage.Format.Format_RGB32))
        else:
            board.setText(self.chance.choice(WORDS))
        self._press(Qt.Key.Key_V, CTRL)

    def _drop(self) -> None:
        path = self._file()
        seen = [widget for widget in self.window.findChildren(QWidget) if widget.isVisible()]
        takers = [one for one in seen if one.acceptDrops()]
        if path is None or not takers:
            return
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        target = self.chance.choice(takers)
        self._say("drop", path.name, "on", _name(target))
        copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        middle = QPointF(target.rect().center())
        QApplication.sendEvent(target, QDropEvent(middle, copy, data, left, NO_MODIFIER))

    def _go_home(self) -> None:
        self._close_all()
        for window in QApplication.topLevelWidgets():
            if window is not self.window and window.isVisible():
                window.close()
        self.window.activateWindow()
        self._say("turn to", self.page)
        self.bench.show_page(self.page)

    def _school(self) -> None:
        if self.bench.desk.school is not None:
            self._press(self.chance.choice((Qt.Key.Key_Up, Qt.Key.Key_Down)), ALT)


def _name(widget: Any) -> str:
    text = getattr(widget, "text", None)
    named = widget.accessibleName() or widget.objectName() or (text() if callable(text) else "")
    return f"{type(widget).__name__}({named})"


class Alarm(logging.Handler):
    """Whatever is logged as an error is a fault: users see it as 程序出错."""

    def __init__(self, monkey: Monkey) -> None:
        super().__init__(logging.WARNING)
        self.monkey = monkey

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info and record.exc_info[1]
        trace = "".join(traceback.format_exception(error)) if error else ""
        self.monkey.fault(f"logged: {record.getMessage()}\n{trace}")


def _listen(monkey: Monkey) -> None:
    logging.getLogger().addHandler(Alarm(monkey))

    def hear(kind: QtMsgType, _where: QMessageLogContext, words: str) -> None:
        if kind != QtMsgType.QtDebugMsg and not any(one in words for one in PLATFORM):
            monkey.fault(f"Qt says: {words}")

    qInstallMessageHandler(hear)
    sys.unraisablehook = lambda raised: monkey.fault(
        "unraisable: " + "".join(traceback.format_exception(raised.exc_value))
    )


def main(file: Path, page: str, seed: int, number: int, folder: Path) -> int:
    faulthandler.enable()
    make_application()
    window = Window()
    window.show()
    frame = furnish(window, [file])
    bench = frame.bench
    if bench is None:
        raise SystemExit(window.banner.text())
    monkey = Monkey(window, bench, page, seed, folder)
    _listen(monkey)
    monkey.neutralise()
    bench.show_page(page)
    QApplication.processEvents()
    monkey.number = number
    QTimer.singleShot(0, monkey.step)
    QApplication.exec()
    faulthandler.dump_traceback_later(3 * PATIENCE_S, exit=True)
    window.close()
    QThreadPool.globalInstance().waitForDone()
    for _ in range(3):
        QApplication.processEvents()
    print(f"{page}, seed {seed}: {monkey.acts} things done")
    if not monkey.faults:
        return 0
    print("\n".join([*monkey.done, *monkey.faults]))
    return 1


if __name__ == "__main__":
    path, page, seed, number, folder = sys.argv[1:]
    sys.exit(main(Path(path), page, int(seed), int(number), Path(folder)))
