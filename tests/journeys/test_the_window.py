"""What holds everywhere in the window."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenuBar, QPlainTextEdit, QWidget

from db.store import Store
from db.vocabulary import Desk as DeskKind
from db.vocabulary import Verdict
from inspector_gui.window.pages import pages_for
from inspector_gui.window.shell.handbook import Handbook

pytestmark = pytest.mark.journey

Opened = Callable[[Path], Any]


def _visit(path: Path, place: int = 0) -> Any:
    with Store.open(path) as store, store.read() as work:
        return work.visits.facts(work.schools.lines()[place].visit_id)


def _reached_by_tab(desk: Any) -> list[QWidget]:
    """Every widget Tab leads to, from where the page begins, until it comes round."""
    reached: list[QWidget] = []
    while desk.focus() not in reached:
        reached.append(desk.focus())
        QTest.keyClick(desk.focus(), Qt.Key.Key_Tab)
    return reached


@pytest.mark.parametrize("name", ["第六检查组", "2025-SF"])
def test_tab_reaches_everything_and_everything_has_a_name(
    opened: Opened, recorded: Path, tmp_path: Path, name: str
) -> None:
    desk = opened(Path(shutil.copy(recorded / f"{name}.inspection", tmp_path)))
    kind = desk.bench.desk.kind
    desk.window.resize(1366, 728)
    for spec in (
        *pages_for(kind, of_school=True, inspection=desk.bench.desk.inspection),
        *pages_for(kind, of_school=False),
    ):
        desk.bench.show_page(spec.key)
        QThreadPool.globalInstance().waitForDone()
        desk.settle()
        require_within_reach(desk, spec.key)


def require_within_reach(desk: Any, key: str) -> None:
    """The page on top fits the window; Tab leads to all of it, and all of it has a name."""
    desk.bench.page().enter()
    assert desk.bench.page().height() <= desk.bench.rooms[key].height(), "fits 1366x768"
    focusable = {
        widget
        for widget in desk.window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not isinstance(widget, QMenuBar)
    }
    reached = _reached_by_tab(desk)
    assert {_told(one) for one in focusable - set(reached)} == set(), key
    assert all(_named(one) for one in focusable), (key, [*map(_told, focusable)])
    typed = [one for one in focusable if isinstance(one, (QLineEdit, QPlainTextEdit))]
    composed = Qt.WidgetAttribute.WA_InputMethodEnabled
    assert all(one.testAttribute(composed) for one in typed if not one.isReadOnly()), key
    inside = [desk.bench.page().isAncestorOf(one) for one in reached]
    assert inside[0] or not any(inside), f"{key}: the page comes first"


def _named(widget: Any) -> str:
    text = getattr(widget, "text", None)
    return str(widget.accessibleName() or (text() if callable(text) else ""))


def _told(widget: QWidget) -> str:
    return f"{type(widget).__name__}({_named(widget)})"


def test_undo_says_what_it_takes_back_and_takes_it_back(opened: Opened, team_file: Path) -> None:
    desk = opened(team_file)
    desk.page("checklist")
    table = desk.bench.page().table
    desk.type("1")
    assert table.current().verdict is Verdict.OK
    assert desk.undo_text() == "撤销“填写检查结论”(&U)"
    desk.key("Ctrl+Z")
    assert table.current().verdict is None
    assert desk.redo_text() == "重做“填写检查结论”(&R)"
    desk.key("Ctrl+Y")
    assert table.current().verdict is Verdict.OK


def test_in_the_search_the_act_is_taken_back_once_nothing_typed_is_left(
    opened: Opened, team_file: Path
) -> None:
    """On Windows, as offscreen, a box of Qt's takes Ctrl+Y even if it has nothing to redo."""
    desk = opened(team_file)
    desk.page("checklist")
    table = desk.bench.page().table
    desk.type("1")
    search = desk.find("查找学校")
    search.setFocus()
    desk.type("甲")
    desk.key("Ctrl+Z")
    assert (search.text(), table.current().verdict) == ("", Verdict.OK), "what was typed goes first"
    desk.key("Ctrl+Z")
    assert table.current().verdict is None, "then the act"
    desk.key("Ctrl+Y")
    assert (search.text(), table.current().verdict) == ("甲", None), "and so they come back"
    desk.key("Ctrl+Y")
    assert table.current().verdict is Verdict.OK


