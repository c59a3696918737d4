"""The registers of the page: vouchers, and a working table for each thing that is compared."""

from collections.abc import Callable
from datetime import date
from typing import Any

from db.records.accounts import (
    AllowanceLine,
    AssetLine,
    BankLine,
    BookedLine,
    ExpenseLine,
    PassThroughLine,
    ProcurementLine,
)
from db.records.fees import VoucherLine
from db.vocabulary import PublicExpenseKind, ReceiptKind, Verdict, VoucherIssue
from inspector_gui.accounts.assessing import Assessed
from inspector_gui.accounts.differences import Difference, differences
from inspector_gui.accounts.line_faults import VisitDays, voucher_day_fault
from inspector_gui.parsing import Unreadable, grouped_yuan, read_count, read_day
from inspector_gui.window.accounting.columns import (
    RIGHT,
    STATE,
    AccountRegister,
    balance_field,
    id_of,
    money,
    named,
    note,
    number,
    number_line,
    today,
    word,
    written,
)
from inspector_gui.window.forms.choice_fields import ChoiceField, FlagsField
from inspector_gui.window.forms.fields import LineField, count_field, day_field, money_field
from inspector_gui.window.forms.form import Spec
from inspector_gui.window.forms.prose_field import ProseField
from inspector_gui.window.widgets.table import Column

_HINT = "Enter 修改 · P 转为问题 · Delete 删除 · Ctrl+V 粘贴表格"
_VERDICTS = (("1", Verdict.OK), ("2", Verdict.VIOLATION), ("3", Verdict.DOUBT), ("\b", None))
_PASTE = "也可以在表格软件里连同列名复制，按 Ctrl+V 粘贴。"


def _apart(index: int) -> Callable[[Assessed[Any]], str]:
    """The difference that is compared in this place, as a figure; empty where one side lacks."""

    def shown(row: Assessed[Any]) -> str:
        found = differences(row.line)
        return _figure(found[index]) if index < len(found) else ""

    return shown


def _figure(found: Difference) -> str:
    if not found.value:
        return "0" if found.counted else "0.00"
    size = str(found.value) if found.counted else grouped_yuan(found.value)
    return f"{_sign(found.value)}{size}"


def _sign(value: int) -> str:
    return "+" if value > 0 else ""


def _day_of(name: str) -> Callable[[Assessed[Any]], str]:
    return lambda row: str(getattr(row.line, name) or "")


def _money(table: str, name: str) -> Spec:
    return Spec.of(table, name, money_field)


def _balance(table: str, name: str) -> Spec:
    return Spec.of(table, name, balance_field)


def _count(table: str, name: str, hint: str = "") -> Spec:
    return Spec.of(table, name, lambda caption: count_field(caption, hint))


def _day(table: str, name: str) -> Spec:
    return Spec.of(table, name, lambda caption: day_field(caption, today))


def _line(table: str, name: str, hint: str = "", *, wide: bool = False) -> Spec:
    caption = Spec.of(table, name, LineField).label
    return Spec(name, caption, named(caption, hint), wide)


def _year(caption: str) -> LineField:
    def read(typed: str) -> int | None:
        found = read_count(typed)
        if found is not None and not 2000 <= found <= 2100:
            raise Unreadable("请填四位年份，如 2024")
        return found

    return LineField(caption, read=read, hint="如 2024", limit=4)


def _voucher_day(days: Callable[[], VisitDays]) -> Callable[[str], LineField]:
    """Out of the conduct that is looked into it is refused at the cell."""

    def read(typed: str) -> date | None:
        found = read_day(typed, days().conduct_to, (days().conduct_from, days().conduct_to))
        if fault := voucher_day_fault(found, days()):
            raise Unreadable(fault)
        return found

    return lambda caption: LineField(caption, read=read, hint="年-月-日", limit=12)


