"""A file removed, replaced or opened by its second name while it is open: said at once."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from db.errors import InspectionError
from db.storage import keys
from db.storage.backup import Reason
from db.storage.write_ahead_log import log_of
from db.store import Store
from inspector_gui.actions.restoring import restore_backup
from tests.conftest import Clock, prepare
from tests.db.storage.crashes import last_note, note

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="open files stay there")
ROOT = Path(__file__).resolve().parents[3]
OPEN = """
import sys
from pathlib import Path
from db.store import Store
Store.open(Path(sys.argv[1])).close()
"""


@pytest.fixture(params=["plain", "encrypted"])
def key(request: pytest.FixtureRequest, tmp_path: Path) -> bytes | None:
    secret = "示例口令2025" if request.param == "encrypted" else None
    (tmp_path / "组里").mkdir()
    return prepare(tmp_path / "组里" / "组.inspection", Clock(), passphrase=secret)


@pytest.fixture
def path(key: bytes | None, tmp_path: Path) -> Path:
    return tmp_path / "组里" / "组.inspection"


def _removed(path: Path) -> None:
    path.unlink()


def _renamed(path: Path) -> None:
    path.rename(path.with_name("改了名.inspection"))


def _replaced(path: Path) -> None:
    other = path.with_name("另一个")
    shutil.copy(path, other)
    other.replace(path)


def _log_removed(path: Path) -> None:
    log_of(path).unlink()


def _folder_moved(path: Path) -> None:
    path.parent.rename(path.parent.with_name("挪走"))


HARMS = [_removed, _renamed, _replaced, _log_removed, _folder_moved]


@pytest.mark.parametrize("harm", HARMS, ids=lambda one: one.__name__.strip("_"))
def test_the_next_act_is_refused_and_all_before_it_is_rescued(
    path: Path, key: bytes | None, harm: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    home = path.parents[1] / "家"
    monkeypatch.setattr(Path, "home", lambda: home)
    store = Store.open(path, key)
    for number in (1, 2):
        note(store, number)
    harm(path)
    with pytest.raises(InspectionError, match="被移走、删除或替换"):
        note(store, 3)
    with pytest.raises(InspectionError, match="抢救"):
        store.close()
    [rescued] = path.parents[1].rglob("*抢救.inspection")
    assert last_note(rescued, key) == 2
    if key is not None:
        assert keys.unwrap(rescued, "示例口令2025") == key


def test_it_is_said_without_an_act_too_and_only_once(path: Path, key: bytes | None) -> None:
    store = Store.open(path, key)
    store.look_around()
    path.unlink()
    with pytest.raises(InspectionError, match="抢救"):
        store.look_around()
    store.look_around()
    with pytest.raises(InspectionError, match="抢救"):
        store.close()


def test_moved_back_the_work_goes_on(path: Path, key: bytes | None) -> None:
    away = path.with_name("挪开")
    with Store.open(path, key) as store:
        note(store, 1)
        path.rename(away)
        with pytest.raises(InspectionError):
            note(store, 2)
        away.rename(path)
        note(store, 3)
    assert last_note(path, key) == 3


def test_what_lies_there_instead_is_left_alone(path: Path, key: bytes | None) -> None:
    """Closing removes no log of another file."""
    store = Store.open(path, key)
    note(store, 1)
    aside = path.with_name("原来的")
    path.rename(aside)
    log_of(path).rename(log_of(aside))
    path.write_bytes(b"another file")
    log_of(path).write_bytes(b"and its log")
    with pytest.raises(InspectionError):
        store.close()
    assert path.read_bytes() == b"another file"
    assert log_of(path).read_bytes() == b"and its log"


def test_a_rescued_copy_becomes_the_file_again(path: Path, key: bytes | None) -> None:
    store = Store.open(path, key)
    note(store, 1)
    path.unlink()
    with pytest.raises(InspectionError):
        store.close()
    [rescued] = path.parent.rglob("*抢救.inspection")
    restore_backup(backup=rescued, target=path, key=key)
    assert last_note(path, key) == 1


def test_two_names_of_one_file_are_one_file(path: Path, key: bytes | None) -> None:
    second = path.parent.with_name("别处")
    second.mkdir()
    link = second / "组.inspection"
    os.link(path, link)
    if key is not None:
        os.link(keys.key_file(path), keys.key_file(link))
    with Store.open(path, key), pytest.raises(InspectionError, match="另一个名字"):
        Store.open(link, key)
    with Store.open(link, key) as store:
        note(store, 1)
    assert last_note(path, key) == 1


def test_from_another_process_too(tmp_path: Path) -> None:
    path, link = tmp_path / "组.inspection", tmp_path / "别名.inspection"
    prepare(path, Clock())
    os.link(path, link)
    with Store.open(path) as store:
        store.backups.make(Reason.CHANGED)  # connections come and go
        note(store, 1)
        done = subprocess.run(
            [sys.executable, "-X", "utf8", "-c", OPEN, str(link)],
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    assert "另一个名字" in done.stderr
