"""A row is as high as what it says needs."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from inspector_gui.window.theme.theme import Theme
from inspector_gui.window.widgets.table import Column, Heading, Rows, Table


@pytest.fixture
def table(qtbot: Any, qapp: QApplication) -> Table[str]:
    if qapp.findChild(Theme) is None:
        Theme(qapp)
    made: Table[str] = Table("试一试", Rows((Column("内容", str),)), lines=2)
    qtbot.addWidget(made)
    made.resize(300, 400)
    made.show()
    return made


def test_one_line_where_one_suffices_and_two_where_a_text_is_long_or_says_so(
    table: Table[str],
) -> None:
    table.rows.show_rows(["短", "长" * 80, "甲校\n事实", Heading("一、分类")])
    short, long, broken, heading = (table.rowHeight(row) for row in range(4))
    assert short == heading < long == broken


def test_a_wider_window_needs_fewer_lines(table: Table[str]) -> None:
    table.rows.show_rows(["字" * 30, "短"])
    narrow = table.rowHeight(0)
    table.resize(900, 400)
    assert table.rowHeight(0) == table.rowHeight(1) < narrow


def test_a_copied_table_is_what_a_spreadsheet_takes(qtbot: Any, qapp: QApplication) -> None:
    """Heads, what is shown, rows that break their line; no text becomes a number or a formula."""
    if qapp.findChild(Theme) is None:
        Theme(qapp)
    columns: tuple[Column[tuple[str, str, str]], ...] = (
        Column("编号", lambda row: row[0]),
        Column("事实", lambda row: row[1]),
        Column("不看", lambda _: "看不见"),
        Column("金额", lambda row: row[2], 90, Qt.AlignmentFlag.AlignRight),
    )
    made: Table[Any] = Table("试一试", Rows(columns))
    qtbot.addWidget(made)
    made.show()
    made.hideColumn(2)
    rows = [Heading("一、分类"), ("0012", '甲\n乙"丙', "1,200.00"), ("=1+1", "<b>", "-5")]
    made.rows.show_rows(rows)
    QTest.keyClick(made, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    text, html = (
        QApplication.clipboard().mimeData().text(),
        QApplication.clipboard().mimeData().html(),
    )
    QApplication.clipboard().clear()
    assert text == ('编号\t事实\t金额\n一、分类\t\t\n0012\t"甲\n乙""丙"\t1,200.00\n\'=1+1\t<b>\t-5')
    assert "mso-number-format:'\\@'\">0012<" in html
    assert "<td>1,200.00</td><" in html.replace("</tr>", "<")
    assert "&lt;b&gt;" in html
