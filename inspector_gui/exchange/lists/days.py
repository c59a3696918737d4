"""Days off and make-up workdays of a year, from a list."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from db.unit_of_work import Work
from db.vocabulary import DayKind
from inspector_gui.exchange.lists.plan import (
    Entry,
    Given,
    Incoming,
    Kind,
    Listing,
    Reader,
    Status,
)
from inspector_gui.exchange.workbooks.book import Cell
from inspector_gui.exchange.workbooks.cells import days_of, text_of
from inspector_gui.exchange.workbooks.headings import Column, Table
from inspector_gui.parsing import Unreadable

COLUMNS = (
    Column("day", "日期", ("放假时间", "放假日期", "时间")),
    Column("kind", "休班", ("休息或上班", "类型", "安排", "休息上班", "状态")),
    Column("name", "节日", ("节假日", "名称", "说明"), needed=False),
)
_YEAR = re.compile(r"(20\d\d)")
WORDS = {DayKind.HOLIDAY: "休息", DayKind.WORKDAY: "上班"}


def _read(work: Work, source: str, tables: Sequence[Table], _given: Given) -> Listing:
    visits = work.campaigns.current().visits_from
    reader = Reader()
    entries: list[Entry] = []
    years: set[int] = set()
    bare = False
    for table in tables:
        near = _near(table, source, visits)
        for record in reader.named(table, "day", "日期"):
            bare = bare or (isinstance(record["day"], str) and not _YEAR.search(record["day"]))
            days = reader.cell(record, "day", partial(days_of, near=near)) or ()
            kind = reader.cell(record, "kind", _kind) if days else None
            for day in days:
                years.add(day.year)
                values = {"day": day, "kind": kind, "name": text_of(record["name"])[:200]}
                entries.append(Entry(record, values))
    reader.blame_repeated(entries, "day", lambda values: values["day"], "是同一天")
    listed = "、".join(map(str, sorted(years)))
    notes = (f"没有写年份的日期按 {listed} 年登记。",) if bare and years else ()
    return Listing(source, tuple(entries), tuple(reader.faults), (*notes, *reader.notes("日期")))


def _near(table: Table, source: str, visits: date) -> date:
    """The year of days that have none: the one written over them, else that of the visits."""
    above = (
        text_of(cell)
        for row in table.sheet.rows
        if row.number < table.heading
        for cell in row.cells
    )
    written = (_YEAR.search(text) for text in (*above, table.sheet.name, source))
    year = next((int(found[1]) for found in written if found), visits.year)
    return date(year, 1, 1)


def _kind(cell: Cell) -> DayKind:
    typed = text_of(cell)
    if re.search("上班|补班|班", typed):
        return DayKind.WORKDAY
    if re.search("休|假", typed):
        return DayKind.HOLIDAY
    raise Unreadable("请写 休息 或 上班")


def _compare(work: Work, listing: Listing) -> Iterator[Incoming]:
    known = work.campaigns.marked_days()
    for entry in listing.entries:
        values = entry.values
        day = f"{WORDS[values['kind']]} {values['name']}".strip()
        found = known.get(values["day"])
        if found is None:
            yield Incoming(Status.NEW, str(values["day"]), day, entry)
            continue
        same = found == (values["kind"], values["name"] or found[1])
        before = f"{WORDS[found[0]]} {found[1]}".strip()
        what = "" if same else f"{before} → {day}"
        status = Status.SAME if same else Status.CHANGED
        yield Incoming(status, str(values["day"]), what, entry, found)


def _keep(work: Work, lines: Sequence[Incoming]) -> None:
    campaign = work.campaigns.current().id
    for line in lines:
        values = line.entry.values
        work.campaigns.mark_day(campaign, values["day"], values["kind"], values["name"])


DAYS = Kind(
    "days",
    "工作日历",
    COLUMNS,
    _read,
    _compare,
    _keep,
    "要有“日期”“休班”两列（写 休息 或 上班）；节日名称可有可无。日期可以写 10月1日至7日。",
    names=("休班", "休息或上班", "休息上班", "放假时间", "放假日期"),
)
