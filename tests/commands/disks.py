"""Disks that are full or cannot be written to, where this computer lets a test make one."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Path]:
    """`folder` is a disk of its own with room for so many bytes."""
    folder.mkdir()
    _mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder))
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder: Path, leave: int) -> None:
    """Use up the disk but for so many bytes."""
    room = os.statvfs(folder)
    free = room.f_bavail * room.f_frsize - leave
    with (folder / "满").open("wb") as file:
        file.write(bytes(max(free, 0)))


@contextmanager
def unwritable(folder: Path) -> Iterator[None]:
    """Nobody may write in `folder`, not even root."""
    if os.geteuid() != 0:
        folder.chmod(0o555)
        yield
        folder.chmod(0o755)
        return
    _mount("--bind", str(folder), str(folder))
    try:
        _mount("-o", "remount,ro,bind", str(folder))
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def _mount(*arguments: str) -> None:
    try:
        done = subprocess.run(["mount", *arguments], capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("no disks can be made here")
    if done.returncode != 0:
        pytest.skip("no disks can be made here")
