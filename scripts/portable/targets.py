"""The computers that a portable folder can be built for."""

from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
#: What every folder's interpreter is; wheels are chosen and modules precompiled for it.
PYTHON = "3.13"


@dataclass(frozen=True)
class Target:
    """`platform` as uv names it, `triple` as Zig does; `debian`: Debian's word for the processor.

    `qt_lock` replaces the project's PySide6 where that needs a newer glibc than domestic Linux has.
    """

    name: str
    platform: str
    triple: str
    debian: str = ""
    qt_lock: Path | None = None

    @property
    def windows(self) -> bool:
        return self.name == "windows"

    @property
    def multiarch(self) -> str:
        """The folder of libraries in Debian's packages."""
        return self.triple.partition(".")[0]


TARGETS = {
    target.name: target
    for target in (
        Target("windows", "x86_64-pc-windows-msvc", "x86_64-windows-gnu"),
        Target(
            "linux-x86_64",
            "x86_64-manylinux_2_28",
            "x86_64-linux-gnu.2.28",
            "amd64",
            HERE / "qt-linux-x86_64.lock",
        ),
        Target(
            "linux-aarch64",
            "aarch64-manylinux_2_31",
            "aarch64-linux-gnu.2.28",
            "arm64",
            HERE / "qt-linux-aarch64.lock",
        ),
    )
}
#: Asked for, and why there is none.
IMPOSSIBLE = {
    "linux-loongarch64": "PySide6 has no wheel for loongarch64, nor have SQLCipher, pyrage and "
    "pypdfium2: on such a computer the distribution's own Python and Qt would be needed.",
    "windows7": "Python 3.9 and Qt 6 begin at Windows 10.",
}
