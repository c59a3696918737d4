"""Who is new rehearses a day, and it cannot be mistaken for a real one."""

from pathlib import Path
from typing import Any

import pytest

from inspector_gui.demo.rehearsal import make_rehearsal
from inspector_gui.statistics.rehearsal import Lesson
from inspector_gui.window.shell.rehearsing import RehearsalStrip

pytestmark = pytest.mark.journey


@pytest.fixture
def rehearsal(opened: Any, tmp_path: Path) -> Any:
    return opened(make_rehearsal(tmp_path / "演练" / "演练.inspection"), nobody=True)


def said(desk: Any) -> str:
    desk.follow()
    return str(
        next(text for text in desk.texts() if text.startswith("第 ") and "，共 12 步" in text)
    )


def test_the_strip_is_on_every_page_and_leads_from_step_to_step(rehearsal: Any) -> None:
    desk = rehearsal
    assert said(desk) == f"第 1 步，共 12 步　{Lesson.PERSON.value}"
    desk.bench.status.person_chosen.emit(desk.bench.desk.people[0].id)
    assert said(desk).startswith("第 2 步")
    for spec in desk.bench.specs:
        desk.bench.show_page(spec.key)
        desk.settle()
        assert desk.says("演练　学校和人都是虚构的，不能上交，不能合并"), spec.key
        strip = desk.window.findChild(RehearsalStrip)
        assert strip.isVisible()
    desk.key("F7")
    assert desk.bench.page() is desk.bench.pages["overview"]
    desk.key("F2")
    assert said(desk).startswith("第 3 步")


def test_it_is_not_handed_in(rehearsal: Any) -> None:
    rehearsal.bench.status.person_chosen.emit(rehearsal.bench.desk.people[0].id)
    rehearsal.key("Ctrl+M")
    assert "不能生成数据包上交" in rehearsal.window.banner.text()


def test_it_begins_anew_when_asked_and_a_real_file_has_no_strip(
    rehearsal: Any, opened: Any, team_file: Path
) -> None:
    desk = rehearsal
    desk.bench.status.person_chosen.emit(desk.bench.desk.people[0].id)
    desk.key("F2")
    desk.frame.menus.again_wanted.emit()
    desk.button("重新开始").click()
    desk.until(lambda: desk.bench is not None and desk.bench.desk.is_nobody, "it begins anew")
    assert said(desk).startswith("第 1 步")
    desk.frame.open(team_file)
    desk.settle()
    assert not desk.says("演练　学校和人都是虚构的，不能上交，不能合并")
