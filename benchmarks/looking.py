"""Shows every page of a file in a real window, then looks at it otherwise; prints milliseconds of
processor time, and megabytes.

    python -m benchmarks.looking FILE

`page`: the window painted anew; `zoom`, `dark`: until it is painted in another size or light;
`memory`: of the process with every page built.
"""

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication

from benchmarks.memory import peak_mb
from inspector_gui.window.app import furnish, make_application
from inspector_gui.window.shell.window import Window
from inspector_gui.window.theme.theme import theme

TIMES = 6


def main(file: Path) -> None:
    make_application()
    window = Window()
    window.resize(1366, 768)
    window.show()
    frame = furnish(window, [file])
    bench: Any = frame.bench
    for spec in bench.specs:
        bench.show_page(spec.key)
        _settle()
    bench.show_page(bench.specs[0].key)
    _settle()
    memory, look = peak_mb(), theme()
    times: dict[str, list[float]] = {"page": [], "zoom": [], "dark": [], "memory": [memory]}
    for turn in range(TIMES):
        times["page"].append(_taken(window.grab))
        times["zoom"].append(_taken(partial(look.set_zoom, (110, 100)[turn % 2])))
        times["dark"].append(_taken(partial(look.set_dark, not look.dark)))
    print(json.dumps(times))
    window.close()


def _taken(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    QApplication.processEvents()
    return (time.process_time() - began) * 1000


def _settle() -> None:
    for _ in range(20):
        QThreadPool.globalInstance().waitForDone()
        QApplication.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
