"""The classes of a school, from a spreadsheet or as they were pasted."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from db.errors import InspectionError
from db.vocabulary import Stage
from inspector_gui.class_names import ClassKey, read_class
from inspector_gui.exchange.workbooks.book import Book, Row, Sheet, letter
from inspector_gui.exchange.workbooks.cells import count_of, text_of
from inspector_gui.exchange.workbooks.headings import Column, Fault, Record, Table, find_tables
from inspector_gui.exchange.workbooks.remarks import guessed, unread
from inspector_gui.parsing import Unreadable

COLUMNS = (
    Column("class", "班级", ("班级名称", "班别", "班名", "班号", "班次")),
    Column("grade", "年级", needed=False),
    Column(
        "enrolled", "在籍人数", ("人数", "学生数", "学生人数", "在校生数", "在校人数"), needed=False
    ),
)
_WITH_COUNT = re.compile(r"(.*?班)[\s:：,，]*(\d+)\s*人?")


@dataclass(frozen=True)
class ListedClass:
    """`fault`: says what is odd about its headcount, and where that stands."""

    key: ClassKey
    enrolled: int | None
    fault: Callable[[str], Fault]


@dataclass(frozen=True)
class ClassList:
    """What was read, each class once, and what could not be. `notes`: what was guessed, and what
    was not read, a sentence each.
    """

    classes: tuple[ListedClass, ...]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...] = ()


def read_classes(book: Book, stages: Sequence[Stage]) -> ClassList:
    """Raises InspectionError where not a single class can be read."""
    classes: dict[ClassKey, ListedClass] = {}
    faults: list[Fault] = []
    rows, notes = _found(book, stages)
    for found in rows:
        if isinstance(found, Fault):
            faults.append(found)
            continue
        known = classes.get(found.key)
        if known is None or known.enrolled is None:
            classes[found.key] = found
        elif found.enrolled not in (None, known.enrolled):
            faults.append(
                found.fault(f"写的是 {found.enrolled} 人，前面同一个班是 {known.enrolled} 人")
            )
    if not classes:
        why = f"；{faults[0]}" if faults else ""
        raise InspectionError(f"“{book.name}”里没有读出班级{why}。每行写一个班，如 七年级(3)班。")
    return ClassList(tuple(sorted(classes.values(), key=_order)), tuple(faults), notes)


def _order(listed: ListedClass) -> str:
    return listed.key.code


def _found(
    book: Book, stages: Sequence[Stage]
) -> tuple[Iterator[ListedClass | Fault], tuple[str, ...]]:
    try:
        tables = find_tables(book, COLUMNS)
    except InspectionError:
        return _bare(book, stages), tuple(_more_than_classes(book))
    return _headed(tables, stages), (*guessed(COLUMNS, tables), *unread(book, tables))


def _headed(tables: list[Table], stages: Sequence[Stage]) -> Iterator[ListedClass | Fault]:
    for table in tables:
        above = ""
        for record in table.records():
            above = text_of(record["grade"]) or above
            if text_of(record["class"]):
                yield _of_record(record, above, stages)
            elif text_of(record["enrolled"]):
                yield record.fault("class", "没有填班级")


def _of_record(record: Record, grade: str, stages: Sequence[Stage]) -> ListedClass | Fault:
    """A class by its own name, or by its number and the grade beside or above it."""
    name = text_of(record["class"])
    try:
        key = read_class(name, stages)
    except Unreadable as wrong:
        if not grade:
            return record.fault("class", f"写的是“{name}”，{wrong}")
        try:
            key = read_class(f"{grade}{name if name.endswith('班') else f'({name})'}", stages)
        except Unreadable:
            return record.fault("class", f"写的是“{name}”，{wrong}")
    try:
        return ListedClass(key, count_of(record["enrolled"]), partial(record.fault, "enrolled"))
    except Unreadable as wrong:
        return record.fault("enrolled", f"写的是“{text_of(record['enrolled'])}”，{wrong}")


def _bare(book: Book, stages: Sequence[Stage]) -> Iterator[ListedClass | Fault]:
    """Without a heading: a class in the first filled cell of a row, its headcount in the next."""
    for sheet in book.sheets:
        for row in sheet.rows:
            if any(map(text_of, row.cells)):  # nothing but unseen characters is nothing
                yield _of_row(sheet, row, stages)


def _more_than_classes(book: Book) -> Iterator[str]:
    """Of a list without a heading: what stands beside a class and its headcount."""
    more = sum(
        max(sum(bool(text_of(cell)) for cell in row.cells) - 2, 0)
        for sheet in book.sheets
        for row in sheet.rows
    )
    if more := more + sum(sheet.beyond for sheet in book.sheets):
        yield f"没有列名，每行只读班级和人数，另有 {more} 个格子没有读。"


def _of_row(sheet: Sheet, row: Row, stages: Sequence[Stage]) -> ListedClass | Fault:
    filled = [(n, cell) for n, cell in enumerate(row.cells) if text_of(cell)]
    (column, first), *others = filled
    name, enrolled = text_of(first), others[0][1] if others else ""
    if match := _WITH_COUNT.fullmatch(name):
        name, enrolled = match[1], match[2]
    fault = partial(Fault, sheet.name, row.number, letter(column), "班级")
    try:
        return ListedClass(read_class(name, stages), count_of(enrolled), fault)
    except Unreadable as wrong:
        return fault(f"写的是“{name}”，{wrong}")
