"""Taking an import back: compensating edits, so that a re-merge does not resurrect it.

Rows the batch brought go away; fields in which one of its edits is live show again what they
showed without it. What was decided or changed here since then stays.
"""

import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Table,
    and_,
    case,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from db.cells import live
from db.errors import InspectionError
from db.ids import clock_hex, clock_of
from db.journal import silently
from db.merge.disputes import note_contested
from db.merge.fold import fold
from db.merge.scratch import TOUCHED, cleared
from db.schema.base import DELETED, Base, Row, kept_classes, table_of
from db.schema.journal import Edit, Pen, Saw, Supersedes
from db.schema.merging import MergeBatch, MergedAct, MergedRow
from db.store import Store
from db.triggers import group_of
from db.vocabulary import Act


@dataclass(frozen=True)
class Undone:
    """What taking a batch back undid: rows that went, fields that show their former value."""

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
        rows = sum(_withdraw(work.session, cls, number) for cls in _rows())
        fields = _restore(work.session, work.act, number)
        batch.taken_back_by = work.act
    return Undone(number, rows, fields)


def _rows() -> list[type[Row]]:
    return [cls for cls in kept_classes() if issubclass(cls, Row)]


def _of_batch(
    act: ColumnElement[Any] | InstrumentedAttribute[Any], number: int
) -> ColumnElement[bool]:
    return act.in_(select(MergedAct.act).where(MergedAct.batch == number))


def _brought(cls: type[Row], number: int) -> ColumnElement[bool]:
    """Rows that are here through this batch alone."""
    table = table_of(cls)
    if not cls.natural:
        return _of_batch(table.c.act, number)
    named = select(MergedRow.row).where(MergedRow.batch == number, MergedRow.tbl == table.name)
    other = exists().where(
        Edit.tbl == table.name, Edit.row == table.c.id, ~_of_batch(Edit.act, number)
    )
    return table.c.id.in_(named) & ~other


def _withdraw(session: Session, cls: type[Row], number: int) -> int:
    """Delete what the batch brought; the triggers write it down."""
    table = table_of(cls)
    gone = update(table).where(_brought(cls, number), table.c.deleted.is_(False))
    return session.connection().execute(gone.values(deleted=True)).rowcount


def _restore(session: Session, act: uuid.UUID, number: int) -> int:
    """Where an edit of the batch is live on a row that stays: show what was shown without it."""
    _touch(session, number)
    session.execute(update(Pen).values(act=None), execution_options={"synchronize_session": False})
    with silently(session):
        pairs = session.execute(select(TOUCHED.c.tbl, TOUCHED.c.col).distinct()).all()
        for name, column in pairs:
            _compensate(session, act, Base.metadata.tables[name], column, number)
        _replace_batch_heads(session, act, number)
        _know_the_rest(session, act)
        fold(session.connection())
        note_contested(session.connection())
    session.execute(update(Pen).values(act=act), execution_options={"synchronize_session": False})
    return session.scalar(select(func.count()).select_from(TOUCHED)) or 0


def _touch(session: Session, number: int) -> None:
    cleared(session.connection(), [TOUCHED])
    going = or_(
        *(
            (Edit.tbl == cls.__tablename__)
            & Edit.row.in_(select(table_of(cls).c.id).where(_brought(cls, number)))
            for cls in _rows()
        )
    )
    named = (
        select(Edit.tbl, Edit.col, Edit.row, Edit.sub)
        .where(_of_batch(Edit.act, number), live(Edit), ~going)
        .distinct()
    )
    session.execute(TOUCHED.insert().from_select(["tbl", "col", "row", "sub"], named))


def _compensate(session: Session, act: uuid.UUID, table: Table, column: str, number: int) -> None:
    stored = table.columns["deleted" if column == DELETED else column]
    first, *rest = table.primary_key.columns
    sub = rest[0] if rest else literal("")
    field = [TOUCHED.c.tbl == table.name, TOUCHED.c.col == column, TOUCHED.c.row == first]
    owner = next(cls for cls in kept_classes() if cls.__tablename__ == table.name)
    made = select(
        func.unhex(clock_hex(clock_of(act)) + "8" + func.substr(func.hex(func.randomblob(8)), 2)),
        literal(act, Edit.act.type),
        literal(table.name),
        first,
        sub,
        literal(column),
        literal(group_of(owner, column)),
        stored,
        _former(table.name, column, number),
    ).where(*field, TOUCHED.c.sub == sub)
    names = ["id", "act", "tbl", "row", "sub", "col", "grp", "old", "new"]
    session.execute(insert(table_of(Edit)).from_select(names, made))


def _former(table: str, column: str, number: int) -> Any:
    """The winner among the edits outside the batch, or what stood before all edits."""
    edit, other, first = aliased(Edit), aliased(Edit), aliased(Edit)

    def of_field(one: Any) -> list[ColumnElement[bool]]:
        same = (one.row == TOUCHED.c.row) & (one.sub == TOUCHED.c.sub)
        return [one.tbl == table, one.col == column, same]

    replaced = (
        exists()
        .where(Supersedes.old == edit.id, Supersedes.new == other.id)
        .where(~_of_batch(other.act, number))
    )
    outside = [*of_field(edit), ~_of_batch(edit.act, number)]
    winner = select(edit.new).where(*outside, ~replaced).order_by(edit.id.desc()).limit(1)
    original = select(first.old).where(*of_field(first)).order_by(first.id).limit(1)
    return case(
        (exists().where(*outside), winner.correlate(TOUCHED).scalar_subquery()),
        else_=original.correlate(TOUCHED).scalar_subquery(),
    )


def _same_field(one: Any, other: Any) -> ColumnElement[bool]:
    return and_(
        one.tbl == other.tbl,
        one.row == other.row,
        one.sub == other.sub,
        one.col == other.col,
    )


def _replace_batch_heads(session: Session, act: uuid.UUID, number: int) -> None:
    """A compensation replaces the batch's edits only, so that older questions stay open."""
    head, made = aliased(Edit), aliased(Edit)
    pairs = (
        select(head.id, made.id)
        .join(made, _same_field(made, head) & (made.act == act) & (made.id != head.id))
        .where(_of_batch(head.act, number), live(head))
    )
    session.execute(insert(table_of(Supersedes)).from_select(["old", "new"], pairs))


def _know_the_rest(session: Session, act: uuid.UUID) -> None:
    """Compensations restate what was known: they know their statement's other fields, and the
    deletions that stood before knew what they restate."""
    made, other = aliased(Edit), aliased(Edit)
    same_row = (made.tbl == other.tbl) & (made.row == other.row) & (made.sub == other.sub)
    mine = [made.act == act, made.col != DELETED, other.act != act, live(other)]
    statement = select(made.id, other.id).join(
        other, same_row & (made.grp == other.grp) & (made.grp != "") & (made.col != other.col)
    )
    deletion = select(other.id, made.id).join(
        other, same_row & (other.col == DELETED) & (other.new == 1)
    )
    for pairs in (statement, deletion):
        session.execute(insert(table_of(Saw)).from_select(["new", "old"], pairs.where(*mine)))
