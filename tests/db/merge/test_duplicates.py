"""The same thing typed by two people whose files had not met: shown as a pair, judged, undone."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from db.errors import InspectionError
from db.merge.duplicates import Twins
from db.merge.takeback import take_back
from db.schema.campaign import Team
from db.schema.visit import Visit
from db.store import Store
from db.vocabulary import Act, EvidenceKind, Stage, Verdict
from tests.db.looking import item_of, visit_of
from tests.db.merge.bureaus import Bureau
from tests.db.merge.replicas import Replica
from tests.db.merge.world import World


class Office:
    """A bureau and two laptops with one team's file."""

    def __init__(self, world: World, bureau: Bureau) -> None:
        self.one, self.other = world.replicas[:2]
        self.other.skew = timedelta(hours=1)  # the second is later
        self.bureau = bureau

    def merge(self) -> None:
        for laptop in (self.one, self.other):
            self.bureau.take_in(laptop)

    @property
    def pairs(self) -> list[Twins]:
        with self.bureau.store.read() as work:
            assert work.pairs.number() == len(work.pairs.lines())
            return work.pairs.lines()

    def apart(self, pair: Twins) -> None:
        with self.bureau.store.act(Act.MATCH) as work:
            work.pairs.apart([(pair.first.row, pair.second.row)])

    def same(self, pair: Twins) -> None:
        """The first one stays."""
        with self.bureau.store.act(Act.MATCH) as work:
            work.pairs.same(pair.table, pair.first.row, pair.second.row)


@pytest.fixture
def office(world: World, tmp_path: Path) -> Iterator[Office]:
    world.play([])
    bureau = Bureau(tmp_path / "总.inspection", world.bare)
    yield Office(world, bureau)
    bureau.store.close()


def raise_finding(serial: str, number: int = 0, **values: Any) -> Callable[[Replica], Any]:
    def do(one: Replica) -> Any:
        store = one.store
        visit, item = visit_of(store), item_of(store, number).id
        with store.act(Act.RAISE_FINDING) as work:
            finding = work.findings.raise_finding(visit, item, serial, **values)
        with store.act(Act.ADD_EVIDENCE) as work:
            proof = work.evidence.gather(visit, EvidenceKind.NOTICE, f"缴费通知{serial}")
            work.evidence.support(finding, proof)
        return finding

    return do


def interview(one: Replica) -> None:
    with one.store.act(Act.RECORD_INTERVIEW) as work:
        work.interviews.record(visit_of(one.store), Stage.PRI)


def _findings(store: Store) -> list[Any]:
    with store.read() as work:
        return list(work.findings.lines(visit_of(store)))


def test_a_finding_raised_by_both(office: Office) -> None:
    raise_finding("WT-01", fact="甲", involved_fen=500)(office.one)
    raise_finding("WT-02", fact="甲", advice="退费")(office.other)
    office.merge()
    [pair] = office.pairs
    assert (pair.table, pair.school, pair.caption and pair.caption.name) == (
        "finding",
        "示例市第一示例小学",
        "WT-01",
    )
    assert set(pair.differing) == {"serial", "involved_fen", "advice"}
    assert [twin.made.batch for twin in (pair.first, pair.second)] == [1, 2]


def test_the_one_that_stays_takes_over_what_hung_on_the_other(office: Office) -> None:
    raise_finding("WT-01", fact="甲", involved_fen=500)(office.one)
    raise_finding("WT-02", fact="甲", advice="退费")(office.other)
    office.merge()
    [pair] = office.pairs
    office.same(pair)
    [kept] = _findings(office.bureau.store)
    assert (kept.serial, kept.involved_fen, kept.advice) == ("WT-01", 500, "退费")
    assert len(kept.evidence) == 2
    assert office.pairs == []
    office.merge()
    assert len(_findings(office.bureau.store)) == 1


def test_judged_two_things_it_stays_judged(office: Office) -> None:
    raise_finding("WT-01")(office.one)
    raise_finding("WT-02")(office.other)
    office.merge()
    [pair] = office.pairs
    office.apart(pair)
    office.merge()
    assert office.pairs == []
    assert len(_findings(office.bureau.store)) == 2


