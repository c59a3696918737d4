"""Starts the program on a file in every way that people do, and waits for its window.

    start_program.py FILE FACTS.json

Of each way: after how many seconds the window with the file's name was there, or null.
"""

import ctypes
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from inspector_gui.portable_folder import portable_folder
from inspector_gui.window import file_association

PATIENCE_S = 180
_CLOSE = 0x10
user = ctypes.WinDLL("user32")  # type: ignore[attr-defined,unused-ignore]
_EACH = ctypes.WINFUNCTYPE(  # type: ignore[attr-defined,unused-ignore]
    ctypes.c_bool, ctypes.c_void_p, ctypes.c_void_p
)
user.GetWindowTextW.argtypes = (ctypes.c_void_p, ctypes.c_wchar_p, ctypes.c_int)
user.IsWindowVisible.argtypes = (ctypes.c_void_p,)
user.PostMessageW.argtypes = (*(ctypes.c_void_p, ctypes.c_uint), *(ctypes.c_void_p,) * 2)


def windows_named(part: str) -> list[int]:
    """The visible ones with this in their title."""
    found: list[int] = []

    def look(handle: int, _: int) -> bool:
        title = ctypes.create_unicode_buffer(500)
        user.GetWindowTextW(handle, title, 500)
        if part in title.value and user.IsWindowVisible(handle):
            found.append(handle)
        return True

    user.EnumWindows(_EACH(look), None)
    return found


def _after(holds: Callable[[], object]) -> float | None:
    begun = time.monotonic()
    while not holds():
        if time.monotonic() - begun > PATIENCE_S:
            return None
        time.sleep(0.1)
    return round(time.monotonic() - begun, 1)


def _timed(start: Callable[[], object], name: str) -> float | None:
    start()
    took = _after(lambda: windows_named(name))
    for handle in windows_named(name):
        user.PostMessageW(handle, _CLOSE, None, None)
    return took if _after(lambda: not windows_named(name)) is not None else None


def main(file: Path, facts: Path) -> None:
    folder = portable_folder()
    assert folder is not None  # noqa: S101  # narrows the type
    exe, script = folder / "收费检查工作台.exe", folder / "启动.cmd"
    ways: dict[str, Callable[[], object]] = {
        "收费检查工作台.exe": lambda: subprocess.Popen([exe, file]),
        "启动.cmd": lambda: os.startfile(  # type: ignore[attr-defined,unused-ignore]  # noqa: S606
            script, arguments=f'"{file}"'
        ),
        "double click": lambda: os.startfile(file),  # type: ignore[attr-defined,unused-ignore]  # noqa: S606
    }
    file_association.associate()
    found: dict[str, float | None] = dict.fromkeys(ways)
    for way, start in ways.items():
        with suppress(OSError):  # what the system refuses stays without a time
            found[way] = _timed(start, file.stem)
        facts.write_text(json.dumps(found), "utf-8")
    file_association.dissociate()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
