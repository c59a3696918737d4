"""Headings found where schools put them, and cells understood however they were typed."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import InspectionError
from inspector_gui.exchange.workbooks.cells import count_of, day_of, phone_of, text_of, yuan_of
from inspector_gui.exchange.workbooks.headings import Column, Table, find_table
from inspector_gui.exchange.workbooks.reading import pasted, read_book
from inspector_gui.parsing import Unreadable
from tests.exchange.books import GOLDEN, write

COLUMNS = (
    Column("name", "姓名", ("学生姓名",)),
    Column("phone", "联系电话", ("电话", "手机", "家长电话")),
    Column("class", "班级", needed=False),
)


def _records(table: Table) -> list[tuple[Any, ...]]:
    return [(r.row.number, r["name"], r["phone"]) for r in table.records()]


def test_title_rows_notes_and_repeated_headings_are_passed_over() -> None:
    table = find_table(
        pasted(
            "示例中学学生姓名、联系电话登记表\n填报时间：2025年9月\n"
            "序号\t学 生 姓 名\t班级\t家长电话（必填）*\n"
            "1\t甲\t七1\t13800000001\n"
            "序号\t学 生 姓 名\t班级\t家长电话（必填）*\n"
            "2\t乙\t七1\t13800000002\n合计\t2\n制表人：王老师\n"
        ),
        COLUMNS,
    )
    assert (table.heading, table.positions) == (3, {"name": 1, "phone": 3, "class": 2})
    assert _records(table) == [(4, "甲", "13800000001"), (6, "乙", "13800000002")]


def test_stacked_and_merged_heads(tmp_path: Path) -> None:
    def merge(sheet: Any) -> None:
        for area in ("A1:D1", "A2:A3", "B2:B3", "C2:D2"):
            sheet.merge_cells(area)

    rows = [
        ["学生姓名和联系电话一览表"],
        ["班级", "姓名", "监护人"],
        [None, None, "姓名", "电话"],
        ["七1", "甲", "甲父", 13800000001.0],
    ]
    table = find_table(read_book(write(tmp_path / "a.xlsx", rows, merge)), COLUMNS)
    assert table.positions == {"name": 1, "phone": 3, "class": 0}
    assert [phone_of(r["phone"]) for r in table.records()] == ["13800000001"]


def test_an_old_workbook_with_merged_heads() -> None:
    table = find_table(read_book(GOLDEN / "roster.xls"), COLUMNS)
    assert [(r["name"], phone_of(r["phone"])) for r in table.records()] == [
        (f"学生{n}", f"1380000000{n}") for n in range(1, 7)
    ]


def test_a_shown_sheet_comes_before_a_hidden_one(tmp_path: Path) -> None:
    def add(sheet: Any) -> None:
        sheet.sheet_state = "hidden"
        other = sheet.parent.create_sheet("在用")
        other.append(["姓名", "电话"])
        sheet.parent.active = 1

    path = write(tmp_path / "a.xlsx", [["姓名", "联系电话", "班级"], ["旧", "1"]], add)
    assert find_table(read_book(path), COLUMNS).sheet.name == "在用"


def test_what_is_missing_is_named() -> None:
    with pytest.raises(InspectionError, match="没有找到表头；表中要有一行写着 “姓名”、“联系电话”"):
        find_table(pasted("1\t2\n3\t4"), COLUMNS)
    with pytest.raises(InspectionError, match="第 2 行像是表头，但没有 “联系电话” 列"):
        find_table(pasted("名单\n姓名\t班级\n甲\t1"), COLUMNS)


def test_a_fault_tells_row_and_column() -> None:
    table = find_table(pasted("序号\t姓名\t电话\n1\t甲\t138001"), COLUMNS)
    (record,) = table.records()
    with pytest.raises(Unreadable) as caught:
        phone_of(record["phone"])
    assert str(record.fault("phone", str(caught.value))) == "第 2 行 C 列（电话）只有 6 位"


@given(
    before=st.lists(st.sampled_from(["", "示例中学", "2025年9月", "学籍统计"]), max_size=6),
    order=st.permutations(["姓名", "联系电话", "班级", "序号"]),
    people=st.integers(1, 5),
)
def test_wherever_the_heading_stands_it_is_found(
    before: list[str], order: list[str], people: int
) -> None:
    lines = [*before, "\t".join(order)]
    values = {"姓名": "甲", "联系电话": "13800000001", "班级": "七1", "序号": "1"}
    lines += ["\t".join(values[title] for title in order)] * people
    table = find_table(pasted("\n".join(lines)), COLUMNS)
    assert table.heading == len(before) + 1
    assert [(r["name"], r["phone"]) for r in table.records()] == [("甲", "13800000001")] * people


@given(st.integers(13_000_000_000, 19_999_999_999))
def test_a_mobile_number_in_any_dress(number: int) -> None:
    digits = str(number)
    wide = digits.translate({48 + n: 0xFF10 + n for n in range(10)})
    for dress in (
        *(number, float(number), digits, wide, f"+86 {digits}", f"86{digits}", f" {digits}\u200b"),
        *(f"{digits[:3]}-{digits[3:7]}-{digits[7:]}", f"{digits}/13800000000", f"{digits}\n家"),
    ):
        assert phone_of(dress) == digits


def test_other_numbers() -> None:
    assert phone_of("0415-3866666") == "04153866666"
    assert phone_of("（024）86266666") == "02486266666"
    assert phone_of("") == ""
    for wrong in ("1.38E+10", "无", "1380013800", "138001380001", "12345678901"):
        with pytest.raises(Unreadable):
            phone_of(wrong)


def test_counts_money_days_and_text() -> None:
    assert [count_of(c) for c in ("５３", 53.0, "53人", "1,684", "")] == [53, 53, 53, 1684, None]
    with pytest.raises(Unreadable):
        count_of(-3.0)
    assert [yuan_of(c) for c in (0.1 + 0.2, 1683.0, "1,683.00元", 19.99)] == [
        30,
        168300,
        168300,
        1999,
    ]
    with pytest.raises(Unreadable):
        yuan_of(0.005)
    near = date(2025, 9, 15)
    for cell in (
        45915.0,
        datetime(2025, 9, 15, tzinfo=UTC),
        near,
        "2025年9月15日",
        "2025.9.15",
        "20250915",
    ):
        assert day_of(cell, near) == near
    assert text_of(" 王\u202e喆\x07\u3000（Ａ班） ") == "王喆 (A班)"
    assert text_of("①㎡𠮷") == "①㎡𠮷"


@given(st.integers(0, 10**11))
def test_money_kept_as_a_float_is_read_to_the_fen(fen: int) -> None:
    assert yuan_of(fen / 100) == fen
