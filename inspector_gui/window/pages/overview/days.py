"""Which days and times a visit can have."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from db.records.campaigns import CampaignFacts
from inspector_gui.accounts.line_faults import VisitDays
from inspector_gui.labels import in_china
from inspector_gui.parsing import Unreadable, read_day
from inspector_gui.window.forms.moments import read_moment

_BEFORE, _AFTER = timedelta(days=7), timedelta(days=30)


@dataclass(frozen=True)
class Days:
    """What the campaign allows, and what is known of the visit. Moments are UTC."""

    campaign: CampaignFacts
    day: date
    arrived: datetime | None
    left: datetime | None

    @property
    def of_accounts(self) -> VisitDays:
        """What dates its accounts may have."""
        terms = self.campaign
        return VisitDays(terms.conduct_from, terms.conduct_to, self.arrived, self.left)

    def read_visit(self, typed: str) -> date | None:
        """Some days around the plan are allowed for: visits are moved and made up for."""
        found = read_day(typed, self.campaign.visits_from)
        first, last = self.campaign.visits_from, self.campaign.visits_to
        if found and not first - _BEFORE <= found <= last + _AFTER:
            raise Unreadable(f"检查安排在 {first} 至 {last}，请核对年份和日期")
        return found

    def read_report(self, typed: str) -> date | None:
        found = read_day(typed, self.day)
        if found and not self.campaign.conduct_from <= found <= self.day:
            raise Unreadable(f"应在检查日 {self.day} 以前，请核对年份和日期")
        return found

    def read_arrival(self, typed: str) -> datetime | None:
        found = read_moment(typed, self.day)
        if found and self.left and found > self.left:
            raise Unreadable(f"晚于离校时间 {in_china(self.left):%H:%M}")
        return found

    def read_leaving(self, typed: str) -> datetime | None:
        found = read_moment(typed, self.day)
        if found and self.arrived and found < self.arrived:
            raise Unreadable(f"早于到校时间 {in_china(self.arrived):%H:%M}")
        return found
