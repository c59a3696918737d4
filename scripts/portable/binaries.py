"""What the binaries of a Linux folder are for: which processor, how old a glibc."""

import re
from collections.abc import Iterator
from pathlib import Path

from portable.targets import Target

_GLIBC = re.compile(rb"GLIBC_2\.(\d+)")
#: `e_machine` of elf.h.
_MACHINES = {"x86_64": 62, "aarch64": 183}


def require_binaries(folder: Path, target: Target) -> None:
    """Raises SystemExit where one would not run on the computers that `target` names."""
    newest = int(target.platform.rpartition("_")[2])
    machine = _MACHINES[target.triple.partition("-")[0]]
    for path, content in _binaries(folder):
        if int.from_bytes(content[18:20], "little") != machine:
            raise SystemExit(f"{path.name} is for another processor")
        if (needed := glibc_of(content)) > newest:
            raise SystemExit(f"{path.name} needs glibc 2.{needed}, newer than 2.{newest}")


def glibc_of(content: bytes) -> int:
    """The newest glibc whose names a binary asks for, as its number behind `2.`."""
    return max((int(found[1]) for found in _GLIBC.finditer(content)), default=0)


def _binaries(folder: Path) -> Iterator[tuple[Path, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix not in (".pyc", ".py"):
            content = path.read_bytes()
            if content.startswith(b"\x7fELF"):
                yield path, content
