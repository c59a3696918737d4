"""What hangs on a visit: what would go with it."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import InspectionError
from db.journal.fields import children_of_table
from db.schema.base import table_of
from db.schema.campaign import Team
from db.schema.registry import class_named, kept_classes
from db.schema.school import School
from db.schema.visit import Visit

#: What the plan says of a visit; all else is recorded at the school.
_PLANNED = ("id", "act", "deleted", "school_id", "team_id", "serial", "planned_on")
_AT_ONCE = 500


@dataclass(frozen=True)
class RecordedVisit:
    """A visit of which something is here. `counts`: live records by table, parents first."""

    school_id: uuid.UUID
    school: str
    team_id: uuid.UUID
    team: str
    serial: str
    visited_on: date | None
    counts: dict[str, int]

    @property
    def sentence(self) -> str:
        """`“某校”在第一检查组名下（编号，9月15日检查）已有记录：检查项 43、问题 2`."""
        day = self.visited_on
        when = f"，{day.month}月{day.day}日检查" if day else ""
        listed: Counter[str] = Counter()
        for table, number in self.counts.items():
            cls = class_named(table)
            listed[cls.caption if cls else table] += number
        what = "、".join(f"{name} {number:,}" for name, number in listed.items())
        return f"“{self.school}”在{self.team}名下（{self.serial}{when}）已有记录：{what}"


class RecordedError(InspectionError):
    """A school was to change hands of which a team has recorded something."""

    def __init__(self, visits: Iterable[RecordedVisit]) -> None:
        self.visits = tuple(visits)
        sentences = "；".join(visit.sentence for visit in self.visits)
        super().__init__(f"{sentences}；改派或取消分派会把这些撤下、不再计入，要写明理由才改。")


def recorded_at(session: Session, visit: Visit) -> RecordedVisit | None:
    """None where only the plan speaks of the visit."""
    counts = _below(session, visit.id)
    if _is_filled_in(visit):
        counts[Visit.__tablename__] = 1
    if not counts:
        return None
    school, team = session.get_one(School, visit.school_id), session.get_one(Team, visit.team_id)
    order = [cls.__tablename__ for cls in kept_classes()]
    return RecordedVisit(
        school_id=school.id,
        school=school.name,
        team_id=team.id,
        team=team.name,
        serial=visit.serial,
        visited_on=visit.visited_on,
        counts={name: counts[name] for name in order if counts[name]},
    )


def _is_filled_in(visit: Visit) -> bool:
    columns = [column for column in table_of(Visit).columns if column.name not in _PLANNED]
    return any(getattr(visit, column.name) not in (None, "", False) for column in columns)


def _below(session: Session, visit: uuid.UUID) -> Counter[str]:
    """How many live rows of which table refer to it, or to what does."""
    seen: dict[str, set[uuid.UUID]] = defaultdict(set, {Visit.__tablename__: {visit}})
    todo = [(Visit.__tablename__, [visit])]
    while todo:
        above, ids = todo.pop()
        for cls, column in children_of_table(above):
            table = table_of(cls)
            named = select(table.c.id).where(table.c[column].in_(ids), table.c.deleted.is_(False))
            fresh = sorted(set(session.scalars(named)) - seen[table.name])
            seen[table.name].update(fresh)
            todo += [(table.name, fresh[n : n + _AT_ONCE]) for n in range(0, len(fresh), _AT_ONCE)]
    del seen[Visit.__tablename__]
    return Counter({name: len(rows) for name, rows in seen.items() if rows})
