"""Taking an import back: as if it had never come, and it does not come back by itself."""

import itertools
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from db.errors import InspectionError
from db.merge.takeback import bring_again, take_back, taken_back_by
from db.schema.journal import ActRecord
from db.schema.merging import MergedAct
from db.store import Store
from db.vocabulary import Verdict
from tests.conftest import Clock, prepare
from tests.db.looking import shown
from tests.db.merge.bureaus import Bureau, seen
from tests.db.merge.conftest import LAWS
from tests.db.merge.histories import BEGUN, deed, from_some_point, mostly
from tests.db.merge.replicas import Replica, require_winners, state
from tests.db.merge.world import begun
from tests.sharing import fast_folder

TEAMS = 3


class Offices:
    """Teams that only ever send their file in, and bureaus that take it."""

    def __init__(self, folder: Path) -> None:
        self.bare = folder / "总.inspection"
        prepare(self.bare, Clock())
        self.begun = begun(self.bare)
        self.teams = [Replica(folder / f"t{n}.inspection", self.bare) for n in range(TEAMS)]
        self.bureaus = [Bureau(folder / f"b{n}.inspection", self.bare) for n in range(2)]

    def play(self, events: list[Any]) -> Bureau:
        """Everybody works on a copy of the file; the first bureau too."""
        people = [*self.teams, self.bureaus[0]]
        events, seed = (events[1:], self.begun) if BEGUN in events else (events, self.bare)
        for person in (*people, self.bureaus[1]):
            person.begin_anew(seed)
        self.go_on(events)
        self.bureaus[1].become(self.bureaus[0])
        return self.bureaus[0]

    def go_on(self, events: list[Any], later: timedelta = timedelta()) -> None:
        """What people do from where they are."""
        people = [*self.teams, self.bureaus[0]]
        for number, (who, (name, *arguments)) in enumerate(events):
            people[who].skew = later + timedelta(milliseconds=7 * number)
            if name == "copy_of":
                people[who].become(self.teams[arguments[0]])
                continue
            with suppress(InspectionError):
                getattr(people[who], name)(*arguments)


@pytest.fixture(scope="session")
def offices() -> Iterator[Offices]:
    with tempfile.TemporaryDirectory(dir=fast_folder()) as name:
        made = Offices(Path(name))
        yield made
        for team in (*made.teams, *made.bureaus):
            team.store.close()


team = st.integers(0, TEAMS - 1)
work = st.tuples(st.integers(0, TEAMS), deed)
#: One laptop's file copied over another's: what both hold comes in with whichever is first.
fork = st.tuples(team, st.tuples(st.just("copy_of"), team))
apart = from_some_point(st.lists(work, min_size=8, max_size=24))
mixed = from_some_point(st.lists(mostly((5, work), (1, fork)), min_size=8, max_size=24))

#: A history with its take-backs merges some twenty files, each through the gate.
OF_TAKING_BACK = settings(LAWS, max_examples=20)


@OF_TAKING_BACK
@given(events=mixed, order=st.permutations(range(TEAMS)))
def test_what_is_taken_back_at_once_was_never_there(
    offices: Offices, events: list[Any], order: list[int]
) -> None:
    bureau = offices.play(events)
    stages = [seen(bureau.store)]
    batches = []
    for team in order:
        batches.append(bureau.take_in(offices.teams[team]).number)
        stages.append(seen(bureau.store))
    for number, stage in zip(reversed(batches), reversed(stages[:-1]), strict=True):
        if number is not None:
            take_back(bureau.store, number)
        assert seen(bureau.store) == stage
        require_winners(bureau.store)


@OF_TAKING_BACK
@given(events=apart, gone=team)
def test_the_middle_one_goes_as_if_only_the_others_had_come(
    offices: Offices, events: list[Any], gone: int
) -> None:
    bureau, other = offices.play(events), offices.bureaus[1]
    numbers = [bureau.take_in(team).number for team in offices.teams]
    number = numbers[gone]
    if number is not None:
        take_back(bureau.store, number)
    for team in offices.teams:
        if team is not offices.teams[gone]:
            other.take_in(team)
    assert seen(bureau.store) == seen(other.store)


@OF_TAKING_BACK
@given(events=mixed, order=st.permutations(range(TEAMS)))
def test_all_taken_back_in_any_order_leaves_the_bureau_s_own(
    offices: Offices, events: list[Any], order: list[int]
) -> None:
    bureau = offices.play(events)
    own = seen(bureau.store)
    numbers = [bureau.take_in(team).number for team in offices.teams]
    for number in (numbers[place] for place in order):
        if number is not None:
            take_back(bureau.store, number)
    assert seen(bureau.store) == own


@OF_TAKING_BACK
@given(events=mixed)
def test_a_second_merge_does_not_bring_it_back(offices: Offices, events: list[Any]) -> None:
    bureau = offices.play(events)
    for number in [bureau.take_in(team).number for team in offices.teams]:
        if number is not None:
            take_back(bureau.store, number)
    before, told = state(bureau.store), seen(bureau.store)
    for team in itertools.chain(offices.teams, reversed(offices.teams)):
        assert bureau.take_in(team).number is None
    assert state(bureau.store) == before
    assert seen(bureau.store) == told


LATER = timedelta(seconds=10)
#: Teams go on after their file came in; the bureau waits.
later = st.lists(st.tuples(team, deed), min_size=2, max_size=10)