def vouchers(days: Callable[[], VisitDays], chosen: Callable[[Any], str]) -> AccountRegister:
    """`days`: of the visit that is shown; `chosen`: how a voucher was come by."""
    return AccountRegister(
        key="vouchers",
        title="凭证",
        line=VoucherLine,
        keeps_item=True,
        together=True,
        columns=(
            Column("凭证号", written("voucher_no"), 118),
            Column("日期", _day_of("dated"), 92, drops=2),
            Column("摘要", written("summary")),
            Column("金额", money("amount_fen"), 104, RIGHT),
            Column("附件", number("attachments"), 46, RIGHT, drops=3),
            Column("选取", lambda row: chosen(row.line), 74, drops=1),
            STATE,
        ),
        id_of=id_of,
        entry=lambda: (
            Spec.of("voucher_check", "voucher_no", number_line("如 记-12")),
            Spec("dated", "日期", _voucher_day(days)),
            _line("voucher_check", "summary", wide=True),
            _money("voucher_check", "amount_fen"),
        ),
        form=lambda: (
            Spec(
                "issues", "问题", lambda _: FlagsField("问题代码", tuple(VoucherIssue)), wide=True
            ),
            note("说明"),
            Spec("voucher_no", "凭证", number_line("如 记-12")),
            Spec("dated", "日期", _voucher_day(days)),
            Spec.of("voucher_check", "summary", lambda name: ProseField(name, lines=2, limit=500)),
            _money("voucher_check", "amount_fen"),
            _line("voucher_check", "account", "如 办公费"),
            _count("voucher_check", "attachments", "张"),
        ),
        needed="voucher_no",
        empty="还没有凭证。手工填凭证号，按 Ctrl+R 随机抽取，按 Ctrl+T 按金额、方面、期末选取；"
        f"核对后按 1 符合、2 不符合、3 存疑待核，问题在右边勾选。{_PASTE}",
        hint="1 符合 · 2 不符合 · 3 存疑待核 · 退格 取消 · Enter 修改 · P 转为问题（可选多行）"
        " · Ctrl+R 随机抽取 · Ctrl+T 选取 · Ctrl+V 粘贴",
        field="verdict",
        keys=_VERDICTS,
    )


BANK = AccountRegister(
    key="bank",
    title="银行对账",
    line=BankLine,
    columns=(
        Column("账户", written("account")),
        Column("截止日", _day_of("as_of"), 92),
        Column("账面余额", money("ledger_fen"), 116, RIGHT, drops=2),
        Column("对账单余额", money("statement_fen"), 116, RIGHT, drops=1),
        Column("调节后相差", _apart(0), 110, RIGHT),
        STATE,
    ),
    id_of=id_of,
    entry=lambda: (
        _line("bank_reconciliation", "account", "如 基本户 尾号6789", wide=True),
        _day("bank_reconciliation", "as_of"),
        _balance("bank_reconciliation", "ledger_fen"),
        _balance("bank_reconciliation", "statement_fen"),
    ),
    form=lambda: (
        _line("bank_reconciliation", "account", "只留后四位"),
        _day("bank_reconciliation", "as_of"),
        _balance("bank_reconciliation", "ledger_fen"),
        _money("bank_reconciliation", "bank_received_fen"),
        _money("bank_reconciliation", "bank_paid_fen"),
        _balance("bank_reconciliation", "statement_fen"),
        _money("bank_reconciliation", "unit_received_fen"),
        _money("bank_reconciliation", "unit_paid_fen"),
        note("差异说明"),
    ),
    needed="account",
    empty=f"还没有银行账户。填账户、截止日、账面和对账单余额，未达账项在右边填；账号只留后四位。{_PASTE}",
    hint=_HINT,
)

