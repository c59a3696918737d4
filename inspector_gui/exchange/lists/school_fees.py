"""A school's own list of fees: what it says it charges, of whom, on what basis."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from db.errors import InspectionError
from db.records.fees import FeeLine
from db.unit_of_work import Work
from db.vocabulary import FeeKind, ReceiptKind
from inspector_gui.exchange.lists.plan import (
    Entry,
    Given,
    Incoming,
    Kind,
    Listing,
    Reader,
    Status,
    differences,
)
from inspector_gui.exchange.lists.vocabulary import (
    SETTLED_AT_COST,
    fee_kind_named,
    fee_kind_of,
    receipt_of,
    unknown_fee_kind,
)
from inspector_gui.exchange.workbooks.book import Cell
from inspector_gui.exchange.workbooks.cells import count_of, text_of, yuan_of
from inspector_gui.exchange.workbooks.headings import Column, Record, Table
from inspector_gui.labels import label
from inspector_gui.parsing import show_yuan

MAX_FEES = 500
COLUMNS = (
    Column("name", "收费项目", ("项目名称", "项目", "收费名称", "名称")),
    Column("charged_fen", "收费标准", ("实收标准", "标准", "金额", "单价", "元")),
    Column("heads", "人数", ("收费人数", "学生数", "缴费人数"), needed=False),
    Column("terms", "期数", ("学期数", "月数", "次数"), needed=False),
    Column("kind", "类别", ("收费类别", "性质", "收费性质"), needed=False),
    Column("basis", "收费依据", ("依据", "文号", "批准文号", "文件依据"), needed=False),
    Column("receipt", "票据", ("票据种类", "使用票据"), needed=False),
    Column("account", "账户", ("入账账户", "入账", "资金去向"), needed=False),
)
#: What the catalogue says of a fee that bears this very name: field values, or nothing.
Catalogue = Callable[[str], Mapping[str, Any]]
_KIND = next(column for column in COLUMNS if column.key == "kind")
_TITLES = {
    column.key: column.title for column in COLUMNS if column.key not in ("name", "charged_fen")
}


def school_fees(visit: uuid.UUID, catalogue: Catalogue) -> Kind:
    """The list of the school that is visited."""
    return Kind(
        "school_fees",
        "收费项目",
        COLUMNS,
        partial(_read, catalogue),
        partial(_compare, visit),
        partial(_keep, visit, catalogue),
        "要有“收费项目”“收费标准”两列；人数、期数、类别、依据、票据、账户一并读入。"
        "标准写“据实”的先不填。",
    )


def _read(
    catalogue: Catalogue, _work: Work, source: str, tables: Sequence[Table], _given: Given
) -> Listing:
    reader = Reader()
    entries = [
        Entry(record, _values(record, reader, catalogue))
        for table in tables
        for record in reader.named(table, "name", "收费项目")
    ]
    if len(entries) > MAX_FEES:
        raise InspectionError(
            f"“{source}”有 {len(entries)} 项，一所学校最多 {MAX_FEES} 项；请核对是不是本校的清单。"
        )
    same = lambda values: (values["name"], values.get("charged_fen"))  # noqa: E731
    reader.blame_repeated(entries, "name", same, "是同一项收费、同一标准")
    guessed = sum("guessed" in entry.values for entry in entries)
    doubts = (f"{guessed} 项没有写类别：按收费目录或名称判断，请逐项核对。",) if guessed else ()
    notes = (*doubts, *reader.notes("收费项目"))
    return Listing(source, tuple(entries), tuple(reader.faults), notes)


def _values(record: Record, reader: Reader, catalogue: Catalogue) -> dict[str, Any]:
    """What the row says; of its kind, if it does not say it, what follows from the name."""
    values: dict[str, Any] = {"name": text_of(record["name"])[:200]}
    for key, means in _MEANINGS.items():
        value = reader.cell(record, key, means)
        if value not in (None, ""):
            values[key] = value
    if not text_of(record["kind"]):
        values |= _kind_by_name(record, reader, values["name"], catalogue)
    return values


def _kind_by_name(
    record: Record, reader: Reader, name: str, catalogue: Catalogue
) -> dict[str, Any]:
    if kind := catalogue(name).get("kind"):
        return {"kind": kind, "guessed": "按收费目录"}
    if kind := fee_kind_named(name):
        return {"kind": kind, "guessed": "按名称判断"}
    reader.ask(record, _KIND, unknown_fee_kind(name))
    return {}


def _charged(cell: Cell) -> int | None:
    """None where it is settled at cost."""
    return None if SETTLED_AT_COST.search(text_of(cell)) else yuan_of(cell)


_MEANINGS: dict[str, Callable[[Cell], Any]] = {
    "charged_fen": _charged,
    "heads": count_of,
    "terms": count_of,
    "kind": fee_kind_of,
    "basis": lambda cell: text_of(cell)[:500],
    "receipt": receipt_of,
    "account": lambda cell: text_of(cell)[:200],
}


def _compare(visit: uuid.UUID, work: Work, listing: Listing) -> Iterator[Incoming]:
    known = defaultdict(list)
    for line in work.fees.lines(FeeLine, visit):
        known[line.name].append(line)
    listed = Counter(entry.values["name"] for entry in listing.entries)
    for entry in listing.entries:
        values = _stated_values(entry.values)
        found = _known(values, known[values["name"]], only=listed[values["name"]] == 1)
        if found is None:
            yield Incoming(Status.NEW, values["name"], _in_words(entry.values), entry)
            continue
        if "guessed" in entry.values:  # what was settled by hand is not guessed anew
            values.pop("kind", None)
        what = "；".join(_changes(values, found))
        yield Incoming(Status.CHANGED if what else Status.SAME, values["name"], what, entry, found)


def _changes(values: Mapping[str, Any], found: FeeLine) -> Iterator[str]:
    fen = values.get("charged_fen")
    if fen is not None and fen != found.charged_fen:
        yield f"收费标准：{_yuan(found.charged_fen)} → {_yuan(fen)}"
    if rest := differences(values, found, _TITLES, _shown):
        yield rest


def _yuan(fen: int | None) -> str:
    return "没有填" if fen is None else f"{show_yuan(fen)}元"


def _known(values: Mapping[str, Any], lines: list[FeeLine], *, only: bool) -> FeeLine | None:
    """The line of the file that is this fee; at another rate only where nothing else may be."""
    same = (line for line in lines if line.charged_fen == values.get("charged_fen"))
    return next(same, lines[0] if only and len(lines) == 1 else None)


def _stated_values(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key != "guessed"}


def _in_words(values: Mapping[str, Any]) -> str:
    parts = [_yuan(values.get("charged_fen"))]
    parts += [f"{values[key]}{unit}" for key, unit in _UNITS if key in values]
    how = f"（{values['guessed']}）" if "guessed" in values else ""
    parts += [f"{label(values['kind'])}{how}"]
    parts += [_shown(values[key]) for key in ("receipt", "account", "basis") if key in values]
    return " · ".join(parts)


_UNITS = (("heads", "人"), ("terms", "期"))


def _shown(value: Any) -> str:
    if isinstance(value, FeeKind | ReceiptKind):
        return label(value)
    return "" if value is None else str(value)


def _keep(visit: uuid.UUID, catalogue: Catalogue, work: Work, lines: Sequence[Incoming]) -> None:
    for line in lines:
        values = _stated_values(line.entry.values)
        if line.known is None:
            work.fees.enter(FeeLine, visit, **{**catalogue(values["name"]), **values})
            continue
        if "guessed" in line.entry.values:
            values.pop("kind", None)
        work.fees.correct(FeeLine, line.known.id, **values)
