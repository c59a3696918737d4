"""What a killed process left half-made is swept, and nothing else is."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from db.merge.inbox import received
from db.packages.sealing import make_package
from db.storage import file
from db.storage.backup import Reason
from db.storage.leftovers import workshop
from db.store import Store
from tests.conftest import Clock, prepare
from tests.db.storage.crashes import note

ROOT = Path(__file__).resolve().parents[3]
#: Backs up again and again until it is killed.
BACK_UP = """
import sys
from pathlib import Path
from db.storage.backup import Reason
from db.store import Store
with Store.open(Path(sys.argv[1])) as store:
    print("open", flush=True)
    while True:
        store.backups.make(Reason.CHANGED)
"""
#: Makes a file of a team in a folder, and waits there to be killed.
WAIT_INSIDE = """
import sys
from pathlib import Path
from db.storage.leftovers import workshop
with workshop(Path(sys.argv[1]), ".part-") as made:
    (made / "data.inspection").write_bytes(b"13900001111")
    print(made, flush=True)
    sys.stdin.read()
"""


def _start(script: str, path: Path) -> tuple[subprocess.Popen[str], str]:
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        text=True,
    )
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


def _kill(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def _age(folder: Path) -> None:
    hours_ago = time.time() - 7200
    os.utime(folder, (hours_ago, hours_ago))


def _half_made(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if ".part" in path.name)


def test_kills_during_a_backup_leave_nothing_for_ever(campaign_file: Path) -> None:
    folder, seen = campaign_file.parent / "备份", False
    for _ in range(40):
        process, _ = _start(BACK_UP, campaign_file)
        deadline = time.monotonic() + 10
        while not _half_made(folder) and time.monotonic() < deadline:
            pass
        _kill(process)
        seen |= bool(_half_made(folder))
        with Store.open(campaign_file):
            assert _half_made(folder) == []
        if seen:
            break
    assert seen, "no kill fell into a backup"
    slots = {path.name for path in folder.glob("*.keys")}
    assert all((folder / name.removesuffix(".keys")).exists() for name in slots)


def test_only_what_is_half_made_of_this_file_is_swept(campaign_file: Path) -> None:
    folder = campaign_file.parent / "备份"
    folder.mkdir(exist_ok=True)
    stem = campaign_file.stem
    swept = [
        folder / f"{stem}-20250915-080000-定时.inspection.part",
        folder / f"{stem}-20250915-080000-定时.inspection.part-journal",
        folder / f"{stem}-20250915-080000-定时.inspection.keys.part",
        folder / f"{stem}-20250915-080000-定时.inspection.keys",
        campaign_file.with_name(f"{campaign_file.name}.keys.part"),
    ]
    kept = [
        folder / f"{stem}甲-20250915-080000-定时.inspection.part",
        folder / "我的.part",
        campaign_file.with_name("别的.inspection.part"),
        folder / f"{stem}-20250915-090000-定时.inspection",
        folder / f"{stem}-20250915-090000-定时.inspection.keys",
    ]
    for path in (*swept, *kept):
        path.touch()
    with Store.open(campaign_file):
        assert [path.name for path in swept if path.exists()] == []
        assert all(path.exists() for path in kept)


def test_a_folder_in_the_making_goes_once_its_maker_is_dead(tmp_path: Path) -> None:
    process, name = _start(WAIT_INSIDE, tmp_path)
    with workshop(tmp_path, ".part-"):
        assert Path(name).is_dir(), "somebody works in it"
    _age(Path(name))
    with workshop(tmp_path, ".part-"):
        assert Path(name).is_dir(), "it takes its time"
    _kill(process)
    assert (Path(name) / "data.inspection").exists()
    with workshop(tmp_path, ".part-"):
        assert not Path(name).exists()
    assert list(tmp_path.iterdir()) == []


def test_copies_of_what_was_merged_go_from_the_temporary_folder(
    campaign_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "临时"
    old = temporary / "inspector-abcdefgh"
    old.mkdir(parents=True)
    (old / "arrival.inspection").write_bytes(b"")
    _age(old)
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    with received(campaign_file):
        assert not old.exists()
    assert list(temporary.iterdir()) == []


def test_half_a_package_of_this_team_goes_from_the_stick(team_file: Path, tmp_path: Path) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    ours, theirs = stick / "第三检查组-包0001.inspkg.part", stick / "第二检查组-包0001.inspkg.part"
    ours.touch()
    theirs.touch()
    with Store.open(team_file) as team:
        made = make_package(team, stick)
    assert sorted(stick.iterdir()) == sorted([made.path, theirs])


def test_a_backup_under_way_is_not_swept_from_under_itself(tmp_path: Path) -> None:
    path = tmp_path / "组.inspection"
    prepare(path, Clock())
    with Store.open(path) as store:
        note(store, 1)
        made = store.backups.make(Reason.CHANGED)
        assert file.inspect(made).form is file.Form.PLAIN
