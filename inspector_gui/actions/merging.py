"""What happens between files: handed in, merged, taken back, conflicts decided."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from db.merge import decisions, takeback
from db.merge.batch_import import take_all
from db.merge.decisions import Decided, Take
from db.merge.inbox import Arrival
from db.merge.receipts import Receipt
from db.merge.takeback import Again, Undone
from db.packages.sealing import Made, make_package
from db.progress import Progress, unwatched
from db.store import Store
from inspector_gui.actions.deed import Doer, deed


@deed("生成数据包", of="数据包", doer=Doer.TEAM, refuses=("写不下或写保护",))
def hand_in(*, store: Store, folder: Path, progress: Progress = unwatched) -> Made:
    """Seal all that the team recorded for the bureau, into a package in `folder`."""
    return make_package(store, folder, progress)


@deed(
    "合并",
    of="批次",
    doer=Doer.BUREAU,
    refuses=("内容前后不一致", "写不下或写保护"),
)
def merge_files(
    *,
    store: Store,
    files: Mapping[Path, Arrival | Receipt],
    again: bool = False,
    preview: bool = False,
    progress: Callable[[Path], Progress] = lambda _: unwatched,
) -> Iterator[Receipt]:
    """Merge files that were let in, one after the other, each wholly or not at all; their receipts.

    A backup is made before. `again`: what they hold of batches that were taken back is brought
    again with them. `preview`: only see what each would bring.
    """
    return take_all(store, files, preview=preview, again=again, progress=progress)


@deed(
    "撤回批次",
    of="批次",
    doer=Doer.BUREAU,
    refuses=("没有这一批", "已经撤回过"),
)
def take_back_batch(
    *, store: Store, number: int, reason: str = "", preview: bool = False
) -> Undone:
    """Undo what batch `number` brought, or only see what that would do (`preview`)."""
    return takeback.take_back(store, number, reason, preview=preview)


@deed(
    "恢复批次",
    of="批次",
    doer=Doer.BUREAU,
    refuses=("没有这一批", "没有撤回"),
)
def bring_batch_again(
    *, store: Store, number: int, reason: str = "", preview: bool = False
) -> Again:
    """Take back that batch `number` was taken back, or only see what that would do (`preview`)."""
    return takeback.bring_again(store, number, reason, preview=preview)


@deed("裁定冲突", of="冲突", doer=Doer.BUREAU, refuses=("已经裁定过",))
def decide_conflicts(*, store: Store, names: Sequence[str], take: Take) -> Decided:
    """Settle several conflicts in one act; what another's decision settled along is left out."""
    return decisions.decide_all(store, names, take)


@deed("改判冲突", of="冲突", doer=Doer.BUREAU, refuses=("裁定以后又有改动",))
def decide_conflicts_again(*, store: Store, before: Decided, take: Take) -> Decided:
    """Settle anew what was just settled. Nothing is changed where it was changed since."""
    return decisions.decide_again(store, before, take)
