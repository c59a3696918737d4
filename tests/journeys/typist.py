"""Types into the real window and says what was acknowledged, until it is killed.

    python typist.py FILE honest|hasty

honest: says a text once the window has shown it as kept. hasty: says it as soon as it is typed,
which is the control: such a promise must be caught breaking.
"""

import itertools
import sys
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from inspector_gui.window.app import furnish, make_application
from inspector_gui.window.shell.window import Window

TYPING = "正在输入，还没有保存"


def main(path: Path, manner: str) -> None:
    make_application()
    window = Window()
    window.show()
    bench = furnish(window, [path]).bench
    assert bench is not None
    field = bench.pages["overview"].form.fields["note"]
    bench.desk.set_person(bench.desk.people[0].id)
    field.setFocus()
    print("ready", flush=True)
    for number in itertools.count(1):
        before = bench.status.kept.text()
        QTest.keyClicks(field, f"n{number} ")
        if manner == "hasty":
            print(number, flush=True)
            continue
        while bench.status.kept.text() in (before, TYPING):
            QTest.qWait(5)
        QApplication.processEvents()
        print(number, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
