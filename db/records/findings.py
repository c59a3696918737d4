"""Findings: raised, worded, rested on evidence and law, confirmed or withdrawn."""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, func, select

from db.errors import InspectionError
from db.ids import moment_of
from db.records.applicable_law import Basis, Case, lawful
from db.records.campaigns import CampaignFacts
from db.records.catalogues import Catalogues
from db.records.inspections import Inspections
from db.records.rectifications import Rectifications
from db.records.refunds import SUMS, Refunds
from db.records.repository import Repository
from db.records.schools import SchoolLine
from db.schema.campaign import Member
from db.schema.catalogue import ChecklistItem
from db.schema.finding import (
    Clue,
    Evidence,
    Finding,
    FindingBasis,
    FindingEvidence,
)
from db.schema.journal import ActRecord, Edit
from db.schema.school import School
from db.schema.visit import Visit
from db.vocabulary import (
    CONFIRMED_FINDINGS,
    EvidenceKind,
    FindingStatus,
    Handling,
    Severity,
)

T = TypeVar("T")

#: What may become of a finding next (domain §3). CONFIRMED is reached by `confirm` alone.
NEXT: Mapping[FindingStatus, tuple[FindingStatus, ...]] = {
    FindingStatus.DRAFT: (FindingStatus.CONFIRMED, FindingStatus.WITHDRAWN),
    FindingStatus.CONFIRMED: (
        FindingStatus.FED_BACK,
        FindingStatus.DRAFT,
        FindingStatus.WITHDRAWN,
    ),
    FindingStatus.FED_BACK: (
        FindingStatus.OBJECTED,
        FindingStatus.RECTIFYING,
        FindingStatus.WITHDRAWN,
    ),
    FindingStatus.OBJECTED: (
        FindingStatus.UPHELD,
        FindingStatus.REVISED,
        FindingStatus.WITHDRAWN,
    ),
    FindingStatus.UPHELD: (FindingStatus.RECTIFYING, FindingStatus.WITHDRAWN),
    FindingStatus.REVISED: (FindingStatus.RECTIFYING, FindingStatus.WITHDRAWN),
    FindingStatus.RECTIFYING: (
        FindingStatus.REPORTED,
        FindingStatus.OBJECTED,
        FindingStatus.WITHDRAWN,
    ),
    FindingStatus.REPORTED: (FindingStatus.CLOSED, FindingStatus.RECTIFYING),
    FindingStatus.CLOSED: (FindingStatus.RECTIFYING,),
    FindingStatus.WITHDRAWN: (FindingStatus.DRAFT,),
}
#: Where the wording is still the team's to change: before the lead's word, and under objection.
WORDING_OPEN = frozenset({FindingStatus.DRAFT, FindingStatus.OBJECTED})
#: Steps that must say why.
_REASONED: Mapping[FindingStatus, str] = {
    FindingStatus.WITHDRAWN: "撤回问题须写明理由。",
    FindingStatus.UPHELD: "维持问题须写明理由：异议为什么不成立。",
    FindingStatus.REVISED: "变更问题须写明理由：采纳了哪些异议、改了什么。",
}

_REOPENED = "重新打开已销号的问题须写明理由。"
_PASSED = "问题 {serial} 的状态已变，不能这样处理；请核对后再试。"


@dataclass(frozen=True)
class EvidenceLine:
    id: uuid.UUID
    kind: EvidenceKind
    title: str
    locator: str


@dataclass(frozen=True, kw_only=True)
class FindingLine:
    """A finding with all its fields. Amounts in fen."""

    kept_in = "finding"
    id: uuid.UUID
    visit_id: uuid.UUID
    item_id: uuid.UUID
    item_code: str
    serial: str
    fact: str
    conduct_from: date | None
    conduct_to: date | None
    object: str
    matter: str
    manner: str
    rate_fen: int | None
    allowed_fen: int | None
    terms: int | None
    term_unit: str
    collector: str
    account: str
    vouchers: str
    students: int
    involved_fen: int
    due_fen: int
    refunded_fen: int
    refund_students: int
    surrendered_fen: int
    irrecoverable_fen: int = 0
    excess_fen: int = 0
    reported_fen: int = 0
    severity: Severity
    handlings: tuple[Handling, ...]
    advice: str
    due_on: date | None
    status: FindingStatus
    objected: bool
    reason: str
    case_no: str | None = None
    basis: frozenset[uuid.UUID]
    evidence: tuple[EvidenceLine, ...]

    @property
    def worded(self) -> bool:
        """Its wording stands; only what is paid back still changes."""
        return self.status not in WORDING_OPEN