BOOKED = AccountRegister(
    key="booked",
    title="票据与入账",
    line=BookedLine,
    columns=(
        Column("票据种类", word("kind"), 118),
        Column("期间", written("period")),
        Column("份数", number("copies"), 60, RIGHT, drops=1),
        Column("开票金额", money("issued_fen"), 116, RIGHT),
        Column("入账金额", money("booked_fen"), 116, RIGHT),
        Column("相差", _apart(0), 104, RIGHT),
        STATE,
    ),
    id_of=id_of,
    entry=lambda: (
        Spec.of("booked_receipts", "kind", lambda name: ChoiceField(name, tuple(ReceiptKind))),
        _line("booked_receipts", "period", "如 2024年9月", wide=True),
        _money("booked_receipts", "issued_fen"),
        _money("booked_receipts", "booked_fen"),
    ),
    form=lambda: (
        Spec.of("booked_receipts", "kind", lambda name: ChoiceField(name, tuple(ReceiptKind))),
        _line("booked_receipts", "period"),
        _count("booked_receipts", "copies", "份"),
        _money("booked_receipts", "issued_fen"),
        _money("booked_receipts", "booked_fen"),
        note("差异说明"),
    ),
    needed="period",
    empty=f"还没有票据与入账的核对。逐种逐期填开票金额和入账金额，相差多少自动算出。{_PASTE}",
    hint=_HINT,
)

ASSETS = AccountRegister(
    key="assets",
    title="固定资产",
    line=AssetLine,
    columns=(
        Column("资产名称", written("name")),
        Column("编号", written("number"), 96, drops=1),
        Column("卡片", number("card"), 60, RIGHT),
        Column("账面", number("book"), 60, RIGHT),
        Column("实盘", number("counted"), 60, RIGHT),
        Column("账面原值", money("book_fen"), 112, RIGHT, drops=2),
        Column("状态", lambda row: row.mark, 104, STATE.align, tone=STATE.tone),
    ),
    id_of=id_of,
    entry=lambda: (
        _line("fixed_asset", "name", wide=True),
        _count("fixed_asset", "card"),
        _count("fixed_asset", "book"),
        _count("fixed_asset", "counted"),
        _money("fixed_asset", "book_fen"),
    ),
    form=lambda: (
        _line("fixed_asset", "name"),
        Spec.of("fixed_asset", "number", number_line("如 GD-0012")),
        _count("fixed_asset", "card"),
        _count("fixed_asset", "book"),
        _count("fixed_asset", "counted"),
        _money("fixed_asset", "book_fen"),
        note("差异说明"),
    ),
    needed="name",
    empty=f"还没有固定资产。逐项填卡片、账面、实盘数量，账卡物不符会立即标出。{_PASTE}",
    hint=_HINT,
)

PROCUREMENTS = AccountRegister(
    key="procurements",
    title="采购",
    line=ProcurementLine,
    columns=(
        Column("采购项目", written("name")),
        Column("预算", money("budget_fen"), 108, RIGHT),
        Column("合同", money("contract_fen"), 108, RIGHT),
        Column("验收", money("accepted_fen"), 108, RIGHT, drops=1),
        Column("已付", money("paid_fen"), 108, RIGHT),
        STATE,
    ),
    id_of=id_of,
    entry=lambda: (
        _line("procurement", "name", wide=True),
        _money("procurement", "budget_fen"),
        _money("procurement", "contract_fen"),
        _money("procurement", "accepted_fen"),
        _money("procurement", "paid_fen"),
    ),
    form=lambda: (
        _line("procurement", "name"),
        _day("procurement", "budget_on"),
        _money("procurement", "budget_fen"),
        _day("procurement", "contract_on"),
        _money("procurement", "contract_fen"),
        _day("procurement", "accepted_on"),
        _money("procurement", "accepted_fen"),
        _money("procurement", "paid_fen"),
        note("差异说明"),
    ),
    needed="name",
    empty=f"还没有采购项目。填预算、合同、验收、已付金额，超预算、超合同、未验收先付款会立即标出。{_PASTE}",
    hint=_HINT,
)

