"""Deciding a conflict: an ordinary act whose edits replace all live ones, so that merging the old
files again keeps it decided."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from db.cells import Field, children_of, show, stored
from db.errors import InspectionError
from db.ids import clock_of, id_at
from db.journal import silently
from db.merge.conflicts import Conflict, Conflicts, Kind
from db.schema.base import DELETED, Row, kept_classes, table_of
from db.schema.journal import Edit
from db.store import Store
from db.triggers import group_of
from db.vocabulary import Act
from db.work import Work

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


def decide_all(store: Store, names: Sequence[str], take: Take) -> list[Conflict]:
    """Settle several in one act; those that another's decision settled along are left out."""
    with store.act(Act.DECIDE) as work:
        conflicts = Conflicts(work.session)
        wanted = [conflict for conflict in conflicts.open() if conflict.id in set(names)]
        for conflict in wanted:
            if conflict.kind in _ALONG and not conflicts.has(conflict.id):
                continue
            _settle(work, conflict, take)
    return wanted


def decide_again(store: Store, conflict: Conflict, take: Take) -> None:
    """Settle anew what was settled: somebody pressed the wrong key."""
    with store.act(Act.DECIDE) as work:
        _settle(work, conflict, take)


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


def replace_heads(session: Session, act: Any, field: Field, value: Any) -> None:
    """Write an edit that replaces every live edit of a field, even by the value it shows."""
    session.execute(
        insert(table_of(Edit)).values(
            id=id_at(clock_of(act)),
            act=act,
            tbl=field.table,
            row=field.row,
            sub=field.sub,
            col=field.column,
            grp=group_of(_class_of(field.table), field.column),
            old=stored(field, field.value(session)),
            new=stored(field, value),
        )
    )
    with silently(session):
        show(session, field, value)


def _class_of(table: str) -> Any:
    return next(cls for cls in kept_classes() if cls.__tablename__ == table)


def _settle_deletion(
    session: Session, act: Any, conflict: Conflict, values: Mapping[str, Any]
) -> None:
    away = bool(values.get(DELETED))
    replace_heads(session, act, Field(conflict.table, conflict.row, DELETED), away)
    if away:
        _delete_below(session, conflict)


def _settle_orphan(
    session: Session, act: Any, conflict: Conflict, values: Mapping[str, Any]
) -> None:
    """Either the row goes as well, or what it hangs on comes back."""
    if values.get(DELETED):
        show(session, Field(conflict.table, conflict.row, DELETED), value=True)
        _delete_below(session, conflict)
        return
    column = Field(conflict.table, conflict.row, conflict.columns[0])
    [key] = column.stored_in.foreign_keys
    above = Field(key.column.table.name, column.value(session), DELETED)
    replace_heads(session, act, above, value=False)


def _delete_below(session: Session, conflict: Conflict) -> None:
    row = session.get(_class_of(conflict.table), conflict.row)
    todo = list(children_of(session, row)) if isinstance(row, Row) else []
    while todo:
        child = todo.pop()
        child.deleted = True
        todo += children_of(session, child)


_SETTLE = {
    Kind.FIELD: _settle_fields,
    Kind.STATEMENT: _settle_fields,
    Kind.DELETION: _settle_deletion,
    Kind.ORPHAN: _settle_orphan,
}
#: Kinds that another decision may settle along: what a deleted row took with it is no orphan.
_ALONG = (Kind.DELETION, Kind.ORPHAN)
