"""The registers that only the bureau keeps: a line entered, corrected, struck out."""

import uuid
from typing import Any

from db.records.evidence import Copy
from db.records.registers import (
    ComplaintLine,
    ContactLine,
    PledgeLine,
    SanctionLine,
    SelfReportLine,
)
from db.store import Store
from db.vocabulary import Act
from inspector_gui.actions.deed import Doer, deed

LineKind = (
    type[ComplaintLine]
    | type[ContactLine]
    | type[SanctionLine]
    | type[PledgeLine]
    | type[SelfReportLine]
)
_REFUSES = (
    "编号重复，或两件用一个案件编号",
    "查实而没有学校或依据",
    "受理、答复早于收到",
    "问责没有事由或人次",
    "同一单位同一年度同一种责任书登记两次",
)


@deed("登记台账", of="台账", doer=Doer.BUREAU, refuses=_REFUSES)
def register_line(*, store: Store, line_kind: LineKind, **values: Any) -> uuid.UUID:
    """A new line of a register."""
    with store.act(Act.REGISTER) as work:
        return work.registers.register(line_kind, **values)


@deed("更正台账", of="台账", doer=Doer.BUREAU, refuses=_REFUSES)
def correct_line(*, store: Store, line_kind: LineKind, line: uuid.UUID, **values: Any) -> None:
    """Change fields of a line, by name."""
    with store.act(Act.REGISTER) as work:
        work.registers.correct(line_kind, line, **values)


@deed("删除台账记录", of="台账", doer=Doer.BUREAU)
def strike_line(*, store: Store, line_kind: LineKind, line: uuid.UUID) -> None:
    """It was entered by mistake."""
    with store.act(Act.DELETE) as work:
        work.registers.strike(line_kind, line)


@deed(
    "登记案件退费",
    of="台账",
    doer=Doer.BUREAU,
    refuses=(
        *("不是查实的案件", "案件与问题是同一件事", "多于应退", "没有查验日期"),
        *("多退、无法退还没有理由", "早于收到信访件"),
    ),
)
def note_case_refund(*, store: Store, complaint: uuid.UUID, **values: Any) -> uuid.UUID:
    """A payment for a complaint that proved true and is no finding of a visit; amounts in fen."""
    with store.act(Act.REGISTER) as work:
        return work.case_refunds.note(complaint, **values)


@deed("更正案件退费", of="台账", doer=Doer.BUREAU, refuses=("多于应退", "没有查验日期"))
def correct_case_refund(*, store: Store, refund: uuid.UUID, **values: Any) -> None:
    """Change fields of a payment, by name; what was reported is sighted so."""
    with store.act(Act.REGISTER) as work:
        work.case_refunds.correct(refund, **values)


@deed("附案件退费凭证", of="台账", doer=Doer.BUREAU)
def attach_case_refund_proof(*, store: Store, refund: uuid.UUID, copy: Copy) -> None:
    """The copy of what proves a payment, kept by its hash."""
    with store.act(Act.REGISTER) as work:
        work.case_refunds.correct(refund, attachment=work.evidence.attach(copy))


@deed("删除案件退费", of="台账", doer=Doer.BUREAU)
def drop_case_refund(*, store: Store, refund: uuid.UUID) -> None:
    """It was entered by mistake."""
    with store.act(Act.DELETE) as work:
        work.case_refunds.drop(refund)


@deed("转信访", of="台账", doer=Doer.BUREAU, refuses=("是咨询不是举报", "已经转过"))
def pass_on_contact(*, store: Store, contact: uuid.UUID, number: str = "") -> uuid.UUID:
    """A report of admission becomes a complaint, and is counted there alone."""
    with store.act(Act.REGISTER) as work:
        return work.registers.pass_on(contact, number or work.registers.free_number())
