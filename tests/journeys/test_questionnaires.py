"""A class's envelope, counted twice by two people, by keyboard alone; then read from the file."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from db.store import Store
from db.vocabulary import ClueSource, EntryMethod, FormKind
from inspector_gui.demo.clock import Clock
from inspector_gui.demo.facts import load_facts
from inspector_gui.demo.recording import record_team
from inspector_gui.demo.scenario import load
from inspector_gui.resources import SCENARIO
from inspector_gui.statistics.pairing import agreed
from inspector_gui.statistics.tally import cells_of, counts_of
from inspector_gui.window.pages.questionnaires.tally_import import TallyImport
from tests.journeys.paper import counts_of_tally, forms, plain_keys, practised_keys

pytestmark = pytest.mark.journey

Opened = Callable[[Path], Any]

#: What one form of a class may cost a practised clerk, all in all.
KEYS_A_FORM = 16


@pytest.fixture
def file(demo: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(demo / "第五检查组.inspection", tmp_path))


@pytest.fixture(scope="module")
def entry() -> dict[str, Any]:
    """A 53-form class of 15 questions, as the scenario tells of it."""
    classes = json.loads(SCENARIO.read_text("utf-8"))["classes"]
    return next(class_ for class_ in classes if class_["code"] == "S027-0706")


def turn_to(desk: Any, code: str) -> Any:
    school = next(school for school in desk.bench.desk.schools if school.code == code)
    desk.key("Ctrl+K")
    desk.type(code)
    desk.key("Enter")
    assert desk.bench.desk.school.visit_id == school.visit_id
    return desk.page("questionnaires")


def be(desk: Any, number: int) -> None:
    """Hand the keyboard to another member."""
    desk.bench.status.person_chosen.emit(desk.bench.desk.people[number].id)
    desk.settle()


def add_class(desk: Any, name: str, *numbers: int) -> None:
    desk.key("Ctrl+N")
    desk.type(name)
    desk.key("Enter")
    assert desk.focus().accessibleName() == "发放"
    for number in numbers:
        desk.type(str(number))
        desk.key("Enter")


def press(desk: Any, keys: str) -> None:
    for part in keys.splitlines(keepends=True):
        desk.type(part.rstrip("\n"))
        if part.endswith("\n"):
            desk.key("Enter")


def finish(desk: Any) -> None:
    desk.tab_to("这次录入已录毕")
    desk.key("Space")


def envelope_of(path: Path, name: str = "07-06") -> tuple[Any, Any]:
    with Store.open(path) as store, store.read() as work:
        for line in work.schools.lines():
            for envelope in work.questionnaires.envelopes(line.visit_id):
                if envelope.class_code == name:
                    return envelope, work.forms.script(FormKind.STUDENT).for_stage(envelope.stage)
    raise AssertionError(name)


def test_a_class_is_counted_twice_and_settled(
    opened: Opened, file: Path, entry: dict[str, Any]
) -> None:
    desk = opened(file)
    be(desk, 0)
    page = turn_to(desk, "S027")
    add_class(desk, "706", 53, 53, 53)
    questions = page.sheets.form.questions
    paper = forms(questions, entry["tally"], entry["valid"])
    assert len(questions) == 15
    with desk.task("问卷逐份录入，一份", things=len(paper), at_most=KEYS_A_FORM):
        for sheet in paper:
            press(desk, practised_keys(questions, sheet))
            if sheet["S15"]:
                press(desk, "T\n")
    assert page.context.sums == "录入份数与回收、有效份数相符 ✓"
    finish(desk)

    be(desk, 1)
    desk.key("Alt+4")
    page.method_chosen.emit(EntryMethod.COUNTS)
    expected = counts_of_tally(entry["tally"])
    wrong = {"S05.A": expected["S05.A"] - 1, "S05.B": expected["S05.B"] + 1}
    for card in page.counts.cards:
        for part, box in card.boxes.items():
            name = f"{card.question.code}.{part}"
            assert desk.focus() is box
            number = {**expected, **wrong}[name]
            desk.type(f"{number / 2:g}" if part == "twice_median" else str(number))
            desk.key("Enter")
    finish(desk)

    rows = page.settle.table.rows.rows
    assert [(row.cell, row.counted) for row in rows] == [
        (name, (expected[name], wrong[name])) for name in wrong
    ]
    desk.type("1")
    assert "还有 1 处待核定" in page.settle.word
    desk.type("N")
    press(desk, f"{expected['S05.B']}\n")
    assert page.settle.word == "2 处差异都已核定，合计相符 ✓"
    desk.window.close()

    envelope, asked = envelope_of(file)
    assert [counting.clerk for counting in envelope.countings] == [
        member.id for member in _members(file)[:2]
    ]
    assert agreed(envelope, asked) == expected
    assert counts_of(envelope.countings[0], asked) == expected
    assert set(expected) == set(cells_of(asked))


def _members(path: Path) -> list[Any]:
    with Store.open(path) as store, store.read() as work:
        return list(work.people.members(work.file().team_id))


def test_digits_and_enter_alone_do_it_too(
    opened: Opened, file: Path, entry: dict[str, Any]
) -> None:
    desk = opened(file)
    be(desk, 0)
    page = turn_to(desk, "S027")
    add_class(desk, "七6", 53, 53, 53)
    questions = page.sheets.form.questions
    paper = forms(questions, entry["tally"], entry["valid"])[20:26]
    with desk.task("问卷：一份（15 题），只用数字和 Enter", things=len(paper), at_most=21):
        for sheet in paper:
            press(desk, plain_keys(questions, sheet))
    desk.window.close()
    with Store.open(file) as store, store.read() as work:
        envelope, _ = next(
            (envelope, line)
            for line in work.schools.lines()
            for envelope in work.questionnaires.envelopes(line.visit_id)
        )
        lines = work.sheets.lines(envelope.countings[0].id)
    assert [dict(line.answers) for line in lines] == [{**one, "S15": None} for one in paper]


def test_backspace_takes_back_across_forms_and_nothing_begun_is_lost(
    opened: Opened, file: Path
) -> None:
    desk = opened(file)
    be(desk, 0)
    page = turn_to(desk, "S027")
    add_class(desk, "706", 53, 53, 53)
    press(desk, "1" + "9" + "1" + "6" + "111" + "3\n" + "1111" + "300\n" + "1")
    assert page.bar.title.text() == "第 2 / 53 份"
    desk.key("Backspace")
    assert page.bar.title.text() == "第 1 / 53 份"
    assert page.sheets.form.question.code == "S14"
    desk.key("Backspace")
    assert page.sheets.form.question.code == "S13"
    press(desk, "450\n")
    desk.type("2")
    press(desk, "25+3")
    desk.window.close()

    again = opened(file)
    be(again, 0)
    page = turn_to(again, "S027")
    assert page.bar.title.text() == "第 2 / 53 份"
    begun = page.sheets.form.answered()
    assert [begun[code] for code in ("S01", "S02", "S03", "S04", "S05")] == [*"BEAC", None]
    assert page.sheets.form.open
    again.window.close()
    envelope, _ = envelope_of(file)
    assert envelope.countings[0].answers["S13"] == {"450": 1}
    assert envelope.countings[0].answers["S14"] == {"B": 1}


def test_an_earlier_form_is_put_right_and_another_made_void(opened: Opened, file: Path) -> None:
    desk = opened(file)
    be(desk, 0)
    page = turn_to(desk, "S027")
    add_class(desk, "706", 53, 53, 50)
    one = "1" + "9" + "1" + "6" + "111" + "3\n" + "1111" + "300\n" + "1"
    press(desk, one * 3)
    desk.key("Delete")
    assert page.bar.title.text() == "第 5 / 53 份　作废 1"
    for _ in range(3):
        desk.key("PageUp")
    assert page.bar.title.text() == "改第 2 / 53 份"
    desk.type("3")
    desk.key("Down")
    desk.type("2")
    desk.key("End")
    assert page.bar.title.text() == "第 5 / 53 份　作废 1"
    desk.window.close()
    envelope, _ = envelope_of(file)
    counting = envelope.countings[0]
    assert (counting.sheets, counting.void) == (4, 1)
    assert counting.answers["S01"] == {"A": 2, "C": 1}
    assert counting.answers["S03"] == {"A": 2, "B": 1}


def test_one_person_does_not_count_twice(opened: Opened, file: Path) -> None:
    desk = opened(file)
    page = turn_to(desk, "S027")
    add_class(desk, "706", 53, 53, 53)
    desk.bench.desk.set_person(None)
    desk.settle()
    assert page.notice.startswith("请先按 F8 选择录入员")
    be(desk, 0)
    desk.key("Alt+3")
    press(desk, "1" + "9" + "1" + "6" + "111" + "3\n" + "1111" + "300\n" + "1")
    desk.key("Alt+4")
    assert page.notice.startswith("另一次录入就是您录的")
    desk.key("Alt+6")
    assert page.charts.chart.charts != []
    be(desk, 1)
    assert page.charts.chart.charts == [], "the second clerk does not see the first one's results"
    desk.key("Alt+4")
    assert page.notice == ""
    desk.key("Alt+3")
    assert page.notice.startswith("这次录入由另一人进行")


def test_the_noon_tally_shows_what_to_chase_and_a_signal_becomes_a_clue(
    opened: Opened, file: Path
) -> None:
    desk = opened(file)
    be(desk, 0)
    page = turn_to(desk, "S027")
    add_class(desk, "706", 53, 53, 53)
    desk.key("Alt+2")
    press(desk, "5\n" * 4 + "\n" * 20 + "15\n")
    desk.key("Backspace")
    press(desk, "1\n")
    assert page.bar.title.text() == "第 26 / 53 份"
    desk.tab_to("登记线索：S05 有，基本都要参加（4 份，16%）")
    desk.key("Space")
    desk.window.close()
    envelope, _ = envelope_of(file)
    [noon] = envelope.countings
    assert noon.method is EntryMethod.QUICK
    assert noon.sheets == 25
    assert noon.answers["S05"] == {"C": 4, None: 21}
    assert noon.answers["S02"] == {"F": 1, None: 24}
    with Store.open(file) as store, store.read() as work:
        [clue] = [c for line in work.schools.lines() for c in work.clues.lines(line.visit_id)]
    assert clue.source is ClueSource.QUESTIONNAIRE
    assert clue.item_code == "F-BK-01"
    assert "4 份，占 25 份的 16%" in clue.text
    assert "10% 且不少于 3 份" in clue.text


def test_impossible_numbers_are_told_at_once(opened: Opened, file: Path) -> None:
    desk = opened(file)
    be(desk, 0)
    page = turn_to(desk, "S027")
    desk.key("Ctrl+N")
    desk.type("403")
    desk.key("Enter")
    assert desk.word("班级") == "本校没有 4 年级"
    page.add_class.name.box.selectAll()
    desk.type("七6")
    desk.key("Tab")
    desk.type("50")
    desk.key("Enter")
    for number in ("60", "50", "55"):
        desk.type(number)
        desk.key("Enter")
    assert page.line.word == "份数前后不符：有效 ≤ 回收 ≤ 发放。"
    desk.key("Alt+1")
    desk.type("很多")
    desk.key("Enter")
    assert desk.word("发放") == "请填整数，如 52"
    assert page.line.fields["issued"].box.hasFocus()
    page.line.fields["issued"].box.selectAll()
    desk.type("60")
    desk.key("Enter")
    desk.key("Enter")
    page.line.fields["valid"].box.selectAll()
    desk.type("49")
    desk.key("Enter")
    assert page.line.word == "发放 60 份，多于在籍 50 人，请核对。"
    desk.window.close()
    envelope, _ = envelope_of(file)
    assert (envelope.issued, envelope.returned, envelope.valid) == (60, 50, 49)


def record(path: Path, code: str) -> None:
    """Let the team record all days up to this school's."""
    clock = Clock()
    with Store.open(path, now=clock) as store:
        for done in record_team(store, load(SCENARIO), load_facts(SCENARIO), clock):
            if done == code:
                return


