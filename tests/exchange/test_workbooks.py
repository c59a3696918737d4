"""Foreign workbooks: what is read, what is refused, and that refusing costs nothing."""

import os
import re
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import InspectionError
from db.progress import Cancelled
from inspector_gui.exchange.workbooks import reading
from inspector_gui.exchange.workbooks.book import Book, Span, letter
from inspector_gui.exchange.workbooks.headings import Column, find_tables
from inspector_gui.exchange.workbooks.reading import pasted, read_book
from tests.exchange.books import GOLDEN, write


def _refused(path: Path) -> str:
    with pytest.raises(InspectionError) as caught:
        read_book(path)
    return str(caught.value)


def test_cells_rows_and_their_dress_are_read(tmp_path: Path) -> None:
    def dress(sheet) -> None:  # type: ignore[no-untyped-def]
        sheet.merge_cells("A1:C1")
        sheet.row_dimensions[4].hidden = True
        other = sheet.parent.create_sheet("停用")
        other.append(["x"])
        other.sheet_state = "hidden"

    rows = [["花名册"], [], ["姓名", "电话", "生日"], ["甲", 13800000001, date(2012, 9, 1)]]
    first, second = read_book(write(tmp_path / "a.xlsx", rows, dress)).sheets
    assert [(row.number, row.cells) for row in first.rows] == [
        (1, ("花名册",)),
        (3, ("姓名", "电话", "生日")),
        (4, ("甲", 13800000001, date(2012, 9, 1))),
    ]
    assert (first.merged, first.hidden_rows) == ((Span(1, 0, 1, 2),), {4})
    assert (first.visible, second.visible) == (True, False)


def test_an_old_workbook_is_read() -> None:
    (sheet,) = read_book(GOLDEN / "roster.xls").sheets
    assert sheet.rows[-1].cells[:3] == (6, "学生6", "家长6")
    assert Span(2, 2, 2, 3) in sheet.merged
    assert sheet.hidden_rows == {6}


