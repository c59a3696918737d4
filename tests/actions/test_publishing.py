"""Before publishing every line agrees, or somebody said why it may stand as it is."""

from typing import Any

import pytest

from db.errors import InspectionError
from db.store import Store
from db.vocabulary import Act, Area, Ownership, SchoolType, Stage
from inspector_gui.actions.publishing import explain_check, withdraw_explanation
from inspector_gui.statistics.before_publishing import Check, Reconciled, reconcile

_UNVISITED = "计划的学校都已检查"
_SCHOOL: dict[str, Any] = {
    "kind": SchoolType.PRIMARY,
    "stages": (Stage.PRI,),
    "ownership": Ownership.PUBLIC,
    "area": Area.URBAN,
}


def _reconciled(store: Store) -> Reconciled:
    with store.read() as work:
        return reconcile(work, work.inspections.main())


def _line(store: Store, name: str = _UNVISITED) -> Check:
    return next(check for check in _reconciled(store).checks if check.name == name)


def test_a_line_that_is_known_of_stands_until_it_changes(store: Store) -> None:
    before = _reconciled(store).open
    explain_check(store=store, check=_line(store), why="停课，\n改在下学期检查")
    assert _line(store).why == "停课， 改在下学期检查"
    assert (_reconciled(store).open, _reconciled(store).known) == (before - 1, 1)
    with store.act(Act.PLAN) as work:
        campaign, team = work.campaigns.current().id, work.people.teams()[0].id
        school = work.schools.register(campaign, code="S002", name="示例市第二小学", **_SCHOOL)
        day = work.campaigns.current().visits_from
        work.visits.plan(school, team, serial="2025-SF-T1-02", planned_on=day)
    assert _line(store).is_open, "two schools are missing now"
    assert _reconciled(store).open == before


def test_what_was_said_of_a_line_is_taken_back(store: Store) -> None:
    explain_check(store=store, check=_line(store), why="停课")
    withdraw_explanation(store=store, check=_line(store))
    assert _line(store).is_open


def test_why_is_said_and_only_of_what_does_not_agree(store: Store) -> None:
    with pytest.raises(InspectionError, match="须写明理由"):
        explain_check(store=store, check=_line(store), why=" ")
    with pytest.raises(InspectionError, match="相符，不用说明"):
        explain_check(store=store, check=_line(store, "冲突都已裁定"), why="没有")
