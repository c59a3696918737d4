"""Painting a page of a long table, against a QStandardItemModel; a million rows against ten
thousand."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from benchmarks.measure import Result

SIZES = {"10k": 10_000, "100k": 100_000, "1M": 1_000_000}


def run() -> Iterator[Result]:
    first = {}
    for name, rows in SIZES.items():
        times = _painted(rows)
        ours, standard = statistics.median(times["ours"]), statistics.median(times["standard"])
        first[name] = statistics.median(times["first"])
        yield Result(f"tables.page_{name}", ours, standard, "ms", 1.4)
    yield Result("tables.first_paint_1M", first["1M"], first["10k"], "ms", 2.0)


def _painted(rows: int) -> dict[str, list[float]]:
    with tempfile.TemporaryDirectory() as settings:
        environment = {
            "QT_QPA_PLATFORM": "offscreen",
            **os.environ,
            "XDG_CONFIG_HOME": settings,
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        command = [sys.executable, "-m", "benchmarks.painting", str(rows)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    times: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
    return times
