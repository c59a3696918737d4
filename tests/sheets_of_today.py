"""A recorded campaign of last year whose sheets are still to be locked today."""

from datetime import date, timedelta
from pathlib import Path

from db.store import Store
from db.vocabulary import Act, DayKind


def put_days_ahead(path: Path) -> None:
    """What the findings want done is to be done in a month, in years whose holidays are known."""
    today = date.today()  # noqa: DTZ011  # whichever day the machine has
    with Store.open(path) as store, store.act(Act.PREPARE) as work:
        campaign = work.campaigns.current().id
        known = {day.year for day in work.campaigns.marked_days()}
        for year in {today.year, today.year + 1} - known:
            work.campaigns.mark_day(campaign, date(year, 1, 1), DayKind.HOLIDAY, "元旦")
        for school in work.schools.lines():
            for finding in work.findings.lines(school.visit_id):
                work.findings.state(finding.id, due_on=today + timedelta(days=30))
