"""Handing out is all or nothing, and the bureau knows what each team does not know yet."""

import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from db.errors import InspectionError
from db.handout.team_files import Parcel, hand_to
from db.progress import Cancelled
from db.store import Store
from db.vocabulary import Act, RecusalReason
from inspector_gui.statistics.readiness import lacking


@pytest.fixture
def bureau(demo: Path, tmp_path: Path) -> Iterator[Store]:
    for name in ("2025-SF.inspection", "2025-SF.inspection.keys"):
        shutil.copy(demo / name, tmp_path)
    with Store.open(tmp_path / "2025-SF.inspection") as store:
        yield store
        store.backups.forgo()


def _parcels(store: Store) -> list[Parcel]:
    with store.read() as work:
        return [Parcel(team) for team in work.people.teams()]


def _numbers(store: Store) -> set[int]:
    with store.read() as work:
        return {plan.number for plan in work.plans.handed_out().values()}


def test_given_up_halfway_nothing_is_handed_out(bureau: Store, tmp_path: Path) -> None:
    out = tmp_path / "发"
    out.mkdir()

    def give_up(done: int, total: int) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        hand_to(bureau, out, _parcels(bureau), give_up)
    assert list(out.iterdir()) == []
    assert _numbers(bureau) == {1}


def test_a_plan_that_changes_meanwhile_is_not_handed_out(bureau: Store, tmp_path: Path) -> None:
    out = tmp_path / "发"
    out.mkdir()

    def meddle(done: int, total: int) -> None:
        if done == 3:
            with bureau.act(Act.PLAN) as work:
                work.campaigns.amend(notice_no="示教财〔2025〕13号")

    with pytest.raises(InspectionError, match="发放期间计划有改动"):
        hand_to(bureau, out, _parcels(bureau), meddle)
    assert list(out.iterdir()) == []
    assert _numbers(bureau) == {1}


def test_who_does_not_know_what(bureau: Store) -> None:
    with bureau.act(Act.PLAN) as work:
        first, second = work.people.teams()[:2]
        school = next(school for school in work.plans.schools() if school.team_id == first.id)
        work.plans.plan_day(school.visit_id, date(2025, 9, 25))
    with bureau.read() as work:
        handed = work.plans.handed_out()
        assert work.news.since(first.id, handed[first.id].act) == Counter({Act.PLAN: 1})
        assert not work.news.since(second.id, handed[second.id].act)
    with bureau.act(Act.PLAN) as work:
        work.campaigns.amend(notice_no="示教财〔2025〕13号")
    with bureau.read() as work:
        assert work.news.since(second.id, handed[second.id].act) == Counter({Act.PLAN: 1})


def test_what_is_missing_is_told_with_its_step(bureau: Store) -> None:
    def told() -> dict[str, list[str]]:
        with bureau.read() as work:
            found: dict[str, list[str]] = {}
            for one in lacking(work):
                found.setdefault(one.step, []).append(("※ " if one.grave else "") + one.words)
            return found

    before = told()
    assert set(before) == {"assign", "bases", "notice", "kinds"}, (
        "mutual visits, open citations, conditions of the bureau and of each inspection"
    )
    assert not any(word.startswith("※") for words in before.values() for word in words)
    with bureau.act(Act.PLAN) as work:
        team = work.people.teams()[0]
        one, other = [school for school in work.plans.schools() if school.team_id == team.id][:2]
        work.plans.plan_day(one.visit_id, date(2025, 10, 4))
        work.plans.plan_day(other.visit_id, date(2025, 9, 25))
        lead = work.people.members(team.id)[0]
        work.people.recuse(lead.id, one.id, reason=RecusalReason.RELATIVE)
        work.people.change_member(lead.id, is_lead=False)
        work.campaigns.amend(notice_no="", conduct_to=date(2020, 1, 1))
        work.people.add_team(work.campaigns.current().id, "T9", "第九检查组")
    after = told()
    assert {"没有填通知文号", "※ 检查期间的起止颠倒了"} == set(after["notice"]) - set(
        before["notice"]
    )
    assert after["people"] == [f"{team.name}没有组长，问题确认不了", "※ 第九检查组不足两人"]
    assert after["days"] == [
        "1 所学校排在休息日",
        "1 所学校排在进校时间以外",
        "有 1 天一个组要去两所以上学校",
    ]
    assert f"※ {lead.name}要回避“{one.name}”，却派给了本组" in after["assign"]
    assert "第九检查组没有学校" in after["assign"]
