"""What happens between files: handed in, taken back, conflicts decided."""

from collections.abc import Sequence
from pathlib import Path

from db.merge import decisions, takeback
from db.merge.decisions import Decided, Take
from db.merge.takeback import Again, Undone
from db.packages.sealing import Made, make_package
from db.progress import Progress, unwatched
from db.store import Store
from db.vocabulary import Act
from inspector_gui.actions.deed import DEEDS, Doer, deed, require_doer


@deed("生成数据包", of="数据包", act=Act.PACK, doer=Doer.TEAM, refuses=("写不下或写保护",))
def hand_in(*, store: Store, folder: Path, progress: Progress = unwatched) -> Made:
    """Seal all that the team recorded for the bureau, into a package in `folder`."""
    _require("hand_in", store)
    return make_package(store, folder, progress)


@deed(
    "撤回批次",
    of="批次",
    act=Act.TAKE_BACK,
    doer=Doer.BUREAU,
    refuses=("没有这一批", "已经撤回过"),
)
def take_back_batch(
    *, store: Store, number: int, reason: str = "", preview: bool = False
) -> Undone:
    """Undo what batch `number` brought, or only see what that would do (`preview`)."""
    _require("take_back_batch", store)
    return takeback.take_back(store, number, reason, preview=preview)


@deed(
    "恢复批次",
    of="批次",
    act=Act.TAKE_BACK,
    doer=Doer.BUREAU,
    refuses=("没有这一批", "没有撤回"),
)
def bring_batch_again(
    *, store: Store, number: int, reason: str = "", preview: bool = False
) -> Again:
    """Take back that batch `number` was taken back, or only see what that would do (`preview`)."""
    _require("bring_batch_again", store)
    return takeback.bring_again(store, number, reason, preview=preview)


@deed("裁定冲突", of="冲突", act=Act.DECIDE, doer=Doer.BUREAU, refuses=("已经裁定过",))
def decide_conflicts(*, store: Store, names: Sequence[str], take: Take) -> Decided:
    """Settle several conflicts in one act; what another's decision settled along is left out."""
    _require("decide_conflicts", store)
    return decisions.decide_all(store, names, take)


@deed("改判冲突", of="冲突", act=Act.DECIDE, doer=Doer.BUREAU, refuses=("裁定以后又有改动",))
def decide_conflicts_again(*, store: Store, before: Decided, take: Take) -> Decided:
    """Settle anew what was just settled. Nothing is changed where it was changed since."""
    _require("decide_conflicts_again", store)
    return decisions.decide_again(store, before, take)


def _require(name: str, store: Store) -> None:
    with store.read() as work:
        require_doer(store, work, DEEDS[name])
