"""How many keys a task of the trade costs, measured by the journeys themselves."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Result

_JOURNEYS = Path(__file__).resolve().parents[1] / "tests" / "journeys"


def run() -> Iterator[Result]:
    """Keys a thing, against the most that is allowed for."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "keystrokes"
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *_measuring()]
        environment = {**os.environ, "KEYSTROKES": str(report), "QT_QPA_PLATFORM": "offscreen"}
        subprocess.run(command, env=environment, check=True, stdout=sys.stderr)
        tasks = [json.loads(line) for line in report.read_text("utf-8").splitlines()]
    for task in sorted(tasks, key=lambda task: str(task["name"])):
        yield Result(task["name"], task["keys"], task["at_most"], "keys", 1.0)


def _measuring() -> list[str]:
    files = sorted(_JOURNEYS.glob("test_*.py"))
    return [str(path) for path in files if "desk.task(" in path.read_text("utf-8")]
