"""The basis: an article is read and dated by the finance office, and may be cited from then on."""

import uuid

from db.errors import InspectionError
from db.records.catalogues import Item
from db.store import Store
from db.unit_of_work import Work
from db.vocabulary import Act
from inspector_gui.actions.deed import Doer, deed
from inspector_gui.labels import in_china, today


@deed(
    "锁定条款",
    of="依据",
    doer=Doer.BUREAU,
    refuses=("只是占位", "没有条款号", "没有施行日期", "没有填核定人"),
)
def lock_article(*, store: Store, regulation: uuid.UUID, article: str | None, by: str) -> None:
    """The article prints wherever it is cited; `by`: who read it.

    Raises InspectionError for a placeholder, an unnamed article, a missing date or reader.
    """
    on = in_china(store.now()).date()
    with store.act(Act.PLAN) as work:
        work.provisions.lock(regulation, article, locked=True, by=by, on=on)


@deed("解除锁定", of="依据", doer=Doer.BUREAU)
def unlock_article(*, store: Store, regulation: uuid.UUID, article: str | None) -> None:
    """The article prints nowhere; who read it is kept."""
    with store.act(Act.PLAN) as work:
        work.provisions.lock(regulation, article, locked=False, by="", on=today())


def lock_within(work: Work, item: Item, *, locked: bool, by: str) -> None:
    """The same inside a larger act, for what an item cites: of that, whatever can be locked.

    Raises InspectionError where nothing can.
    """
    bases = [
        citation
        for citation in work.catalogues.bases(item.id)
        if not (locked and citation.obstacles)
    ]
    if not bases:
        raise InspectionError(
            f"检查项 {item.code} 的依据都缺条款号或施行日期，不能锁定；请先在“依据核定”里补齐。"
        )
    for basis in bases:
        article = basis.citation.article
        work.provisions.lock(basis.regulation_id, article, locked=locked, by=by, on=today())
