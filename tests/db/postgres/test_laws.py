"""The laws of merging on a master: whatever happened, it holds what a file would hold."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.merge.decisions import decide
from tests.db.merge.histories import COPIES, history
from tests.db.merge.replicas import state
from tests.db.merge.world import World

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
            (one.id, one.columns, one.base, [side.values for side in one.sides])
            for one in work.conflicts.open()
        ]
