"""The laws of merging on a master: whatever happened, it holds what a file would hold."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.merge.decisions import decide
from db.merge.takeback import bring_again, take_back
from tests.db.merge.bureaus import Bureau, seen
from tests.db.merge.histories import COPIES, history
from tests.db.merge.replicas import require_winners, state
from tests.db.merge.test_takeback import (
    LATER,
    TEAMS,
    Offices,
    later,
    mixed,
    offices,  # noqa: F401  # a fixture
    steps,
    team,
)
from tests.db.merge.world import World
from tests.db.postgres.masters import MasterReplica
from tests.db.postgres.server import Server

FEWER = settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    report_multiple_bugs=False,
    database=None,
)


@FEWER
@given(events=history, order=st.permutations(range(COPIES)))
def test_any_order_and_grouping_gives_what_a_file_gives(
    world: World, files: World, events: list[Any], order: list[int]
) -> None:
    w, f = world.play(events), files.beside(world)
    wanted = state(f.master([0, 1, 2, 3]).store)
    master = w.master(order)
    assert state(master.store) == wanted
    left, right = f.master(order[:2]), f.master(order[2:])
    grouped = w.master([])
    for file in (left, right):
        grouped.merge(file)
    assert state(grouped.store) == wanted
    for number in order:
        master.merge(w.replicas[number])
    assert state(master.store) == wanted


@FEWER
@given(events=history)
def test_decisions_and_what_is_asked_are_a_file_s(
    world: World, files: World, events: list[Any]
) -> None:
    w, f = world.play(events), files.beside(world)
    master, file = w.master([0, 1, 2, 3]), f.master([0, 1, 2, 3])
    for turn in range(50):
        asked = _open(file.store)
        assert _open(master.store) == asked
        if not asked:
            break
        for store in (master.store, file.store):
            decide(store, asked[0][0], ("mine", "theirs")[turn % 2])
    before = state(master.store)
    for replica in w.replicas:
        master.merge(replica)
    assert state(master.store) == before


def _open(store: Any) -> list[Any]:
    with store.read() as work:
        return [
            (conflict.id, conflict.columns, conflict.base, [side.values for side in conflict.sides])
            for conflict in work.conflicts.open()
        ]


Both = tuple[Offices, MasterReplica]


@pytest.fixture(scope="session")
def alike(offices: Offices, server: Server) -> Iterator[Both]:
    """Offices, and a master that goes through what the first bureau's file goes through."""
    server.run("CREATE DATABASE takebacks")
    made = MasterReplica(server.url("takebacks"), offices.bare)
    yield offices, made
    made.store.close()


def _begun(master: MasterReplica, bureau: Bureau) -> tuple[Bureau, MasterReplica]:
    master.become(bureau)
    return bureau, master


@FEWER
@given(events=mixed, orders=st.tuples(*[st.permutations(range(TEAMS))] * 2))
def test_taking_back_and_bringing_again_is_a_file_s(
    alike: Both,
    events: list[Any],
    orders: tuple[list[int], list[int]],
) -> None:
    offices = alike[0]
    both = _begun(alike[1], offices.play(events))
    own = seen(both[0].store)
    numbers = _merged(both, [(number, False) for number in range(TEAMS)], offices)
    whole = seen(both[0].store)
    for deed, order in zip((take_back, bring_again), orders, strict=True):
        for number in (numbers[place] for place in order):
            if number is not None:
                done = [deed(one.store, number) for one in both]  # type: ignore[operator]
                assert done[0] == done[1]
                assert seen(both[0].store) == seen(both[1].store)
        if deed is take_back:
            assert seen(both[1].store) == own
    require_winners(both[0].store)
    assert seen(both[1].store) == whole


@FEWER
@given(events=mixed, gone=st.sets(team, min_size=1), more=later, coming=steps)
def test_what_a_later_file_brings_is_what_it_brings_to_a_file(
    alike: Both,
    events: list[Any],
    gone: set[int],
    more: list[Any],
    coming: list[tuple[int, bool]],
) -> None:
    """Foreseen, too, and said."""
    offices = alike[0]
    both = _begun(alike[1], offices.play(events))
    numbers = _merged(both, [(number, False) for number in range(TEAMS)], offices)
    for number in sorted(number for place in gone if (number := numbers[place]) is not None):
        for one in both:
            take_back(one.store, number)
    offices.go_on(more, LATER)
    _foreseen(both, [offices.teams[one] for one, _ in coming], again=coming[0][1])
    _merged(both, coming, offices)
    require_winners(both[0].store)


def _foreseen(both: Any, teams: list[Any], *, again: bool) -> None:
    before = seen(both[1].store)
    told = [[_without_times(one) for one in bureau.preview(teams, again=again)] for bureau in both]
    assert told[0] == told[1]
    assert seen(both[1].store) == before


def _merged(both: Any, coming: list[tuple[int, bool]], offices: Offices) -> list[int | None]:
    """What comes in, to both alike; the numbers of the batches."""
    numbers = []
    for one, again in coming:
        told = [bureau.take_in(offices.teams[one], again=again) for bureau in both]
        assert _without_times(told[0]) == _without_times(told[1])
        assert seen(both[0].store) == seen(both[1].store)
        numbers.append(told[0].number)
    return numbers


def _without_times(receipt: Any) -> dict[str, Any]:
    told: dict[str, Any] = receipt.as_dict()
    told["withdrawn"] = [{**one, "at": ""} for one in told["withdrawn"]]
    return told
