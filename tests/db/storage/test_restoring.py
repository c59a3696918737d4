"""From a backup to a working file: nothing is written over, nothing half-done, nobody shut out."""

import os
import shutil
from pathlib import Path

import pytest

from db.errors import InspectionError
from db.storage import keys
from db.storage.backup import Reason
from db.storage.restoring import backups_of, content_of, restored_to, slots_that_open
from db.storage.write_ahead_log import has_log, log_of
from db.store import Store
from inspector_gui.actions.restoring import choices, restore_backup
from tests.commands.disks import fill, small_disk
from tests.conftest import Clock, prepare
from tests.db.storage.crashes import crash, last_note, note

SECRET, NEW_SECRET = "示例口令2025", "换过的口令2026"


@pytest.fixture(params=["plain", "encrypted"])
def key(request: pytest.FixtureRequest, tmp_path: Path) -> bytes | None:
    secret = SECRET if request.param == "encrypted" else None
    return prepare(tmp_path / "组.inspection", Clock(), passphrase=secret)


@pytest.fixture
def killed(key: bytes | None, tmp_path: Path) -> Path:
    """A file that was killed after five notes, with a backup of two; what is in its log is safe."""
    path = tmp_path / "组.inspection"
    with Store.open(path, key) as store:
        for number in (1, 2):
            note(store, number)
        store.backups.make(Reason.CHANGED)
    left = crash(path, key, 5, tmp_path / "断电")
    shutil.copytree(tmp_path / "备份", left.path.parent / "备份")
    for one in (left.path.parent / "备份").glob("*关闭*"):
        one.unlink()
    return left.path


def _backup(path: Path, reason: str = "定时") -> Path:
    [found] = [one.path for one in backups_of(path) if one.reason == reason]
    return found


def test_restored_the_copy_is_the_file_and_what_was_there_is_aside_whole(
    killed: Path, key: bytes | None
) -> None:
    before, log = killed.read_bytes(), log_of(killed).read_bytes()
    copy = _backup(killed)
    content = copy.read_bytes()
    restored = restore_backup(backup=copy, target=killed, key=key)
    assert last_note(killed, key) == 2
    assert copy.read_bytes() == content
    assert restored.aside is not None
    assert (restored.aside.read_bytes(), log_of(restored.aside).read_bytes()) == (before, log)
    restore_backup(backup=restored.aside, target=killed, key=key)
    assert last_note(killed, key) == 5, "and back again"


def test_a_restored_file_is_restored_from_the_same_backup_again(
    killed: Path, key: bytes | None
) -> None:
    for _ in range(2):
        restore_backup(backup=_backup(killed), target=killed, key=key, now=Clock())
        assert last_note(killed, key) == 2
        crashed = crash(killed, key, 7, killed.parent / "又断电")
        shutil.copy(crashed.path, killed)
        shutil.copy(crashed.log, log_of(killed))
        shutil.rmtree(crashed.path.parent)
        for aside in (killed.parent / "备份").glob("*恢复前*"):
            aside.unlink()


@pytest.mark.parametrize("harm", ["gone", "cut", "overwritten", "no log", "foreign log"])
def test_whatever_became_of_the_file_it_is_restored(
    killed: Path, key: bytes | None, harm: str
) -> None:
    if harm == "gone":
        killed.unlink()
    if harm == "cut":
        killed.write_bytes(killed.read_bytes()[:20_000])
    if harm == "overwritten":
        killed.write_bytes(os.urandom(50_000))
    if harm == "no log":
        log_of(killed).unlink()
    if harm == "foreign log":
        shutil.copy(_backup(killed), killed)
        with pytest.raises(InspectionError):
            Store.open(killed, key)
    restore_backup(backup=_backup(killed), target=killed, key=key)
    assert last_note(killed, key) == 2
    assert not has_log(killed)


def test_a_damaged_backup_moves_nothing(killed: Path, key: bytes | None) -> None:
    copy = _backup(killed)
    content = bytearray(copy.read_bytes())
    content[20_000:60_000] = os.urandom(40_000)
    copy.write_bytes(content)
    before = {path: path.read_bytes() for path in killed.parent.rglob("*") if path.is_file()}
    with pytest.raises(InspectionError, match=r"损坏|备份"):
        restore_backup(backup=copy, target=killed, key=key)
    after = {path: path.read_bytes() for path in killed.parent.rglob("*") if path.is_file()}
    assert {one: after[one] for one in before} == before
    assert {key.suffix for key in after.keys() - before.keys()} <= {".inspection-shm"}
    assert last_note(killed, key) == 5


