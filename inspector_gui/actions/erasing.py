"""When the time of numbers and names is over: they are erased, and a certificate tells so."""

from pathlib import Path

from db.erasing import erase
from db.progress import Progress, unwatched
from db.store import Store
from inspector_gui.actions.deed import Doer, deed
from inspector_gui.documents.erasure_certificate import write_certificate


@deed(
    "清除号码",
    of="抽样家长的号码和学生姓名",
    doer=Doer.LEAD,
    refuses=("没有要清除的", "旁边有数据包而没有同意移除", "旧备份或数据包移除不了"),
)
def erase_numbers(
    *, store: Store, folder: Path, packages: bool = False, progress: Progress = unwatched
) -> Path:
    """Erase every number and name of the sample; the certificate's PDF in `folder`.

    `packages`: those beside the file go too.
    """
    erase(store, progress, packages=packages)
    return write_certificate(store, folder)
