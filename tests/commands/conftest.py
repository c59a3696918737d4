"""Files for the command line, made by the command line: the demo campaign and a small one."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from db.store import Store
from db.vocabulary import Act, FindingStatus
from tests.commands.cli import did
from tests.conftest import Clock, prepare
from tests.db.looking import item_of, visit_of
from tests.sharing import once, recorded_demo

SIX = tuple(f"第{number}检查组.inspection" for number in "一二三四五六")
#: The groups of the finance inspection, which the recorded demo has beside them.
FIVE = tuple(f"财务检查第{number}组.inspection" for number in "一二三四五")
BUREAU = "2025-SF.inspection"


@pytest.fixture(scope="session", autouse=True)
def log_apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the commands keep their log: not where its user's is."""
    folder = tmp_path_factory.mktemp("state")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder))
        yield folder


@pytest.fixture(scope="session")
def recorded_once(tmp_path_factory: pytest.TempPathFactory, log_apart: Path) -> Path:
    """The recorded demo. Copy from it; never write to it."""
    return recorded_demo(tmp_path_factory)


@pytest.fixture
def recorded(recorded_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(recorded_once, tmp_path / "演示"))


@pytest.fixture(scope="session")
def merged_once(recorded_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's bureau file with all teams and groups merged. Copy from it; never write to it."""

    def make(folder: Path) -> None:
        bureau = shutil.copy(recorded_once / BUREAU, folder)
        did("merge", bureau, *(recorded_once / name for name in (*SIX, *FIVE)))

    return once(tmp_path_factory, "merged", make) / BUREAU


@pytest.fixture
def merged(merged_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(merged_once, tmp_path / BUREAU))


@dataclass(frozen=True)
class Office:
    """A small campaign: the bureau's file and a team's, which hold the same finding."""

    folder: Path

    @property
    def bureau(self) -> Path:
        return self.folder / "总.inspection"

    @property
    def team(self) -> Path:
        return self.folder / "第一检查组.inspection"

    def record(self, path: Path, **values: Any) -> None:
        """Somebody fills in the visit."""
        with Store.open(path) as store, store.act(Act.RECORD_VISIT) as work:
            work.visits.record(visit_of(store), **values)

    def state(self, path: Path, **values: Any) -> None:
        """Somebody words the finding."""
        with Store.open(path) as store, store.act(Act.EDIT_FINDING) as work:
            [finding] = work.findings.lines(visit_of(store))
            work.findings.state(finding.id, **values)

    def finding(self) -> Any:
        """The finding as the bureau shows it."""
        with Store.open(self.bureau) as store, store.read() as work:
            [finding] = work.findings.lines(work.schools.lines()[0].visit_id)
            return finding

    def place(self) -> str:
        """The place of signing as the bureau shows it."""
        with Store.open(self.bureau) as store, store.read() as work:
            return work.visits.facts(work.schools.lines()[0].visit_id).place

    def open(self) -> dict[str, str]:
        """The bureau's open conflicts: their ids by kind."""
        with Store.open(self.bureau) as store, store.read() as work:
            return {conflict.kind.value: conflict.id for conflict in work.conflicts.open()}


@pytest.fixture(scope="session")
def office_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    office = Office(tmp_path_factory.mktemp("office"))
    prepare(office.bureau, Clock())
    did("handout", office.bureau, "--out", office.folder, "--plain")
    with Store.open(office.team) as store, store.act(Act.RAISE_FINDING) as work:
        finding = work.findings.raise_finding(
            visit_of(store), item_of(store).id, "WT-01", fact="未公示", involved_fen=100
        )
        work.findings.state(finding, status=FindingStatus.CONFIRMED)
    did("merge", office.bureau, office.team)
    return office.folder


@pytest.fixture(scope="session")
def parted_once(tmp_path_factory: pytest.TempPathFactory, office_once: Path) -> Path:
    office = _copied(office_once, tmp_path_factory.mktemp("parted"))
    office.record(office.bureau, place="校长室")
    office.state(office.bureau, fact="公示不全", students=30)
    office.record(office.team, place="会议室")
    office.state(office.team, involved_fen=25_000)
    did("merge", office.bureau, office.team)
    return office.folder


def _copied(folder: Path, target: Path) -> Office:
    for path in folder.glob("*.inspection"):
        shutil.copy(path, target)
    return Office(target)


@pytest.fixture
def office(office_once: Path, tmp_path: Path) -> Office:
    return _copied(office_once, tmp_path)


@pytest.fixture
def parted(parted_once: Path, tmp_path: Path) -> Office:
    """Bureau and team both changed the place of signing and what the finding states."""
    return _copied(parted_once, tmp_path)
