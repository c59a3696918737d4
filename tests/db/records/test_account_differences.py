"""Differences of working tables: what the database counts is what is computed for each line."""

import itertools
from datetime import date
from typing import Any

import pytest

from db.records import accounts
from db.store import Store
from db.vocabulary import Act, PublicExpenseKind, ReceiptKind
from inspector_gui.accounts.differences import wrong_differences
from inspector_gui.statistics.figures import explained, figure_sheet
from tests.db.looking import visit_of

_NAMES: dict[type[Any], dict[str, Any]] = {
    accounts.BookedLine: {"kind": ReceiptKind.FISCAL, "period": "2024年"},
    accounts.ExpenseLine: {"year": 2024, "kind": PublicExpenseKind.RECEPTION},
    accounts.BankLine: {"account": "基本户", "as_of": date(2024, 12, 31)},
}
_FIGURES: dict[type[Any], tuple[str, ...]] = {
    accounts.CashLine: ("book_fen", "counted_fen"),
    accounts.BankLine: ("ledger_fen", "statement_fen", "bank_received_fen", "unit_paid_fen"),
    accounts.BookedLine: ("issued_fen", "booked_fen"),
    accounts.AssetLine: ("card", "book", "counted"),
    accounts.ProcurementLine: ("budget_fen", "contract_fen", "accepted_fen", "paid_fen"),
    accounts.ExpenseLine: ("budget_fen", "actual_fen", "previous_fen"),
    accounts.PassThroughLine: ("opening_fen", "in_fen", "out_fen", "closing_fen"),
    accounts.AllowanceLine: ("approved_fen", "paid_fen"),
}


@pytest.fixture
def at_finance(store: Store) -> Any:
    """A visit of a finance group."""
    with store.act(Act.PLAN) as work:
        team = work.people.add_team(work.campaigns.current().id, "C1", "财务第一组", "finance")
        line = work.schools.lines()[0]
        work.plans.assign(line.id, team, date(2025, 10, 28))
    with store.read() as work:
        return work.schools.lines("finance")[0].visit_id


def _size(store: Store) -> tuple[int, int]:
    with store.read() as work:
        size = work.totals.size("finance")
    return size["finance_differences"], size["finance_differences_fen"]


@pytest.mark.parametrize("register", _FIGURES)
def test_the_database_counts_what_a_line_shows(
    store: Store, at_finance: Any, register: type[Any]
) -> None:
    """Each figure unknown, less, more or the same as the others."""
    values = itertools.product((None, 3, 5, 100), repeat=len(_FIGURES[register]))
    with store.act(Act.CHECK_ACCOUNTS) as work:
        for number, figures in enumerate(values):
            named = _NAMES.get(register, {"name": f"第{number}行"})
            if "year" in named:
                named = {**named, "year": 1900 + number}
            entered = dict(zip(_FIGURES[register], figures, strict=True))
            work.accounts.enter(register, at_finance, **named, **entered)
    with store.read() as work:
        lines = work.accounts.lines(register, at_finance)
    found = [difference for line in lines for difference in wrong_differences(line)]
    money = sum(abs(difference.value) for difference in found if not difference.counted)
    assert found
    assert _size(store) == (len(found), money)


def test_a_difference_is_explained_by_its_line_and_goes_with_it(
    store: Store, at_finance: Any
) -> None:
    """Two tables, one number; a line struck out, or an own visit of the fee team, is in none."""
    with store.act(Act.CHECK_ACCOUNTS) as work:
        cash = {"book_fen": 500, "counted_fen": 450}
        work.accounts.enter(accounts.CashLine, visit_of(store), name="收费组的", **cash)
        kept = work.accounts.enter(accounts.CashLine, at_finance, name="出纳保险柜", **cash)
        work.accounts.enter(accounts.AssetLine, at_finance, name="电脑", card=2, book=3, counted=1)
    with store.read() as work:
        sheet = figure_sheet(work, "finance")
        rows = explained(work, sheet, "finance_differences", None).rows
        money = explained(work, sheet, "finance_differences_fen", None).rows
    assert [(row.name, row.share) for row in rows] == [
        ("固定资产　电脑", 2),
        ("现金盘点　出纳保险柜", 1),
    ]
    assert [(row.name, row.share) for row in money] == [("现金盘点　出纳保险柜", 50)]
    assert (sheet["finance_differences"].text, sheet["finance_differences_fen"].text) == (
        *("3", "0.50"),
    )
    with store.act(Act.CHECK_ACCOUNTS) as work:
        work.accounts.strike_out(accounts.CashLine, kept)
    assert _size(store) == (2, 0)


def test_a_kind_without_accounts_has_no_such_number(store: Store) -> None:
    with store.read() as work:
        fee, finance = figure_sheet(work, "fee"), figure_sheet(work, "finance")
    assert "fee_differences" not in fee.figures
    assert {"classes", "parent_calls_dialled", "open_fen"} <= set(fee.figures)
    assert not {"classes", "parent_calls_dialled", "open_fen"} & set(finance.figures)
