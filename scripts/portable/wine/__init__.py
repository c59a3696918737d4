"""Wine 10 from Debian, in a folder of this user's cache; its Windows begins anew each time."""

import os
import shutil
import subprocess
from pathlib import Path

from portable.fetching import CACHE, Debian, announce, run, zig

PACKAGES = (
    *("wine", "wine64", "xvfb", "xkb-data", "x11-xkb-utils", "locales", "fontconfig"),
    *("base-files", "bash", "coreutils", "dash", "findutils", "grep", "gzip", "libc-bin", "sed"),
    *("libxcomposite1", "libxcursor1", "libxfixes3", "libxi6", "libxinerama1", "libxrandr2"),
    *("libxrender1", "libgl1", "libgnutls30t64", "fonts-dejavu-core"),
)
ROOT = CACHE / "wine"
#: Inside: what is tried, and Windows itself.
WORK, PREFIX = "/work", "/windows"
_ENTER = """
set -e
for part in proc dev tmp work; do mkdir -p "$0/$part"; done
mount -t proc proc "$0/proc"
mount --rbind /dev "$0/dev"
mount --rbind "$1" "$0/work"
shift
exec chroot "$0" "$@"
"""
#: Runs a command with a screen of its own.
ON_A_SCREEN = """
rm -f /tmp/screen; mkfifo /tmp/screen
Xvfb -displayfd 3 -nolisten tcp -screen 0 1366x768x24 3>/tmp/screen 2>/dev/null &
read -r number </tmp/screen
DISPLAY=:$number exec "$0" "$@"
"""
_SETTINGS = {
    "PATH": "/usr/lib/wine:/usr/bin:/bin",
    "HOME": WORK,
    "LC_ALL": "zh_CN.UTF-8",  # so that Windows' code page is 936
    "WINELOADER": "/usr/lib/wine/wine64",
    "WINEPREFIX": f"{WORK}{PREFIX}",
    "WINEDEBUG": "-all",
    "XDG_RUNTIME_DIR": "/tmp",  # noqa: S108  # of a root of its own
    "WINEDLLOVERRIDES": "winemenubuilder.exe=d",
}


def set_up() -> None:
    """Once: 240 MB are fetched, 1.3 GB unpacked."""
    if (ROOT / "done").exists():
        return
    announce(f"fetching Wine from Debian (240 MB, 1.3 GB in {ROOT}, once)")
    shutil.rmtree(ROOT, ignore_errors=True)
    ROOT.mkdir(parents=True)
    Debian("trixie", "amd64").unpack_with_dependencies(*PACKAGES, into=ROOT)
    run("gunzip", ROOT / "usr/share/i18n/charmaps/UTF-8.gz")
    (ROOT / "usr/lib/locale").mkdir(exist_ok=True)
    enter(ROOT, "localedef", "-i", "zh_CN", "-f", "UTF-8", "zh_CN.UTF-8")
    source = Path(__file__).with_name("icuuc.c")
    zig("cc", "-shared", "-target", "x86_64-windows-gnu", source, "-o", ROOT / "icuuc.dll")
    (ROOT / "done").touch()


def enter(work: Path, *command: object, seconds: float = 600) -> subprocess.CompletedProcess[str]:
    """Run a command inside, with `work` as /work. All it began ends with it."""
    alone = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--net"]
    if os.geteuid():
        alone.append("--map-root-user")
    settings = [f"{name}={value}" for name, value in _SETTINGS.items()]
    argv = [*alone, "sh", "-c", _ENTER, ROOT, work, "/usr/bin/env", "-i", *settings, *command]
    return subprocess.run(
        [str(word) for word in argv],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=seconds,
        check=False,
    )


def install_windows(work: Path) -> None:
    """A Windows of its own in `work`."""
    system = work / PREFIX.strip("/") / "drive_c" / "windows" / "system32"
    system.mkdir(parents=True)
    shutil.copy(ROOT / "usr/x86_64-w64-mingw32/lib/zlib1.dll", system)
    shutil.copy(ROOT / "icuuc.dll", system)
    enter(work, "sh", "-c", "wine64 wineboot -i; wineserver64 -w")


def version(work: Path) -> str:
    """`wine-10.0 (Debian 10.0~repack-6)`."""
    return enter(work, "wine64", "--version").stdout.strip()


def windows_name(work: Path, path: Path) -> str:
    """What a file in `work` is called on Windows."""
    return "Z:" + f"{WORK}/{path.relative_to(work)}".replace("/", "\\")
