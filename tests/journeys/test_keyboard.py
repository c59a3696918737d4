"""One keyboard law: the same keys mean the same on every page."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractItemView, QPushButton, QWidget

from db.vocabulary import Desk
from inspector_gui.window.pages import PAGES, pages_for
from inspector_gui.window.widgets.elements import Button
from inspector_gui.window.widgets.table import Table

pytestmark = pytest.mark.journey
TEAM = (
    *("overview", "checklist", "sampling", "questionnaires", "calls"),
    *("interviews", "fees", "findings", "documents", "team"),
)
#: What only a visit of another inspection has.
FINANCE = tuple(spec.key for spec in pages_for(Desk.TEAM, of_school=True) if spec.key not in TEAM)
BUREAU = (
    *("today", "figures", "prepare", "handout", "merge", "conflicts", "duplicates"),
    *("quarantine", "batches", "all_findings", "following", "complaints", "contacts"),
    *("sanctions", "pledges", "self_reports", "publish", "bulletins", "document_texts"),
    "charts",
)


def test_every_page_is_asked_here():
    assert {*TEAM, *FINANCE, *BUREAU} == {spec.key for spec in PAGES}


@pytest.fixture(scope="module")
def files(recorded, tmp_path_factory) -> Path:
    """A team's file and the bureau's, which only this module writes to."""
    from shutil import copytree

    return Path(copytree(recorded, tmp_path_factory.mktemp("keyboard") / "files"))


@pytest.fixture
def team(opened, files):
    return opened(next(files.rglob("第一检查组.inspection")))


@pytest.fixture
def bureau(opened, files):
    return opened(next(path for path in files.rglob("*.inspection") if "组" not in path.stem))


def stops(page) -> list[QWidget]:
    """What Tab stops at on a page and beside it, of what is seen."""
    parts = [part for part in (page, page.context) if part is not None]
    return [
        widget
        for part in parts
        for widget in part.findChildren(QWidget)
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy().value & 1
    ]


def check_way_back(desk, page) -> None:
    """From everything that takes the keyboard, Esc leads to the list and then to the page."""
    desk.settle()
    for stop in stops(page):
        if not stop.isVisible():
            continue
        stop.setFocus()
        desk.settle()
        desk.key("Esc")
        if desk.focus() is not page and desk.focus() is not page.home():
            desk.key("Esc")  # the first was the field's own, as of a search
        assert desk.focus() in (page, page.home()), stop.accessibleName()


@pytest.mark.parametrize("key", TEAM)
def test_esc_leads_back_to_the_list_of_every_page_of_a_school(team, key):
    check_way_back(team, team.page(key))


@pytest.mark.parametrize("key", FINANCE)
def test_esc_leads_back_to_the_list_of_every_page_of_a_finance_visit(opened, files, key):
    desk = opened(next(files.rglob("财务检查第一组.inspection")))
    desk.bench.show_page(key)
    check_way_back(desk, desk.bench.page())


@pytest.mark.parametrize("key", BUREAU)
def test_esc_leads_back_to_the_list_of_every_page_of_the_bureau(bureau, key):
    bureau.bench.show_page(key)
    check_way_back(bureau, bureau.bench.page())


#: Every page, at the desk that has it: whose file, and the page.
EVERYWHERE = (
    *(("第一检查组", key) for key in TEAM),
    *(("财务检查第一组", key) for key in FINANCE),
    *(("2025-SF", key) for key in BUREAU),
)


@pytest.fixture
def turned(opened, files):
    """A page of a file in front, with what it shows once work off the window's thread is done."""

    def turn(name: str, key: str):
        desk = opened(files / f"{name}.inspection")
        desk.bench.show_page(key)
        page = desk.bench.page()
        if key in ("documents", "bulletins"):  # what may be done is known when it is drawn
            desk.until(lambda: page.context.name.text(), "the paper is drawn")
        return desk, page

    return turn


@pytest.mark.parametrize(("name", "key"), EVERYWHERE)
def test_home_and_end_lead_to_the_ends_of_every_table(turned, name, key):
    desk, page = turned(name, key)
    for table in [
        widget for widget in page.findChildren(Table) if widget.isVisible() and widget.rows.rows
    ]:
        table.setFocus()
        if desk.focus() is not table:
            continue
        alive = [
            n for n in range(len(table.rows.rows)) if table.rows.row_at(table.rows.index(n, 0))
        ]
        desk.key("End")
        assert table.currentIndex().row() == alive[-1]
        desk.key("Home")
        assert table.currentIndex().row() == alive[0]


def lettered(page) -> list[Button]:
    parts = [part for part in (page, page.context) if part is not None]
    return [
        widget
        for part in parts
        for widget in part.findChildren(Button)
        if len(widget.key) == 1 and widget.isVisible() and widget.isEnabled()
    ]


@pytest.mark.parametrize(("name", "key"), EVERYWHERE)
def test_a_letter_on_a_button_works_from_every_place_without_text(turned, name, key):
    """What the button does is another test's: here it only says that it was pressed."""
    desk, page = turned(name, key)
    places = [stop for stop in stops(page) if isinstance(stop, QPushButton | QAbstractItemView)]
    for lettered_button in lettered(page):
        if not lettered_button.isVisible():
            continue
        letter, pressed = lettered_button.key, []
        lettered_button.clicked.disconnect()
        lettered_button.clicked.connect(partial(pressed.append, letter))
        reached = 0
        for place in [place for place in places if place.isVisible() and place.isEnabled()]:
            place.setFocus()
            reached += desk.focus() is place
            desk.key(letter)
        assert len(pressed) >= reached > 0


def test_enter_presses_the_button_that_has_the_keyboard(team):
    page = team.page("checklist")
    chip = next(widget for widget in page.findChildren(Button) if widget.text().startswith("未填"))
    chip.setFocus()
    team.key("Enter")
    assert chip.isChecked()


def test_n_opens_the_folded_panel_before_it_writes_into_it(team):
    team.page("checklist")
    team.key("F9")
    assert not team.bench.context.isVisible()
    team.key("N")
    note = team.focus()
    assert team.bench.context.isVisible()
    assert note.accessibleName() == "情况记录"


def test_tab_opens_the_folded_panel(team):
    team.page("checklist")
    team.bench.toggle_context() if team.bench.context.isVisible() else None
    team.key("Tab")
    assert team.bench.context.isVisible()
    assert team.bench.context.isAncestorOf(team.focus())


def test_the_sheet_of_keys_fits_the_screen_and_names_the_page_s_keys(team):
    team.page("checklist")
    team.key("Shift+F1")
    shown = team.texts()
    assert {"转为问题", "符合、不符合、存疑、不适用、未检查", "查找", "立即备份"} <= set(shown)
    sheet = next(
        child for child in team.window.children() if child.metaObject().className() == "KeySheet"
    )
    assert sheet.height() <= team.window.screen().availableGeometry().height()
    team.key("Esc")


def test_what_was_deleted_is_said_with_the_way_back(team):
    """The overlay lies over the window: nothing moves, and its key brings the line back."""
    page = team.page("fees")
    table = next(widget for widget in page.findChildren(Table) if widget.isVisible())
    rows, place = len(table.rows.rows), page.geometry()
    table.setFocus()
    team.key("Delete")
    assert len(table.rows.rows) == rows - 1
    assert team.says("已删除")
    assert page.geometry() == place
    team.button("撤销").click()
    team.settle()
    assert len(table.rows.rows) == rows
    assert not team.says("已删除")
