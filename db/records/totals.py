"""The numbers the bureau reports (domain §6). One function computes each, wherever it is shown.

Of findings those count that a team's lead confirmed; what is only drafted is in no number.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    ScalarSelect,
    bindparam,
    case,
    cast,
    distinct,
    exists,
    func,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from db.records.account_differences import Measure, difference_counts, difference_sums
from db.records.case_refunds import is_no_finding
from db.records.inspections import InspectionLine, Inspections
from db.records.repository import Repository
from db.schema.base import Row
from db.schema.bureau import AdmissionContact, CaseRefund, Complaint, SanctionRecord
from db.schema.campaign import Member, Team
from db.schema.catalogue import Category, ChecklistItem
from db.schema.finding import GIVEN_BACK, Finding
from db.schema.questionnaire import QuestionnaireBatch
from db.schema.school import School
from db.schema.talk import CallAttempt, Interview, ParentCall
from db.schema.visit import Visit
from db.vocabulary import (
    CONFIRMED_FINDINGS,
    CallOutcome,
    Cause,
    Channel,
    ComplaintOutcome,
    ComplaintSource,
    FindingStatus,
    RefundWay,
    Sanction,
    SchoolType,
    Severity,
    VisitPage,
)


@dataclass(frozen=True)
class Figures:
    """What visits record. Money in fen; interviews in person-times; calls by number dialled."""

    teams: int
    schools: int
    classes: int
    questionnaires_issued: int
    questionnaires_returned: int
    questionnaires_valid: int
    student_interviews: int
    parent_calls_dialled: int
    parent_call_attempts: int
    parent_calls_completed: int
    findings: int
    findings_with_amount: int
    involved_fen: int
    due_fen: int
    refunded_fen: int
    refund_students: int
    surrendered_fen: int


@dataclass(frozen=True)
class MoneyFigures:
    """Amounts in fen, and to how many pupils, finding by finding, it was given back.

    `excess_fen`: given back above what is due; it is no part of `refunded_fen`.
    """

    involved_fen: int
    due_fen: int
    refunded_fen: int
    surrendered_fen: int
    refund_students: int
    irrecoverable_fen: int = 0
    excess_fen: int = 0

    def less(self, other: "MoneyFigures") -> "MoneyFigures":
        return MoneyFigures(
            *(getattr(self, name) - getattr(other, name) for name in self.__annotations__)
        )

    def plus(self, other: "MoneyFigures") -> "MoneyFigures":
        return MoneyFigures(
            *(getattr(self, name) + getattr(other, name) for name in self.__annotations__)
        )


@dataclass(frozen=True)
class StandingFinding:
    """What a finding that stands is told apart by."""

    category: str
    severity: Severity
    team: str
    school_type: SchoolType
    status: FindingStatus


@dataclass(frozen=True)
class CategoryFigures:
    """Findings of one category; money in fen."""

    name: str
    findings: int
    schools: int
    involved_fen: int
    due_fen: int
    refunded_fen: int


@dataclass(frozen=True)
class TeamFigures:
    """How far a team is: schools it was to visit and visited, what it found, what is closed out.
    Money in fen."""

    id: uuid.UUID
    name: str
    planned: int
    visited: int
    findings: int
    closed: int
    due_fen: int
    refunded_fen: int


_AMOUNTS = ("involved_fen", "due_fen", "refunded_fen")


def distinct_schools() -> Any:
    return func.count(distinct(Visit.school_id))


class Totals(Repository):
    def figures(
        self,
        visit: uuid.UUID | None = None,
        *,
        team: uuid.UUID | None = None,
        inspection: str | None = None,
    ) -> Figures:
        """Of one visit, of one team's, or of every visit of an inspection (its code); without one
        of the file's own: a team's, at the bureau the first. Never of two together."""
        column = "id" if visit else "team_id" if team else ""
        which = visit or team or self._code(inspection)
        rows = self._session.execute(_figures(column), {"which": which})
        return Figures(**{name: value or 0 for name, value in rows.mappings().one().items()})

    def by_visit(self, inspection: str) -> dict[uuid.UUID, dict[str, int]]:
        """The same numbers of each visit of an inspection, how many findings are closed out
        (`closed`) and how many classes were added on purpose (`targeted`)."""
        each = aliased(Visit)
        mine = [Visit.id == each.id]
        shut = Finding.status == FindingStatus.CLOSED
        columns = {name: _METRICS[name](mine) for name in Figures.__annotations__}
        columns["closed"] = _standing(func.count(), mine, shut)
        meant = QuestionnaireBatch.targeted.is_(True)
        columns["targeted"] = _of_visits(func.count(), QuestionnaireBatch, mine, meant)
        groups = select(Team.id).where(Team.inspection == inspection)
        query = select(
            each.id, *(expression.label(name) for name, expression in columns.items())
        ).where(each.team_id.in_(groups), each.deleted.is_(False))
        return {
            visit: {name: value or 0 for name, value in zip(columns, values, strict=True)}
            for visit, *values in self._session.execute(query)
        }

    def money(self, inspection: str | None = None) -> MoneyFigures:
        """Of every finding that stands, those of complaint cases among them."""
        return self._money(inspection)

    def case_money(self, inspection: str | None = None) -> MoneyFigures:
        """Of the findings that are substantiated complaint cases too, by their case's number."""
        return self._money(inspection, of_case())

    def own_case_money(self) -> MoneyFigures:
        """Of complaint cases that are no finding of a visit."""
        numbers = self._counted(_own_cases())
        excess = self._session.scalar(
            select(_case_paid(func.sum(CaseRefund.amount_fen), RefundWay.EXCESS))
        )
        own = {name.removeprefix("own_case_"): number for name, number in numbers.items()}
        return MoneyFigures(involved_fen=own.pop("fen"), excess_fen=excess or 0, **own)

    def own_cases(self) -> list[tuple[int, int]]:
        """Pupils and fen involved of each complaint case that is no finding of a visit."""
        query = select(Complaint.students, Complaint.involved_fen).where(
            Complaint.deleted.is_(False), is_no_finding()
        )
        return [(students or 0, fen or 0) for students, fen in self._session.execute(query)]

    def _money(self, inspection: str | None, *more: ColumnElement[bool]) -> MoneyFigures:
        scope = self._scope(inspection)
        sums = (
            _standing(func.sum(getattr(Finding, name)), scope, *more)
            for name in MoneyFigures.__annotations__
        )
        return MoneyFigures(*(fen or 0 for fen in self._session.execute(select(*sums)).one()))

    def _code(self, inspection: str | None) -> str:
        return inspection or Inspections(self._session).code_of(None)

    def _scope(self, inspection: str | None) -> "Scope":
        return [visited_by(self._code(inspection))]

    def categories(
        self, inspection: str | None = None, *, with_cases: bool = True
    ) -> list[CategoryFigures]:
        """What stands after objections, by category, in the catalogue's order.

        Without cases the money of findings that are complaint cases too is left out.
        """
        schools = distinct_schools()
        columns = (getattr(Finding, name) for name in _AMOUNTS)
        sums = (
            func.sum(column if with_cases else case((of_case(), 0), else_=column))
            for column in columns
        )
        query = (
            select(Category.name, func.count(Finding.id), schools, *sums)
            .select_from(Finding)
            .join(Visit, Visit.id == Finding.visit_id)
            .join(ChecklistItem, ChecklistItem.id == Finding.item_id)
            .join(Category, Category.id == ChecklistItem.category_id)
            .where(*self._scope(inspection), Visit.deleted.is_(False))
            .where(Finding.deleted.is_(False))
            .where(Finding.status.in_(CONFIRMED_FINDINGS))
            .group_by(Category.id)
            .order_by(Category.position)
        )
        return [CategoryFigures(*row) for row in self._session.execute(query)]

    def teams(self, inspection: str | None = None) -> list[TeamFigures]:
        """Each team of an inspection, by the same counting as the whole."""
        own: Scope = [Visit.team_id == Team.id]
        parts = {
            "planned": _STATES["schools_in_scope"](own),
            "visited": _METRICS["schools"](own),
            "findings": _METRICS["findings"](own),
            "closed": _STATES["closed"](own),
            "due_fen": _METRICS["due_fen"](own),
            "refunded_fen": _METRICS["refunded_fen"](own),
        }
        query = (
            select(Team.id, Team.name, *(part.correlate(Team) for part in parts.values()))
            .where(Team.inspection == self._code(inspection), Team.deleted.is_(False))
            .order_by(Team.code)
        )
        rows = self._session.execute(query)
        return [
            TeamFigures(id_, name, *(number or 0 for number in rest)) for id_, name, *rest in rows
        ]

    def standing(
        self, inspection: str | None = None
    ) -> list[tuple[uuid.UUID, str, int, int, bool]]:
        """Each finding that stands: its category's name, pupils, fen involved, and whether it is a
        complaint case too."""
        query = (
            select(Finding.id, Category.name, Finding.students, Finding.involved_fen, of_case())
            .join(Visit, Visit.id == Finding.visit_id)
            .join(ChecklistItem, ChecklistItem.id == Finding.item_id)
            .join(Category, Category.id == ChecklistItem.category_id)
            .where(*self._scope(inspection), Visit.deleted.is_(False), Finding.deleted.is_(False))
            .where(Finding.status.in_(CONFIRMED_FINDINGS))
        )
        rows = self._session.execute(query)
        return [(id_, name, count, fen, bool(case_)) for id_, name, count, fen, case_ in rows]

    def standing_findings(self, inspection: str | None = None) -> list[StandingFinding]:
        """Every finding that stands, in the catalogue's order of categories."""
        query = (
            select(Category.name, Finding.severity, Team.name, School.kind, Finding.status)
            .select_from(Finding)
            .join(Visit, Visit.id == Finding.visit_id)
            .join(Team, Team.id == Visit.team_id)
            .join(School, School.id == Visit.school_id)
            .join(ChecklistItem, ChecklistItem.id == Finding.item_id)
            .join(Category, Category.id == ChecklistItem.category_id)
            .where(*self._scope(inspection), Visit.deleted.is_(False), Finding.deleted.is_(False))
            .where(Finding.status.in_(CONFIRMED_FINDINGS))
            .order_by(Category.position, Finding.serial)
        )
        return [StandingFinding(*row) for row in self._session.execute(query)]

    def schools_with_findings(self, inspection: str | None = None) -> int:
        return self._state("schools_with_findings", inspection)

    def closed(self, inspection: str | None = None) -> int:
        """Findings closed out."""
        return self._state("closed", inspection)

    def by_status(self, inspection: str | None = None) -> dict[FindingStatus, int]:
        """How many findings are at which step."""
        query = (
            select(Finding.status, func.count())
            .join(Visit, Visit.id == Finding.visit_id)
            .where(*self._scope(inspection), Visit.deleted.is_(False), Finding.deleted.is_(False))
            .group_by(Finding.status)
        )
        return dict(self._session.execute(query).all())

    def schools_in_scope(self, inspection: str | None = None) -> int:
        """Schools that a team was to visit."""
        return self._state("schools_in_scope", inspection)

    def _state(self, name: str, inspection: str | None) -> int:
        return self._session.scalar(select(_STATES[name](self._scope(inspection)))) or 0

    def registered(self) -> dict[str, int]:
        """What only the bureau registers, under the names of its report."""
        return self._counted({**_complaints(), **_own_cases(), **_contacts(), **_sanctions()})

    def size(self, inspection: str) -> dict[str, int]:
        """How large an inspection is: groups, members, units, findings, vouchers checked, and what
        its working tables differ by if it has any, as `finance_groups`."""
        return self._counted(_size(Inspections(self._session).of(inspection)))

    def numbers(self, inspection: str | None = None) -> dict[str, int]:
        """Every number of an inspection under its name; beside the first one stands what the
        bureau registers of the whole campaign, and how large each other inspection is."""
        return self._counted(self.queries(inspection))

    def queries(self, inspection: str | None = None) -> dict[str, ScalarSelect[Any]]:
        """What computes each of them: a number, or none where nothing is counted."""
        kinds = Inspections(self._session).lines()
        first, code = kinds[0], inspection or kinds[0].code
        scope: Scope = [visited_by(code)]
        parts = {name: metric(scope) for name, metric in {**_METRICS, **_STATES}.items()}
        if code == first.code:
            parts |= {**_complaints(), **_own_cases(), **_contacts(), **_sanctions()}
        for kind in kinds[1:]:
            if code in (first.code, kind.code):
                parts |= _size(kind)
        return parts

    def _counted(self, parts: dict[str, Any]) -> dict[str, int]:
        row = self._session.execute(select(*parts.values())).one()
        return {name: value or 0 for name, value in zip(parts, row, strict=True)}


