"""Team files as they come in: again, late, out of order, copied, encrypted, and cut off midway."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from db.handout.team_files import hand_out
from db.merge.batch_import import Receipt, merge, merge_all
from db.merge.takeback import take_back
from db.storage import file, keys
from db.store import Store
from db.vocabulary import Act, FindingStatus
from tests.conftest import Clock, prepare
from tests.db.looking import ask, item_of, shown, visit_of
from tests.db.merge.replicas import state

ROOT = Path(__file__).resolve().parents[3]
SECRET = "示例口令2025"  # noqa: S105  # of files that live for one test

MERGE_AND_DIE = """
import os, signal, sys
from pathlib import Path
from db.merge.batch_import import merge
from db.store import Store

def report(done, total):
    if sys.argv[3] == "first" or (sys.argv[3] == "last" and done == total):
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

with Store.open(Path(sys.argv[1])) as store:
    merge(store, Path(sys.argv[2]), progress=report)
"""


@dataclass
class Office:
    """A bureau and a team; each file plain or encrypted."""

    bureau: Path
    team: Path
    bureau_key: bytes | None
    team_key: bytes | None
    clock: Clock

    def record(self, path: Path | None = None, **values: Any) -> None:
        with self._at_work(path) as store, store.act(Act.RECORD_VISIT) as work:
            work.visits.record(visit_of(store), **values)

    def raise_finding(self, serial: str, path: Path | None = None) -> None:
        with self._at_work(path) as store, store.act(Act.RAISE_FINDING) as work:
            values = {"fact": "甲", "status": FindingStatus.CONFIRMED}
            work.findings.raise_finding(visit_of(store), item_of(store).id, serial, **values)

    def _at_work(self, path: Path | None) -> Store:
        return Store.open(path or self.team, self.team_key, self.clock)

    def merge(self, path: Path | None = None) -> Receipt:
        with self.opened() as store:
            return merge(store, path or self.team, self.team_key)

    def opened(self) -> Store:
        return Store.open(self.bureau, self.bureau_key, self.clock)

    def copy(self, name: str) -> Path:
        return Path(shutil.copy(self.team, self.team.with_name(f"{name}.inspection")))

    def findings(self) -> list[str]:
        with self.opened() as store, store.read() as work:
            return [line.serial for line in work.findings.lines(work.schools.lines()[0].visit_id)]


@pytest.fixture
def office(tmp_path: Path, clock: Clock) -> Office:
    bureau = tmp_path / "总.inspection"
    prepare(bureau, clock)
    with Store.open(bureau, now=clock) as store:
        [team] = hand_out(store, tmp_path)
    return Office(bureau, team, None, None, clock)


def test_the_same_file_again_is_told_from_its_bytes(office: Office) -> None:
    office.raise_finding("WT-01")
    assert office.merge().number == 1
    again = office.merge(office.copy("改名"))
    assert (again.number, again.repeated) == (None, 1)
    assert office.findings() == ["WT-01"]


def test_other_bytes_with_nothing_new_make_no_batch(office: Office) -> None:
    office.raise_finding("WT-01")
    office.merge()
    ask(office.team, "VACUUM")
    again = office.merge()
    assert (again.number, again.repeated, again.anything) == (None, None, False)
    with office.opened() as store:
        assert ask(store.path, "SELECT count(*) FROM merge_batch") == [(1,)]


def test_the_newer_first_and_then_the_older(office: Office) -> None:
    office.raise_finding("WT-01")
    older = office.copy("早")
    office.raise_finding("WT-02")
    assert office.merge().new > 0
    with office.opened() as store:
        before = state(store)
    late = office.merge(older)
    assert (late.number, late.anything) == (None, False)
    with office.opened() as store:
        assert state(store) == before


def test_day_by_day_is_the_same_as_once(office: Office, tmp_path: Path) -> None:
    once = Path(shutil.copy(office.bureau, tmp_path / "一次.inspection"))
    for day in range(1, 4):
        office.raise_finding(f"WT-0{day}")
        office.record(note=f"第{day}天")
        assert office.merge().number == day
    daily, office.bureau = office.bureau, once
    office.merge()
    with Store.open(daily, now=office.clock) as one, office.opened() as other:
        assert state(one) == state(other)


def test_two_laptops_that_went_on_with_one_file(office: Office) -> None:
    """Nobody is lost, and where both wrote the same field the bureau is asked."""
    office.raise_finding("WT-01")
    other = office.copy("另一台")
    office.raise_finding("WT-02")
    office.record(place="校长室", sites_seen=3)
    office.clock.moment += timedelta(hours=1)
    office.raise_finding("WT-03", other)
    office.record(other, place="会议室", note="补")
    assert office.merge().conflicts == 0
    assert office.merge(other).conflicts == 1
    assert office.findings() == ["WT-01", "WT-02", "WT-03"]
    with office.opened() as store, store.read() as work:
        [conflict] = work.conflicts.open()
        facts = work.visits.facts(work.schools.lines()[0].visit_id)
    assert conflict.columns == ("place",)
    assert (facts.sites_seen, facts.note) == (3, "补")


def test_taken_back_it_is_not_called_repeated_and_does_not_come_back(office: Office) -> None:
    office.raise_finding("WT-01")
    office.merge()
    with office.opened() as store:
        take_back(store, 1)
    again = office.merge()
    assert (again.number, again.repeated) == (None, None)
    assert office.findings() == []
    office.raise_finding("WT-02")  # work done since then comes in
    assert office.merge().number == 2
    assert office.findings() == ["WT-02"]


def test_a_preview_tells_what_the_merge_then_does(office: Office) -> None:
    office.raise_finding("WT-01")
    with office.opened() as store:
        seen = merge(store, office.team, preview=True)
        assert _is_untouched(store)
        done = merge(store, office.team)
    assert seen.number is None
    assert (seen.rows, seen.edits, seen.after) == (done.rows, done.edits, done.after)


def _is_untouched(store: Store) -> bool:
    batches = ask(store.path, "SELECT count(*) FROM merge_batch")
    return (batches, shown(store)["finding"]) == ([(0,)], [])


def test_a_batch_says_where_each_word_came_from(office: Office) -> None:
    office.raise_finding("WT-01")
    receipt = office.merge()
    assert (receipt.source, receipt.team) == ("第一检查组.inspection", "第一检查组")
    assert receipt.before.findings + 1 == receipt.after.findings
    with office.opened() as store:
        [kept] = ask(store.path, "SELECT number, source, sha256, hex(team_id) FROM merge_batch")
        [team] = ask(store.path, "SELECT hex(id) FROM team")
    assert kept == (1, office.team.name, file.digest(office.team), team[0])


@pytest.mark.parametrize("bureau_locked", [False, True], ids=["plain bureau", "encrypted bureau"])
@pytest.mark.parametrize("team_locked", [False, True], ids=["plain team", "encrypted team"])
def test_encrypted_and_plain_merge_into_each_other(
    tmp_path: Path, clock: Clock, *, bureau_locked: bool, team_locked: bool
) -> None:
    bureau = tmp_path / "总.inspection"
    bureau_key = prepare(bureau, clock, passphrase=SECRET if bureau_locked else None)
    with Store.open(bureau, bureau_key, clock) as store:
        [team] = hand_out(store, tmp_path, SECRET if team_locked else None)
    team_key = keys.unwrap(team, SECRET) if team_locked else None
    office = Office(bureau, team, bureau_key, team_key, clock)
    office.raise_finding("WT-01")
    office.record(place="校长室")
    assert office.merge().number == 1
    assert office.findings() == ["WT-01"]
    assert office.merge().repeated == 1
    for path, locked in ((bureau, bureau_locked), (team, team_locked)):
        assert ("校长室".encode() in path.read_bytes()) is not locked


@pytest.mark.parametrize("step", ["first", "last", "never"])
def test_killed_midway_it_is_as_before_or_done(office: Office, step: str) -> None:
    """Even when all has come in and only the last word is missing."""
    office.raise_finding("WT-01")
    office.record(place="校长室")
    with office.opened() as store:
        before = state(store)
    done = subprocess.run(
        [sys.executable, "-c", MERGE_AND_DIE, str(office.bureau), str(office.team), step],
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == (0 if step == "never" else -9 if os.name == "posix" else 15)
    assert ask(office.bureau, "PRAGMA quick_check") == [("ok",)]
    with office.opened() as store:
        assert (state(store) == before) is (step != "never")
    office.merge()
    assert office.findings() == ["WT-01"]


def test_several_at_once_are_numbered_in_their_order(office: Office) -> None:
    office.raise_finding("WT-01")
    other = office.copy("另一台")
    office.raise_finding("WT-02")
    office.raise_finding("WT-03", other)
    with office.opened() as store:
        receipts = list(merge_all(store, {other: None, office.team: None}))
    assert [(receipt.source, receipt.number) for receipt in receipts] == [
        (other.name, 1),
        (office.team.name, 2),
    ]
    assert office.findings() == ["WT-01", "WT-02", "WT-03"]
