# mypy: allow-untyped-calls
"""A kind of inspection as a file: what it is on one sheet, what it checks on the other.

Another bureau, or the program, gives one as JSON too; it is shown and taken the same way.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from db.errors import InspectionError
from db.progress import Progress, unwatched
from db.records.inspections import SEPARATOR, InspectionLine
from db.unit_of_work import Work
from db.vocabulary import Circumstance, DocumentKind, Method, Ownership, Stage, VisitPage
from inspector_gui.exchange.catalogue import fill_checklist
from inspector_gui.exchange.inspection_kinds import read_inspection
from inspector_gui.exchange.lists.cited_law import Cited, written
from inspector_gui.exchange.lists.items import (
    COLUMNS,
    HINT,
    TITLES,
    compare_items,
    keep_items,
    read_items,
)
from inspector_gui.exchange.lists.plan import (
    Entry,
    Given,
    Incoming,
    Kind,
    Listing,
    Status,
    differences,
    take_in,
)
from inspector_gui.exchange.workbooks.book import Book, Cell, Row, Sheet
from inspector_gui.exchange.workbooks.cells import prose_of
from inspector_gui.exchange.workbooks.headings import Record, Table
from inspector_gui.exchange.workbooks.reading import read_book
from inspector_gui.labels import label

SUFFIXES = (".xlsx", ".json")
ABOUT, CHECKLIST = "检查种类", "检查清单"
_HEAD = ("项目", "内容")
_FIELDS = {
    "kind": "简称",
    "title": "名称",
    "matter": "检查事项",
    "has_notice": "发检查通知",
    "with_units": "也查直属单位",
    "amounts": "四个金额的名称",
    "pages": "进校页面",
    "methods": "检查方式",
    "documents": "文书",
}
_LISTS: Mapping[str, type[StrEnum]] = {
    "pages": VisitPage,
    "methods": Method,
    "documents": DocumentKind,
}
_NEEDED = (VisitPage.OVERVIEW, VisitPage.CHECKLIST)


@dataclass(frozen=True)
class KindFile:
    """A kind that may be taken. `values`: its row, without a code; `book`: both sheets; `whole`:
    all that a JSON file says of the checklist, more than a table can."""

    values: Mapping[str, Any]
    book: Book
    whole: Mapping[str, Any] | None = None

    @property
    def name(self) -> str:
        return str(self.values["kind"])

    @property
    def about(self) -> Record:
        """The sheet that says what it is, as one row of a list."""
        sheet = next(sheet for sheet in self.book.sheets if sheet.name == ABOUT)
        return Record(Table(sheet, {"kind": 0}, 1, {"kind": ABOUT}, 1, 2), sheet.rows[0])


def read_kind_file(path: Path, progress: Progress = unwatched) -> KindFile:
    """Raises InspectionError with one sentence where the file holds no kind of inspection."""
    if path.suffix.lower() == ".json":
        return _of_json(path)
    book = read_book(path, progress)
    about = next((sheet for sheet in book.sheets if sheet.name.strip() == ABOUT), None)
    if about is None:
        raise InspectionError(
            f"“{path.name}”里没有“{ABOUT}”这张表，没有取来；只有清单的，请先新增检查，再导入清单。"
        )
    return KindFile(_values_of(about, path.name), book)


def _of_json(path: Path) -> KindFile:
    try:
        content = json.loads(path.read_text("utf-8-sig"))
        values = read_inspection(content["inspection"])
        values.pop("code", None)
        rows = list(_rows_of_json(content))
        sheets = (_sheet(ABOUT, _about_rows(values)), _sheet(CHECKLIST, [_heads(), *rows]))
        return KindFile(values, Book(path.name, sheets), content)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InspectionError(
            f"“{path.name}”里没有完整的检查种类（{error}），没有新增；请重新取一份。"
        ) from error


def _rows_of_json(content: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    rules = {rule["id"]: rule for rule in content["regulations"]}
    for category in content["checklist"]["categories"]:
        for item in category["items"]:
            law = [
                Cited(rule["title"], rule["doc_no"] or "", cited["article"] or "")
                for cited in item["basis"]
                for rule in [rules[cited["reg"]]]
            ]
            papers = [
                paper if isinstance(paper, str) else paper["zh"] for paper in item["evidence_zh"]
            ]
            yield (
                item.get("requirement_zh") or item["question_zh"],
                item["code"],
                category["name_zh"],
                item["violation_zh"],
                "、".join(papers),
                _labels(map(Stage, item["stages"]), Stage),
                _labels(map(Ownership, item["ownership"]), Ownership),
                _each(map(Circumstance, item.get("circumstances", ()))),
                _SEVERITIES[item["default_severity"]],
                written(law),
                item.get("note") or "",
            )


_SEVERITIES = {"minor": "一般", "moderate": "较重", "serious": "严重"}


def _values_of(sheet: Sheet, source: str) -> dict[str, Any]:
    entries = {prose_of(row.cell(0)): (row.number, prose_of(row.cell(1))) for row in sheet.rows}
    values: dict[str, Any] = {}
    for field, title in _FIELDS.items():
        if title not in entries:
            raise InspectionError(f"“{source}”的“{ABOUT}”里没有“{title}”一行，没有取来；请补上。")
        number, typed = entries[title]
        try:
            values[field] = _value(field, typed)
        except ValueError as error:
            raise InspectionError(
                f"“{source}”的“{ABOUT}”第 {number} 行“{title}”{error}，没有取来；请改正。"
            ) from error
    return values


def _value(field: str, typed: str) -> Any:
    """Raises ValueError where it cannot be."""
    if field in _LISTS:
        found = tuple(_named(_LISTS[field], part) for part in _parts(typed))
        missing = [label(page) for page in _NEEDED if field == "pages" and page not in found]
        if missing:
            raise ValueError(f"缺了“{missing[0]}”，每种检查都要有")
        return found
    if field in ("has_notice", "with_units"):
        if typed not in ("是", "否"):
            raise ValueError(f"写的是“{typed[:12]}”，只能写“是”或“否”")
        return typed == "是"
    if field == "amounts":
        if len(_parts(typed)) != 4:
            raise ValueError("要写四个名称，用顿号隔开，如 涉及金额、应退、已退、上缴")
        return tuple(_parts(typed))
    if not typed:
        raise ValueError("空着")
    return typed


def _parts(typed: str) -> list[str]:
    return [part for part in (part.strip() for part in typed.split(SEPARATOR)) if part]


def _named(enum_type: type[StrEnum], name: str) -> StrEnum:
    found = next((word for word in enum_type if label(word) == name), None)
    if found is None:
        some = "、".join(label(word) for word in enum_type)
        raise ValueError(f"写的“{name[:20]}”不认识，可以写：{some}")
    return found


def kind_in(file: KindFile) -> Kind:
    """The file as a list on its way in: the kind in its first line, then its items."""

    def read(work: Work, source: str, tables: Sequence[Table], given: Given) -> Listing:
        own = [table for table in tables if table.sheet.name.strip() != ABOUT]
        return read_items(file.name, work, source, own, given)

    def compare(work: Work, listing: Listing) -> Iterator[Incoming]:
        known = _known(work, file)
        yield _about_line(file, known)
        yield from compare_items(known.code if known else "", work, listing)

    def keep(work: Work, lines: Sequence[Incoming]) -> None:
        _keep(work, file, lines)

    return Kind("kind_file", "检查种类", COLUMNS, read, compare, keep, HINT)


def take_kind(work: Work, file: KindFile) -> str:
    """Let it come in whole, inside the caller's act; its code.

    Raises InspectionError where it is there already, just as it is.
    """
    coming = take_in(work, kind_in(file), file.book)
    if not coming.welcome:
        raise InspectionError(f"已经有“{file.name}”，和文件里的一样，没有可取的。")
    return _require(_known(work, file)).code


def _known(work: Work, file: KindFile) -> InspectionLine | None:
    return next((line for line in work.inspections.lines() if line.kind == file.name), None)


def _require(line: InspectionLine | None) -> InspectionLine:
    assert line is not None  # noqa: S101  # it was just kept
    return line


def _about_line(file: KindFile, known: InspectionLine | None) -> Incoming:
    entry = Entry(file.about, dict(file.values))
    if known is None:
        what = "；".join(f"{_FIELDS[key]}：{_format_value(file.values[key])}" for key in _STATED)
        return Incoming(Status.NEW, file.name, what, entry)
    before = _Kept(known)
    what = differences(file.values, before, _FIELDS, _format_value)
    return Incoming(Status.CHANGED if what else Status.SAME, file.name, what, entry, known)


#: What is said of a kind that is new.
_STATED = ("title", "pages", "documents", "has_notice")


class _Kept:
    """A kind by the names of its file: the amounts are four names in a row."""

    def __init__(self, line: InspectionLine) -> None:
        self._line = line

    def __getattr__(self, name: str) -> Any:
        if name == "amounts":
            return tuple(vars(self._line.amounts).values())
        return getattr(self._line, name)


def _format_value(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return SEPARATOR.join(label(part) if isinstance(part, StrEnum) else part for part in value)
    return str(value)


def _keep(work: Work, file: KindFile, lines: Sequence[Incoming]) -> None:
    """A new kind with all that its file says; of one that is there, what is new or changed."""
    about = next((line for line in lines if line.entry.record.table.sheet.name == ABOUT), None)
    items = [line for line in lines if line is not about]
    known, campaign = _known(work, file), work.campaigns.current().id
    if known is None:
        made = work.inspections.add(campaign, **file.values)
        code = next(
            inspection.code for inspection in work.inspections.lines() if inspection.id == made
        )
        if file.whole is not None:
            fill_checklist(work, campaign, file.whole, code)
            return
    else:
        code = known.code
        if about is not None:
            work.inspections.change(known.id, **file.values)
    keep_items(code, work, items)


def write_kind(work: Work, kind: InspectionLine) -> bytes:
    """The workbook of a kind, to be changed elsewhere and taken again."""
    from openpyxl.workbook.workbook import Workbook

    book: Any = Workbook()
    about = book.active
    about.title = ABOUT
    for row in _about_rows({field: getattr(_Kept(kind), field) for field in _FIELDS}):
        about.append(list(row))
    about.column_dimensions["A"].width, about.column_dimensions["B"].width = 18, 90
    sheet = book.create_sheet(CHECKLIST)
    sheet.append(list(_heads()))
    for cells in _rows(work, kind.code):
        sheet.append(list(cells))
    _dress(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _dress(sheet: Any) -> None:
    """Codes are texts; long cells are read whole."""
    from openpyxl.styles.alignment import Alignment
    from openpyxl.styles.fonts import Font

    for letter, width in zip("ABCDEFGHIJK", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows():
        for cell in row:
            cell.number_format = "@"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"


_WIDTHS = (46, 12, 18, 30, 30, 20, 10, 16, 10, 46, 20)


def _about_rows(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield _HEAD
    for field, title in _FIELDS.items():
        yield title, _format_value(values[field])


def _heads() -> tuple[str, ...]:
    return tuple(TITLES[column.key] for column in COLUMNS)


def _rows(work: Work, code: str) -> Iterator[tuple[str, ...]]:
    law: dict[Any, list[Cited]] = {}
    for basis in work.catalogues.bases():
        found = basis.citation
        cited = Cited(found.title, found.doc_no or "", found.article or "")
        law.setdefault(basis.item_id, []).append(cited)
    for item in work.catalogues.items(code):
        yield (
            item.question,
            item.code,
            item.category_name,
            item.violation,
            "、".join(item.evidence),
            _labels(item.stages, Stage),
            _labels(item.ownerships, Ownership),
            _each(
                circumstance for circumstance in Circumstance if circumstance in item.circumstances
            ),
            label(item.severity),
            written(law.get(item.id, ())),
            item.note,
        )


def _labels(chosen: Iterable[Any], enum_type: type[StrEnum]) -> str:
    mine = set(chosen)
    return (
        "不限"
        if mine >= set(enum_type)
        else "、".join(label(value) for value in enum_type if value in mine)
    )


def _each(enum_type: Iterable[StrEnum]) -> str:
    return SEPARATOR.join(map(label, enum_type))


def _sheet(name: str, rows: Iterable[Sequence[Cell]]) -> Sheet:
    return Sheet(name, tuple(Row(n, tuple(cells)) for n, cells in enumerate(rows, start=1)))