@pytest.mark.parametrize("judge", [Office.apart, Office.same])
def test_undone_the_pair_is_asked_about_again(
    office: Office, judge: Callable[[Office, Twins], None]
) -> None:
    raise_finding("WT-01")(office.one)
    raise_finding("WT-02")(office.other)
    office.merge()
    [pair] = office.pairs
    judge(office, pair)
    assert office.pairs == []
    assert office.bureau.store.undo() is Act.MATCH
    assert office.pairs == [pair]
    assert len(_findings(office.bureau.store)) == 2
    office.bureau.store.redo()
    assert office.pairs == []


def test_one_number_for_two_findings(office: Office) -> None:
    raise_finding("WT-01", 0)(office.one)
    raise_finding("WT-01", 1)(office.other)
    office.merge()
    assert {pair.table for pair in office.pairs} == {"finding", "evidence"}


def test_what_one_laptop_wrote_twice_is_meant(office: Office) -> None:
    raise_finding("WT-01")(office.one)
    raise_finding("WT-02")(office.one)
    office.merge()
    assert office.pairs == []


def test_a_talk_noted_by_both(office: Office) -> None:
    for laptop in (office.one, office.other):
        interview(laptop)
    office.merge()
    [pair] = office.pairs
    assert (pair.table, pair.differing) == ("interview", [])
    office.same(pair)
    with office.bureau.store.read() as work:
        assert work.interviews.persons(visit_of(office.bureau.store)) == 1


def test_two_countings_of_an_envelope_are_there_to_be_compared(office: Office) -> None:
    for laptop in (office.one, office.other):
        laptop.type_class(1, 40)
        laptop.open_envelope(0, 40)
        laptop.begin_counting(0)
    office.merge()
    assert office.pairs == []


def test_a_school_visited_by_two_teams(office: Office) -> None:
    """Nobody's checklist is overwritten unseen: where both answered, people look first."""
    for laptop, verdict in ((office.one, Verdict.OK), (office.other, Verdict.VIOLATION)):
        with laptop.store.read() as work:
            line, team = work.schools.lines()[0], work.people.teams()[0].id
        with laptop.store.act(Act.PREPARE) as work:
            visit = work.visits.plan(line.id, team, serial="复查", planned_on=line.planned_on)
            item = item_of(laptop.store).id
            work.checklists.answer(visit, item, verdict=verdict)
    office.merge()
    pair = next(pair for pair in office.pairs if pair.first.made.batch == 1)
    assert pair.table == "visit"
    with pytest.raises(InspectionError, match="F-FW-01"):
        office.same(pair)
    assert pair in office.pairs


def test_two_visits_planned_at_one_desk_are_a_pair_until_one_is_withdrawn(office: Office) -> None:
    """A school that was moved, and whose first visit was brought back by a decision, has two."""
    store = office.bureau.store
    second = _another_team(store, "fee")
    line = _lines(store)[0]
    with store.act(Act.PLAN) as work:
        visit = work.visits.plan(line.id, second, serial="T2-01", planned_on=line.planned_on)
    [pair] = office.pairs
    assert (pair.table, pair.school) == ("visit", line.name)
    assert {pair.first.row, pair.second.row} == {line.visit_id, visit}
    office.apart(pair)
    assert office.pairs == []
    assert store.undo() is Act.MATCH
    with store.act(Act.PLAN) as work:
        work.visits._delete(work.session.get_one(Visit, visit))
    assert office.pairs == []


def test_visits_of_two_inspections_to_one_school_are_two_visits(office: Office) -> None:
    store = office.bureau.store
    second = _another_team(store, "finance")
    line = _lines(store)[0]
    with store.act(Act.PLAN) as work:
        work.visits.plan(line.id, second, serial="C1-01", planned_on=line.planned_on)
    office.merge()
    assert office.pairs == []


def _another_team(store: Store, inspection: str) -> Any:
    with store.act(Act.PREPARE) as work:
        team = work.people.add_team(work.campaigns.current().id, "X1", "另一组")
        work.session.get_one(Team, team).inspection = inspection
    return team


def _lines(store: Store) -> Any:
    with store.read() as work:
        return work.schools.lines()


def test_taken_back_there_is_no_pair_any_more(office: Office) -> None:
    raise_finding("WT-01")(office.one)
    raise_finding("WT-02")(office.other)
    office.merge()
    take_back(office.bureau.store, 2)
    assert office.pairs == []