@pytest.mark.parametrize("cut", [600, 1700, 3000, 5000])
def test_an_old_workbook_that_is_cut_short_is_refused_in_one_sentence(
    tmp_path: Path, cut: int
) -> None:
    path = tmp_path / "短.xls"
    path.write_bytes((GOLDEN / "roster.xls").read_bytes()[:cut])
    assert _refused(path).startswith("“短.xls”")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_text_tables_in_the_encodings_of_the_trade(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    path = tmp_path / "名册.csv"
    table = "姓名,电话\r\n王喆,13800000001\r\n\r\n㛃𠮷,13800000002\r\n".replace(",", separator)
    path.write_bytes(table.encode(encoding))
    (sheet,) = read_book(path).sheets
    assert [(row.number, row.cells) for row in sheet.rows] == [
        (1, ("姓名", "电话")),
        (2, ("王喆", "13800000001")),
        (4, ("㛃𠮷", "13800000002")),
    ]


def test_a_pasted_cell_may_hold_lines_and_tabs() -> None:
    (sheet,) = pasted('班级\t人数\r\n"七(1)\n班"\t53\r\n').sheets
    assert sheet.rows[1].cells == ("七(1)\n班", "53")


def test_a_far_cell_is_read_row_by_row(tmp_path: Path) -> None:
    """One stray cell in the last corner would need 400 GB as a whole sheet."""

    def stray(sheet) -> None:  # type: ignore[no-untyped-def]
        sheet.cell(1_048_576, 16_384, "误")

    path = write(tmp_path / "stray.xlsx", [["姓名", "电话"], ["甲", "13800000001"]], stray)
    (sheet,) = read_book(path).sheets
    assert [row.cells for row in sheet.rows] == [("姓名", "电话"), ("甲", "13800000001")]


@pytest.mark.parametrize("apart", [1, 1_000])
def test_a_thousand_far_cells_hold_up_nobody(tmp_path: Path, apart: int) -> None:
    """6 KB that would be sixteen million cells as a whole sheet, or a thousand times that."""

    def strew(sheet) -> None:  # type: ignore[no-untyped-def]
        for number in range(1, 1_001):
            sheet.cell(number * apart, 16_384, "误")

    path = write(tmp_path / "sparse.xlsx", [["姓名", "电话"], ["甲", "13800000001"]], strew)
    (sheet,) = read_book(path).sheets
    assert [row.cells for row in sheet.rows] == [("姓名", "电话"), ("甲", "13800000001")]
    assert sheet.beyond == 1_000


def test_a_line_of_two_million_cells_is_read_as_far_as_lists_are_wide(tmp_path: Path) -> None:
    path = tmp_path / "长.csv"
    path.write_text(",".join(["甲"] * 2_000_000), "utf-8")
    (sheet,) = read_book(path).sheets
    assert len(sheet.rows[0].cells) == reading.MAX_COLUMNS
    assert sheet.beyond == 2_000_000 - reading.MAX_COLUMNS
    with pytest.raises(InspectionError, match="没有找到表头"):
        find_tables(Book(path.name, (sheet,)), [Column("name", "学校名称")])


def test_more_cells_than_a_laptop_holds_are_refused(tmp_path: Path) -> None:
    commas = tmp_path / "逗号.csv"
    commas.write_bytes(b"," * 90_000_000)
    assert _refused(commas) == "“逗号.csv”的格子太多；请只保留要导入的列，另存一份。"
    with pytest.raises(InspectionError, match="粘贴的内容太多；请存成文件"):
        pasted("甲\t乙\n" * 1_000_001)


def test_a_table_that_never_ends_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "SECONDS", 0.0)
    path = tmp_path / "慢.csv"
    path.write_text("姓名,电话\n", "utf-8")
    assert "读取时耗时或内存异常" in _refused(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_a_pipe_and_a_folder_are_no_tables(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管.xlsx")
    assert _refused(tmp_path / "管.xlsx") == "“管.xlsx”不是文件；请选表格文件。"
    assert _refused(tmp_path) == f"“{tmp_path.name}”不是文件；请选表格文件。"


def test_what_cannot_be_read_is_refused_in_one_sentence(tmp_path: Path) -> None:
    page = tmp_path / "网页.xls"
    page.write_text("<html><table><tr><td>姓名</td></tr></table></html>")
    assert _refused(page) == (
        "“网页.xls”是网页或文本，不是真正的电子表格；请用 Excel 或 WPS 打开后另存为 .xlsx。"
    )
    assert _refused(GOLDEN / "locked.xlsx") == "“locked.xlsx”设有打开密码；请去掉密码后另存一份。"
    torn = tmp_path / "torn.xlsx"
    torn.write_bytes(write(tmp_path / "a.xlsx", [["姓名"]] * 50).read_bytes()[:-700])
    assert "已损坏" in _refused(torn)
    assert "打不开" in _refused(tmp_path / "没有.xlsx")
    empty = tmp_path / "空.csv"
    empty.touch()
    assert "是空的" in _refused(empty)
    (tmp_path / "乱.csv").write_bytes(b"\x81\x00\xff\xfe\x00\x00\x9f" * 40)
    assert "不是电子表格，也不是文本" in _refused(tmp_path / "乱.csv")
    (tmp_path / "引号.csv").write_text('姓名,电话\n"甲,1\n' + "乙,2\n" * 60_000)
    assert "第 2 行读不出来" in _refused(tmp_path / "引号.csv")


def test_a_zip_bomb_is_refused_before_it_goes_off(tmp_path: Path) -> None:
    """Declared or not: a part is never read further than it says."""
    plain = write(tmp_path / "a.xlsx", [["姓名"], ["甲"]])
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(bomb, "w", 8) as target:
        for part in source.namelist():
            if part != "xl/worksheets/sheet1.xml":
                target.writestr(part, source.read(part))
        with target.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as stream:
            for _ in range(310):
                stream.write(b"<row>" + b" " * 999_995)
    assert bomb.stat().st_size < 2_000_000
    assert "压缩炸弹" in _refused(bomb)

    lying = tmp_path / "lying.xlsx"
    content = bomb.read_bytes()
    size = (310_000_000).to_bytes(4, "little")
    assert size in content
    lying.write_bytes(content.replace(size, (4_000_000).to_bytes(4, "little")))
    assert "已损坏" in _refused(lying)


def test_entities_do_not_grow(tmp_path: Path) -> None:
    plain = write(tmp_path / "a.xlsx", [["姓名"]])
    laughing = tmp_path / "laughs.xlsx"
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(laughing, "w", 8) as target:
        for part in source.namelist():
            text = source.read(part)
            if part == "xl/workbook.xml":
                text = re.sub(rb"<workbook", f"<!DOCTYPE x [{lines}]><workbook".encode(), text)
            target.writestr(part, text)
    assert "已损坏" in _refused(laughing)


def test_too_many_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_ROWS", 1_500)
    many = [["甲", n] for n in range(1_501)]
    assert "超过 1500 行；请拆成几个文件" in _refused(write(tmp_path / "many.xlsx", many))
    (tmp_path / "many.csv").write_text("\n".join(f"甲,{n}" for n in range(1_501)))
    assert "超过 1500 行；请拆成几个文件" in _refused(tmp_path / "many.csv")


def test_reading_says_how_far_it_is_and_can_be_given_up(tmp_path: Path) -> None:
    path = write(tmp_path / "big.xlsx", ([f"学生{n}", 13800000000 + n] for n in range(5_000)))
    told: list[tuple[int, int]] = []
    read_book(path, lambda done, total: told.append((done, total)))
    assert told[-1] == (1, 1)
    assert (1_000, 5_000) in told

    def give_up(done: int, total: int) -> None:
        if done >= 2_000:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_book(path, give_up)


@given(st.integers(0, 16_383))
def test_columns_are_named_as_spreadsheets_name_them(column: int) -> None:
    assert letter(column) == openpyxl.utils.get_column_letter(column + 1)


def test_dates_come_as_dates(tmp_path: Path) -> None:
    (sheet,) = read_book(write(tmp_path / "d.xlsx", [[date(2025, 9, 15)]])).sheets
    assert sheet.rows[0].cells[0] == date(2025, 9, 15)