Scope = list[ColumnElement[bool]]


@cache
def _figures(column: str) -> Any:
    """Of the visits whose `column` is `which`; without one, of those of the inspection `which`."""
    which: Any = bindparam("which")
    scope = [getattr(Visit, column) == which if column else visited_by(which)]
    return select(*(_METRICS[name](scope).label(name) for name in Figures.__annotations__))


def visited_by(inspection: Any) -> ColumnElement[bool]:
    """The visits that the teams of an inspection (its code) make."""
    return Visit.team_id.in_(select(Team.id).where(Team.inspection == inspection))


def _of_visits(value: Any, owner: Any, scope: Scope, *more: ColumnElement[bool]) -> Any:
    """`value` over the live rows of `owner` at the visits in scope."""
    query = select(value).select_from(owner).join(Visit, Visit.id == owner.visit_id)
    return query.where(
        *scope, Visit.deleted.is_(False), owner.deleted.is_(False), *more
    ).scalar_subquery()


def _visited(value: Any, scope: Scope) -> Any:
    """`value` over completed visits."""
    done = [Visit.deleted.is_(False), Visit.visited_on.is_not(None)]
    return select(value).where(*scope, *done).scalar_subquery()


def _envelopes(value: Any, scope: Scope) -> Any:
    """`value` over envelopes drawn at random; targeted ones are counted apart."""
    return _of_visits(value, QuestionnaireBatch, scope, QuestionnaireBatch.targeted.is_(False))


