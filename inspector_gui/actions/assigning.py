"""Schools into a team's hands, or out of anybody's; not unasked where something was recorded."""

from collections.abc import Sequence
from datetime import date

from db.records.people import TeamLine
from db.records.plans import PlannedSchool
from db.records.recorded import RecordedError, RecordedVisit
from db.store import Store
from db.vocabulary import Act
from inspector_gui.actions.deed import Doer, deed


@deed(
    "分派学校",
    of="学校",
    doer=Doer.BUREAU,
    refuses=("须回避", "原来的组已有记录而没有写明改派理由"),
)
def assign_schools(
    *,
    store: Store,
    schools: Sequence[PlannedSchool],
    team: TeamLine | None,
    inspection: str | None = None,
    day: date | None = None,
    reason: str = "",
) -> None:
    """Put schools into the hands of a team, or of nobody (of an inspection, or of the first one):
    all of them, or none.

    What another team recorded there goes with its visit, which both teams hear of; `reason` says
    why. Raises RecordedError where there is something and no reason is given.
    """
    found = records_that_would_go(store=store, schools=schools, team=team, inspection=inspection)
    if found and not reason.strip():
        raise RecordedError(found)
    with store.act(Act.PLAN, reason=reason.strip() if found else None) as work:
        for school in schools:
            if team is None:
                work.plans.release(school.id, inspection, recorded_too=bool(found))
            else:
                work.plans.assign(school.id, team.id, day, recorded_too=bool(found))


def records_that_would_go(
    *,
    store: Store,
    schools: Sequence[PlannedSchool],
    team: TeamLine | None,
    inspection: str | None = None,
) -> list[RecordedVisit]:
    """What other teams recorded at these schools.

    Raises InspectionError where they may not be put into these hands at all.
    """
    with store.read() as work:
        if team is not None:
            for school in schools:
                work.plans.require_free(school.id, team.id)
        to = team.id if team else None
        return [
            plan for school in schools for plan in work.plans.recorded(school.id, to, inspection)
        ]
