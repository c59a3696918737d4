"""An evening of calls to drawn parents, by keyboard alone; then read from the file."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit

from db.store import Store
from db.vocabulary import Act, CallOutcome, ClueSource, DrawKind, Stage
from inspector_gui.sampling.drawing import Plan, Reached, follow, freeze, reveal
from inspector_gui.sampling.ranking import numbered

pytestmark = pytest.mark.journey

Opened = Callable[[Path], Any]
NUMBER = "13800001234"


def line_of(work: Any) -> Any:
    """The first school that has pupils of a junior stage."""
    return next(line for line in work.schools.lines() if Stage.JUN in line.stages)


@pytest.fixture
def file(team_file: Path) -> Path:
    """Three parents are drawn, with two in reserve; their numbers are known."""
    with Store.open(team_file) as store:
        with store.read() as work:
            school = line_of(work)
        with store.act(Act.DRAW, school=school.id) as work:
            freeze(work, school, Plan(DrawKind.ROSTER, numbered(900), 3, 2, "学校提供"))
        with store.read() as work:
            [draw] = work.samplings.pending(school.visit_id)
        people = {str(n): Reached(f"王小{n}", f"138{n:04}1234") for n in range(1, 901)}
        with store.act(Act.DRAW, school=school.id) as work:
            reveal(work, school, draw, "058213", people.get)
            follow(work, school)
    return team_file


def begin(opened: Opened, file: Path) -> tuple[Any, Any]:
    desk = opened(file)
    desk.bench.status.person_chosen.emit(desk.bench.desk.people[0].id)
    school = next(school for school in desk.bench.desk.schools if Stage.JUN in school.stages)
    desk.key("Ctrl+K")
    desk.type(school.code)
    desk.key("Enter")
    return desk, desk.page("calls")


def on_screen(desk: Any) -> str:
    labels = [widget for widget in desk.window.findChildren(QLabel) if widget.isVisible()]
    boxes = [widget for widget in desk.window.findChildren(QLineEdit) if widget.isVisible()]
    return " ".join(label.text() for label in (*labels, *boxes)).replace(" ", "")


def kept(path: Path) -> list[Any]:
    with Store.open(path) as store, store.read() as work:
        return list(work.calls.calls(line_of(work).visit_id))


def test_a_call_from_dialling_to_clue_shows_the_number_while_it_lasts(
    opened: Opened, file: Path
) -> None:
    desk, page = begin(opened, file)
    call = page.desk.current()
    number = f"138{call.roster_seq:04}1234"
    assert number not in on_screen(desk)
    assert f"138****{number[-4:]}" in on_screen(desk)
    desk.key("Enter")
    assert number in on_screen(desk)
    assert f"王小{call.roster_seq}" in on_screen(desk)
    desk.type("1")
    desk.type("1")
    desk.type("14")
    desk.key("Enter")
    desk.type("500")
    desk.key("Enter")
    desk.type("3")
    desk.type("X")
    assert page.calling.word == "已登记 2 条线索。"
    desk.type("X")
    assert page.calling.word == "没有新的提示可以登记线索。"
    desk.type("1")
    desk.key("Backspace")
    desk.type("2")
    desk.type("3")
    desk.type("4")
    desk.type("1")
    assert page.calling.form.complete
    desk.type("T")
    desk.type("老师电话13912345678可问")
    desk.key("Enter")
    desk.key("Enter")
    assert not page.in_call
    assert number not in on_screen(desk)
    desk.window.close()

    [done] = [row for row in kept(file) if row.outcome is CallOutcome.COMPLETED]
    assert done.roster_seq == call.roster_seq
    assert done.answers == {
        "P01": "A",
        "P02": "AD",
        "P03": "500",
        "P04": "C",
        "P05": "B",
        "P06": "C",
        "P07": "D",
        "P08": "A",
        "P09": "老师电话139****5678可问",
    }
    with Store.open(file) as store, store.read() as work:
        clues = work.clues.lines(line_of(work).visit_id)
    assert {clue.source for clue in clues} == {ClueSource.CALL}
    assert [clue.item_code for clue in clues] == ["F-BK-01", "F-FW-03"]
    assert all(str(call.roster_seq) not in clue.text for clue in clues)


def test_who_paid_nothing_is_not_asked_about_receipts(opened: Opened, file: Path) -> None:
    desk, page = begin(opened, file)
    with desk.task("电话：一位没有交过费的家长", at_most=6):
        desk.key("Enter")
        desk.type("1")
        desk.type("181")
        assert page.calling.form.complete
        desk.key("Enter")
    desk.window.close()
    [done] = [row for row in kept(file) if row.outcome is not None]
    assert done.answers == {"P01": "A", "P02": "H", "P08": "A"}


def test_appointments_come_back_by_time(opened: Opened, file: Path) -> None:
    desk, page = begin(opened, file)
    first = page.desk.current()
    desk.key("Enter")
    desk.type("6")
    desk.type("25")
    desk.key("Enter")
    assert page.calling.word == "请填时间，如 8:05"
    page.calling.later.box.clear()
    desk.type("明天 1930")
    desk.key("Enter")
    second = page.desk.current()
    assert second.id != first.id
    desk.key("Enter")
    desk.type("2")
    third = page.desk.current()
    assert third.id not in (first.id, second.id)
    rows = page.desk.table.rows.rows
    assert [row.call.id for row in rows] == [third.id, first.id, second.id]
    assert rows[1].state.startswith("约定")
    assert rows[2].state == "稍后再拨"
    desk.window.close()

    now = datetime.now(UTC)
    due = next(row.due_at for row in kept(file) if row.id == first.id)
    assert timedelta(0) < due - now <= timedelta(days=2)
    assert f"{due:%H:%M}" == "11:30", "19:30 in China"


def test_a_call_that_is_broken_off_keeps_what_was_said(opened: Opened, file: Path) -> None:
    desk, _ = begin(opened, file)
    desk.key("Enter")
    desk.type("1")
    desk.type("2")
    desk.type("1")
    desk.key("End")
    desk.type("2")
    desk.window.close()
    [ended] = [row for row in kept(file) if row.outcome is not None]
    assert ended.outcome is CallOutcome.PARTIAL
    assert ended.answers == {"P01": "B", "P02": "A"}


def test_who_cannot_be_reached_gives_way_to_the_next_in_reserve(opened: Opened, file: Path) -> None:
    desk, page = begin(opened, file)
    call = page.desk.current()
    desk.type("R")
    assert page.desk.word.startswith("只有拒访")
    desk.key("Enter")
    desk.type("5")
    ids = [row.call.id for row in page.desk.table.rows.rows]
    page.desk.table.go_to(ids.index(call.id))
    desk.type("R")
    assert len(page.desk.table.rows.rows) == 4
    desk.type("R")
    assert "已经顺延" in page.desk.word
    desk.window.close()
    with Store.open(file) as store, store.read() as work:
        line = line_of(work)
        [draw] = work.samplings.draws(line.visit_id)
        calls = {call.roster_seq: call for call in work.calls.calls(line.visit_id)}
        spare = [one for one in draw.drawn if one.rank == 4]
        assert work.calls.has_number(line.visit_id, int(spare[0].entry))
    assert int(spare[0].entry) in calls
    [replaced] = [one for one in draw.drawn if one.replaced]
    assert (int(replaced.entry), replaced.reason) == (call.roster_seq, "空号")


def test_leaving_the_page_hides_the_number(opened: Opened, file: Path) -> None:
    desk, page = begin(opened, file)
    number = f"138{page.desk.current().roster_seq:04}1234"
    desk.key("Enter")
    desk.type("1")
    desk.type("2")
    desk.page("overview")
    assert number not in on_screen(desk)
    desk.page("calls")
    assert number not in on_screen(desk)
    assert not page.in_call
    assert page.calling.number == ""
    assert page.desk.current().answers == {"P01": "B"}


def test_wrong_numbers_are_told_and_not_taken(opened: Opened, team_file: Path) -> None:
    desk, page = begin(opened, team_file)
    desk.type("七")
    desk.key("Enter")
    assert desk.word("花名册序号") == "请填整数，如 52"
    page.desk.sequence.clear()
    desk.type("7")
    desk.key("Tab")
    desk.type("12345")
    desk.key("Enter")
    assert desk.word("电话号码") == "只有 5 位"
    page.desk.phone.clear()
    desk.type("138-0000-1234")
    desk.key("Enter")
    desk.type("7")
    desk.key("Enter")
    assert page.desk.word == "花名册第 7 号已在名单里。"
    desk.window.close()
    [call] = kept(team_file)
    with Store.open(team_file) as store, store.read() as work:
        assert work.calls.number(call.id) == NUMBER
