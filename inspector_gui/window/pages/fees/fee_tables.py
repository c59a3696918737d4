"""The four registers of the page: what is entered, shown and corrected in each."""

import unicodedata
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt

from db.ids import wall_clock
from db.records.fees import BookLine, FeeLine, ReconciliationLine, VoucherLine
from db.vocabulary import FeeKind, ReceiptKind, Verdict
from inspector_gui.accounts.assessing import Assessed, Line, State
from inspector_gui.labels import in_china, label
from inspector_gui.parsing import Unreadable, show_yuan
from inspector_gui.window.forms.choice_fields import ChoiceField, known_field
from inspector_gui.window.forms.entry_table import Register
from inspector_gui.window.forms.fields import LineField, count_field, day_field, money_field
from inspector_gui.window.forms.form import Spec
from inspector_gui.window.forms.prose_field import ProseField
from inspector_gui.window.theme.colours import Tone
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.table import Column

_RIGHT, _CENTRE = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter
VERDICT_KEYS = {"1": Verdict.OK, "2": Verdict.VIOLATION, "3": Verdict.DOUBT}


@dataclass(frozen=True)
class FeeRegister(Register):
    """`line`: the file's line; `field`: what a key on the table writes into."""

    line: type[Any] = FeeLine
    field: str = ""


def _id_of(row: Assessed[Line]) -> uuid.UUID:
    return row.line.id


def tone_of(row: Assessed[Line]) -> Tone:
    colours = theme().colours
    return {
        State.OPEN: colours.calm,
        State.FINE: colours.good,
        State.DOUBT: colours.warn,
        State.WRONG: colours.bad,
        State.RAISED: colours.info,
    }[row.state]


def _money(name: str) -> Callable[[Assessed[Line]], str]:
    return lambda row: show_yuan(getattr(row.line, name))


def _number(name: str) -> Callable[[Assessed[Line]], str]:
    def shown(row: Assessed[Line]) -> str:
        value = getattr(row.line, name)
        return "" if value is None else str(value)

    return shown


def _word(name: str) -> Callable[[Assessed[Line]], str]:
    return lambda row: label(getattr(row.line, name))


def _text(name: str) -> Callable[[Assessed[Line]], str]:
    return lambda row: str(getattr(row.line, name)).replace("\n", " ")


_STATE: Column[Assessed[Line]] = Column("状态", lambda row: row.mark, 96, _CENTRE, tone=tone_of)


def _name(words: str, hint: str) -> Callable[[str], LineField]:
    return lambda _: LineField(words, hint=hint, limit=200)


def _today() -> date:
    return in_china(wall_clock()).date()


def _note(words: str, limit: int = 1000) -> Spec:
    return Spec("note", words, lambda name: ProseField(name, lines=3, limit=limit), wide=True)


def _number_line(hint: str) -> Callable[[str], LineField]:
    return lambda name: LineField(
        name, read=lambda typed: typed.strip() or None, hint=hint, limit=60
    )


def _receipt_no(name: str) -> LineField:
    return LineField(name, read=_read_receipt_no, hint="照票面填", limit=60)


def _read_receipt_no(typed: str) -> str | None:
    """As printed, full-width digits narrowed; a range needs characters that sort."""
    plain = unicodedata.normalize("NFKC", typed).replace(" ", "")
    if plain and not (plain.isascii() and plain.isprintable()):
        raise Unreadable("只填字母、数字和符号")
    return plain or None


def _receipt(name: str) -> ChoiceField:
    return ChoiceField(name, tuple(ReceiptKind))


