"""The rows behind a number: found by the very query that computes it."""

import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import CompoundSelect, Join, Select, Subquery, literal, select
from sqlalchemy.sql.functions import FunctionElement

from db.records.account_differences import difference_counts
from db.records.repository import Repository
from db.records.totals import Totals
from db.schema.account import PublicExpense
from db.schema.base import Row
from db.schema.bureau import AdmissionContact, CaseRefund, Complaint, SanctionRecord
from db.schema.campaign import Member, Team
from db.schema.catalogue import ChecklistItem
from db.schema.finding import Finding
from db.schema.questionnaire import QuestionnaireBatch
from db.schema.registry import class_named
from db.schema.school import School, SchoolClass
from db.schema.talk import CallAttempt, Interview, ParentCall
from db.schema.visit import Visit


@dataclass(frozen=True)
class FigureRow:
    """A record that a number counts; what adds nothing is left out.

    `share`: what it adds to the number, in its unit; of a number of different things 1, and several
    records may be of one thing. `table` and `id`: where its history is.
    """

    table: str
    id: uuid.UUID
    school: str
    team: str
    name: str
    detail: Any
    day: date | datetime | None
    share: int

    @property
    def kept_in(self) -> str:
        return self.table


class FigureRows(Repository):
    def of(self, name: str, inspection: str | None = None) -> list[FigureRow]:
        """The rows behind a number of `Totals.numbers`. Raises KeyError where there is none."""
        query = Totals(self._session).queries(inspection)[name]
        found = [line for part in _parts(query.element) for line in self._counted_in(part)]
        return sorted(found, key=lambda row: (row.team, row.school, row.name))

    def _counted_in(self, part: Select[Any]) -> Iterator[FigureRow]:
        owner, behind = _behind(part)
        shares = {id_: share for id_, share in self._session.execute(behind) if share}
        ids = behind.with_only_columns(owner.id, maintain_column_froms=True)
        rows = self._session.scalars(select(owner).where(owner.id.in_(ids)).order_by(owner.id))
        for row in rows:
            if row.id in shares:
                yield self._line(row, shares[row.id])

    def _line(self, row: Row, share: int) -> FigureRow:
        described = _DESCRIPTIONS[type(row)](row, self._known)
        school, team = (
            self._known.at(described.visit)
            if described.visit
            else (described.school, described.team)
        )
        return FigureRow(
            type(row).__tablename__,
            row.id,
            school,
            team,
            described.name,
            described.detail,
            described.day,
            share,
        )

    @property
    def _known(self) -> "_Known":
        known: _Known | None = getattr(self, "_names", None)
        if known is None:
            known = self._names = _Known(self)
        return known

    def pairs(self, query: Any) -> dict[uuid.UUID, Any]:
        return {key: tuple(rest) for key, *rest in self._session.execute(query)}


def _parts(query: Any) -> Iterator[Select[Any]]:
    """The queries that a number is the sum of, each of one table; of most numbers itself alone."""
    source = query.get_final_froms()[0]
    if isinstance(source, Subquery) and isinstance(source.element, CompoundSelect):
        yield from (part for part in source.element.selects if isinstance(part, Select))
    else:
        yield query


def _behind(query: Select[Any]) -> tuple[type[Row], Select[Any]]:
    """What a query counts, and the query of its rows: the id and share of each."""
    source: Any = query.get_final_froms()[0]
    while isinstance(source, Join):
        source = source.left
    owner = class_named(source.name)
    assert owner is not None  # noqa: S101
    assert issubclass(owner, Row)  # noqa: S101
    share = _share(next(iter(query.selected_columns)))
    return owner, query.with_only_columns(owner.id, share, maintain_column_froms=True)


def _share(measure: Any) -> Any:
    """What one row adds: its amount in a sum, else one."""
    if isinstance(measure, FunctionElement) and measure.name == "sum":
        return next(iter(measure.clauses))
    return literal(1)


@dataclass(frozen=True)
class _Description:
    """How people know a record: at which visit it hangs, else at which school or team."""

    name: str
    detail: Any = ""
    day: date | datetime | None = None
    visit: uuid.UUID | None = None
    school: str = ""
    team: str = ""


