"""Taking an import back: compensating edits, so that a re-merge does not resurrect it.

Rows the batch brought go away; fields in which one of its edits is live show again what they
showed without it. What was decided or changed here since then stays.
"""

import uuid
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, exists, false, literal, or_, select, update
from sqlalchemy.orm import Session

from db.errors import InspectionError
from db.journal.acts import by_hand
from db.journal.triggers import birth_marks
from db.merge.compensation import restore
from db.merge.conflict_detection import note_contested
from db.merge.fold import fold
from db.merge.temp_tables import DEAD, UNBORN, cleared
from db.records.totals import Figures
from db.schema.base import DELETED, Row, table_of
from db.schema.journal import Edit
from db.schema.merging import MergeBatch, MergedAct, MergedRow
from db.schema.registry import kept_classes
from db.store import Store
from db.unit_of_work import Work
from db.vocabulary import Act


@dataclass(frozen=True)
class Undone:
    """What taking a batch back undid, or would undo: rows that go and fields that show another
    value, by table; the totals before and after; questions that go with it."""

    batch: int
    rows: dict[str, int]
    fields: dict[str, int]
    before: Figures
    after: Figures
    conflicts: int

    @property
    def gone(self) -> int:
        return sum(self.rows.values())

    @property
    def restored(self) -> int:
        return sum(self.fields.values())


class _OnlyLooked(Exception):  # noqa: N818  # not an error: nothing is to be kept
    """Nothing is to be kept."""


def take_back(store: Store, number: int, why: str = "", *, preview: bool = False) -> Undone:
    """Undo batch `number`, or only see what that would do.

    Raises InspectionError where there is none or it was undone before.
    """
    with (
        suppress(_OnlyLooked),
        store.act(Act.TAKE_BACK, reason=why or None) as work,
    ):
        undone = _undo(work, number)
        if preview:
            raise _OnlyLooked
    return undone


def _undo(work: Work, number: int) -> Undone:
    assert work.act is not None  # noqa: S101  # inside an act there is one
    session = work.session
    before, open_before = work.totals.figures(), work.conflicts.count()
    _mark(session, number, work.act)
    _note_dead(session)
    _note_unborn(session)
    rows = {cls.__tablename__: _withdraw(session, cls, number) for cls in _rows()}
    with by_hand(session, work.act):
        restore(session, work.act, number)
        fields = fold(session.connection())
        note_contested(session.connection())
    return Undone(
        batch=number,
        rows={name: count for name, count in rows.items() if count},
        fields=fields,
        before=before,
        after=work.totals.figures(),
        conflicts=open_before - work.conflicts.count(),
    )


def _mark(session: Session, number: int, act: uuid.UUID) -> None:
    batch = session.get(MergeBatch, number)
    if batch is None:
        raise InspectionError(f"没有第 {number} 批合并；请核对批次号。")
    if batch.taken_back_by is not None:
        raise InspectionError(f"第 {number} 批合并已经撤回过。")
    batch.taken_back_by = act
    session.flush()


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
