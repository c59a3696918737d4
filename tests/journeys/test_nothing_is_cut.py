"""On the screens there are no words are cut off and nothing lies outside the window."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QLabel,
    QPushButton,
    QWidget,
)

from db.store import Store
from db.vocabulary import Act
from inspector_gui.window.widgets.elements import LinkLine

pytestmark = pytest.mark.journey
FILES = ("第一检查组", "财务检查第一组", "2025-SF")
LONG = "示例市丙区示范新区教育局直属第一实验外国语学校附属初级中学东校区（含高中部分部）寄宿部"
#: A laptop of 1366x768 pixels at 100, 125 and 150 per cent, and a large screen, in points.
SCREENS = {"100": (1366, 728), "125": (1093, 574), "150": (911, 480), "1920": (1920, 1040)}


@pytest.fixture(scope="module")
def files(recorded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A team's file and the bureau's; the school with most findings has a long name."""
    folder = Path(copytree(recorded, tmp_path_factory.mktemp("cut") / "files"))
    for path in (folder / f"{name}.inspection" for name in FILES):
        with Store.open(path) as store:
            with store.read() as work:
                line = max(work.schools.lines(), key=lambda line: line.findings)
            with store.act(Act.PREPARE) as work:
                work.schools.change(line.id, name=LONG)
    return folder


def cut_off(window: QWidget) -> Iterator[str]:
    """Every button and line of which not everything is seen, and what lies outside."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget, LinkLine):  # it is made to be cut short
            continue
        if isinstance(widget, QPushButton) and widget.width() < widget.minimumSizeHint().width():
            yield f"{widget.text()}: {widget.width()} of {widget.minimumSizeHint().width()}"
        if isinstance(widget, QLabel) and not widget.wordWrap() and widget.text():
            needed = widget.fontMetrics().horizontalAdvance(max(widget.text().split("\n"), key=len))
            if widget.contentsRect().width() < needed:
                yield f"{widget.text()}: {widget.width()} of {needed}"
        if isinstance(widget, QAbstractButton | QLabel) and not _inside(window, widget):
            yield f"{widget.text() or widget.accessibleName()} lies outside"


def _inside(window: QWidget, one: QWidget) -> bool:
    """Sideways, and downwards where nothing scrolls."""
    place = QRect(one.mapTo(window, QPoint()), one.size())
    above = one.parentWidget()
    while above is not None and not isinstance(above, QAbstractScrollArea):
        above = above.parentWidget()
    low = above is not None or place.bottom() <= window.height()
    return place.left() >= -1 and place.right() <= window.width() and low


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_cut_on_any_page_of_any_screen(opened: Any, files: Path, name: str) -> None:
    desk = opened(files / f"{name}.inspection")
    desk.window.setMinimumSize(1, 1)
    school = next(school for school in desk.bench.desk.schools if school.name == LONG)
    found: list[str] = []
    for visit in (school.visit_id, None) if name == "2025-SF" else (school.visit_id,):
        desk.bench.desk.choose(visit)
        for spec in desk.bench.specs:
            desk.bench.show_page(spec.key)
            for screen, size in SCREENS.items():
                desk.window.resize(*size)
                desk.settle()
                found += [f"{spec.key} at {screen}: {one}" for one in cut_off(desk.window)]
    assert found == []


def test_the_checklist_shows_fourteen_items_on_a_laptop(opened: Any, files: Path) -> None:
    desk = opened(files / "第一检查组.inspection")
    desk.window.resize(1366, 768)
    table = desk.page("checklist").table
    desk.settle()
    room = table.viewport().height()
    seen = [
        row
        for row in range(len(table.rows.rows))
        if table.rows.row_at(table.rows.index(row, 0)) is not None
        and table.rowViewportPosition(row) + table.rowHeight(row) <= room
    ]
    assert len(seen) >= 14


def test_in_a_narrow_window_the_panel_lies_over_the_page(opened: Any, files: Path) -> None:
    """It takes no room from the page, and Esc brings back what it lay over."""
    desk = opened(files / "第一检查组.inspection")
    desk.window.setMinimumSize(1, 1)
    desk.window.resize(911, 480)
    desk.settle()
    page = desk.page("checklist")
    width = page.width()
    assert not page.context.isVisible()
    assert width > 880, "the list of schools is folded too"
    desk.key("N")
    assert page.context.isVisible()
    assert page.width() == width
    corner = page.context.mapTo(desk.window, QPoint(page.context.width(), 0))
    assert corner.x() == desk.window.width()
    desk.type("见公示栏")
    desk.key("Esc")
    assert not page.context.isVisible()
    assert desk.focus() is page.table
    desk.key("F9")
    assert page.context.isVisible()
    desk.window.resize(1366, 728)
    desk.settle()
    assert page.context.isVisible()
    assert (
        page.mapTo(desk.window, QPoint(page.width(), 0)).x()
        <= page.context.mapTo(desk.window, QPoint()).x()
    )
