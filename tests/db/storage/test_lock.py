"""One lock beside each open file: says who has it, dies with the process, is held by one alone."""

import getpass
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.errors import InspectionError
from db.storage.lock import FileLock, require_single_name
from db.store import Store

ROOT = Path(__file__).resolve().parents[3]
HOLD = """
import sys
from pathlib import Path
from db.storage.lock import FileLock
lock = FileLock(Path(sys.argv[1]))
lock.take()
print("taken", flush=True)
sys.stdin.read()
"""
#: Takes the lock again and again; whoever finds somebody inside, or lets somebody in, says so.
CONTEND = """
import os, sys
from pathlib import Path
from db.errors import InspectionError
from db.storage.lock import FileLock
path, times = Path(sys.argv[1]), 0
inside = path.with_name("inside")
while times < 300:
    lock = FileLock(path)
    try:
        lock.take()
    except InspectionError:
        continue
    os.close(os.open(inside, os.O_CREAT | os.O_EXCL))
    inside.unlink()
    lock.free()
    times += 1
"""


def _start(script: str, path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        text=True,
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "组.inspection").touch()
    return tmp_path / "组.inspection"


@pytest.fixture
def holder(path: Path) -> Iterator[subprocess.Popen[str]]:
    process = _start(HOLD, path)
    assert process.stdout is not None
    assert process.stdout.readline() == "taken\n"
    yield process
    process.kill()
    process.communicate()


def test_a_lock_is_taken_once_and_says_by_whom(path: Path) -> None:
    lock = FileLock(path)
    lock.take()
    with pytest.raises(InspectionError, match=getpass.getuser()) as caught:
        FileLock(path).take()
    assert "组.inspection" in str(caught.value)
    lock.free()
    lock.take()
    lock.free()


def test_another_process_is_kept_out(path: Path, holder: subprocess.Popen[str]) -> None:
    with pytest.raises(InspectionError, match=r"已被.*打开"):
        FileLock(path).take()


def test_a_killed_process_holds_nothing(path: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.wait()
    lock = FileLock(path)
    lock.take()
    lock.free()
    assert not path.with_name(path.name + ".lock").exists()


def test_another_name_of_the_same_file_is_the_same_file(campaign_file: Path) -> None:
    link = campaign_file.with_name("别名.inspection")
    link.symlink_to(campaign_file)
    with Store.open(campaign_file), pytest.raises(InspectionError, match="已被"):
        Store.open(link)


def test_whoever_contends_for_it_is_alone_with_it(path: Path) -> None:
    contenders = [_start(CONTEND, path) for _ in range(3)]
    said = [contender.communicate()[1] for contender in contenders]
    assert said == [""] * 3


def test_a_file_of_two_names_is_refused_where_no_lock_can_tell(tmp_path: Path) -> None:
    """The rule of Windows; NTFS counts names as other file systems do."""
    path = tmp_path / "总.inspection"
    path.write_bytes(b"x")
    require_single_name(path, path.name)
    second = tmp_path / "副.inspection"
    second.hardlink_to(path)
    with pytest.raises(InspectionError, match=r"另一个名字（硬链接）.*请复制一份"):
        require_single_name(path, path.name)
    second.unlink()
    require_single_name(path, path.name)


def test_where_the_system_does_not_tell_a_file_s_own_place_its_name_is_locked(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path, strict: bool = False) -> Path:
        raise OSError(234, "more data is available")  # as Windows of a path beyond its bound

    monkeypatch.setattr(Path, "resolve", refuse)
    monkeypatch.chdir(path.parent)
    lock, other = FileLock(Path(path.name)), FileLock(path)
    lock.take()
    assert path.with_name(path.name + ".lock").exists()
    with pytest.raises(InspectionError, match="已被"):
        other.take()
    lock.free()
    other.take()
    other.free()
