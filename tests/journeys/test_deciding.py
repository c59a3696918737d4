"""After a merge, at the bureau: conflicts, twins, what stayed out, and taking back, by keys."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from db.merge.batch_import import merge_all
from db.schema.finding import Finding
from db.store import Store
from db.vocabulary import Act, Stage
from tests.commands.cli import did
from tests.db.looking import item_of, visit_of
from tests.db.merge.forging import forge
from tests.db.packages.pairs import Pair, lay_pair
from tests.journeys.dropping import cells
from tests.journeys.test_the_window import require_within_reach

pytestmark = pytest.mark.journey

Opened = Callable[[Path], Any]
SCHOOL = "示例市第一示例小学"


class Office(Pair):
    """A bureau with what two laptops with one team's file said differently."""

    def part(self) -> Path:
        return Path(shutil.copy(self.team, self.stick / "副本.inspection"))

    def merge(self, *paths: Path) -> None:
        with Store.open(self.bureau) as store:
            list(merge_all(store, dict.fromkeys(paths)))

    def visit(self) -> Any:
        with Store.open(self.bureau) as store, store.read() as work:
            return work.visits.facts(visit_of(store))

    def findings(self) -> list[Any]:
        with Store.open(self.bureau) as store, store.read() as work:
            return list(work.findings.lines(visit_of(store)))


