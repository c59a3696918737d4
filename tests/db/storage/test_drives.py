"""Which drives are not this computer's own; what Windows says of them is judged on any system."""

from pathlib import Path

import pytest

from db.errors import InspectionError
from db.storage import drives, file
from db.storage.drives import BusType, hangs_outside
from db.storage.long_paths import is_too_long, without_prefix


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        (r"\\?\C:\收费 检查\a.inspection", r"C:\收费 检查\a.inspection"),
        (r"C:\收费\a", r"C:\收费\a"),
        (r"\\?\UNC\server\share\a", r"\\server\share\a"),
        (r"\\?\unc\server\share\a", r"\\server\share\a"),
        (r"\\server\share\a", r"\\server\share\a"),
    ],
)
def test_a_long_path_is_the_same_place(name: str, plain: str) -> None:
    assert without_prefix(name) == plain


def test_how_long_a_path_may_be_is_counted_without_the_prefix() -> None:
    longest = "C:\\" + "查" * 256
    assert not is_too_long(longest)
    assert not is_too_long("\\\\?\\" + longest)
    assert is_too_long(longest + "查")


def test_a_name_that_no_file_can_have_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / ("长" * 100 + ".inspection")
    for use in (file.create, file.create_locked, file.inspect):
        with pytest.raises(InspectionError, match="请换一个文件名"):
            use(path)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_in_a_usb_box_can_be_pulled_out_and_an_inner_one_cannot() -> None:
    nvme, sata, emmc = 0x11, 0x0B, 0x0D
    assert all(hangs_outside(bus) for bus in (BusType.USB, BusType.SD, BusType.FIREWIRE, 7))
    assert not any(hangs_outside(bus) for bus in (nvme, sata, emmc, None))


@pytest.mark.parametrize(
    ("place", "flag", "removable"),
    [
        ("pci0000:00/0000:00:14.0/usb2/2-1/2-1:1.0/host4/block/sdb", "0", True),
        ("pci0000:00/0000:00:14.0/usb2/2-1/2-1:1.0/host4/block/sdb", "1", True),
        ("pci0000:00/0000:00:17.0/ata1/host0/block/sda", "0", False),
        ("platform/mmc/block/mmcblk1", "1", True),
    ],
)
def test_linux_says_where_a_disk_hangs(
    tmp_path: Path, place: str, flag: str, removable: bool
) -> None:
    disk = tmp_path / "devices" / place
    (disk / "part1").mkdir(parents=True)
    (disk / "removable").write_text(f"{flag}\n", "utf-8")
    (tmp_path / "dev").mkdir()
    (tmp_path / "dev" / "8:17").symlink_to(disk / "part1")
    assert drives._removable_device("8:17", tmp_path / "dev") is removable
    assert not drives._removable_device("9:9", tmp_path / "dev")
