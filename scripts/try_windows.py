"""Tries the portable folder for Windows under Wine, which is not Windows but much like it.

    python3 scripts/try_windows.py FOLDER.zip [--pictures DIR] [--tests tests/db/storage …]

On Debian. The first time it fetches Wine 10 (240 MB). Commands are compared with this computer's,
pages are photographed, and tests that ask for no display run by the folder's own interpreter.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

from bootstrap import ROOT, VENV, ensure
from portable import wine
from portable.fetching import announce, entries_of, run, tools
from portable.targets import PYTHON, TARGETS

TESTS = ("tests/db/storage", "tests/db/packages", "tests/db/merge/test_merging.py")
#: What the tests need besides what the folder has.
TEST_PACKAGES = (
    *("colorama", "hypothesis", "iniconfig", "packaging", "pluggy", "pygments", "pypdf"),
    *("pytest", "pytest-timeout", "sortedcontainers"),
)
#: A command at a fixed time, so that what two computers print can be the same to the byte.
AT_NOON = """
import sys
from datetime import UTC, datetime
from db.store import Store
begun = Store.__init__
Store.__init__ = lambda self, path, key, lock, now: begun(
    self, path, key, lock, lambda: datetime(2026, 12, 31, 4, tzinfo=UTC)
)
from inspector_gui.commands.running import run
sys.exit(run(sys.argv[1:]))
"""
RUN_TESTS = """
import os, sys
sys.path[:0] = sys.argv[1:3]
os.chdir(sys.argv[2])
import pytest
sys.exit(pytest.main(sys.argv[3:]))
"""


class Trial:
    """One Windows with the folder in it. `failures` says what did not agree."""

    def __init__(self, work: Path, archive: Path) -> None:
        self.work, self.failures = work, list[str]()
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(work / "程序 文件")
        self.folder = next((work / "程序 文件").iterdir())
        announce("installing a Windows")
        wine.install_windows(work)

    def python(
        self, *arguments: object, seconds: float = 1200
    ) -> "subprocess.CompletedProcess[str]":
        """By the folder's interpreter, with a screen."""
        python = self.name(self.folder / "python" / "python.exe")
        words = ("wine64", python, *(self.name(one) for one in arguments))
        return wine.enter(self.work, "sh", "-c", wine.ON_A_SCREEN, *words, seconds=seconds)

    def name(self, value: object) -> str:
        return wine.windows_name(self.work, value) if isinstance(value, Path) else str(value)

    def expect(self, what: str, *, holds: bool, else_: str = "") -> None:
        print(
            f"{'ok  ' if holds else 'FAIL'} {what}{'' if holds else ': ' + else_[-600:]}",
            flush=True,
        )
        if not holds:
            self.failures.append(what)


def main() -> int:
    chosen = _arguments()
    if Path(sys.prefix).resolve() != VENV.resolve():
        python, environment = ensure(dev=True)
        command = [str(python), __file__, *sys.argv[1:]]
        return subprocess.run(command, env=environment, check=False).returncode
    wine.set_up()
    with tempfile.TemporaryDirectory(dir=chosen.scratch) as scratch:
        trial = Trial(Path(scratch), chosen.archive)
        _compare_commands(trial)
        _photograph(trial, chosen.pictures)
        _test(trial, chosen.tests)
    print(f"{len(trial.failures)} failed" if trial.failures else "all passed")
    return 1 if trial.failures else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--pictures", type=Path, default=ROOT / ".cache" / "pictures-windows")
    parser.add_argument("--scratch", type=Path, help="where a Windows of 1 GB has room")
    parser.add_argument("--tests", nargs="*", default=TESTS)
    return parser.parse_args()


