"""From what waits to a number, from a number to its rows, from a row to the finding, and back."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication, QLabel

from db.merge.batch_import import merge
from db.store import Store
from inspector_gui.statistics.figures import figure_sheet
from inspector_gui.window.pages.figures.tiles import OWN_CASES, WHERE_COUNTED
from tests.journeys.test_the_window import require_within_reach

pytestmark = pytest.mark.journey
Opened = Callable[[Path], Any]


@pytest.fixture(scope="module")
def merged(recorded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bureau's file with one team's records. Copy from it; never write to it."""
    path = tmp_path_factory.mktemp("numbers") / "2025-SF.inspection"
    shutil.copy(recorded / path.name, path)
    with Store.open(path) as store:
        merge(store, recorded / "第六检查组.inspection")
    return path


@pytest.fixture
def desk(opened: Opened, merged: Path, tmp_path: Path) -> Any:
    return opened(Path(shutil.copy(merged, tmp_path)))


def _computed(desk: Any) -> None:
    QThreadPool.globalInstance().waitForDone()
    desk.settle()


def test_what_was_merged_opens_on_what_waits_today(desk: Any) -> None:
    assert desk.bench.tabs.current.key == "today"
    assert (
        desk.says("✓ 冲突、重复、隔离都没有")
        or "待裁定 0 件，冲突、重复、隔离都没有" in desk.names()
    )
    desk.bench.page().enter()
    desk.key("1")
    assert desk.bench.tabs.current.key == "conflicts"
    desk.campaign_page("today")
    desk.bench.page().enter()
    desk.key("3")
    assert desk.bench.tabs.current.key == "following"


def test_a_number_opens_its_meaning_and_its_rows_and_a_row_its_finding(desk: Any) -> None:
    page = desk.campaign_page("figures")
    _computed(desk)
    with desk.bench.desk.store.read() as work:
        sheet = figure_sheet(work)
    shown = {key: tile.figure.value for key, tile in page.tiles.tiles.items()}
    rare = {*WHERE_COUNTED, *OWN_CASES}  # kinds that few campaigns have stand there once counted
    assert shown == {
        key: figure.value
        for key, figure in sheet.figures.items()
        if figure.value or key not in rare
    }
    page.enter()
    while desk.focus().accessibleName() != f"问题 {sheet['findings'].grouped} 个":
        desk.key("Right")
    desk.key("F4")
    assert desk.says(sheet["findings"].meaning)
    assert len(page.context.table.rows.rows) == sheet["findings"].value
    page.context.table.setFocus()
    row = page.context.table.current()
    desk.key("Enter")
    assert desk.bench.desk.school.name == row.school
    assert desk.bench.tabs.current.key == "findings"
    desk.key("Esc")
    assert desk.bench.tabs.current.key == "figures"


def test_all_findings_are_filtered_summed_opened_and_come_back_to(desk: Any) -> None:
    page = desk.campaign_page("all_findings")
    page.enter()
    with desk.bench.desk.store.read() as work:
        sheet = figure_sheet(work)
    assert page.sums.findings == sheet["findings"].value
    assert page.sums.due_fen == sheet["due_fen"].value
    assert page.sums.refunded_fen == sheet["refunded_fen"].value
    desk.key("4")
    assert [row.involved_fen > 0 for row in page.visible] == [True] * len(page.visible)
    assert len(page.visible) == sheet["findings_with_amount"].value
    desk.key("1")
    desk.key("g")
    desk.key("Down")
    row = page.table.current()
    desk.key("Enter")
    assert desk.bench.pages["findings"].table.current().serial == row.serial
    desk.key("Esc")
    assert desk.bench.tabs.current.key == "all_findings"
    assert page.table.current() == row
    desk.key("Ctrl+C")
    lines = QApplication.clipboard().text().splitlines()
    assert len(lines) == len(page.visible)


def test_the_numbers_of_an_earlier_day_are_asked_for_by_keys(desk: Any) -> None:
    page = desk.campaign_page("figures")
    _computed(desk)
    found = page.tiles.tiles["findings"].figure.value
    assert found > 0
    desk.find("截至哪一天").setFocus()
    desk.type("2025-1-1")
    desk.key("Enter")
    desk.until(lambda: page.tiles.tiles["findings"].figure.value == 0, "nothing was known then")
    assert desk.says("截至2025年1月1日24:00")
    day = desk.find("截至哪一天")
    day.setFocus()
    day.selectAll()
    desk.type("2199-1-1")
    desk.key("Enter")
    assert "还没有到" in desk.window.banner.text()
    day.setFocus()
    day.clear()
    desk.key("Enter")
    desk.until(lambda: page.tiles.tiles["findings"].figure.value == found, "now again")


def test_what_is_missing_is_named_before_publishing(desk: Any) -> None:
    """One team of six has handed in: not every school was visited."""
    page = desk.campaign_page("publish")
    _computed(desk)
    wrong = [row.name for row in page.checks.rows.rows if not row.sound]
    assert wrong == ["计划的学校都已检查"]
    assert desk.says("! 1 项不符或没有办完，先办完再发布")
    page.enter()
    desk.key("Enter")
    assert desk.bench.tabs.current.key == "merge"


def test_tab_reaches_each_of_these_pages(desk: Any) -> None:
    desk.window.resize(1366, 728)
    for key in ("today", "figures", "all_findings", "publish"):
        desk.campaign_page(key)
        _computed(desk)
        require_within_reach(desk, key)


def test_a_team_sees_its_schools_in_one_table_and_reads_one_out(
    opened: Opened, recorded: Path, tmp_path: Path
) -> None:
    desk = opened(Path(shutil.copy(recorded / "第三检查组.inspection", tmp_path)))
    desk.key("Ctrl+J")
    page = desk.bench.page()
    rows = page.schools.rows.rows
    assert [row.name for row in rows] == [line.name for line in desk.bench.desk.schools]
    assert {row.sheet for row in rows} == {"草稿"}
    assert all(row.checklist.text == f"{row.checklist.of}/{row.checklist.of}" for row in rows)
    number = next(n for n, row in enumerate(rows) if row.findings)
    page.schools.go_to(number)
    desk.key("f")
    shown = [widget.text() for widget in desk.window.findChildren(QLabel) if widget.isVisible()]
    assert any(text.startswith(rows[number].name) and "初步认定" in text for text in shown)
