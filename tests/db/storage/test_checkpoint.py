"""A checkpoint that is cut short anywhere: the log holds everything, and the file opens whole."""

import itertools
import shutil
from pathlib import Path

import pytest

from db.errors import InspectionError
from db.store import Store
from tests.commands.disks import fill, small_disk
from tests.conftest import Clock, prepare
from tests.db.storage.crashes import Crash, crash, cut_at_every_write, last_note, note

NOTES = 24
MEGABYTE = 1 << 20


@pytest.fixture(params=["plain", "encrypted"])
def key(request: pytest.FixtureRequest, tmp_path: Path) -> bytes | None:
    secret = "示例口令2025" if request.param == "encrypted" else None
    return prepare(tmp_path / "组.inspection", Clock(), passphrase=secret)


@pytest.fixture
def crashed(key: bytes | None, tmp_path: Path) -> Crash:
    return crash(tmp_path / "组.inspection", key, NOTES, tmp_path / "断电")


def test_the_writes_are_those_of_a_real_checkpoint(crashed: Crash, tmp_path: Path) -> None:
    """The last position is, byte for byte, the file that was closed."""
    *_, whole = cut_at_every_write(crashed.path.read_bytes(), crashed.log.read_bytes())
    assert whole == (tmp_path / "组.inspection").read_bytes()
    assert len(whole) > len(crashed.path.read_bytes())


def test_wherever_the_closing_checkpoint_is_cut_the_file_opens_with_all(crashed: Crash) -> None:
    base, log = crashed.path.read_bytes(), crashed.log.read_bytes()
    positions = list(cut_at_every_write(base, log))
    assert len(positions) > 60
    for number, content in enumerate(positions):
        crashed.path.write_bytes(content)
        crashed.log.write_bytes(log)
        assert last_note(crashed.path, crashed.key) == NOTES, f"position {number}"


def test_a_disk_that_fills_up_while_typing_loses_nothing_that_was_acknowledged(
    key: bytes | None, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "盘", 14 * MEGABYTE) as disk:
        for one in tmp_path.glob("组.inspection*"):
            shutil.copy(one, disk)
        path = disk / "组.inspection"
        store = Store.open(path, key)
        fill(disk, MEGABYTE // 2)
        kept = _type_until_full(store)
        with pytest.raises(InspectionError, match="改动已保存"):
            store.close()
        assert kept > 3
        (disk / "满").unlink()
        assert last_note(path, key) == kept


def _type_until_full(store: Store) -> int:
    """How many acts were acknowledged."""
    for number in itertools.count(1):
        try:
            note(store, number)
        except InspectionError as error:
            return number - 1 if "磁盘空间已满" in str(error) else 0
    raise AssertionError
