"""What becomes of a finding after the notice: report, recheck, close-out; one row a finding."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from db.errors import InspectionError
from db.records.documents import STANDS
from db.records.repository import Repository
from db.schema.campaign import Team
from db.schema.catalogue import Category, ChecklistItem
from db.schema.document import DocumentIssued
from db.schema.finding import Finding, Rectification
from db.schema.school import School
from db.schema.visit import Statement, Visit
from db.vocabulary import (
    DocumentKind,
    FindingStatus,
    RectificationResult,
    SchoolReply,
    Severity,
)


@dataclass(frozen=True, kw_only=True)
class RectificationLine:
    """`due_on`: the report's; `refund_due_on`: the refund's where another than the rule was set;
    `result` holds once `verified_on` is set."""

    kept_in = "rectification"
    id: uuid.UUID
    finding_id: uuid.UUID
    ordered_on: date | None
    due_on: date | None
    refund_due_on: date | None
    reported_on: date | None
    result: RectificationResult | None
    proof: str
    returned: str
    verified_on: date | None
    verifier: str
    recheck_on: date | None
    recheck_team_id: uuid.UUID | None
    recheck_result: RectificationResult | None
    countersigner: str
    waiver: str
    note: str


class Rectifications(Repository):
    def lines(self) -> dict[uuid.UUID, RectificationLine]:
        """Of every finding that has one, by finding."""
        names = [field.name for field in fields(RectificationLine)]
        rows = self._session.scalars(select(Rectification).where(Rectification.deleted.is_(False)))
        return {
            row.finding_id: RectificationLine(**{name: getattr(row, name) for name in names})
            for row in rows
        }

    def ordered(self) -> dict[uuid.UUID, str]:
        """The number of every finding that a notice ordered put right, by its id."""
        query = (
            select(Finding.id, Finding.serial)
            .join(Rectification, Rectification.finding_id == Finding.id)
            .where(Finding.deleted.is_(False), Rectification.deleted.is_(False))
            .where(Rectification.ordered_on.is_not(None))
        )
        return dict(self._session.execute(query).all())

    def followed(self, inspection: str) -> "list[FollowedFinding]":
        """Every finding of an inspection (its code) but drafts, by school and number."""
        return _followed(self._session, self.lines(), inspection)

    def order(
        self,
        finding: uuid.UUID,
        ordered_on: date,
        due_on: date | None,
        refund_due_on: date | None = None,
    ) -> None:
        """The notice of this day orders it. Ordered anew, an earlier report counts no more."""
        self._keep(
            Rectification,
            finding_id=finding,
            ordered_on=ordered_on,
            due_on=due_on,
            refund_due_on=refund_due_on,
            reported_on=None,
            result=None,
            verified_on=None,
        )

    def keep_stated(
        self, finding: uuid.UUID, due_on: date | None, refund_due_on: date | None
    ) -> None:
        """The days that the notice states; those that were moved since with a reason stay."""
        if self._row(finding).note:
            return
        stated = {"due_on": due_on, "refund_due_on": refund_due_on}
        changed = {name: day for name, day in stated.items() if day is not None}
        if changed:
            self._keep(Rectification, finding_id=finding, **changed)

    def extend(
        self, finding: uuid.UUID, due_on: date | None, refund_due_on: date | None, reason: str
    ) -> None:
        """Other days than were ordered, and why. Raises InspectionError without a reason, or for a
        day before the notice."""
        row, serial = self._row(finding), self._serial(finding)
        if not reason.strip():
            raise InspectionError(f"调整问题 {serial} 的期限须写明理由。")
        for day in filter(None, (due_on, refund_due_on)):
            if row.ordered_on and day < row.ordered_on:
                raise InspectionError(f"问题 {serial} 的期限早于责令日期；请核对日期。")
        days = {"due_on": due_on, "refund_due_on": refund_due_on}
        changed = {name: day for name, day in days.items() if day is not None}
        if not changed:
            raise InspectionError(f"要调整问题 {serial} 的期限，请填整改报告或清退的新期限。")
        self._keep(Rectification, finding_id=finding, note=reason.strip(), **changed)

    def report(
        self, finding: uuid.UUID, reported_on: date, result: RectificationResult, proof: str
    ) -> None:
        """What the school says it put right. Raises InspectionError before the notice."""
        row = self._row(finding)
        if row.ordered_on and reported_on < row.ordered_on:
            raise InspectionError(
                f"问题 {self._serial(finding)} 的报告日期早于责令日期；请核对日期。"
            )
        self._keep(
            Rectification,
            finding_id=finding,
            reported_on=reported_on,
            result=result,
            proof=proof,
            returned="",
            verified_on=None,
        )

    def give_back(self, finding: uuid.UUID, reason: str, due_on: date | None) -> None:
        """The report did not do: it is returned with a reason, and due again."""
        if not reason.strip():
            raise InspectionError("退回整改报告须写明理由。")
        self._keep(
            Rectification, finding_id=finding, returned=reason.strip(), due_on=due_on, result=None
        )

    def accept(self, finding: uuid.UUID, verified_on: date, verifier: str) -> None:
        """The bureau holds what was reported to be so."""
        row = self._row(finding)
        serial = self._serial(finding)
        if row.reported_on is None:
            raise InspectionError(f"问题 {serial} 还没有收到整改报告，不能核实；请先登记报告。")
        if verified_on < row.reported_on:
            raise InspectionError(f"问题 {serial} 的核实日期早于报告日期；请核对日期。")
        if not verifier.strip():
            raise InspectionError(f"核实问题 {serial} 要写核实人；请填写。")
        self._keep(
            Rectification, finding_id=finding, verified_on=verified_on, verifier=verifier.strip()
        )

    def recheck(
        self, finding: uuid.UUID, on: date, team: uuid.UUID, result: RectificationResult
    ) -> None:
        """Another team went to see. Raises InspectionError where it is the team that found it, or
        one with somebody who must keep away."""
        row, serial = self._row(finding), self._serial(finding)
        if row.verified_on is None:
            raise InspectionError(f"问题 {serial} 的整改报告还没有核实，不能登记回头看。")
        if on < row.verified_on:
            raise InspectionError(f"问题 {serial} 的回头看早于核实日期；请核对日期。")
        self._require_other_team(finding, team, serial)
        self._keep(
            Rectification,
            finding_id=finding,
            recheck_on=on,
            recheck_team_id=team,
            recheck_result=result,
        )

    def _require_other_team(self, finding: uuid.UUID, team: uuid.UUID, serial: str) -> None:
        from db.records.plans import Plans

        visit = self._session.get_one(Visit, self._get(Finding, finding).visit_id)
        if visit.team_id == team:
            raise InspectionError(f"问题 {serial} 是这个组查出的，回头看要换一个组；请改选。")
        barred = [
            bar.member
            for bar in Plans(self._session).bars()
            if (bar.team_id, bar.school_id) == (team, visit.school_id)
        ]
        if barred:
            name = self._session.get_one(Team, team).name
            raise InspectionError(f"{name}的{barred[0]}应当回避这所学校，不能回头看；请改选。")

    def countersign(
        self, finding: uuid.UUID, countersigner: str, waiver: str = "", first: str = ""
    ) -> None:
        """A second person agrees to the close-out. `waiver`: the leader's reason where money stays
        open; `first`: who records it, as far as that is known."""
        row, serial = self._row(finding), self._serial(finding)
        second = countersigner.strip()
        if row.verified_on is None and (row.ordered_on or row.reported_on):
            raise InspectionError(f"问题 {serial} 的整改报告还没有核实，不能销号。")
        if not second:
            raise InspectionError(f"销号要两个人：请填问题 {serial} 的复核人。")
        if second in (row.verifier, first):
            raise InspectionError(f"销号要两个人：问题 {serial} 的复核人不能是核实人；请另填。")
        self._keep(Rectification, finding_id=finding, countersigner=second, waiver=waiver.strip())

    def require_closable(self, finding: Finding) -> bool:
        """Whether money may stay open. Raises InspectionError where the report is not accepted or
        a serious one was not seen again, or nobody countersigned."""
        row = self._session.get(Rectification, Rectification.id_for(finding_id=finding.id))
        serial = finding.serial
        if row is None or row.deleted or not row.countersigner:
            raise InspectionError(f"销号要两个人：请填问题 {serial} 的复核人。")
        if row.reported_on is not None and row.verified_on is None:
            raise InspectionError(f"问题 {serial} 的整改报告还没有核实，不能销号。")
        if row.result is RectificationResult.NOT_DONE:
            raise InspectionError(f"问题 {serial} 的报告结果是未整改，不能销号。")
        if row.verified_on is not None and finding.severity is Severity.SERIOUS:
            if row.recheck_on is None:
                raise InspectionError(f"问题 {serial} 程度严重，回头看之后才能销号。")
            if row.recheck_result is not RectificationResult.DONE:
                raise InspectionError(f"问题 {serial} 回头看没有改到位，不能销号。")
        return bool(row.waiver)

    def reopen(self, finding: uuid.UUID) -> None:
        """What it was closed out by counts no more: it is reported, seen again and countersigned
        anew. The journal keeps the earlier course."""
        row = self._session.get(Rectification, Rectification.id_for(finding_id=finding))
        if row is not None:
            self._keep(
                Rectification,
                finding_id=finding,
                countersigner="",
                waiver="",
                recheck_on=None,
                recheck_result=None,
            )

    def _row(self, finding: uuid.UUID) -> Rectification:
        row = self._session.get(Rectification, Rectification.id_for(finding_id=finding))
        return row or Rectification(finding_id=finding)

    def _serial(self, finding: uuid.UUID) -> str:
        return self._get(Finding, finding).serial


@dataclass(frozen=True, kw_only=True)
class FollowedFinding:
    """A finding of any school as the office follows it. Money in fen."""

    kept_in = "finding"
    id: uuid.UUID
    visit_id: uuid.UUID
    school_id: uuid.UUID
    school: str
    team: str
    team_id: uuid.UUID
    serial: str
    category: str
    item_code: str
    severity: Severity
    fact: str
    status: FindingStatus
    objected: bool
    case_no: str | None
    students: int
    involved_fen: int
    due_fen: int
    reported_fen: int
    refunded_fen: int
    surrendered_fen: int
    irrecoverable_fen: int
    excess_fen: int
    due_on: date | None
    visited_on: date | None
    objected_on: date | None
    rectification: RectificationLine | None
    #: When the sheet was locked last (UTC): the school's time to object counts from that day.
    sheet_locked_at: datetime | None = None

    @property
    def is_ordered(self) -> bool:
        """The bureau's notice asks for something that has not been closed out."""
        return self.status in (FindingStatus.RECTIFYING, FindingStatus.REPORTED)

    @property
    def open_fen(self) -> int:
        """What is due and not yet settled."""
        settled = self.refunded_fen + self.surrendered_fen + self.irrecoverable_fen
        return max(0, self.due_fen - settled)