def case_of(
    finding: FindingLine | Finding, school: SchoolLine | School, campaign: CampaignFacts
) -> Case:
    """The conduct that a finding is about; without days of its own, the whole period inspected."""
    begun, ended = finding.conduct_from, finding.conduct_to
    return Case(
        stages=frozenset(school.stages),
        ownership=school.ownership,
        begun=begun or min(ended or campaign.conduct_from, campaign.conduct_from),
        ended=ended or max(begun or campaign.conduct_to, campaign.conduct_to),
        dated=begun is not None and ended is not None,
        supervision=campaign.under_supervision,
        county=campaign.county_level,
    )


def case_before_finding(school: SchoolLine, campaign: CampaignFacts) -> Case:
    """What may be said before anything is found: the whole period inspected."""
    return Case(
        stages=frozenset(school.stages),
        ownership=school.ownership,
        begun=campaign.conduct_from,
        ended=campaign.conduct_to,
        dated=False,
        supervision=campaign.under_supervision,
        county=campaign.county_level,
    )


def lawful_bases(
    finding: FindingLine,
    bases: Mapping[uuid.UUID, Basis],
    school: SchoolLine,
    campaign: CampaignFacts,
) -> list[Basis]:
    """Of what a finding cites, what may be printed."""
    cited = [basis for id_, basis in bases.items() if id_ in finding.basis]
    return lawful(cited, case_of(finding, school, campaign))


@dataclass(frozen=True)
class Closing:
    """When a finding was closed out (UTC), and by whom, as far as somebody was named."""

    at: datetime
    person: str


