"""Pupils talked to in passing, by keyboard alone; then read from the file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from db.store import Store
from db.vocabulary import ClueSource, Stage

pytestmark = pytest.mark.journey

Opened = Callable[[Path], Any]


def begin(opened: Opened, file: Path, stage: Stage = Stage.JUN) -> tuple[Any, Any]:
    desk = opened(file)
    desk.bench.status.person_chosen.emit(desk.bench.desk.people[0].id)
    school = next(school for school in desk.bench.desk.schools if school.stages == (stage,))
    desk.key("Ctrl+K")
    desk.type(school.code)
    desk.key("Enter")
    return desk, desk.page("interviews")


def kept(path: Path, stage: Stage = Stage.JUN) -> tuple[list[Any], list[Any]]:
    with Store.open(path) as store, store.read() as work:
        line = next(line for line in work.schools.lines() if line.stages == (stage,))
        return work.interviews.lines(line.visit_id), work.clues.lines(line.visit_id)


def test_a_talk_without_news_costs_a_key_a_question(opened: Opened, team_file: Path) -> None:
    desk, page = begin(opened, team_file)
    with desk.task("访谈：一次，没有反映问题", at_most=7):
        desk.type("n111111")
    desk.type("n11")
    desk.key("Enter")
    desk.type("111")
    desk.tab_to("人次")
    page.persons.box.selectAll()
    desk.type("3")
    desk.key("Tab")
    assert desk.tab("interviews") == "学生访谈 4"
    desk.window.close()
    lines, _ = kept(team_file)
    assert [(line.stage, line.place_kind, line.persons) for line in lines] == [
        (Stage.JUN, "校门口", 1),
        (Stage.JUN, "校门口", 3),
    ]
    assert set(lines[0].points.values()) == {"未反映问题"}
    assert sorted(lines[1].points) == ["I01", "I02", "I04", "I05", "I06"]


def test_what_is_heard_is_noted_without_a_name_and_becomes_a_clue(
    opened: Opened, team_file: Path
) -> None:
    desk, page = begin(opened, team_file)
    desk.type("n")
    desk.type("2")
    desk.type("周六上午上课，问13912345678")
    desk.key("Enter")
    desk.type("1")
    desk.type("2")
    desk.key("Enter")
    desk.key("Backspace")
    desk.type("1")
    desk.type("X")
    assert page.word == "已登记 1 条线索。"
    desk.type("X")
    assert page.word == "没有新的反映可以登记线索。"
    desk.window.close()
    [line], [clue] = kept(team_file)
    assert dict(line.points) == {
        "I01": "周六上午上课，问139****5678",
        "I02": "未反映问题",
        "I03": "未反映问题",
    }
    assert (clue.source, clue.item_code) == (ClueSource.INTERVIEW, "F-BK-01")
    assert "周六上午上课" in clue.text
    assert "校门口" not in clue.text


def test_what_is_being_written_is_kept_when_the_school_is_left(
    opened: Opened, team_file: Path
) -> None:
    desk, _ = begin(opened, team_file)
    desk.type("n2")
    desk.type("交了班费")
    desk.key("Alt+Down")
    desk.window.close()
    [line], _ = kept(team_file)
    assert dict(line.points) == {"I01": "交了班费"}


def test_a_record_is_deleted_and_brought_back(opened: Opened, team_file: Path) -> None:
    desk, page = begin(opened, team_file)
    desk.type("n111111")
    desk.key("Enter")
    assert desk.focus() is page.table
    desk.key("Delete")
    assert page.table.rows.rows == []
    desk.key("Ctrl+Z")
    assert len(page.table.rows.rows) == 1
    desk.window.close()
    [line], _ = kept(team_file)
    assert len(line.points) == 6


def test_infants_are_not_talked_to(opened: Opened, demo: Path, tmp_path: Path) -> None:
    import shutil

    file = Path(shutil.copy(demo / "第六检查组.inspection", tmp_path))
    desk, _page = begin(opened, file, Stage.KG)
    assert desk.says("幼儿园不访问幼儿")
    desk.type("n")
    desk.window.close()
    assert kept(file, Stage.KG) == ([], [])


def test_persons_are_whole_numbers(opened: Opened, team_file: Path) -> None:
    desk, page = begin(opened, team_file)
    desk.type("n")
    desk.tab_to("人次")
    page.persons.box.selectAll()
    desk.type("几个")
    desk.key("Tab")
    assert desk.word("人次") == "请填整数，如 52"
    desk.window.close()
    [line], _ = kept(team_file)
    assert line.persons == 1
