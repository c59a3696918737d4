"""On opening, numbers past their day are said; the lead erases them with the menu and one key."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from db.store import Store
from db.vocabulary import Act

pytestmark = pytest.mark.journey
Opened = Callable[..., Any]
NUMBER = "13700001111"


@pytest.fixture
def file(demo: Path, tmp_path: Path) -> Path:
    path = Path(shutil.copy(demo / "第三检查组.inspection", tmp_path))
    with Store.open(path) as store, store.act(Act.DRAW) as work:
        work.calls.hold_number(work.schools.lines()[0].visit_id, 7, NUMBER, "欧阳晓楠")
        work.campaigns.amend(retention_until=date(2026, 1, 31))
    return path


def be(desk: Any, *, lead: bool) -> None:
    people = desk.bench.desk.people
    desk.bench.status.person_chosen.emit(next(p.id for p in people if p.is_lead is lead))


def ask(desk: Any) -> QMessageBox:
    desk.frame.menus.erase_wanted.emit()
    desk.settle()
    [box] = desk.window.findChildren(QMessageBox)
    return box


def test_the_lead_erases_what_is_overdue(opened: Opened, file: Path, tmp_path: Path) -> None:
    desk = opened(file)
    assert "家长号码应保存到2026年1月31日，已经过期，还有 1 个" in desk.window.banner.text()
    be(desk, lead=False)
    box = ask(desk)
    assert "抽样家长号码 1 个、学生姓名 1 个" in box.text()
    desk.key("Esc")
    desk.until(lambda: not desk.window.findChildren(QMessageBox), "the question is gone")
    be(desk, lead=False)
    box = ask(desk)
    next(button for button in box.buttons() if button.text() == "清除").click()
    desk.until(lambda: "只有组长能" in desk.window.banner.text(), "who is no lead is refused")
    desk.until(lambda: not desk.window.findChildren(QMessageBox), "the question is gone")
    be(desk, lead=True)
    box = ask(desk)
    next(button for button in box.buttons() if button.text() == "清除").click()
    desk.until(lambda: "号码和姓名已清除" in desk.window.banner.text(), "it is done")
    QApplication.processEvents()
    assert list(tmp_path.glob("*清除证明*.pdf"))
    held = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not [one for one in held if NUMBER.encode() in one.read_bytes()]
    again = opened(file) if desk.window.close() else None
    assert again is not None
    assert again.window.banner.text() == ""
