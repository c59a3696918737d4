"""A Windows under Wine with the folder in it."""

import hashlib
import os
import shutil
import subprocess
import sys
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

from portable import wine
from portable.fetching import announce

#: What Wine calls them.
DRIVES = {"q": "network", "r": "floppy", "s": "hd"}
INSIDE = Path(__file__).with_name("inside")
#: The folder of the demo that this archive's program made.
MADE = "做好的 数据"


@dataclass(frozen=True)
class Outcome:
    """What was tried, whether it held, and what there is to say of it."""

    what: str
    held: bool
    detail: str
    seconds: float


class Windows:
    """`work` holds all of it; what is there already is used again."""

    def __init__(self, work: Path, archive: Path) -> None:
        self.work = work
        self.outcomes: list[Outcome] = []
        self._since = time.monotonic()
        self.digest = hashlib.sha256(archive.read_bytes()).hexdigest()
        self.folder = self._unpacked(archive)
        if not (work / "windows").exists():
            announce("installing a Windows")
            wine.install_windows(work)
            self._lay_drives()

    def _unpacked(self, archive: Path) -> Path:
        """The archive's folder. Another archive than the last one's begins without its files."""
        programs, unpacked = self.work / "程序 文件", self.work / "unpacked.txt"
        if not unpacked.exists() or unpacked.read_text("utf-8") != self.digest:
            for folder in (programs, self.work / MADE):
                shutil.rmtree(folder, ignore_errors=True)
            with zipfile.ZipFile(archive) as packed:
                packed.extractall(programs)
            unpacked.write_text(self.digest, "utf-8")
        return next(programs.iterdir())

    def _lay_drives(self) -> None:
        """What tests/test_on_windows.py asks about: a network's drive, a stick and a disk."""
        devices = self.work / "windows" / "dosdevices"
        for letter, kind in DRIVES.items():
            (self.work / f"drive-{kind}").mkdir()
            (devices / f"{letter}:").symlink_to(f"{wine.WORK}/drive-{kind}")
            self.register(r"HKLM\Software\Wine\Drives", f"{letter}:", "REG_SZ", kind)

    def python(self, script: str, *arguments: object, seconds: float = 1800) -> str:
        """Run a script of `inside` by the folder's interpreter, with a screen; what it complained
        of. One that does not end in time is ended."""
        inside = self.work / "inside"
        inside.mkdir(exist_ok=True)
        for source in INSIDE.glob("*.py"):
            (inside / source.name).write_bytes(source.read_bytes())
        python = self.folder / "python" / "python.exe"
        argv = [self.name(argument) for argument in (python, inside / script, *arguments)]
        return self.run("sh", "-c", wine.ON_A_SCREEN, "wine64", *argv, seconds=seconds)

    def run(self, *command: object, seconds: float = 600) -> str:
        try:
            done = wine.enter(self.work, *command, seconds=seconds)
        except subprocess.TimeoutExpired:
            return f"not done in {seconds:.0f} s"
        return "" if done.returncode == 0 else (done.stderr or done.stdout)[-1500:]

    def register(self, key: str, name: str, kind: str, value: object) -> None:
        """Enter a value in the registry, and wait until it is on the disk. Ends the trial where
        Wine refuses: what is tried next would be tried without it."""
        argv = ("/v", name, "/t", kind, "/d", value, "/f")
        add = 'wine64 reg add "$@" && wineserver64 -w'
        if complaint := self.run("sh", "-c", add, "sh", key, *argv):
            raise SystemExit(f"{name} was not entered in {key}: {complaint.strip()}")

    def name(self, value: object) -> str:
        return wine.windows_name(self.work, value) if isinstance(value, Path) else str(value)

    def note(self, what: str, *, held: bool, detail: str = "") -> None:
        """Say and keep what came of something; it began when the one before ended."""
        now = time.monotonic()
        self.outcomes.append(Outcome(what, held, detail, now - self._since))
        self._since = now
        print("ok  " if held else "FAIL", what, detail, flush=True)


def here(script: str, *arguments: object, source: Path) -> None:
    """The same script by this computer's interpreter, on the folder's own program."""
    subprocess.run(
        [sys.executable, str(INSIDE / script), *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(source)},
        check=True,
    )