EXPENSES = AccountRegister(
    key="expenses",
    title="三公经费",
    line=ExpenseLine,
    columns=(
        Column("年度", number("year"), 60),
        Column("类别", word("kind")),
        Column("预算数", money("budget_fen"), 108, RIGHT),
        Column("决算数", money("actual_fen"), 108, RIGHT),
        Column("比预算", _apart(0), 100, RIGHT),
        Column("上年", money("previous_fen"), 104, RIGHT, drops=2),
        Column("比上年", _apart(1), 100, RIGHT, drops=1),
        STATE,
    ),
    id_of=id_of,
    entry=lambda: (
        Spec.of("public_expense", "kind", lambda name: ChoiceField(name, tuple(PublicExpenseKind))),
        Spec.of("public_expense", "year", _year),
        _money("public_expense", "budget_fen"),
        _money("public_expense", "actual_fen"),
        _money("public_expense", "previous_fen"),
        _count("public_expense", "persons", "人次"),
    ),
    form=lambda: (
        Spec.of("public_expense", "year", _year),
        Spec.of("public_expense", "kind", lambda name: ChoiceField(name, tuple(PublicExpenseKind))),
        _money("public_expense", "budget_fen"),
        _money("public_expense", "actual_fen"),
        _money("public_expense", "previous_fen"),
        _count("public_expense", "persons", "人次"),
        note("差异说明"),
    ),
    needed="year",
    empty=f"还没有三公经费。逐年逐类填预算数、决算数和上年数，增减自动算出。{_PASTE}",
    hint=_HINT,
)

PASS_THROUGHS = AccountRegister(
    key="pass_throughs",
    title="代收代管款",
    line=PassThroughLine,
    columns=(
        Column("项目", written("name")),
        Column("期初", money("opening_fen"), 100, RIGHT, drops=1),
        Column("收入", money("in_fen"), 100, RIGHT, drops=3),
        Column("支出", money("out_fen"), 100, RIGHT, drops=2),
        Column("账面期末", money("closing_fen"), 104, RIGHT),
        Column("相差", _apart(0), 100, RIGHT),
        STATE,
    ),
    id_of=id_of,
    entry=lambda: (
        _line("pass_through", "name", "如 作业本费", wide=True),
        _balance("pass_through", "opening_fen"),
        _money("pass_through", "in_fen"),
        _money("pass_through", "out_fen"),
        _balance("pass_through", "closing_fen"),
    ),
    form=lambda: (
        _line("pass_through", "name"),
        _line("pass_through", "period", "如 2025年春季"),
        _balance("pass_through", "opening_fen"),
        _money("pass_through", "in_fen"),
        _money("pass_through", "out_fen"),
        _balance("pass_through", "closing_fen"),
        note("差异说明"),
    ),
    needed="name",
    empty=f"还没有代收代管款。逐项填期初、收入、支出、账面期末；期初加收入减支出不等于期末会立即标出。{_PASTE}",
    hint=_HINT,
)

ALLOWANCES = AccountRegister(
    key="allowances",
    title="津贴补贴",
    line=AllowanceLine,
    columns=(
        Column("发放项目", written("name")),
        Column("期间", written("period"), 110, drops=1),
        Column("人数", number("persons"), 60, RIGHT),
        Column("核定金额", money("approved_fen"), 112, RIGHT),
        Column("实发金额", money("paid_fen"), 112, RIGHT),
        Column("相差", _apart(0), 104, RIGHT),
        STATE,
    ),
    id_of=id_of,
    entry=lambda: (
        _line("allowance", "name", "只写项目，不写个人", wide=True),
        _line("allowance", "period", "如 2024年"),
        _count("allowance", "persons", "人"),
        _money("allowance", "approved_fen"),
        _money("allowance", "paid_fen"),
    ),
    form=lambda: (
        _line("allowance", "name"),
        _line("allowance", "period"),
        Spec.of("allowance", "basis", lambda name: ProseField(name, lines=2, limit=500)),
        _count("allowance", "persons", "人"),
        _money("allowance", "approved_fen"),
        _money("allowance", "paid_fen"),
        note("差异说明"),
    ),
    needed="name",
    empty=f"还没有津贴补贴。按发放项目填人数、核定和实发金额，不登记个人。{_PASTE}",
    hint=_HINT,
)

WORKING_TABLES = (
    BANK,
    BOOKED,
    ASSETS,
    PROCUREMENTS,
    EXPENSES,
    PASS_THROUGHS,
    ALLOWANCES,
)