def _standing(value: Any, scope: Scope, *more: ColumnElement[bool]) -> Any:
    """`value` over findings that were confirmed and not withdrawn."""
    stands = Finding.status.in_(CONFIRMED_FINDINGS)
    return _of_visits(value, Finding, scope, stands, *more)


def _attempted() -> ColumnElement[bool]:
    return exists().where(CallAttempt.call_id == ParentCall.id, CallAttempt.deleted.is_(False))


def _attempts(scope: Scope) -> Any:
    return (
        select(func.count())
        .select_from(CallAttempt)
        .join(ParentCall, ParentCall.id == CallAttempt.call_id)
        .join(Visit, Visit.id == ParentCall.visit_id)
        .where(*scope, Visit.deleted.is_(False))
        .where(ParentCall.deleted.is_(False), CallAttempt.deleted.is_(False))
        .scalar_subquery()
    )


_METRICS: dict[str, Any] = {
    "teams": lambda scope: _visited(func.count(distinct(Visit.team_id)), scope),
    "schools": lambda scope: _visited(func.count(distinct(Visit.school_id)), scope),
    "classes": lambda scope: _envelopes(func.count(QuestionnaireBatch.id), scope),
    "questionnaires_issued": lambda s: _envelopes(func.sum(QuestionnaireBatch.issued), s),
    "questionnaires_returned": lambda s: _envelopes(func.sum(QuestionnaireBatch.returned), s),
    "questionnaires_valid": lambda s: _envelopes(func.sum(QuestionnaireBatch.valid), s),
    "student_interviews": lambda s: _of_visits(func.sum(Interview.persons), Interview, s),
    "parent_calls_dialled": lambda s: _of_visits(func.count(), ParentCall, s, _attempted()),
    "parent_call_attempts": _attempts,
    "parent_calls_completed": lambda s: _of_visits(
        func.count(), ParentCall, s, ParentCall.outcome == CallOutcome.COMPLETED
    ),
    "findings": lambda s: _standing(func.count(), s),
    "findings_with_amount": lambda s: _standing(func.count(), s, Finding.involved_fen > 0),
    "involved_fen": lambda s: _standing(func.sum(Finding.involved_fen), s),
    "due_fen": lambda s: _standing(func.sum(Finding.due_fen), s),
    "refunded_fen": lambda s: _standing(func.sum(Finding.refunded_fen), s),
    "refund_students": lambda s: _standing(func.sum(Finding.refund_students), s),
    "surrendered_fen": lambda s: _standing(func.sum(Finding.surrendered_fen), s),
}


