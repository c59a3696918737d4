"""The campaign: its notice, conduct period, phases and working-day calendar."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from db.records.repository import Repository
from db.schema.campaign import CalendarDay, Campaign, FileInfo, Phase
from db.vocabulary import DayKind, Desk
from db.working_days import Calendar

#: The code of the campaign in which people rehearse, and so the beginning of every serial in it.
REHEARSAL_CODE = "YANLIAN"


def is_rehearsed(serial: str) -> bool:
    """Whether a document or a campaign of this number is only a rehearsal."""
    return serial.startswith(REHEARSAL_CODE)


@dataclass(frozen=True)
class CampaignFacts:
    """The campaign as everybody reads it. Deadlines in days.

    `under_supervision`: whether the inspection that is carried out runs under 教育督导; of the
    campaign alone, and where the bureau has not said, None.
    """

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
    county_level: bool | None = None
    retention_until: date | None = None
    under_supervision: bool | None = None

    @property
    def is_rehearsal(self) -> bool:
        """Its schools and people are made up; nothing of it is handed in or merged."""
        return is_rehearsed(self.code)


class Campaigns(Repository):
    def open_file(
        self,
        desk: Desk,
        campaign: uuid.UUID,
        title: str,
        created_at: datetime,
        team: uuid.UUID | None = None,
    ) -> None:
        """Say, once, what this file is."""
        self._session.add(
            FileInfo(
                desk=desk, campaign_id=campaign, title=title, created_at=created_at, team_id=team
            )
        )

    def begin(self, **values: Any) -> uuid.UUID:
        return self._add(Campaign(**values)).id

    def amend(self, **values: Any) -> None:
        """Set what the campaign is called, its notice, its days."""
        self._change(Campaign, self._here().id, **values)

    def recovery_key(self) -> str | None:
        """The public key that packages and team files are locked to."""
        return self._here().recovery_key

    def lock_to(self, public: str) -> None:
        self._here().recovery_key = public

    def _here(self) -> Campaign:
        query = select(Campaign).join(FileInfo, FileInfo.campaign_id == Campaign.id)
        return self._session.scalars(query).one()

    def add_phase(self, campaign: uuid.UUID, code: str, name: str, start: date, end: date) -> None:
        self._add(Phase(campaign_id=campaign, code=code, name=name, starts_on=start, ends_on=end))

    def mark_day(self, campaign: uuid.UUID, day: date, kind: DayKind, name: str = "") -> None:
        """A weekday off, or a weekend day of work."""
        self._keep(CalendarDay, campaign_id=campaign, day=day, kind=kind, name=name)

    def current(self) -> CampaignFacts:
        row = self._here()
        names = CampaignFacts.__dataclass_fields__.keys() - {"under_supervision"}
        return CampaignFacts(**{name: getattr(row, name) for name in names})

    def unmark_day(self, campaign: uuid.UUID, day: date) -> None:
        """An ordinary day again."""
        row = self._session.get(CalendarDay, CalendarDay.id_for(campaign_id=campaign, day=day))
        if row is not None:
            row.deleted = True

    def marked_days(self) -> dict[date, tuple[DayKind, str]]:
        """Days off on weekdays and days of work on weekends, with their names."""
        query = select(CalendarDay).where(CalendarDay.deleted.is_(False))
        return {row.day: (row.kind, row.name) for row in self._session.scalars(query)}

    def calendar(self) -> Calendar:
        return Calendar({day: kind for day, (kind, _) in self.marked_days().items()})

    def working_days(self, first: date, last: date) -> list[date]:
        """The days of work from `first` to `last`."""
        return self.calendar().between(first, last)

    def working_days_after(self, start: date, days: int) -> date | None:
        """The date `days` working days after `start`, by weekends and the calendar.

        None where that touches a year without a calendar: such a day is asked for.
        """
        return self.calendar().after(start, days)

    def on_working_day(self, start: date, days: int) -> date | None:
        """The date `days` calendar days after `start`, or the next working day; None as above."""
        return self.calendar().on_or_after(start, days)

    def calendar_years(self) -> frozenset[int]:
        """The years whose days off are in the file."""
        return self.calendar().years
