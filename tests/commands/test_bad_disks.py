"""A disk that is full or may not be written to: one sentence, nothing changed or half-written."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands.cli import did, inspector, refused, whole
from tests.commands.conftest import SIX, Office
from tests.commands.disks import fill, small_disk, unwritable

MB = 1_000_000
#: Room that is left, from nothing to enough; in between, each step may be the one that fails.
ROOM = (0, 300_000, 700_000, 1_100_000, 3_000_000)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "盘", 8 * MB) as folder:
        yield folder


@pytest.fixture
def kept(parted: Office, disk: Path) -> Office:
    """The bureau's file lies on a small disk, with two open conflicts."""
    shutil.copy(parted.bureau, disk)
    return Office(disk)


def _shown(office: Office) -> tuple[object, ...]:
    return office.open(), office.place(), office.finding()


@pytest.mark.parametrize("room", ROOM)
@pytest.mark.parametrize("command", ["merge", "decide", "takeback"])
def test_on_a_full_disk_it_is_done_or_all_is_as_it_was(
    parted: Office, kept: Office, command: str, room: int
) -> None:
    parted.record(parted.team, place="教室")
    arguments = {
        "merge": (kept.bureau, parted.team),
        "decide": (kept.bureau, kept.open()["field"], "--take", "mine"),
        "takeback": (kept.bureau, 2),
    }[command]
    before = _shown(kept)
    fill(kept.folder, room)
    held = whole(kept.folder)
    done = inspector(command, *arguments)
    if done.code == 0:
        assert room > 0
    else:
        [sentence] = done.err.splitlines()
        assert (done.code, sentence[-1]) == (1, "。")
        assert "满" in sentence or "剩余空间" in sentence, sentence
        assert whole(kept.folder) == held
        assert room < 3_000_000
    (kept.folder / "满").unlink()
    assert (_shown(kept) == before) is (done.code != 0)


def test_what_is_done_stays_done_if_only_the_backup_finds_no_room(kept: Office) -> None:
    place = kept.open()["field"]
    fill(kept.folder, 700_000)  # for the decision, not for a copy of the file
    done = inspector("decide", kept.bureau, place, "--take", "mine")
    assert done.code == 0
    assert "已裁定" in done.out
    assert "没有做成备份" in done.err
    assert sorted(path.name for path in kept.folder.iterdir()) == [kept.bureau.name, "满"]
    (kept.folder / "满").unlink()
    assert kept.place() == "校长室"


@pytest.mark.parametrize("room", [0, 300_000, 4 * MB])
def test_a_demo_on_a_full_disk_makes_nothing(disk: Path, room: int) -> None:
    fill(disk, room)
    before = whole(disk)
    sentence = refused("demo", disk)
    assert "满" in sentence or "空间" in sentence
    assert whole(disk) == before


@pytest.mark.parametrize("room", [0, 300_000, 600_000])
def test_a_handout_on_a_full_disk_makes_nothing(office: Office, disk: Path, room: int) -> None:
    fill(disk, room)
    before = whole(disk)
    sentence = refused("handout", office.bureau, "--out", disk, "--plain")
    assert "满" in sentence or "空间" in sentence
    assert whole(disk) == before


@pytest.mark.parametrize("room", [0, 8192])
def test_sheets_on_a_full_disk_are_not_half_written(office: Office, disk: Path, room: int) -> None:
    fill(disk, room)
    before = whole(disk)
    assert "磁盘已满" in refused("feedback", office.team, "--school", "S001", "--out", disk)
    assert whole(disk) == before


def test_no_room_for_temporary_files(
    office: Office, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.record(office.team, place="会议室")
    monkeypatch.setenv("TMPDIR", str(disk))
    fill(disk, 300_000)
    before = whole(office.bureau.parent)
    assert "临时文件夹" in refused("merge", office.bureau, office.team)
    assert whole(office.bureau.parent) == before


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
@pytest.mark.parametrize("size", [4096, 40_000])
def test_where_no_file_may_grow_nothing_is_half_written(
    office: Office, tmp_path: Path, size: int
) -> None:
    """As a quota would have it; the same for whoever may not make disks."""
    office.record(office.team, place="会议室")
    out = tmp_path / "出"
    out.mkdir()
    before = whole(tmp_path)
    for arguments in (
        ("merge", office.bureau, office.team),
        ("handout", office.bureau, "--out", out, "--plain"),
        ("demo", out),
    ):
        refused(*arguments, largest=size)
        after = whole(tmp_path)
        for name in set(after) - set(
            before
        ):  # the database's own, which the next one to open takes
            assert name.endswith(("-wal", "-shm"))
            (tmp_path / name).unlink()
        assert whole(tmp_path) == before, arguments


@pytest.fixture
def shut(office: Office) -> Iterator[Path]:
    """A folder with the two files in which nobody may write."""
    folder = office.bureau.parent / "只读"
    folder.mkdir()
    for path in (office.bureau, office.team):
        shutil.copy(path, folder)
    with unwritable(folder):
        yield folder


def test_in_a_read_only_folder_nothing_is_opened_or_made(shut: Path, office: Office) -> None:
    before = whole(shut)
    bureau = shut / office.bureau.name
    for arguments in (
        ("merge", bureau, office.team),
        ("decide", bureau, "0123456789", "--take", "mine"),
        ("summary", bureau),
        ("handout", office.bureau, "--out", shut / "."),
        ("demo", shut),
        ("demo", shut / "里面"),
        ("feedback", office.team, "--school", "S001", "--out", shut),
    ):
        refused(*arguments)
        assert whole(shut) == before, arguments


def test_out_of_a_read_only_folder_one_may_merge(shut: Path, office: Office) -> None:
    did("merge", office.bureau, shut / office.team.name)


@pytest.mark.skipif(getattr(os, "geteuid", int)() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read(office: Office) -> None:
    office.team.chmod(0o000)
    assert office.team.name in refused("merge", office.bureau, office.team)
    assert office.team.name in refused("summary", office.team)
    office.team.chmod(0o600)


def test_all_recorded_sheets_or_the_sentence_after_those_that_fit(
    recorded: Path, disk: Path
) -> None:
    """Sheets are printed one by one; each is whole."""
    fill(disk, 400_000)
    done = inspector("feedback", recorded / SIX[0], "--all", "--out", disk)
    assert done.code == 1
    assert len(done.err.splitlines()) == 1
    sheets = {path.name for path in disk.iterdir()} - {"满"}
    assert sheets == {Path(line).name for line in done.lines}
    assert all(path.read_bytes().rstrip().endswith(b"%%EOF") for path in disk.glob("*.pdf"))
