"""The campaign: its notice, conduct period, phases and working-day calendar."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from db.repository import Repository
from db.schema.campaign import CalendarDay, Campaign, FileInfo, Phase
from db.vocabulary import DayKind

_SATURDAY = 5


@dataclass(frozen=True)
class CampaignFacts:
    """The campaign as everybody reads it. Deadlines in days."""

    id: uuid.UUID
    code: str
    name: str
    bureau: str
    notice_title: str
    notice_no: str
    conduct_from: date
    conduct_to: date
    visits_from: date
    visits_to: date
    objection_days: int
    report_days: int
    refund_days: int
    onspot_days: int


class Campaigns(Repository):
    def open_file(self, info: FileInfo) -> None:
        """Say what this file is."""
        self._session.add(info)

    def begin(self, **values: Any) -> uuid.UUID:
        return self._add(Campaign(**values)).id

    def add_phase(self, campaign: uuid.UUID, code: str, name: str, start: date, end: date) -> None:
        self._add(Phase(campaign_id=campaign, code=code, name=name, starts_on=start, ends_on=end))

    def mark_day(self, campaign: uuid.UUID, day: date, kind: DayKind, name: str = "") -> None:
        """A weekday off, or a weekend day of work."""
        self._keep(CalendarDay, campaign_id=campaign, day=day, kind=kind, name=name)

    def current(self) -> CampaignFacts:
        row = self._session.scalars(
            select(Campaign).join(FileInfo, FileInfo.campaign_id == Campaign.id)
        ).one()
        names = CampaignFacts.__dataclass_fields__
        return CampaignFacts(**{name: getattr(row, name) for name in names})

    def working_days_after(self, start: date, days: int) -> date:
        """The date `days` working days after `start`, by weekends and the calendar."""
        marked = {
            row.day: row.kind
            for row in self._session.scalars(
                select(CalendarDay).where(CalendarDay.day > start, CalendarDay.deleted.is_(False))
            )
        }
        day = start
        while days > 0:
            day += timedelta(days=1)
            kind = marked.get(day)
            works = kind is DayKind.WORKDAY if kind else day.weekday() < _SATURDAY
            days -= works
        return day
