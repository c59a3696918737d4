"""What a line of a register must say before it is kept."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import singledispatch
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import InspectionError
from db.schema.bureau import (
    AdmissionContact,
    Complaint,
    SanctionRecord,
    SelfReport,
    UnitPledge,
)
from db.vocabulary import Channel, ComplaintOutcome, Nature

#: 信访工作条例（2022-05-01 起施行）第三十四条: from acceptance; more with approval.
CLAIM_DAYS, EXTENDED_DAYS = 60, 30
#: What moves the day by which a complaint is due.
MOVES_DUE = frozenset({"nature", "accepted_on", "extended_on"})
_NEEDED: Mapping[str, str] = {
    "cause": "问责要写明事由；请选择事由。",
    "persons": "问责要写明人次；请填写人次。",
    "received_on": "要写明收到日期；请填写。",
    "category": "信访件要写明事项；请选择事项。",
    "unit": "承诺书要写单位；请填写单位名称。",
    "number": "要有编号；请填写编号。",
}
#: Lines that have the one do without the other: visits without persons, reports not yet received.
_SPARED: Mapping[str, str] = {"persons": "channel", "received_on": "missing"}


def require_named(kind: type[Any], values: Mapping[str, Any]) -> None:
    """Raises InspectionError where a new line of this kind lacks what it cannot do without."""
    has = {name for base in kind.__mro__ for name in getattr(base, "__annotations__", ())}
    for name, sentence in _NEEDED.items():
        spared = name in _SPARED and _SPARED[name] in has
        if name in has and not spared and values.get(name) in (None, ""):
            raise InspectionError(sentence)


def due_of(row: Complaint) -> date | None:
    """By law, of what is claimed and was accepted; other complaints keep to rules of their own."""
    if row.nature is not Nature.CLAIM or row.accepted_on is None:
        return None
    extended = EXTENDED_DAYS if row.extended_on else 0
    return row.accepted_on + timedelta(days=CLAIM_DAYS + extended)


@singledispatch
def check(row: Any, _session: Session) -> None:
    """Raises InspectionError, in a sentence, where the row cannot stand so."""
    raise TypeError(f"no register keeps {row!r}")


def _same(session: Session, table: type[Any], row: Any, **values: Any) -> Any:
    """Another live row with these values, or None."""
    query = select(table).where(table.deleted.is_(False), table.id != row.id)
    for name, value in values.items():
        query = query.where(getattr(table, name) == value)
    return session.scalars(query).first()


@check.register
def _(row: Complaint, session: Session) -> None:
    number = row.number.strip()
    if not number:
        raise InspectionError("信访件要有编号；请填写编号。")
    if _same(session, Complaint, row, number=row.number) is not None:
        raise InspectionError(f"已经有编号为 {number} 的信访件；请核对编号。")
    if row.case_no and (other := _same(session, Complaint, row, case_no=row.case_no)) is not None:
        raise InspectionError(f"案件编号 {row.case_no} 已经用于 {other.number}；请核对编号。")
    for name, what in (("accepted_on", "受理"), ("replied_on", "答复"), ("due_on", "期限")):
        day = getattr(row, name)
        if day is not None and day < row.received_on:
            raise InspectionError(f"{number} 的{what}日期早于收到日期；请核对日期。")
    if (row.due_fen or 0) > (row.involved_fen or 0):
        raise InspectionError(f"{number} 的应退多于涉及金额；请核对金额。")
    _check_case_money(row, session)
    if (
        row.outcome is ComplaintOutcome.SUBSTANTIATED
        and row.school_id is None
        and not row.basis.strip()
    ):
        raise InspectionError(f"{number} 查实的要写明学校或查实依据；请先补上。")


def _check_case_money(row: Complaint, session: Session) -> None:
    """What is a finding too has its money there; what was paid stays covered by what is due."""
    from db.records.case_refunds import CaseRefunds

    refunds = CaseRefunds(session)
    serial = refunds.finding_of(row.case_no) if row.case_no else None
    if serial and (row.involved_fen or row.due_fen):
        raise InspectionError(
            f"{row.number} 与问题 {serial} 是同一件事，金额记在问题里；请清空这里的金额。"
        )
    paid = refunds.paid_fen(row.id)
    if paid > (row.due_fen or 0) or (paid and row.outcome is not ComplaintOutcome.SUBSTANTIATED):
        raise InspectionError(
            f"{row.number} 已经登记了退费 {paid // 100}.{paid % 100:02}元，"
            "应退不能比它少，办理结果要是查实；请先改退费。"
        )


@check.register
def _(row: AdmissionContact, session: Session) -> None:
    if not row.number.strip():
        raise InspectionError("招生咨询举报要有编号；请填写编号。")
    if _same(session, AdmissionContact, row, number=row.number) is not None:
        raise InspectionError(f"已经有编号为 {row.number} 的招生咨询举报；请核对编号。")
    if row.persons is not None and row.channel is not Channel.VISIT:
        raise InspectionError(f"{row.number} 不是来人来访，不填人次；请清空或改渠道。")
    if row.answered_on is not None and row.answered_on < row.received_on:
        raise InspectionError(f"{row.number} 的答复日期早于收到日期；请核对日期。")


@check.register
def _(row: SanctionRecord, _session: Session) -> None:
    if row.persons <= 0:
        raise InspectionError("问责的人次要大于 0；请填写人次。")


@check.register
def _(row: UnitPledge, session: Session) -> None:
    if not row.unit.strip():
        raise InspectionError("承诺书要写单位；请填写单位名称。")
    alike = _same(session, UnitPledge, row, unit=row.unit, kind=row.kind, year=row.year)
    if alike is not None:
        raise InspectionError(f"“{row.unit}”{row.year} 年已经登记过同一种责任书；请核对。")
    if row.signed_on is not None and row.signed_on.year not in (row.year - 1, row.year):
        raise InspectionError(f"“{row.unit}”的签订日期不在 {row.year} 年度；请核对日期。")


@check.register
def _(row: SelfReport, _session: Session) -> None:
    if row.missing.strip() and row.received_on is None:
        raise InspectionError("还没有收到自查报告，不填缺少内容；请先填收到日期。")
