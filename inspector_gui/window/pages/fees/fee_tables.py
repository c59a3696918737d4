"""The four registers of the page: what is entered, shown and corrected in each."""

from db.records.fees import BookLine, FeeLine, ReconciliationLine, VoucherLine
from db.vocabulary import FeeKind, ReceiptKind, Verdict
from inspector_gui.parsing import grouped_yuan
from inspector_gui.window.accounting.columns import (
    RIGHT,
    STATE,
    AccountRegister,
    id_of,
    money,
    named,
    note,
    number,
    number_line,
    receipt_no,
    today,
    word,
    written,
)
from inspector_gui.window.forms.choice_fields import ChoiceField, known_field
from inspector_gui.window.forms.fields import LineField, count_field, day_field, money_field
from inspector_gui.window.forms.form import Spec
from inspector_gui.window.forms.prose_field import ProseField
from inspector_gui.window.widgets.table import Column

VERDICT_KEYS = {"1": Verdict.OK, "2": Verdict.VIOLATION, "3": Verdict.DOUBT}


def _receipt(name: str) -> ChoiceField:
    return ChoiceField(name, tuple(ReceiptKind))


FEES = AccountRegister(
    key="fees",
    title="收费项目",
    line=FeeLine,
    lawful=True,
    columns=(
        Column("项目", written("name")),
        Column("类别", word("kind"), 118),
        Column("实收", money("charged_fen"), 80, RIGHT),
        Column("标准", money("allowed_fen"), 80, RIGHT),
        Column("人数", number("heads"), 60, RIGHT),
        Column("期数", number("terms"), 50, RIGHT),
        Column("多收", lambda row: grouped_yuan(row.fen) if row.fen else "", 96, RIGHT),
        STATE,
    ),
    id_of=id_of,
    entry=lambda: (
        Spec.of("fee_item", "name", named("收费项目", "如 作业本费"), wide=True),
        Spec.of("fee_item", "charged_fen", lambda name: money_field(name, "元/人·期")),
        Spec.of("fee_item", "heads", lambda name: count_field(name, "人")),
        Spec.of("fee_item", "terms", lambda name: count_field(name, "学期、月、次")),
    ),
    form=lambda: (
        Spec("name", "项目", named("项目名称", "")),
        Spec.of("fee_item", "kind", lambda name: ChoiceField(name, tuple(FeeKind))),
        Spec("charged_fen", "实收", lambda _: money_field("实收标准（元）")),
        Spec("allowed_fen", "标准", lambda _: money_field("规定标准（元）", "无依据填 0")),
        Spec.of("fee_item", "heads", lambda name: count_field(name, "人")),
        Spec.of("fee_item", "terms", lambda name: count_field(name, "学期、月、次")),
        Spec(
            "receipt",
            "票据",
            lambda _: ChoiceField("票据种类", tuple(ReceiptKind), empty="未查"),
        ),
        Spec("account", "入账", lambda _: LineField("入账账户", hint="如 学校基本户", limit=200)),
        Spec("voluntary_proof", "自愿", lambda _: known_field("自愿材料")),
        Spec("on_display", "公示", lambda _: known_field("已公示")),
        Spec("basis", "依据", lambda _: ProseField("收费依据", lines=2, limit=500)),
    ),
    needed="name",
    empty="还没有收费项目。在上面填项目、实收标准、人数、期数，Enter 到下一格，最后一格添加；"
    "也可以导入学校的收费清单（Ctrl+I），或把表格复制后按 Ctrl+V 粘贴。",
    hint="Enter 修改 · P 转为问题 · Delete 删除 · Ctrl+I 导入 · Ctrl+V 粘贴表格",
)

