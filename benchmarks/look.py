"""Another zoom and the other light with every page of a team built, against painting the page in
front; and the memory of that window."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.campaign import demo
from benchmarks.measure import Result

_MEMORY_MB = 220.0


def run() -> Iterator[Result]:
    with tempfile.TemporaryDirectory() as name:
        file = demo(Path(name) / "demo")[1]
        timings = _looked(file, Path(name))
    page = median(timings["page"])
    yield Result("look.zoom", median(timings["zoom"]), page, "ms", 12.0)
    yield Result("look.dark", median(timings["dark"]), page, "ms", 12.0)
    yield Result("look.memory_every_page", timings["memory"][0], _MEMORY_MB, "MB", 1.0)


def _looked(file: Path, settings: Path) -> dict[str, list[float]]:
    environment = {
        "QT_QPA_PLATFORM": "offscreen",
        **os.environ,
        "XDG_CONFIG_HOME": str(settings),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    command = [sys.executable, "-m", "benchmarks.looking", str(file)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    timings: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
    return timings
