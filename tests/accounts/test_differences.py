"""What figures of working tables differ by, to the fen."""

import uuid
from dataclasses import fields
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.limits import MAX_FEN
from db.records.accounts import (
    WORKING_REGISTERS,
    AssetLine,
    BankLine,
    CashLine,
    ExpenseLine,
    PassThroughLine,
    ProcurementLine,
)
from db.vocabulary import PublicExpenseKind, ReceiptKind
from inspector_gui.accounts.assessing import working
from inspector_gui.accounts.bank_accounts import masked_account
from inspector_gui.accounts.differences import differences, largest_fen, wrong_differences
from inspector_gui.accounts.line_faults import VisitDays, count_fault, faults
from inspector_gui.accounts.raising import of_working
from inspector_gui.labels import yuan

FEN = st.integers(0, MAX_FEN)
BALANCE = st.integers(-MAX_FEN, MAX_FEN)
DAYS = VisitDays(date(2024, 1, 1), date(2025, 9, 30))
_PLAIN: dict[str, Any] = {"id": uuid.UUID(int=1), "name": "甲", "account": "甲", "period": "乙"}
_PLAIN |= {"number": "", "note": "", "present": "", "basis": ""}


def line(register: type[Any], **values: Any) -> Any:
    """A line with these values; the rest is not filled in."""
    return register(
        **{field.name: values.get(field.name, _PLAIN.get(field.name)) for field in fields(register)}
    )


@settings(max_examples=40, deadline=None)
@given(BALANCE, FEN, FEN, BALANCE)
def test_what_is_rolled_forward_is_opening_and_in_less_out(
    opening: int, came: int, went: int, closing: int
) -> None:
    moved = line(
        PassThroughLine, opening_fen=opening, in_fen=came, out_fen=went, closing_fen=closing
    )
    [found] = differences(moved)
    assert found.value == closing - (opening + came - went)
    assert found.wrong is (found.value != 0)
    assert largest_fen(moved) == abs(found.value)


@settings(max_examples=40, deadline=None)
@given(BALANCE, FEN, FEN, FEN, FEN)
def test_an_account_agrees_when_each_side_has_what_the_other_lacks(
    base: int, bank_in: int, bank_out: int, unit_in: int, unit_out: int
) -> None:
    agreed = line(
        BankLine,
        ledger_fen=base - bank_in + bank_out,
        bank_received_fen=bank_in,
        bank_paid_fen=bank_out,
        statement_fen=base - unit_in + unit_out,
        unit_received_fen=unit_in,
        unit_paid_fen=unit_out,
    )
    assert wrong_differences(agreed) == ()
    [found] = differences(agreed)
    assert str(found) == "调节后账面与调节后对账单一致"


def test_nothing_is_said_of_what_is_not_filled_in() -> None:
    for register in (CashLine, *WORKING_REGISTERS):
        kinds = {"kind": ReceiptKind.FISCAL, "year": 2024}
        if register is ExpenseLine:
            kinds["kind"] = PublicExpenseKind.ABROAD
        empty = line(register, **kinds)
        assert differences(empty) == ()
        assert working(empty, DAYS, {}).mark == "待填"
        assert faults(empty, DAYS) == {}


def test_less_than_a_budget_is_no_difference_to_explain() -> None:
    spent = line(ProcurementLine, budget_fen=500, contract_fen=400, accepted_fen=400, paid_fen=400)
    assert [difference.value for difference in differences(spent)] == [-100, 0, 0]
    assert wrong_differences(spent) == ()
    early = line(ProcurementLine, contract_fen=400, accepted_fen=300, paid_fen=400)
    assert [str(wrong_difference) for wrong_difference in wrong_differences(early)] == [
        "已付比验收多 1.00元"
    ]


def test_pieces_are_not_summed_as_money() -> None:
    counted = line(AssetLine, card=120, book=118, counted=110, book_fen=48_000_000)
    assert [str(difference) for difference in differences(counted)] == [
        "账面比卡片少 2",
        "实盘比账面少 8",
    ]
    assert largest_fen(counted) == 0


@settings(max_examples=30, deadline=None)
@given(FEN, FEN)
def test_the_fact_of_a_finding_names_the_difference_and_its_amount(book: int, counted: int) -> None:
    cash = line(CashLine, book_fen=book, counted_fen=counted, note="出纳垫付")
    assessed = working(cash, DAYS, {})
    assert assessed.wrong is (book != counted)
    if assessed.wrong:
        case = of_working(cash)
        assert yuan(abs(counted - book)) in case.fact
        assert case.parts.involved_fen == abs(counted - book)
        assert assessed.mark == "不符，已说明"


def test_cash_is_counted_while_the_team_is_there() -> None:
    noon = datetime.fromisoformat("2025-10-28T12:00+08:00")
    day = VisitDays(DAYS.conduct_from, DAYS.conduct_to, noon - timedelta(hours=4), noon)
    assert count_fault(noon, day) == ""
    assert count_fault(noon + timedelta(minutes=1), day) == "晚于离校时间 12:00，请核对盘点时间"
    assert count_fault(noon - timedelta(hours=5), day) == "早于到校时间 08:00，请核对盘点时间"
    assert count_fault(noon, DAYS) == "", "nothing is known of the day yet"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("6217000123456789", "尾号6789"),
        ("基本户 6217 0001 2345 6789 012", "基本户 尾号9012"),
        ("零余额账户 12345678", "零余额账户 尾号5678"),
        ("食堂专户 尾号6789", "食堂专户 尾号6789"),
        ("2024年专户", "2024年专户"),
    ],
)
def test_of_an_account_number_four_digits_are_kept(written: str, kept: str) -> None:
    assert masked_account(written) == kept
    assert masked_account(kept) == kept