def test_a_file_that_is_open_is_not_restored_from_under_anybody(tmp_path: Path) -> None:
    path = tmp_path / "组.inspection"
    prepare(path, Clock())
    with Store.open(path) as store:
        made = store.backups.make(Reason.CHANGED)
        with pytest.raises(InspectionError, match="已被"):
            restore_backup(backup=made, target=path)


def test_a_full_disk_leaves_everything_as_it_was(tmp_path: Path) -> None:
    with small_disk(tmp_path / "盘", 14 << 20) as disk:
        path = disk / "组.inspection"
        prepare(path, Clock())
        with Store.open(path) as store:
            note(store, 1)
            made = store.backups.make(Reason.CHANGED)
            note(store, 2)
        fill(disk, 300_000)
        with pytest.raises(InspectionError, match=r"空间|满"):
            restore_backup(backup=made, target=path)
        (disk / "满").unlink()
        assert last_note(path, None) == 2
        assert not list(disk.glob(".part-*"))


def test_the_passphrase_of_today_opens_a_backup_of_yesterday(tmp_path: Path) -> None:
    path = tmp_path / "组.inspection"
    key = prepare(path, Clock(), passphrase=SECRET)
    assert key is not None
    with Store.open(path, key) as store:
        made = store.backups.make(Reason.CHANGED)
    keys.wrap(path, key, NEW_SECRET)
    assert slots_that_open(made, path, NEW_SECRET) == (key, path)
    assert slots_that_open(made, path, SECRET) == (key, made)
    with pytest.raises(InspectionError, match="口令不对"):
        slots_that_open(made, path, "都不对的口令")
    restore_backup(backup=made, target=path, key=key, slots=path)
    assert keys.unwrap(path, NEW_SECRET) == key
    keys.key_file(path).write_bytes(b"")
    assert slots_that_open(made, path, SECRET) == (key, made)
    restore_backup(backup=made, target=path, key=key, slots=made)
    assert keys.unwrap(path, SECRET) == key


def test_damaged_slots_are_replaced_by_the_backup_s(tmp_path: Path) -> None:
    path = tmp_path / "总.inspection"
    prepare(path, Clock())
    with Store.open(path) as store:
        store.keep_identity("AGE-SECRET-KEY")
        made = store.backups.make(Reason.CHANGED)
    keys.key_file(path).write_bytes(b"{")
    restored = restore_backup(backup=made, target=path)
    assert keys.identity(path, None) == "AGE-SECRET-KEY"
    assert restored.aside is not None
    assert keys.key_file(restored.aside).read_bytes() == b"{"


def test_the_list_says_when_how_large_who_and_what_is_newer(
    killed: Path, key: bytes | None
) -> None:
    [choice] = choices(killed, key)
    assert choice.backup.size == choice.backup.path.stat().st_size
    assert choice.content is not None
    assert choice.content.latest is not None
    assert (choice.newer, content_of(killed, key).acts - choice.content.acts) == (5, 5)
    log_of(killed).unlink()
    killed.write_bytes(os.urandom(4096))
    [choice] = choices(killed, key)
    assert (choice.content is not None, choice.newer) == (True, None)


def test_of_which_file_a_backup_is(tmp_path: Path) -> None:
    path = tmp_path / "第[三]-组.inspection"
    prepare(path, Clock())
    with Store.open(path) as store:
        made = store.backups.make(Reason.MERGE)
    assert restored_to(made) == path
    assert restored_to(path) == path


def test_what_went_aside_outlives_the_fortnight(killed: Path, key: bytes | None) -> None:
    restored = restore_backup(backup=_backup(killed), target=killed, key=key)
    assert restored.aside is not None
    os.utime(restored.aside, (0, 0))
    with Store.open(killed, key) as store:
        store.backups.make(Reason.CHANGED)
    assert restored.aside.exists()


def test_killed_in_the_midst_it_is_refused_or_the_old_one(killed: Path, key: bytes | None) -> None:
    """The copy is in its place, the old log is still there: nothing is mixed."""
    restored = restore_backup(backup=_backup(killed), target=killed, key=key)
    assert restored.aside is not None
    shutil.copy(log_of(restored.aside), log_of(killed))
    with pytest.raises(InspectionError, match="合不到一起"):
        Store.open(killed, key)
    restore_backup(backup=_backup(killed), target=killed, key=key)
    assert last_note(killed, key) == 2
