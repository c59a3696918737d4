"""Whom a document of a visit is about."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from db.records.schools import SchoolLine
from db.unit_of_work import Work


def head(work: Work, school: SchoolLine) -> dict[str, Any]:
    """The fields of a VisitHead."""
    campaign = work.inspections.terms(school.inspection)
    visit = work.visits.facts(school.visit_id)
    people = work.people.members(school.team_id)
    return {
        "serial": visit.serial,
        "bureau": campaign.bureau,
        "campaign": campaign.name,
        "notice_title": campaign.notice_title,
        "notice_no": campaign.notice_no,
        "conduct_from": campaign.conduct_from,
        "conduct_to": campaign.conduct_to,
        "school": school.name,
        "school_code": school.code,
        "school_type": school.kind,
        "stages": school.stages,
        "ownership": school.ownership,
        "visited_on": visit.visited_on,
        "place": visit.place,
        "team": school.team,
        "lead": next((person.name for person in people if person.is_lead), ""),
        "members": tuple(person.name for person in people if not person.is_lead),
    }


def day_written(written: Mapping[str, str], name: str) -> date | None:
    """A date that was filled in by hand; None where there is none."""
    try:
        return date.fromisoformat(written.get(name, ""))
    except ValueError:
        return None
