"""A team hands in: two keys, and the package lies on the stick; the bureau takes it in."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from inspector_gui.window.shell.handing_in import HandInDialog
from tests.db.packages.pairs import Pair, lay_pair
from tests.journeys.dropping import cells, dropped

pytestmark = pytest.mark.journey

Opened = Callable[[Path], Any]


@pytest.fixture
def pair(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Pair:
    return lay_pair(tmp_path_factory, tmp_path)


def _begin(desk: Any, stick: Path) -> HandInDialog:
    """Where the last package was written, the next one goes."""
    desk.frame.settings.package_folder = stick
    desk.key("Ctrl+M")
    desk.until(lambda: desk.window.findChild(HandInDialog) is not None, "the dialog")
    dialog = desk.window.findChild(HandInDialog)
    assert isinstance(dialog, HandInDialog)
    return dialog


def test_two_keys_and_the_bureau_has_it(opened: Opened, pair: Pair) -> None:
    pair.record(place="会议室")
    desk = opened(pair.team)
    with desk.task("交一个数据包", at_most=2):
        dialog = _begin(desk, pair.stick)
        shown = {widget.text() for widget in dialog.findChildren(QLabel)}
        assert {"问题（个）", "123.00"} <= shown
        desk.until(dialog.go.hasFocus, "Enter does what comes next")
        desk.key("Enter")
    desk.until(lambda: dialog.word.text().startswith("已写好"), "the package")
    assert [path.name for path in pair.stick.iterdir()] == ["第一检查组-包0001.inspkg"]
    desk.key("Enter")
    assert not dialog.isVisible()
    desk.window.close()

    bureau = opened(pair.bureau)
    page = dropped(bureau, pair.stick)
    assert [row[3] for row in cells(page.files)] == ["可以合并"]
    bureau.key("Enter")
    bureau.until(lambda: bureau.line("已合并 1 份") != "", "the receipt")


def test_where_it_cannot_be_written_it_says_so_and_leaves_nothing(
    opened: Opened, pair: Pair
) -> None:
    desk = opened(pair.team)
    dialog = _begin(desk, pair.stick)
    pair.stick.rmdir()  # it was pulled out
    desk.until(dialog.go.hasFocus, "Enter does what comes next")
    desk.key("Enter")
    desk.until(lambda: dialog.go.isEnabled() and not dialog.progress.isVisible(), "word of it")
    assert dialog.word.text().endswith("。")
    assert "U盘" in dialog.word.text()
    assert not pair.stick.exists()
    pair.stick.mkdir()
    desk.key("Enter")
    desk.until(lambda: dialog.word.text().startswith("已写好"), "the package")
    desk.key("Enter")
    assert not dialog.isVisible()


def test_at_the_bureau_the_same_key_leads_to_merging(opened: Opened, pair: Pair) -> None:
    desk = opened(pair.bureau)
    desk.bench.show_page("batches")
    desk.key("Ctrl+M")
    assert desk.bench.page() is desk.bench.pages["merge"]
