"""Pictures of every page as it is seen on real screens: 1366x768 at 100, 125 and 150 % (of its
pixels: 150 % leaves 911x512 points) and 1920x1080, light, and dark switched to while open.

python scripts/take_pictures.py [FOLDER]     (offscreen, or on the display there is)
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

#: Name, width and height in pixels, scale.
SHAPES = (
    ("1366", 1366, 768, 1.0),
    ("1366-125", 1366, 768, 1.25),
    ("1366-150", 1366, 768, 1.5),
    ("1920", 1920, 1080, 1.0),
)
LOOKS = ("light", "dark")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / ".cache" / "pictures")
    parser.add_argument("--shape", help="only this shape, in this process")
    parser.add_argument("--look", choices=LOOKS, help="only this look, of one shape")
    parser.add_argument("--file", type=Path, help="the file to show")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    if chosen.shape:
        shape = next(s for s in SHAPES if s[0] == chosen.shape)
        _take(chosen.folder, chosen.file, shape, [chosen.look] if chosen.look else LOOKS)
        return
    with tempfile.TemporaryDirectory() as name:
        file = chosen.file or _demo(Path(name))
        for shape in SHAPES:
            _take_in_a_process_of_its_own(chosen.folder, file, shape)
    print(chosen.folder)


def _demo(folder: Path) -> Path:
    from inspector_gui.demo.campaign import build

    return build(folder / "demo", recorded=True)[6]


def _take_in_a_process_of_its_own(folder: Path, file: Path, shape: tuple[object, ...]) -> None:
    """The scale of a screen can only be set before there is an application."""
    environment = {**os.environ, "QT_SCALE_FACTOR": str(shape[3])}
    if not os.environ.get("DISPLAY"):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    command = [sys.executable, __file__, str(folder), "--shape", str(shape[0]), "--file", str(file)]
    subprocess.run(command, env=environment, check=True)


def _take(
    folder: Path, file: Path, shape: tuple[str, int, int, float], looks: Sequence[str]
) -> None:
    from PySide6.QtCore import QSettings, QThreadPool
    from PySide6.QtWidgets import QApplication

    from inspector_gui.window.app import furnish, make_application
    from inspector_gui.window.pages import PAGES
    from inspector_gui.window.shell.window import Window
    from inspector_gui.window.theme.theme import theme

    name, width, height, scale = shape
    points = int(width / scale), int(height / scale)
    QSettings.setPath(
        QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(folder / ".settings")
    )
    app = make_application()
    window = Window()
    window.show()
    frame = furnish(window, [file])
    window.resize(*points)
    bench = frame.bench
    if bench is None:
        raise SystemExit("the file did not open")
    richest = max(bench.desk.schools, key=lambda line: line.findings)
    bench.desk.choose(richest.visit_id)
    for look in looks:
        theme().set_dark(look == "dark")
        for spec in PAGES:
            if spec.desk not in (None, bench.desk.kind):
                continue
            bench.show_page(spec.key)
            for _ in range(5):
                QApplication.processEvents()
                QThreadPool.globalInstance().waitForDone()
            window.grab().save(str(folder / f"{spec.key}-{name}-{look}.png"))
    window.close()
    del app


if __name__ == "__main__":
    main()
