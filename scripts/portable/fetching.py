"""What is fetched for a portable folder: tools, wheels, packages of Debian. All of it is checked,
by the hashes of a lock file or by Debian's signature, and kept in a cache of this user.
"""

import hashlib
import os
import re
import subprocess
import sys
import venv
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from portable.targets import HERE, PYTHON, Target

ROOT = HERE.parents[1]
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "inspector-portable"
MIRROR = "http://deb.debian.org/debian"
KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"


def run(*command: object, folder: Path | None = None, **environment: str) -> None:
    """Quietly; what fails is shown and ends the build."""
    argv = [str(argument) for argument in command]
    done = subprocess.run(
        argv,
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode:
        sys.stderr.write(done.stdout.decode("utf-8", "replace")[-4000:])
        raise SystemExit(f"failed: {' '.join(argv[:6])} …")


def announce(what: str) -> None:
    print(what, "…", flush=True)


# tools


@cache
def tools() -> Path:
    """The interpreter of an environment that holds uv and Zig."""
    lock = HERE / "tools.lock"
    folder = CACHE / f"tools-{fingerprint(lock.read_bytes())}"
    python = folder / "bin" / "python"
    if not (folder / "done").exists():
        announce("fetching uv and Zig (100 MB, once)")
        venv.create(folder, with_pip=True, clear=True)
        run(python, "-m", "pip", "install", "--require-hashes", "-r", lock)
        (folder / "done").touch()
    return python


def zig(*arguments: object, folder: Path | None = None) -> None:
    run(tools(), "-m", "ziglang", *arguments, folder=folder)


def fingerprint(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]


# wheels


def fetch_wheels(target: Target, extras: Iterable[str], folder: Path) -> None:
    """Install what the locks name for `target` into `folder`, by hash, wheels only."""
    announce("fetching wheels")
    wanted = folder.with_name("wheels.txt")
    wanted.write_text("\n".join(locked(target, extras)) + "\n", "utf-8")
    uv = tools().with_name("uv")
    platform = ("--python-platform", target.platform, "--python-version", PYTHON)
    strict = ("--only-binary", ":all:", "--require-hashes", "--no-deps", "--no-config")
    run(uv, "pip", "install", "--target", folder, *platform, *strict, "-r", wanted)


#: What each option adds, by its names in the developers' lock.
EXTRAS = {"postgres": ("psycopg", "psycopg-binary", "tzdata"), "scan": ("zxing-cpp", "numpy")}


def locked(target: Target, extras: Iterable[str]) -> list[str]:
    """The entries of the locks for this target, with their hashes."""
    entries = entries_of(ROOT / "requirements.lock")
    developers = entries_of(ROOT / "requirements-dev.lock")
    entries |= {name: developers[name] for extra in extras for name in EXTRAS[extra]}
    if target.qt_lock:
        entries |= entries_of(target.qt_lock)
    return [entries[name] for name in sorted(entries)]


def entries_of(lock: Path) -> dict[str, str]:
    """Each package's whole entry, by its name."""
    text = lock.read_text("utf-8").strip()
    return {entry.partition("==")[0]: entry for entry in re.split(r"\n(?=\S)", text)}


# Debian


class Debian:
    """Packages of one suite for one processor, fetched by apt without touching this system."""

    def __init__(self, suite: str, architecture: str) -> None:
        self._folder = CACHE / f"debian-{suite}-{architecture}"
        self._options = self._options_for(suite, architecture)

    def _options_for(self, suite: str, architecture: str) -> list[str]:
        for name in ("lists/partial", "cache/archives/partial"):
            (self._folder / name).mkdir(parents=True, exist_ok=True)
        sources = self._folder / "sources.list"
        line = f"[signed-by={KEYRING}] {MIRROR} {suite} main\n"
        sources.write_text(f"deb {line}deb-src {line}", "utf-8")
        settings = {
            "APT::Architecture": architecture,
            "APT::Architectures": architecture,
            "APT::Sandbox::User": "root" if os.geteuid() == 0 else "",
            "Dir::Etc::sourcelist": sources,
            "Dir::Etc::sourceparts": "-",
            "Dir::State::lists": self._folder / "lists",
            "Dir::State::status": "/dev/null",
            "Dir::Cache": self._folder / "cache",
        }
        return [part for name, value in settings.items() for part in ("-o", f"{name}={value}")]

    @cache  # noqa: B019  # one per suite, for the life of the script
    def _update(self) -> None:
        run("apt-get", *self._options, "update", "-q")

    def unpack(self, *packages: str, into: Path) -> None:
        """These packages alone, without what they depend on."""
        self._update()
        fetched = self._folder / "packages"
        fetched.mkdir(exist_ok=True)
        run("apt-get", *self._options, "download", *packages, folder=fetched)
        for package in packages:
            newest = max(fetched.glob(f"{package}_*.deb"), key=lambda path: path.stat().st_mtime)
            run("dpkg-deb", "-x", newest, into)

    def unpack_with_dependencies(self, *packages: str, into: Path) -> int:
        """These packages and all that they need; how many bytes were fetched."""
        self._update()
        wanted = ("install", "-y", "--no-install-recommends", "--download-only")
        run("apt-get", *self._options, *wanted, *packages)
        archives = sorted((self._folder / "cache" / "archives").glob("*.deb"))
        for archive in archives:
            run("dpkg-deb", "-x", archive, into)
        return sum(archive.stat().st_size for archive in archives)

    def source(self, package: str, into: Path) -> Path:
        """The unpacked source with Debian's patches."""
        self._update()
        into.mkdir(parents=True, exist_ok=True)
        run("apt-get", *self._options, "source", package, folder=into)
        return next(path for path in into.iterdir() if path.is_dir())
