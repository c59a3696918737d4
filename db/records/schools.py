"""Schools, their classes, and how far each visit is."""

import uuid
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select

from db.errors import InspectionError
from db.records.circumstances import Circumstances, absent
from db.records.inspections import Inspections
from db.records.repository import Repository
from db.schema.campaign import Team
from db.schema.finding import Finding
from db.schema.questionnaire import QuestionnaireBatch
from db.schema.school import School, SchoolClass
from db.schema.visit import ChecklistAnswer, Visit
from db.vocabulary import Area, Circumstance, FindingStatus, Ownership, SchoolType, Stage


@dataclass(frozen=True)
class SchoolLine:
    """A school in the list at the left: one line per planned visit.

    `absent`: what it is known not to have or do; `recorded`: items that depend on such a thing and
    of which something is recorded here.
    """

    id: uuid.UUID
    visit_id: uuid.UUID
    code: str
    name: str
    kind: SchoolType
    stages: tuple[Stage, ...]
    ownership: Ownership
    area: Area
    district: str
    head: str
    headcount: int | None
    team_id: uuid.UUID
    team: str
    inspection: str
    planned_on: date
    visited_on: date | None
    answered: int
    findings: int
    absent: frozenset[Circumstance] = frozenset()
    recorded: frozenset[uuid.UUID] = frozenset()


@dataclass(frozen=True)
class ClassLine:
    id: uuid.UUID
    code: str
    stage: Stage
    grade: int
    number: int
    enrolled: int | None


class Schools(Repository):
    def register(self, campaign: uuid.UUID, **values: Any) -> uuid.UUID:
        """Register a school under its official code."""
        return self._keep(School, campaign_id=campaign, **values).id

    def change(self, school: uuid.UUID, **values: Any) -> None:
        """Correct what is known of a school; its code stays, for its id follows from it."""
        self._change(School, school, **values)

    def strike_off(self, school: uuid.UUID) -> None:
        """Take a school off the list. Raises InspectionError where a team has it in hand."""
        row = self._get(School, school)
        query = select(Visit.id).where(Visit.school_id == school, Visit.deleted.is_(False))
        if self._session.scalars(query.limit(1)).first() is not None:
            raise InspectionError(f"“{row.name}”已派给检查组，不能删除；请先取消分派。")
        self._delete(row)

    def add_class(
        self, school: uuid.UUID, stage: Stage, grade: int, number: int, enrolled: int | None = None
    ) -> uuid.UUID:
        return self._keep(
            SchoolClass,
            school_id=school,
            code=f"{grade:02}-{number:02}",
            stage=stage,
            grade=grade,
            number=number,
            enrolled=enrolled,
        ).id

    def drop_class(self, class_: uuid.UUID) -> None:
        """Take a class off the list. Raises InspectionError where it has an envelope."""
        query = select(QuestionnaireBatch.id).where(
            QuestionnaireBatch.class_id == class_, QuestionnaireBatch.deleted.is_(False)
        )
        row = self._get(SchoolClass, class_)
        if self._session.scalars(query).first() is not None:
            raise InspectionError(f"{row.code} 班已有问卷信封，不能删除；请先到“问卷”页删除信封。")
        self._delete(row)

    def classes(self, school: uuid.UUID) -> list[ClassLine]:
        query = select(SchoolClass).where(
            SchoolClass.school_id == school, SchoolClass.deleted.is_(False)
        )
        return [
            ClassLine(row.id, row.code, row.stage, row.grade, row.number, row.enrolled)
            for row in self._session.scalars(query.order_by(SchoolClass.code))
        ]

    def lines(self, inspection: str | None = None) -> list[SchoolLine]:
        """Every planned visit, or those of one inspection (its code): by inspection, team, date."""
        answered = _count(ChecklistAnswer.verdict, ChecklistAnswer.deleted.is_(False))
        raised = _count(Finding.id, Finding.deleted.is_(False), _stands())
        query = (
            select(School, Visit, Team, answered, raised)
            .join(Visit, Visit.school_id == School.id)
            .join(Team, Team.id == Visit.team_id)
            .where(School.deleted.is_(False), Visit.deleted.is_(False))
            .order_by(Team.code, Visit.planned_on, School.code)
        )
        if inspection is not None:
            query = query.where(Team.inspection == inspection)
        order = {
            inspection_line.code: inspection_line.position
            for inspection_line in Inspections(self._session).lines()
        }
        circumstances = Circumstances(self._session)
        known = circumstances.known()
        recorded = circumstances.recorded() if known else {}
        lines = [
            replace(
                _line(*row),
                absent=absent(known.get(row[0].id, {})),
                recorded=recorded.get(row[1].id, frozenset()),
            )
            for row in self._session.execute(query)
        ]
        return sorted(lines, key=lambda line: order.get(line.inspection, 0))


def _count(column: Any, *conditions: ColumnElement[bool]) -> Any:
    owner = column.class_
    counted = select(func.count(column)).where(owner.visit_id == Visit.id, *conditions)
    return counted.correlate(Visit).scalar_subquery()


def _stands() -> ColumnElement[bool]:
    return Finding.status != FindingStatus.WITHDRAWN


def _line(school: School, visit: Visit, team: Team, answered: int, findings: int) -> SchoolLine:
    return SchoolLine(
        id=school.id,
        visit_id=visit.id,
        code=school.code,
        name=school.name,
        kind=school.kind,
        stages=school.stages,
        ownership=school.ownership,
        area=school.area,
        district=school.district,
        head=school.head,
        headcount=school.registry_headcount,
        team_id=visit.team_id,
        team=team.name,
        inspection=team.inspection,
        planned_on=visit.planned_on,
        visited_on=visit.visited_on,
        answered=answered,
        findings=findings,
    )
