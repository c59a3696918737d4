"""From a backup back to work, by keys: with the file open, and with one that does not open."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit

from db.storage.write_ahead_log import log_of
from db.store import Store
from inspector_gui.window.shell.restoring import RestoreDialog
from tests.journeys.conftest import Desk

pytestmark = pytest.mark.journey

Opened = Callable[[Path], Any]


def _write(desk: Desk, words: str) -> None:
    page = desk.page("overview")
    desk.tab_to("签字地点")
    page.form.fields["place"].box.selectAll()
    desk.type(words)
    page.form.fields["place"].commit()


def _place(desk: Desk) -> str:
    return str(desk.page("overview").form.fields["place"].box.text())


def _dialog(desk: Desk, kind: type[QDialog]) -> Any:
    desk.until(
        lambda: any(widget.isVisible() for widget in desk.window.findChildren(kind)), "a dialog"
    )
    return next(widget for widget in desk.window.findChildren(kind) if widget.isVisible())


def _back_at_work(desk: Desk) -> None:
    """The dialog is gone, and the window has the keyboard again."""
    desk.until(lambda: desk.bench is not None, "the file is open")
    desk.window.activateWindow()
    desk.until(desk.window.isActiveWindow, "the window has the keyboard again")
    desk.bench.page().enter()


def _listed(desk: Desk) -> list[list[str]]:
    rows = _dialog(desk, RestoreDialog).table.rows
    desk.until(lambda: rows.rowCount() > 0, "the backups are listed")
    return [
        [rows.index(row, column).data() for column in range(rows.columnCount())]
        for row in range(rows.rowCount())
    ]


def test_back_to_the_last_backup_and_back_again(opened: Opened, team_file: Path) -> None:
    desk = opened(team_file)
    desk.bench.status.person_chosen.emit(desk.bench.desk.people[0].id)
    _write(desk, "gate")
    _back_at_work(desk)
    desk.key("Ctrl+B")
    made = team_file.parent / "备份"
    desk.until(lambda: any(made.glob("*定时.inspection")), "a backup")
    _write(desk, "hall")
    desk.key("Ctrl+Shift+B")
    [row] = _listed(desk)
    assert (row[1], row[4]) == ("定时", "1 次记录")
    desk.key("Enter")
    desk.until(lambda: "恢复前" in desk.window.banner.text(), "it says what is where")
    _back_at_work(desk)
    assert _place(desk) == "gate"
    desk.key("Ctrl+Shift+B")
    rows = _listed(desk)
    assert {row[1] for row in rows} == {"定时", "关闭", "恢复前"}
    while _dialog(desk, RestoreDialog).table.current().backup.reason != "恢复前":
        desk.key("Down")
    desk.key("Enter")
    desk.until(lambda: desk.bench is None or "已从" in desk.window.banner.text(), "restored")
    _back_at_work(desk)
    assert _place(desk) == "hall", "the later work is back"


def test_a_file_that_does_not_open_is_restored_from_the_first_screen(
    opened: Opened, team_file: Path
) -> None:
    desk = opened(team_file)
    _write(desk, "gate")
    desk.key("Ctrl+W")
    backups = sorted((team_file.parent / "备份").glob("*关闭*"))
    damaged = os.urandom(60_000)
    team_file.write_bytes(damaged)
    log_of(team_file).write_bytes(os.urandom(9000))
    desk.tab_to("从备份恢复")
    desk.key("Space")
    dialog = _dialog(desk, QFileDialog)
    dialog.findChild(QLineEdit).setText(str(team_file))
    dialog.accept()
    [row] = _listed(desk)
    assert (row[1], row[4]) == ("关闭", "现在的文件读不出来")
    desk.key("Enter")
    _back_at_work(desk)
    assert _place(desk) == "gate"
    desk.key("Ctrl+W")
    desk.until(lambda: desk.bench is None, "the file is closed")
    [aside] = (team_file.parent / "备份").glob("*恢复前.inspection")
    assert aside.read_bytes() == damaged
    assert backups[0].exists()
    with Store.open(team_file) as store, store.read() as work:
        assert work.visits.facts(work.schools.lines()[0].visit_id).place == "gate"


def test_without_a_backup_it_says_so_and_nothing_happens(opened: Opened, team_file: Path) -> None:
    desk = opened(team_file)
    desk.key("Ctrl+Shift+B")
    dialog = _dialog(desk, RestoreDialog)
    desk.until(lambda: "没有这个文件的备份" in dialog.word.text(), "it says so")
    assert not dialog.go.isEnabled()
    desk.key("Esc")
    assert desk.bench is not None


def test_a_file_taken_away_is_said_at_the_next_key_and_nothing_before_it_is_lost(
    opened: Opened, team_file: Path
) -> None:
    desk = opened(team_file)
    _write(desk, "gate")
    team_file.unlink()
    _write(desk, "hall")
    desk.until(lambda: "抢救" in desk.window.banner.text(), "it says so at once")
    desk.key("Ctrl+W")
    desk.until(lambda: desk.frame.bench is None, "the file is closed")
    assert desk.window.isVisible()
    [rescued] = team_file.parent.rglob("*抢救.inspection")
    with Store.open(rescued) as store, store.read() as work:
        assert work.visits.facts(work.schools.lines()[0].visit_id).place == "gate"
