"""A team takes in what the bureau changed while it was recording: edits, so nothing is lost."""

from pathlib import Path

from db.errors import InspectionError
from db.merge.batch_import import take_in
from db.merge.inbox import Arrival, received
from db.merge.receipts import Receipt
from db.progress import Progress, unwatched
from db.schema.campaign import FileInfo
from db.storage.backup import Reason
from db.store import Store
from db.vocabulary import Desk


def take_changes(
    team: Store, source: Path, key: bytes | None = None, progress: Progress = unwatched
) -> Receipt:
    """Bring the team's file up to what the bureau handed out again: all of it, or nothing.

    Raises InspectionError where `source` is not meant for this team.
    """
    info = team.info()
    if info.desk is not Desk.TEAM:
        raise InspectionError("取回更改由检查组进行；请打开检查组的文件再试。")
    with received(source, key) as arrival:
        _require_ours(info, arrival)
        team.backups.make(Reason.MERGE)
        return take_in(team, arrival, progress=progress)


def _require_ours(info: FileInfo, arrival: Arrival) -> None:
    if arrival.campaign != info.campaign_id:
        raise InspectionError(f"“{arrival.name}”属于另一次检查，没有取回；请核对文件。")
    if arrival.desk is not Desk.TEAM:
        raise InspectionError(
            f"“{arrival.name}”是局里的总文件，没有取回；请用局里发给本组的更改文件。"
        )
    if arrival.team != info.team_id:
        raise InspectionError(
            f"“{arrival.name}”是发给{arrival.team_name}的，没有取回；请用发给{info.title}的文件。"
        )
