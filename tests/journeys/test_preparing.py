"""A campaign from nothing to files handed out, by keys; and what changes while teams record."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog

from db.storage.keys import unwrap
from db.store import Store
from db.vocabulary import DayKind, RecusalReason
from inspector_gui.window.app import furnish
from inspector_gui.window.forms.choice_fields import ChoiceField
from inspector_gui.window.shell.window import Window
from inspector_gui.window.theme.theme import Theme
from tests.exchange.books import GOLDEN, write
from tests.journeys.conftest import Desk

pytestmark = pytest.mark.journey

Opened = Callable[[Path], Any]
SECRET = "zhunbei-2026"  # noqa: S105  # of a file that lives for one test


@pytest.fixture
def empty(qtbot: Any, qapp: QApplication, settings_apart: None) -> Iterator[Desk]:
    """The window without a file."""
    if qapp.findChild(Theme) is None:
        Theme(qapp)
    window = Window()
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    desk = Desk(window, furnish(window, []))
    desk.settle()
    yield desk
    window.close()
    window.deleteLater()
    desk.settle()


def begin(desk: Desk, folder: Path) -> None:
    """The file of a new campaign, from the first screen."""
    desk.tab_to("新建检查")
    desk.key("Space")
    desk.until(lambda: _dialog(desk) is not None, "the dialog is there")
    desk.type("示例市教育局")
    for name, said in (("放在", str(folder)), ("口令", SECRET), ("再输一遍", SECRET)):
        desk.tab_to(name)
        desk.focus().selectAll()  # type: ignore[attr-defined]
        desk.type(said)
    desk.key("Enter")
    desk.until(lambda: desk.frame.bench is not None, "the new file is open")
    desk.window.activateWindow()
    desk.bench.page().enter()
    desk.settle()


def _dialog(desk: Desk) -> Any:
    found = [widget for widget in desk.window.findChildren(QDialog) if widget.isVisible()]
    return found[0] if found else None


def step(desk: Desk, wanted: str) -> Any:
    """Turn to a step by Ctrl+PgDown and Ctrl+PgUp."""
    page = desk.bench.page()
    keys = list(page.faces)
    by = keys.index(wanted) - keys.index(page.step)
    for _ in range(abs(by)):
        desk.key("Ctrl+PageDown" if by > 0 else "Ctrl+PageUp")
    assert page.step == wanted
    return page.face


def paste(desk: Desk, rows: list[list[str]]) -> None:
    QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in rows))
    desk.key("Ctrl+V")


PEOPLE = [
    ["姓名", "检查组", "职务", "工作单位", "电话", "近三年任职学校"],
    ["王喆", "1", "组长", "局纪委", "13800000001", ""],
    ["李珺玥", "1", "组员", "示例市实验小学", "13800000002", ""],
    ["赵四", "2", "组长", "局审计室", "", ""],
    ["钱五", "2", "组员", "示例市第一中学", "", "示例市机关幼儿园"],
]


def prepared(desk: Desk, folder: Path) -> None:
    """Schools from a workbook, people pasted, schools drawn to teams."""
    begin(desk, folder)
    page = desk.bench.page()
    assert page.step == "notice"
    step(desk, "schools").imports.import_wanted.disconnect()
    face = page.face
    desk.settle()
    steps = _presenter(face)
    steps.imports.tables.start(GOLDEN / "schools.xls")
    desk.until(lambda: face.imports.lines.isVisible(), "the list is shown before it comes in")
    assert "新增 4，更改 0，不变 0" in face.imports.message
    desk.key("Space")
    assert len(face.list.table.rows.rows) == 4
    desk.key("Ctrl+Z")
    assert face.list.table.rows.rows == [], "the whole list is one step"
    desk.key("Ctrl+Y")
    assert len(face.list.table.rows.rows) == 4
    step(desk, "people")
    paste(desk, PEOPLE)
    desk.until(lambda: "新增 4" in page.face.imports.message, "what was pasted is shown")
    desk.key("Space")
    assert [row.team.name for row in page.face.list.table.rows.rows] == [
        *["第一检查组"] * 2,
        *["第二检查组"] * 2,
    ]


def _presenter(face: Any) -> Any:
    from inspector_gui.window.page import Presenter

    return next(child for child in face.children() if isinstance(child, Presenter))


def draw(desk: Desk) -> None:
    step(desk, "assign")
    desk.key("Alt+R")
    desk.until(lambda: desk.focus().accessibleName() == "监督人", "the list is frozen")
    desk.type("局纪委")
    desk.key("Enter")
    desk.type("058213")
    desk.key("Enter")


def test_from_nothing_to_a_team_s_desk(empty: Desk, opened: Opened, tmp_path: Path) -> None:
    desk, folder = empty, tmp_path / "检查"
    prepared(desk, folder)
    draw(desk)
    face = desk.bench.page().face
    assert all(row.school.team for row in face.table.rows.rows)
    barred = {(row.school.name, row.school.team) for row in face.table.rows.rows}
    assert ("示例市实验小学", "第一检查组") not in barred
    assert ("示例市第一中学", "第二检查组") not in barred
    assert ("示例市机关幼儿园", "第二检查组") not in barred
    made = hand_out(desk)
    assert [path.name for path in made] == ["第一检查组.inspection", "第二检查组.inspection"]
    secrets = dict(zip(made, passphrases(desk), strict=True))
    bureau = desk.bench.desk.store.path
    desk.window.close()
    home = tmp_path / "组里"
    home.mkdir()
    ours = made[0]
    for one in (ours, ours.with_name(ours.name + ".keys")):
        shutil.copy(one, home)
    with Store.open(home / ours.name, unwrap(ours, secrets[ours])) as store, store.read() as work:
        assert {member.name for member in work.people.members()} == {"王喆", "李珺玥"}
        assert work.people.numbers() == {}, "numbers stay at the bureau"
        assert work.schools.lines()
    assert b"13800000001" not in ours.read_bytes()
    assert bureau.exists()


def test_a_workplace_that_may_be_a_school_is_answered_before_handing_out(
    empty: Desk, tmp_path: Path
) -> None:
    desk = empty
    begin(desk, tmp_path / "检查")
    page = desk.bench.page()
    tones = {key: knob.property("tone") for key, knob in page.steps.items()}
    assert (tones["assign"], tones["days"]) == ("warn", "warn"), "nothing is done yet"
    step(desk, "schools")
    schools = [["江城市 第三中学", "初中"], ["江城市育才小学", ""], ["江城市实验小学", ""]]
    paste(desk, [["学校名称", "类别"], *schools])
    desk.until(lambda: "新增 3" in page.face.imports.message, "schools")
    assert desk.focus().accessibleName() == "全部导入"
    desk.key("Space")
    step(desk, "people")
    paste(
        desk,
        [
            ["姓名", "检查组", "职务", "工作单位"],
            ["李志强", "1", "组长", "江城市第三中学"],
            ["王芳", "1", "组员", "育才小学"],
            ["赵四", "2", "组长", "市教育局"],
            ["钱五", "2", "组员", "师大附小"],
        ],
    )
    desk.until(lambda: "新增 4" in page.face.imports.message, "people")
    desk.key("Space")
    homes = [row.home and row.home.name for row in page.face.list.table.rows.rows]
    assert homes == ["江城市第三中学", None, None, None]
    step(desk, "lacks")
    lines = [line.accessibleName() for line in page.lacks.lines if line.isVisible()]
    said = "※ 王芳的单位“育才小学”像是“江城市育才小学”，请指定是哪所学校，或不在名单里"
    assert said in lines
    assert not page.lacks.go.isEnabled()
    desk.tab_to(said)
    desk.key("Enter")
    assert page.step == "people"
    assert page.face.row.name == "王芳"
    desk.tab_to("是江城市育才小学")
    desk.key("Space")
    assert page.face.row.home.name == "江城市育才小学"
    assert [recusal.reason for recusal in page.face.row.recusals] == [RecusalReason.OWN_SCHOOL]
    desk.key("Down")
    desk.key("Down")
    assert page.face.row.name == "钱五"
    desk.tab_to("名单里没有这所学校")
    desk.key("Space")
    assert not any(row.workplace for row in page.face.list.table.rows.rows)
    step(desk, "lacks")
    assert not [line for line in page.lacks.lines if line.isVisible() and "单位" in line.text()]
    desk.key("Ctrl+Z")
    assert [line for line in page.lacks.lines if line.isVisible() and "师大附小" in line.toolTip()]


def test_a_wrong_row_is_corrected_or_left_out_in_the_preview(empty: Desk, tmp_path: Path) -> None:
    desk = empty
    begin(desk, tmp_path / "检查")
    page = desk.bench.page()
    step(desk, "fees")
    paste(
        desk,
        [
            ["收费项目", "收费标准"],
            ["普通高中学费", "1000"],
            ["某某费", "20"],
            ["课后服务费", "一百五"],
            ["杂费", "三十"],
        ],
    )
    desk.until(lambda: "读不出来" in page.face.imports.message, "faults")
    faults = page.face.imports.faults
    assert desk.focus() is faults
    assert [fault.row for fault in faults.rows.rows] == [3, 4, 5, 5]
    desk.key("Enter")
    assert desk.focus().accessibleName() == "改为"
    desk.type("代收费")
    desk.key("Enter")
    desk.until(lambda: len(faults.rows.rows) == 3, "one fewer")
    assert desk.focus() is faults
    faults.go_to(1)
    desk.key("Delete")
    desk.until(lambda: len(faults.rows.rows) == 1, "a row fewer")
    desk.tab_to("改为")
    desk.type("150")
    desk.key("Enter")
    desk.until(lambda: "新增 3" in page.face.imports.message, "sound")
    assert desk.focus().accessibleName() == "全部导入"
    desk.key("Space")
    with desk.bench.desk.store.read() as work:
        rates = {fee.name: fee.rate_fen for fee in work.catalogues.fees()}
    assert rates == {"普通高中学费": 100_000, "某某费": 2_000, "课后服务费": 15_000}


def test_what_columns_cannot_heal_asks_for_none_and_the_next_list_starts_afresh(
    empty: Desk, tmp_path: Path
) -> None:
    desk = empty
    begin(desk, tmp_path / "检查")
    page = desk.bench.page()
    step(desk, "schools")
    paste(desk, [["代码", "学校名称"], ["A1", "甲小学"], ["A1", "乙小学"]])
    desk.until(lambda: "2 处" in page.face.imports.message, "both rows are shown")
    assert desk.focus() is page.face.imports.faults
    desk.key("Delete")
    desk.until(lambda: "新增 1" in page.face.imports.message, "one is left out")
    assert [line.title for line in page.face.imports.lines.rows.rows] == ["乙小学"]
    assert desk.says("第 2 行不导入。")
    paste(desk, [["园所"], ["甲幼儿园"]])
    desk.until(lambda: "没有找到表头" in page.face.imports.message, "columns wanted")
    assert "列名在第几行" in desk.names()
    paste(desk, [["学校名称"], ["甲小学"]])
    desk.until(lambda: "新增 1" in page.face.imports.message, "sound")
    assert "列名在第几行" not in desk.names()
    desk.key("Space")
    assert [row.name for row in page.face.list.table.rows.rows] == ["甲小学"]


def hand_out(desk: Desk) -> list[Path]:
    page = desk.campaign_page("handout")
    page.enter()
    desk.key("Alt+G")
    desk.until(lambda: page.sheets.isVisible(), "the sheets are shown")
    folder = desk.bench.desk.store.path.parent / "发放"
    return sorted(folder.glob("*.inspection"), key=lambda path: "一二三".index(path.name[1]))


def passphrases(desk: Desk) -> list[str]:
    """As they stand on the sheets."""
    with pypdfium2.PdfDocument(desk.bench.page().sheets.paper.pictures.pdf) as document:
        texts = [page.get_textpage().get_text_range().replace("\ufffe", "-") for page in document]
    return [
        next(word for word in text.split() if word.count("-") == 3 and word.isascii())
        for text in texts
    ]


@pytest.fixture
def bureau(opened: Opened, demo: Path, tmp_path: Path) -> Any:
    desk = opened(Path(shutil.copy(demo / "2025-SF.inspection", tmp_path)))
    shutil.copy(demo / "2025-SF.inspection.keys", tmp_path)
    desk.campaign_page("prepare")
    return desk


def test_by_hand_with_digits_and_the_own_school_is_refused(bureau: Any) -> None:
    face = step(bureau, "assign")
    schools = {row.school.code: n for n, row in enumerate(face.table.rows.rows)}
    face.table.go_to(schools["S033"])
    bureau.key("0")
    assert not face.table.rows.rows[schools["S033"]].school.team
    face.table.go_to(schools["S033"])
    bureau.key("1")
    said = bureau.window.banner.text()
    assert said.startswith("韩立新是“")
    assert said.endswith("不能检查本校，第一检查组不能检查这所学校；请派给别的组，或先调整组员。")
    bureau.key("2")
    assert face.table.rows.rows[schools["S033"]].school.team == "第二检查组"
    bureau.key("Ctrl+Z")
    assert not face.table.rows.rows[schools["S033"]].school.team


def test_days_move_over_holidays_and_make_up_workdays(bureau: Any) -> None:
    face = step(bureau, "days")
    path = bureau.bench.desk.store
    rows = face.table.rows.rows
    last = max(range(len(rows)), key=lambda n: (rows[n].number == 1, rows[n].school.planned_on))
    school = rows[last].school
    assert school.planned_on == date(2025, 9, 26), "a Friday"
    face.table.go_to(last)
    bureau.key("Right")
    assert _planned(path, school.code) == date(2025, 9, 28), "a Sunday with work"
    for _ in range(3):
        bureau.key("Right")
    assert _planned(path, school.code) == date(2025, 10, 9), "after the holidays"
    bureau.key("Enter")
    bureau.focus().selectAll()
    bureau.type("9-18")
    bureau.key("Enter")
    assert _planned(path, school.code) == date(2025, 9, 18)
    face.calendar.setFocus()
    bureau.key("H")
    with path.read() as work:
        assert work.campaigns.marked_days()[date(2025, 9, 18)] == (DayKind.HOLIDAY, "")


def _planned(store: Store, code: str) -> date | None:
    with store.read() as work:
        return next(school.planned_on for school in work.plans.schools() if school.code == code)


def test_unclear_columns_are_named_by_hand_and_faults_hold_the_list_back(
    bureau: Any, tmp_path: Path
) -> None:
    face = step(bureau, "schools")
    rows = [["附件"], ["园所", "编码简称"], ["甲幼儿园", "K1"], ["乙幼儿园", "K二"]]
    path = write(tmp_path / "a.xlsx", rows)
    _presenter(face).imports.tables.start(path)
    bureau.until(lambda: "列名在第几行" in bureau.names(), "columns are asked for")
    assert "没有" in face.imports.message
    assert not face.imports.take.isEnabled()
    bureau.tab_to("列名在第几行")
    assert bureau.focus().currentText().startswith("2　园所")
    bureau.tab_to("学校名称 *")
    bureau.key("Down")
    bureau.tab_to("学校代码")
    assert bureau.focus().currentText() == "B　编码简称"
    assert [str(row.why) for row in face.imports.faults.rows.rows] == [
        "写的是“K二”，代码只能用字母、数字和符号"
    ]
    before = len(face.list.table.rows.rows)
    assert not face.imports.take.isEnabled()
    bureau.tab_to("不导入")
    bureau.key("Space")
    assert len(face.list.table.rows.rows) == before


def test_a_recusal_is_added_and_what_breaks_it_holds_back_the_handing_out(bureau: Any) -> None:
    face = step(bureau, "people")
    desk = bureau.bench.desk
    with desk.store.read() as work:
        school = next(school for school in work.plans.schools() if school.team == "第一检查组")
    bureau.find("回避的学校", ChoiceField).show_value(school)
    bureau.find("回避的理由", ChoiceField).show_value(RecusalReason.RELATIVE)
    bureau.key("Alt+J")
    bureau.until(lambda: len(face.row.recusals) > 0, "it is kept")
    lacks = step(bureau, "lacks")
    assert lacks.lines[0].accessibleName() == f"※ 周敬之要回避“{school.name}”，却派给了本组"
    assert not lacks.go.isEnabled()
    bureau.key("Space")
    assert bureau.bench.page().step == "assign"
    bureau.campaign_page("handout")
    assert "还不能发放：周敬之要回避" in bureau.bench.page().word.text()
    assert not bureau.bench.page().go.isEnabled()


def test_a_change_goes_out_and_comes_in_at_the_team_s_desk(
    bureau: Any, opened: Opened, demo: Path, tmp_path: Path
) -> None:
    face = step(bureau, "people")
    face.list.entry.begin()
    bureau.type("新来的人")
    for _ in range(4):
        bureau.key("Enter")
    assert "新来的人" in {row.name for row in face.list.table.rows.rows}
    page = bureau.campaign_page("handout")
    page.enter()
    chosen = [(row.team.name, row.news) for row in page.table.rows.rows if row.chosen]
    assert chosen == [("第一检查组", "安排检查 1 步")]
    page.locked.setChecked(False)
    bureau.key("Alt+G")
    bureau.until(lambda: "已发放 1 个组" in page.word.text(), "handed out again")
    assert [row.state for row in page.table.rows.rows] == ["已发放"] * 6
    changes = tmp_path / "发放" / "第一检查组-更改2.inspection"
    team = opened(Path(shutil.copy(demo / "第一检查组.inspection", tmp_path)))
    from inspector_gui.window.shell.updating import Updating

    Updating(team.window, team.frame.notices, team.bench.desk).start(changes)
    team.until(lambda: "已取回局里的更改：新增 组员 1" in team.window.banner.text(), "taken in")
    team.until(
        lambda: "新来的人" in {person.name for person in team.bench.desk.people},
        "the person is known",
    )


def _line_of(desk: Any, title: str, article: str | None) -> Any:
    with desk.bench.desk.store.read() as work:
        lines = work.provisions.lines()
    return next(line for line in lines if title in line.title and line.article == article)


def test_an_article_is_dated_read_and_locked_for_all_its_uses(bureau: Any, tmp_path: Path) -> None:
    face = step(bureau, "bases")
    assert bureau.says("，已锁定 ")
    face.go_to(_line_of(bureau, "国有资产管理条例", "第五十三条第一项").key)
    face.enter()
    bureau.key("L")
    assert "核定人" in bureau.window.banner.text(), "who read it is asked for first"
    bureau.type("局财务处甲")
    bureau.key("Enter")
    face.enter()
    before = face.table.current()
    bureau.key("L")
    line = _line_of(bureau, "国有资产管理条例", "第五十三条第一项")
    assert (line.locked, line.checked_by) == (True, "局财务处甲")
    with bureau.bench.desk.store.read() as work:
        uses = [basis for basis in work.catalogues.bases() if basis.id in _ids(line)]
    assert len(uses) == len(line.uses) >= 3
    assert all(use.locked for use in uses)
    assert face.table.current().key != before.key, "the next one is under the cursor"
    bureau.key("Ctrl+Z")
    assert not _line_of(bureau, "国有资产管理条例", "第五十三条第一项").locked


def _ids(line: Any) -> set[Any]:
    return {use.citation_id for use in line.uses}


def test_enter_leads_to_what_an_article_lacks_and_its_text_comes_from_a_file(
    bureau: Any, tmp_path: Path
) -> None:
    face = step(bureau, "bases")
    face.go_to(_line_of(bureau, "规范中小学服务性收费", "第一部分").key)
    face.enter()
    bureau.key("Enter")
    assert bureau.focus().accessibleName() == "施行日期"
    bureau.type("2010-9-1")
    bureau.key("Enter")
    line = _line_of(bureau, "规范中小学服务性收费", "第一部分")
    assert line.in_force_from == date(2010, 9, 1)
    assert not line.obstacles
    face.person.show_value("局财务处甲")
    bureau.key("L")
    assert _line_of(bureau, "规范中小学服务性收费", "第一部分").locked, (
        "from the date straight to L"
    )
    face.go_to(_line_of(bureau, "教育法（2021年修正）", "第七十八条").key)
    assert face.table.current().article == "第七十八条"
    text = tmp_path / "教育法.txt"
    text.write_text("第三十条 学校应当履行下列义务：\n第七十八条 责令退还所收费用。\n", "gb18030")
    bureau.bench.page().faces["bases"].import_wanted.disconnect()
    from inspector_gui.window.pages.prepare.bases import BasisStep

    BasisStep.take_in(face.findChild(BasisStep), face.table.current(), [text])
    assert face.prose.toPlainText() == "责令退还所收费用。"
    with bureau.bench.desk.store.read() as work:
        read = {line.article: line.text for line in work.provisions.lines() if line.text}
    assert set(read) == {"第三十条第五项", "第三十条第六项", "第七十八条"}


def test_a_placeholder_is_locked_only_as_a_real_paper(bureau: Any) -> None:
    face = step(bureau, "bases")
    face.go_to(_line_of(bureau, "教育收费目录及标准文件", None).key)
    assert not face.lock.isEnabled()
    face.enter()
    bureau.key("L")
    assert "占位" in bureau.window.banner.text()


def test_a_citation_is_added_to_an_item_and_taken_away(bureau: Any) -> None:
    face = step(bureau, "contents")
    item, store = face.items.current(), bureau.bench.desk.store
    with store.read() as work:
        before = work.catalogues.bases(item.id)
        rules = {rule.title: rule.id for rule in work.catalogues.rules()}
    face.rule.show_value(rules["中华人民共和国教育法（2021年修正）"])
    face.article.setFocus()
    bureau.type("第三十条第（六）项")
    bureau.key("Enter")
    with store.read() as work:
        after = work.catalogues.bases(item.id)
    assert len(after) == len(before) + 1
    assert (after[-1].citation.article, after[-1].locked) == ("第三十条第六项", True)
    face.bases.setFocus()
    face.bases.go_to(len(after) - 1)
    bureau.key("Delete")
    with store.read() as work:
        assert work.catalogues.bases(item.id) == before
