"""What waits at the bureau's desk: packages merged, and what they leave to be decided.

The first, fourth and fifth team used two computers; a row of the second team's is unsound; of the
sixth team's packages the second has not come. `GUIDE` lies beside and says how to decide.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from db.merge.batch_import import merge_all
from db.packages.sealing import make_package
from db.records.fees import FeeLine
from db.records.schools import SchoolLine
from db.storage import file
from db.store import Store
from db.unit_of_work import Work
from db.vocabulary import Act, EvidenceKind, FeeKind, Severity
from inspector_gui.accounts.raising import Case
from inspector_gui.actions.evidence import gather_within
from inspector_gui.actions.findings import confirm_finding
from inspector_gui.actions.raising import raise_within
from inspector_gui.actions.wording import word_finding
from inspector_gui.demo.clock import Clock
from inspector_gui.demo.facts import Facts, day_of, hour_of
from inspector_gui.demo.scenario import Entry

FOLDER = "财务处待办"
GUIDE = "怎样裁定.txt"
LATER = "第六检查组补交"
_SECOND = "00000000000b"
_PACKED = date(2025, 11, 24)
_MERGED = date(2025, 11, 27)


@dataclass
class SecondComputers:
    """Copies of teams' files, taken while the first computers recorded."""

    folder: Path
    facts: Facts
    copies: dict[str, Path] = field(default_factory=dict)

    def watch(self, store: Store, moment: str) -> None:
        """Take a copy at the moments the story names."""
        if moment in self._moments():
            target = self.folder / f"{moment}-{store.path.name}"
            with closing(store.connection()) as connection:
                file.copy(connection, target, store.key)
            if store.path.with_name(f"{store.path.name}.keys").exists():
                shutil.copy(
                    store.path.with_name(f"{store.path.name}.keys"),
                    target.with_name(f"{target.name}.keys"),
                )
            self.copies[moment] = target

    def _moments(self) -> frozenset[str]:
        story = self.facts.stories["merge"]
        raised = (clash["finding"] for clash in story["conflicts"])
        return frozenset((*raised, *(twin["school"] for twin in story["duplicates"])))


@dataclass(frozen=True)
class Teams:
    """The files as recorded, with their keys: the bureau's, and each team's by its code."""

    bureau: tuple[Path, bytes | None]
    files: dict[str, tuple[Path, bytes | None]]


def wait_at_desk(folder: Path, teams: Teams, second: SecondComputers, clock: Clock) -> None:
    """Into `folder`: the bureau's file after merging, the package that comes later, the guide."""
    folder.mkdir()
    sticks = folder / "数据包"
    packages = list(_packages(sticks, teams, second, clock))
    late = folder / LATER
    late.mkdir()
    packages[-2].rename(late / packages[-2].name)
    del packages[-2]
    bureau, key = teams.bureau
    desk = folder / bureau.name
    shutil.copy(bureau, desk)
    slots = bureau.with_name(f"{bureau.name}.keys")
    if slots.exists():
        shutil.copy(slots, desk.with_name(slots.name))
    clock.put(_MERGED, 9)
    with Store.open(desk, key, now=clock) as store:
        for package in packages:
            list(merge_all(store, {package: None}))
        store.backups.forgo()
        backups = store.backups.folder
    shutil.rmtree(backups)
    (folder / GUIDE).write_text(second.facts.stories["guide"], "utf-8-sig")


def _packages(sticks: Path, teams: Teams, second: SecondComputers, clock: Clock) -> Iterator[Path]:
    """In the order in which they came; the last but one of the sixth team's does not."""
    story = second.facts.stories["merge"]
    last = story["missing_package"]["team"]
    for code, (path, key) in sorted(teams.files.items(), key=lambda item: item[0] == last):
        own = sticks / path.stem
        own.mkdir(parents=True)
        with _copied(path, second.folder) as copy:
            if code == story["bad_row"]["team"]:
                _spoil(copy, key, clock, story["bad_row"])
            number = 3 if code == story["missing_package"]["team"] else 1
            for turn in range(number):
                clock.put(_PACKED, 9 + turn)
                yield _packed(copy, key, own, clock)
        for moment, deed in _second_deeds(story, code):
            other = sticks / f"{path.stem}-二号机"
            other.mkdir()
            yield _on_second(second.copies[moment], key, clock, deed, other)


