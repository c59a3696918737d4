"""Money given back: reported by the school, sighted by the bureau, a payment a row."""

import uuid
from datetime import date
from typing import Any

from db.records.evidence import Copy
from db.records.schools import SchoolLine
from db.store import Store
from db.vocabulary import Act, FindingStatus
from inspector_gui.actions.deed import Doer, deed
from inspector_gui.actions.follow_up_days import require_days

Status = FindingStatus
_PAYING = tuple(status for status in Status if status not in (Status.DRAFT, Status.WITHDRAWN))
_OVER = "多于应退"
_DAYS = ("日期早于进校检查", "日期在没有工作日历的年份")


@deed(
    "登记学校报告的退费",
    of="清退",
    doer=Doer.BUREAU,
    starts=_PAYING,
    refuses=(_OVER, "没有金额", *_DAYS),
)
def report_refund(
    *, store: Store, school: SchoolLine, finding: uuid.UUID, reported_fen: int, **values: Any
) -> uuid.UUID:
    """What the school says it paid, in fen; it counts once it was sighted."""
    with store.act(Act.FOLLOW_UP, school=school.id) as work:
        work.findings.require_status(finding, _PAYING)
        require_days(work, school, values)
        return work.refunds.report(finding, reported_fen, **values)


@deed(
    "登记核实的退费",
    of="清退",
    doer=Doer.BUREAU,
    starts=_PAYING,
    refuses=(_OVER, "没有查验日期", "多退、无法退还没有理由", "退费学生多于涉及学生", *_DAYS),
)
def note_refund(
    *, store: Store, school: SchoolLine, finding: uuid.UUID, amount_fen: int, **values: Any
) -> uuid.UUID:
    """A payment that was sighted with its proof, in fen."""
    with store.act(Act.FOLLOW_UP, school=school.id) as work:
        work.findings.require_status(finding, _PAYING)
        require_days(work, school, values)
        return work.refunds.note(finding, amount_fen, **values)


@deed("核实退费", of="清退", doer=Doer.BUREAU, refuses=(_OVER, "没有查验日期", *_DAYS))
def sight_refund(
    *,
    store: Store,
    school: SchoolLine,
    refund: uuid.UUID,
    amount_fen: int,
    sighted_on: date | None,
    sighted_by: str = "",
    proof: str = "",
) -> None:
    """What a school reported was seen with its proof: this much of it, in fen."""
    with store.act(Act.FOLLOW_UP, school=school.id) as work:
        require_days(work, school, {"sighted_on": sighted_on})
        work.refunds.sight(
            refund, amount_fen, sighted_on=sighted_on, sighted_by=sighted_by, proof=proof
        )


@deed("更正退费", of="清退", doer=Doer.BUREAU, refuses=(_OVER, "没有查验日期", *_DAYS))
def correct_refund(*, store: Store, school: SchoolLine, refund: uuid.UUID, **values: Any) -> None:
    """Change fields of a payment, by name."""
    with store.act(Act.FOLLOW_UP, school=school.id) as work:
        require_days(work, school, values)
        work.refunds.correct(refund, **values)


@deed("附退费凭证", of="清退", doer=Doer.BUREAU)
def attach_refund_proof(*, store: Store, school: SchoolLine, refund: uuid.UUID, copy: Copy) -> None:
    """The copy of what proves a payment, kept by its hash."""
    with store.act(Act.FOLLOW_UP, school=school.id) as work:
        work.refunds.correct(refund, attachment=work.evidence.attach(copy))


@deed("删除退费", of="清退", doer=Doer.BUREAU)
def drop_refund(*, store: Store, school: SchoolLine, refund: uuid.UUID) -> None:
    """It was entered by mistake."""
    with store.act(Act.DELETE, school=school.id) as work:
        work.refunds.drop(refund)