@pytest.fixture
def office(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Office:
    return Office(**vars(lay_pair(tmp_path_factory, tmp_path)))


def _record(path: Path, **values: Any) -> None:
    with Store.open(path) as store:
        with store.read() as work:
            store.person = work.people.members()[0].id
        with store.act(Act.RECORD_VISIT) as work:
            work.visits.record(visit_of(store), **values)


def _state(path: Path, **values: Any) -> None:
    with Store.open(path) as store, store.act(Act.EDIT_FINDING) as work:
        [finding] = work.findings.lines(visit_of(store))
        work.findings.state(finding.id, **values)


@pytest.fixture
def parted(office: Office) -> Office:
    """Three conflicts: the place, the note, and what the finding states."""
    other = office.part()
    for path, place, fen in ((office.team, "校长室", 20_000), (other, "二楼会议室", 30_000)):
        _record(path, place=place, note=f"在{place}")
        _state(path, involved_fen=fen, students=fen // 1000)
    office.merge(office.team, other)
    return office


def _turn(desk: Any, key: str) -> Any:
    """To a page of the campaign by its keys."""
    page = desk.campaign_page(key)
    page.enter()
    return page


def _words(page: Any) -> list[str]:
    return [widget.text() for widget in page.findChildren(QLabel) if widget.isVisible()]


def test_a_conflict_says_where_what_who_and_when(opened: Opened, parted: Office) -> None:
    desk = opened(parted.bureau)
    page = _turn(desk, "conflicts")
    assert [row[:3] for row in cells(page.table)] == [
        [SCHOOL, "问题 WT-01", "涉及学生、涉及金额"],
        [SCHOOL, "进校检查", "备忘"],
        [SCHOOL, "进校检查", "签字地点"],
    ]
    desk.key("Down")
    desk.key("Down")
    words = _words(page.comparison)
    assert f"{SCHOOL}　进校检查（单项不同）" in words
    assert words.count("检查员101（第一检查组）") == 2
    assert "（空）" in words
    assert {"校长室", "二楼会议室"} <= set(words)
    assert any("第 1 批 第一检查组.inspection" in word for word in words)
    assert any("第 2 批 副本.inspection" in word for word in words)


def test_a_key_a_decision_then_the_next(opened: Opened, parted: Office) -> None:
    desk = opened(parted.bureau)
    page = _turn(desk, "conflicts")
    with desk.task("裁定一个冲突", things=3, at_most=1):
        desk.key("2")
        desk.key("1")
        desk.key("0")
    assert cells(page.table) == []
    assert page.word.text().startswith("已裁定 1 个。")
    desk.window.close()
    facts, [finding] = parted.visit(), parted.findings()
    assert (facts.note, facts.place) == ("在校长室", "")
    assert (finding.involved_fen, finding.students) == (30_000, 30)


def test_something_else_is_typed(opened: Opened, parted: Office) -> None:
    desk = opened(parted.bureau)
    page = _turn(desk, "conflicts")
    desk.key("E")
    desk.key("Ctrl+A")
    desk.type("25")
    desk.key("Tab")
    desk.key("Ctrl+A")
    desk.type("12x")
    desk.key("Ctrl+Enter")
    assert len(cells(page.table)) == 3, "what cannot be read decides nothing"
    desk.key("Ctrl+A")
    desk.type("250.5")
    desk.key("Ctrl+Enter")
    assert len(cells(page.table)) == 2
    desk.window.close()
    [finding] = parted.findings()
    assert (finding.students, finding.involved_fen) == (25, 25_050)


def test_all_at_once_and_then_the_other_way(opened: Opened, parted: Office) -> None:
    desk = opened(parted.bureau)
    page = _turn(desk, "conflicts")
    desk.key("Ctrl+A")
    desk.key("1")
    assert cells(page.table) == []
    desk.key("Backspace")
    assert "上次一起裁定的 3 个" in page.comparison.title.text()
    desk.key("2")
    assert page.word.text().startswith("已改判 3 个")
    desk.key("Backspace")
    desk.key("Esc")
    desk.window.close()
    [finding] = parted.findings()
    assert (parted.visit().place, finding.involved_fen) == ("二楼会议室", 30_000)


def test_only_some_are_looked_at(opened: Opened, parted: Office) -> None:
    desk = opened(parted.bureau)
    page = _turn(desk, "conflicts")
    buttons = page.findChildren(QPushButton)
    chips = {
        button.text(): button for button in buttons if button.isCheckable() and button.isVisible()
    }
    assert set(chips) == {"全部 3", "单项不同 2", "整条不同 1"}
    QTest.mouseClick(chips["单项不同 2"], Qt.MouseButton.LeftButton)
    assert [row[1] for row in cells(page.table)] == ["进校检查", "进校检查"]
    desk.key("Ctrl+A")
    desk.key("1")
    assert desk.tab_of("conflicts") == "冲突 1"


def test_what_is_left_for_tomorrow_is_there(opened: Opened, parted: Office) -> None:
    desk = opened(parted.bureau)
    _turn(desk, "conflicts")
    desk.key("1")
    desk.window.close()
    parted.merge(parted.team)
    again = opened(parted.bureau)
    page = _turn(again, "conflicts")
    assert [row[1] for row in cells(page.table)] == ["进校检查", "进校检查"]
    again.key("Backspace")
    assert page.word.text().startswith("这次打开以后还没有裁定过")


def test_deleted_by_one_and_changed_by_the_other(opened: Opened, office: Office) -> None:
    other = office.part()
    _state(office.team, advice="退费")
    with Store.open(other) as store, store.act(Act.DELETE) as work:
        [finding] = work.findings.lines(visit_of(store))
        work.session.get(Finding, finding.id).deleted = True
    office.merge(office.team, other)
    desk = opened(office.bureau)
    page = _turn(desk, "conflicts")
    [row] = cells(page.table)
    assert row == [SCHOOL, "问题 WT-01", "是否删除", "保留　|　删除", "一方删除"]
    desk.key("1")
    desk.window.close()
    [finding] = office.findings()
    assert finding.advice == "退费"


def _twins(office: Office) -> None:
    other = office.part()
    for path, serial, fact in ((office.team, "WT-02", "代收校服费未公示"), (other, "WT-03", "")):
        with Store.open(path) as store, store.act(Act.RAISE_FINDING) as work:
            item = item_of(store, 1).id
            work.findings.raise_finding(visit_of(store), item, serial, fact=fact)
    office.merge(office.team, other)


@pytest.mark.parametrize(("key", "left"), [("1", "WT-02"), ("2", "WT-03")])
def test_twins_are_one_and_one_of_them_stays(
    opened: Opened, office: Office, key: str, left: str
) -> None:
    _twins(office)
    desk = opened(office.bureau)
    page = _turn(desk, "duplicates")
    [row] = cells(page.table)
    assert row[:2] == [SCHOOL, "问题 WT-02"]
    assert row[4] == "编号、事实"
    desk.key(key)
    assert cells(page.table) == []
    desk.window.close()
    kept = [finding for finding in office.findings() if finding.serial != "WT-01"]
    assert [(one.serial, one.fact) for one in kept] == [(left, "代收校服费未公示")]


def test_twins_are_two_and_the_judgement_is_undone(opened: Opened, office: Office) -> None:
    _twins(office)
    desk = opened(office.bureau)
    page = _turn(desk, "duplicates")
    desk.key("3")
    assert cells(page.table) == []
    desk.follow()
    desk.key("Ctrl+Z")
    desk.until(lambda: len(cells(page.table)) == 1, "the pair again")
    assert desk.tab_of("duplicates") == "重复 1"


@pytest.fixture
def spoilt(office: Office) -> Office:
    """A finding and a talk that are not sound."""
    with Store.open(office.team) as store, store.act(Act.RECORD_INTERVIEW) as work:
        work.interviews.record(visit_of(store), Stage.PRI)
    forge(
        office.team,
        "UPDATE finding SET involved_fen = -5",
        "UPDATE interview SET stage = 'UNI'",
    )
    office.merge(office.team)
    return office


def test_what_stayed_out_is_mended_and_comes_in(opened: Opened, spoilt: Office) -> None:
    desk = opened(spoilt.bureau)
    page = _turn(desk, "quarantine")
    assert [row[1:] for row in cells(page.table)] == [
        [SCHOOL, "问题 WT-01", "涉及金额要在 0 到 1000 亿元之间", "可以修复"],
        [SCHOOL, "随机访问", "学段不在可选的词里", "可以修复"],
    ]
    assert {"-5 分", "未公示"} <= set(_words(page))
    with desk.task("修复一行隔离的记录", at_most=8):
        desk.key("Enter")
        desk.type("12.3")
        desk.key("Ctrl+Enter")
    assert [row[2] for row in cells(page.table)] == ["随机访问"]
    desk.key("Enter")
    desk.key("2")
    desk.key("Ctrl+Enter")
    assert cells(page.table) == []
    desk.window.close()
    [finding] = spoilt.findings()
    assert finding.involved_fen == 1230


def test_what_stayed_out_is_left_out_with_a_reason_and_called_back(
    opened: Opened, spoilt: Office
) -> None:
    desk = opened(spoilt.bureau)
    page = _turn(desk, "quarantine")
    desk.key("Ctrl+A")
    desk.key("Delete")
    desk.key("1")
    desk.key("Enter")
    assert cells(page.table) == []
    assert desk.tab_of("quarantine") == "隔离"
    desk.key("Ctrl+Z")
    desk.until(lambda: len(cells(page.table)) == 2, "both again")
    desk.window.close()
    assert spoilt.findings() == []


def test_tab_leads_to_all_of_it(opened: Opened, parted: Office) -> None:
    _twins(parted)
    with Store.open(parted.team) as store, store.act(Act.RECORD_INTERVIEW) as work:
        work.interviews.record(visit_of(store), Stage.PRI)
    forge(parted.team, "UPDATE interview SET stage = 'UNI'")
    parted.merge(parted.team)
    desk = opened(parted.bureau)
    desk.window.resize(1366, 728)
    for key in ("merge", "conflicts", "duplicates", "quarantine", "batches"):
        page = _turn(desk, key)
        assert key == "merge" or cells(page.table) != []
        require_within_reach(desk, key)


def test_an_import_is_taken_back_after_seeing_what_that_undoes(
    opened: Opened, office: Office
) -> None:
    _record(office.team, place="会议室")
    office.merge(office.team)
    desk = opened(office.bureau)
    page = _turn(desk, "batches")
    panel = page.context
    panel.look.setFocus()
    desk.key("Space")
    desk.until(page.reason.isVisible, "what it would undo")
    assert {"不再计入的记录", "恢复原值的栏目", "问题（个）"} <= set(desk.texts())
    assert "1 → 0" in desk.texts()
    desk.key("Esc")
    assert not page.reason.isVisible()
    assert cells(page.table)[0][7] == "有效"
    panel.look.setFocus()
    desk.key("Space")
    desk.until(page.reason.isVisible, "what it would undo")
    desk.key("1")
    desk.key("Enter")
    desk.until(lambda: cells(page.table)[0][7] == "已撤回", "the batch taken back")
    assert desk.says("交错了文件")
    desk.window.close()
    assert (office.findings(), office.visit().place) == ([], "")


def test_an_import_that_was_taken_back_comes_again(opened: Opened, office: Office) -> None:
    _record(office.team, place="会议室")
    office.merge(office.team)
    did("takeback", office.bureau, 1)
    assert (office.findings(), office.visit().place) == ([], "")
    desk = opened(office.bureau)
    page = _turn(desk, "batches")
    assert cells(page.table)[0][7] == "已撤回"
    desk.key("Alt+R")
    desk.until(lambda: cells(page.table)[0][7] == "有效", "the batch standing again")
    assert not page.context.again.isVisible()
    desk.window.close()
    assert (len(office.findings()), office.visit().place) == (1, "会议室")