def _compare_commands(trial: Trial) -> None:
    """The whole way on Windows, then both print the same file."""
    data = trial.work / "数据 一"
    bureau = data / "2025-SF.inspection"
    main_file = trial.folder / "app" / "main.py"
    done = trial.python(main_file, "demo", data, "--recorded")
    trial.expect("demo", holds=bureau.exists(), else_=done.stderr)
    teams = [data / f"第{number}检查组.inspection" for number in "一二三四五六"]
    done = trial.python(main_file, "merge", bureau, *teams)
    trial.expect("merge of six files", holds=done.returncode == 0, else_=done.stderr)
    theirs = trial.python(main_file, "summary", bureau, "--json")
    ours = _here(trial, "-c", AT_NOON, "summary", bureau, "--json")
    same = theirs.returncode == 0 and json.loads(theirs.stdout) == json.loads(ours.stdout)
    trial.expect("summary equals this computer's", holds=same, else_=theirs.stderr)
    _compare_sheets(trial, bureau)


def _compare_sheets(trial: Trial, bureau: Path) -> None:
    theirs, ours = trial.work / "反馈单", trial.work / "linux"
    asked = ("feedback", bureau, "--all", "--inspection", "fee", "--out")
    done = trial.python("-c", AT_NOON, *asked, theirs)
    here = _here(trial, "-c", AT_NOON, *asked, ours)
    trial.expect("the same sheets here", holds=here.returncode == 0, else_=here.stderr)
    made = sorted(path.name for path in theirs.glob("*.pdf"))
    trial.expect("58 sheets", holds=len(made) == 58, else_=f"{len(made)} {done.stderr}")
    different = [
        name
        for name in made
        if not (ours / name).exists() or (theirs / name).read_bytes() != (ours / name).read_bytes()
    ]
    trial.expect("the same bytes", holds=bool(made) and not different, else_=str(different))


def _here(trial: Trial, *arguments: object) -> "subprocess.CompletedProcess[str]":
    """The same source by this computer's Python."""
    words = [sys.executable, *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(trial.folder / "app")}
    return subprocess.run(
        words, env=environment, cwd=trial.work, capture_output=True, encoding="utf-8", check=False
    )


def _photograph(trial: Trial, pictures: Path) -> None:
    """Every page of both desks, on a screen of Windows' own kind."""
    pictures.mkdir(parents=True, exist_ok=True)
    script = trial.work / "take_pictures.py"
    shutil.copy(ROOT / "scripts" / "take_pictures.py", script)
    data = trial.work / "数据 一"
    for shape in ("light", "scaled"):
        for file in ("2025-SF", "第一检查组"):
            out = trial.work / f"{file}-{shape}"
            asked = ("--shape", shape, "--file", data / f"{file}.inspection")
            done = trial.python(script, out, *asked)
            taken = sorted(out.glob("*.png"))
            trial.expect(
                f"{len(taken)} pages of {file}, {shape}", holds=len(taken) > 5, else_=done.stderr
            )
            for picture in taken:
                shutil.copy(picture, pictures / f"{file}-{picture.name}")


def _test(trial: Trial, tests: Sequence[str]) -> None:
    site, source = trial.work / "site", trial.work / "source"
    entries = entries_of(ROOT / "requirements-dev.lock")
    wanted = trial.work / "tests.txt"
    wanted.write_text("\n".join(entries[name] for name in TEST_PACKAGES) + "\n", "utf-8")
    platform = ("--python-platform", TARGETS["windows"].platform, "--python-version", PYTHON)
    strict = ("--only-binary", ":all:", "--require-hashes", "--no-deps", "--no-config")
    uv = tools().with_name("uv")
    run(uv, "pip", "install", "--target", site, *platform, *strict, "-r", wanted)
    for name in ("tests", "resources", "db", "inspector_gui", "scripts"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "main.py", source)
    shutil.copy(ROOT / "pyproject.toml", source)
    options = (
        "-q",
        "-p",
        "no:cacheprovider",
        "-o",
        "addopts=--import-mode=importlib",
        "-o",
        "filterwarnings=default",
        "--tb=line",
    )
    done = trial.python("-c", RUN_TESTS, site, source, *options, *tests, seconds=3600)
    last = (done.stdout.strip().splitlines() or [""])[-1]
    failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    trial.expect(
        f"tests: {last}",
        holds=done.returncode == 0 and "passed" in last,
        else_="\n".join(failed) or done.stderr,
    )


if __name__ == "__main__":
    sys.exit(main())
