"""Rolling copies: made when due, on close and before risky work; pruned; whole; of the same key."""

import os
import shutil
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from db.errors import InspectionError
from db.storage import file, keys
from db.storage.backup import BackupError, Reason
from db.store import Store
from db.vocabulary import Act
from tests.conftest import Clock
from tests.db.looking import dump, visit_of

OLD = timedelta(days=15)


def _record(store: Store, place: str = "校长室") -> None:
    with store.act(Act.RECORD_VISIT) as work:
        work.visits.record(visit_of(store), place=place)


def _copies(store: Store) -> list[Path]:
    return sorted(store.path.parent.glob("备份/*.inspection"))


def test_a_copy_is_due_ten_minutes_after_the_first_change_it_lacks(
    store: Store, clock: Clock
) -> None:
    clock.moment += timedelta(hours=3)
    assert not store.backups.due
    _record(store)
    assert not store.backups.due
    clock.moment += timedelta(minutes=5)
    _record(store, "会议室")
    clock.moment += timedelta(minutes=5)
    assert store.backups.due
    store.backups.make(Reason.CHANGED)
    assert not store.backups.due
    assert store.backups.latest is not None


def test_a_copy_is_the_file_as_it_is(store: Store) -> None:
    _record(store)
    made = store.backups.make(Reason.CHANGED)
    assert dump(made) == dump(store.path)
    assert made.name.endswith("-定时.inspection")
    _record(store, "会议室")
    assert dump(made) != dump(store.path)


def test_on_close_there_is_one_of_what_changed_and_only_then(
    campaign_file: Path, clock: Clock
) -> None:
    with Store.open(campaign_file, now=clock) as store:
        before = _copies(store)
        visit_of(store)
    assert _copies(store) == before
    with Store.open(campaign_file, now=clock) as store:
        _record(store)
    [new] = set(_copies(store)) - set(before)
    assert new.name.endswith("-关闭.inspection")
    assert dump(new) == dump(campaign_file)


def test_after_a_fortnight_copies_go_but_never_the_newest(store: Store, clock: Clock) -> None:
    first, second = [store.backups.make(Reason.CHANGED) for _ in range(2)]
    for path in (first, second):
        then = (clock.moment - OLD).timestamp()
        os.utime(path, (then, then))
    young = store.backups.folder / f"{store.path.stem}-20250914-080000-定时.inspection"
    shutil.copy(second, young)
    recent = (clock.moment - timedelta(days=13)).timestamp()
    os.utime(young, (recent, recent))
    newest = store.backups.make(Reason.CHANGED)
    kept = set(_copies(store))
    assert {young, newest} <= kept
    assert not {first, second} & kept


def test_copies_of_other_files_are_nobody_else_s_to_prune(store: Store, clock: Clock) -> None:
    store.backups.folder.mkdir(exist_ok=True)
    others = [
        store.backups.folder / name
        for name in (
            f"{store.path.stem}-甲-20250101-080000-定时.inspection",
            f"{store.path.stem}-我留的.inspection",
            "第三检查组-20250101-080000-定时.inspection",
        )
    ]
    for path in others:
        path.write_bytes(b"")
        os.utime(path, (0, 0))
    store.backups.make(Reason.CHANGED)
    assert all(path.exists() for path in others)


def test_a_name_may_hold_what_searches_read_otherwise(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / f"第[三]组{'' if sys.platform == 'win32' else '*'}.inspection"
    file.create(path)
    with Store.open(path, now=clock) as store:
        old = store.backups.make(Reason.CHANGED)
        os.utime(old, (0, 0))
        store.backups.make(Reason.CHANGED)
        assert not old.exists()


def test_an_encrypted_file_s_copy_opens_by_the_passphrase(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "组.inspection"
    key = file.create_locked(path, "示例口令2025")
    with Store.open(path, key, now=clock) as store:
        made = store.backups.make(Reason.CHANGED)
    assert not made.read_bytes().startswith(b"SQLite")
    assert dump(made, keys.unwrap(made, "示例口令2025")) == dump(path, key)


def test_a_second_folder_gets_a_copy_while_it_is_there(store: Store, tmp_path: Path) -> None:
    store.backups.second = tmp_path / "U盘"
    made = store.backups.make(Reason.CHANGED)
    assert not (tmp_path / "U盘").exists()
    (tmp_path / "U盘").mkdir()
    made = store.backups.make(Reason.CHANGED)
    assert (tmp_path / "U盘" / made.name).read_bytes() == made.read_bytes()


@pytest.fixture
def no_room(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    def shut() -> None:
        def refuse(*_: object) -> None:
            raise InspectionError("不能写入；请核对权限和剩余空间。")

        monkeypatch.setattr(file, "copy", refuse)

    return shut


def test_a_copy_that_fails_leaves_nothing_and_is_still_due(
    store: Store, clock: Clock, no_room: Callable[[], None]
) -> None:
    before = _copies(store)
    _record(store)
    clock.moment += timedelta(minutes=11)
    no_room()
    with pytest.raises(InspectionError):
        store.backups.make(Reason.CHANGED)
    assert _copies(store) == before
    assert store.backups.due


def test_a_file_is_closed_even_if_it_cannot_be_backed_up(
    campaign_file: Path, clock: Clock, no_room: Callable[[], None]
) -> None:
    store = Store.open(campaign_file, now=clock)
    _record(store)
    no_room()
    with pytest.raises(BackupError, match="改动已保存"):
        store.close()
    with Store.open(campaign_file, now=clock) as again, again.read() as work:
        assert work.visits.facts(work.schools.lines()[0].visit_id).place == "校长室"


def test_what_went_wrong_first_is_what_is_told(
    campaign_file: Path, clock: Clock, no_room: Callable[[], None]
) -> None:
    def work_on() -> None:
        with Store.open(campaign_file, now=clock) as store:
            _record(store)
            no_room()
            raise InspectionError("先出的错。")

    with pytest.raises(InspectionError, match="先出的错"):
        work_on()