def test_in_a_field_undo_is_of_what_is_typed_and_then_of_what_was_kept(
    opened: Opened, team_file: Path
) -> None:
    desk = opened(team_file)
    page = desk.page("overview")
    place, note = page.form.fields["place"], page.form.fields["note"]
    desk.tab_to("签字地点")
    desk.type("gate")
    place.commit()
    desk.type(" two")
    desk.key("Ctrl+Z")
    assert place.box.text() == "gate", "what was being typed goes"
    desk.key("Ctrl+Y")
    assert place.box.text() == "gate two", "and comes back"
    desk.key("Ctrl+Z")
    desk.key("Ctrl+Z")
    assert place.box.text() == "", "then what was kept"
    desk.key("Ctrl+Y")
    assert place.box.text() == "gate"
    desk.tab_to("备忘")
    desk.type("note")
    desk.key("Ctrl+Z")
    assert note.toPlainText() == ""
    desk.type("note")
    note.commit()
    desk.key("Ctrl+Z")
    assert (note.toPlainText(), place.box.text()) == ("", "gate")
    desk.key("Ctrl+Z")
    assert place.box.text() == "", "one step after the other, wherever the keyboard is"
    desk.window.close()
    assert (_visit(team_file).place, _visit(team_file).note) == ("", "")


