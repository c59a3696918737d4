"""The file decides whose desk it is: the bureau's has the campaign's pages, a team's has not."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from inspector_gui.window.pages import PAGES, Tab, tabs_of
from inspector_gui.window.widgets.elements import ElidedLabel

pytestmark = pytest.mark.journey

Opened = Callable[[Path], Any]
_TABS = tabs_of([spec for spec in PAGES if not spec.of_school])
_OF_CAMPAIGN = [tab.title for tab in _TABS]


def _tabs(desk: Any) -> list[str]:
    bar = desk.bench.tabs.above
    return [bar.tabText(number).split(" ")[0] for number in range(bar.count())]


def _menus(desk: Any) -> list[str]:
    return [action.text() for action in desk.window.menuBar().actions() if action.isVisible()]


def _title(desk: Any) -> str:
    return str(desk.bench.header.findChild(ElidedLabel).text())


@pytest.fixture
def bureau_file(demo: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(demo / "2025-SF.inspection", tmp_path))


def test_a_team_sees_its_schools_only(opened: Opened, team_file: Path) -> None:
    desk = opened(team_file)
    assert not set(_tabs(desk)) & set(_OF_CAMPAIGN)
    assert "局里(&B)" not in _menus(desk)
    for key in ("Alt+1", "Alt+Home"):
        desk.key(key)
        assert not set(_tabs(desk)) & set(_OF_CAMPAIGN)
    desk.key("Alt+Up")
    assert desk.bench.desk.school is not None


def test_of_two_inspections_each_says_what_it_visits(
    opened: Opened, recorded: Path, tmp_path: Path
) -> None:
    desk = opened(Path(shutil.copy(recorded / "2025-SF.inspection", tmp_path)))
    assert desk.says("收费检查 6 个检查组 · 58 所学校 · 财务检查 5 个检查组 · 25 所学校和单位")


def test_the_bureau_begins_with_the_campaign_and_turns_by_keys(
    opened: Opened, bureau_file: Path
) -> None:
    desk = opened(bureau_file)
    campaign = _title(desk)
    assert _tabs(desk) == _OF_CAMPAIGN
    assert "局里(&B)" in _menus(desk)
    assert desk.says("6 个检查组 · 58 所学校 · 2025年9月15日至26日")
    assert not desk.bench.header.feedback.isVisible()
    desk.key("Alt+Down")
    first = _title(desk)
    assert first != campaign
    assert _tabs(desk)[0] == "概况"
    desk.key("Alt+Down")
    second = _title(desk)
    assert desk.page("findings") is desk.bench.pages["findings"]
    desk.key("Alt+Home")
    assert (_title(desk), _tabs(desk)) == (campaign, _OF_CAMPAIGN)
    for number in (2, 1):
        desk.key(f"Alt+{number}")
        _walks_through(desk, _TABS[number - 1])
    desk.key("Ctrl+2")
    assert _title(desk) == second, "back to the school one was at"
    assert desk.bench.page() is desk.bench.pages["checklist"]
    desk.key("Alt+2")
    chosen = [
        widget for widget in desk.bench.page().findChildren(QPushButton) if widget.isChecked()
    ]
    assert [one.accessibleName() for one in chosen] == ["未填"], "it is the page's own key there"
    assert _title(desk) == second
    for _ in range(3):
        desk.key("Alt+Up")
    assert _title(desk) == campaign


def _walks_through(desk: Any, tab: Tab) -> None:
    """Each page of a tab by the tab's key pressed again, and by turning the pages back."""
    keys = [spec.key for spec in tab.pages]
    number = _TABS.index(tab) + 1
    for key in keys[1:]:
        desk.key(f"Alt+{number}")
        assert desk.bench.page() is desk.bench.pages[key]
    for key in reversed(keys[:-1]):
        desk.key("Ctrl+PageUp")
        assert desk.bench.page() is desk.bench.pages[key]


@pytest.mark.parametrize("size", [(911, 512), (1366, 768)])
def test_every_page_of_the_bureau_stands_in_the_row(
    opened: Opened, bureau_file: Path, size: tuple[int, int]
) -> None:
    """Nothing behind arrows and no name cut short, whatever the group."""
    desk = opened(bureau_file)
    desk.window.resize(*size)
    for tab in _TABS:
        desk.bench.show_page(tab.pages[0].key)
        desk.settle()
        for bar in (desk.bench.tabs.above, desk.bench.tabs.below):
            wanted = sum(bar.tabSizeHint(number).width() for number in range(bar.count()))
            assert wanted <= bar.width() or not bar.count(), tab.title


def test_a_found_school_is_turned_to_from_the_campaign(opened: Opened, bureau_file: Path) -> None:
    desk = opened(bureau_file)
    desk.key("Ctrl+K")
    desk.type("S031")
    desk.key("Enter")
    assert desk.bench.desk.school.code == "S031"
    assert _tabs(desk)[0] == "概况"
