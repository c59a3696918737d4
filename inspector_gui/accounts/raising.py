"""A finding from a line of a register: its wording, its figures, and the items it may belong to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from db.records.accounts import (
    AllowanceLine,
    AssetLine,
    BankLine,
    BookedLine,
    CashLine,
    ExpenseLine,
    PassThroughLine,
    ProcurementLine,
    WorkingLine,
)
from db.records.catalogues import Item
from db.records.fees import BookLine, FeeLine, ReconciliationLine, VoucherLine
from db.vocabulary import PublicExpenseKind
from inspector_gui.accounts.assessing import name_of
from inspector_gui.accounts.differences import largest_fen, wrong_differences
from inspector_gui.accounts.finding_sentence import FactParts, finding_sentence
from inspector_gui.accounts.matching import bare
from inspector_gui.accounts.overcharge import overcharge
from inspector_gui.accounts.receipts import range_of
from inspector_gui.accounts.reconciling import explained
from inspector_gui.labels import label, yuan

#: Of the numbers that a finding names; it has room for 1000 characters.
MOST_VOUCHERS = 900
_UNTOLD = "抽查的凭证不符合规定"


@dataclass(frozen=True)
class Case:
    """What the finding says. `keywords`: what its checklist item is likely to speak of."""

    fact: str
    keywords: tuple[str, ...]
    about: str = ""
    due_fen: int = 0
    parts: FactParts = field(default_factory=FactParts)

    @classmethod
    def made(
        cls,
        parts: FactParts,
        keywords: tuple[str, ...],
        institution: str,
        *,
        about: str = "",
        due: int = 0,
    ) -> Self:
        """The fact made of its parts; `due` in fen."""
        return cls(finding_sentence(parts, institution), keywords, about, due, parts)


def of_fee(fee: FeeLine, unit: str, institution: str = "学校") -> Case:
    """When it was charged is not known from the line: the finding's days are asked for."""
    over = overcharge(fee)
    total = over.total_fen if over else 0
    parts = FactParts(
        matter=fee.name,
        manner=f"开具{label(fee.receipt)}" if fee.receipt else "",
        rate_fen=fee.charged_fen,
        allowed_fen=fee.allowed_fen,
        terms=fee.terms,
        term_unit=unit,
        account=fee.account,
        students=fee.heads or 0,
        involved_fen=total,
    )
    keywords = ("超标准",) if fee.allowed_fen else ("无依据",)
    return Case.made(parts, keywords, institution, about=bare(fee.name), due=total)


def of_book(book: BookLine, proof: str) -> Case:
    numbers = range_of(book.first_no, book.last_no)
    return Case(f"{label(book.kind)} {numbers or book.first_no}：{proof}。", ("断号", "登记不全"))


def of_reconciliation(line: ReconciliationLine) -> Case:
    sums = (("票据", line.receipts_fen), ("账面", line.ledger_fen), ("缴存", line.deposit_fen))
    known = "，".join(f"{name}{yuan(fen)}" for name, fen in sums if fen is not None)
    fact = f"“{line.name}”三方核对：{known}；{explained(line)}。"
    parts = FactParts(matter=line.name, manner=fact)
    return Case(fact, ("三方不符",), line.name, parts=parts)


def of_voucher(line: VoucherLine, institution: str = "学校") -> Case:
    remarks = (f"账列“{line.summary}”" if line.summary else "", line.note)
    parts = FactParts(
        conduct_from=line.dated,
        conduct_to=line.dated,
        matter=line.summary,
        manner="，".join(filter(None, remarks)) or _UNTOLD,
        vouchers=line.voucher_no,
        involved_fen=line.amount_fen or 0,
    )
    return Case.made(parts, (line.catalogue_code,), institution, about=line.summary)


