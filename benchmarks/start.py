"""Starting: CPU time from spawn to the first paint, and to the first school that can be edited.

Baseline: a bare QApplication with a QMainWindow, in the same interpreter.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.campaign import demo
from benchmarks.measure import Result, in_turns

ROUNDS = 11
_TELL = "import time; print(time.process_time())"
_BARE = f"""
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.show()
app.processEvents()
{_TELL}
"""
_PAINTED = f"""
from inspector_gui.window.app import make_application
from inspector_gui.window.shell.window import Window
app = make_application()
window = Window()
window.show()
app.processEvents()
{_TELL}
"""
_EDITABLE = f"""
import sys
from pathlib import Path
from inspector_gui.window.app import furnish, make_application
from inspector_gui.window.shell.window import Window
app = make_application()
window = Window()
window.show()
app.processEvents()
frame = furnish(window, [Path(sys.argv[1])])
field = frame.bench.page().form.fields["visited_on"]
assert field.isVisible() and field.isEnabled()
{_TELL}
"""


def run() -> Iterator[Result]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = demo(folder / "demo")[1]

        def cpu(script: str) -> float:
            return _cpu_ms(script, file, folder)

        for title, script, bound in (
            ("start.first_paint", _PAINTED, 3.0),
            ("start.first_school_editable", _EDITABLE, 5.0),
        ):
            ours, bare = in_turns(lambda s=script: cpu(s), lambda: cpu(_BARE), ROUNDS)  # type: ignore[misc]
            yield Result(title, ours, bare, "ms", bound)


def _cpu_ms(script: str, file: Path, settings: Path) -> float:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(settings),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    done = subprocess.run(
        [sys.executable, "-c", script, str(file)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout.split()[-1]) * 1000