def standing_at(school: Any) -> Any:
    """How many findings stand at a school, whichever inspection found them."""
    return _of_visits(
        func.count(),
        Finding,
        [Visit.school_id == school],
        Finding.status.in_(CONFIRMED_FINDINGS),
    )


#: How far an inspection and what it found is.
_STATES: dict[str, Any] = {
    "schools_in_scope": lambda s: (
        select(distinct_schools()).where(*s, Visit.deleted.is_(False)).scalar_subquery()
    ),
    "schools_with_findings": lambda s: _standing(distinct_schools(), s),
    "closed": lambda s: _standing(func.count(), s, Finding.status == FindingStatus.CLOSED),
    "reported_fen": lambda s: _standing(func.sum(Finding.reported_fen), s),
    "irrecoverable_fen": lambda s: _standing(func.sum(Finding.irrecoverable_fen), s),
    "open_fen": lambda s: _standing(
        func.sum(
            Finding.due_fen
            - Finding.refunded_fen
            - Finding.surrendered_fen
            - Finding.irrecoverable_fen
        ),
        s,
    ),
    "case_fen": lambda s: _standing(func.sum(Finding.involved_fen), s, of_case()),
    "case_refunded_fen": lambda s: _standing(func.sum(Finding.refunded_fen), s, of_case()),
    "case_refund_students": lambda s: _standing(func.sum(Finding.refund_students), s, of_case()),
}


