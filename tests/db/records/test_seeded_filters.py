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


def every_visit(statement: str) -> str:
    """The findings of every inspection are summed."""
    return _FILTER.sub(r"(team.inspection = \1 OR 1)", statement)


def the_other_one(statement: str) -> str:
    return _FILTER.sub(r"team.inspection <> \1", statement)


def the_first_alone(statement: str) -> str:
    """Whatever was asked for, the fee inspection's."""
    return _FILTER.sub(r"team.inspection = coalesce('fee', \1)", statement)


@contextmanager
def _rewritten(rewriting: Rewriting) -> Iterator[list[str]]:
    """Totals are asked for with this mistake; what was asked wrongly."""
    wrong: list[str] = []

    def rewrite(*event_: Any) -> tuple[str, Any]:
        statement, parameters = event_[2], event_[3]
        if not _TOTAL.search(statement) or (other := rewriting(statement)) == statement:
            return statement, parameters
        wrong.append(other)
        return other, parameters

    event.listen(Engine, "before_cursor_execute", rewrite, retval=True)
    try:
        yield wrong
    finally:
        event.remove(Engine, "before_cursor_execute", rewrite)


@pytest.mark.parametrize("bug", [every_visit, the_other_one, the_first_alone])
def test_a_broken_filter_turns_the_totals_red(store: Store, bug: Rewriting) -> None:
    with _rewritten(bug) as wrong, pytest.raises(AssertionError):
        apart(store)
    assert wrong, "the mistake was made"


def test_totals_that_are_asked_rightly_stand(store: Store) -> None:
    with _rewritten(lambda statement: statement) as wrong:
        apart(store)
    assert not wrong
