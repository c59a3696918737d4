"""A school that a team has visited is given to another one, by keys: asked first, and undone."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.merge.batch_import import merge
from db.store import Store
from db.vocabulary import Act
from tests.db.looking import item_of, visit_of
from tests.db.packages.pairs import Pair, lay_pair
from tests.journeys.dropping import cells
from tests.journeys.test_deciding import _turn
from tests.journeys.test_preparing import step

pytestmark = pytest.mark.journey

Opened = Callable[[Path], Any]


@pytest.fixture
def pair(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Pair:
    """The first team's day at the school is merged, and there is a second team."""
    made = lay_pair(tmp_path_factory, tmp_path)
    made.record(visited_on=date(2025, 9, 15), place="会议室")
    with Store.open(made.bureau) as store:
        merge(store, made.team)
        with store.act(Act.PREPARE) as work:
            second = work.people.add_team(work.campaigns.current().id, "T2", "第二检查组")
            work.people.add_member(
                second, code="T2-M1", name="检查员201", role="组长", is_lead=True
            )
    return made


def _held(face: Any) -> str:
    return str(face.table.rows.rows[0].school.team)


def test_what_would_go_is_said_and_moved_only_for_a_reason(opened: Opened, pair: Pair) -> None:
    desk = opened(pair.bureau)
    desk.campaign_page("prepare")
    face = step(desk, "assign")
    face.table.setFocus()
    desk.key("2")
    asked = desk.says("会把这些一并撤下")
    assert face.why.isVisible()
    assert asked == (
        "“示例市第一示例小学”在第一检查组名下（2025-SF-T1-01，9月15日检查）已有记录：进校检查 1、"
        "问题 1。改派给第二检查组会把这些一并撤下，不再计入。写明理由，按 Enter 改派给第二检查组，"
        "Esc 不改。"
    )
    desk.key("Esc")
    assert not face.why.isVisible()
    assert desk.focus() is face.table
    assert _held(face) == "第一检查组"
    desk.key("2")
    desk.key("Enter")
    assert _held(face) == "第一检查组", "not without a reason"
    desk.key("1")
    desk.key("Enter")
    assert _held(face) == "第二检查组"
    assert desk.focus() is face.table
    desk.key("Ctrl+Z")
    assert _held(face) == "第一检查组"
    desk.key("0")
    assert desk.says("取消分派会把这些一并撤下")
    desk.key("2")
    desk.key("Enter")
    assert _held(face) == ""
    with Store.open(pair.team) as store, store.read() as work:
        assert len(work.findings.lines(visit_of(store))) == 1


def test_a_school_with_two_visits_is_counted_once(opened: Opened, pair: Pair) -> None:
    """A decision brought back what had been withdrawn with the first team's visit."""
    from inspector_gui.actions.assigning import assign_schools

    with Store.open(pair.bureau) as store:
        with store.read() as work:
            schools, second = work.plans.schools(), work.people.teams()[1]
        assign_schools(store=store, schools=schools, team=second, reason="派错了检查组")
    with Store.open(pair.team) as store, store.act(Act.RAISE_FINDING) as work:
        work.findings.raise_finding(visit_of(store), item_of(store, 1).id, "WT-02", fact="乙")
    with Store.open(pair.bureau) as store:
        merge(store, pair.team)
    desk = opened(pair.bureau)
    page = _turn(desk, "conflicts")
    [row] = cells(page.table)
    assert row[:4] == [
        "示例市第一示例小学",
        "问题 WT-02",
        "第一检查组的检查已撤下，学校现在由第二检查组检查",
        "一并删除　|　恢复第一检查组的检查，保留",
    ]
    desk.key("2")
    assert cells(page.table) == []
    desk.follow()
    assert desk.says("2 个检查组 · 1 所学校")
    assert "1 所学校 · 已检查 1 · 问题 2" in desk.texts()
    page = _turn(desk, "duplicates")
    assert len(page.table.rows.rows) == 1
