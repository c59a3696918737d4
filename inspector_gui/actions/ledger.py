"""The ledger, exported from the bureau's file."""

from datetime import datetime
from pathlib import Path

from db.progress import Progress, unwatched
from db.records.inspections import InspectionLine
from db.store import Store
from inspector_gui.actions.deed import Doer, deed
from inspector_gui.exchange.ledger.writing import Written, write_ledger


@deed(
    "导出台账",
    of="台账",
    doer=Doer.BUREAU,
    refuses=("文字里有个人信息", "写不下或写保护", "不是 .xlsx 文件"),
)
def export_ledger(
    *,
    store: Store,
    path: Path,
    inspection: InspectionLine | None = None,
    cut_off: datetime | None = None,
    with_answers: bool = False,
    progress: Progress = unwatched,
) -> Written:
    """Write the ledger of an inspection, of the main one if none, whole or not at all; as it was
    before the UTC moment `cut_off`, where there is one."""
    return write_ledger(
        store,
        path,
        inspection=inspection,
        cut_off=cut_off,
        with_answers=with_answers,
        progress=progress,
    )
