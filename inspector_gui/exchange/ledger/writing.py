"""The ledger from the file to a workbook, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from db.errors import InspectionError
from db.masking import find_numbers
from db.progress import Progress, unwatched
from db.publishable.ledger import LedgerFacts
from db.records.inspections import InspectionLine
from db.store import Store
from db.unit_of_work import Work
from inspector_gui.documents.atomic_file import store as keep
from inspector_gui.documents.persons import Known, private_of, surname_only
from inspector_gui.exchange.ledger.definitions import OPEN, definitions
from inspector_gui.exchange.ledger.facts import ledger_facts
from inspector_gui.exchange.ledger.registered import tables
from inspector_gui.exchange.ledger.table import HEAD_ROW, Kind, Table
from inspector_gui.exchange.ledger.tables import answers
from inspector_gui.exchange.ledger.workbook import ledger_book, row_count
from inspector_gui.labels import in_china

SUFFIX = ".xlsx"


@dataclass(frozen=True)
class Written:
    """`undecided`: what is still open, so that none of it is final."""

    path: Path
    sheets: tuple[str, ...]
    undecided: tuple[str, ...]


def write_ledger(
    store: Store,
    path: Path,
    *,
    inspection: InspectionLine | None = None,
    cut_off: datetime | None = None,
    with_answers: bool = False,
    progress: Progress = unwatched,
) -> Written:
    """Write the ledger of an inspection, of the main one if none; on request with every answer.

    `cut_off`: as the file knew it before this UTC moment; None: as it is now.

    Raises InspectionError where a text tells of a person, UnwritableError where the disk takes it
    not, Cancelled when given up; then no file is made, and one that was there stays.
    """
    if path.suffix.lower() != SUFFIX:
        raise InspectionError(f"台账是 {SUFFIX} 文件；请把“{path.name}”改成以 {SUFFIX} 结尾。")
    with store.read() as work, work.as_of(cut_off):
        kind = inspection or work.inspections.main()
        facts = ledger_facts(work, kind, _day(cut_off, store.now()), cut_off)
        known = private_of(work).but_for("")
        sheets = list(_tables(work, facts, kind.code, known, with_answers=with_answers))
        warning = f"{OPEN}：{'；'.join(facts.undecided)}。" if facts.undecided else ""
        with ledger_book(facts.bureau, row_count(sheets), progress) as book:
            for table in sheets:
                book.add(table, warning)
            content = book.content()
    keep(content, path)
    return Written(path, tuple(sheet.name for sheet in sheets), facts.undecided)


def _day(cut_off: datetime | None, now: datetime) -> date:
    """The last day whose records count."""
    return in_china(cut_off - timedelta(microseconds=1) if cut_off else now).date()


def _tables(
    work: Work, facts: LedgerFacts, inspection: str, known: Known, *, with_answers: bool
) -> Iterator[Table]:
    listed = list(tables(facts))
    for table in listed:
        yield _checked(table, known)
    if with_answers:
        rows = work.ledger_rows
        yield answers(
            facts,
            rows.questions(inspection),
            rows.forms(inspection),
            rows.number_of_forms(inspection),
            rows.counted_envelopes(inspection),
        )
    yield definitions(facts, {table.name: table for table in listed})


def _checked(table: Table, known: Known) -> Table:
    """The same table. Raises InspectionError where one of its texts tells of a person."""
    text_columns = [column for column in table.columns if column.kind is Kind.TEXT]
    for number, row in enumerate(table.rows, start=HEAD_ROW + 1):
        for column in text_columns:
            value = column.value(row)
            if isinstance(value, str):
                _refuse(value, f"“{table.name}”第 {number} 行“{column.head}”", known)
    return table


def _refuse(text: str, location: str, known: Known) -> None:
    shown: Iterable[tuple[str, Any]] = ((hit.kind, hit.masked) for hit in find_numbers(text))
    for kind, hidden in shown:
        raise InspectionError(
            f"{location}有个人信息（{kind}{hidden}），台账没有生成；请在原记录里删去后再导出。"
        )
    for name, _around in known.found(text):
        raise InspectionError(
            f"{location}有个人信息（姓名{surname_only(name)}），台账没有生成；"
            "请在原记录里删去后再导出。"
        )
