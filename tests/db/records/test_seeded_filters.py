"""The tests of totals would notice a filter by inspection that is broken."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event

from db.store import Store
from tests.db.records.test_inspections import test_totals_of_two_inspections_are_apart as apart

Rewriting = Callable[[str], str]
_FILTER = re.compile(r"team\.inspection = (\?)")
_TOTAL = re.compile(r"\b(sum|count)\(")


def every_visit(said: str) -> str:
    """The findings of every inspection are summed."""
    return _FILTER.sub(r"(team.inspection = \1 OR 1)", said)


def the_other_one(said: str) -> str:
    return _FILTER.sub(r"team.inspection <> \1", said)


def the_first_alone(said: str) -> str:
    """Whatever was asked for, the fee inspection's."""
    return _FILTER.sub(r"team.inspection = coalesce('fee', \1)", said)


@contextmanager
def _spoken(rewriting: Rewriting) -> Iterator[list[str]]:
    """Totals are asked for with this mistake; what was asked wrongly."""
    wrong: list[str] = []

    def speak(*said: Any) -> tuple[str, Any]:
        statement, parameters = said[2], said[3]
        if not _TOTAL.search(statement) or (other := rewriting(statement)) == statement:
            return statement, parameters
        wrong.append(other)
        return other, parameters

    event.listen(Engine, "before_cursor_execute", speak, retval=True)
    try:
        yield wrong
    finally:
        event.remove(Engine, "before_cursor_execute", speak)


@pytest.mark.parametrize("bug", [every_visit, the_other_one, the_first_alone])
def test_a_broken_filter_turns_the_totals_red(store: Store, bug: Rewriting) -> None:
    with _spoken(bug) as wrong, pytest.raises(AssertionError):
        apart(store)
    assert wrong, "the mistake was made"


def test_totals_that_are_asked_rightly_stand(store: Store) -> None:
    with _spoken(lambda said: said) as wrong:
        apart(store)
    assert not wrong
