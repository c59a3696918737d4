"""Team files are handed out, once everything is in order."""

from collections.abc import Collection, Sequence
from pathlib import Path

from db.errors import InspectionError
from db.handout.team_files import Handed, Parcel, hand_to
from db.progress import Progress, unwatched
from db.store import Store
from db.unit_of_work import Work
from inspector_gui.actions.deed import Doer, deed
from inspector_gui.statistics.readiness import lacking

_SHOWN = 2


@deed(
    "发放",
    of="检查组文件",
    doer=Doer.BUREAU,
    refuses=(
        "准备没有做完",
        "组没有派到学校",
        "同名文件已经存在",
        "没有发放过却要再发",
        "总库在服务器上",
    ),
)
def hand_out(
    *, store: Store, folder: Path, parcels: Sequence[Parcel], progress: Progress = unwatched
) -> list[Handed]:
    """Make the files of these teams in `folder`, all of them or none."""
    with store.read() as work:
        _require_ready(work, {parcel.team.inspection for parcel in parcels})
    return hand_to(store, folder, parcels, progress)


def grave_lacks(work: Work, inspections: Collection[str] = ()) -> list[str]:
    """Why nothing can be handed out yet, to teams of these inspections or of all, in words; empty
    where it can."""
    return [
        lack.words
        for lack in lacking(work)
        if lack.grave and (not inspections or not lack.inspection or lack.inspection in inspections)
    ]


def _require_ready(work: Work, inspections: Collection[str]) -> None:
    grave = grave_lacks(work, inspections)
    if grave:
        raise InspectionError(not_yet(grave))


def not_yet(grave: list[str]) -> str:
    more = f"；等 {len(grave)} 处" if len(grave) > _SHOWN else ""
    return f"还不能发放：{'；'.join(grave[:_SHOWN])}{more}。"