def test_what_the_school_may_see_names_no_class_and_no_small_number(
    opened: Opened, file: Path
) -> None:
    record(file, "S027")
    desk = opened(file)
    page = turn_to(desk, "S027")
    desk.key("Alt+6")
    chart = page.charts.chart
    assert "少于5" not in chart.accessibleDescription()
    assert any(bar.count in range(1, 5) for chart in chart.charts for bar in chart.bars)
    desk.type("3")
    assert "少于5" in chart.accessibleDescription()
    shown = [bar.count for chart in chart.charts for bar in chart.bars]
    assert all(count is None or count == 0 or count >= 5 for count in shown)
    assert "年级" not in page.charts.word
    assert not desk.says("登记线索")


def test_a_filled_spreadsheet_is_a_counting_too(
    opened: Opened, file: Path, entry: dict[str, Any]
) -> None:
    desk = opened(file)
    be(desk, 0)
    page = turn_to(desk, "S027")
    add_class(desk, "706", 53, 53, 53)
    desk.tab_to("生成录入用的电子表格")
    desk.key("Space")
    [path] = (file.parent / "表样").glob("*.xlsx")
    questions = page.sheets.form.questions
    book = openpyxl.load_workbook(path)
    for row, form in enumerate(forms(questions, entry["tally"], 53), 4):
        for column, question in enumerate(questions, 2):
            book["逐份录入"].cell(row, column).value = form[question.code]
    book.save(path)
    page.findChild(TallyImport).table.start(path)
    desk.until(lambda: page.bar.title.text() == "53 份录完", "the forms are there")
    assert desk.undo_text() == "撤销“录入问卷”(&U)"
    page.findChild(TallyImport).table.start(path)
    desk.until(lambda: "已经开始" in desk.window.banner.text(), "a second import is refused")
    desk.window.close()
    envelope, asked = envelope_of(file)
    assert counts_of(envelope.countings[0], asked) == counts_of_tally(entry["tally"])