class Findings(Repository):
    def raise_finding(
        self, visit: uuid.UUID, item: uuid.UUID, serial: str, **values: Any
    ) -> uuid.UUID:
        paid = _paid_of(values)
        row = self._add(Finding(visit_id=visit, item_id=item, serial=serial, **values))
        self._settle(row, paid)
        return row.id

    def next_serial(self, visit: uuid.UUID, prefix: str) -> str:
        """`WT-01` and on; withdrawn findings keep their number."""
        query = select(func.count()).select_from(Finding).where(Finding.visit_id == visit)
        return f"{prefix}{(self._session.scalar(query) or 0) + 1:02}"

    def state(self, finding: uuid.UUID, **values: Any) -> None:
        """Change fields of a finding, by name.

        Raises InspectionError where more would be given back than is due. What an objection takes
        from the amount due may leave too much paid back already: that stands apart, as an excess.
        """
        paid = _paid_of(values)
        row = self._change(Finding, finding, **values)
        if row.status is FindingStatus.OBJECTED and not paid and "due_fen" in values:
            Refunds(self._session).part_excess(row)
        elif paid or "due_fen" in values:
            self._settle(row, paid)

    def _settle(self, row: Finding, paid: dict[str, int]) -> None:
        """Keep what was given back on the spot, of a finding that is known or just raised."""
        self._session.flush()
        self._session.expire(row, SUMS)
        if paid:
            Refunds(self._session).settle_on_spot(row, **paid)
        _require_covered(row)

    def confirm(self, finding: uuid.UUID) -> None:
        """The team stands by it. Raises InspectionError where it rests on nothing."""
        row = self._get(Finding, finding)
        if not row.fact.strip():
            raise InspectionError(f"问题 {row.serial} 还没有写事实，不能确认；请先填写事实。")
        self._require_law(row, set(self._bases(Finding.id == finding).get(finding, ())))
        if not self._proofs(Finding.id == finding):
            raise InspectionError(self._baseless(finding, row.serial))
        self._judge(row, FindingStatus.CONFIRMED)

    def _baseless(self, finding: uuid.UUID, serial: str) -> str:
        query = select(func.count()).where(Clue.finding_id == finding, Clue.deleted.is_(False))
        clues = self._session.scalar(query)
        only = f"只有线索 {clues} 条，没有证据" if clues else "没有证据（线索不算证据）"
        return f"问题 {serial} {only}，不能确认；请先补充证据。"

    def _require_law(self, row: Finding, cited: Collection[uuid.UUID]) -> None:
        """What is cited must be law for this conduct; where the item has none, nothing can be."""
        visit = row.visit_id
        team = self._session.scalar(select(Visit.team_id).where(Visit.id == visit))
        kinds = Inspections(self._session)
        campaign = kinds.terms(kinds.code_of(team))
        query = select(School).join(Visit, Visit.school_id == School.id).where(Visit.id == visit)
        case = case_of(row, self._session.scalars(query).one(), campaign)
        offered = Catalogues(self._session).bases(row.item_id)
        if lawful((basis for basis in offered if basis.id in cited), case):
            return
        if cited:
            raise InspectionError(
                f"问题 {row.serial} 的依据在行为期间无效或未经财务处锁定，不能确认；请改选。"
            )
        if lawful(offered, case):
            raise InspectionError(f"问题 {row.serial} 没有选定依据，不能确认；请先选择依据。")

    def require_status(self, finding: uuid.UUID, starts: Collection[Enum]) -> None:
        """Raises InspectionError where the finding is in none of these states, be it that somebody
        else was quicker."""
        row = self._hold(Finding, finding)
        if row.status not in starts:
            raise InspectionError(_PASSED.format(serial=row.serial))

    def judge(self, finding: uuid.UUID, status: FindingStatus, reason: str = "") -> None:
        """Take the next step. Raises InspectionError where it may not come next, or says no why."""
        if status is FindingStatus.CONFIRMED:
            self.confirm(finding)
            return
        row = self._get(Finding, finding)
        demand = _REOPENED if row.status is FindingStatus.CLOSED else _REASONED.get(status)
        if demand and not reason.strip():
            raise InspectionError(demand)
        if status is FindingStatus.CLOSED:
            waived = Rectifications(self._session).require_closable(row)
            if not waived:
                _require_settled(row)
        elif row.status is FindingStatus.CLOSED:
            Rectifications(self._session).reopen(finding)
        self._judge(row, status)
        if reason.strip() and row.reason != reason.strip():
            row.reason = reason.strip()
        if status is FindingStatus.OBJECTED and not row.objected:
            row.objected = True

    def _judge(self, row: Finding, status: FindingStatus) -> None:
        if status not in NEXT[row.status]:
            raise InspectionError(_PASSED.format(serial=row.serial))
        row.status = status

    def closings(self, finding: uuid.UUID) -> list[Closing]:
        """Each time it was closed out, the latest first; reopening leaves the earlier ones."""
        closed = (Edit.tbl == Finding.__tablename__, Edit.row == finding, Edit.col == "status")
        query = (
            select(Edit.act, Member.name)
            .join(ActRecord, ActRecord.id == Edit.act)
            .outerjoin(Member, Member.id == ActRecord.person)
            .where(*closed, Edit.new == FindingStatus.CLOSED.value)
            .order_by(Edit.id.desc())
        )
        rows = self._session.execute(query)
        return [Closing(moment_of(act), name or "") for act, name in rows]

    def grounds(self) -> dict[tuple[uuid.UUID, str, str], bool]:
        """Of what the team stands by, whether it rests on evidence and on law."""
        proof = (
            select(FindingEvidence.id)
            .join(Evidence, Evidence.id == FindingEvidence.evidence_id)
            .where(FindingEvidence.finding_id == Finding.id)
            .where(FindingEvidence.deleted.is_(False), Evidence.deleted.is_(False))
        )
        basis = select(FindingBasis.id).where(
            FindingBasis.finding_id == Finding.id, FindingBasis.deleted.is_(False)
        )
        standing = select(Finding.id, Finding.serial).where(
            Finding.deleted.is_(False), Finding.status.in_(CONFIRMED_FINDINGS)
        )
        return {
            (id_, serial, what): has
            for what, under in (("证据", proof), ("依据", basis))
            for id_, serial, has in self._session.execute(standing.add_columns(under.exists()))
        }

    def cite(self, finding: uuid.UUID, citation: uuid.UUID) -> None:
        self._keep(FindingBasis, finding_id=finding, citation_id=citation)

    def uncite(self, finding: uuid.UUID, citation: uuid.UUID) -> None:
        id_ = FindingBasis.id_for(finding_id=finding, citation_id=citation)
        row = self._session.get(FindingBasis, id_)
        if row is not None:
            row.deleted = True

    def lines(self, visit: uuid.UUID) -> list[FindingLine]:
        """Every finding of a visit, withdrawn ones too, by serial."""
        query = (
            select(Finding, ChecklistItem.code)
            .join(ChecklistItem, ChecklistItem.id == Finding.item_id)
            .where(Finding.visit_id == visit, Finding.deleted.is_(False))
            .order_by(Finding.serial, Finding.id)
        )
        rows = self._session.execute(query).all()
        here = Finding.visit_id == visit
        bases, proofs = self._bases(here), self._proofs(here)
        return [
            _line(row, code, frozenset(bases.get(row.id, ())), tuple(proofs.get(row.id, ())))
            for row, code in rows
        ]

    def wordings(self, item: uuid.UUID, field: str) -> list[str]:
        """What was written of this item in this file, `fact` or `advice`, the latest first."""
        column = getattr(Finding, field)
        query = select(column).where(
            Finding.item_id == item, Finding.deleted.is_(False), column != ""
        )
        rows = self._session.scalars(query.order_by(Finding.id.desc()).limit(50))
        return list(dict.fromkeys(rows))

    def used(self, field: str) -> list[str]:
        """What was written in a field of any finding of this file, the latest first."""
        column = getattr(Finding, field)
        query = select(column).where(Finding.deleted.is_(False), column != "")
        rows = self._session.scalars(query.order_by(Finding.id.desc()).limit(500))
        return list(dict.fromkeys(rows))

    def _bases(self, of: ColumnElement[bool]) -> dict[uuid.UUID, list[uuid.UUID]]:
        """What each of these findings cites."""
        query = (
            select(FindingBasis.finding_id, FindingBasis.citation_id)
            .join(Finding, Finding.id == FindingBasis.finding_id)
            .where(of, FindingBasis.deleted.is_(False))
        )
        return _grouped((finding, basis) for finding, basis in self._session.execute(query))

    def _proofs(self, of: ColumnElement[bool]) -> dict[uuid.UUID, list[EvidenceLine]]:
        """What supports each of these findings."""
        query = (
            select(FindingEvidence.finding_id, Evidence)
            .join(Evidence, Evidence.id == FindingEvidence.evidence_id)
            .join(Finding, Finding.id == FindingEvidence.finding_id)
            .where(of, FindingEvidence.deleted.is_(False), Evidence.deleted.is_(False))
            .order_by(Evidence.id)
        )
        return _grouped(
            (finding, EvidenceLine(row.id, row.kind, row.title, row.locator))
            for finding, row in self._session.execute(query)
        )


