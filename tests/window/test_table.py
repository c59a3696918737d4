"""A row is as high as what it says needs."""

from typing import Any

import pytest
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
