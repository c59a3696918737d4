"""What is installed is what was locked, to the byte; nothing of a stranger's comes with it."""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def _pins(lock: str) -> dict[str, str]:
    """The whole entry of each package, by its name."""
    text = (ROOT / lock).read_text("utf-8").replace("\\\n", " ")
    return {line.split("==")[0]: line for line in text.splitlines() if line.strip()}


def _names(requirements: Iterable[str]) -> set[str]:
    return {re.split(r"[\[<>=~; ]", requirement)[0].lower() for requirement in requirements}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_one_version_with_hashes(lock: str) -> None:
    for name, entry in _pins(lock).items():
        assert re.match(rf"{name}==[0-9][^ ]* ", entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), name


def test_the_locks_hold_what_the_project_asks_for_and_agree() -> None:
    run, dev = map(_pins, LOCKS)
    extras = PROJECT["optional-dependencies"]
    assert _names(PROJECT["dependencies"]) <= set(run)
    assert _names(PROJECT["dependencies"] + extras["dev"] + extras["postgres"]) <= set(dev)
    assert {name: dev[name] for name in run} == run


def test_no_document_installs_a_stranger_s_package() -> None:
    """`inspector` on PyPI is somebody else's."""
    assert PROJECT["name"] != "inspector"
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")):
        assert not re.search(r"pip install ['\"]?inspector\b", path.read_text("utf-8")), path
