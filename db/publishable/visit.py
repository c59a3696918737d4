"""Whom a document of a visit is about."""

from dataclasses import dataclass
from datetime import date

from db.vocabulary import Ownership, SchoolType, Stage


@dataclass(frozen=True, kw_only=True)
class VisitHead:
    """The school, its team and the campaign, as every document of a visit names them.

    `visited_on`: None until the arrival is recorded; a planned day is no day of a visit.
    """

    serial: str
    bureau: str
    campaign: str
    notice_title: str
    notice_no: str
    conduct_from: date
    conduct_to: date
    school: str
    school_code: str
    school_type: SchoolType
    stages: tuple[Stage, ...]
    ownership: Ownership
    visited_on: date | None
    place: str
    team: str
    lead: str
    members: tuple[str, ...]
