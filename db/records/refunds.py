"""Money given back, one payment a row: as the school reports it, and as it was sighted."""

import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import select

from db.errors import InspectionError
from db.records.repository import Repository
from db.schema.finding import GIVEN_BACK, Finding, Refund
from db.vocabulary import FindingStatus, RefundWay

#: What is made of the sum of refunds in a finding.
SUMS = (
    *("refunded_fen", "refund_students", "surrendered_fen"),
    *("irrecoverable_fen", "excess_fen", "reported_fen"),
)
#: Ways that say why in a note: nothing else proves them.
REASONED = {RefundWay.IRRECOVERABLE: "无法退还", RefundWay.EXCESS: "多退"}
_LOWERED = "异议采纳后应退减少，已退的超出部分"


@dataclass(frozen=True)
class RefundLine:
    """One payment; amounts in fen. `amount_fen` counts once it was sighted."""

    kept_in = "refund"
    id: uuid.UUID
    finding_id: uuid.UUID
    way: RefundWay
    paid_on: date | None
    students: int
    reported_on: date | None
    reported_by: str
    reported_fen: int
    sighted_on: date | None
    sighted_by: str
    amount_fen: int
    proof: str
    attachment: bytes | None
    on_spot: bool
    note: str


class Refunds(Repository):
    def report(self, finding: uuid.UUID, reported_fen: int, **values: Any) -> uuid.UUID:
        """The school says that it paid; nothing counts before it was sighted.

        Raises InspectionError where nobody stands by the finding, or more is claimed than is due.
        """
        row = self._open(finding)
        if reported_fen <= 0:
            raise InspectionError(f"问题 {row.serial} 的报告金额要大于 0；请核对金额。")
        _require_within(row, row.reported_fen + reported_fen, "报告退费合计")
        refund = self._add(Refund(finding_id=finding, reported_fen=reported_fen, **values))
        self._summed(row)
        return refund.id

    def note(self, finding: uuid.UUID, amount_fen: int, **values: Any) -> uuid.UUID:
        """A payment that the bureau sighted with its proof, whether or not it was reported.

        Raises InspectionError where more would be paid than is due, or a reason is missing.
        """
        row = self._open(finding)
        known = {"way": RefundWay.RETURNED, "students": 0, "note": "", "on_spot": False, **values}
        if known["way"] is not RefundWay.EXCESS:
            known.setdefault("reported_fen", amount_fen)
        refund = Refund(finding_id=finding, amount_fen=amount_fen, **known)
        self._add(refund)
        self._require_sound(row, refund)
        return refund.id

    def sight(self, refund: uuid.UUID, amount_fen: int, **values: Any) -> None:
        """What was reported was sighted: this much of it. Raises InspectionError as `note`."""
        finding = self._open(self._get(Refund, refund).finding_id)
        row = self._change(Refund, refund, amount_fen=amount_fen, **values)
        self._require_sound(finding, row)

    def correct(self, refund: uuid.UUID, **values: Any) -> None:
        """Change fields of a payment, by name. Raises InspectionError as `note`."""
        finding = self._open(self._get(Refund, refund).finding_id)
        row = self._change(Refund, refund, **values)
        self._require_sound(finding, row)

    def drop(self, refund: uuid.UUID) -> None:
        """It was entered by mistake."""
        row = self._get(Refund, refund)
        self._delete(row)
        self._summed(self._get(Finding, row.finding_id))

    def lines(self, visit: uuid.UUID) -> dict[uuid.UUID, list[RefundLine]]:
        """By finding, in the order they were noted."""
        found: dict[uuid.UUID, list[RefundLine]] = defaultdict(list)
        for line in self._listed(Finding.visit_id == visit):
            found[line.finding_id].append(line)
        return dict(found)

    def of_finding(self, finding: uuid.UUID) -> list[RefundLine]:
        return list(self._listed(Finding.id == finding))

    def settle_on_spot(self, finding: Finding, **paid: int) -> None:
        """What was given back while the team was there, of each kind as a whole.

        Payments that the bureau noted stay as they are.
        """
        if not paid.keys().isdisjoint(("refunded_fen", "refund_students")):
            now = {
                name: getattr(finding, name) or 0 for name in ("refunded_fen", "refund_students")
            }
            wanted = {**now, **paid}
            self._settle(
                finding,
                RefundWay.RETURNED,
                amount_fen=wanted["refunded_fen"] - now["refunded_fen"],
                students=wanted["refund_students"] - now["refund_students"],
            )
        if "surrendered_fen" in paid:
            more = paid["surrendered_fen"] - (finding.surrendered_fen or 0)
            self._settle(finding, RefundWay.SURRENDERED, amount_fen=more)
        self._summed(finding)

    def part_excess(self, finding: Finding) -> None:
        """What was paid above what is due now becomes an excess of its own (多退)."""
        self._summed(finding)
        rest = _paid(finding) - finding.due_fen
        for row in reversed(self._rows(finding.id)):
            if rest <= 0:
                break
            part = min(rest, row.amount_fen)
            if part <= 0 or row.way is RefundWay.EXCESS:
                continue
            row.amount_fen -= part
            rest -= part
            kept = ("paid_on", "sighted_on", "sighted_by", "proof")
            excess = {name: getattr(row, name) for name in kept}
            self._add(
                Refund(
                    finding_id=finding.id,
                    way=RefundWay.EXCESS,
                    amount_fen=part,
                    note=_LOWERED,
                    **excess,
                )
            )
        self._summed(finding)

    def _settle(self, finding: Finding, way: RefundWay, **more: int) -> None:
        if not any(more.values()):
            return
        own = [row for row in self._rows(finding.id) if row.on_spot and row.way is way]
        if not own:
            own = [self._add(Refund(finding_id=finding.id, way=way, on_spot=True))]
            own[0].amount_fen = own[0].students = 0
            own[0].sighted_on = own[0].paid_on = self._visited_on(finding)
        changed = {name: getattr(own[-1], name) + number for name, number in more.items()}
        if min(changed.values()) < 0:
            raise InspectionError(
                f"问题 {finding.serial} 另有财务处核实的退费，不能改少；请在“跟踪”里改那一笔。"
            )
        for name, number in changed.items():
            setattr(own[-1], name, number)

    def _visited_on(self, finding: Finding) -> date | None:
        from db.schema.visit import Visit

        return self._session.scalar(select(Visit.visited_on).where(Visit.id == finding.visit_id))

    def _rows(self, finding: uuid.UUID) -> list[Refund]:
        self._session.flush()
        live = select(Refund).where(Refund.finding_id == finding, Refund.deleted.is_(False))
        return list(self._session.scalars(live.order_by(Refund.id)))

    def _open(self, finding: uuid.UUID) -> Finding:
        row = self._hold(Finding, finding)
        if row.status is FindingStatus.WITHDRAWN:
            raise InspectionError(f"问题 {row.serial} 已经撤回，不能登记退费；请核对问题编号。")
        return row

    def _summed(self, row: Finding) -> None:
        """Its sums are asked for anew."""
        self._session.flush()
        self._session.expire(row, SUMS)

    def _require_sound(self, finding: Finding, refund: Refund) -> None:
        caption = REASONED.get(refund.way)
        if caption and not refund.note.strip():
            raise InspectionError(f"登记“{caption}”须写明理由；请填写说明。")
        if refund.amount_fen < 0:
            raise InspectionError("核实金额不能小于 0；请核对金额。")
        if refund.amount_fen and refund.sighted_on is None:
            raise InspectionError("登记核实金额须写明查验日期；没有查验的请只填报告金额。")
        self._require_order(finding, refund)
        self._summed(finding)
        _require_within(finding, _paid(finding), "已退、上缴和无法退还合计")
        if refund.way in GIVEN_BACK and 0 < finding.students < finding.refund_students:
            raise InspectionError(
                f"问题 {finding.serial} 涉及学生 {finding.students} 人，"
                f"退费学生合计 {finding.refund_students} 人；请核对人数。"
            )

    def _require_order(self, finding: Finding, refund: Refund) -> None:
        """Nothing is sighted before it was paid."""
        paid, sighted = refund.paid_on, refund.sighted_on
        if paid and sighted and sighted < paid:
            raise InspectionError(f"问题 {finding.serial} 的查验日期早于退款日期；请核对两个日期。")

    def _listed(self, *where: Any) -> Iterator[RefundLine]:
        query = (
            select(Refund)
            .join(Finding, Finding.id == Refund.finding_id)
            .where(*where, Refund.deleted.is_(False))
            .where((Refund.amount_fen != 0) | (Refund.reported_fen != 0) | (Refund.students != 0))
            .order_by(Refund.id)
        )
        names = [field.name for field in fields(RefundLine)]
        return (
            RefundLine(**{name: getattr(row, name) for name in names})
            for row in self._session.scalars(query)
        )


def _paid(row: Finding) -> int:
    """What is settled of the amount due, in fen."""
    return row.refunded_fen + row.surrendered_fen + row.irrecoverable_fen


def _require_within(row: Finding, fen: int, what: str) -> None:
    if fen > row.due_fen:
        due, much = (f"{amount // 100}.{amount % 100:02}元" for amount in (row.due_fen, fen))
        raise InspectionError(
            f"问题 {row.serial} 应退 {due}，{what} {much}，不能多于应退；确属多退的，方式选“多退”。"
        )
