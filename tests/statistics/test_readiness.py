"""What is missing before teams go out."""

from datetime import date

from db.store import Store
from db.vocabulary import Act
from inspector_gui.statistics.readiness import lacking


def _said(store: Store) -> list[str]:
    with store.read() as work:
        return [lack.words for lack in lacking(work)]


def test_a_person_is_in_one_team_a_day(store: Store) -> None:
    """The same person may be in a fee team and in a finance group, but not on one day."""
    with store.act(Act.PLAN) as work:
        campaign = work.campaigns.current().id
        team = work.people.add_team(campaign, "C1", "财务检查第一组", "finance")
        work.people.add_member(team, code="C1-M1", name="检查员101", role="财务骨干")
        work.people.add_member(team, code="C1-M2", name="检查员102", role="财务骨干")
        school = work.schools.lines()[0].id
        visit = work.visits.plan(school, team, serial="2025-SF-C1-01", planned_on=date(2025, 9, 15))
    said = "检查员101 2025-09-15 同时排在第一检查组和财务检查第一组"
    assert said in _said(store)
    with store.act(Act.PLAN) as work:
        work.visits.record(visit, planned_on=date(2025, 9, 16))
    assert said not in _said(store)


def test_a_group_of_one_is_named(store: Store) -> None:
    assert "第一检查组不足两人" in _said(store)
