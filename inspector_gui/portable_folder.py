"""The folder that `scripts/build_portable.py` made, where the program runs from one."""

import sys
from pathlib import Path

_TOP = Path(__file__).resolve().parents[2]
_NAME = "收费检查工作台"


def portable_folder(top: Path = _TOP) -> Path | None:
    return top if (top / "版本.txt").is_file() and (top / "python").is_dir() else None


def start_command(top: Path = _TOP) -> tuple[Path, ...]:
    """What starts the program; a file to open may follow."""
    folder = portable_folder(top)
    if folder is None:
        return Path(sys.executable), top / "main.py"
    windows, linux = folder / f"{_NAME}.exe", folder / "启动.sh"
    return (windows if windows.exists() else linux,)
