"""Taking an import back, and bringing it again, by edits that compensate.

Rows the batch brought go away; fields in which one of its edits is live show again what they
showed without it. What was decided or changed here since then stays. A later merge of the same
rows does not bring them again: that is asked for, and then it is as if nothing had been taken back.
"""

import uuid
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, exists, false, func, literal, or_, select, update
from sqlalchemy.orm import Session

from db.errors import InspectionError
from db.journal.acts import by_hand
from db.journal.triggers import birth_marks
from db.merge.compensation import compensate, note_dead
from db.merge.conflict_detection import note_contested
from db.merge.fold import fold
from db.merge.temp_tables import COMPENSATING, DEAD, TOUCHED, UNBORN, cleared
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
    value, by table; the totals of an `inspection` (its code) before and after; questions that go
    with it; the numbers of findings that go although a notice had ordered them put right."""

    batch: int
    rows: dict[str, int]
    fields: dict[str, int]
    before: Figures
    after: Figures
    conflicts: int
    inspection: str
    ordered: tuple[str, ...] = ()

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

    Raises InspectionError where there is none or it is taken back already.
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
    inspection = work.inspections.code_of(_batch(session, number).team_id)
    before, open_before = work.totals.figures(inspection=inspection), work.conflicts.count()
    ordered = work.rectifications.ordered()
    _mark(session, number, work.act)
    note_dead(session.connection())
    _note_unborn(session)
    rows = {cls.__tablename__: _withdraw(session, cls, number) for cls in _rows()}
    with by_hand(session, work.act):
        compensate(session, work.act, number)
        fields = fold(session.connection())
        note_contested(session.connection())
    return Undone(
        batch=number,
        rows={name: count for name, count in rows.items() if count},
        fields=fields,
        before=before,
        after=work.totals.figures(inspection=inspection),
        conflicts=open_before - work.conflicts.count(),
        inspection=inspection,
        ordered=_gone(ordered, work.rectifications.ordered()),
    )


def _gone(before: dict[uuid.UUID, str], after: dict[uuid.UUID, str]) -> tuple[str, ...]:
    return tuple(sorted(serial for id_, serial in before.items() if id_ not in after))


def _mark(session: Session, number: int, act: uuid.UUID) -> None:
    batch = _batch(session, number)
    if batch.taken_back_by is not None:
        raise InspectionError(f"第 {number} 批合并已经撤回过。")
    batch.taken_back_by = act
    session.flush()


def _batch(session: Session, number: int) -> MergeBatch:
    batch = session.get(MergeBatch, number)
    if batch is None:
        raise InspectionError(f"没有第 {number} 批合并；请核对批次号。")
    return batch


@dataclass(frozen=True)
class Again:
    """What bringing a batch again that was taken back did, or would do: rows by table, fields."""

    batch: int
    rows: dict[str, int]
    fields: int

    @property
    def back(self) -> int:
        return sum(self.rows.values())


def bring_again(store: Store, number: int, why: str = "", *, preview: bool = False) -> Again:
    """Take back that batch `number` was taken back, or only see what that would do.

    Raises InspectionError where there is none or it stands.
    """
    with store.read() as work:
        taken = taken_back_by(work.session, number)
    with (
        suppress(_OnlyLooked),
        store.act(Act.BRING_AGAIN, undoes=taken, reason=why or None) as work,
    ):
        assert work.act is not None  # noqa: S101  # inside an act there is one
        again = revive(work.session, number, work.act)
        if preview:
            raise _OnlyLooked
    return again


def taken_back_by(session: Session, number: int) -> uuid.UUID:
    """The act that took batch `number` back. Raises InspectionError where none did."""
    taken = _batch(session, number).taken_back_by
    if taken is None:
        raise InspectionError(f"第 {number} 批合并没有撤回，不用恢复。")
    return taken


def revive(session: Session, number: int, act: uuid.UUID) -> Again:
    """As if batch `number` had not been taken back, by edits of `act`."""
    taken_back_by(session, number)
    _batch(session, number).taken_back_by = None
    session.flush()
    note_dead(session.connection())
    _note_unborn(session)
    with by_hand(session, act):
        compensate(session, act, number)
        gone = _rows_in_question(session)
        changed = fold(session.connection())
        left = _rows_in_question(session)
        note_contested(session.connection())
    rows = {name: there - left.get(name, 0) for name, there in gone.items()}
    back = {name: count for name, count in rows.items() if count > 0}
    return Again(number, back, sum(changed.values()) - sum(back.values()))


def _rows_in_question(session: Session) -> dict[str, int]:
    """How many of the rows whose deletion is worked out anew are away, by table."""
    found = {}
    for cls in _rows():
        table = table_of(cls)
        named = select(TOUCHED.c.row).where(TOUCHED.c.tbl == table.name, TOUCHED.c.col == DELETED)
        away = select(func.count()).where(table.c.id.in_(named), table.c.deleted.is_(True))
        if number := session.scalar(away):
            found[table.name] = number
    return found


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
    compensating = Edit.act.in_(select(COMPENSATING.c.act))
    return _edited(cls, ~_dead(Edit.act) & ~compensating)


def _edited(cls: type[Row], by: ColumnElement[bool]) -> ColumnElement[bool]:
    """A birth of the row among these edits; where births leave no mark, any edit."""
    marks = [DELETED if name == "deleted" else name for name in birth_marks(cls)]
    born = Edit.old.is_(None) & Edit.col.in_(marks) if marks else ~false()
    of_row = (Edit.tbl == cls.__tablename__) & (Edit.row == table_of(cls).c.id)
    return exists().where(of_row, by, born)
