"""Recording a unit's accounts: cash, papers handed over, vouchers and how they were chosen, and
working tables. The demonstration, pages and tests record through the same deeds."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from db.errors import InspectionError
from db.records.accounts import BankLine, CashLine, HandedLine, SampleLine
from db.records.fees import BookLine, VoucherLine
from db.records.schools import SchoolLine
from db.store import Store
from db.unit_of_work import Work
from db.vocabulary import Act, DrawKind, SampleKind
from inspector_gui.accounts.bank_accounts import masked_account
from inspector_gui.accounts.line_faults import (
    count_fault,
    is_checked,
    visit_days,
    voucher_day_fault,
)
from inspector_gui.accounts.vouchers import SCOPE
from inspector_gui.actions.deed import deed
from inspector_gui.sampling.ranking import ALGORITHM, Seed, commitment, draw, list_hash, new_secret

_REFUSED = ("现金盘点晚于离校或早于到校", "凭证日期不在检查期间")


@deed("登记账目", of="账目", refuses=_REFUSED)
def enter_account(
    *, store: Store, school: SchoolLine, register: type[Any], values: Mapping[str, Any]
) -> uuid.UUID:
    """A line of `register` (a line class of `db.records.accounts`, or `VoucherLine`).

    Money in fen, moments in UTC. Of an account number only the last four digits are kept. Raises
    InspectionError naming what cannot be.
    """
    with store.act(Act.CHECK_ACCOUNTS, school=school.id) as work:
        return enter_within(work, school, register, values)


def enter_within(
    work: Work, school: SchoolLine, register: type[Any], values: Mapping[str, Any]
) -> uuid.UUID:
    """The same inside a larger act, such as taking in a spreadsheet."""
    kept = _kept(work, school, register, values)
    if register is VoucherLine:
        return work.fees.enter(register, school.visit_id, **kept)
    return work.accounts.enter(register, school.visit_id, **kept)


@deed("更正账目", of="账目", refuses=_REFUSED)
def correct_account(
    *, store: Store, school: SchoolLine, line: Any, values: Mapping[str, Any]
) -> None:
    """Change fields of a line, by name; a line that counts as looked at is counted."""
    with store.act(Act.CHECK_ACCOUNTS, school=school.id) as work:
        _correct(work, school, line, values)


def _correct(work: Work, school: SchoolLine, line: Any, values: Mapping[str, Any]) -> None:
    kept = _kept(work, school, type(line), values)
    if isinstance(line, VoucherLine):
        work.fees.correct(VoucherLine, line.id, **kept)
        count_vouchers(work, school.visit_id)
    else:
        work.accounts.correct(type(line), line.id, **kept)


@deed("删除账目", of="账目")
def strike_account(*, store: Store, school: SchoolLine, line: Any) -> None:
    with store.act(Act.DELETE, school=school.id) as work:
        if isinstance(line, VoucherLine):
            work.fees.strike_out(VoucherLine, line.id)
        else:
            work.accounts.strike_out(type(line), line.id)


@deed("归还全部资料", of="账目", refuses=("没有要归还的资料",))
def return_documents(*, store: Store, school: SchoolLine) -> int:
    """Note that every paper that is still with the team goes back now; how many."""
    with store.act(Act.CHECK_ACCOUNTS, school=school.id) as work:
        held = [line for line in work.accounts.lines(HandedLine, school.visit_id) if _is_held(line)]
        if not held:
            raise InspectionError("没有要归还的资料：登记的都已归还，或还没有登记。")
        for handed_file in held:
            work.accounts.correct(HandedLine, handed_file.id, returned_at=store.now())
    return len(held)


def _is_held(line: HandedLine) -> bool:
    return line.returned_at is None


@dataclass(frozen=True)
class Choice:
    """Vouchers chosen on purpose, and by what: `limit_fen`, `area` or `period_end` by the kind."""

    kind: SampleKind
    numbers: Sequence[str]
    source: str = ""
    limit_fen: int | None = None
    area: str = ""
    period_end: date | None = None
    reason: str = ""


@deed("选取凭证", of="账目", refuses=("随机抽取没有经过抽签", "没有写按什么选取", "没有凭证号"))
def choose_vouchers(*, store: Store, school: SchoolLine, choice: Choice) -> int:
    """Enter vouchers that were chosen on purpose, and how; how many are new.

    Raises InspectionError where it does not say how, or calls itself random.
    """
    _require_stated(choice)
    values = {
        name: getattr(choice, name)
        for name in ("kind", "source", "limit_fen", "area", "period_end", "reason")
    }
    with store.act(Act.CHECK_ACCOUNTS, school=school.id) as work:
        sample = work.accounts.enter(SampleLine, school.visit_id, **values)
        return _enter_vouchers(work, school.visit_id, sample, choice.numbers)


def _require_stated(choice: Choice) -> None:
    if choice.kind is SampleKind.RANDOM:
        raise InspectionError("随机抽取要先冻结清单，再请对方报六位数字；请用“随机抽取”。")
    stated = {
        SampleKind.BY_AMOUNT: (choice.limit_fen, "金额起点"),
        SampleKind.BY_AREA: (choice.area, "哪个方面"),
        SampleKind.PERIOD_END: (choice.period_end, "哪个期末日"),
        SampleKind.TARGETED: (choice.reason.strip(), "重点抽查的理由"),
    }
    value, message = stated[choice.kind]
    if value in (None, ""):
        raise InspectionError(f"没有写{message}；请填写后再选取。")
    if not choice.numbers:
        raise InspectionError("没有写凭证号；请填写后再选取。")


@deed("冻结凭证清单", of="账目", refuses=("抽的比清单多",))
def freeze_vouchers(
    *, store: Store, school: SchoolLine, listed: Sequence[str], wanted: int
) -> uuid.UUID:
    """Fix the list and the hash of the team's secret, before the school names its number."""
    if not 0 < wanted <= len(listed):
        raise InspectionError(f"清单有 {len(listed)} 份凭证，不能抽 {wanted} 份；请改正份数。")
    secret = new_secret()
    with store.act(Act.DRAW, school=school.id) as work:
        return work.samplings.freeze(
            school.visit_id,
            kind=DrawKind.VOUCHER,
            algorithm=ALGORITHM,
            population=len(listed),
            entries="\n".join(listed),
            list_sha256=list_hash(listed),
            commitment=commitment(secret),
            nonce=secret,
            source="学校提供的凭证清单",
            wanted=wanted,
            spare=0,
        )


