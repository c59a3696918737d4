"""Builds the preloaded shim that counts and slows syncs, where that is possible."""

import shutil
import subprocess
import sys
from pathlib import Path


def build_shim(folder: Path) -> Path | None:
    """The shared object, or None without a C compiler or off Linux."""
    if shutil.which("cc") is None or not sys.platform.startswith("linux"):
        return None
    shim = folder / "syncs.so"
    source = Path(__file__).with_name("syncs.c")
    subprocess.run(["cc", "-shared", "-fPIC", "-o", shim, source, "-ldl"], check=True)
    return shim
