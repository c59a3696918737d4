"""An error stays until it is put away; news goes by itself."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.errors import InspectionError
from inspector_gui.window.notices import Notices
from inspector_gui.window.shell import window as shell
from inspector_gui.window.shell.window import Banner
from inspector_gui.window.theme import theme as look


@pytest.fixture
def banner(qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Banner:
    if qapp.findChild(look.Theme) is None:
        look.Theme(qapp)
    monkeypatch.setattr(shell, "NEWS_MS", 30)
    made = Banner()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def notices(banner: Banner) -> Notices:
    made = Notices(banner)
    made.noticed.connect(banner.show_notice)
    return made


def test_news_goes_by_itself(banner: Banner, notices: Notices, qtbot: QtBot) -> None:
    notices.show_news("没有可以撤销的步骤。")
    assert banner.text() == "没有可以撤销的步骤。"
    qtbot.waitUntil(banner.isHidden)
    assert banner.text() == ""


def test_an_error_stays_and_news_does_not_push_it_out(
    banner: Banner, notices: Notices, qtbot: QtBot
) -> None:
    notices.show_error(InspectionError("磁盘已满；请清出空间再试。"))
    notices.show_news("已备份。")
    assert banner.text() == "磁盘已满；请清出空间再试。\n已备份。"
    qtbot.waitUntil(lambda: banner.text() == "磁盘已满；请清出空间再试。")
    assert banner.isVisible()
    banner.dismiss()
    assert banner.isHidden()


def test_word_of_work_stays_until_the_next_word(
    banner: Banner, notices: Notices, qtbot: QtBot
) -> None:
    notices.show_work("正在生成演示数据：1/58 所学校")
    with pytest.raises(qtbot.TimeoutError):
        qtbot.waitUntil(banner.isHidden, timeout=200)
    notices.show_work("正在生成演示数据：2/58 所学校")
    assert banner.text() == "正在生成演示数据：2/58 所学校"