@deed("随机抽取凭证", of="账目", refuses=("已经抽过",))
def draw_vouchers(*, store: Store, school: SchoolLine, frozen: uuid.UUID, digits: str) -> int:
    """Draw from a frozen list with the number that the school named; how many vouchers are new."""
    with store.act(Act.DRAW, school=school.id) as work:
        listed = next(
            (
                sampling
                for sampling in work.samplings.pending(school.visit_id)
                if sampling.id == frozen
            ),
            None,
        )
        if listed is None:
            raise InspectionError("这份凭证清单已经抽过或作废了；需要另抽请重新冻结清单。")
        seed = Seed(f"{work.campaigns.current().code}|{school.code}|{SCOPE}", listed.nonce, digits)
        drawn = draw(seed.text, listed.entries, listed.wanted)
        work.samplings.reveal(
            frozen, witness_number=digits, seed_text=seed.text, drawn=drawn, reserve=()
        )
        sample = work.accounts.enter(
            SampleLine,
            school.visit_id,
            kind=SampleKind.RANDOM,
            source=f"{listed.entries[0]}至{listed.entries[-1]}",
            population=listed.population,
            draw_id=frozen,
        )
        return _enter_vouchers(work, school.visit_id, sample, drawn)


@deed("作废凭证清单", of="账目", refuses=("已经抽出结果",))
def give_up_vouchers(*, store: Store, school: SchoolLine, frozen: uuid.UUID) -> None:
    with store.act(Act.DRAW, school=school.id) as work:
        work.samplings.give_up(frozen)


def _enter_vouchers(work: Work, visit: uuid.UUID, sample: uuid.UUID, numbers: Sequence[str]) -> int:
    """A voucher that is listed already keeps how it was chosen first."""
    known = {line.voucher_no for line in work.fees.lines(VoucherLine, visit)}
    new = [number for number in dict.fromkeys(numbers) if number not in known]
    for number in new:
        work.fees.enter(VoucherLine, visit, voucher_no=number, sample_id=sample)
    return len(new)


def count_vouchers(work: Work, visit: uuid.UUID) -> None:
    """The sheet says how many were looked at; what was judged here need not be counted again.

    A larger number typed for the visit stands: not every voucher looked at is listed.
    """
    checked = sum(is_checked(line) for line in work.fees.lines(VoucherLine, visit))
    if checked > (work.visits.facts(visit).vouchers_checked or 0):
        work.visits.record(visit, vouchers_checked=checked)


def count_receipts(work: Work, visit: uuid.UUID) -> None:
    """The same of receipts: those of the books that were gone through, void ones included."""
    books = work.fees.lines(BookLine, visit)
    checked = sum((book.issued or 0) + (book.void or 0) for book in books)
    if checked > (work.visits.facts(visit).receipts_checked or 0):
        work.visits.record(visit, receipts_checked=checked)


def _kept(
    work: Work, school: SchoolLine, register: type[Any], values: Mapping[str, Any]
) -> dict[str, Any]:
    kept = dict(values)
    if register is CashLine:
        _require(count_fault(kept.get("counted_at"), visit_days(work, school)), "盘点时间")
    if register is VoucherLine:
        _require(voucher_day_fault(kept.get("dated"), visit_days(work, school)), "凭证日期")
    if register is BankLine and "account" in kept:
        kept["account"] = masked_account(kept["account"])
    return kept


def _require(fault: str, field: str) -> None:
    if fault:
        sentence = fault if fault.startswith(field) else f"{field}{fault}"
        raise InspectionError(f"{sentence}。")
