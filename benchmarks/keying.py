"""Presses keys in a real window until each is painted; prints milliseconds, a list per place.

    python -m benchmarks.keying FILE

`bare`: a QLineEdit; `field`: a line of a form, which keeps itself; `verdict`: a key of the
checklist, which is kept before the next one can be pressed.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from inspector_gui.window.app import furnish, make_application
from inspector_gui.window.shell.window import Window

KEYS = 150
PATIENCE_S = 5.0


class Painted(QObject):
    """Notes when a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.times += event.type() == QEvent.Type.Paint
        return False


def main(file: Path) -> None:
    make_application()
    window = Window()
    window.show()
    frame = furnish(window, [file])
    bench: Any = frame.bench
    bench.status.person_chosen.emit(bench.desk.people[0].id)  # else the first key asks who it is
    field = bench.page().form.fields["place"]
    bench.show_page("checklist")
    table = bench.page().table
    bare = QLineEdit()
    bare.show()
    scenes = {
        "bare": (bare, bare, bare.activateWindow),
        "field": (field.box, field.box, lambda: bench.show_page("overview")),
        "verdict": (table, table.viewport(), lambda: bench.show_page("checklist")),
    }
    times: dict[str, list[float]] = {name: [] for name in scenes}
    for turn in range(3):
        for name, (target, canvas, enter) in scenes.items():
            times[name] += _press(target, canvas, enter, KEYS // 3, keep=turn > 0)
    print(json.dumps(times))
    window.close()


def _press(
    target: QWidget,
    canvas: QWidget,
    enter: Callable[[], None],
    keys: int,
    *,
    keep: bool,
) -> list[float]:
    """The first turn only warms up."""
    enter()
    target.setFocus()
    QApplication.sendEvent(target, _stroke(1))  # so that the first one that counts is a change
    QApplication.processEvents()
    painted = Painted(canvas)
    times = []
    for number in range(keys):
        before = painted.times
        began = time.perf_counter()
        QApplication.sendEvent(target, _stroke(number))
        while painted.times == before:
            QApplication.processEvents()
            assert time.perf_counter() - began < PATIENCE_S, f"{target} never painted"
        times.append((time.perf_counter() - began) * 1000)
        QApplication.processEvents()
    painted.deleteLater()
    return times if keep else []


def _stroke(number: int) -> QKeyEvent:
    """1 and 4 in turns: as verdicts, neither asks for anything more."""
    key, letter = ((Qt.Key.Key_1, "1"), (Qt.Key.Key_4, "4"))[number % 2]
    return QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, letter)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
