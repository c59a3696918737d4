"""The bureau looks at its charts, exports the ledger and the pictures."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from inspector_gui.window.widgets.chart_view import ChartView

pytestmark = pytest.mark.journey

Opened = Callable[[Path], Any]
CHARTS = ["问题分类", "问题程度", "各组销号", "各类学校的问题", "钱的去向", "进校检查进度"]


@pytest.fixture
def desk(opened: Opened, demo: Path, tmp_path: Path) -> Any:
    """At the charts of a campaign of which nothing is recorded yet."""
    found = opened(Path(shutil.copy(demo / "2025-SF.inspection", tmp_path)))
    found.bench.show_page("charts")
    found.until(lambda: not found.says("正在计算") and bool(_views(found)), "the charts")
    return found


def _views(desk: Any) -> list[ChartView]:
    return [widget for widget in desk.window.findChildren(ChartView) if widget.isVisible()]


def _answer(desk: Any, path: Path) -> None:
    """Choose this in the dialog that is open."""
    dialog = next(widget for widget in desk.window.findChildren(QFileDialog) if widget.isVisible())
    dialog.fileSelected.emit(str(path))
    dialog.close()


def test_charts_of_nothing_say_so_and_tell_a_screen_reader(desk: Any) -> None:
    assert [view.accessibleName() for view in _views(desk)] == CHARTS
    assert desk.word("钱的去向") == "钱的去向（元）：没有涉及金额的问题。"
    assert desk.word("各组销号").startswith("各组销号（已销号 0/0 项）：第一检查组 0/0；")


def test_the_ledger_is_exported_by_a_key(desk: Any, tmp_path: Path) -> None:
    desk.key("L")
    _answer(desk, tmp_path / "台账.xlsx")
    desk.until(lambda: bool(desk.says("台账已导出")), "word of it")
    assert openpyxl.load_workbook(tmp_path / "台账.xlsx")["总表"].max_row == 3 + 58 + 1


def test_pictures_are_saved_one_for_each_chart(desk: Any, tmp_path: Path) -> None:
    (tmp_path / "图").mkdir()
    desk.key("G")
    _answer(desk, tmp_path / "图")
    desk.until(lambda: bool(desk.says("张图已存到")), "word of it")
    files = sorted((tmp_path / "图").iterdir())
    assert len(files) == len(CHARTS)
    image = QImage(str(files[0]))
    assert image.width() > 1600
    assert image.text("Description").startswith("问题分类")


def test_one_key_leads_to_the_annex(desk: Any) -> None:
    desk.key("P")
    desk.until(lambda: desk.find("文书").current() is not None, "the list of documents")
    desk.until(lambda: desk.find("文书").current().name == "全市通报（附图）", "the annex")


def test_charts_and_ledger_of_an_earlier_day(desk: Any, tmp_path: Path) -> None:
    """Under the charts it stands as of when they are."""
    field = desk.find("截至哪一天")
    field.setFocus()
    desk.type("2025-1-1")
    desk.key("Enter")
    desk.until(lambda: desk.says("2025年1月1日24:00 ·"), "the charts of that day")
    assert not desk.says("正在输入，还没有保存")
    presenter = next(
        child for child in desk.bench.page().children() if type(child).__name__ == "ChartsPresenter"
    )
    presenter.save_pictures(tmp_path)
    assert len(list(tmp_path.glob("2025-SF-截至2025年1月1日-图*.png"))) == len(CHARTS)
    presenter.export(tmp_path / "旧.xlsx")
    desk.until(lambda: desk.says("台账已导出"), "the ledger")
    note = openpyxl.load_workbook(tmp_path / "旧.xlsx")["口径说明"]["A2"].value
    assert "截至2025年1月1日" in note


def test_charts_of_a_day_to_come_are_refused(desk: Any) -> None:
    field = desk.find("截至哪一天")
    field.setFocus()
    desk.type("2100-12-31")
    desk.key("Enter")
    desk.until(lambda: desk.says("截至日期2100年12月31日还没有到"), "why not")
    assert not desk.says("2100年12月31日24:00 ·")
