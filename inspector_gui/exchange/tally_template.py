# mypy: allow-untyped-calls
"""The blank spreadsheet a class's answers are typed into."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from db.records.forms import Asked
from inspector_gui.statistics.cell_labels import part_label
from inspector_gui.statistics.tally import parts_of


def write_template(path: Path, title: str, questions: Sequence[Asked], forms: int) -> None:
    """A workbook to fill in: a form a row on the first sheet, or counts on the second."""
    from openpyxl.workbook.workbook import Workbook

    book: Any = Workbook()
    _lay_out_forms(book.active, title, questions, forms)
    counts = book.create_sheet("合计数")
    counts.append([f"{title}：录合计数时填“份数”一列"])
    counts.append(["题号", "选项", "份数", "题目"])
    for question in questions:
        for part in parts_of(question):
            counts.append([question.code, part_label(question, part), None, question.text])
    counts.column_dimensions["B"].width, counts.column_dimensions["D"].width = 34, 60
    draft = path.with_suffix(".part")
    book.save(draft)
    draft.replace(path)


def _lay_out_forms(sheet: Any, title: str, questions: Sequence[Asked], forms: int) -> None:
    from openpyxl.styles.alignment import Alignment
    from openpyxl.styles.fonts import Font

    sheet.title = "逐份录入"
    sheet.append([f"{title}：一份问卷填一行，填选项字母（多选连写，如 ACE）或数字，没写的留空"])
    sheet.append(["", *(question.text for question in questions), "作废的填“是”"])
    sheet.append(["份号", *(question.code for question in questions), "作废"])
    for number in range(1, forms + 1):
        sheet.append([number])
    sheet.row_dimensions[2].height = 60
    for column in range(2, len(questions) + 3):
        sheet.cell(2, column).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(3, column).font = Font(bold=True)
    sheet.freeze_panes = "B4"