def of_vouchers(lines: Sequence[VoucherLine], institution: str = "学校") -> Case:
    """Several vouchers that are wrong in the same way are one finding, which names them all."""
    if len(lines) == 1:
        return _of_accounted(lines[0], institution)
    days = [line.dated for line in lines if line.dated]
    parts = FactParts(
        conduct_from=min(days, default=None),
        conduct_to=max(days, default=None),
        manner=f"抽查的{len(lines)}份凭证{_issues_of(lines)}",
        vouchers=_numbers_of(lines),
        involved_fen=sum(line.amount_fen or 0 for line in lines),
    )
    codes = tuple(dict.fromkeys(line.catalogue_code for line in lines if line.catalogue_code))
    return Case.made(parts, codes, institution)


def _of_accounted(line: VoucherLine, institution: str) -> Case:
    issues = _issues_of([line]) if line.issues else ""
    note = "，".join(filter(None, (issues, line.note)))
    return of_voucher(replace(line, note=note), institution)


def _issues_of(lines: Sequence[VoucherLine]) -> str:
    """What the issue codes say; where there are none, only that it is wrong."""
    issues = dict.fromkeys(label(issue) for line in lines for issue in line.issues)
    return "、".join(issues) or "不符合规定"


def _numbers_of(lines: Sequence[VoucherLine]) -> str:
    """As many numbers as a finding has room for, and how many more there are."""
    joined = "、".join(line.voucher_no for line in lines)
    if len(joined) <= MOST_VOUCHERS:
        return joined
    shown = joined[:MOST_VOUCHERS].rpartition("、")[0]
    return f"{shown}等{len(lines)}份"


def of_working(line: WorkingLine) -> Case:
    """The fact says the figures and by what they differ."""
    title = _TITLES[type(line)]
    apart = "；".join(map(str, wrong_differences(line)))
    noted = f"（{line.note.strip()}）" if line.note.strip() else ""
    name = name_of(line)
    manner = f"{title}“{name}”：{apart}{noted}"
    parts = FactParts(manner=manner, involved_fen=largest_fen(line))
    return Case(f"{manner}。", tuple(_items_of(line)), name, parts=parts)


def _items_of(line: WorkingLine) -> Iterator[str]:
    """The items that a line is likely to belong to, by its table and by what differs in it."""
    match line:
        case ExpenseLine():
            yield _OF_EXPENSE.get(line.kind, "C-SG-01")
        case ProcurementLine():
            for difference in wrong_differences(line):
                yield _OF_PROCUREMENT[difference.first, difference.second]
        case _:
            yield _OF_TABLE[type(line)]


_TITLES: Mapping[type, str] = {
    CashLine: "库存现金盘点",
    BankLine: "银行存款核对",
    BookedLine: "票据与入账核对",
    AssetLine: "固定资产盘点",
    ProcurementLine: "采购核对",
    ExpenseLine: "三公经费核对",
    PassThroughLine: "代收代管款核对",
    AllowanceLine: "津贴补贴核对",
}
#: Codes of the finance checklist that comes with the program; another has its own, or none.
_OF_TABLE: Mapping[type, str] = {
    CashLine: "C-KJ-04A",
    BankLine: "C-KJ-05B",
    BookedLine: "C-PJ-02",
    AssetLine: "C-ZC-01",
    PassThroughLine: "C-QT-03",
    AllowanceLine: "C-YS-04",
}
_OF_EXPENSE: Mapping[PublicExpenseKind, str] = {
    PublicExpenseKind.RECEPTION: "C-SG-01",
    PublicExpenseKind.VEHICLES: "C-SG-02",
    PublicExpenseKind.ABROAD: "C-SG-03",
}
_OF_PROCUREMENT: Mapping[tuple[str, str], str] = {
    ("合同", "预算"): "C-YS-02",
    ("已付", "合同"): "C-CG-03C",
    ("已付", "验收"): "C-CG-04",
}


def likely(case: Case, items: Iterable[Item]) -> list[Item]:
    """The items, those the case speaks of first; alike ones in the catalogue's order."""
    return sorted(items, key=lambda item: -_fits(case, item))


def _fits(case: Case, item: Item) -> int:
    """The named item before all, then the violation's own words, then what the question names."""
    if not {item.code, *item.replaced}.isdisjoint(case.keywords):
        return 100
    named = sum(10 for word in case.keywords if word and word in item.violation)
    return named + (1 if named and case.about and case.about in item.question else 0)