_PAID = ("refunded_fen", "refund_students", "surrendered_fen")


def _paid_of(values: dict[str, Any]) -> dict[str, int]:
    """What of these values was given back: taken out, for it is kept as refunds."""
    return {name: values.pop(name) or 0 for name in _PAID if name in values}


def _require_covered(row: Finding) -> None:
    """Raises InspectionError where more was given back and surrendered than is due."""
    due, paid = row.due_fen, row.refunded_fen + row.surrendered_fen + row.irrecoverable_fen
    if paid > due:
        raise InspectionError(
            f"问题 {row.serial} 应退 {_in_yuan(due)}元，已退和上缴合计 {_in_yuan(paid)}元，"
            "不能多于应退；请先核对应退金额。"
        )


def _in_yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02}"


def _require_settled(row: Finding) -> None:
    """Raises InspectionError while money that is due is neither given back nor surrendered."""
    fen = row.due_fen - row.refunded_fen - row.surrendered_fen - row.irrecoverable_fen
    if fen > 0:
        raise InspectionError(
            f"问题 {row.serial} 还有 {_in_yuan(fen)}元没有退清或上缴，不能销号；"
            "请先记录退费或上缴。"
        )


def _grouped(pairs: Iterable[tuple[uuid.UUID, T]]) -> dict[uuid.UUID, list[T]]:
    found: dict[uuid.UUID, list[T]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def _line(
    row: Finding,
    item_code: str,
    basis: frozenset[uuid.UUID],
    evidence: tuple[EvidenceLine, ...],
) -> FindingLine:
    own = set(FindingLine.__annotations__) - {"item_code", "basis", "evidence"}
    return FindingLine(
        **{name: getattr(row, name) for name in own},
        item_code=item_code,
        basis=basis,
        evidence=evidence,
    )
