"""Recording the meeting (座谈会): who sat there, what was said of each area, what was promised."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from db.errors import InspectionError
from db.records.meetings import MeetingLine, ParticipantsLine, PromisedLine
from db.records.schools import SchoolLine
from db.store import Store
from db.vocabulary import Act
from inspector_gui.actions.deed import deed


@deed("召开座谈会", of="座谈会")
def hold_meeting(*, store: Store, school: SchoolLine, **values: Any) -> uuid.UUID:
    """A meeting at a visit; it begins now unless it is said when (UTC)."""
    with store.act(Act.RECORD_MEETING, school=school.id) as work:
        return work.meetings.hold(school.visit_id, **{"held_at": store.now(), **values})


@deed("更正座谈会", of="座谈会", refuses=("两名记录人是同一人",))
def correct_meeting(
    *, store: Store, school: SchoolLine, meeting: MeetingLine, values: Mapping[str, Any]
) -> None:
    """Change fields of a meeting, by name. Two people keep the record, never one twice."""
    recorders = {
        name: values.get(name, getattr(meeting, name))
        for name in ("recorder_id", "second_recorder_id")
    }
    if recorders["recorder_id"] and len(set(recorders.values())) == 1:
        raise InspectionError("两名记录人不能是同一人；请另选一人。")
    with store.act(Act.RECORD_MEETING, school=school.id) as work:
        work.meetings.state(meeting.id, **values)


@deed("删除座谈会", of="座谈会")
def drop_meeting(*, store: Store, school: SchoolLine, meeting: MeetingLine) -> None:
    with store.act(Act.DELETE, school=school.id) as work:
        work.meetings.drop(meeting.id)


@deed("记录座谈内容", of="座谈会")
def discuss(
    *, store: Store, school: SchoolLine, meeting: MeetingLine, area: str, values: Mapping[str, Any]
) -> None:
    """Whether an area (a category's code) was spoken of, or what was said of it: then it was."""
    discussed = {"discussed": True} if values.get("text") else {}
    with store.act(Act.RECORD_MEETING, school=school.id) as work:
        work.meetings.discuss(meeting.id, area, **{**discussed, **values})


@deed("登记参会人员", of="座谈会")
def seat(
    *, store: Store, school: SchoolLine, meeting: MeetingLine, role: str, persons: int = 1
) -> uuid.UUID:
    """So many people of a post; who sat there already is counted anew."""
    with store.act(Act.RECORD_MEETING, school=school.id) as work:
        for participant in meeting.participants:
            if participant.role == role:
                work.meetings.reseat(participant.id, persons=persons)
                return participant.id
        return work.meetings.seat(meeting.id, role, persons)


@deed("登记承诺材料", of="座谈会")
def promise_material(
    *, store: Store, school: SchoolLine, meeting: MeetingLine, name: str, due_on: date | None = None
) -> uuid.UUID:
    """A paper that will be handed in by a day."""
    with store.act(Act.RECORD_MEETING, school=school.id) as work:
        return work.meetings.promise(meeting.id, name, due_on=due_on)


@deed("更正座谈会明细", of="座谈会")
def correct_part(
    *,
    store: Store,
    school: SchoolLine,
    part: ParticipantsLine | PromisedLine,
    values: Mapping[str, Any],
) -> None:
    """Change fields of who sat there, or of what was promised, by name."""
    with store.act(Act.RECORD_MEETING, school=school.id) as work:
        if isinstance(part, ParticipantsLine):
            work.meetings.reseat(part.id, **values)
        else:
            work.meetings.change_promise(part.id, **values)


@deed("删除座谈会明细", of="座谈会")
def strike_part(*, store: Store, school: SchoolLine, part: ParticipantsLine | PromisedLine) -> None:
    with store.act(Act.DELETE, school=school.id) as work:
        if isinstance(part, ParticipantsLine):
            work.meetings.unseat(part.id)
        else:
            work.meetings.withdraw_promise(part.id)
