"""A file beside a log that is not its own: refused with the way out, and neither is harmed."""

import shutil
from pathlib import Path

import pytest

from db.errors import InspectionError
from db.merge.inbox import received
from db.storage.backup import Reason
from db.storage.disks import fetch
from db.storage.write_ahead_log import has_log, log_of
from db.store import Store
from db.vocabulary import Act
from tests.conftest import Clock, prepare
from tests.db.looking import ask
from tests.db.storage.crashes import Crash, crash, last_note, note

OLD, NEW = 3, 9
SECRET = "示例口令2025"  # noqa: S105  # of files that live for one test


@pytest.fixture(params=["plain", "encrypted"])
def key(request: pytest.FixtureRequest, tmp_path: Path) -> bytes | None:
    secret = SECRET if request.param == "encrypted" else None
    return prepare(tmp_path / "组.inspection", Clock(), passphrase=secret)


def _worked_on(path: Path, key: bytes | None, *numbers: int) -> None:
    with Store.open(path, key) as store:
        for number in numbers:
            note(store, number)


@pytest.fixture
def crashed(key: bytes | None, tmp_path: Path) -> Crash:
    """Two sessions before, then the one that was killed."""
    path = tmp_path / "组.inspection"
    _worked_on(path, key, 1, 2)
    shutil.copy(path, tmp_path / "自己留的.inspection")
    _worked_on(path, key, OLD)
    left = crash(path, key, NEW, tmp_path / "断电")
    assert has_log(left.path)
    return left


def _backup_of_the_killed_session(path: Path, key: bytes | None) -> Path:
    with Store.open(path, key) as store:
        note(store, 1)
        return store.backups.make(Reason.CHANGED)


def _copies(crashed: Crash, tmp_path: Path) -> dict[str, Path]:
    """What somebody may put in the file's place, all of them sound."""
    folder = tmp_path / "抄"
    folder.mkdir()
    for path in tmp_path.glob("组.inspection*"):
        shutil.copy(path, folder)
    backup, *_ = sorted((tmp_path / "备份").glob("*.inspection"))
    return {
        "a backup": backup,
        "a copy of long ago": tmp_path / "自己留的.inspection",
        "a later file": folder / "组.inspection",
        "a backup of a later file": _backup_of_the_killed_session(
            folder / "组.inspection", crashed.key
        ),
    }


def test_a_copy_put_in_the_place_of_a_killed_file_is_not_mixed_with_its_log(
    crashed: Crash, tmp_path: Path
) -> None:
    base, log = crashed.path.read_bytes(), crashed.log.read_bytes()
    for name, copy in _copies(crashed, tmp_path).items():
        content = copy.read_bytes()
        crashed.path.write_bytes(content)
        crashed.log.write_bytes(log)
        with pytest.raises(InspectionError, match=r"合不到一起.*从备份恢复"):
            Store.open(crashed.path, crashed.key)
        assert crashed.path.read_bytes() == content, name
        assert crashed.log.read_bytes() == log, name
        with pytest.raises(InspectionError), received(crashed.path, crashed.key):
            pass
        crashed.log.unlink()
        assert last_note(crashed.path, crashed.key) in (0, 1, 2, OLD, NEW), name
    for path in crashed.path.parent.glob("*-shm"):
        path.unlink()
    crashed.path.write_bytes(base)
    crashed.log.write_bytes(log)
    assert last_note(crashed.path, crashed.key) == NEW, "the two that belong together"


def test_kills_one_after_the_other_shut_nobody_out(key: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "组.inspection"
    for round_ in range(1, 5):
        left = crash(path, key, round_, tmp_path / f"断电{round_}")
        path = left.path
        assert last_note(path, key) == round_


def test_what_was_kept_before_a_log_was_folded_in_and_after_it_is_one(
    key: bytes | None, tmp_path: Path
) -> None:
    """The log grows long, is folded in at work, and a new one begins; then the kill."""
    path, left = tmp_path / "组.inspection", tmp_path / "断电"
    left.mkdir()
    with Store.open(path, key) as store:
        size, folded, number = 0, 0, 0
        while folded < 2:
            number += 1
            note(store, number)
            size, before = log_of(path).stat().st_size, size
            folded += size < before
        note(store, number + 1)
        for one in tmp_path.glob("组.inspection*"):
            shutil.copy(one, left)
    assert last_note(left / path.name, key) == number + 1
    marks = set(ask(path, "SELECT id, previous FROM log_mark", key=key))
    assert len(marks) == 1


def test_a_reader_in_the_way_only_puts_off_the_folding(tmp_path: Path) -> None:
    path = tmp_path / "组.inspection"
    prepare(path, Clock())
    with Store.open(path) as store:
        with store.read() as reader:
            reader.schools.lines()
            number = 0
            while log_of(path).stat().st_size < 5 * 1024 * 1024:
                number += 1
                note(store, number)
            left = tmp_path / "断电"
            left.mkdir()
            for one in tmp_path.glob("组.inspection*"):
                shutil.copy(one, left)
        assert last_note(left / path.name, None) == number
        note(store, number + 1)
        assert log_of(path).stat().st_size < 1024 * 1024


def test_an_act_that_is_given_up_marks_nothing(tmp_path: Path) -> None:
    path = tmp_path / "组.inspection"
    prepare(path, Clock())
    before = ask(path, "SELECT id FROM log_mark")
    with Store.open(path) as store:
        with pytest.raises(ZeroDivisionError), store.act(Act.RECORD_VISIT):
            raise ZeroDivisionError
        assert ask(path, "SELECT id FROM log_mark") == before
        note(store, 1)
        [(id_, previous)] = ask(path, "SELECT id, previous FROM log_mark")
        assert [(previous,)] == before
        note(store, 2)
        assert ask(path, "SELECT id FROM log_mark") == [(id_,)]


def test_with_the_key_of_another_file_it_is_not_the_log_that_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "组.inspection"
    key = prepare(path, Clock(), passphrase=SECRET)
    left = crash(path, key, NEW, tmp_path / "断电")
    with pytest.raises(InspectionError, match="口令不对"):
        Store.open(left.path, bytes(32))
    assert last_note(left.path, key) == NEW


def test_what_was_not_closed_on_the_stick_comes_along_with_its_log(
    key: bytes | None, tmp_path: Path
) -> None:
    left = crash(tmp_path / "组.inspection", key, NEW, tmp_path / "U盘")
    assert last_note(fetch(left.path, tmp_path / "本机"), key) == NEW
