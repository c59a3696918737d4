"""A finding from a line of a register: its wording, its figures, and the items it may belong to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from db.records.catalogues import Item
from db.records.fees import BookLine, FeeLine, ReconciliationLine, VoucherLine
from inspector_gui.accounts.matching import bare
from inspector_gui.accounts.overcharge import overcharge
from inspector_gui.accounts.receipts import range_of
from inspector_gui.accounts.reconciling import explained
from inspector_gui.labels import label, long_date, yuan


@dataclass(frozen=True)
class Case:
    """What the finding says. `words`: what its checklist item is likely to speak of."""

    fact: str
    words: tuple[str, ...]
    about: str = ""
    students: int = 0
    involved_fen: int = 0
    due_fen: int = 0


def of_fee(fee: FeeLine, unit: str, begun: date, ended: date) -> Case:
    over = overcharge(fee)
    charged = yuan(fee.charged_fen or 0)
    who = f"学校向{fee.heads or 0}名学生收取“{fee.name}”，每生每{unit}{charged}"
    lawful = bool(fee.allowed_fen)
    limit = f"高于规定标准{yuan(fee.allowed_fen or 0)}" if lawful else "没有收费依据"
    terms = fee.terms or 0
    span = f"{terms}次" if unit == "次" else f"{terms}个{unit}"
    total = over.total_fen if over else 0
    sentence = f"{_period(begun, ended)}，{who}，{limit}，{span}共多收{yuan(total)}"
    details = [
        f"开具{label(fee.receipt)}" if fee.receipt else "",
        f"款项入{fee.account}" if fee.account else "",
    ]
    fact = "，".join([sentence, *filter(None, details)]) + "。"
    words = ("超标准",) if lawful else ("无依据",)
    return Case(fact, words, bare(fee.name), fee.heads or 0, total, total)


def of_book(book: BookLine, proof: str) -> Case:
    numbers = range_of(book.first_no, book.last_no)
    return Case(f"{label(book.kind)} {numbers or book.first_no}：{proof}。", ("断号", "登记不全"))


def of_reconciliation(line: ReconciliationLine) -> Case:
    sums = (("票据", line.receipts_fen), ("账面", line.ledger_fen), ("缴存", line.deposit_fen))
    known = "，".join(f"{name}{yuan(fen)}" for name, fen in sums if fen is not None)
    fact = f"“{line.name}”三方核对：{known}；{explained(line)}。"
    return Case(fact, ("三方不符",), line.name)


def of_voucher(line: VoucherLine) -> Case:
    day = f"{long_date(line.dated)}" if line.dated else ""
    amount = f"，金额{yuan(line.amount_fen)}" if line.amount_fen is not None else ""
    about = f"“{line.summary}”" if line.summary else ""
    told = f"：{line.note}" if line.note else ""
    fact = f"{day}{line.voucher_no}号凭证{about}{amount}{told}。"
    return Case(fact, (line.catalogue_code,), line.summary, involved_fen=line.amount_fen or 0)


def _period(begun: date, ended: date) -> str:
    return f"{long_date(begun)}至{long_date(ended)}"


def likely(case: Case, items: Iterable[Item]) -> list[Item]:
    """The items, those the case speaks of first; alike ones in the catalogue's order."""
    return sorted(items, key=lambda item: -_fits(case, item))


def _fits(case: Case, item: Item) -> int:
    """The named item before all, then the violation's own words, then what the question names."""
    if item.code in case.words:
        return 100
    said = sum(10 for word in case.words if word and word in item.violation)
    return said + (1 if said and case.about and case.about in item.question else 0)