BOOKS = AccountRegister(
    key="books",
    title="票据",
    line=BookLine,
    columns=(
        Column("种类", word("kind"), 118),
        Column("起号", written("first_no")),
        Column("止号", written("last_no")),
        Column("开具", number("issued"), 60, RIGHT),
        Column("作废", number("void"), 60, RIGHT),
        Column("未用", number("unused"), 60, RIGHT),
        Column("金额", money("amount_fen"), 110, RIGHT),
        STATE,
    ),
    id_of=id_of,
    entry=lambda: (
        Spec.of("receipt_book", "kind", _receipt),
        Spec.of("receipt_book", "first_no", receipt_no, wide=True),
        Spec.of("receipt_book", "last_no", receipt_no, wide=True),
        Spec.of("receipt_book", "issued", lambda name: count_field(name, "份")),
        Spec.of("receipt_book", "void", lambda name: count_field(name, "份")),
        Spec.of("receipt_book", "unused", lambda name: count_field(name, "份")),
        Spec.of("receipt_book", "amount_fen", money_field),
    ),
    form=lambda: (
        Spec("kind", "种类", lambda _: ChoiceField("票据种类", tuple(ReceiptKind))),
        Spec.of("receipt_book", "first_no", receipt_no),
        Spec.of("receipt_book", "last_no", receipt_no),
        Spec.of("receipt_book", "issued", lambda name: count_field(name, "份")),
        Spec.of("receipt_book", "void", lambda name: count_field(name, "份")),
        Spec.of("receipt_book", "unused", lambda name: count_field(name, "份")),
        Spec.of("receipt_book", "amount_fen", money_field),
        note("说明"),
    ),
    needed="first_no",
    empty="还没有票据。逐本填起止号码和开具、作废、未用份数，断号、重号和缺票会立即标出。",
    hint="Enter 修改 · P 转为问题 · Delete 删除",
)

RECONCILIATIONS = AccountRegister(
    key="reconciliations",
    title="三方核对",
    line=ReconciliationLine,
    columns=(
        Column("收费项目和期间", written("name")),
        Column("票据", money("receipts_fen"), 120, RIGHT),
        Column("账面", money("ledger_fen"), 120, RIGHT),
        Column("缴存", money("deposit_fen"), 120, RIGHT),
        Column("相差", lambda row: grouped_yuan(row.fen) if row.fen else "", 110, RIGHT),
        STATE,
    ),
    id_of=id_of,
    entry=lambda: (
        Spec.of(
            "reconciliation", "name", named("收费项目和期间", "如 2025年春季住宿费"), wide=True
        ),
        Spec.of("reconciliation", "receipts_fen", money_field),
        Spec.of("reconciliation", "ledger_fen", money_field),
        Spec.of("reconciliation", "deposit_fen", money_field),
    ),
    form=lambda: (
        Spec("name", "项目", named("收费项目和期间", "")),
        Spec("receipts_fen", "票据", lambda _: money_field("票据金额")),
        Spec("ledger_fen", "账面", lambda _: money_field("账面金额")),
        Spec("deposit_fen", "缴存", lambda _: money_field("缴存金额")),
        note("说明"),
    ),
    needed="name",
    empty="还没有核对。填一项收费的票据、账面和缴存（银行或财政专户）金额，三方不符会立即标出。",
    hint="Enter 修改 · P 转为问题 · Delete 删除",
)

VOUCHERS = AccountRegister(
    key="vouchers",
    title="凭证抽查",
    line=VoucherLine,
    keeps_item=True,
    columns=(
        Column("凭证号", written("voucher_no"), 110),
        Column("日期", lambda row: str(row.line.dated or ""), 96),
        Column("摘要", written("summary")),
        Column("金额", money("amount_fen"), 110, RIGHT),
        Column("说明", written("note")),
        STATE,
    ),
    id_of=id_of,
    entry=lambda: (
        Spec.of("voucher_check", "voucher_no", number_line("如 记-12")),
        Spec("dated", "日期", lambda name: day_field(name, today)),
        Spec.of("voucher_check", "summary", named("摘要", ""), wide=True),
        Spec.of("voucher_check", "amount_fen", money_field),
    ),
    form=lambda: (
        Spec("voucher_no", "凭证", number_line("如 记-12")),
        Spec("dated", "日期", lambda name: day_field(name, today)),
        Spec.of("voucher_check", "summary", lambda name: ProseField(name, lines=2, limit=500)),
        Spec.of("voucher_check", "amount_fen", money_field),
        note("说明"),
    ),
    needed="voucher_no",
    empty="还没有凭证。手工填凭证号，或按 Ctrl+R 随机抽取；核对后按 1 符合、2 不符合、3 存疑待核。",
    hint="1 符合 · 2 不符合 · 3 存疑待核 · 退格 取消 · Enter 修改 · P 转为问题 · Ctrl+R 随机抽取",
    field="verdict",
    keys=(*VERDICT_KEYS.items(), ("\b", None)),
)

REGISTERS = (FEES, BOOKS, RECONCILIATIONS, VOUCHERS)
