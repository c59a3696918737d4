"""A bound on the memory of a child process where only its parent can set one: on Windows.

Elsewhere the child bounds itself. The structures are those of winnt.h, of fixed widths, so that
their layout is the same, and can be tested, on every system.
"""

import ctypes
import sys
from typing import Any, Self

_PROCESS_MEMORY, _KILL_ON_CLOSE = 0x100, 0x2000
_EXTENDED_LIMITS = 9


class _BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class _ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION; `counters` is IO_COUNTERS."""

    _fields_ = (
        ("basic", _BasicLimits),
        ("counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


def limits_for(memory: int) -> _ExtendedLimits:
    """A process may commit so many bytes, and ends with the job."""
    limits = _ExtendedLimits(process_memory=memory)
    limits.basic.flags = _PROCESS_MEMORY | _KILL_ON_CLOSE
    return limits


class MemoryBound:
    """Holds a child process to so many bytes until it is closed, which also ends the child.

    Enter it before the child is told what to do. Where Windows refuses (a job within jobs of old
    versions), the child runs without it: time is bounded in any case.
    """

    def __init__(self, process: Any, memory: int) -> None:
        self._job: int | None = None
        if sys.platform == "win32":
            self._job = _job_with(int(process._handle), memory)  # noqa: SLF001  # nothing else has it

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if sys.platform == "win32" and self._job is not None:
            _kernel().CloseHandle(self._job)


if sys.platform == "win32":

    def _kernel() -> Any:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        handle, pointer, number = ctypes.c_void_p, ctypes.c_void_p, ctypes.c_uint32
        kernel.CreateJobObjectW.restype = handle
        kernel.CreateJobObjectW.argtypes = (pointer, ctypes.c_wchar_p)
        kernel.SetInformationJobObject.argtypes = (handle, ctypes.c_int, pointer, number)
        kernel.AssignProcessToJobObject.argtypes = (handle, handle)
        kernel.CloseHandle.argtypes = (handle,)
        return kernel

    def _job_with(process: int, memory: int) -> int | None:
        kernel, limits = _kernel(), limits_for(memory)
        job = kernel.CreateJobObjectW(None, None)
        size = ctypes.sizeof(limits)
        if job and not (
            kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), size)
            and kernel.AssignProcessToJobObject(job, process)
        ):
            kernel.CloseHandle(job)
            return None
        return job or None
