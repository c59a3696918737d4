"""A command on the demo's bureau file, against an interpreter that does nothing: CPU time."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.campaign import demo
from benchmarks.measure import Result, children_ms, in_turns

ROUNDS = 9
_MAIN = Path(__file__).resolve().parents[1] / "main.py"


def run() -> Iterator[Result]:
    with tempfile.TemporaryDirectory() as name:
        file = demo(Path(name) / "demo")[0]
        ours, bare = in_turns(
            lambda: _took(str(_MAIN), "summary", str(file)), lambda: _took("-c", "pass"), ROUNDS
        )
    yield Result("commands.summary", ours, bare, "ms", 40.0)


def _took(*arguments: str) -> float:
    command = [sys.executable, *arguments]
    return children_ms(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL))
