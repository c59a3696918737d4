"""From a key to its paint, against the same key in a bare QLineEdit; and on a slow disk.

A key that is kept at once (a verdict) has no such baseline: it is measured on a disk whose every
sync takes 20 ms longer, against itself on this disk. It must not wait for the disk.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.campaign import demo
from benchmarks.measure import Result
from benchmarks.shim import build_shim

ROUNDS = 5
SLOW_MS = "20"
Times = dict[str, list[float]]


def run() -> Iterator[Result]:
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        folder = Path(name)
        file = demo(folder / "demo")[1]
        shim = build_shim(folder)
        here: Times = {}
        slow: Times = {}
        for _ in range(ROUNDS):
            _gather(here, _pressed(file, folder))
            if shim is not None:
                _gather(slow, _pressed(file, folder, LD_PRELOAD=str(shim), SYNC_DELAY_MS=SLOW_MS))
    field, bare = here["field"], here["bare"]
    yield Result("keys.field_to_paint", _median(field), _median(bare), "ms", 2.0)
    yield Result("keys.field_to_paint_p99", _p99(field), _p99(bare), "ms", 4.0)
    yield Result("keys.verdict_to_paint", _median(here["verdict"]), _median(bare), "ms", 20.0)
    if shim is None:
        print("keys on a slow disk: no C compiler here, not measured")
        return
    for name in ("field", "verdict"):
        title = f"keys.{name}_on_slow_disk"
        yield Result(title, _median(slow[name]), _median(here[name]), "ms", 2.0)


def _gather(into: Times, times: Times) -> None:
    for name, found in times.items():
        into.setdefault(name, []).extend(found)


def _median(times: list[float]) -> float:
    return statistics.median(times)


def _p99(times: list[float]) -> float:
    return statistics.quantiles(times, n=100)[98]


def _pressed(file: Path, settings: Path, **extra: str) -> Times:
    environment = {
        "QT_QPA_PLATFORM": "offscreen",
        **os.environ,
        "XDG_CONFIG_HOME": str(settings),
        "PYTHONPATH": os.pathsep.join(sys.path),
        **extra,
    }
    command = [sys.executable, "-m", "benchmarks.keying", str(file)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    times: Times = json.loads(done.stdout.splitlines()[-1])
    return times
