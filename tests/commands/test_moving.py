"""A school that was visited is moved to another team: asked first, and nothing is lost."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.merge.decisions import decide_all
from db.records.recorded import RecordedError
from db.store import Store
from db.vocabulary import Act, FindingStatus, Verdict
from tests.commands.cli import did, refused
from tests.commands.conftest import Office
from tests.db.looking import item_of, shown, visit_of
from tests.db.merge.bureaus import seen


@pytest.fixture
def moved(office: Office) -> Office:
    """Two teams; the first one's day at the school is merged: a date, an answer, a finding."""
    with Store.open(office.bureau) as store, store.act(Act.PREPARE) as work:
        second = work.people.add_team(work.campaigns.current().id, "T2", "第二检查组")
        work.people.add_member(second, code="T2-M1", name="检查员201", role="组长", is_lead=True)
    office.record(office.team, visited_on=date(2025, 9, 15), place="会议室")
    with Store.open(office.team) as store, store.act(Act.ANSWER_ITEM) as work:
        work.checklists.answer(visit_of(store), item_of(store).id, verdict=Verdict.VIOLATION)
    did("merge", office.bureau, office.team)
    return office


def _totals(office: Office) -> Any:
    return did("summary", office.bureau, "--json").json()["totals"]


def _shown(path: Path) -> Any:
    with Store.open(path) as store:
        return shown(store)


GOES = (
    "“示例市第一示例小学”在第一检查组名下（2025-SF-T1-01，9月15日检查）已有记录："
    "进校检查 1、检查项 1、问题 1；改派或取消分派会把这些撤下、不再计入，要写明理由才改"
    "（--move-recorded）。"
)


@pytest.mark.parametrize("way", [("--team", "T2"), ("--none",)])
def test_what_would_go_is_said_and_nothing_is_moved(moved: Office, way: tuple[str, ...]) -> None:
    before = _shown(moved.bureau)
    assert refused("assign", moved.bureau, "S001", *way) == GOES
    assert refused("assign", moved.bureau, "S001", *way, "--move-recorded", " ") == GOES
    assert _shown(moved.bureau) == before


def test_of_what_was_only_planned_nothing_is_asked(moved: Office) -> None:
    did("assign", moved.bureau, "S001", "--none", "--move-recorded", "派错了检查组")
    did("assign", moved.bureau, "S001", "--team", "T1")
    assert "第二检查组" in did("assign", moved.bureau, "S001", "--team", "T2").out


def test_to_its_own_team_nothing_is_asked(moved: Office) -> None:
    before = _shown(moved.bureau)
    did("assign", moved.bureau, "S001", "--team", "T1")
    assert _shown(moved.bureau) == before


def test_no_way_round_by_the_store(moved: Office) -> None:
    with Store.open(moved.bureau) as store:
        with store.read() as work:
            [school] = work.plans.schools()
            second = work.people.teams()[1].id
        with pytest.raises(RecordedError), store.act(Act.PLAN) as work:
            work.plans.assign(school.id, second)
        with pytest.raises(RecordedError), store.act(Act.PLAN) as work:
            work.plans.release(school.id)


def test_moved_it_counts_no_more_and_both_teams_hear(moved: Office, tmp_path: Path) -> None:
    assert (_totals(moved)["findings"], _totals(moved)["schools"]) == (1, 1)
    done = did("assign", moved.bureau, "S001", "--team", "T2", "--move-recorded", "派错了检查组")
    assert "第二检查组" in done.out
    totals = _totals(moved)
    assert (totals["findings"], totals["schools"]) == (0, 0)
    assert did("conflicts", moved.bureau).lines == ["没有待裁定的冲突。"]
    with Store.open(moved.bureau) as store, store.read() as work:
        assert work.pairs.number() == 0
        [line] = work.schools.lines()
        assert (line.team, line.visited_on, line.answered) == ("第二检查组", None, 0)
    out = tmp_path / "更改"
    did("handout", moved.bureau, "--out", out, "--again", "--plain", "--team", "T1")
    [change] = out.glob("*.inspection")
    assert "改动 1 处" in did("update", moved.team, change).out
    with Store.open(moved.team) as store, store.read() as work:
        assert work.schools.lines() == []


def test_undone_all_of_it_is_there_again(moved: Office) -> None:
    before = _shown(moved.bureau)
    with Store.open(moved.bureau) as store:
        from inspector_gui.actions.assigning import assign_schools

        with store.read() as work:
            schools, second = work.plans.schools(), work.people.teams()[1]
        assign_schools(store=store, schools=schools, team=second, reason="派错了检查组")
        with store.read() as work:
            assert work.plans.schools()[0].team == "第二检查组"
        assert store.undo() is Act.PLAN
    assert _shown(moved.bureau) == before
    assert did("merge", moved.bureau, moved.team).lines[0].endswith("没有变化。")


def test_what_the_first_team_goes_on_to_record_is_asked_about_and_all_of_it_kept(
    moved: Office,
) -> None:
    """Then the school has two visits: the merge says so, they are a pair, and it is one school."""
    did("assign", moved.bureau, "S001", "--team", "T2", "--move-recorded", "派错了检查组")
    with Store.open(moved.team) as store, store.act(Act.RAISE_FINDING) as work:
        finding = work.findings.raise_finding(
            visit_of(store), item_of(store, 1).id, "WT-02", fact="乙"
        )
        work.findings.state(finding, status=FindingStatus.CONFIRMED)
    said = did("merge", moved.bureau, moved.team)
    assert "待裁定冲突 1 个" in said.lines[0]
    asked = did("conflicts", moved.bureau)
    assert asked.lines[0].endswith("（第一检查组的检查已撤下，学校现在由第二检查组检查）")
    told = did("conflicts", moved.bureau, "--json").json()["conflicts"][0]["moved"]
    assert told == {"team": "第一检查组", "to": ["第二检查组"]}
    with Store.open(moved.bureau) as store:
        with store.read() as work:
            names = [conflict.id for conflict in work.conflicts.open()]
        decide_all(store, names, {"#deleted": False})
        with store.read() as work:
            lines = {line.team: line for line in work.schools.lines()}
            first = lines["第一检查组"]
            assert (first.findings, first.answered, first.visited_on) == (2, 1, date(2025, 9, 15))
            assert work.conflicts.open() == []
            [pair] = work.pairs.lines()
            assert pair.table == "visit"
            assert work.totals.schools_in_scope() == 1
    totals = _totals(moved)
    assert (totals["schools"], totals["findings"]) == (1, 2)
    again = did("merge", moved.bureau, moved.team, "--json").json()
    assert again["breaches"] == [
        "“示例市第一示例小学”有第一检查组、第二检查组的检查；请核实是否重复检查。"
    ]
    with Store.open(moved.bureau) as store:
        before = seen(store)
        with store.act(Act.MATCH) as work:
            work.pairs.same(pair.table, pair.first.row, pair.second.row)
        with store.read() as work:
            assert len(work.schools.lines()) == 1
            assert work.pairs.number() == 0
        store.undo()
        assert seen(store) == before


def test_a_team_with_records_is_not_dropped(moved: Office) -> None:
    with Store.open(moved.bureau) as store:
        with store.read() as work:
            first = work.people.teams()[0].id
        with pytest.raises(Exception, match="已经发放过"), store.act(Act.PLAN) as work:
            work.people.drop_team(first)
