"""Where files say different things. The list is a query, not state: deciding empties it.

- a *field*: live edits with more than one value;
- a *statement*: fields that mean one thing together, changed by people who had not seen each other;
- a *deletion* beside an edit it had not seen: the row stays visible until decided;
- an *orphan*: a live row whose parent is away.
"""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.cells import Field, live, shown
from db.errors import InspectionError
from db.ids import moment_of
from db.merge import disputes
from db.schema.base import DELETED
from db.schema.campaign import Member
from db.schema.journal import ActRecord, Edit, Saw, Supersedes
from db.schema.merging import MergedAct


class Kind(StrEnum):
    FIELD = "field"
    STATEMENT = "statement"
    DELETION = "deletion"
    ORPHAN = "orphan"


@dataclass(frozen=True)
class Side:
    """What one side says, by column. `batch`: the import it came with; None: made here."""

    values: dict[str, Any]
    person: str
    at: datetime
    device: str
    batch: int | None


@dataclass(frozen=True)
class Conflict:
    """One question for the finance office. `base`: what was there before both sides."""

    kind: Kind
    table: str
    row: uuid.UUID
    sub: str
    columns: tuple[str, ...]
    base: dict[str, Any]
    sides: tuple[Side, ...]

    @cached_property
    def id(self) -> str:
        """A short name that stays the same until the conflict is decided."""
        named = "|".join((self.kind, self.table, self.row.hex, self.sub, self.columns[0]))
        return hashlib.sha256(named.encode()).hexdigest()[:8]


def conflicts(session: Session) -> list[Conflict]:
    """Every open question, in a stable order."""
    found = [
        *(_field(session, key) for key in disputes.fields(session)),
        *(_statement(session, key) for key in disputes.statements(session)),
        *(_deletion(session, key) for key in disputes.deletions(session)),
        *(_orphan(session, key) for key in disputes.orphans(session)),
    ]
    return sorted(found, key=lambda one: (one.table, one.row, one.columns))


def count_conflicts(session: Session) -> int:
    return (
        len(disputes.fields(session))
        + len(disputes.statements(session))
        + len(disputes.deletions(session))
        + len(disputes.orphans(session))
    )


def find(session: Session, name: str) -> Conflict:
    """The conflict of this id. Raises InspectionError where it is not open."""
    for conflict in conflicts(session):
        if conflict.id == name:
            return conflict
    raise InspectionError(f"没有编号为 {name} 的待定冲突；它可能已经裁定，请刷新列表。")


def _field(session: Session, field: Field) -> Conflict:
    heads = _heads(session, field)
    by_value: dict[Any, Edit] = {}
    for edit in heads:
        by_value[edit.new] = edit
    sides = [
        _side(session, edit, {field.column: shown(field, edit.new)}) for edit in by_value.values()
    ]
    return Conflict(
        kind=Kind.FIELD,
        table=field.table,
        row=field.row,
        sub=field.sub,
        columns=(field.column,),
        base={field.column: shown(field, _base(session, field, heads))},
        sides=_in_order(sides),
    )


def _heads(session: Session, field: Field) -> list[Edit]:
    query = select(Edit).where(*field.edits(Edit), live(Edit)).order_by(Edit.id)
    return list(session.scalars(query))


def _base(session: Session, field: Field, heads: list[Edit]) -> Any:
    """The value before the sides parted: that of their latest common ancestor."""
    common = set.intersection(*(_ancestors(session, edit.id) for edit in heads))
    if common:
        return session.execute(select(Edit.new).where(Edit.id == max(common))).scalar_one()
    query = select(Edit.old).where(*field.edits(Edit)).order_by(Edit.id).limit(1)
    return session.execute(query).scalar()


def _ancestors(session: Session, edit: uuid.UUID) -> set[uuid.UUID]:
    found: set[uuid.UUID] = set()
    todo = {edit}
    while todo:
        query = select(Supersedes.old).where(Supersedes.new.in_(todo))
        todo = set(session.scalars(query)) - found
        found |= todo
    return found


def _side(session: Session, edit: Edit, values: dict[str, Any]) -> Side:
    query = (
        select(ActRecord.device, Member.name, MergedAct.batch)
        .outerjoin(Member, Member.id == ActRecord.person)
        .outerjoin(MergedAct, MergedAct.act == ActRecord.id)
        .where(ActRecord.id == edit.act)
    )
    device, person, batch = session.execute(query).one()
    return Side(values, person or "", moment_of(edit.id), device, batch)


