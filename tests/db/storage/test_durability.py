"""What was acknowledged is kept, wherever the process is killed; a hasty promise is not."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from db.store import Store
from tests.conftest import Clock, prepare
from tests.db.looking import ask

ROOT = Path(__file__).resolve().parents[3]
NEVER = 10**9
#: What a process is left with that was ended from outside; Windows gives it the signal's number.
KILLED = -9 if os.name == "posix" else 15


def _scribe(path: Path, manner: str, last: int, key: bytes | None = None) -> subprocess.Popen[str]:
    script = Path(__file__).with_name("scribe.py")
    arguments = [str(path), manner, str(last), *([key.hex()] if key else [])]
    return subprocess.Popen(
        [sys.executable, str(script), *arguments],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        text=True,
    )


def _said(scribe: subprocess.Popen[str]) -> int:
    """The last word that was acknowledged before the scribe died."""
    out, _ = scribe.communicate()
    assert scribe.returncode == KILLED
    return int(out.split()[-1])


def _kept(path: Path, key: bytes | None = None) -> int:
    with Store.open(path, key) as store, store.read() as work:
        number = work.visits.facts(work.schools.lines()[0].visit_id).sites_seen
    assert ask(path, "PRAGMA quick_check", key=key) == [("ok",)]
    return number or 0


@pytest.fixture(params=["plain", "encrypted"])
def locked(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, bytes | None]:
    path = tmp_path / "组.inspection"
    secret = "示例口令2025" if request.param == "encrypted" else None
    return path, prepare(path, Clock(), passphrase=secret)


def test_nothing_acknowledged_is_lost(locked: tuple[Path, bytes | None]) -> None:
    path, key = locked
    kept = 0
    for last in (1, 7, 20):
        assert _said(_scribe(path, "honest", last, key)) == last
        kept = _kept(path, key)
        assert kept == last


def test_nothing_acknowledged_is_lost_wherever_the_blow_falls(
    campaign_file: Path, tmp_path: Path
) -> None:
    chance = random.Random(7)
    for cut in range(3):
        path = Path(shutil.copy(campaign_file, tmp_path / f"{cut}.inspection"))
        scribe = _scribe(path, "honest", NEVER)
        assert scribe.stdout is not None
        said = [scribe.stdout.readline() for _ in range(chance.randint(1, 30))]
        scribe.kill()
        rest = scribe.stdout.read().split()
        scribe.communicate()
        last = int(rest[-1] if rest else said[-1])
        assert _kept(path) in (last, last + 1)


def test_a_hasty_promise_is_caught_breaking(campaign_file: Path) -> None:
    assert _said(_scribe(campaign_file, "hasty", 7)) == 7
    assert _kept(campaign_file) == 6
