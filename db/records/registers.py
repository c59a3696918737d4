"""What only the bureau registers: complaints, admission contacts, sanctions, pledges, self-checks.

Who complained is kept in none of them.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, ClassVar, TypeVar

from sqlalchemy import func, select

from db.errors import InspectionError
from db.records.register_checks import MOVES_DUE, check, due_of, require_named
from db.records.repository import Repository
from db.schema.base import Row
from db.schema.bureau import (
    AdmissionContact,
    Complaint,
    SanctionRecord,
    SelfReport,
    UnitPledge,
)
from db.schema.campaign import FileInfo
from db.schema.school import School
from db.schema.visit import Visit
from db.vocabulary import (
    Cause,
    Channel,
    ComplaintOutcome,
    ComplaintSource,
    ContactKind,
    Nature,
    PledgeKind,
    Sanction,
    SchoolType,
)


@dataclass(frozen=True, kw_only=True)
class ComplaintLine:
    kept_in: ClassVar[str] = "complaint"
    id: uuid.UUID
    number: str
    source: ComplaintSource
    channel: str
    received_on: date
    accepted_on: date | None
    nature: Nature
    category: Cause
    school_id: uuid.UUID | None
    school: str
    note: str
    anonymous: bool
    due_on: date | None
    extended_on: date | None
    handler: str
    outcome: ComplaintOutcome
    basis: str
    replied_on: date | None
    case_no: str | None
    students: int | None
    involved_fen: int | None
    due_fen: int | None


@dataclass(frozen=True, kw_only=True)
class ContactLine:
    """`complaint_id`: it became a complaint (转信访) and is counted there."""

    kept_in: ClassVar[str] = "admission_contact"
    id: uuid.UUID
    number: str
    channel: Channel
    received_on: date
    persons: int | None
    kind: ContactKind
    topic: str
    school_id: uuid.UUID | None
    school: str
    answered_on: date | None
    answered_by: str
    complaint_id: uuid.UUID | None


@dataclass(frozen=True, kw_only=True)
class SanctionLine:
    kept_in: ClassVar[str] = "sanction"
    id: uuid.UUID
    cause: Cause
    kind: Sanction
    persons: int
    roles: str
    organ: str
    school_id: uuid.UUID | None
    school: str
    case_no: str | None
    decided_on: date | None
    counted_elsewhere: bool
    note: str


@dataclass(frozen=True, kw_only=True)
class PledgeLine:
    kept_in: ClassVar[str] = "unit_pledge"
    id: uuid.UUID
    unit: str
    school_id: uuid.UUID | None
    school: str
    kind: PledgeKind
    year: int
    signed_on: date | None
    signed_by: str
    note: str


@dataclass(frozen=True, kw_only=True)
class SelfReportLine:
    """A school that is visited, and its report; `received_on` as the team has it where the bureau
    registered none. Money in fen."""

    kept_in: ClassVar[str] = "self_report"
    id: uuid.UUID
    school_id: uuid.UUID
    school: str
    received_on: date | None
    missing: str
    problems: int | None
    fees_fen: int | None
    note: str
    findings: int

    @property
    def is_silent(self) -> bool:
        """The report owns up to nothing, and the visit found something (自查未报而查出)."""
        return self.received_on is not None and self.problems == 0 and self.findings > 0


Line = ComplaintLine | ContactLine | SanctionLine | PledgeLine | SelfReportLine
L = TypeVar("L")
_TABLES: Mapping[type, type[Row]] = {
    ComplaintLine: Complaint,
    ContactLine: AdmissionContact,
    SanctionLine: SanctionRecord,
    PledgeLine: UnitPledge,
}


class Registers(Repository):
    def lines(self, kind: type[L]) -> list[L]:
        """Every line of a register, in the order of numbers or as entered."""
        if kind is SelfReportLine:
            return self._self_reports()  # type: ignore[return-value]
        table: Any = _TABLES[kind]
        order = (table.number, table.id) if hasattr(table, "number") else (table.id,)
        query = (
            select(table, func.coalesce(School.name, ""))
            .outerjoin(School, School.id == table.school_id)
            .where(table.deleted.is_(False))
            .order_by(*order)
        )
        names = [field.name for field in fields(kind) if field.name != "school"]  # type: ignore[arg-type]
        made: Any = kind
        return [
            made(school=school, **{name: getattr(row, name) for name in names})
            for row, school in self._session.execute(query)
        ]

    def register(self, kind: type[Any], /, **values: Any) -> uuid.UUID:
        """A new line. Raises InspectionError where it cannot be so.

        A claim is due by law from its acceptance, unless another day is given.
        """
        require_named(kind, values)
        if kind is SelfReportLine:
            row: Any = self._keep(SelfReport, **values)
        else:
            campaign = self._session.scalars(select(FileInfo.campaign_id)).one()
            row = self._add(
                _TABLES[kind](**{**_FIRST.get(kind, {}), **values}, campaign_id=campaign)
            )
        self._session.flush()
        if isinstance(row, Complaint) and row.due_on is None:
            row.due_on = due_of(row)
        check(row, self._session)
        return uuid.UUID(int=row.id.int)

    def correct(self, kind: type[Any], id_: uuid.UUID, /, **values: Any) -> None:
        """Change fields of a line, by name. Raises InspectionError where it cannot be so."""
        if kind is SelfReportLine:
            self.register(kind, school_id=id_, **values)
            return
        row = self._change(_TABLES[kind], id_, **values)
        self._session.flush()
        if isinstance(row, Complaint) and not values.keys().isdisjoint(MOVES_DUE):
            row.due_on = due_of(row) or row.due_on
        check(row, self._session)

    def strike(self, kind: type[Any], id_: uuid.UUID) -> None:
        """A line that was entered by mistake. A contact that became a complaint stays linked only
        while that is there."""
        if kind is SelfReportLine:
            row: Row = self._get(SelfReport, SelfReport.id_for(school_id=id_))
        else:
            row = self._get(_TABLES[kind], id_)
        if isinstance(row, Complaint):
            for contact in self._session.scalars(
                select(AdmissionContact).where(AdmissionContact.complaint_id == row.id)
            ):
                contact.complaint_id = None
        row.deleted = True

    def pass_on(self, contact: uuid.UUID, number: str) -> uuid.UUID:
        """A report of admission becomes a complaint under this number, and is counted there.

        Raises InspectionError where it has become one already or is an inquiry.
        """
        row = self._get(AdmissionContact, contact)
        if row.complaint_id is not None:
            raise InspectionError(f"{row.number} 已经转为信访件；请到“信访举报”里查看。")
        if row.kind is not ContactKind.REPORT:
            raise InspectionError(f"{row.number} 是咨询，不转信访；是举报的请先改“咨询或举报”。")
        complaint = self.register(
            ComplaintLine,
            number=number,
            source=ComplaintSource.SELF,
            channel=_CHANNELS.get(row.channel, "其他"),
            received_on=row.received_on,
            due_on=None,
            category=Cause.ADMISSION,
            school_id=row.school_id,
            note=row.topic,
        )
        row.complaint_id = complaint
        return complaint

    def free_number(self, prefix: str = "XF-") -> str:
        """The next number of complaints of this spelling, after the largest there is."""
        numbers = self._session.scalars(select(Complaint.number))
        tails = [text.removeprefix(prefix) for text in numbers if text.startswith(prefix)]
        last = max((int(tail) for tail in tails if tail.isascii() and tail.isdigit()), default=0)
        return f"{prefix}{last + 1:03}"

    def _self_reports(self) -> list[SelfReportLine]:
        from db.records.totals import standing_at  # it asks for registers too

        reports = {row.school_id: row for row in self._live(SelfReport)}
        query = (
            select(School, func.max(Visit.self_report_on), standing_at(School.id))
            .join(Visit, Visit.school_id == School.id)
            .where(School.deleted.is_(False), Visit.deleted.is_(False))
            .where(School.kind != SchoolType.UNIT)
            .group_by(School.id)
            .order_by(School.code)
        )
        found = []
        for school, seen, findings in self._session.execute(query):
            row = reports.get(school.id)
            found.append(
                SelfReportLine(
                    id=school.id,
                    school_id=school.id,
                    school=school.name,
                    received_on=(row.received_on if row else None) or seen,
                    missing=row.missing if row else "",
                    problems=row.problems if row else None,
                    fees_fen=row.fees_fen if row else None,
                    note=row.note if row else "",
                    findings=findings,
                )
            )
        return found

    def _live(self, table: type[Any]) -> list[Any]:
        return list(self._session.scalars(select(table).where(table.deleted.is_(False))))


#: What a new line says unless something else is entered.
_FIRST: Mapping[type, Mapping[str, Any]] = {
    ComplaintLine: {"channel": "其他", "due_on": None},
}
#: A channel of admission contacts as complaints name it.
_CHANNELS = {Channel.SMS: "网络", Channel.CALL: "来电", Channel.VISIT: "来访"}