def _followed(
    session: Any, rectifications: Mapping[uuid.UUID, RectificationLine], inspection: str
) -> list[FollowedFinding]:
    objected = (
        select(func.max(Statement.received_on))
        .where(Statement.visit_id == Visit.id, Statement.deleted.is_(False))
        .where(Statement.reply == SchoolReply.OBJECTED)
        .scalar_subquery()
    )
    locked = (
        select(func.max(DocumentIssued.locked_at))
        .where(DocumentIssued.visit_id == Visit.id, DocumentIssued.deleted.is_(False), STANDS)
        .where(DocumentIssued.kind == DocumentKind.FEEDBACK)
        .scalar_subquery()
    )
    named = (Category.name, ChecklistItem.code, objected, locked)
    query = (
        select(Finding, School, Team, Visit, *named)
        .join(Visit, Visit.id == Finding.visit_id)
        .join(School, School.id == Visit.school_id)
        .join(Team, Team.id == Visit.team_id)
        .join(ChecklistItem, ChecklistItem.id == Finding.item_id)
        .join(Category, Category.id == ChecklistItem.category_id)
        .where(Finding.deleted.is_(False), Visit.deleted.is_(False))
        .where(Team.inspection == inspection, Finding.status != FindingStatus.DRAFT)
        .order_by(School.code, Finding.serial, Finding.id)
    )
    own = {
        *("id", "visit_id", "serial", "severity", "fact", "status", "objected", "case_no"),
        *("students", "involved_fen", "due_fen", "reported_fen", "refunded_fen"),
        *("surrendered_fen", "irrecoverable_fen", "excess_fen", "due_on"),
    }
    rows = session.execute(query)
    return [
        FollowedFinding(
            **{name: getattr(row, name) for name in own},
            school_id=school.id,
            school=school.name,
            team=team.name,
            team_id=team.id,
            category=category,
            item_code=code,
            visited_on=visit.visited_on,
            objected_on=objected_on,
            rectification=rectifications.get(row.id),
            sheet_locked_at=locked_at,
        )
        for row, school, team, visit, category, code, objected_on, locked_at in rows
    ]
