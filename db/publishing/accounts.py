"""The facts of the papers on a unit's accounts."""

from collections.abc import Iterator

from db.masking import mask_accounts
from db.publishable.accounts import (
    HandoverFacts,
    LentPaper,
    MinutesFacts,
    Promised,
    PublishedMeeting,
)
from db.publishing.visit import head
from db.records.accounts import (
    WORKING_REGISTERS,
    AllowanceLine,
    CashLine,
    HandedLine,
    WorkingLine,
)
from db.records.asked_items import items_for
from db.records.meetings import MeetingLine
from db.records.schools import SchoolLine
from db.unit_of_work import Work


def working_tables(work: Work, school: SchoolLine) -> tuple[WorkingLine, ...]:
    """Every line of a unit's working tables that its sheet may name: pay of its people never."""
    return tuple(_lines(work, school))


def _lines(work: Work, school: SchoolLine) -> Iterator[WorkingLine]:
    for register in (CashLine, *WORKING_REGISTERS):
        if register is not AllowanceLine:
            yield from work.accounts.lines(register, school.visit_id)


def handover_facts(work: Work, school: SchoolLine) -> HandoverFacts:
    papers = (
        LentPaper(
            *(line.name, line.period, line.number, line.copies),
            *(line.handed_at, line.returned_at, mask_accounts(line.note)),
        )
        for line in work.accounts.lines(HandedLine, school.visit_id)
    )
    return HandoverFacts(**head(work, school), papers=tuple(papers))


def minutes_facts(work: Work, school: SchoolLine) -> MinutesFacts:
    meetings = (_meeting(work, school, line) for line in work.meetings.lines(school.visit_id))
    return MinutesFacts(**head(work, school), meetings=tuple(meetings))


def _meeting(work: Work, school: SchoolLine, line: MeetingLine) -> PublishedMeeting:
    names = {member.id: member.name for member in work.people.members(school.team_id)}
    items = items_for(work.catalogues.items(school.inspection), school)
    areas = {item.category: item.category_name for item in items}
    spoken = {topic.area: mask_accounts(topic.text) for topic in line.topics if topic.discussed}
    recorders = (line.recorder_id, line.second_recorder_id)
    return PublishedMeeting(
        held_at=line.held_at,
        place=line.place,
        participants=tuple(
            (participant.role, participant.persons) for participant in line.participants
        ),
        recorders=tuple(names[recorder] for recorder in recorders if recorder in names),
        topics={name: spoken[code] for code, name in areas.items() if code in spoken},
        unspoken=tuple(name for code, name in areas.items() if code not in spoken),
        promised=tuple(
            Promised(promise.name, promise.due_on, promise.received_on) for promise in line.promised
        ),
        note=mask_accounts(line.note),
    )
