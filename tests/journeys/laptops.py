"""What came of six teams' laptops in two weeks: two files went on in two places, one was copied
and both went on, one package came twice."""

import shutil
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from db.packages.sealing import make_package
from db.store import Store
from db.vocabulary import Act, EvidenceKind, FindingStatus, Stage
from tests.commands.conftest import BUREAU, SIX

Deed = Callable[["Laptop"], Any]


@dataclass
class Laptop:
    """One copy of a team's file. `device`: which computer."""

    path: Path
    device: str

    def do(self, act: Act, deed: Callable[[Any], Any]) -> Any:
        with Store.open(self.path) as store:
            store.device = self.device
            with store.read() as work:
                people = work.people.members(work.file().team_id)
            store.person = people[int(self.device[-1], 16) % len(people)].id
            with store.act(act) as work:
                return deed(work)

    def pack(self, stick: Path) -> Path:
        with Store.open(self.path) as store:
            store.device = self.device
            return make_package(store, stick).path


@dataclass
class Laid:
    """The bureau's file and what lies on the sticks. `involved_fen`: before anybody went on;
    `visits` and `findings`: what was told of in two ways, by team."""

    bureau: Path
    involved_fen: int = 0
    packages: list[Path] = field(default_factory=list)
    visits: dict[str, uuid.UUID] = field(default_factory=dict)
    findings: dict[str, uuid.UUID] = field(default_factory=dict)


def lay(recorded: Path, folder: Path) -> Laid:
    """`recorded` is a folder with the recorded demo; it is not changed."""
    bureau = Path(shutil.copy(recorded / BUREAU, folder))
    keys = recorded / f"{BUREAU}.keys"
    if keys.exists():
        shutil.copy(keys, folder)
    laid = Laid(bureau)
    stick = folder / "U盘"
    stick.mkdir()
    teams = [_laptop(recorded / name, folder, str(place)) for place, name in enumerate(SIX, 1)]
    laid.involved_fen = sum(_involved(team) for team in teams)
    laid.packages += [teams[0].pack(stick), teams[5].pack(stick)]
    laid.packages += [teams[1].pack(stick)]
    laid.packages += [Path(shutil.copy(laid.packages[-1], stick / "第二检查组-再发一次.inspkg"))]
    for place in (2, 4):
        _go_on_in_two_places(laid, teams[place], stick)
    laid.packages += _fork(laid, teams[3], stick)
    return laid


def _laptop(source: Path, folder: Path, number: str) -> Laptop:
    home = folder / f"电脑{number}"
    home.mkdir()
    return Laptop(Path(shutil.copy(source, home)), f"00000000000{number}")


def _copied(one: Laptop, number: str) -> Laptop:
    home = one.path.parent.with_name(f"{one.path.parent.name}乙")
    home.mkdir()
    return Laptop(Path(shutil.copy(one.path, home)), f"00000000000{number}")


def _involved(laptop: Laptop) -> int:
    with Store.open(laptop.path) as store, store.read() as work:
        return int(work.totals.figures().involved_fen)


def _first(laptop: Laptop) -> tuple[uuid.UUID, uuid.UUID]:
    """A visit and its first finding, of this team."""
    with Store.open(laptop.path) as store, store.read() as work:
        for line in work.schools.lines():
            for one in work.findings.lines(line.visit_id):
                return line.visit_id, one.id
    raise AssertionError("nothing found")


def _go_on_in_two_places(laid: Laid, one: Laptop, stick: Path) -> None:
    """The member at the school and the lead at home change the same things."""
    other = _copied(one, "a" if one.device.endswith("3") else "b")
    visit, finding = _first(one)
    team = one.path.stem
    laid.visits[team], laid.findings[team] = visit, finding
    for laptop, place, amount, fact in (
        (one, "校长室", 10_000, "未公示食堂伙食费账目。"),
        (other, "二楼会议室", 25_000, "食堂伙食费账目自2025年春季起没有公示，家长无从知晓。"),
    ):
        laptop.do(Act.RECORD_VISIT, _recording(visit, place))
        laptop.do(Act.EDIT_FINDING, _stating(finding, amount, fact))
    one.do(Act.RECORD_VISIT, lambda work: work.visits.record(visit, note="上午有雨"))
    laid.packages += [one.pack(stick), other.pack(stick)]


def _recording(visit: uuid.UUID, place: str) -> Callable[[Any], Any]:
    return lambda work: work.visits.record(visit, place=place)


def _stating(finding: uuid.UUID, amount: int, fact: str) -> Callable[[Any], Any]:
    return lambda work: work.findings.state(
        finding, involved_fen=amount, due_fen=amount, fact=fact, status=FindingStatus.CONFIRMED
    )


def _fork(laid: Laid, one: Laptop, stick: Path) -> list[Path]:
    """Copied on the first evening; both raise the same finding, note a talk and go on."""
    other = _copied(one, "c")
    visit, _ = _first(one)
    laid.visits["fork"] = visit
    for laptop, serial, fact in ((one, "BC-01", "代收校服费未公示"), (other, "BC-02", "")):
        laptop.do(Act.RAISE_FINDING, _raising(visit, serial, fact))
        laptop.do(Act.RECORD_INTERVIEW, lambda work: work.interviews.record(visit, Stage.PRI))
    return [one.pack(stick), other.pack(stick)]


def _raising(visit: uuid.UUID, serial: str, fact: str) -> Callable[[Any], Any]:
    def deed(work: Any) -> None:

        item = work.catalogues.items("fee")[7].id
        finding = work.findings.raise_finding(
            visit, item, serial, fact=fact, status=FindingStatus.CONFIRMED
        )
        proof = work.evidence.gather(visit, EvidenceKind.NOTICE, f"缴费通知 {serial}")
        work.evidence.support(finding, proof)

    return deed
