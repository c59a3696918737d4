"""The power is pulled while somebody types: nothing the window acknowledged is lost."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from db.store import Store

pytestmark = pytest.mark.journey

ROOT = Path(__file__).resolve().parents[2]
CUTS = 4


def _type_until_killed(path: Path, manner: str, words: int, tmp_path: Path) -> int:
    """Kill the typist after so many acknowledged words; the last word it acknowledged."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CONFIG_HOME": str(tmp_path)}
    typist = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("typist.py")), str(path), manner],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert typist.stdout is not None
    said = []
    for line in typist.stdout:
        said.append(line.strip())
        if len(said) > words:
            break
    typist.kill()
    typist.stdout.close()
    typist.wait()
    return int(said[-1])


def _kept(path: Path) -> list[int]:
    with Store.open(path) as store, store.read() as work:
        note = work.visits.facts(work.schools.lines()[0].visit_id).note
    return [int(word.removeprefix("n")) for word in note.split()]


def test_nothing_acknowledged_is_lost(team_file: Path, tmp_path: Path) -> None:
    chance = random.Random(7)
    for cut in range(CUTS):
        path = Path(shutil.copy(team_file, tmp_path / f"cut{cut}.inspection"))
        last = _type_until_killed(path, "honest", chance.randint(1, 5), tmp_path)
        assert _kept(path)[:last] == list(range(1, last + 1))


def test_a_hasty_promise_is_caught_breaking(team_file: Path, tmp_path: Path) -> None:
    last = _type_until_killed(team_file, "hasty", 6, tmp_path)
    assert last not in _kept(team_file)
