"""A school's list of fees from a spreadsheet: which columns it may have, and what its rows mean."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from db.vocabulary import FeeKind, ReceiptKind
from inspector_gui.exchange.workbooks.book import Book, Cell
from inspector_gui.exchange.workbooks.cells import count_of, text_of, yuan_of
from inspector_gui.exchange.workbooks.headings import Column, Fault, Record, find_table
from inspector_gui.labels import label
from inspector_gui.parsing import Unreadable

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


@dataclass(frozen=True)
class FeeList:
    """The fees as field values, and what could not be read, and where."""

    fees: tuple[dict[str, Any], ...]
    faults: tuple[Fault, ...]


def read_fees(book: Book) -> FeeList:
    """Raises InspectionError where there is no such table in it."""
    fees: list[dict[str, Any]] = []
    faults: list[Fault] = []
    for record in find_table(book, COLUMNS).records():
        name = text_of(record["name"])[:200]
        if not name:
            continue
        if len(fees) == MAX_FEES:
            faults.append(record.fault("name", f"之后的不再导入：超过 {MAX_FEES} 项"))
            break
        values = {key: _read(record, key, means, faults) for key, means in _MEANINGS.items()}
        fees.append({"name": name, **{k: v for k, v in values.items() if v not in (None, "")}})
    return FeeList(tuple(fees), tuple(faults))


def _read(record: Record, key: str, means: Callable[[Cell], Any], faults: list[Fault]) -> Any:
    try:
        return means(record[key])
    except Unreadable as wrong:
        faults.append(record.fault(key, f"“{text_of(record[key])[:20]}”：{wrong}"))
        return None


def _kind(cell: Cell) -> FeeKind | None:
    said = text_of(cell)
    return next((kind for word, kind in _KINDS.items() if word in said), None)


def _receipt(cell: Cell) -> ReceiptKind | None:
    said = text_of(cell)
    return next((kind for word, kind in _RECEIPTS.items() if word in said), None)


_KINDS = {
    "行政": FeeKind.ADMINISTRATIVE,
    "代收": FeeKind.PASS_THROUGH,
    "代办": FeeKind.PASS_THROUGH,
    "伙食": FeeKind.MEALS,
    "服务": FeeKind.SERVICE,
    "捐": FeeKind.DONATION,
}
_RECEIPTS = {
    "往来": ReceiptKind.TRANSFER,
    "捐赠": ReceiptKind.DONATION,
    "财政": ReceiptKind.FISCAL,
    "税": ReceiptKind.TAX_INVOICE,
    "发票": ReceiptKind.TAX_INVOICE,
    label(ReceiptKind.OTHER): ReceiptKind.OTHER,
}
_MEANINGS: dict[str, Callable[[Cell], Any]] = {
    "charged_fen": yuan_of,
    "heads": count_of,
    "terms": count_of,
    "kind": _kind,
    "basis": lambda cell: text_of(cell)[:500],
    "receipt": _receipt,
    "account": lambda cell: text_of(cell)[:200],
}
