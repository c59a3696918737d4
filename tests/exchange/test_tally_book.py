"""A class's answers from a spreadsheet: as they were typed, or not at all."""

import tempfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings

from db.errors import InspectionError
from db.vocabulary import QuestionType
from inspector_gui.exchange.tally_book import read_answer, read_tally
from inspector_gui.exchange.tally_template import write_template
from inspector_gui.exchange.workbooks.reading import pasted, read_book
from inspector_gui.statistics.tally import cells_of
from tests.statistics.questions import asked, sheets

STUDENT = asked()
BY_CODE = {question.code: question for question in STUDENT}


@settings(max_examples=5, deadline=None)
@given(sheets(STUDENT, 6).filter(lambda forms: all(any(form.values()) for form in forms)))
def test_the_filled_template_gives_the_forms_back(forms: list[dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "表样.xlsx"
        write_template(path, "七年级（3）班问卷", STUDENT, 10)
        book = openpyxl.load_workbook(path)
        page = book["逐份录入"]
        for row, form in enumerate(forms, 4):
            for column, question in enumerate(STUDENT, 2):
                value = form[question.code]
                number = question.kind is QuestionType.NUMBER and value is not None
                page.cell(row, column).value = int(value) if number else value
        if not forms:
            page.cell(4, 17).value = "是"
        book.save(path)
        found = read_tally(read_book(path), STUDENT)
    assert [form.answers for form in found.forms if not form.void] == forms


def test_counts_come_by_question_and_option(tmp_path: Path) -> None:
    path = tmp_path / "合计.xlsx"
    write_template(path, "七年级（3）班问卷", STUDENT, 10)
    book = openpyxl.load_workbook(path)
    page = book["合计数"]
    for number, row in enumerate(page.iter_rows(min_row=3)):
        row[2].value = number + 0.5 if row[1].value == "中位数" else number
    book.save(path)
    found = read_tally(read_book(path), STUDENT)
    assert found.forms == ()
    cells = cells_of(STUDENT)
    assert list(found.counts) == cells
    doubled = {name: n for n, name in enumerate(cells) if name.endswith("twice_median")}
    assert all(found.counts[name] == 2 * n + 1 for name, n in doubled.items())
    assert found.counts["S01.B"] == 1


@pytest.mark.parametrize(
    ("code", "said", "meant"),
    [
        ("S01", "b", "B"),
        ("S01", "２", "B"),
        ("S01", 2.0, "B"),
        ("S02", "E、A，C", "ACE"),
        ("S02", "153", "ACE"),
        ("S02", "i", "I"),
        ("S08", "12本", "12"),
        ("S08", 3.0, "3"),
        ("S13", "", None),
    ],
)
def test_answers_are_read_as_people_write_them(code: str, said: Any, meant: str | None) -> None:
    assert read_answer(BY_CODE[code], said) == meant


def _pasted(**cells: str) -> str:
    codes = [question.code for question in STUDENT]
    return "\n".join(["\t".join(codes), "\t".join(cells.get(code, "") for code in codes)])


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"S01": "F"}, "第 2 行 A 列（S01）写着“F”，本题只有 A—D"),
        ({"S03": "AB"}, "本题是单选"),
        ({"S02": "AI"}, "“I”不能与其他选项同选"),
        ({"S08": "很多", "S01": "A"}, "第 2 行 H 列（S08）写着“很多”，请填整数"),
        ({"S01": "\u202eA\u200b😀"}, "本题只有 A—D"),
    ],
)
def test_what_cannot_be_meant_keeps_the_whole_book_out(cells: dict[str, str], words: str) -> None:
    with pytest.raises(InspectionError) as told:
        read_tally(pasted(_pasted(**cells)), STUDENT)
    assert words in str(told.value)
    assert "没有导入" in str(told.value)


def test_a_book_without_answers_says_what_to_do() -> None:
    for text in (_pasted(), "姓名\t电话\n甲\t1"):
        with pytest.raises(InspectionError, match="录入表样"):
            read_tally(pasted(text), STUDENT)


def test_a_column_that_is_no_question_keeps_the_whole_book_out() -> None:
    """It may be the answers of another form."""
    first, *rest = _pasted(S1="A").splitlines()
    text = "\n".join([f"{first}\t第99题", *(f"{line}\tB" for line in rest)])
    with pytest.raises(InspectionError, match="没有导入：“第99题”不是这份问卷的题"):
        read_tally(pasted(text), STUDENT)