Deed = Callable[[Store, Clock], None]


def _second_deeds(story: Entry, team: str) -> Iterator[tuple[str, Deed]]:
    for clash in story["conflicts"]:
        if clash["team"] == team:
            yield clash["finding"], lambda store, clock, case=clash: _contradict(store, clock, case)  # type: ignore[misc]
    for twin in story["duplicates"]:
        if twin["team"] == team:
            yield twin["school"], lambda store, clock, case=twin: _raise_again(store, clock, case)  # type: ignore[misc]


@contextmanager
def _copied(path: Path, folder: Path) -> Iterator[Path]:
    """A copy under its own name, so that packing leaves no trace in the team's file."""
    home = folder / f"{path.stem}-一号机"
    home.mkdir()
    for part in (path, path.with_name(f"{path.name}.keys")):
        if part.exists():
            shutil.copy(part, home)
    yield home / path.name
    shutil.rmtree(home)


def _packed(path: Path, key: bytes | None, stick: Path, clock: Clock) -> Path:
    with Store.open(path, key, now=clock) as store:
        store.backups.forgo()
        return make_package(store, stick).path


def _on_second(path: Path, key: bytes | None, clock: Clock, deed: Deed, stick: Path) -> Path:
    with Store.open(path, key, now=clock) as store:
        store.device = _SECOND
        with store.read() as work:
            store.person = next(member.id for member in work.people.members() if member.is_lead)
        deed(store, clock)
        clock.put(_PACKED, 14)
        store.backups.forgo()
        return make_package(store, stick).path


def _school(work: Work, code: str) -> SchoolLine:
    return next(line for line in work.schools.lines() if line.code == code)


def _contradict(store: Store, clock: Clock, story: Entry) -> None:
    """What the second computer says of a finding that the first goes on with."""
    side = story["second"]
    clock.put(day_of(side["at"]), *hour_of(side["at"]))
    with store.read() as work:
        school = _school(work, story["school"])
        lines = work.findings.lines(school.visit_id)
        finding = next(line.id for line in lines if line.serial == story["finding"])
    values: dict[str, Any] = (
        {"severity": Severity(side["value"])}
        if story.get("column") == "severity"
        else {name: side[name] for name in ("students", "involved_fen", "due_fen")}
    )
    word_finding(store=store, school=school, finding=finding, **values)


def _raise_again(store: Store, clock: Clock, story: Entry) -> None:
    """The second computer raises the same thing under a number of its own."""
    side = story["second"]
    with store.read() as work:
        school = _school(work, story["school"])
        code = story["item"]
        item = next(listed for listed in work.catalogues.items() if listed.code == code)
        bases = [basis.id for basis in work.catalogues.bases(item.id) if basis.printable]
    clock.put(school.planned_on, 15, 20)
    with store.act(Act.RAISE_FINDING, school=school.id) as work:
        finding = raise_within(
            work,
            school,
            item,
            case=Case(side["fact"], ()),
            basis=bases,
            serial=story["serial"],
            severity=Severity(side["severity"]),
        ).id
        for proof in side["evidence"]:
            kind = EvidenceKind(proof["kind"])
            gather_within(work, school.visit_id, kind, proof["title"], finding=finding)
    confirm_finding(store=store, school=school.id, finding=finding)


def _spoil(path: Path, key: bytes | None, clock: Clock, story: Entry) -> None:
    """A row that no rule lets in, as a computer's fault would leave it."""
    clock.put(_PACKED, 8)
    with Store.open(path, key, now=clock) as store:
        store.backups.forgo()
        with store.read() as work:
            school = _school(work, story["school"])
            store.person = work.people.members()[0].id
        with store.act(Act.CHECK_FEES, school=school.id) as work:
            row = work.fees.enter(
                FeeLine,
                school.visit_id,
                name=story["row"]["name"],
                kind=FeeKind.SERVICE,
                heads=0,
                terms=story["row"]["terms"],
            )
    with closing(file.connect(path, key)) as connection:
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'fee_item'"
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute(
            "UPDATE fee_item SET heads = ? WHERE id = ?", (story["row"]["heads"], row.bytes)
        )
        for _, sql in triggers:
            connection.execute(sql)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
