"""The second of README's two commands: set up and pass every check.

Format, lint, types, tests (offscreen), journeys in a real window under Xvfb, the demo.
"""

import os
import shutil
import subprocess
import sys
import time

from bootstrap import ROOT, ensure, tool


def main() -> int:
    python, environment = ensure(dev=True)
    offscreen = {**environment, "QT_QPA_PLATFORM": "offscreen"}
    shutil.rmtree(ROOT / "demo", ignore_errors=True)
    workers = str(min(4, os.cpu_count() or 1))
    module = [str(python), "-m"]
    tests = [*module, "pytest", "-n", workers]
    steps: list[tuple[str, list[str], dict[str, str]]] = [
        ("format", [*module, "ruff", "format", "--check", "."], offscreen),
        ("lint", [*module, "ruff", "check", "."], offscreen),
        ("types", [*module, "mypy"], offscreen),
        ("tests", [*tests, "-m", "not journey", "--no-xvfb"], offscreen),
        ("journeys", [*tests, "-m", "journey"], _screen(environment)),
        ("demo", [str(python), str(ROOT / "scripts" / "demo.py"), "--headless"], offscreen),
        ("demo again", [str(python), str(ROOT / "scripts" / "demo.py"), "--headless"], offscreen),
    ]
    for name, command, where in steps:
        began = time.monotonic()
        print(f"== {name}", flush=True)
        if subprocess.run(command, env=where, cwd=ROOT, check=False).returncode != 0:
            print(f"== {name} FAILED", flush=True)
            return 1
        print(f"== {name} passed in {time.monotonic() - began:.0f} s", flush=True)
    print("== all passed", flush=True)
    return 0


def _screen(environment: dict[str, str]) -> dict[str, str]:
    """A real window where a display can be had (each worker gets its own), else offscreen."""
    if os.name == "nt":
        return environment
    if tool("Xvfb"):
        return {**environment, "QT_QPA_PLATFORM": "xcb"}
    print("no Xvfb here: the journeys run offscreen", flush=True)
    return {**environment, "QT_QPA_PLATFORM": "offscreen"}


if __name__ == "__main__":
    sys.exit(main())
