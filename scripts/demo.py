"""The first of README's two commands: set up, make the demo campaign, do the main job on it.

Six team files are merged into the bureau's, the 58 feedback sheets are printed, the totals are
shown; then the window opens. Without a display a picture of the window is made instead.
"""

import argparse
import os
import subprocess
import sys

from bootstrap import ROOT, ensure

FOLDER = ROOT / "demo"
BUREAU = FOLDER / "2025-SF.inspection"
SHEETS = FOLDER / "反馈单"
PICTURES = FOLDER / "窗口"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--headless", action="store_true", help="make a picture, open no window")
    chosen = parser.parse_args()
    python, environment = ensure(dev=False)

    def run(*arguments: object) -> None:
        words = [str(python), str(ROOT / "main.py"), *map(str, arguments)]
        subprocess.run(words, env=environment, check=True, cwd=ROOT)

    if not (SHEETS / "完成").exists():
        _work(run)
    run("summary", BUREAU)
    print(f"\n58 所学校的反馈单：{SHEETS}")
    if chosen.headless or not _has_display():
        script = ROOT / "scripts" / "take_pictures.py"
        command = [
            str(python),
            str(script),
            str(PICTURES),
            "--shape",
            "light",
            "--file",
            str(BUREAU),
        ]
        headless = {**environment, "QT_QPA_PLATFORM": "offscreen"}
        subprocess.run(command, env=headless, check=True, cwd=ROOT)
        print(f"窗口的图片：{PICTURES}")
        return 0
    return subprocess.run(
        [str(python), str(ROOT / "main.py"), str(BUREAU)], env=environment, check=False, cwd=ROOT
    ).returncode


def _work(run: "object") -> None:
    """The whole way once: record, merge, print."""
    for path in sorted(FOLDER.rglob("*"), reverse=True) if FOLDER.exists() else ():
        path.rmdir() if path.is_dir() else path.unlink()
    run("demo", FOLDER, "--recorded")  # type: ignore[operator]
    run("merge", BUREAU, *sorted(FOLDER.glob("第*.inspection")))  # type: ignore[operator]
    SHEETS.mkdir(exist_ok=True)
    run("feedback", BUREAU, "--all", "--out", SHEETS)  # type: ignore[operator]
    (SHEETS / "完成").touch()


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main())
