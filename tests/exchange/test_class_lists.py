"""Class lists as schools write them, and what is said of a line that names no class."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import InspectionError
from db.vocabulary import Stage
from inspector_gui.class_names import GRADES, ClassKey, class_name, read_class
from inspector_gui.exchange.class_lists import ClassList, read_classes
from inspector_gui.exchange.workbooks.reading import pasted, read_book
from inspector_gui.parsing import Unreadable
from tests.exchange.books import write

JUNIOR = (Stage.JUN,)


def _read(found: ClassList) -> list[tuple[str, int | None]]:
    return [(class_.key.code, class_.enrolled) for class_ in found.classes]


@given(st.data())
def test_a_class_is_read_as_it_is_called(data: st.DataObject) -> None:
    stage = data.draw(st.sampled_from(list(Stage)))
    key = ClassKey(stage, data.draw(st.sampled_from(GRADES[stage])), data.draw(st.integers(1, 40)))
    for written in (class_name(*_parts(key)), class_name(*_parts(key)).translate(_WIDE)):
        assert read_class(written, (stage,)) == key
    if stage is not Stage.KG:
        for written in (key.code, f"{key.grade}.{key.number}", f"{key.grade}{key.number:02}"):
            assert read_class(written, (stage,)) == key


_WIDE = {48 + n: 0xFF10 + n for n in range(10)}


def _parts(key: ClassKey) -> tuple[Stage, int, int]:
    return key.stage, key.grade, key.number


@pytest.mark.parametrize(
    ("written", "stages", "code"),
    [
        ("七(3)班", (Stage.JUN,), "07-03"),
        ("初一3班", (Stage.PRI, Stage.JUN), "07-03"),
        ("一年级三班", (Stage.JUN,), "07-03"),
        ("一年级三班", (Stage.PRI, Stage.JUN), "01-03"),
        ("高二（十二）班", (Stage.JUN, Stage.SEN), "11-12"),
        ("二年级二十一班", (Stage.SEN,), "11-21"),
        ("高一 1 班", (Stage.VOC,), "10-01"),
        ("1012", (Stage.SEN,), "10-12"),
        ("第7年级第2班", (Stage.JUN,), "07-02"),
        ("大(2)班", (Stage.KG,), "03-02"),
        ("大班2", (Stage.KG,), "03-02"),
    ],
)
def test_many_ways_to_write_one_class(written: str, stages: tuple[Stage, ...], code: str) -> None:
    assert read_class(written, stages).code == code


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("2024级3班", "写的是入学年份"),
        ("国际班", "看不出年级和班号"),
        ("高一(3)班", "本校没有普通高中"),
        ("12年级1班", "本校没有 12 年级"),
        ("七年级0班", "班号要从 1 开始"),
        ("", "看不出年级和班号"),
    ],
)
def test_what_is_no_class_here_is_said(written: str, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read_class(written, JUNIOR)


def test_pasted_with_and_without_a_heading() -> None:
    bare = read_classes(pasted("七(2)班\t53\n七(1)班 ５２人\n七(1)班\n八3\n"), JUNIOR)
    assert _read(bare) == [("07-01", 52), ("07-02", 53), ("08-03", None)]
    headed = read_classes(
        pasted("班级一览表\n序号\t班级名称\t班主任\t学生人数\n1\t七(1)班\t王\t52\n合计\t\t\t52"),
        JUNIOR,
    )
    assert _read(headed) == [("07-01", 52)]


def test_a_grade_merged_over_its_classes(tmp_path: Path) -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells("A2:A3")

    rows = [["年级", "班级", "在籍人数"], ["七年级", 1, 52], [None, 2, 53.0], ["八年级", "3班", 50]]
    found = read_classes(read_book(write(tmp_path / "a.xlsx", rows, merge)), JUNIOR)
    assert _read(found) == [("07-01", 52), ("07-02", 53), ("08-03", 50)]


def test_a_class_that_stands_twice_with_two_headcounts_is_told() -> None:
    found = read_classes(pasted("班级\t人数\n七1班\t\n七1班\t50\n七1班\t50\n七(1)班\t43"), JUNIOR)
    assert _read(found) == [("07-01", 50)]
    assert [str(fault) for fault in found.faults] == [
        "第 5 行 B 列（人数）写的是 43 人，前面同一个班是 50 人"
    ]


def test_faults_tell_where() -> None:
    found = read_classes(pasted("班级\t人数\n七1班\t五十\n七2班\t50\n国际部\t9"), JUNIOR)
    assert _read(found) == [("07-02", 50)]
    assert [str(fault) for fault in found.faults] == [
        "第 2 行 B 列（人数）写的是“五十”，请填整数，如 52",
        "第 4 行 A 列（班级）写的是“国际部”，看不出年级和班号，请写如 七年级(3)班 或 07-03",
    ]
    with pytest.raises(InspectionError, match="没有读出班级；第 1 行 A 列"):
        read_classes(pasted("今天天气好"), JUNIOR)


def test_what_is_not_read_is_said() -> None:
    found = read_classes(pasted("班级\t人数\t班主任\n七1班\t50\t甲\n\t48\t乙\n"), JUNIOR)
    assert [str(fault) for fault in found.faults] == ["第 3 行 A 列（班级）没有填班级"]
    assert found.notes == ("没有读的列：班主任。",)
    bare = read_classes(pasted("七1班\t50\t甲\n七2班\t48\t乙\n"), JUNIOR)
    assert bare.notes == ("没有列名，每行只读班级和人数，另有 2 个格子没有读。",)
