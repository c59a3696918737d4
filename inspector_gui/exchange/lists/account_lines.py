"""Lines of a working table, or vouchers, from a spreadsheet: columns are known by their labels."""

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any

from db.errors import InspectionError
from db.labels import column_label, table_label
from db.parsing import Sort, kind_of
from db.records.fees import VoucherLine
from db.records.schools import SchoolLine
from db.unit_of_work import Work
from inspector_gui.accounts.line_faults import VisitDays, voucher_day_fault
from inspector_gui.exchange.lists.plan import Entry, Given, Incoming, Kind, Listing, Reader, Status
from inspector_gui.exchange.workbooks.book import Cell
from inspector_gui.exchange.workbooks.cells import count_of, day_of, text_of
from inspector_gui.exchange.workbooks.headings import Column, Record, Table
from inspector_gui.labels import WORDS, label
from inspector_gui.parsing import Unreadable, read_balance, show_yuan

MAX_LINES = 2000
#: How spreadsheets head a column beside the label it has here.
_ALSO: Mapping[str, tuple[str, ...]] = {
    "name": ("名称", "项目", "项目名称"),
    "account": ("科目", "会计科目", "银行账户", "账号"),
    "as_of": ("日期", "截止日期"),
    "voucher_no": ("凭证编号", "凭证字号", "记账凭证号"),
    "dated": ("日期", "记账日期"),
    "amount_fen": ("发生额", "借方金额"),
    "attachments": ("附件", "附件数"),
    "card": ("卡片数", "卡片"),
    "book": ("账面数", "账面"),
    "counted": ("实盘数", "实盘", "盘点数"),
    "book_fen": ("原值", "账面价值"),
    "number": ("编号", "资产编码"),
    "budget_fen": ("预算", "预算金额", "预算数"),
    "contract_fen": ("合同", "合同价"),
    "accepted_fen": ("验收",),
    "paid_fen": ("已付", "付款金额", "实发", "支付金额"),
    "actual_fen": ("决算", "实际支出", "支出数"),
    "previous_fen": ("上年", "上年数"),
    "persons": ("人数", "人次"),
    "opening_fen": ("期初", "上期结余"),
    "in_fen": ("收入", "本期收"),
    "out_fen": ("支出", "本期支"),
    "closing_fen": ("期末", "结余", "期末余额"),
    "issued_fen": ("开票", "票据金额"),
    "booked_fen": ("入账", "账面金额"),
    "ledger_fen": ("账面", "银行日记账余额"),
    "statement_fen": ("对账单", "银行对账单余额"),
    "approved_fen": ("核定", "核定数"),
    "period": ("所属期间", "月份", "时间"),
}
_NOT_READ = frozenset({"id", "finding_id", "sample_id", "verdict", "issues", "catalogue_code"})


@dataclass(frozen=True)
class Into:
    """Which register lines come into: `fields` in the order of the page; the first of those that
    are `needed` names a line."""

    register: type[Any]
    fields: tuple[str, ...]
    needed: tuple[str, ...]
    enter: Callable[[Work, SchoolLine, type[Any], Mapping[str, Any]], uuid.UUID]


def account_lines(into: Into, school: SchoolLine, days: VisitDays) -> Kind:
    """Lines are added; one that says the same as a line that is there stays out."""
    table = into.register.kept_in
    columns = tuple(
        Column(name, column_label(table, name), _ALSO.get(name, ()), needed=name in into.needed)
        for name in into.fields
        if name not in _NOT_READ
    )
    besides = "、".join(column.title for column in columns if not column.needed)
    needed = "”“".join(column_label(table, name) for name in into.needed)
    return Kind(
        table,
        table_label(table),
        columns,
        partial(_read, into, days),
        partial(_compare, into, school),
        partial(_keep, into, school),
        f"要有“{needed}”；{besides}有就一并读入。",
    )


