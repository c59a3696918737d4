"""A visit that was withdrawn because its school was put into other hands, or into nobody's."""

import uuid
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from db.merge.row_schools import visit_above
from db.schema.campaign import Team
from db.schema.visit import Visit


@dataclass(frozen=True)
class MovedVisit:
    """`team`: whose visit was withdrawn; `to`: the teams that have the school now."""

    team: str
    to: tuple[str, ...]


def moved_visit(session: Session, table: str, row: uuid.UUID) -> MovedVisit | None:
    """The withdrawn visit on which a row hangs; None where it hangs on none that is away."""
    above = visit_above(session, table, row)
    visit = session.get(Visit, above) if above else None
    if visit is None or not visit.deleted:
        return None
    team, other = session.get_one(Team, visit.team_id), aliased(Visit)
    holders = (
        select(Team.name)
        .join(other, other.team_id == Team.id)
        .where(other.school_id == visit.school_id, other.deleted.is_(False))
        .where(Team.inspection == team.inspection)
        .order_by(Team.code)
    )
    return MovedVisit(team.name, tuple(dict.fromkeys(session.scalars(holders))))
