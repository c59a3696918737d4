"""The meeting with those who keep a unit's books, without names."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from db.records.repository import Repository
from db.schema import meeting as tables


@dataclass(frozen=True)
class ParticipantsLine:
    kept_in = "meeting_participants"
    id: uuid.UUID
    role: str
    persons: int


@dataclass(frozen=True)
class TopicLine:
    """`area`: the code of a category of the checklist."""

    kept_in = "meeting_topic"
    id: uuid.UUID
    area: str
    discussed: bool
    text: str


@dataclass(frozen=True)
class PromisedLine:
    kept_in = "promised_material"
    id: uuid.UUID
    name: str
    due_on: date | None
    received_on: date | None
    note: str


@dataclass(frozen=True)
class MeetingLine:
    """`held_at` is UTC; recorders are members of the team."""

    kept_in = "meeting"
    id: uuid.UUID
    held_at: datetime | None
    place: str
    recorder_id: uuid.UUID | None
    second_recorder_id: uuid.UUID | None
    note: str
    participants: tuple[ParticipantsLine, ...]
    topics: tuple[TopicLine, ...]
    promised: tuple[PromisedLine, ...]

    def topic(self, area: str) -> TopicLine | None:
        return next((topic_line for topic_line in self.topics if topic_line.area == area), None)


class Meetings(Repository):
    def hold(self, visit: uuid.UUID, **values: Any) -> uuid.UUID:
        return self._add(tables.Meeting(visit_id=visit, **values)).id

    def state(self, meeting: uuid.UUID, **values: Any) -> None:
        """Change fields of a meeting, by name."""
        self._change(tables.Meeting, meeting, **values)

    def drop(self, meeting: uuid.UUID) -> None:
        """Take a meeting away with all that was noted of it."""
        self._delete(self._get(tables.Meeting, meeting))

    def discuss(self, meeting: uuid.UUID, area: str, **values: Any) -> None:
        """Keep whether an area was spoken of, or what was said of it."""
        self._keep(tables.MeetingTopic, meeting_id=meeting, area=area, **values)

    def seat(self, meeting: uuid.UUID, role: str, persons: int = 1) -> uuid.UUID:
        """So many people of a post took part."""
        row = tables.MeetingParticipants(meeting_id=meeting, role=role, persons=persons)
        return self._add(row).id

    def reseat(self, participants: uuid.UUID, **values: Any) -> None:
        self._change(tables.MeetingParticipants, participants, **values)

    def unseat(self, participants: uuid.UUID) -> None:
        self._delete(self._get(tables.MeetingParticipants, participants))

    def promise(self, meeting: uuid.UUID, name: str, **values: Any) -> uuid.UUID:
        """A paper will be handed in."""
        return self._add(tables.PromisedMaterial(meeting_id=meeting, name=name, **values)).id

    def change_promise(self, material: uuid.UUID, **values: Any) -> None:
        self._change(tables.PromisedMaterial, material, **values)

    def withdraw_promise(self, material: uuid.UUID) -> None:
        self._delete(self._get(tables.PromisedMaterial, material))

    def lines(self, visit: uuid.UUID) -> list[MeetingLine]:
        """In the order they were entered."""
        return [self._line(row) for row in self._rows(tables.Meeting, "visit_id", visit)]

    def _line(self, row: tables.Meeting) -> MeetingLine:
        seated = self._rows(tables.MeetingParticipants, "meeting_id", row.id)
        topics = self._rows(tables.MeetingTopic, "meeting_id", row.id)
        promised = self._rows(tables.PromisedMaterial, "meeting_id", row.id)
        return MeetingLine(
            id=row.id,
            held_at=row.held_at,
            place=row.place,
            recorder_id=row.recorder_id,
            second_recorder_id=row.second_recorder_id,
            note=row.note,
            participants=tuple(
                ParticipantsLine(seat.id, seat.role, seat.persons) for seat in seated
            ),
            topics=tuple(
                TopicLine(topic.id, topic.area, topic.discussed, topic.text) for topic in topics
            ),
            promised=tuple(
                PromisedLine(
                    promise.id, promise.name, promise.due_on, promise.received_on, promise.note
                )
                for promise in promised
            ),
        )

    def _rows(self, cls: type[Any], owner: str, id_: uuid.UUID) -> Sequence[Any]:
        query = select(cls).where(getattr(cls, owner) == id_, cls.deleted.is_(False))
        return self._session.scalars(query.order_by(cls.id)).all()
