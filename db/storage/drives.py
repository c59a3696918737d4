"""What drive a path lies on: a network's, one that can be pulled out, or this computer's own."""

import os
import re
import sys
from enum import IntEnum
from pathlib import Path

from db.storage.long_paths import without_prefix

_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "fuse.sshfs", "davfs", "ceph"}


class DriveType(IntEnum):
    """What GetDriveType of Windows answers."""

    REMOVABLE = 2
    REMOTE = 4


class BusType(IntEnum):
    """STORAGE_BUS_TYPE of winioctl.h, as far as it hangs outside; eMMC is soldered in."""

    FIREWIRE = 0x04
    USB = 0x07
    SD = 0x0C


def is_local(path: Path) -> bool:
    return not (is_network(path) or is_removable(path))


def is_network(path: Path) -> bool:
    if sys.platform == "win32":
        name = without_prefix(str(path.absolute()))
        return name.startswith("\\\\") or _drive_type(name) == DriveType.REMOTE
    return _mount(path)[1] in _NETWORK


def is_removable(path: Path) -> bool:
    """A hard disk in a USB box too, which calls itself fixed."""
    if sys.platform == "win32":
        name = without_prefix(str(path.absolute()))
        return _drive_type(name) == DriveType.REMOVABLE or hangs_outside(_bus_type(name))
    return _removable_device(_mount(path)[0])


def hangs_outside(bus: int | None) -> bool:
    """Whether what is on this bus can be pulled out; an unknown bus is taken for an inner one."""
    return bus in set(BusType)


if sys.platform == "win32":
    import ctypes

    _QUERY_PROPERTY = 0x2D1400
    _NOBODY_ELSE, _READ_WRITE_SHARED, _OPEN_EXISTING = 0, 3, 3
    _BUS_TYPE_AT = 28  # in STORAGE_DEVICE_DESCRIPTOR

    def _drive_type(name: str) -> int:
        return int(ctypes.windll.kernel32.GetDriveTypeW(Path(name).anchor))

    def _bus_type(name: str) -> int | None:
        """Asked without any right to the disk; None where Windows does not tell."""
        kernel = ctypes.WinDLL("kernel32")
        kernel.CreateFileW.restype = ctypes.c_void_p
        device = f"\\\\.\\{Path(name).drive}"
        shared = (_NOBODY_ELSE, _READ_WRITE_SHARED, None, _OPEN_EXISTING, 0, None)
        handle = kernel.CreateFileW(device, *shared)
        if handle in (None, ctypes.c_void_p(-1).value):
            return None
        try:
            return _asked(kernel, ctypes.c_void_p(handle))
        finally:
            kernel.CloseHandle(ctypes.c_void_p(handle))

    def _asked(kernel: ctypes.WinDLL, handle: ctypes.c_void_p) -> int | None:
        """IOCTL_STORAGE_QUERY_PROPERTY for StorageDeviceProperty, the query's zeroes."""
        query, answer = (ctypes.c_uint32 * 3)(), (ctypes.c_uint8 * 1024)()
        got = ctypes.c_uint32()
        succeeded = kernel.DeviceIoControl(
            handle,
            _QUERY_PROPERTY,
            ctypes.byref(query),
            ctypes.sizeof(query),
            ctypes.byref(answer),
            ctypes.sizeof(answer),
            ctypes.byref(got),
            None,
        )
        if not succeeded or got.value < _BUS_TYPE_AT + 4:
            return None
        return int.from_bytes(bytes(answer[_BUS_TYPE_AT : _BUS_TYPE_AT + 4]), "little")


def _mount(path: Path) -> tuple[str, str]:
    """The device number (`8:1`) and file system of the mount that holds `path`."""
    table = Path("/proc/self/mountinfo")
    if not table.exists():
        return "", ""
    best, found = "", ("", "")
    target = os.path.realpath(path)
    for line in table.read_text("utf-8", "replace").splitlines():
        fields, _, rest = line.partition(" - ")
        device, point = fields.split()[2], fields.split()[4].replace("\\040", " ")
        inside = target == point or target.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, found = point, (device, rest.split()[0])
    return found


def _removable_device(device: str, devices: Path = Path("/sys/dev/block")) -> bool:
    """Marked as removable, or on USB whatever it is marked as. `device`: as `8:1`."""
    block = devices / device
    if not device or not block.exists():
        return False
    if re.search(r"/usb[0-9]+/", os.path.realpath(block)):
        return True
    flags = (folder / "removable" for folder in (block, block / ".."))
    return any(flag.read_text("utf-8").strip() == "1" for flag in flags if flag.exists())
