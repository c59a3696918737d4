"""The facts of the members' pledges."""

import uuid

from db.publishable.people import PledgeFacts, Pledger
from db.unit_of_work import Work


def pledge_facts(work: Work, team: uuid.UUID) -> PledgeFacts:
    lines = {line.id: line for line in work.people.teams()}
    campaign = work.inspections.terms(lines[team].inspection)
    recusals = work.people.recusals()
    return PledgeFacts(
        serial=f"{campaign.code}-{lines[team].code}-L",
        bureau=campaign.bureau,
        campaign=campaign.name,
        team=lines[team].name,
        members=tuple(
            Pledger(
                name=member.name,
                role=member.role,
                source=member.source,
                is_lead=member.is_lead,
                keeps_away=tuple(
                    (line.school or line.note, line.reason)
                    for line in recusals
                    if line.member_id == member.id
                ),
            )
            for member in work.people.members(team)
        ),
    )