def _in_order(sides: list[Side]) -> tuple[Side, ...]:
    """What was here first comes first."""
    return tuple(sorted(sides, key=lambda side: (side.batch or 0, side.at)))


def _statement(session: Session, key: disputes.Statement) -> Conflict:
    query = (
        select(Edit)
        .where(Edit.tbl == key.table, Edit.row == key.row, Edit.grp == key.name, live(Edit))
        .order_by(Edit.id)
    )
    heads = list(session.scalars(query))
    groups = _who_knew_each_other(session, heads)
    said = [_spoken(session, group, heads) for group in groups]
    columns = tuple(dict.fromkeys(edit.col for edit in heads))
    changed = [{edit.col for edit in group} for group in groups]
    base = {
        column: next(
            (
                values[column]
                for values, own in zip(said, changed, strict=True)
                if column not in own
            ),
            None,
        )
        for column in columns
    }
    for column in columns:
        if all(column in own for own in changed):
            field = Field(key.table, key.row, column)
            base[column] = shown(field, _base(session, field, _heads(session, field)))
    sides = [_side(session, group[-1], values) for group, values in zip(groups, said, strict=True)]
    return Conflict(Kind.STATEMENT, key.table, key.row, "", columns, base, _in_order(sides))


def _spoken(session: Session, group: list[Edit], heads: list[Edit]) -> dict[str, Any]:
    """A side's whole statement: its own edits, and of the others what it knew."""
    mine = {edit.id for edit in group}
    for edit in group:
        mine |= _ancestors(session, edit.id)
    known = set(session.scalars(select(Saw.old).where(Saw.new.in_(mine))))
    values: dict[str, Any] = {}
    for edit in (*(one for one in heads if one not in group), *group):
        field = Field(edit.tbl, edit.row, edit.col)
        told = edit.new if edit in group else _known_before(session, edit, known)
        values[edit.col] = shown(field, told)
    return values


def _known_before(session: Session, head: Edit, known: set[uuid.UUID]) -> Any:
    """The value of a field that somebody knew who had seen only the edits `known`."""
    chain = {head.id, *_ancestors(session, head.id)}
    seen = chain & known
    if seen:
        return session.execute(select(Edit.new).where(Edit.id == max(seen))).scalar_one()
    return session.execute(select(Edit.old).where(Edit.id == min(chain))).scalar_one()


def _who_knew_each_other(session: Session, heads: list[Edit]) -> list[list[Edit]]:
    """The live edits, gathered into sides: edits of which one had seen the other."""
    ids = [edit.id for edit in heads]
    seen = select(Saw.new, Saw.old).where(Saw.new.in_(ids), Saw.old.in_(ids))
    links = {frozenset(pair) for pair in session.execute(seen)}
    sides: list[list[Edit]] = []
    for edit in heads:
        near = [
            side for side in sides if any(frozenset((edit.id, one.id)) in links for one in side)
        ]
        merged = [one for side in near for one in side] + [edit]
        sides = [side for side in sides if side not in near] + [merged]
    return sides


def _deletion(session: Session, key: tuple[str, uuid.UUID]) -> Conflict:
    table, row = key
    query = select(Edit).where(Edit.tbl == table, Edit.row == row, live(Edit)).order_by(Edit.id)
    heads = list(session.scalars(query))
    gone = [edit for edit in heads if edit.col == DELETED and edit.new == 1]
    knew = select(Saw.old).where(Saw.new.in_([edit.id for edit in gone]))
    unseen = [
        edit for edit in heads if edit.col != DELETED and edit.id not in set(session.scalars(knew))
    ] or [edit for edit in heads if edit.col != DELETED]
    values = {edit.col: shown(Field(table, row, edit.col), edit.new) for edit in unseen}
    sides = [
        _side(session, gone[-1], {DELETED: True}),
        _side(session, unseen[-1], {DELETED: False, **values}),
    ]
    return Conflict(Kind.DELETION, table, row, "", (DELETED,), {DELETED: False}, _in_order(sides))


def _orphan(session: Session, field: Field) -> Conflict:
    """The row itself, against the deletion of what it hangs on."""
    [key] = field.stored_in.foreign_keys
    parent = Field(key.column.table.name, field.value(session), DELETED)
    gone = _heads(session, parent)[-1]
    act = session.execute(select(field.owner.c.act).where(*field.key())).scalar_one()
    born = Edit(id=act, act=act)
    sides = [
        _side(session, gone, {DELETED: True}),
        _side(session, born, {DELETED: False}),
    ]
    return Conflict(
        Kind.ORPHAN, field.table, field.row, "", (field.column,), {DELETED: False}, _in_order(sides)
    )