def test_a_spreadsheet_with_one_wrong_cell_changes_nothing(opened: Opened, file: Path) -> None:
    desk = opened(file)
    be(desk, 0)
    page = turn_to(desk, "S027")
    add_class(desk, "706", 53, 53, 53)
    path = file.with_name("问卷.csv")
    codes = [question.code for question in page.sheets.form.questions]
    path.write_text(",".join(codes) + "\nA\nB\nK\n", "utf-8")
    page.findChild(TallyImport).table.start(path)
    desk.until(lambda: "没有导入" in desk.window.banner.text(), "the import is refused")
    assert "第 4 行 A 列（S01）写着“K”，本题只有 A—D" in desk.window.banner.text()
    desk.window.close()
    envelope, _ = envelope_of(file)
    assert envelope.countings == ()


def test_what_a_pupil_wrote_is_kept_as_text_and_numbers_of_people_are_not(
    opened: Opened, file: Path
) -> None:
    words = "㛃𠮷😀 <b>&lt;收<500元 \u202e反 13800001234"
    desk = opened(file)
    be(desk, 0)
    turn_to(desk, "S027")
    add_class(desk, "706", 53, 53, 53)
    one = "1" + "9" + "1" + "6" + "111" + "3\n" + "1111" + "300\n" + "1"
    press(desk, one + "T")
    desk.type(words)
    desk.key("Enter")
    press(desk, "2T")
    desk.type("长" * 300)
    desk.key("Enter")
    press(desk, one[1:])
    press(desk, "T\n" + one + "T\n")
    desk.window.close()
    envelope, _ = envelope_of(file)
    assert envelope.countings[0].answers["S15"].pop("有") == 1
    [first, second] = envelope.countings[0].answers["S15"]
    assert first.replace("\u202e", "") == "㛃𠮷😀 <b>&lt;收<500元 反 138****1234"
    assert second == "长" * 200


def test_counts_take_full_width_digits_and_a_median_its_half(opened: Opened, file: Path) -> None:
    desk = opened(file)
    be(desk, 0)
    page = turn_to(desk, "S027")
    add_class(desk, "706", 53, 53, 53)
    page.method_chosen.emit(EntryMethod.COUNTS)
    desk.type("２")
    desk.type("3份")
    desk.key("Enter")
    number = next(card for card in page.counts.cards if card.question.code == "S08")
    number.boxes["twice_median"].setFocus()
    desk.type("2.5")
    desk.key("Enter")
    desk.window.close()
    envelope, _ = envelope_of(file)
    [counting] = envelope.countings
    assert counting.counts["S01.A"] == 23
    assert counting.counts["S08.twice_median"] == 5
