"""Rows that the gate kept out: repaired and let in, or not wanted."""

from collections.abc import Collection, Mapping
from typing import Any

from db.errors import InspectionError
from db.store import Store
from db.vocabulary import Act
from inspector_gui.actions.deed import Doer, deed


@deed(
    "修复隔离记录",
    of="隔离记录",
    doer=Doer.BUREAU,
    refuses=("已经处理过", "不能修复", "所属的记录没有进来"),
)
def repair_row(*, store: Store, row: int, values: Mapping[str, Any]) -> None:
    """Let a row in with `values`, by column, in place of what was wrong with it."""
    with store.act(Act.REPAIR) as work:
        work.quarantined.repair(row, values)


@deed("不要隔离记录", of="隔离记录", doer=Doer.BUREAU, refuses=("没有写理由",))
def leave_out_rows(*, store: Store, rows: Collection[int], reason: str) -> None:
    """These are not wanted, and why. Raises InspectionError without a reason."""
    if not reason.strip():
        raise InspectionError("还没有写不要的理由；请先写明。")
    with store.act(Act.REPAIR, reason=reason.strip()) as work:
        work.quarantined.leave_out(list(rows))
