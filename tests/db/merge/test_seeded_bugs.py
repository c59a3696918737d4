"""The laws would notice: five mistakes a merge engine may hold, each seeded into what ours says to
the database, and each found by a law."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, find, settings
from hypothesis.errors import FlakyFailure, NoSuchExample
from sqlalchemy import Engine, event

from tests.db.merge import test_laws
from tests.db.merge.histories import history
from tests.db.merge.world import World

Rewriting = Callable[[str], str]

ANY_ORDER = test_laws.test_any_order_and_grouping_gives_the_same_state
EXACT_COPY = test_laws.test_a_file_merged_into_its_beginning_is_an_exact_copy
#: What a law gets that draws an order.
ORDER = [3, 1, 2, 0]
HUNT = settings(
    max_examples=60,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    database=None,
)
_NOTHING = "SELECT 1 WHERE 0"


def random_winner(said: str) -> str:
    """Any live edit may show."""
    return re.sub(r"ORDER BY edit_1\.id DESC", "ORDER BY random()", said)


def supersedes_not_merged(said: str) -> str:
    return _NOTHING if said.startswith("INSERT INTO supersedes") else said


def what_was_seen_not_merged(said: str) -> str:
    """Deletions come without what they had seen."""
    return _NOTHING if said.startswith("INSERT INTO saw") else said


def or_ignore(said: str) -> str:
    """Whatever clashes stays out, whoever came first."""
    if "FROM incoming." not in said:
        return said
    return re.sub(
        r"^INSERT INTO (.*?)\s*ON CONFLICT.*$", r"INSERT OR IGNORE INTO \1", said, flags=re.DOTALL
    )


def last_writer_wins(said: str) -> str:
    """What comes in replaces what was here, if it is younger; nobody is asked."""
    if not said.startswith("INSERT INTO supersedes"):
        return said
    return (
        "INSERT INTO supersedes (old, new) SELECT old, new FROM incoming.supersedes"
        " UNION SELECT h.id, e.id FROM incoming.edit e JOIN main.edit h ON h.tbl = e.tbl"
        ' AND h."row" = e."row" AND h.sub = e.sub AND h.col = e.col AND h.id < e.id'
        " WHERE true ON CONFLICT (old, new) DO NOTHING"
    )


@contextmanager
def _spoken(rewriting: Rewriting) -> Iterator[list[str]]:
    """The engine speaks with this mistake; what it said wrongly."""
    wrong: list[str] = []

    def speak(*said: Any) -> tuple[str, Any]:
        statement, parameters = said[2], said[3]
        other = rewriting(statement)
        if other == statement:
            return statement, parameters
        wrong.append(other)
        return other, () if other == _NOTHING else parameters

    event.listen(Engine, "before_cursor_execute", speak, retval=True)
    try:
        yield wrong
    finally:
        event.remove(Engine, "before_cursor_execute", speak)


def _finds(law: Any, world: World) -> bool:
    def fails(events: list[Any]) -> bool:
        test = law.hypothesis.inner_test
        ordered = {"order": ORDER} if "order" in test.__code__.co_varnames else {}
        try:
            test(world=world, events=events, **ordered)
        except AssertionError:
            return True
        return False

    try:
        find(history, fails, settings=HUNT)
    except NoSuchExample:
        return False
    except FlakyFailure:  # seen, but not twice the same: a winner by chance
        return True
    return True


@pytest.mark.parametrize(
    ("bug", "law"),
    [
        (random_winner, ANY_ORDER),
        (supersedes_not_merged, EXACT_COPY),
        (what_was_seen_not_merged, EXACT_COPY),
        (or_ignore, ANY_ORDER),
        (last_writer_wins, ANY_ORDER),
    ],
)
def test_a_law_notices(world: World, bug: Rewriting, law: Any) -> None:
    with _spoken(bug) as wrong:
        assert _finds(law, world)
    assert wrong


def test_speaking_through_this_mouth_is_no_mistake_itself(world: World) -> None:
    typed = [("do", number, ("type_class", 1, 40 + number)) for number in range(2)]
    with _spoken(lambda said: said + " ") as spoken:
        ANY_ORDER.hypothesis.inner_test(world=world, events=typed, order=ORDER)
        EXACT_COPY.hypothesis.inner_test(world=world, events=typed)
    assert spoken
