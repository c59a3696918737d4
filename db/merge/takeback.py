"""Taking an import back: compensating edits, so that a re-merge does not resurrect it.

Rows the batch brought go away; fields in which one of its edits is live show again what they
showed without it. What was decided or changed here since then stays.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, exists, false, literal, or_, select, update
from sqlalchemy.orm import Session

from db.errors import InspectionError
from db.journal import by_hand
from db.merge.disputes import note_contested
from db.merge.fold import fold
from db.merge.restoring import restore
from db.merge.scratch import DEAD, UNBORN, cleared
from db.schema.base import DELETED, Row, kept_classes, table_of
from db.schema.journal import Edit
from db.schema.merging import MergeBatch, MergedAct, MergedRow
from db.store import Store
from db.triggers import birth_marks
from db.vocabulary import Act


@dataclass(frozen=True)
class Undone:
    """What taking a batch back undid: rows that went, fields that show another value."""

    batch: int
    rows: int
    fields: int


def take_back(store: Store, number: int) -> Undone:
    """Undo batch `number`. Raises InspectionError where there is none or it was undone before."""
    with store.act(Act.TAKE_BACK, reason=f"批次 {number}") as work:
        assert work.act is not None  # noqa: S101  # inside an act there is one
        batch = work.session.get(MergeBatch, number)
        if batch is None:
            raise InspectionError(f"没有第 {number} 批合并；请核对批次号。")
        if batch.taken_back_by is not None:
            raise InspectionError(f"第 {number} 批合并已经撤回过。")
        batch.taken_back_by = work.act
        work.session.flush()
        _note_dead(work.session)
        _note_unborn(work.session)
        rows = sum(_withdraw(work.session, cls, number) for cls in _rows())
        with by_hand(work.session, work.act):
            restore(work.session, work.act, number)
            fields = sum(fold(work.session.connection()).values())
            note_contested(work.session.connection())
    return Undone(number, rows, fields)


def _note_dead(session: Session) -> None:
    """The acts of every batch that was taken back, this one among them."""
    cleared(session.connection(), [DEAD])
    batches = select(MergeBatch.number).where(MergeBatch.taken_back_by.is_not(None))
    acts = select(MergedAct.act).where(MergedAct.batch.in_(batches))
    session.execute(DEAD.insert().from_select(["act"], acts))


@cache
def _rows() -> tuple[type[Row], ...]:
    return tuple(cls for cls in kept_classes() if issubclass(cls, Row))


def _note_unborn(session: Session) -> None:
    """The rows that only dead batches brought."""
    cleared(session.connection(), [UNBORN])
    for cls in _rows():
        table = table_of(cls)
        alone = _born_by_dead(cls) & ~_born_elsewhere(cls) if cls.natural else _dead(table.c.act)
        rows = select(literal(table.name), table.c.id).where(alone)
        session.execute(UNBORN.insert().from_select(["tbl", "row"], rows))


def _withdraw(session: Session, cls: type[Row], number: int) -> int:
    """Delete what the batch brought and nobody else; the triggers write it down."""
    table = table_of(cls)
    unborn = table.c.id.in_(select(UNBORN.c.row).where(UNBORN.c.tbl == table.name))
    mine = _born_by(cls, number) if cls.natural else _of(table.c.act, number)
    gone = update(table).where(unborn, mine, table.c.deleted.is_(False))
    return session.connection().execute(gone.values(deleted=True)).rowcount


def _of(act: Any, number: int) -> ColumnElement[bool]:
    acts: ColumnElement[bool] = act.in_(select(MergedAct.act).where(MergedAct.batch == number))
    return acts


def _dead(act: Any) -> ColumnElement[bool]:
    acts: ColumnElement[bool] = act.in_(select(DEAD.c.act))
    return acts


def _born_by(cls: type[Row], number: int) -> ColumnElement[bool]:
    """The batch brought a row with this official key, first or as well."""
    table = table_of(cls)
    noted = select(MergedRow.row).where(MergedRow.batch == number, MergedRow.tbl == table.name)
    return or_(table.c.id.in_(noted), _edited(cls, _of(Edit.act, number)))


def _born_by_dead(cls: type[Row]) -> ColumnElement[bool]:
    """The row was not here before a batch brought it that is dead now."""
    table = table_of(cls)
    dead = select(MergeBatch.number).where(MergeBatch.taken_back_by.is_not(None))
    noted = select(MergedRow.row).where(MergedRow.batch.in_(dead), MergedRow.tbl == table.name)
    return table.c.id.in_(noted)


def _born_elsewhere(cls: type[Row]) -> ColumnElement[bool]:
    """Another file, which stands, brought the row as well."""
    taking = select(MergeBatch.taken_back_by).where(MergeBatch.taken_back_by.is_not(None))
    return _edited(cls, ~_dead(Edit.act) & Edit.act.not_in(taking))


def _edited(cls: type[Row], by: ColumnElement[bool]) -> ColumnElement[bool]:
    """A birth of the row among these edits; where births leave no mark, any edit."""
    marks = [DELETED if name == "deleted" else name for name in birth_marks(cls)]
    born = Edit.old.is_(None) & Edit.col.in_(marks) if marks else ~false()
    of_row = (Edit.tbl == cls.__tablename__) & (Edit.row == table_of(cls).c.id)
    return exists().where(of_row, by, born)
