"""Goes through every page of a file by the keys of the keyboard and takes a picture of each.

    walk_pages.py FILE PICTURES FACTS.json

On Windows keys go through the system's own queue, as from a keyboard; elsewhere through Qt's.
"""

import ctypes
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, Qt, QThreadPool
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from db.vocabulary import Desk
from inspector_gui.log import log_folder
from inspector_gui.window.app import furnish, make_application
from inspector_gui.window.pages import tabs_of
from inspector_gui.window.shell.window import Window
from inspector_gui.window.targets import PageKey

PATIENCE_S = 120
TYPED = "wine 125"
KINDS = ("QMenu", "QMenuBar", "QAbstractItemView", "QMessageBox", "QTipLabel", "QStatusBar")
_HELD = {"Ctrl": 0x11, "Alt": 0x12}
_UP = 2
_MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
}


class Walk:
    def __init__(self, file: Path, pictures: Path) -> None:
        settings = QSettings.Format.NativeFormat, QSettings.Scope.UserScope
        QSettings.setPath(*settings, str(pictures / ".settings"))
        self.app = make_application()
        self.window = Window()
        self.window.show()
        bench = furnish(self.window, [file]).bench
        if bench is None:
            raise SystemExit(f"{file} did not open")
        self.bench: Any = bench
        self.pictures = pictures
        self.window.activateWindow()
        self.settle()
        self._fill_screen()
        if self.bench.desk.is_nobody:
            self.bench.status.person_chosen.emit(self.bench.desk.people[0].id)

    def _fill_screen(self) -> None:
        """With its frame, as a window that is as large as it can be."""
        frame, inner = self.window.frameGeometry(), self.window.geometry()
        edges = (inner.left() - frame.left(), inner.top() - frame.top())
        rest = (inner.right() - frame.right(), inner.bottom() - frame.bottom())
        room = self.window.screen().availableGeometry()
        self.window.setGeometry(room.adjusted(*edges, *rest))

    def press(self, keys: str) -> None:
        *held, key = keys.split("+")
        if sys.platform == "win32":
            self._press_on_windows([_HELD[modifier] for modifier in held], ord(key.upper()))
        else:
            mask = Qt.KeyboardModifier.NoModifier
            for modifier in held:
                mask |= _MODIFIERS[modifier]
            from PySide6.QtTest import QTest

            if not held:
                QTest.keyClicks(QApplication.focusWidget() or self.window, key)
                return
            QTest.keyClick(QApplication.focusWidget() or self.window, ord(key.upper()), mask)

    def _press_on_windows(self, held: list[int], key: int) -> None:
        user = ctypes.WinDLL("user32")  # type: ignore[attr-defined,unused-ignore]
        user.SetForegroundWindow(ctypes.c_void_p(int(self.window.winId())))
        for code in (*held, key):
            user.keybd_event(code, 0, 0, 0)
        for code in (key, *reversed(held)):
            user.keybd_event(code, 0, _UP, 0)

    def until(self, holds: Callable[[], bool]) -> bool:
        end = time.monotonic() + PATIENCE_S
        while not holds() and time.monotonic() < end:
            QApplication.processEvents()
            QThreadPool.globalInstance().waitForDone(20)
            time.sleep(0.01)
        return holds()

    def settle(self) -> None:
        for _ in range(10):
            QApplication.processEvents()
            QThreadPool.globalInstance().waitForDone()
            time.sleep(0.02)

    def pages(self) -> Iterator[dict[str, object]]:
        """Each page of this desk: whether its keys lead to it, and how many colours it shows."""
        desk = self.bench.desk
        of_school = desk.kind is Desk.TEAM
        if of_school:
            richest = max(desk.schools, key=lambda line: line.findings)
            desk.choose(richest.visit_id)
        specs = list(self.bench.specs)  # those of the visit's inspection
        tabs = tabs_of(specs)
        for spec in specs:
            tab = next(n for n, tab_ in enumerate(tabs, 1) if spec in tab_.pages)
            keys = f"{'Ctrl' if of_school else 'Alt'}+{tab}"
            if spec.key is PageKey.TEAM:
                keys = "Ctrl+J"
            yield {"page": spec.key, "keys": keys, **self._show(spec.key, keys)}

    def _show(self, key: str, keys: str) -> dict[str, object]:
        for _ in range(8):
            if self.bench.tabs.current.key == key:
                break
            before = self.bench.tabs.current.key
            self.press(keys)
            if not self._left(before):
                break
        reached = self.bench.tabs.current.key == key
        self.settle()
        return {"reached": reached, "colours": self._picture(key)}

    def _left(self, page: str) -> bool:
        return self.until(lambda: self.bench.tabs.current.key != page)

    def _picture(self, name: str) -> int:
        """What is on the screen where the window is."""
        image = self.window.screen().grabWindow(self.window.winId()).toImage()
        image.save(str(self.pictures / f"{name}.png"))
        small = image.scaled(200, 120).convertToFormat(QImage.Format.Format_RGB32)
        return len({small.pixel(x, y) for x in range(200) for y in range(120)})

    def type_a_note(self) -> bool:
        """Typed by keys, kept by itself; what the file then holds."""
        self.bench.show_page("overview")
        field = self.bench.pages["overview"].form.fields["note"]
        field.selectAll()
        field.setFocus()
        self.settle()
        for character in TYPED:
            self.press(character)
            self.settle()
        return self.until(lambda: self._kept_note() == TYPED)

    def _kept_note(self) -> str:
        with self.bench.desk.store.read() as work:
            return str(work.visits.facts(self.bench.desk.school.visit_id).note)


def main(file: Path, pictures: Path, facts: Path) -> None:
    walk = Walk(file, pictures)
    walk.settle()
    found: dict[str, Any] = {
        "scale": walk.window.devicePixelRatioF(),
        "fonts": sorted({QApplication.font(kind).family() for kind in KINDS}),  # type: ignore[call-overload]
        "sizes": sorted({QApplication.font(kind).pointSizeF() for kind in KINDS}),  # type: ignore[call-overload]
        "pages": [],
    }
    for page in walk.pages():
        found["pages"].append(page)
        facts.write_text(json.dumps(found), "utf-8")
    found["typed"] = walk.bench.desk.kind is not Desk.TEAM or walk.type_a_note()
    size, screen = walk.window.frameGeometry(), walk.window.screen().geometry()
    found["fits"] = screen.contains(size)
    walk.window.close()
    log = log_folder() / "inspector.log"
    found["log"] = log.read_text("utf-8")[-1500:] if log.exists() else ""
    facts.write_text(json.dumps(found), "utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
