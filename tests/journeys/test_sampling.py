"""Draws by keyboard: lists typed, pasted, imported; the school's number; the sample, the record."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit

from db.store import Store
from db.vocabulary import DrawKind, DrawRole
from inspector_gui.resources import SCENARIO
from tests.exchange.books import GOLDEN, write

pytestmark = pytest.mark.journey

Opened = Callable[[Path], Any]
SCHOOLS = {school["code"]: school for school in json.loads(SCENARIO.read_text("utf-8"))["schools"]}


def _go_to(desk: Any, kind: str) -> dict[str, Any]:
    """To a school of this kind; what the scenario says of it."""
    line = next(school for school in desk.bench.desk.schools if school.kind == kind)
    desk.key("Ctrl+K")
    desk.type(line.code)
    desk.key("Enter")
    assert desk.bench.desk.school.code == line.code
    desk.page("sampling")
    return SCHOOLS[line.code]


def _know_the_secret(monkeypatch: pytest.MonkeyPatch, secret: str) -> None:
    """Only chance is put aside: the draw itself is the program's."""
    monkeypatch.setattr("secrets.token_hex", lambda _: secret)


def _choose(desk: Any, path: Path) -> None:
    """Type a path into the file dialog that has opened."""
    desk.until(lambda: desk.window.findChildren(QFileDialog) != [], "the file dialog")
    [dialog] = desk.window.findChildren(QFileDialog)
    box = dialog.findChild(QLineEdit, "fileNameEdit")
    box.setText(str(path))
    QTest.keyClick(box, Qt.Key.Key_Return)
    desk.until(lambda: desk.window.findChildren(QFileDialog) == [], "the dialog is gone")
    desk.window.activateWindow()
    desk.until(desk.window.isActiveWindow, "the window has the keyboard again")


def _draws(path: Path, kind: DrawKind) -> list[Any]:
    with Store.open(path) as store, store.read() as work:
        return [
            draw
            for line in work.schools.lines()
            for draw in work.samplings.draws(line.visit_id)
            if draw.kind is kind
        ]


def _digest(desk: Any, name: str) -> str:
    """As it is shown, without the gaps between its groups."""
    return str(desk.find(name, QLabel).text()).replace(" ", "")