FEES = FeeRegister(
    key="fees",
    title="收费项目",
    line=FeeLine,
    columns=(
        Column("项目", _text("name")),
        Column("类别", _word("kind"), 118),
        Column("实收", _money("charged_fen"), 80, _RIGHT),
        Column("标准", _money("allowed_fen"), 80, _RIGHT),
        Column("人数", _number("heads"), 60, _RIGHT),
        Column("期数", _number("terms"), 50, _RIGHT),
        Column("多收", lambda row: show_yuan(row.fen) if row.fen else "", 96, _RIGHT),
        _STATE,
    ),
    id_of=_id_of,
    entry=lambda: (
        Spec.of("fee_item", "name", _name("收费项目", "如 作业本费"), wide=True),
        Spec.of("fee_item", "charged_fen", lambda name: money_field(name, "元/人·期")),
        Spec.of("fee_item", "heads", lambda name: count_field(name, "人")),
        Spec.of("fee_item", "terms", lambda name: count_field(name, "学期、月、次")),
    ),
    form=lambda: (
        Spec("name", "项目", _name("项目名称", "")),
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

BOOKS = FeeRegister(
    key="books",
    title="票据",
    line=BookLine,
    columns=(
        Column("种类", _word("kind"), 118),
        Column("起号", _text("first_no")),
        Column("止号", _text("last_no")),
        Column("开具", _number("issued"), 60, _RIGHT),
        Column("作废", _number("void"), 60, _RIGHT),
        Column("未用", _number("unused"), 60, _RIGHT),
        Column("金额", _money("amount_fen"), 110, _RIGHT),
        _STATE,
    ),
    id_of=_id_of,
    entry=lambda: (
        Spec.of("receipt_book", "kind", _receipt),
        Spec.of("receipt_book", "first_no", _receipt_no, wide=True),
        Spec.of("receipt_book", "last_no", _receipt_no, wide=True),
        Spec.of("receipt_book", "issued", lambda name: count_field(name, "份")),
        Spec.of("receipt_book", "void", lambda name: count_field(name, "份")),
        Spec.of("receipt_book", "unused", lambda name: count_field(name, "份")),
        Spec.of("receipt_book", "amount_fen", money_field),
    ),
    form=lambda: (
        Spec("kind", "种类", lambda _: ChoiceField("票据种类", tuple(ReceiptKind))),
        Spec.of("receipt_book", "first_no", _receipt_no),
        Spec.of("receipt_book", "last_no", _receipt_no),
        Spec.of("receipt_book", "issued", lambda name: count_field(name, "份")),
        Spec.of("receipt_book", "void", lambda name: count_field(name, "份")),
        Spec.of("receipt_book", "unused", lambda name: count_field(name, "份")),
        Spec.of("receipt_book", "amount_fen", money_field),
        _note("说明"),
    ),
    needed="first_no",
    empty="还没有票据。逐本填起止号码和开具、作废、未用份数，断号、重号和缺票会立即标出。",
    hint="Enter 修改 · P 转为问题 · Delete 删除",
)

RECONCILIATIONS = FeeRegister(
    key="reconciliations",
    title="三方核对",
    line=ReconciliationLine,
    columns=(
        Column("收费项目和期间", _text("name")),
        Column("票据", _money("receipts_fen"), 120, _RIGHT),
        Column("账面", _money("ledger_fen"), 120, _RIGHT),
        Column("缴存", _money("deposit_fen"), 120, _RIGHT),
        Column("相差", lambda row: show_yuan(row.fen) if row.fen else "", 110, _RIGHT),
        _STATE,
    ),
    id_of=_id_of,
    entry=lambda: (
        Spec.of(
            "reconciliation", "name", _name("收费项目和期间", "如 2025年春季住宿费"), wide=True
        ),
        Spec.of("reconciliation", "receipts_fen", money_field),
        Spec.of("reconciliation", "ledger_fen", money_field),
        Spec.of("reconciliation", "deposit_fen", money_field),
    ),
    form=lambda: (
        Spec("name", "项目", _name("收费项目和期间", "")),
        Spec("receipts_fen", "票据", lambda _: money_field("票据金额")),
        Spec("ledger_fen", "账面", lambda _: money_field("账面金额")),
        Spec("deposit_fen", "缴存", lambda _: money_field("缴存金额")),
        _note("说明"),
    ),
    needed="name",
    empty="还没有核对。填一项收费的票据、账面和缴存（银行或财政专户）金额，三方不符会立即标出。",
    hint="Enter 修改 · P 转为问题 · Delete 删除",
)

VOUCHERS = FeeRegister(
    key="vouchers",
    title="凭证抽查",
    line=VoucherLine,
    columns=(
        Column("凭证号", _text("voucher_no"), 110),
        Column("日期", lambda row: str(row.line.dated or ""), 96),
        Column("摘要", _text("summary")),
        Column("金额", _money("amount_fen"), 110, _RIGHT),
        Column("说明", _text("note")),
        _STATE,
    ),
    id_of=_id_of,
    entry=lambda: (
        Spec.of("voucher_check", "voucher_no", _number_line("如 记-12")),
        Spec("dated", "日期", lambda name: day_field(name, _today)),
        Spec.of("voucher_check", "summary", _name("摘要", ""), wide=True),
        Spec.of("voucher_check", "amount_fen", money_field),
    ),
    form=lambda: (
        Spec("voucher_no", "凭证", _number_line("如 记-12")),
        Spec("dated", "日期", lambda name: day_field(name, _today)),
        Spec.of("voucher_check", "summary", lambda name: ProseField(name, lines=2, limit=500)),
        Spec.of("voucher_check", "amount_fen", money_field),
        _note("说明"),
    ),
    needed="voucher_no",
    empty="还没有凭证。手工填凭证号，或按 Ctrl+R 随机抽取；核对后按 1 符合、2 不符合、3 存疑待核。",
    hint="1 符合 · 2 不符合 · 3 存疑待核 · 退格 取消 · Enter 修改 · P 转为问题 · Ctrl+R 随机抽取",
    field="verdict",
    keys=(*VERDICT_KEYS.items(), ("\b", None)),
)

REGISTERS = (FEES, BOOKS, RECONCILIATIONS, VOUCHERS)
