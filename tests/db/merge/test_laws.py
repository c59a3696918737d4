"""The laws of merging, on the real engine and real files.

Any order and grouping gives the same state; merging twice changes nothing; nothing is lost; forked
copies and jumping clocks are safe; deciding empties the queue and it stays empty.
"""

from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from db.merge.decisions import decide
from db.schema.journal import Edit
from db.store import Store
from tests.db.merge.conftest import LAWS
from tests.db.merge.histories import COPIES, history
from tests.db.merge.replicas import require_winners, state
from tests.db.merge.world import World


@LAWS
@given(events=history, order=st.permutations(range(COPIES)))
def test_any_order_and_grouping_gives_the_same_state(
    world: World, events: list[Any], order: list[int]
) -> None:
    w = world.play(events)
    reference = w.master([0, 1, 2, 3])
    wanted = state(reference.store)
    assert state(w.master(order).store) == wanted
    left, right = w.master(order[:2]), w.master(order[2:])
    left.merge(right)
    assert state(left.store) == wanted
    right.merge(left)
    assert state(right.store) == wanted


@LAWS
@given(events=history)
def test_merging_twice_changes_nothing(world: World, events: list[Any]) -> None:
    w = world.play(events)
    master = w.master([0, 1, 2, 3])
    before = state(master.store)
    for number in (0, 3, 1, 2, 0):
        master.merge(w.replicas[number])
    assert state(master.store) == before


@LAWS
@given(events=history)
def test_a_file_merged_into_its_beginning_is_an_exact_copy(world: World, events: list[Any]) -> None:
    w = world.play(events)
    for number, replica in enumerate(w.replicas):
        assert state(w.master([number]).store) == state(replica.store)


@LAWS
@given(events=history)
def test_no_edit_is_lost_and_every_field_shows_its_winner(world: World, events: list[Any]) -> None:
    w = world.play(events)
    master = w.master([0, 1, 2, 3])
    made = set().union(*(_edits(replica.store) for replica in w.replicas))
    assert _edits(master.store) == made
    for replica in (*w.replicas, master):
        require_winners(replica.store)


@LAWS
@given(events=history)
def test_deciding_empties_the_queue_and_it_stays_empty(world: World, events: list[Any]) -> None:
    w = world.play(events)
    master = w.master([0, 1, 2, 3])
    for turn in range(50):
        open_ones = _open(master.store)
        if not open_ones:
            break
        decide(master.store, open_ones[0].id, ("mine", "theirs")[turn % 2])
    assert not _open(master.store)
    before = state(master.store)
    for replica in w.replicas:
        master.merge(replica)
    assert state(master.store) == before
    with master.store.read() as work:
        assert work.conflicts.count() == 0


def _edits(store: Store) -> set[Any]:
    with store.read() as work:
        return set(work.session.scalars(select(Edit.id)))


def _open(store: Store) -> list[Any]:
    with store.read() as work:
        return work.conflicts.open()


def test_a_forked_file_and_a_clock_set_back_bring_back_nothing_old(world: World) -> None:
    w = world.play([])
    first, second = w.replicas[:2]
    first.raise_finding("甲")
    second.become(first)
    second.skew = timedelta(days=-400)
    second.restate(0, "fact", "乙")
    first.restate(0, "advice", "甲")
    for order in ([0, 1], [1, 0]):
        with w.master(order).store.read() as work:
            [finding] = work.findings.lines(work.schools.lines()[0].visit_id)
            assert (finding.fact, finding.advice) == ("乙", "甲")
            assert work.conflicts.count() == 0