def test_a_stroke_is_seen_before_the_disk_answers_and_kept_after(
    opened: Opened, team_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = opened(team_file)
    desk.page("checklist")
    answer = Event()
    monkeypatch.setattr(os, "fdatasync", lambda _: answer.wait(30), raising=False)
    table, status = desk.bench.page().table, desk.bench.status
    before = status.kept.text()
    desk.type("1")
    assert table.current().verdict is Verdict.OK
    assert status.kept.text() == before
    desk.until(lambda: status.kept.text() == "正在写入磁盘…", "the disk takes its time")
    answer.set()
    desk.until(lambda: status.kept.text().startswith("已保存"), "the disk answered")
    assert status.kept.text() != before


def test_what_the_disk_refuses_is_told(
    opened: Opened, team_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = opened(team_file)
    desk.page("checklist")

    def refuse(_: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fdatasync", refuse, raising=False)
    desk.type("1")
    desk.until(lambda: desk.window.banner.isVisible(), "bad news")
    assert "磁盘写入失败" in desk.window.banner.text()
    assert desk.bench.status.kept.text() == "磁盘写入失败"


def test_what_is_raised_on_one_page_shows_on_all(opened: Opened, team_file: Path) -> None:
    desk = opened(team_file)
    desk.page("checklist")
    desk.type("p")
    assert desk.tab("findings") == "问题 1"
    row = desk.bench.sidebar.model.first_school()
    assert (row.line.findings, row.line.answered) == (1, 1)
    desk.page("overview")
    lines = [line.accessibleName() for line in desk.bench.page().gaps.lines]
    assert any(line.endswith("　问题缺证据 1：WT-01") for line in lines)


def test_switching_schools_keeps_what_was_being_typed_where_it_belongs(
    opened: Opened, team_file: Path
) -> None:
    desk = opened(team_file)
    desk.page("overview")
    desk.tab_to("签字地点")
    desk.type("校长室")
    desk.key("Alt+Down")
    assert desk.bench.page().form.fields["place"].box.text() == ""
    desk.type("会议室")
    desk.window.close()
    assert (_visit(team_file, 0).place, _visit(team_file, 1).place) == ("校长室", "会议室")


def test_wrong_input_is_told_at_the_field_and_nothing_is_kept(
    opened: Opened, team_file: Path
) -> None:
    desk = opened(team_file)
    desk.page("overview")
    desk.type("2025-13-40")
    desk.key("Tab")
    assert desk.word("检查日期") == "没有这一天，请核对"
    desk.tab_to("抽查凭证")
    desk.type("很多")
    desk.key("Tab")
    assert desk.word("抽查凭证") == "请填整数，如 52"
    desk.window.close()
    visit = _visit(team_file)
    assert (visit.visited_on, visit.vouchers_checked) == (None, None)


def test_rare_names_emoji_and_markup_come_back_as_typed(opened: Opened, team_file: Path) -> None:
    words = "王喆、李珺玥、㛃𠮷 <b>&lt;金额<500元 😀"
    desk = opened(team_file)
    desk.page("overview")
    desk.tab_to("总体情况")
    desk.type(words)
    desk.window.close()
    assert _visit(team_file).overall == words


def test_a_file_that_is_open_elsewhere_says_where(opened: Opened, team_file: Path) -> None:
    with Store.open(team_file):
        desk = opened(team_file)
        assert "已被" in desk.window.banner.text()
        assert desk.bench is None
        desk.key("Esc")
        assert desk.window.banner.text() == ""


@pytest.mark.parametrize(
    "content", [b"", b"not a database" * 400, b"SQLite format 3\0" + b"x" * 99]
)
def test_what_cannot_be_opened_is_told_in_one_sentence(
    opened: Opened, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "坏.inspection"
    path.write_bytes(content)
    desk = opened(path)
    words = desk.window.banner.text()
    assert words.startswith("“坏.inspection”")
    assert words.count("。") == 1
    assert path.read_bytes() == content


def test_dark_and_zoom_change_the_look_and_stay(opened: Opened, team_file: Path) -> None:
    from inspector_gui.window.theme.theme import theme

    desk = opened(team_file)
    before = desk.window.grab().toImage().pixelColor(700, 300).lightness()
    desk.key("Ctrl+D")
    after = desk.window.grab().toImage().pixelColor(700, 300).lightness()
    assert after < before
    assert desk.frame.settings.dark is True
    desk.key("Ctrl+D")
    for _ in range(3):
        theme().set_zoom(theme().zoom + 10)
    desk.settle()
    assert desk.window.fontMetrics().height() > 0
    theme().set_zoom(100)


def test_a_page_that_was_not_seen_has_the_new_look_when_it_is_seen_again(
    opened: Opened, team_file: Path
) -> None:
    """And not before: whoever changes the look does not wait for pages that nobody sees."""
    from inspector_gui.window.theme.theme import theme

    desk = opened(team_file)
    desk.page("checklist")
    desk.page("overview")
    seen, hidden = (desk.bench.rooms[key] for key in ("overview", "checklist"))
    before = hidden.styleSheet()
    desk.key("Ctrl+D")
    desk.key("Ctrl+=")
    desk.key("Ctrl+=")
    desk.until(lambda: theme().zoom == 120, "both keys count")
    try:
        assert seen.styleSheet() == theme().sheet != before
        assert hidden.styleSheet() == before
        desk.page("checklist")
        assert hidden.styleSheet() == theme().sheet
        box = desk.bench.page().search
        corner = box.grab().toImage().pixelColor(box.width() // 2, 4)
        assert corner.name() == theme().colours.card
    finally:
        desk.key("Ctrl+D")
        theme().set_zoom(100)


def test_from_every_page_two_keys_change_who_records(opened: Opened, team_file: Path) -> None:
    desk = opened(team_file)
    people = desk.bench.desk.people
    for number, spec in enumerate(
        pages_for(DeskKind.TEAM, of_school=True, inspection=desk.bench.desk.inspection)
    ):
        desk.page(spec.key)
        digit = number % len(people) + 1
        desk.key("F8")
        popup = QApplication.activePopupWidget()
        assert popup is not None, spec.key
        QTest.keyClick(popup, str(digit))
        desk.settle()
        assert desk.bench.desk.person == people[digit - 1], spec.key
        assert people[digit - 1].name in desk.bench.status.person.text()


def test_at_twice_the_size_a_school_is_still_found_by_key(opened: Opened, team_file: Path) -> None:
    from inspector_gui.window.theme.theme import theme

    desk = opened(team_file)
    desk.window.resize(1366, 700)
    desk.page("findings")
    theme().set_zoom(200)
    desk.settle()
    try:
        sidebar = desk.bench.sidebar
        assert not sidebar.isVisible()
        desk.key("Ctrl+Shift+K")
        assert desk.focus() is sidebar.search
        desk.key("Esc")
        assert not sidebar.isVisible()
        assert desk.bench.page().isAncestorOf(desk.focus())
        desk.key("Ctrl+Shift+K")
        desk.type(desk.bench.desk.schools[4].code)
        desk.key("Enter")
        assert desk.bench.desk.school == desk.bench.desk.schools[4]
        assert not sidebar.isVisible()
    finally:
        theme().set_zoom(100)


def test_escape_gives_the_search_up(opened: Opened, team_file: Path) -> None:
    desk = opened(team_file)
    desk.key("Ctrl+Shift+K")
    desk.type("zzz")
    assert desk.bench.sidebar.model.first_school() is None
    desk.key("Esc")
    assert desk.bench.sidebar.search.text() == ""
    assert desk.bench.sidebar.model.first_school() is not None


def test_f1_opens_the_handbook_where_one_is(opened: Opened, team_file: Path) -> None:
    desk = opened(team_file)
    for spec in pages_for(DeskKind.TEAM, of_school=True, inspection=desk.bench.desk.inspection):
        desk.page(spec.key)
        desk.key("F1")
        book = desk.window.findChild(Handbook)
        assert book is not None, spec.key
        assert book.text.textCursor().block().text().startswith(spec.title), spec.key
        book.close()
        desk.until(lambda: desk.window.findChild(Handbook) is None, "the handbook is closed")
        desk.window.activateWindow()
        desk.settle()
