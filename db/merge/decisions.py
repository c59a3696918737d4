"""Deciding a conflict: an ordinary act whose edits replace all live ones, so that merging the old
files again keeps it decided."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import InspectionError
from db.journal.fields import Field, children_of, children_of_table, show
from db.merge.conflict_sides import heads
from db.merge.conflicts import Conflict, Conflicts, Kind
from db.merge.heads import replace_heads
from db.schema.base import DELETED, Row
from db.schema.journal import Edit
from db.schema.registry import kept_classes
from db.store import Store
from db.unit_of_work import Work
from db.vocabulary import Act

MINE, THEIRS, BASE = "mine", "theirs", "base"

#: What to take: "mine" (what was here first), "theirs" (what came last), "base" (what was there
#: before both), the number of a side, or the values by column.
Take = str | int | Mapping[str, Any]


def decide(store: Store, name: str, take: Take) -> Conflict:
    """Settle the conflict `name`."""
    with store.act(Act.DECIDE) as work:
        conflict = Conflicts(work.session).find(name)
        _settle(work, conflict, take)
    return conflict


@dataclass(frozen=True)
class Decided:
    """What one act settled."""

    act: uuid.UUID
    conflicts: tuple[Conflict, ...]


def decide_all(store: Store, names: Sequence[str], take: Take) -> Decided:
    """Settle several in one act; those that another's decision settled along are left out.

    Raises InspectionError where none is open any longer.
    """
    with store.act(Act.DECIDE) as work:
        still_open = work.conflicts.some(names)
        if not still_open:
            which = f"编号为 {names[0]} 的待定冲突" if len(names) == 1 else "要裁定的冲突"
            raise InspectionError(f"没有{which}；它可能已经裁定，请刷新列表。")
        return _settled(work, still_open, take)


def decide_again(store: Store, before: Decided, take: Take) -> Decided:
    """Settle anew what was settled: somebody pressed the wrong key.

    Raises InspectionError where it was changed since; nothing is changed then.
    """
    with store.act(Act.DECIDE) as work:
        work.journal.reverse(before.act, store.person)
        return _settled(work, before.conflicts, take)


def _settled(work: Work, conflicts: Sequence[Conflict], take: Take) -> Decided:
    for conflict in conflicts:
        if conflict.kind not in _ALONG or _still_asks(work, conflict):
            _settle(work, conflict, take)
    assert work.act is not None  # noqa: S101  # inside an act there is one
    return Decided(work.act, tuple(conflicts))


def _still_asks(work: Work, conflict: Conflict) -> bool:
    """Whether a deleted row took along what this one asks about."""
    row = work.session.get(_class_of(conflict.table), conflict.row)
    return isinstance(row, Row) and not row.deleted


def _settle(work: Work, conflict: Conflict, take: Take) -> None:
    _SETTLE[conflict.kind](work.session, work.act, conflict, _values(conflict, take))


def _values(conflict: Conflict, take: Take) -> Mapping[str, Any]:
    match take:
        case "mine":
            return conflict.sides[0].values
        case "theirs":
            return conflict.sides[-1].values
        case "base":
            return conflict.base
        case int():
            return conflict.sides[take].values
        case str():
            raise InspectionError("裁定须选“mine”“theirs”“base”或给出具体内容。")
    unknown = set(take) - set(conflict.asked)
    if unknown:
        raise InspectionError(f"这个冲突不涉及 {'、'.join(sorted(unknown))}；请只写涉及的栏目。")
    return {**conflict.sides[0].values, **take}


def _settle_fields(
    session: Session, act: Any, conflict: Conflict, values: Mapping[str, Any]
) -> None:
    for column in conflict.columns:
        field = Field(conflict.table, conflict.row, column, conflict.sub)
        replace_heads(session, act, field, values[column])


def _class_of(table: str) -> Any:
    return next(cls for cls in kept_classes() if cls.__tablename__ == table)


def _settle_deletion(
    session: Session, act: Any, conflict: Conflict, values: Mapping[str, Any]
) -> None:
    if values.get(DELETED):
        replace_heads(session, act, Field(conflict.table, conflict.row, DELETED), value=True)
        _delete_below(session, conflict)
    else:
        _bring_back(session, act, conflict.table, conflict.row)


def _settle_orphan(
    session: Session, act: Any, conflict: Conflict, values: Mapping[str, Any]
) -> None:
    """Either the row goes as well, or what it hangs on comes back with all that went with that."""
    if values.get(DELETED):
        show(session, Field(conflict.table, conflict.row, DELETED), value=True)
        _delete_below(session, conflict)
        return
    column = Field(conflict.table, conflict.row, conflict.columns[0])
    [key] = column.stored_in.foreign_keys
    _bring_back(session, act, key.column.table.name, column.value(session))


def _delete_below(session: Session, conflict: Conflict) -> None:
    row = session.get(_class_of(conflict.table), conflict.row)
    todo = list(children_of(session, row)) if isinstance(row, Row) else []
    while todo:
        child = todo.pop()
        child.deleted = True
        todo += children_of(session, child)


def _bring_back(session: Session, act: Any, table: str, row: uuid.UUID) -> None:
    """A row that stays keeps what the same acts had taken along, above it and below it."""
    field = Field(table, row, DELETED)
    takers = set(session.scalars(select(Edit.act).where(*field.edits(Edit), Edit.new == 1)))
    replace_heads(session, act, field, value=False)
    _restore_above(session, act, field, takers)
    _restore_below(session, act, field, takers)


def _restore_above(session: Session, act: Any, field: Field, takers: set[uuid.UUID]) -> None:
    for key in field.owner.foreign_keys:
        above = Field(field.table, field.row, key.parent.name).value(session)
        parent = Field(key.column.table.name, above, DELETED)
        if above is not None and _taken_by(session, parent, takers):
            replace_heads(session, act, parent, value=False)
            _restore_above(session, act, parent, takers)
            _restore_below(session, act, parent, takers)


def _restore_below(session: Session, act: Any, field: Field, takers: set[uuid.UUID]) -> None:
    for cls, column in children_of_table(field.table):
        below = select(cls.id).where(getattr(cls, column) == field.row)
        for row in session.scalars(below).all():
            child = Field(cls.__tablename__, row, DELETED)
            if _taken_by(session, child, takers):
                replace_heads(session, act, child, value=False)
                _restore_below(session, act, child, takers)


def _taken_by(session: Session, field: Field, takers: set[uuid.UUID]) -> bool:
    """These acts alone say that the row is away, even where it is in sight until decided."""
    deletions = heads(session, field) if "deleted" in field.owner.columns else []
    return any(edit.new for edit in deletions) and all(edit.act in takers for edit in deletions)


_SETTLE = {
    Kind.FIELD: _settle_fields,
    Kind.STATEMENT: _settle_fields,
    Kind.DELETION: _settle_deletion,
    Kind.ORPHAN: _settle_orphan,
}
#: Kinds that another decision may settle along: what a deleted row took with it is no orphan.
_ALONG = (Kind.DELETION, Kind.ORPHAN)
