"""A preview of several files says what merging them then does, and changes nothing."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.handout.team_files import hand_out
from db.merge.batch_import import merge_all, take_all
from db.merge.import_session import Drop
from db.merge.receipts import Receipt
from db.merge.takeback import take_back
from db.progress import Cancelled
from db.storage import file
from db.store import Store
from tests.conftest import Clock, prepare
from tests.db.merge.conftest import LAWS
from tests.db.merge.replicas import state
from tests.db.merge.test_takeback import (
    TEAMS,
    Offices,
    deed,
    mixed,
    offices,  # noqa: F401  # a fixture
    team,
)
from tests.db.merge.test_team_files import SECRET, Office, office  # noqa: F401  # a fixture

#: Teams go on after some of their files came in.
later = st.lists(st.tuples(team, deed), max_size=8)


@LAWS
@given(
    events=mixed,
    more=later,
    before=st.lists(team, max_size=2),
    order=st.permutations([*range(TEAMS), 0]),
    taken=st.booleans(),
    again=st.booleans(),
)
def test_a_preview_says_what_the_merge_then_does(
    offices: Offices,  # noqa: F811
    events: list[Any],
    more: list[Any],
    before: list[int],
    order: list[int],
    *,
    taken: bool,
    again: bool,
) -> None:
    bureau = offices.play(events)
    numbers = [bureau.take_in(offices.teams[one]).number for one in before]
    if taken and numbers and numbers[0] is not None:
        take_back(bureau.store, numbers[0])
    offices.go_on(more)
    teams = [offices.teams[one] for one in order]
    was = state(bureau.store)
    foreseen = bureau.preview(teams, again=again)
    assert state(bureau.store) == was
    done = [bureau.take_in(one, again=again) for one in teams]
    assert [_numbers(one) for one in foreseen] == [_numbers(one) for one in done]


def _numbers(receipt: Receipt) -> Receipt:
    return replace(receipt, number=None)


@pytest.fixture
def copies(office: Office) -> list[Path]:  # noqa: F811
    return _part(office)


def _part(office: Office) -> list[Path]:  # noqa: F811
    """Two copies of one team's file that say different things."""
    office.raise_finding("WT-01")
    other = office.copy("另一台")
    office.raise_finding("WT-02")
    office.record(place="校长室")
    office.raise_finding("WT-03", other)
    office.record(other, place="会议室", note="补")
    return [office.team, other]


def test_conflicts_among_the_files_of_one_team_are_foreseen(
    office: Office,  # noqa: F811
    copies: list[Path],
) -> None:
    with office.opened() as store:
        before = state(store)
        seen = list(merge_all(store, dict.fromkeys(copies), preview=True))
        assert state(store) == before
        done = list(merge_all(store, dict.fromkeys(copies)))
    assert [one.conflicts for one in seen] == [0, 1]
    assert seen[1].disputed == {"visit": 1}
    assert [one.number for one in seen] == [None, None]
    assert [_numbers(one) for one in seen] == [_numbers(one) for one in done]


def test_what_comes_later_is_previewed_after_what_waits(
    office: Office,  # noqa: F811
    copies: list[Path],
) -> None:
    first, second = copies
    with office.opened() as store, closing(Drop(store)) as drop:
        drop.add({second: None})
        assert drop.files[second].receipt.disputed == {}
        drop.add({first: None})
        assert [*drop.files] == [second, first]
        assert drop.files[first].receipt.disputed == {"visit": 1}
        foreseen = [_numbers(one.receipt) for one in drop.files.values()]
        assert [_numbers(receipt) for receipt in take_all(store, drop.waiting())] == foreseen


def test_given_up_a_preview_leaves_nothing(
    office: Office,  # noqa: F811
    copies: list[Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scratch = tmp_path / "temp"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    steps: list[int] = []

    def give_up(done: int, _: int) -> None:
        steps.append(done)
        if done > 120:
            raise Cancelled

    with office.opened() as store:
        before = state(store)
        with closing(Drop(store)) as drop:
            with pytest.raises(Cancelled):
                drop.add(dict.fromkeys(copies), give_up)
            assert drop.files == {}
            drop.add(dict.fromkeys(copies))
            assert all(one.waits for one in drop.files.values())
        assert state(store) == before
    assert steps == sorted(steps)
    assert [*scratch.iterdir()] == []


def test_a_locked_bureau_is_rehearsed_under_its_key(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of it lies about in plain."""
    bureau = tmp_path / "总.inspection"
    key = prepare(bureau, clock, passphrase=SECRET)
    with Store.open(bureau, key, clock) as store:
        [team] = hand_out(store, tmp_path)
    both = _part(Office(bureau, team, key, None, clock))
    looked: list[bytes] = []
    connect = file.connect

    def looking(path: Path, key: bytes | None = None, **more: Any) -> Any:
        if path.name == "rehearsal.inspection":
            looked.append(path.read_bytes())
        return connect(path, key, **more)

    monkeypatch.setattr(file, "connect", looking)
    with Store.open(bureau, key, clock) as store:
        seen = list(merge_all(store, dict.fromkeys(both), preview=True))
    assert [one.conflicts for one in seen] == [0, 1]
    assert looked
    assert all(b"SQLite format" not in one for one in looked)
