"""The bureau's window on a master, by keys: look, merge, decide, and see what others do."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from db.merge.batch_import import merge_all
from db.postgres.founding import found
from db.postgres.master import Master
from db.postgres.master_url import Address
from db.store import Store
from inspector_gui.window.settings import Settings
from tests.commands.conftest import BUREAU, FIVE, SIX, Office

pytestmark = pytest.mark.journey

Opened = Callable[[Any], Any]


def _founded(url: str, bureau: Path) -> Address:
    with Store.open(bureau) as store:
        return found(Address.parse(url), store)


def test_every_page_of_the_bureau_shows_what_a_file_shows(
    opened: Opened, merged: Path, recorded: Path, url: str
) -> None:
    address = _founded(url, recorded / BUREAU)
    with Master.at(address) as master:
        list(merge_all(master, {recorded / name: None for name in (*SIX, *FIVE)}))
    on_file, on_server = opened(merged), opened(address.text)
    keys = [spec.key for spec in on_file.bench.specs]
    assert [spec.key for spec in on_server.bench.specs] == keys
    for key in keys:
        shown = []
        for desk in (on_file, on_server):
            desk.bench.show_page(key)
            desk.follow()
            shown.append(desk.tab_of(key))
            assert not desk.window.banner.isVisible(), key
        assert shown[0] == shown[1]
    facts = on_server.bench.status._facts.text()
    assert "联机" in facts
    assert address.name in facts


def test_merging_by_keys_and_another_officer_is_seen(
    opened: Opened, parted: Office, url: str
) -> None:
    address = _founded(url, parted.bureau)
    desk = opened(address.text)
    desk.bench.show_page("merge")
    desk.bench._on_minute()
    with Master.at(address) as other:
        other.device = "another"
        parted.record(parted.team, place="操场")
        list(merge_all(other, {parted.team: None}))
    told: list[Any] = []
    desk.bench.desk.changed.connect(told.append)
    desk.bench._on_minute()
    assert len(told) == 1
    desk.bench._on_minute()
    assert len(told) == 1


def test_a_master_is_remembered_without_a_password(
    opened: Opened, office: Office, url: str, log_apart: Path
) -> None:
    address = _founded(url, office.bureau)
    desk = opened(office.bureau)
    _answer(desk, address.text)
    assert desk.bench.desk.store.shared
    assert Settings().recent[0] == address
    _answer(desk, "postgresql+psycopg://officer:geheim-9@host/db")
    assert "不能写口令" in desk.window.banner.text()
    assert desk.bench.desk.store.shared
    logs = "".join(path.read_text("utf-8") for path in log_apart.rglob("*.log"))
    assert "geheim-9" not in logs + str(Settings().recent)
    desk.key("Ctrl+W")
    assert desk.frame._welcome.master.isVisible()


def _answer(desk: Any, text: str) -> None:
    """Ask for the master's address and type it."""

    def type_in() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:  # not asked yet
            QTimer.singleShot(1, type_in)
            return
        field = dialog.findChild(QLineEdit)
        field.selectAll()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)

    QTimer.singleShot(0, type_in)
    desk.key("Ctrl+Shift+O")
