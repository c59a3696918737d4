r"""What only Windows has: drives and their buses, `\\?\`, bounds on paths, the registry.

`scripts/try_windows.py` runs them under Wine, where Q:, R: and S: are a network's drive, a stick
and a disk of this computer.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform != "win32":
    pytest.skip("only on Windows", allow_module_level=True)

import winreg

from db.errors import InspectionError
from db.storage import drives, file
from db.storage.long_paths import LONGEST, too_long
from db.store import Store
from inspector_gui.window import file_association
from tests.conftest import Clock, prepare

NETWORK, STICK, DISK = Path("Q:/"), Path("R:/"), Path("S:/")
TRIAL = pytest.mark.skipif(not NETWORK.exists(), reason="drives that try_windows.py lays")
_CLASSES = r"Software\Classes"


@TRIAL
@pytest.mark.parametrize(
    ("drive", "network", "removable"),
    [(NETWORK, True, False), (STICK, False, True), (DISK, False, False)],
    ids=str,
)
def test_drives_are_known_for_what_they_are(drive: Path, network: bool, removable: bool) -> None:
    for name in (drive / "总.inspection", Path(f"\\\\?\\{drive}总.inspection")):
        assert drives.is_network(name) is network
        assert drives.is_removable(name) is removable


def test_a_server_s_folder_is_a_network_s() -> None:
    assert drives.is_network(Path(r"\\server\share\总.inspection"))
    assert drives.is_network(Path(r"\\?\UNC\server\share\总.inspection"))


def test_the_bus_of_the_system_s_own_disk_is_an_inner_one() -> None:
    assert not drives.hangs_outside(drives._bus_type(os.environ["SYSTEMDRIVE"] + "\\"))


def test_a_file_opens_by_its_long_name_too(tmp_path: Path, clock: Clock) -> None:
    prepare(tmp_path / "总 文件.inspection", clock)
    long = Path("\\\\?\\" + str(tmp_path / "总 文件.inspection"))
    with Store.open(long) as store, store.read() as work:
        assert work.campaigns.current().code == "2025-SF"


def test_a_path_beyond_the_bound_opens_or_is_refused_by_its_length(tmp_path: Path) -> None:
    folder = Path("\\\\?\\" + str(tmp_path))
    while len(str(folder)) < LONGEST + 20:
        folder /= "很深的文件夹" * 5
    folder.mkdir(parents=True)
    path = Path(str(folder / "总.inspection").removeprefix("\\\\?\\"))
    assert len(str(path)) > LONGEST
    said = _made_and_opened(path)
    assert said in ("", str(too_long(path)))
    assert list(folder.glob("*.part")) == []


def _made_and_opened(path: Path) -> str:
    try:
        prepare(path, Clock())
        with Store.open(path) as store, store.read() as work:
            assert work.campaigns.current().code == "2025-SF"
    except InspectionError as refusal:
        return str(refusal)
    return ""


def test_a_double_click_is_entered_for_this_user_and_taken_back_without_a_trace() -> None:
    with winreg.CreateKey(winreg.HKEY_CURRENT_USER, rf"{_CLASSES}\{file.SUFFIX}") as key:
        winreg.SetValueEx(key, "", 0, winreg.REG_SZ, "Other.Program")
    try:
        file_association.associate()
        assert file_association.is_associated()
        file_association.dissociate()
        assert not file_association.is_associated()
        assert winreg.QueryValue(winreg.HKEY_CURRENT_USER, rf"{_CLASSES}\{file.SUFFIX}") == (
            "Other.Program"
        )
        with pytest.raises(FileNotFoundError):
            winreg.OpenKey(winreg.HKEY_CURRENT_USER, rf"{_CLASSES}\Inspector.Inspection")
    finally:
        winreg.DeleteKey(winreg.HKEY_CURRENT_USER, rf"{_CLASSES}\{file.SUFFIX}")


def test_without_a_console_a_command_does_its_work(tmp_path: Path) -> None:
    """pythonw has no streams at all."""
    windowless = Path(sys.executable).with_name("pythonw.exe")
    main = Path(__file__).resolve().parents[1] / "main.py"
    made = tmp_path / "总.inspection"
    names = ("--code", "2026-SF", "--name", "检查", "--bureau", "局", "--plain")
    assert subprocess.run([windowless, main, "new", made, *names], check=False).returncode == 0
    assert made.exists()
    assert subprocess.run([windowless, main, "summary", made], check=False).returncode == 0
    gone = tmp_path / "不在.inspection"
    assert subprocess.run([windowless, main, "summary", gone], check=False).returncode == 1


def test_where_nobody_can_answer_no_passphrase_is_asked_for(tmp_path: Path) -> None:
    """NUL is a terminal to Windows."""
    main = Path(__file__).resolve().parents[1] / "main.py"
    made, secret = tmp_path / "总.inspection", tmp_path / "口令.txt"
    secret.write_text("示例口令2025", "utf-8")
    names = ("--code", "2026-SF", "--name", "检查", "--bureau", "局")
    ready = [sys.executable, main, "new", made, *names, "--passphrase-file", secret]
    assert subprocess.run(ready, check=False).returncode == 0
    asked = subprocess.run(
        [sys.executable, main, "summary", made],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert asked.returncode == 1
    assert "--passphrase-file" in asked.stderr.decode()
