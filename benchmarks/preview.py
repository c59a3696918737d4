"""A feedback sheet of 60 findings, from asking for it until its first page is painted, sharp.

Against a second; and, once the window is warm, against typesetting the same text and drawing that
page with nothing around them.
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

ROUNDS, FINDINGS, SECOND_MS = 3, 60, 1000.0


def run() -> Iterator[Result]:
    """Each round is a new process: the first sheet of a day is asked for in a cold window."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = _long_sheet(folder / "demo")
        rounds = [_shown(file, folder) for _ in range(ROUNDS)]
    first = statistics.median(timing["first"][0] for timing in rounds)
    again = statistics.median(time for timing in rounds for time in timing["again"])
    bare = statistics.median(time for timing in rounds for time in timing["bare"])
    yield Result("preview.first", first, SECOND_MS, "ms", 1.0)
    yield Result("preview.again", again, SECOND_MS, "ms", 1.0)
    yield Result("preview.against_bare", again, bare, "ms", None)


def _long_sheet(folder: Path) -> Path:
    """A team's file whose first school has 60 findings more."""
    from db.store import Store
    from db.vocabulary import Act, FindingStatus, Handling

    file = demo(folder)[1]
    with Store.open(file) as store:
        with store.read() as work:
            store.person = work.people.members()[0].id
            visit = work.schools.lines()[0].visit_id
            items = work.catalogues.items("fee")
        with store.act(Act.RAISE_FINDING) as work:
            for number in range(FINDINGS):
                item = items[number % len(items)]
                work.findings.raise_finding(
                    visit,
                    item.id,
                    f"WT-{number + 100}",
                    fact=f"2024年9月至2025年6月，{item.violation}，涉及{number + 1}个班级",
                    students=30 + number,
                    involved_fen=123_400 * number,
                    due_fen=100_000 * number,
                    handlings=(Handling.REFUND, Handling.RECTIFY),
                    status=FindingStatus.CONFIRMED,
                )
    return file


def _shown(file: Path, settings: Path) -> dict[str, list[float]]:
    environment = {
        "QT_QPA_PLATFORM": "offscreen",
        **os.environ,
        "XDG_CONFIG_HOME": str(settings),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    command = [sys.executable, "-m", "benchmarks.previewing", str(file)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    times: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
    return times
