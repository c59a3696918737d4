"""A finding from a line of a register: its wording, its figures, and the items it may belong to."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from db.records.catalogues import Item
from db.records.fees import BookLine, FeeLine, ReconciliationLine, VoucherLine
from inspector_gui.accounts.finding_sentence import FactParts, finding_sentence
from inspector_gui.accounts.matching import bare
from inspector_gui.accounts.overcharge import overcharge
from inspector_gui.accounts.receipts import range_of
from inspector_gui.accounts.reconciling import explained
from inspector_gui.labels import label, yuan

_UNTOLD = "抽查的凭证不符合规定"


@dataclass(frozen=True)
class Case:
    """What the finding says. `words`: what its checklist item is likely to speak of."""

    fact: str
    words: tuple[str, ...]
    about: str = ""
    due_fen: int = 0
    parts: FactParts = field(default_factory=FactParts)

    @classmethod
    def made(
        cls,
        parts: FactParts,
        words: tuple[str, ...],
        institution: str,
        *,
        about: str = "",
        due: int = 0,
    ) -> Self:
        """The fact made of its parts; `due` in fen."""
        return cls(finding_sentence(parts, institution), words, about, due, parts)


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
    words = ("超标准",) if fee.allowed_fen else ("无依据",)
    return Case.made(parts, words, institution, about=bare(fee.name), due=total)


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


def likely(case: Case, items: Iterable[Item]) -> list[Item]:
    """The items, those the case speaks of first; alike ones in the catalogue's order."""
    return sorted(items, key=lambda item: -_fits(case, item))


def _fits(case: Case, item: Item) -> int:
    """The named item before all, then the violation's own words, then what the question names."""
    if item.code in case.words:
        return 100
    named = sum(10 for word in case.words if word and word in item.violation)
    return named + (1 if named and case.about and case.about in item.question else 0)
