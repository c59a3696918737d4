"""Paints pages of a long table, ours and a QStandardItemModel's, in turns; prints milliseconds
of processor time: a page is shorter than what others may take from a busy machine.

    python -m benchmarks.painting ROWS

`ours`, `standard`: one page, somewhere in the table, painted anew. `first`: rows handed to our
table, until its first page is painted.
"""

import json
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView

from inspector_gui.window.app import make_application
from inspector_gui.window.theme.theme import dress, theme
from inspector_gui.window.widgets.table import Column, Rows, Table

PAGES, WARM, FIRSTS = 80, 10, 11
SIZE = (900, 560)


@dataclass(frozen=True)
class Line:
    code: str
    name: str
    grade: str
    amount: str
    tone: str


COLUMNS: tuple[Column[Line], ...] = (
    Column("序号", lambda row: row.code, 110),
    Column("名称", lambda row: row.name),
    Column("年级", lambda row: row.grade, 110),
    Column("金额", lambda row: row.amount, 110, Qt.AlignmentFlag.AlignRight),
    Column(
        "结论",
        lambda row: row.tone,
        90,
        Qt.AlignmentFlag.AlignHCenter,
        tone=lambda row: theme().colours.good if row.tone == "符合" else None,
    ),
)


def line(number: int) -> Line:
    grade, amount = f"{number % 9 + 1}年级", f"{number * 37 % 100000 / 100:,.2f}元"
    verdict = "符合" if number % 5 else "未填"
    return Line(f"{number:07}", f"收费项目{number}的名称和依据", grade, amount, verdict)


def main(count: int) -> None:
    make_application()
    lines = [line(number) for number in range(count)]
    firsts = [_first(lines) for _ in range(FIRSTS)]
    ours = _shown(Table("长表", Rows(COLUMNS)))
    ours.rows.show_rows(lines)
    standard = _standard(count, ours.verticalHeader().defaultSectionSize())
    chance = random.Random(1)
    positions = [chance.randrange(count) for _ in range(PAGES + WARM)]
    for position in positions:
        _fill(standard, position, lines)
    times: dict[str, list[float]] = {"ours": [], "standard": []}
    for turn, position in enumerate(positions):
        for name, table in (("standard", standard), ("ours", ours)):
            table.verticalScrollBar().setValue(table.verticalHeader().sectionPosition(position))
            QApplication.processEvents()
            took = _taken(table.viewport().repaint)
            if turn >= WARM:
                times[name].append(took)
    print(json.dumps({**times, "first": firsts[1:]}))


def _taken(work: Callable[[], object]) -> float:
    began = time.thread_time()
    work()
    return (time.thread_time() - began) * 1000


def _shown(table: Table[Line]) -> Table[Line]:
    dress(table)
    table.resize(*SIZE)
    table.show()
    QApplication.processEvents()
    return table


def _first(lines: list[Line]) -> float:
    table = _shown(Table("长表", Rows(COLUMNS)))

    def show() -> None:
        table.rows.show_rows(lines)
        QApplication.processEvents()
        table.viewport().repaint()

    took = _taken(show)
    table.close()
    table.deleteLater()
    return took


def _standard(count: int, height: int) -> QTableView:
    """What Qt has for this, dressed alike. Its items are made where they will be looked at."""
    table = QTableView()
    table.setModel(QStandardItemModel(count, len(COLUMNS), table))
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(height)
    table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    header = table.horizontalHeader()
    for number, column in enumerate(COLUMNS):
        if column.width:
            header.resizeSection(number, theme().px(column.width))
        else:
            header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
    dress(table)
    table.resize(*SIZE)
    table.show()
    QApplication.processEvents()
    return table


def _fill(table: QTableView, position: int, lines: list[Line]) -> None:
    model = table.model()
    assert isinstance(model, QStandardItemModel)
    formatters: list[Callable[[Line], str]] = [column.text for column in COLUMNS]
    for row in range(max(0, position - 40), min(len(lines), position + 41)):
        for number, formatter in enumerate(formatters):
            model.setItem(row, number, QStandardItem(formatter(lines[row])))


if __name__ == "__main__":
    main(int(sys.argv[1]))
