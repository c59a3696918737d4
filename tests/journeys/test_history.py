"""F4: who wrote what into this field, when, where, and what became of it."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from db.merge.batch_import import merge
from db.store import Store
from db.vocabulary import Act
from inspector_gui.window.pages import pages_for
from inspector_gui.window.shell.history import HistoryBox

NOTHING = "这里没有可查的修改记录：先把光标放到一格或一行上，再按 F4。"

pytestmark = pytest.mark.journey

Opened = Callable[[Path], Any]


def _be(desk: Any, number: int) -> str:
    person = desk.bench.desk.people[number]
    desk.bench.status.person_chosen.emit(person.id)
    return str(person.name)


def _ask(desk: Any) -> HistoryBox:
    """F4 where the keyboard is."""
    desk.key("F4")
    box = QApplication.activeModalWidget()
    assert isinstance(box, HistoryBox), desk.window.banner.text()
    desk.until(lambda: desk.focus().window() is box, "the keyboard is in the box")
    return box


def _close(desk: Any, key: str = "Esc") -> None:
    desk.key(key)
    assert QApplication.activeModalWidget() is None
    desk.until(lambda: QApplication.focusWidget() is not None, "the keyboard is back")
    assert desk.focus().window() is desk.window


def _told(box: HistoryBox, *titles: str) -> list[tuple[str, ...]]:
    columns = [column for column in box.table.rows.columns if column.title in titles]
    return [tuple(column.text(row) for column in columns) for row in box.table.rows.rows]


def test_two_people_and_an_undo(opened: Opened, team_file: Path) -> None:
    desk = opened(team_file)
    first = _be(desk, 0)
    page = desk.page("checklist")
    desk.type("2")
    desk.type("n")
    desk.type("收资料费，家长13812341234反映")
    page.enter()
    second = _be(desk, 1)
    desk.type("n")
    desk.key("End")
    desk.type("，每生 20 元")
    page.enter()
    desk.type("3")
    desk.key("Ctrl+Z")
    desk.type("n")
    field = desk.focus()
    box = _ask(desk)
    code = page.table.current().item.code
    assert box.windowTitle() == f"修改记录：检查项 {code} · 情况记录"
    assert _told(box, "录入员", "内容", "来自", "现状") == [
        (second, "收资料费，家长138****1234反映，每生 20 元", "本机", "现在"),
        (first, "收资料费，家长138****1234反映", "本机", "后来改了"),
    ]
    assert box.whole.startswith("收资料费，家长138****1234反映，每生 20 元\n2026")
    desk.key("Down")
    assert first in box.whole
    _close(desk)
    assert desk.focus() is field, "Escape returns to the field"
    page.enter()
    box = _ask(desk)
    verdicts = _told(box, "项目", "录入员", "内容", "操作", "现状")
    assert (second, "结论", "不符合", "撤销", "现在") in verdicts
    assert (second, "结论", "存疑待核", "填写检查结论", "已撤销") in verdicts
    assert (first, "结论", "不符合", "填写检查结论", "后来改了") in verdicts
    _close(desk, "F4")


def test_a_field_nobody_has_filled_says_so(opened: Opened, team_file: Path) -> None:
    desk = opened(team_file)
    desk.page("overview")
    desk.tab_to("察看处数")
    box = _ask(desk)
    assert box.table.isHidden()
    assert "这一项还没有人填过、改过。" in _labels(box)
    _close(desk)
    desk.type("12")
    box = _ask(desk)
    assert _told(box, "内容", "现状") == [("12", "现在")], "what is being typed is kept first"
    _close(desk)
    desk.page("documents")
    desk.key("F4")
    assert desk.window.banner.text() == NOTHING


def _labels(box: HistoryBox) -> list[str]:
    from PySide6.QtWidgets import QLabel

    return [widget.text() for widget in box.findChildren(QLabel) if widget.isVisible()]


def _fees(desk: Any) -> str:
    desk.page("fees")
    desk.tab_to("收费项目")
    desk.type("作业本费")
    desk.key("Ctrl+Enter")
    desk.until(lambda: bool(desk.bench.page().faces["fees"].table.rows.rows), "a fee is entered")
    desk.bench.page().enter()
    desk.key("Enter")
    desk.tab_to("实收标准（元）")
    desk.type("20")
    return "20.00元"


def _interviews(desk: Any) -> str:
    desk.page("interviews")
    desk.type("n2")
    desk.type("收过资料费\n")
    desk.key("Up")
    return "收过资料费"


def _calls(desk: Any) -> str:
    desk.page("calls")
    desk.type("17\n")
    desk.tab_to("家长电话")
    desk.type("n")
    desk.type("晚上再打")
    return "晚上再打"


def _findings(desk: Any) -> str:
    desk.page("findings")
    desk.tab_to("新增问题")
    desk.key("Space")
    desk.tab_to("应退")
    desk.type("178716")
    return "178716.00元"


def _envelope(desk: Any) -> str:
    desk.page("questionnaires")
    desk.type("402\n")
    desk.type("45")
    return "45"


def _counts(desk: Any) -> str:
    from db.vocabulary import EntryMethod

    _be(desk, 0)
    page = desk.page("questionnaires")
    desk.type("402\n45\n44\n40\n")
    page.bar.method_chosen.emit(EntryMethod.COUNTS)
    desk.type("30\n")
    desk.key("Up")
    assert isinstance(desk.focus(), QLineEdit)
    return "30"


def _overview(desk: Any) -> str:
    page = desk.page("overview")
    methods = page.form.fields["methods"]
    methods.focusProxy().setFocus()
    desk.key("Space")
    return "添加"


@pytest.mark.parametrize(
    "fill", [_fees, _interviews, _calls, _findings, _envelope, _counts, _overview]
)
def test_every_page_tells_of_the_field_under_the_keyboard(
    opened: Opened, team_file: Path, fill: Callable[[Any], str]
) -> None:
    desk = opened(team_file)
    desk.key("Ctrl+K")
    desk.type("slxx")
    desk.key("Enter")
    value = fill(desk)
    box = _ask(desk)
    assert _told(box, "内容")[0] == (value,)
    _close(desk)


def test_at_the_bureau_a_word_names_the_import_it_came_with(
    opened: Opened, demo: Path, tmp_path: Path, team_file: Path
) -> None:
    bureau = Path(shutil.copy(demo / "2025-SF.inspection", tmp_path))
    with Store.open(team_file) as store:
        with store.read() as work:
            school = work.schools.lines()[0]
            store.person = work.people.members(school.team_id)[0].id
        store.device = "02000000abcd"
        with store.act(Act.RECORD_VISIT, school=school.id) as work:
            work.visits.record(school.visit_id, place="学校会议室")
    with Store.open(bureau) as store:
        with store.act(Act.RECORD_VISIT, school=school.id) as work:
            work.visits.record(school.visit_id, place="校长室")
        merge(store, team_file)
    desk = opened(bureau)
    desk.campaign_page("conflicts")
    box = _ask(desk)
    assert box.windowTitle().startswith("修改记录：进校检查")
    assert set(_told(box, "内容", "现状")) == {("学校会议室", "待裁定"), ("校长室", "现在")}
    _close(desk)
    desk.key("Ctrl+K")
    desk.type(school.code)
    desk.key("Enter")
    desk.page("overview")
    desk.tab_to("签字地点")
    box = _ask(desk)
    assert set(_told(box, "内容", "来自")) == {("学校会议室", "第 1 批"), ("校长室", "本机")}
    desk.key("Down")
    assert f"电脑 abcd，随第 1 批合并：{team_file.name}" in box.whole
    _close(desk)


def test_f4_is_safe_on_every_page(opened: Opened, team_file: Path) -> None:
    desk = opened(team_file)
    for spec in pages_for(
        desk.bench.desk.kind, of_school=True, inspection=desk.bench.desk.inspection
    ):
        desk.page(spec.key)
        desk.key("F4")
        if QApplication.activeModalWidget() is not None:
            desk.until(lambda: desk.focus().window() is not desk.window, "the box has the keyboard")
        _close(desk)
