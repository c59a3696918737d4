"""The bound on a child's memory: packed as Windows reads it, and of no account elsewhere."""

import struct
import subprocess
import sys

import pytest

from db.process_limits import MemoryBound, limits_for

FLAGS_AT, PROCESS_MEMORY_AT, SIZE = 16, 112, 144
"""In JOBOBJECT_EXTENDED_LIMIT_INFORMATION of 64-bit Windows (winnt.h)."""


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


@pytest.mark.skipif(sys.platform != "win32", reason="elsewhere a child bounds itself")
def test_a_child_that_wants_more_fails() -> None:
    assert _child("bytearray(800 * 1024 * 1024)", 400 * 1024 * 1024) != 0
