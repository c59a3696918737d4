"""The bound on a child's memory: packed as Windows reads it, and of no account elsewhere."""

import struct
import subprocess
import sys

import pytest

from db.process_limits import MemoryBound, limits_for

FLAGS_AT, PROCESS_MEMORY_AT, SIZE = 16, 112, 144
"""In JOBOBJECT_EXTENDED_LIMIT_INFORMATION of 64-bit Windows (winnt.h)."""

ON_WINDOWS = pytest.mark.skipif(sys.platform != "win32", reason="elsewhere a child bounds itself")


@pytest.mark.skipif(sys.maxsize < 2**32, reason="the layout of 64 bits")
def test_the_structure_is_the_one_of_windows() -> None:
    packed = bytes(limits_for(400 * 1024 * 1024))
    assert len(packed) == SIZE
    [flags] = struct.unpack_from("<I", packed, FLAGS_AT)
    assert flags == 0x100 | 0x2000
    assert struct.unpack_from("<4Q", packed, PROCESS_MEMORY_AT) == (400 * 1024 * 1024, 0, 0, 0)
    rest = bytearray(packed)
    rest[FLAGS_AT : FLAGS_AT + 4] = bytes(4)
    rest[PROCESS_MEMORY_AT : PROCESS_MEMORY_AT + 8] = bytes(8)
    assert not any(rest)


def _child(statement: str, memory: int) -> int:
    process = subprocess.Popen(
        [sys.executable, "-c", f"input(); {statement}"],
        stdin=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with MemoryBound(process, memory):
        process.communicate("\n")
    return process.returncode


def test_a_child_within_the_bound_does_its_work() -> None:
    assert _child("bytearray(1_000_000)", 400 * 1024 * 1024) == 0


def _is_wine() -> bool:
    import ctypes

    ntdll = ctypes.WinDLL("ntdll")  # type: ignore[attr-defined,unused-ignore]
    return hasattr(ntdll, "wine_get_version")


@ON_WINDOWS
def test_windows_takes_the_bound_and_puts_the_child_under_it() -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", "input(); print('read')"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with MemoryBound(process, 400 * 1024 * 1024) as bound:
        assert bound._job is not None
        assert process.poll() is None
    process.wait(30)  # it ends with the job, before a line came
    assert process.communicate()[0] == b""


@ON_WINDOWS
def test_where_windows_refuses_the_child_runs_without_a_bound() -> None:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait(60)  # no job takes a process that has ended
    with MemoryBound(process, 400 * 1024 * 1024) as bound:
        assert bound._job is None


@ON_WINDOWS
def test_a_child_that_wants_more_fails() -> None:
    if _is_wine():
        pytest.skip("Wine takes the bound and does not enforce it")
    assert _child("bytearray(800 * 1024 * 1024)", 400 * 1024 * 1024) != 0