def test_classes_counted_drawn_replaced_targeted_and_printed(
    opened: Opened, team_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = opened(team_file)
    made = _go_to(desk, "PRIMARY")["class_sampling"]
    page = desk.bench.page()
    with desk.task("班级名单，一个年级", things=6, at_most=3):
        for grade in range(1, 7):
            count = sum(entry.startswith(f"{grade:02}-") for entry in made["population_list"])
            desk.type(str(count or 5))
            desk.key("Enter")
    asked = [row.line.code for row in page.classes.listed if row.asked]
    assert asked == made["population_list"], "grades one and two are listed but not drawn"
    assert len(page.classes.listed) == len(asked) + 10

    _know_the_secret(monkeypatch, made["team_nonce"])
    desk.tab_to("抽取数量")
    desk.key("Ctrl+A")
    desk.type(str(len(made["drawn"])))
    desk.tab_to("冻结名单")
    desk.key("Space")
    assert _digest(desk, "秘密数校验值") == made["team_nonce_sha256"]
    assert _digest(desk, "名单校验值") == made["list_sha256"]

    desk.type("12345")
    desk.key("Enter")
    assert desk.word("学校报的六位数字") == "要正好六位数字，如 058213。"
    desk.key("Ctrl+A")
    desk.type(made["witness_number"])
    desk.key("Enter")
    table = page.desks[DrawKind.SCHOOL_CLASS].results.table
    order = [row.drawn.entry for row in table.rows.rows]
    assert order == made["drawn"] + made["reserve"]
    assert desk.says("可以重现")
    assert desk.tab("sampling") == f"抽样 {len(made['drawn'])}"
    assert desk.tab("questionnaires").endswith(f" {len(made['drawn'])}")

    desk.type("r1")
    desk.key("Enter")
    assert table.rows.rows[0].drawn.replaced
    desk.type("t")
    desk.key("Tab")
    desk.type("1")
    desk.key("Enter")
    assert table.rows.rows[-1].drawn.role is DrawRole.TARGETED
    desk.type("p")
    folder = team_file.parent / "文书"
    desk.until(lambda: len(list(folder.glob("*.pdf"))) == 2, "both copies of the record")
    text = _text_of(next(folder.glob("*检查组*.pdf")))
    for part in (made["team_nonce"], made["witness_number"], "信访举报反映", "该班当天外出活动"):
        assert part in text
    assert "信访" not in _text_of(next(folder.glob("*学校*.pdf")))
    desk.window.close()

    [draw] = _draws(team_file, DrawKind.SCHOOL_CLASS)
    assert (draw.seed_text, draw.list_sha256) == (made["seed_text"], made["list_sha256"])
    assert [one.entry for one in draw.in_use] == (made["drawn"] + made["reserve"])[
        1 : len(made["drawn"]) + 1
    ]


def _text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return "".join(text.split()).replace("\ufffe", "")


def test_parents_drawn_from_an_imported_roster_leave_no_other_name(
    opened: Opened, team_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = opened(team_file)
    entry = _go_to(desk, "JUNIOR")
    made, rows = entry["roster_sampling"], entry["roster_rows"]
    heads = [["花名册"], ["序号", "学生姓名", "监护人联系电话"]]
    people = [[n, f"秘密姓名{n:05}", 13_900_000_000 + n] for n in range(1, rows + 1)]
    outside = tmp_path / "学校的U盘"
    outside.mkdir()
    path = write(outside / "名册.xlsx", [*heads, *people])

    desk.key("Alt+2")
    desk.key("Ctrl+I")
    _choose(desk, path)
    page = desk.bench.page()
    desk.until(lambda: page.roster.freeze.button.isEnabled(), "the roster is read")
    _know_the_secret(monkeypatch, made["team_nonce"])
    desk.tab_to("冻结名单")
    desk.key("Space")
    desk.type(made["witness_number"])
    desk.key("Enter")
    table = page.desks[DrawKind.ROSTER].results.table
    assert [row.drawn.entry for row in table.rows.rows] == made["drawn"] + made["reserve"]
    first = table.rows.index(0, 1)
    assert first.data() == "已隐藏", "the school may be looking"
    desk.type("s")
    assert first.data() == f"花名册第 {int(made['drawn'][0]):,} 行"
    assert desk.tab("calls").endswith("0/3")
    desk.key("Ctrl+B")
    desk.until(lambda: "已备份" in desk.window.banner.text(), "a backup")
    desk.window.close()

    kept = {int(one) for one in made["drawn"] + made["reserve"]}
    everything = b"".join(
        path.read_bytes()
        for path in team_file.parent.rglob("*")
        if path.is_file() and outside not in path.parents
    )
    for number, name, phone in people:
        for secret in (name, str(phone)):
            assert (str(secret).encode() in everything) == (number in kept), number
    with Store.open(team_file) as store, store.read() as work:
        visit = next(line.visit_id for line in work.schools.lines() if line.code == entry["code"])
        roster = work.samplings.roster(visit)
        assert roster is not None
        assert (roster.rows, roster.source) == (rows, "名册.xlsx")
        calls = work.calls.calls(visit)
        assert [call.roster_seq for call in calls] == [int(one) for one in made["drawn"]]
        assert all(call.has_number for call in calls)


def test_a_class_list_is_pasted_and_what_it_lacks_is_said(opened: Opened, team_file: Path) -> None:
    desk = opened(team_file)
    _go_to(desk, "JUNIOR")
    QApplication.clipboard().setText("班级\t人数\n七(1)班\t５２\n国际部\t9\n八(2)班\t50人\n")
    desk.key("Ctrl+V")
    page = desk.bench.page()
    desk.until(lambda: len(page.classes.listed) == 2, "the list is read")
    assert [row.line.code for row in page.classes.listed] == ["07-01", "08-02"]
    assert page.classes.word.text().startswith(
        "读出 2 个班，新增 2 个。有 1 处要核对：第 3 行 A 列"
    )
    assert "在籍合计 102 人" in page.classes.summary.text()
    desk.tab_to("班级名单")
    desk.key("Ctrl+Z")
    assert page.classes.listed == []


def test_what_was_said_of_a_list_goes_with_it(opened: Opened, team_file: Path) -> None:
    desk = opened(team_file)
    _go_to(desk, "JUNIOR")
    view = desk.bench.page().classes
    QApplication.clipboard().setText("七(1)班\t五十\n七(2)班\t50\n")
    desk.key("Ctrl+V")
    desk.until(view.word.isVisible, "what was read")
    assert "第 1 行 A 列" in view.word.text()
    desk.key("Ctrl+Z")
    assert not view.word.isVisible()
    desk.key("Ctrl+Y")
    desk.key("Ctrl+V")
    desk.until(view.word.isVisible, "what was read")
    _go_to(desk, "PRIMARY")
    assert not view.word.isVisible()


def test_numbers_no_school_has_are_told_in_full_at_the_field(
    opened: Opened, team_file: Path
) -> None:
    desk = opened(team_file)
    _go_to(desk, "JUNIOR")
    page, first = desk.bench.page(), desk.focus()
    desk.type("999\n8\n")
    desk.key("Alt+2")
    desk.tab_to("花名册行数")
    desk.type("很多\n")
    assert desk.word("花名册行数") == "请填整数，如 52"
    word = desk.label("请填整数")
    assert word.width() >= word.sizeHint().width()
    desk.key("Alt+1")
    assert (first.text(), first.accessibleDescription()) == ("999", "最多 60 个班")
    word = desk.label("最多 60 个班")
    assert word.width() >= word.sizeHint().width()
    assert len(page.classes.listed) == 8


def test_a_frozen_list_outlives_the_window_and_takes_only_the_same_roster(
    opened: Opened, team_file: Path, tmp_path: Path
) -> None:
    first, other = (
        write(
            tmp_path / f"{name}.xlsx",
            [["姓名", "电话"], *([f"{name}{n}", 13900000000 + n] for n in range(9))],
        )
        for name in "甲乙"
    )
    desk = opened(team_file)
    _go_to(desk, "KINDERGARTEN")
    desk.key("Alt+2")
    desk.key("Ctrl+I")
    _choose(desk, first)
    desk.until(lambda: desk.bench.page().roster.freeze.button.isEnabled(), "the roster is read")
    desk.tab_to("冻结名单")
    desk.key("Space")
    desk.window.close()

    desk = opened(team_file)
    _go_to(desk, "KINDERGARTEN")
    desk.key("Alt+2")
    page = desk.bench.page()
    assert desk.says("不在内存里")
    desk.key("Ctrl+I")
    _choose(desk, other)
    desk.until(lambda: "不是同一份" in desk.window.banner.text(), "the other roster is refused")
    desk.key("Ctrl+I")
    _choose(desk, first)
    desk.until(lambda: desk.says("不在内存里") == "", "the same roster is taken")
    page.enter()
    desk.type("058213")
    desk.key("Enter")
    desk.window.close()
    [draw] = _draws(team_file, DrawKind.ROSTER)
    assert (draw.witness_number, draw.population) == ("058213", 9)
    with Store.open(team_file) as store, store.read() as work:
        assert len(work.calls.all_numbers()) == 6
        assert all(name.startswith("甲") for name in work.calls.all_names())


def test_a_frozen_list_is_given_up_with_a_reason(opened: Opened, team_file: Path) -> None:
    desk = opened(team_file)
    _go_to(desk, "JUNIOR")
    desk.type("8")
    desk.key("Enter")
    desk.tab_to("冻结名单")
    desk.key("Space")
    desk.tab_to("作废这份名单")
    desk.key("Space")
    desk.type("1")
    desk.key("Enter")
    assert desk.focus().accessibleName() == "七年级班数"
    assert _draws_in(desk) == ([], [])
    desk.key("Ctrl+Z")
    assert _draws_in(desk) == ([], []), "what was frozen is not undone, it is given up"


def _draws_in(desk: Any) -> tuple[list[Any], list[Any]]:
    visit = desk.bench.desk.school.visit_id
    with desk.bench.desk.store.read() as work:
        return work.samplings.draws(visit), work.samplings.pending(visit)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("locked.xlsx", "设有打开密码"),
        ("page.xls", "不是真正的电子表格"),
        ("none.csv", "没有找到表头"),
    ],
)
def test_a_bad_roster_gets_one_sentence_and_changes_nothing(
    opened: Opened, team_file: Path, tmp_path: Path, name: str, says: str
) -> None:
    (tmp_path / "page.xls").write_text("<html></html>")
    (tmp_path / "none.csv").write_text("甲\n乙\n")
    path = GOLDEN / name if name == "locked.xlsx" else tmp_path / name
    desk = opened(team_file)
    _go_to(desk, "KINDERGARTEN")
    desk.key("Alt+2")
    desk.key("Ctrl+I")
    _choose(desk, path)
    desk.until(lambda: says in desk.window.banner.text(), says)
    assert "Traceback" not in desk.window.banner.text()
    with desk.bench.desk.store.read() as work:
        assert work.samplings.roster(desk.bench.desk.school.visit_id) is None


def test_a_hundred_thousand_rows_show_progress_and_can_be_given_up(
    opened: Opened, team_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "全市.csv"
    lines = ["姓名,电话", *(f"学生{n},{13800000000 + n}" for n in range(100_000))]
    path.write_text("\n".join(lines), "gb18030")
    desk = opened(team_file)
    _go_to(desk, "KINDERGARTEN")
    desk.key("Alt+2")
    desk.key("Ctrl+I")
    _choose(desk, path)
    page = desk.bench.page()
    desk.until(page.progress.isVisible, "progress is shown", turns=4_000)
    desk.key("Esc")
    desk.until(lambda: not page.progress.isVisible(), "it stopped")
    assert not page.roster.freeze.button.isEnabled()
    desk.key("Ctrl+I")
    _choose(desk, path)
    desk.until(lambda: page.roster.freeze.button.isEnabled(), "the roster is read")
    with desk.bench.desk.store.read() as work:
        roster = work.samplings.roster(desk.bench.desk.school.visit_id)
    assert roster.rows == 100_000