def _live(value: Any, owner: type[Row], *more: ColumnElement[bool]) -> ScalarSelect[Any]:
    return select(value).select_from(owner).where(owner.deleted.is_(False), *more).scalar_subquery()


def _own_case(value: Any) -> ScalarSelect[Any]:
    """`value` over complaints that proved true and are no finding of a visit."""
    return _live(value, Complaint, is_no_finding())


def _case_paid(value: Any, *ways: RefundWay) -> ScalarSelect[Any]:
    """`value` over payments of complaint cases that were made so; each stands by itself."""
    proven = (Complaint.deleted.is_(False), Complaint.outcome == ComplaintOutcome.SUBSTANTIATED)
    return (
        select(value)
        .select_from(CaseRefund)
        .join(Complaint, Complaint.id == CaseRefund.complaint_id)
        .where(CaseRefund.deleted.is_(False), CaseRefund.way.in_(ways), *proven)
        .scalar_subquery()
    )


def _own_cases() -> dict[str, Any]:
    """Money of complaint cases that is in no finding."""
    paid = case((CaseRefund.amount_fen > 0, CaseRefund.students), else_=0)
    return {
        "own_case_fen": _own_case(func.sum(Complaint.involved_fen)),
        "own_case_due_fen": _own_case(func.sum(Complaint.due_fen)),
        "own_case_refunded_fen": _case_paid(func.sum(CaseRefund.amount_fen), *GIVEN_BACK),
        "own_case_surrendered_fen": _case_paid(
            func.sum(CaseRefund.amount_fen), RefundWay.SURRENDERED
        ),
        "own_case_irrecoverable_fen": _case_paid(
            func.sum(CaseRefund.amount_fen), RefundWay.IRRECOVERABLE
        ),
        "own_case_refund_students": _case_paid(func.sum(paid), *GIVEN_BACK),
    }


