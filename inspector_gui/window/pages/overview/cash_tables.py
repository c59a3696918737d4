"""The registers of the first page: cash as counted, and papers handed over."""

from collections.abc import Callable
from datetime import date, datetime

from db.records.accounts import CashLine, HandedLine
from inspector_gui.accounts.differences import differences
from inspector_gui.accounts.line_faults import VisitDays, count_fault
from inspector_gui.parsing import Unreadable, grouped_yuan
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
    written,
)
from inspector_gui.window.forms.fields import LineField, count_field, money_field
from inspector_gui.window.forms.form import Spec
from inspector_gui.window.forms.moments import read_moment, show_moment
from inspector_gui.window.widgets.table import Column

CASH, HANDED = "cash", "handed"


def registers(
    day: Callable[[], date], days: Callable[[], VisitDays]
) -> tuple[AccountRegister, AccountRegister]:
    """`day`: of the visit that is shown; `days`: when the team came and left."""

    def counted_at(name: str) -> LineField:
        def read(typed: str) -> datetime | None:
            found = read_moment(typed, day())
            if fault := count_fault(found, days()):
                raise Unreadable(fault)
            return found

        return LineField(name, read=read, show=show_moment, hint="现在", limit=8)

    def moment(name: str) -> LineField:
        return LineField(
            name,
            read=lambda typed: read_moment(typed, day()),
            show=show_moment,
            hint="时:分",
            limit=8,
        )

    return _cash(counted_at), _handed(moment)


def _cash(counted_at: Callable[[str], LineField]) -> AccountRegister:
    return AccountRegister(
        key=CASH,
        title="现金盘点",
        line=CashLine,
        columns=(
            Column("盘点对象", written("name")),
            Column("时间", lambda row: show_moment(row.line.counted_at), 64),
            Column("账面余额", money("book_fen"), 104, RIGHT),
            Column("实盘金额", money("counted_fen"), 104, RIGHT),
            Column("相差", _apart, 96, RIGHT),
            Column("在场人员", written("present"), 130, drops=1),
            STATE,
        ),
        id_of=id_of,
        entry=lambda: (
            Spec.of("cash_count", "name", named("盘点对象", "如 出纳保险柜"), wide=True),
            Spec.of("cash_count", "counted_at", counted_at),
            Spec.of("cash_count", "book_fen", money_field),
            Spec.of("cash_count", "counted_fen", money_field),
            Spec.of("cash_count", "present", named("在场人员", "只写职务"), wide=True),
        ),
        form=lambda: (
            Spec.of("cash_count", "name", named("盘点对象", "")),
            Spec.of("cash_count", "counted_at", counted_at),
            Spec.of("cash_count", "book_fen", money_field),
            Spec.of("cash_count", "counted_fen", money_field),
            Spec.of("cash_count", "present", named("在场人员", "只写职务")),
            note("差异说明"),
        ),
        needed="name",
        empty="还没有盘点现金。到校后先盘点：填盘点对象、账面余额、实盘金额、在场人员，差额自动算出；"
        "没有库存现金的填 0。",
        hint="Enter 修改 · P 转为问题 · Delete 删除（可撤销）",
    )


def _apart(row: object) -> str:
    found = differences(row.line)  # type: ignore[attr-defined]
    return grouped_yuan(found[0].value) if found else ""


def _handed(moment: Callable[[str], LineField]) -> AccountRegister:
    return AccountRegister(
        key=HANDED,
        title="移交资料",
        line=HandedLine,
        columns=(
            Column("资料名称", written("name")),
            Column("所属期间", written("period"), 130, drops=1),
            Column("册号或编号", written("number"), 130),
            Column("数量", number("copies"), 56, RIGHT),
            Column("接收", lambda row: show_moment(row.line.handed_at), 60),
            Column("归还", lambda row: show_moment(row.line.returned_at), 60),
            STATE,
        ),
        id_of=id_of,
        entry=lambda: (
            Spec.of("handed_document", "name", named("资料名称", "如 2024年总账"), wide=True),
            Spec.of("handed_document", "period", named("所属期间", "如 2024年")),
            Spec.of("handed_document", "number", number_line("如 第1册")),
            Spec.of("handed_document", "copies", lambda name: count_field(name, "1")),
        ),
        form=lambda: (
            Spec.of("handed_document", "name", named("资料名称", "")),
            Spec.of("handed_document", "period", named("所属期间", "")),
            Spec.of("handed_document", "number", number_line("")),
            Spec.of("handed_document", "copies", lambda name: count_field(name, "册、份")),
            Spec.of("handed_document", "handed_at", moment),
            Spec.of("handed_document", "returned_at", moment),
            note("说明"),
        ),
        needed="name",
        empty="还没有移交资料。逐项登记学校或单位交来的账册、凭证、报表，离开前归还并打印移交清单。",
        hint="Enter 修改 · R 全部归还 · Delete 删除（可撤销）",
    )
