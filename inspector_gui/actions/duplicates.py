"""What looks like one thing twice: judged to be two things, or made one."""

import uuid
from collections.abc import Collection

from db.merge.duplicates import Twins
from db.store import Store
from db.vocabulary import Act
from inspector_gui.actions.deed import Doer, deed


@deed("判为两件", of="疑似重复", doer=Doer.BUREAU)
def keep_apart(*, store: Store, pairs: Collection[Twins]) -> None:
    """They are two things each, and are not asked about again."""
    with store.act(Act.MATCH) as work:
        work.pairs.apart([(pair.first.row, pair.second.row) for pair in pairs])


@deed(
    "判为一件",
    of="疑似重复",
    doer=Doer.BUREAU,
    refuses=("已经处理过", "名下同一记录两份写得不一样"),
)
def make_one(*, store: Store, pair: Twins, stays: uuid.UUID) -> None:
    """They are one thing; what hangs on the other is hung on the row that `stays`."""
    [goes] = {pair.first.row, pair.second.row} - {stays}
    with store.act(Act.MATCH) as work:
        work.pairs.same(pair.table, stays, goes)
