"""The first of README's two commands: set up, make the demo campaign, do the main job on it.

The files of six teams and five finance groups are merged into the bureau's, the 58 feedback sheets
are printed, the totals of both inspections are shown; then the window opens. Without a display a
picture of the window is made instead.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bootstrap import ROOT, ensure

FOLDER = ROOT / "demo"
BUREAU = FOLDER / "2025-SF.inspection"
SHEETS = FOLDER / "反馈单"
DONE = SHEETS / "完成"
PICTURES = FOLDER / "窗口"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--headless", action="store_true", help="make a picture, open no window")
    chosen = parser.parse_args()
    python, environment = ensure(dev=False)
    run = partial(_run, python, environment)
    if not DONE.exists():
        _work(run)
    for kind in ("fee", "finance"):
        run("main.py", "summary", BUREAU, "--inspection", kind)
    print(f"\n{len(list(SHEETS.glob('*.pdf')))} 所学校的反馈单：{SHEETS}", flush=True)
    if chosen.headless or not _has_display():
        run = partial(_run, python, {**environment, "QT_QPA_PLATFORM": "offscreen"})
        run(
            "scripts/take_pictures.py",
            PICTURES,
            "--shape",
            "1366",
            "--look",
            "light",
            "--file",
            BUREAU,
        )
        print(f"窗口的图片：{PICTURES}")
        return 0
    command = [str(python), str(ROOT / "main.py"), str(BUREAU)]
    return subprocess.run(command, env=environment, check=False, cwd=ROOT).returncode


def _run(
    python: Path, environment: dict[str, str], script: str, *arguments: object, quiet: bool = False
) -> None:
    """What fails has said why; so this says no more. `quiet`: only its progress is seen."""
    command = [str(python), str(ROOT / script), *map(str, arguments)]
    out = subprocess.DEVNULL if quiet else None
    code = subprocess.run(command, env=environment, cwd=ROOT, stdout=out, check=False).returncode
    if code:
        sys.exit(code)


def _work(run: Callable[..., None]) -> None:
    """The whole way once: record, merge, print."""
    for path in sorted(FOLDER.rglob("*"), reverse=True) if FOLDER.exists() else ():
        path.rmdir() if path.is_dir() else path.unlink()
    run("main.py", "demo", FOLDER, "--recorded")
    run("main.py", "merge", BUREAU, *sorted(FOLDER.glob("*组.inspection")))
    print("正在生成反馈单 …", flush=True)
    fee = ("--inspection", "fee")
    run("main.py", "feedback", BUREAU, "--all", *fee, "--out", SHEETS, quiet=True)
    DONE.touch()


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main())
