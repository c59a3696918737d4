"""A bureau and a team with something recorded, and a stick between them."""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from db.handout.team_files import hand_out
from db.packages.sealing import Made, make_package
from db.storage import keys
from db.store import Store
from db.vocabulary import Act, FindingStatus
from tests.conftest import Clock, prepare
from tests.db.looking import item_of, visit_of
from tests.sharing import once


@dataclass(frozen=True)
class Pair:
    """The bureau's file and a team's, and a stick."""

    bureau: Path
    team: Path
    stick: Path

    def record(self, **values: Any) -> None:
        with Store.open(self.team) as store, store.act(Act.RECORD_VISIT) as work:
            work.visits.record(visit_of(store), **values)

    def pack(self) -> Made:
        with Store.open(self.team) as store:
            return make_package(store, self.stick)

    def identity(self) -> str:
        return keys.identity(self.bureau, None)


def open_files(name: str) -> list[str]:
    """Which files of this name this process holds open, deleted ones too. On Windows none could
    be deleted, which is what the tests go on to ask."""
    if sys.platform == "win32":
        return []
    held = (
        path.readlink().as_posix() for path in Path("/proc/self/fd").iterdir() if path.is_symlink()
    )
    return [one for one in held if f"/{name}" in one]


def _make(folder: Path) -> None:
    bureau = folder / "总.inspection"
    prepare(bureau, Clock())
    with Store.open(bureau) as store:
        [team] = hand_out(store, folder)
    with Store.open(team) as store, store.act(Act.RAISE_FINDING) as work:
        work.findings.raise_finding(
            visit_of(store),
            item_of(store).id,
            "WT-01",
            fact="未公示",
            involved_fen=12_300,
            status=FindingStatus.CONFIRMED,
        )
    (folder / "U盘").mkdir()
    shutil.rmtree(folder / "备份", ignore_errors=True)


def lay_pair(factory: pytest.TempPathFactory, folder: Path) -> Pair:
    """Made once, copied for each test."""
    shutil.copytree(once(factory, "pair", _make), folder, dirs_exist_ok=True)
    return Pair(folder / "总.inspection", folder / "第一检查组.inspection", folder / "U盘")