def _complaints() -> dict[str, Any]:
    proven = Complaint.outcome == ComplaintOutcome.SUBSTANTIATED
    cases = _live(func.count(), Complaint, proven, Complaint.category == Cause.FEE)
    sources = {
        f"complaints_{source.value}": _live(func.count(), Complaint, Complaint.source == source)
        for source in ComplaintSource
    }
    total = _live(func.count(), Complaint)
    return {"substantiated_fee_cases": cases, "complaints": total, **sources}


#: A contact that became a complaint is counted there.
_OWN = AdmissionContact.complaint_id.is_(None)
#: The kinds of sanctions that are counted by cause, and what their numbers are called after. A
#: warning of which nobody said by whom is a kind of its own: kinds are never summed.
BY_CAUSE: Mapping[str, Sanction] = {
    "warn": Sanction.WARNING,
    "talk": Sanction.ADMONITION_TALK,
    "party_warn": Sanction.PARTY_WARNING,
    "office_warn": Sanction.OFFICE_WARNING,
    "demerit": Sanction.DEMERIT,
    "criticism": Sanction.CRITICISM,
}


def _contacts() -> dict[str, Any]:
    channels = {
        f"admission_{channel.value.lower()}": _live(
            func.count(), AdmissionContact, _OWN, AdmissionContact.channel == channel
        )
        for channel in Channel
    }
    persons = _live(func.sum(AdmissionContact.persons), AdmissionContact, _OWN)
    total = _live(func.count(), AdmissionContact, _OWN)
    return {"admission": total, **channels, "admission_visit_persons": persons}


def _sanctions() -> dict[str, Any]:
    def persons(kind: Sanction, *causes: ColumnElement[bool]) -> Any:
        ours = (SanctionRecord.counted_elsewhere.is_(False), SanctionRecord.kind == kind)
        return _live(func.sum(SanctionRecord.persons), SanctionRecord, *ours, *causes)

    named = (Cause.ADMISSION, Cause.FEE)
    causes = {cause_.value: SanctionRecord.cause == cause_ for cause_ in named}
    causes[Cause.OTHER.value] = SanctionRecord.cause.not_in(named)  # 师德, 管理 and whatever else
    counted = {
        f"{short}_{cause}": persons(kind, of)
        for cause, of in causes.items()
        for short, kind in BY_CAUSE.items()
    }
    talks = {
        "heads_summoned": persons(Sanction.SUMMONS_TALK),
        "group_talk_heads": persons(Sanction.GROUP_TALK),
    }
    return {**counted, **talks}


def of_case() -> ColumnElement[bool]:
    """The finding bears the number of a complaint case that proved true."""
    proven = select(Complaint.case_no).where(
        Complaint.deleted.is_(False),
        Complaint.outcome == ComplaintOutcome.SUBSTANTIATED,
        Complaint.case_no.is_not(None),
    )
    return func.coalesce(Finding.case_no, "").in_(proven)


def _size(kind: InspectionLine) -> dict[str, Any]:
    code = kind.code
    groups = select(Team.id).where(Team.inspection == code, Team.deleted.is_(False))
    scope: Scope = [Visit.team_id.in_(groups)]
    units = select(func.count(distinct(Visit.school_id))).where(*scope, Visit.deleted.is_(False))
    size = {
        f"{code}_groups": _live(func.count(), Team, Team.inspection == code),
        f"{code}_members": _live(func.count(), Member, Member.team_id.in_(groups)),
        f"{code}_units": units.scalar_subquery(),
        f"{code}_findings": _standing(func.count(), scope),
        f"{code}_vouchers": _visited(func.sum(Visit.vouchers_checked), scope),
    }
    if kind.has(VisitPage.ACCOUNTS):
        size[f"{code}_differences"] = _of_lines(difference_counts(), scope)
        size[f"{code}_differences_fen"] = _of_lines(difference_sums(), scope)
    return size


def _of_lines(measures: Iterable[Measure], scope: Scope) -> ScalarSelect[Any]:
    """The sum of what the lines of several tables add at the visits in scope."""
    parts = [_of_visits(func.sum(adds), table, scope).element for table, adds in measures]
    together = union_all(*parts).subquery()
    total = cast(func.sum(together.c[0]), BigInteger)  # a server adds sums to another type
    return select(total).scalar_subquery()
