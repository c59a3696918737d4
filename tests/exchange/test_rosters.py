"""Rosters: every dress, what is wrong with them, and how many pupils they hold."""

from pathlib import Path
from typing import Any

import pytest

from db.errors import InspectionError
from db.progress import Cancelled
from inspector_gui.exchange.rosters import RosterRow, pasted_roster, read_roster
from tests.exchange.books import GOLDEN, write


def test_a_roster_with_all_its_troubles(tmp_path: Path) -> None:
    def dress(sheet: Any) -> None:
        sheet.merge_cells("A1:D1")
        sheet.row_dimensions[5].hidden = True

    rows: list[list[Any]] = [
        ["示例中学学生花名册"],
        ["序号", "学生姓名", "班级", "监护人联系电话"],
        [1, "王喆", "七1", 13800000001],
        [2, "李珺玥", "七1", "１３８００００　０００２"],
        [3, "㛃某", "七1", "138-0000-0003"],
        [],
        [4, "张三", "七2", "无"],
        [5, "李四", "七2", None],
        [6, "王五", "七2", "1380000"],
        ["合计", 6],
        ["制表人：王老师"],
    ]
    roster = read_roster(write(tmp_path / "名册.xlsx", rows, dress))
    assert [row.phone for row in roster.rows] == [
        *("13800000001", "13800000002", "13800000003"),
        *("", "", ""),
    ]
    assert roster.rows[0] == RosterRow("王喆", "13800000001")
    assert (roster.hidden, roster.unreachable) == (1, 3)
    assert [str(fault) for fault in roster.faults] == [
        "第 7 行 D 列（监护人联系电话）不是电话号码",
        "第 8 行 D 列（监护人联系电话）没有填号码",
        "第 9 行 D 列（监护人联系电话）只有 7 位",
    ]
    assert roster.notes == ("没有读的列：班级。",)


def test_an_old_workbook_and_a_gb18030_text_and_the_clipboard(tmp_path: Path) -> None:
    assert [row.phone[-1] for row in read_roster(GOLDEN / "roster.xls").rows] == list("123456")
    text = "姓名,父亲电话,母亲电话\n甲,,13800000002\n乙,空号,13800000003\n丙,,\n"
    (tmp_path / "名册.csv").write_bytes(text.encode("gb18030"))
    roster = read_roster(tmp_path / "名册.csv")
    assert [row.phone[-1:] for row in roster.rows] == ["2", "3", ""]
    assert pasted_roster(text.replace(",", "\t")).rows == roster.rows


def test_a_sheet_for_each_class(tmp_path: Path) -> None:
    def more(sheet: Any) -> None:
        other = sheet.parent.create_sheet("七2")
        for row in (["姓名", "电话"], ["乙", 13800000002]):
            other.append(row)
        sheet.parent.create_sheet("说明").append(["本表由教务处填写"])

    path = write(tmp_path / "a.xlsx", [["姓名", "电话"], ["甲", 13800000001]], more)
    assert [row.name for row in read_roster(path).rows] == ["甲", "乙"]


def test_what_is_guessed_or_not_read_is_said(tmp_path: Path) -> None:
    def strew(sheet: Any) -> None:
        sheet["XFD2"] = "远处"
        sheet.parent.create_sheet("转学").append(["乙"])

    rows = [["姓名", "家长电话号码(必填)", "住址"], ["甲", 13800000001, "示例路1号"]]
    roster = read_roster(write(tmp_path / "名册.xlsx", rows, strew))
    assert roster.notes == (
        "“家长电话号码(必填)”一列当作“联系电话”，请核对。",
        "没有读的列：住址。",
        "没有读的工作表：转学。",
        "太靠右的 1 个格子没有读。",
    )


def test_one_number_for_many_pupils_is_noticed() -> None:
    lines = "".join(f"学生{n}\t13800000001\n" for n in range(4)) + "甲\t13800000002\n"
    assert pasted_roster("姓名\t电话\n" + lines).shared_numbers == 1


def test_a_list_without_phones_is_no_roster() -> None:
    with pytest.raises(InspectionError, match="没有 “联系电话” 列"):
        pasted_roster("姓名\t班级\n甲\t七1")


def test_a_hundred_thousand_rows_with_progress_and_a_way_out(tmp_path: Path) -> None:
    lines = ["姓名,电话", *(f"学生{n},{13800000000 + n}" for n in range(100_000))]
    path = tmp_path / "全市.csv"
    path.write_text("\n".join(lines), "gb18030")
    told: list[tuple[int, int]] = []
    roster = read_roster(path, lambda done, total: told.append((done, total)))
    assert len(roster.rows) == 100_000
    assert len(told) > 90

    def give_up(done: int, total: int) -> None:
        if done > 50_000:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_roster(path, give_up)
