"""A class's answers in a spreadsheet: a form a row, or a count a row.

A counting that can be read only in part would be a wrong one, so it is taken whole or not at all.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from db.errors import InspectionError
from db.records.forms import Asked
from db.vocabulary import QuestionType
from inspector_gui.exchange.workbooks.book import Book, Cell
from inspector_gui.exchange.workbooks.cells import count_of, text_of
from inspector_gui.exchange.workbooks.headings import Column, Fault, Record, find_table
from inspector_gui.parsing import Unreadable
from inspector_gui.statistics.cell_labels import PARTS, read_part
from inspector_gui.statistics.filling import DIGITS
from inspector_gui.statistics.tally import cell, parts_of

MAX_FORMS = 400
TEXT_LIMIT = 200
_SHOWN = 3
#: What the blank spreadsheet says for whoever fills it in.
_OF_TEMPLATE = ("份号", "题目")
_VOID = Column("void", "作废", needed=False)
_COUNTS = (
    Column("question", "题号", ("题", "编号")),
    Column("part", "选项", ("答案",)),
    Column("count", "份数", ("人数", "数量", "计数")),
)


@dataclass(frozen=True)
class Form:
    """One filled form, or a void one."""

    answers: dict[str, str | None]
    void: bool


@dataclass(frozen=True)
class TallyBook:
    """What a spreadsheet held: forms, or counts by cell."""

    forms: tuple[Form, ...]
    counts: dict[str, int]


def read_tally(book: Book, questions: Sequence[Asked]) -> TallyBook:
    """Raises InspectionError where it holds neither, or anything in it cannot be meant."""
    columns = [
        Column(question.code, question.code, _names(n), _is_counted(question))
        for n, question in _numbered(questions)
    ]
    forms = _try(lambda: _forms(book, columns, questions))
    if forms:
        return TallyBook(forms, {})
    counts = _try(lambda: _counts(book, questions))
    if counts:
        return TallyBook((), counts)
    raise InspectionError(
        f"“{book.name}”里没有录入内容；请用“录入表样”，一份问卷填一行，或在“合计数”里填份数。"
    )


class _NoTable(Exception):  # noqa: N818  # the other layout is tried
    """There is no such heading."""


def _try(read: Callable[[], Any]) -> Any:
    try:
        return read()
    except _NoTable:
        return None


def _table(book: Book, columns: Sequence[Column]) -> Iterable[Record]:
    """The rows of the table. Raises InspectionError where it holds more than is asked."""
    try:
        table = find_table(book, columns)
    except InspectionError as error:
        raise _NoTable from error
    unread = (title for title in table.unread() if title not in _OF_TEMPLATE)
    strange = [*unread, *(["太靠右的格子"] if table.sheet.beyond else [])]
    if strange:
        raise InspectionError(
            f"“{book.name}”没有导入：“{'”“'.join(strange[:_SHOWN])}”不是这份问卷的题；"
            "请核对题号，或删去这些列再导入。"
        )
    return table.records()


def _numbered(questions: Sequence[Asked]) -> Iterable[tuple[int, Asked]]:
    return enumerate(questions, 1)


def _names(number: int) -> tuple[str, ...]:
    return f"第{number}题", f"题{number}"


def _is_counted(question: Asked) -> bool:
    return question.kind is not QuestionType.TEXT


def _forms(book: Book, columns: list[Column], questions: Sequence[Asked]) -> tuple[Form, ...]:
    forms: list[Form] = []
    faults: list[Fault] = []
    for record in _table(book, [*columns, _VOID]):
        void = text_of(record["void"]) not in ("", "否", "0")
        answers = {question.code: _answer(record, question, faults) for question in questions}
        if void or any(answers.values()):
            forms.append(Form(dict.fromkeys(answers) if void else answers, void))
    _require_sound(book, faults)
    if len(forms) > MAX_FORMS:
        raise InspectionError(
            f"“{book.name}”有 {len(forms)} 份，超过一个班的 {MAX_FORMS} 份；请核对。"
        )
    return tuple(forms)


def _answer(record: Record, question: Asked, faults: list[Fault]) -> str | None:
    try:
        return read_answer(question, record[question.code])
    except Unreadable as wrong:
        typed = text_of(record[question.code])[:20]
        faults.append(record.fault(question.code, f"写着“{typed}”，{wrong}"))
        return None


def read_answer(question: Asked, typed: Cell) -> str | None:
    """What a cell means under a question: `B`, `2`, `A、C、E`, `135`, `12本`; empty is blank."""
    text = text_of(typed)
    if not text:
        return None
    if question.kind is QuestionType.TEXT:
        return text[:TEXT_LIMIT]
    if question.kind is QuestionType.NUMBER:
        number = count_of(text.removesuffix(question.unit))
        return None if number is None else str(number)
    return _options(question, text)


def _options(question: Asked, text: str) -> str:
    codes = [choice.code for choice in question.choices]
    by_key = {**{code: code for code in codes}, **dict(zip(DIGITS, codes, strict=False))}
    keys = re.sub(r"[\s、,;/.|和]+", "", text.upper())
    chosen = {by_key.get(key, "") for key in keys}
    if "" in chosen:
        raise Unreadable(f"本题只有 A—{codes[-1]}")
    if question.kind is QuestionType.SINGLE and len(chosen) > 1:
        raise Unreadable("本题是单选；选了几项的留空")
    if question.exclusive in chosen and len(chosen) > 1:
        raise Unreadable(f"“{question.exclusive}”不能与其他选项同选")
    return "".join(code for code in codes if code in chosen)


def _counts(book: Book, questions: Sequence[Asked]) -> dict[str, int]:
    by_name = {
        name: asked
        for n, asked in _numbered(questions)
        for name in (asked.code, *_names(n), str(n))
    }
    counts: dict[str, int] = {}
    faults: list[Fault] = []
    for record in _table(book, _COUNTS):
        question = by_name.get(text_of(record["question"]).replace(" ", "").upper())
        if question is None:
            faults.append(record.fault("question", "没有这一题"))
            continue
        part = _part(question, text_of(record["part"]))
        if part is None:
            faults.append(record.fault("part", f"{question.code} 没有这个选项"))
        elif (number := _number(record, part, faults)) is not None:
            counts[cell(question, part)] = number
    _require_sound(book, faults)
    return counts


def _part(question: Asked, typed: str) -> str | None:
    """`A`, `A 公示栏一直有`, `空白`, `中位数`."""
    part_names = {PARTS[part]: part for part in parts_of(question) if part in PARTS}
    first = typed.split(" ", 1)[0].split("、", 1)[0].upper()
    return part_names.get(typed) or (first if first in parts_of(question) else None)


def _number(record: Record, part: str, faults: list[Fault]) -> int | None:
    typed = text_of(record["count"])
    try:
        return read_part(part, typed) if part == "twice_median" else count_of(record["count"])
    except Unreadable as wrong:
        faults.append(record.fault("count", f"写着“{typed[:20]}”，{wrong}"))
        return None


def _require_sound(book: Book, faults: Sequence[Fault]) -> None:
    if faults:
        first = "；".join(map(str, faults[:_SHOWN]))
        more = f"；等 {len(faults)} 处" if len(faults) > _SHOWN else ""
        raise InspectionError(f"“{book.name}”没有导入：{first}{more}。请改正后再导入。")
