"""The laws of merging, on the real engine and real files.

Any order and grouping gives the same state; merging twice changes nothing; nothing is lost; forked
copies and jumping clocks are safe; deciding empties the queue and it stays empty.
"""

import itertools
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from db.errors import InspectionError
from db.merge.conflicts import conflicts, count_conflicts
from db.merge.decisions import decide
from db.merge.fold import live
from db.schema.base import DELETED, Base
from db.schema.journal import Edit
from db.store import Store
from db.vocabulary import FindingStatus, Verdict
from tests.conftest import Clock, prepare
from tests.merge.replicas import Replica, state

COPIES = 4
LAWS = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    database=None,
)

copy = st.integers(0, COPIES - 1)
small = st.integers(0, 3)
deed = st.one_of(
    st.tuples(st.just("type_school"), st.sampled_from("甲乙"), st.sampled_from(["", "王喆"])),
    st.tuples(st.just("type_class"), st.integers(1, 2), st.sampled_from([None, 40, 41])),
    st.tuples(st.just("open_envelope"), small, st.integers(40, 42)),
    st.tuples(st.just("begin_counting"), small),
    st.tuples(st.just("tally"), small, st.sampled_from([None, 1, 2])),
    st.tuples(st.just("answer"), small, st.sampled_from([Verdict.OK, Verdict.VIOLATION])),
    st.tuples(st.just("raise_finding"), st.sampled_from("甲乙")),
    st.tuples(st.just("restate"), small, st.just("involved_fen"), st.sampled_from([100, 200])),
    st.tuples(st.just("restate"), small, st.just("fact"), st.sampled_from("甲乙")),
    st.tuples(st.just("restate"), small, st.just("status"), st.sampled_from(FindingStatus)),
    st.tuples(st.just("restate"), small, st.just("advice"), st.sampled_from("甲乙")),
    st.tuples(st.just("delete"), small),
    st.tuples(st.just("undo")),
)
event = st.one_of(
    st.tuples(st.just("do"), copy, deed),
    st.tuples(st.just("do"), copy, deed),
    st.tuples(st.just("do"), copy, deed),
    st.tuples(st.just("merge"), copy, copy),
    st.tuples(st.just("fork"), copy, copy),
    st.tuples(st.just("skew"), copy, st.integers(-5000, 5000)),
)
history = st.lists(event, max_size=24)


class World:
    """Copies of one file after a history, and fresh masters to merge them into."""

    def __init__(self, seed: Path, replicas: list[Replica], masters: list[Replica]) -> None:
        self._seed, self.replicas, self._masters = seed, replicas, masters
        self._next = itertools.count()

    def play(self, events: list[Any]) -> "World":
        for replica in self.replicas:
            replica.begin_anew(self._seed)
        self._next = itertools.count()
        for one in events:
            self._happen(one)
        return self

    def _happen(self, one: Any) -> None:
        match one:
            case ("do", number, (name, *arguments)):
                # undoing what others changed since is refused
                with suppress(InspectionError):
                    getattr(self.replicas[number], name)(*arguments)
            case ("merge", into, source) if into != source:
                self.replicas[into].merge(self.replicas[source])
            case ("fork", source, into) if into != source:
                self.replicas[into].become(self.replicas[source])
            case ("skew", number, seconds):
                self.replicas[number].skew += timedelta(seconds=seconds)
            case _:
                pass

    def master(self, order: list[int]) -> Replica:
        """The file everybody began with, with the replicas merged in this order."""
        master = self._masters[next(self._next)]
        master.begin_anew(self._seed)
        for number in order:
            master.merge(self.replicas[number])
        return master


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with tempfile.TemporaryDirectory(dir=_fast_disk()) as name:
        folder = Path(name)
        seed = folder / "总.inspection"
        prepare(seed, Clock())
        replicas = [Replica(folder / f"r{n}.inspection", seed) for n in range(COPIES)]
        masters = [Replica(folder / f"m{n}.inspection", seed) for n in range(COPIES)]
        yield World(seed, replicas, masters)
        for replica in (*replicas, *masters):
            replica.store.close()


def _fast_disk() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


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
        _require_winners(replica.store)


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
        assert count_conflicts(work.session) == 0


def _edits(store: Store) -> set[Any]:
    with store.read() as work:
        return set(work.session.scalars(select(Edit.id)))


def _open(store: Store) -> list[Any]:
    with store.read() as work:
        return conflicts(work.session)


def _require_winners(store: Store) -> None:
    with store.read() as work:
        query = select(Edit).where(live(Edit), Edit.col != DELETED).order_by(Edit.id)
        winners = {(e.tbl, e.row, e.sub, e.col): e for e in work.session.scalars(query)}
        for (name, row, sub, column), edit in winners.items():
            table = Base.metadata.tables[name]
            first, *rest = table.primary_key.columns
            key = [first == row, *(part == sub for part in rest)]
            stored = select(table.columns[column].label("v")).where(*key)
            raw = select(Edit.new.is_not_distinct_from(stored.scalar_subquery()))
            assert work.session.scalar(raw.where(Edit.id == edit.id)), (name, column)


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
            assert count_conflicts(work.session) == 0