class _Known:
    """Names of what the rows refer to, each kind read once, when it is first asked for."""

    def __init__(self, rows: FigureRows) -> None:
        self._rows = rows
        self._read: dict[str, dict[uuid.UUID, Any]] = {}

    def at(self, visit: uuid.UUID) -> tuple[str, str]:
        """School and team of a visit."""
        query = (
            select(Visit.id, School.name, Team.name)
            .join(School, School.id == Visit.school_id)
            .join(Team, Team.id == Visit.team_id)
        )
        school, team = self._of("visit", query).get(visit, ("", ""))
        return school, team

    def school(self, id_: uuid.UUID | None) -> str:
        return self._name("school", select(School.id, School.name), id_)

    def team(self, id_: uuid.UUID | None) -> str:
        return self._name("team", select(Team.id, Team.name), id_)

    def item(self, id_: uuid.UUID) -> str:
        return self._name("item", select(ChecklistItem.id, ChecklistItem.code), id_)

    def class_(self, id_: uuid.UUID) -> str:
        return self._name("class", select(SchoolClass.id, SchoolClass.code), id_)

    def call(self, id_: uuid.UUID) -> tuple[str, uuid.UUID | None]:
        """Code and visit of a call."""
        query = select(ParentCall.id, ParentCall.code, ParentCall.visit_id)
        code, visit = self._of("call", query).get(id_, ("", None))
        return code, visit

    def complaint(self, id_: uuid.UUID) -> tuple[str, uuid.UUID | None]:
        """Number and school of a complaint."""
        query = select(Complaint.id, Complaint.number, Complaint.school_id)
        number, school = self._of("complaint", query).get(id_, ("", None))
        return number, school

    def _name(self, kind: str, query: Any, id_: uuid.UUID | None) -> str:
        return str(self._of(kind, query).get(id_, ("",))[0]) if id_ else ""

    def _of(self, kind: str, query: Any) -> dict[Any, Any]:
        if kind not in self._read:
            self._read[kind] = self._rows.pairs(query)
        return self._read[kind]


def _visit(row: Visit, _known: _Known) -> _Description:
    return _Description(row.serial, "", row.visited_on or row.planned_on, row.id)


def _finding(row: Finding, known: _Known) -> _Description:
    name = f"{row.serial}　{known.item(row.item_id)}"
    return _Description(name, row.fact, row.due_on, row.visit_id)


def _envelope(row: QuestionnaireBatch, known: _Known) -> _Description:
    counts = f"发放 {row.issued or 0} 回收 {row.returned or 0} 有效 {row.valid or 0}"
    return _Description(known.class_(row.class_id), counts, None, row.visit_id)


def _call(row: ParentCall, _known: _Known) -> _Description:
    return _Description(row.code, row.outcome or "", None, row.visit_id)


def _attempt(row: CallAttempt, known: _Known) -> _Description:
    code, visit = known.call(row.call_id)
    return _Description(code, row.outcome, row.at, visit)


def _interview(row: Interview, _known: _Known) -> _Description:
    return _Description("随机访问", "", None, row.visit_id)


def _complaint(row: Complaint, known: _Known) -> _Description:
    school = known.school(row.school_id)
    return _Description(row.number, row.outcome, row.received_on, school=school)


def _case_refund(row: CaseRefund, known: _Known) -> _Description:
    number, school = known.complaint(row.complaint_id)
    return _Description(number, row.proof, row.sighted_on, school=known.school(school))


def _contact(row: AdmissionContact, _known: _Known) -> _Description:
    return _Description(row.number, row.channel, row.received_on)


def _sanction(row: SanctionRecord, _known: _Known) -> _Description:
    return _Description(row.case_no or "问责决定", row.kind, row.decided_on)


def _team(row: Team, _known: _Known) -> _Description:
    return _Description(row.name, team=row.name)


def _member(row: Member, known: _Known) -> _Description:
    return _Description(row.name, team=known.team(row.team_id))


def _working(row: Any, _known: _Known) -> _Description:
    """A line of a working table."""
    name = getattr(row, type(row).known_by)
    return _Description(f"{row.caption}　{name}", row.note, None, row.visit_id)


def _expense(row: PublicExpense, _known: _Known) -> _Description:
    return _Description(f"{row.caption}　{row.year}年", row.kind, None, row.visit_id)


_DESCRIPTIONS: Mapping[type[Row], Callable[[Any, _Known], _Description]] = {
    Visit: _visit,
    Finding: _finding,
    QuestionnaireBatch: _envelope,
    ParentCall: _call,
    CallAttempt: _attempt,
    Interview: _interview,
    Complaint: _complaint,
    CaseRefund: _case_refund,
    AdmissionContact: _contact,
    SanctionRecord: _sanction,
    Team: _team,
    Member: _member,
    **{table: _working for table, _ in difference_counts()},
    PublicExpense: _expense,
}