@OF_TAKING_BACK
@given(
    events=mixed,
    gone=st.permutations(range(TEAMS)),
    again=st.permutations(range(TEAMS)),
)
def test_what_is_taken_back_and_brought_again_was_never_gone(
    offices: Offices, events: list[Any], gone: list[int], again: list[int]
) -> None:
    bureau = offices.play(events)
    numbers = [bureau.take_in(team).number for team in offices.teams]
    whole = seen(bureau.store)
    for number in (numbers[place] for place in gone):
        if number is not None:
            take_back(bureau.store, number)
    for number in (numbers[place] for place in again):
        if number is not None:
            bring_again(bureau.store, number)
    require_winners(bureau.store)
    assert seen(bureau.store) == whole


@OF_TAKING_BACK
@given(events=mixed, first=team, some=st.sets(team))
def test_of_several_taken_back_any_may_come_again(
    offices: Offices, events: list[Any], first: int, some: set[int]
) -> None:
    """As if only the others had been taken back."""
    bureau, other = offices.play(events), offices.bureaus[1]
    numbers = [bureau.take_in(team).number for team in offices.teams]
    for team in offices.teams:
        other.take_in(team)
    taken = [number for number in numbers if number is not None]
    for number in taken:
        take_back(bureau.store, number)
    for number in taken:
        if number == numbers[first] or number not in {numbers[place] for place in some}:
            bring_again(bureau.store, number)
        else:
            take_back(other.store, number)
    assert seen(bureau.store) == seen(other.store)


@OF_TAKING_BACK
@given(events=mixed, plan=st.tuples(team, st.permutations(range(TEAMS)), st.booleans()), more=later)
def test_a_team_that_goes_on_is_brought_again_with_all_it_states(
    offices: Offices, events: list[Any], plan: tuple[int, list[int], bool], more: list[Any]
) -> None:
    """Whether the bureau asks for it before or after the later files come, in any order."""
    gone, order, when = plan
    bureau, other = offices.play(events), offices.bureaus[1]
    numbers = [bureau.take_in(team).number for team in offices.teams]
    for team in offices.teams:
        other.take_in(team)
    number = numbers[gone]
    if number is not None:
        take_back(bureau.store, number)
    offices.go_on(more, LATER)
    if number is not None and when:
        bring_again(bureau.store, number)
    for place in order:
        bureau.take_in(offices.teams[place])
        other.take_in(offices.teams[place])
    if number is not None and not when:
        bring_again(bureau.store, number)
    require_winners(bureau.store)
    assert seen(bureau.store) == seen(other.store)


#: Files that come in after a take-back, as they are then: whose, and whether it is asked for.
steps = st.lists(st.tuples(team, st.booleans()), min_size=1, max_size=5)


@OF_TAKING_BACK
@given(events=mixed, gone=st.sets(team, min_size=1), more=later, coming=steps)
def test_what_a_later_file_states_is_shown_or_a_sentence_says_why_not(
    offices: Offices,
    events: list[Any],
    gone: set[int],
    more: list[Any],
    coming: list[tuple[int, bool]],
) -> None:
    """In any order, asked for or not: what is brought again is as if it had never been taken back,
    and of all else every file that holds it says so."""
    bureau, other = offices.play(events), offices.bureaus[1]
    numbers = [bureau.take_in(team).number for team in offices.teams]
    for one in offices.teams:
        other.take_in(one)
    taken = {number for place in gone if (number := numbers[place]) is not None}
    for number in sorted(taken):
        take_back(bureau.store, number)
    offices.go_on(more, LATER)
    held = [taken & holds(bureau.store, team.store) for team in offices.teams]
    for number in sorted(taken.difference(*(held[one] for one, again in coming if again))):
        take_back(other.store, number)
    for one, again in coming:
        receipt = bureau.take_in(offices.teams[one], again=again)
        assert [(told.number, told.again) for told in receipt.withdrawn] == [
            (number, again) for number in sorted(held[one] & taken)
        ]
        assert not again or all(told.again for told in receipt.withdrawn)
        taken -= held[one] if again else set()
        other.take_in(offices.teams[one])
    require_winners(bureau.store)
    assert seen(bureau.store) == seen(other.store)


def holds(bureau: Store, team: Store) -> set[int]:
    """The batches some of whose acts a team's file has."""
    with team.read() as work:
        known = set(work.session.scalars(select(ActRecord.id)))
    with bureau.read() as work:
        merged = work.session.execute(select(MergedAct.act, MergedAct.batch))
        return {batch for act, batch in merged if act in known}


@OF_TAKING_BACK
@given(events=mixed, gone=team, more=later)
def test_what_it_says_would_be_counted_again_is_then_counted(
    offices: Offices, events: list[Any], gone: int, more: list[Any]
) -> None:
    bureau = offices.play(events)
    number = bureau.take_in(offices.teams[gone]).number
    if number is None:
        return
    taken = take_back(bureau.store, number)
    offices.go_on(more, LATER)
    [said] = bureau.preview([offices.teams[gone]])[0].withdrawn
    before = shown(bureau.store)
    again = bring_again(bureau.store, number)
    assert (said.rows, said.fields) == (again.back, again.fields)
    assert again.back == taken.gone
    assert (again.back or again.fields) or shown(bureau.store) == before


def test_a_take_back_that_changes_no_row_is_remembered(offices: Offices) -> None:
    """What the batch brought, another file brought too, and replaced."""
    copied = [
        (1, ("answer", 0, Verdict.OK)),
        (2, ("copy_of", 1)),
        (2, ("answer", 0, Verdict.VIOLATION)),
    ]
    bureau = offices.play(copied)
    numbers = [bureau.take_in(offices.teams[place]).number for place in (1, 2)]
    assert numbers == [1, 2]
    before = seen(bureau.store)
    take_back(bureau.store, 1)
    assert seen(bureau.store) == before
    with bureau.store.read() as work:
        assert work.session.get(ActRecord, taken_back_by(work.session, 1)) is not None
    [told] = bureau.take_in(offices.teams[2]).withdrawn
    assert told.number == 1
