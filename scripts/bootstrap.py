"""Installs what is missing to run or test the project; needs nothing but Python itself.

System libraries come from the system's own package manager where we may use it, else (on Debian
and its kin) into a folder of the project's; where neither can be, one line names them.
"""

import ctypes
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".cache"
SYSROOT = CACHE / "sysroot"
VENV = ROOT / ".venv"
OLDEST = (3, 11)

#: What Qt loads at run time, and the Debian package it comes from.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
#: Programs that tests use where they can be had, and the Debian packages they come from.
TEST_TOOLS = {
    "Xvfb": ("xvfb", "xauth"),
    "pdftotext": ("poppler-utils",),
    "qpdf": ("qpdf",),
}
#: Also where the environment says otherwise: a process would compile hundreds of modules again.
_COMPILED_ONCE = {"PYTHONDONTWRITEBYTECODE": ""}


class Missing(SystemExit):
    """One line, exit 1."""

    def __init__(self, line: str) -> None:
        print(line, file=sys.stderr)
        super().__init__(1)


def ensure(*, dev: bool) -> tuple[Path, dict[str, str]]:
    """Set everything up; the interpreter to use and the environment to use it in."""
    if sys.version_info < OLDEST:
        raise Missing(f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed; this is {sys.version}.")
    if sys.platform.startswith("linux"):
        _ensure_libraries(dev=dev)
    python = _ensure_environment(dev=dev)
    return python, _environment()


def tool(name: str) -> str | None:
    """A program of the system's, or None."""
    return shutil.which(name)


def _environment() -> dict[str, str]:
    found = [str(path) for path in _library_folders()]
    paths = [*found, os.environ.get("LD_LIBRARY_PATH", "")]
    extra = {"LD_LIBRARY_PATH": ":".join(path for path in paths if path)} if found else {}
    if (SYSROOT / "etc/fonts").exists():
        extra["FONTCONFIG_PATH"] = str(SYSROOT / "etc/fonts")
    return {**os.environ, **extra, "PYTHONUTF8": "1", **_COMPILED_ONCE}


def _library_folders() -> list[Path]:
    return sorted({path.parent for path in SYSROOT.rglob("*.so.*")}) if SYSROOT.exists() else []


# system libraries


def _ensure_libraries(*, dev: bool) -> None:
    wanted = [package for name, package in LIBRARIES.items() if not _loads(name)]
    if not (_has("ensurepip") or (VENV / "bin" / "python").exists()):
        wanted.append("python3-venv")
    tools = [
        needed for name in TEST_TOOLS if dev and tool(name) is None for needed in TEST_TOOLS[name]
    ]
    if not (wanted or tools) or _install([*wanted, *tools]):
        return
    if not wanted or _unpack(wanted):
        return
    raise Missing(
        f"Missing system packages; ask an administrator to install: {' '.join(sorted(wanted))}"
    )


def _loads(name: str) -> bool:
    if any((folder / name).exists() for folder in _library_folders()):
        return True
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _has(module: str) -> bool:
    import importlib.util

    return importlib.util.find_spec(module) is not None


def _install(packages: list[str]) -> bool:
    """By the system's package manager, where we may."""
    if tool("apt-get") is None:
        return False
    if os.geteuid() == 0:
        prefix: list[str] = []
    elif tool("sudo") and _quietly(["sudo", "-n", "true"]):
        prefix = ["sudo", "-n"]
    else:
        return False
    print("installing system packages:", " ".join(packages), flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    _openly([*prefix, "apt-get", "update", "-q"], environment)
    return _openly([*prefix, *command], environment)


def _unpack(packages: list[str]) -> bool:
    """Without rights: fetch the packages and unpack them into a folder of our own."""
    if tool("apt-get") is None or tool("dpkg-deb") is None:
        return False
    print("unpacking into", SYSROOT, "…", flush=True)
    fetched = CACHE / "packages"
    state = CACHE / "apt"
    for folder in (fetched, SYSROOT, state / "lists" / "partial", state / "archives" / "partial"):
        folder.mkdir(parents=True, exist_ok=True)
    ours = [
        *("-o", f"Dir::State::lists={state / 'lists'}"),
        *("-o", f"Dir::Cache={state}"),
        *("-o", f"Dir::Cache::archives={state / 'archives'}"),
        *("-o", "Debug::NoLocking=1"),
    ]
    names = ["python3-pip-whl" if package == "python3-venv" else package for package in packages]
    if not _openly(["apt-get", *ours, "update", "-q"]):
        return False
    everything = _needed(ours, names)
    if not everything or not _openly(["apt-get", *ours, "download", *everything], folder=fetched):
        return False
    return all(
        _quietly(["dpkg-deb", "-x", str(archive), str(SYSROOT)])
        for archive in fetched.glob("*.deb")
    )


def _needed(options: list[str], packages: list[str]) -> list[str]:
    """The packages that an installation would bring, by name."""
    command = ["apt-get", *options, "install", "-s", "--no-install-recommends", *packages]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return [line.split()[1] for line in done.stdout.splitlines() if line.startswith("Inst ")]


def _openly(
    command: list[str], environment: dict[str, str] | None = None, folder: Path | None = None
) -> bool:
    """Its progress and its own words, should it fail, are seen."""
    return subprocess.run(command, env=environment, cwd=folder, check=False).returncode == 0


def _quietly(command: list[str]) -> bool:
    """Only to find out whether it can be done."""
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


# the project's own environment


def _ensure_environment(*, dev: bool) -> Path:
    """The project itself is not installed: it runs from where it lies."""
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    lock = ROOT / ("requirements-dev.lock" if dev else "requirements.lock")
    stamp = VENV / f".installed-{'dev' if dev else 'run'}"
    wanted = _fingerprint(lock)
    if python.exists() and stamp.exists() and stamp.read_text() == wanted:
        return python
    if not python.exists():
        print("making", VENV, "…", flush=True)
        venv.create(VENV, with_pip=_has("ensurepip"))
    print("installing Python packages …", flush=True)
    if not _openly([*_pip(python), "install", "--require-hashes", "-r", str(lock)]):
        raise Missing("The Python packages could not be installed; see pip's own lines above.")
    stamp.write_text(wanted)
    return python


def _pip(python: Path) -> list[str]:
    """The environment's own pip, or the one in Debian's wheel."""
    if _quietly([str(python), "-m", "pip", "--version"]):
        return [str(python), "-m", "pip", "--disable-pip-version-check"]
    folders = (SYSROOT / "usr/share/python-wheels", Path("/usr/share/python-wheels"))
    wheels = [wheel for folder in folders for wheel in folder.glob("pip-*.whl")]
    if not wheels:
        raise Missing("pip is missing; ask an administrator to install: python3-venv")
    return [str(python), str(wheels[0] / "pip"), "--disable-pip-version-check"]


def _fingerprint(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes() + platform.python_version().encode()).hexdigest()