def _read(
    into: Into, days: VisitDays, _work: Work, source: str, tables: Sequence[Table], _given: Given
) -> Listing:
    reader = Reader()
    title = column_label(into.register.kept_in, into.needed[0])
    entries = [
        Entry(record, _values(into, record, reader, days))
        for table in tables
        for record in reader.named(table, into.needed[0], title)
    ]
    if len(entries) > MAX_LINES:
        count = len(entries)
        raise InspectionError(f"“{source}”有 {count} 行，一次最多 {MAX_LINES} 行；请分几次粘贴。")
    return Listing(source, tuple(entries), tuple(reader.faults), tuple(reader.notes(title)))


def _values(into: Into, record: Record, reader: Reader, days: VisitDays) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name in record.table.positions:
        value = reader.cell(record, name, _meaning(into.register, name, days))
        if value not in (None, ""):
            values[name] = value
    for name in into.needed[1:]:
        if not text_of(record[name]):
            reader.blame(record, name, f"没有填{column_label(into.register.kept_in, name)}")
    return values


def _meaning(register: type[Any], name: str, days: VisitDays) -> Callable[[Cell], Any]:
    """How a cell of this column is read, by what the file holds there."""
    kind = kind_of(register.kept_in, name)
    match kind.sort:
        case Sort.MONEY:
            return _balance_of if kind.signed else _yuan_of
        case Sort.COUNT:
            return count_of
        case Sort.DAY:
            return partial(_day_of, days, checked=register is VoucherLine)
        case Sort.WORD:
            return partial(_word_of, kind.enum_type)
        case _:
            return lambda cell: text_of(cell)[: kind.limit]


def _yuan_of(cell: Cell) -> int | None:
    fen = _balance_of(cell)
    if fen is not None and fen < 0:
        raise Unreadable("不能是负数，请核对金额")
    return fen


def _balance_of(cell: Cell) -> int | None:
    if isinstance(cell, float):
        return read_balance(f"{round(cell, 6):.6f}".rstrip("0").rstrip("."))
    return read_balance(text_of(cell))


def _day_of(days: VisitDays, cell: Cell, *, checked: bool) -> Any:
    found = day_of(cell, days.conduct_to)
    if checked and (fault := voucher_day_fault(found, days)):
        raise Unreadable(fault)
    return found


def _word_of(enum_type: type[StrEnum] | None, cell: Cell) -> StrEnum | None:
    written = text_of(cell)
    if not written or enum_type is None:
        return None
    named = {label(word): word for word in enum_type}
    found = named.get(written) or next((named[name] for name in named if written in name), None)
    if found is None:
        raise Unreadable(f"请填{'、'.join(WORDS[enum_type].values())}中的一种")
    return found


def _compare(into: Into, school: SchoolLine, work: Work, listing: Listing) -> Iterator[Incoming]:
    known = _lines(into, school, work)
    for entry in listing.entries:
        title = str(entry.values.get(into.needed[0], ""))
        same = any(_agrees(line, entry.values) for line in known)
        status = Status.SAME if same else Status.NEW
        yield Incoming(status, title, "" if same else _in_words(into, entry.values), entry)


def _lines(into: Into, school: SchoolLine, work: Work) -> Sequence[Any]:
    kept_in = work.fees if into.register is VoucherLine else work.accounts
    return kept_in.lines(into.register, school.visit_id)


def _agrees(line: Any, values: Mapping[str, Any]) -> bool:
    return all(getattr(line, name) == value for name, value in values.items())


def _in_words(into: Into, values: Mapping[str, Any]) -> str:
    table = into.register.kept_in
    return " · ".join(
        f"{column_label(table, name)} {_shown(name, value)}"
        for name, value in values.items()
        if name != into.needed[0]
    )


def _shown(name: str, value: Any) -> str:
    if name.endswith("_fen"):
        return show_yuan(value)
    return label(value) if isinstance(value, StrEnum) else str(value)


def _keep(into: Into, school: SchoolLine, work: Work, lines: Sequence[Incoming]) -> None:
    for line in lines:
        into.enter(work, school, into.register, line.entry.values)
