"""Which fields, statements and rows files disagree on, found by query over the live edits."""

import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from db.cells import Field, live
from db.schema.base import DELETED, Row, kept_classes, table_of
from db.schema.journal import Edit, Saw

#: Stands for "no value" where values are counted.
_NOTHING = "\u2400"


def fields(session: Session) -> list[Field]:
    """Fields (outside statements) whose live edits differ."""
    return [Field(*key) for key in session.execute(_differing(Edit.grp == ""))]


def _differing(*conditions: ColumnElement[bool]) -> Any:
    key = (Edit.tbl, Edit.row, Edit.col, Edit.sub)
    values = func.count(func.coalesce(Edit.new, _NOTHING).distinct())
    return select(*key).where(live(Edit), *conditions).group_by(*key).having(values > 1)


@dataclass(frozen=True)
class Statement:
    table: str
    row: uuid.UUID
    name: str


def statements(session: Session) -> list[Statement]:
    """Statements with a field whose live edits differ, or with fields changed unseen."""
    differing = _differing(Edit.grp != "").subquery()
    head = aliased(Edit)
    split = select(head.tbl, head.row, head.grp).join(
        differing,
        (head.tbl == differing.c.tbl)
        & (head.row == differing.c.row)
        & (head.col == differing.c.col)
        & live(head),
    )
    keys = {*session.execute(split), *session.execute(_unseen())}
    return [Statement(*key) for key in sorted(keys)]


def _unseen() -> Any:
    """Live edits of two fields of one statement of which neither had seen the other.

    An edit also counts as seen where an equal edit of the same field was.
    """
    one, other = aliased(Edit), aliased(Edit)
    return (
        select(one.tbl, one.row, one.grp)
        .join(
            other,
            (other.tbl == one.tbl)
            & (other.row == one.row)
            & (other.grp == one.grp)
            & (other.col > one.col),
        )
        .where(one.grp != "", live(one), live(other))
        .where(~_know(one, other), ~_equal_known(one, other), ~_equal_known(other, one))
        .distinct()
    )


def _know(one: Any, other: Any) -> ColumnElement[bool]:
    """One of the two had seen the other, or they were made in one act."""
    forth = exists().where(Saw.new == one.id, Saw.old == other.id)
    back = exists().where(Saw.new == other.id, Saw.old == one.id)
    return or_(forth, back, one.act == other.act)


def _equal_known(one: Any, other: Any) -> ColumnElement[bool]:
    twin = aliased(Edit)
    return exists().where(
        twin.tbl == one.tbl,
        twin.row == one.row,
        twin.sub == one.sub,
        twin.col == one.col,
        twin.id != one.id,
        twin.new.is_not_distinct_from(one.new),
        live(twin),
        _know(twin, other),
    )


def deletions(session: Session) -> list[tuple[str, uuid.UUID]]:
    """Rows with a live deletion that had not seen some live edit."""
    head, other = aliased(Edit), aliased(Edit)
    knew = exists().where(Saw.new == head.id, Saw.old == other.id)
    query = (
        select(head.tbl, head.row)
        .join(other, (other.tbl == head.tbl) & (other.row == head.row) & (other.sub == head.sub))
        .where(head.col == DELETED, head.new == 1, live(head))
        .where(other.col != DELETED, live(other), ~knew)
        .distinct()
    )
    return [(table, row) for table, row in session.execute(query)]


def orphans(session: Session) -> list[Field]:
    """Live rows whose parent is away, named by the column that refers to it."""
    found = []
    for cls in kept_classes():
        if not issubclass(cls, Row):
            continue
        table = table_of(cls)
        for key in table.foreign_keys:
            target = key.column.table
            if "deleted" in target.columns and key.parent.name != "act":
                above = target.alias()
                query = (
                    select(table.c.id)
                    .join(above, above.c.id == key.parent)
                    .where(table.c.deleted.is_(False), above.c.deleted.is_(True))
                )
                found += [Field(table.name, id_, key.parent.name) for id_ in session.scalars(query)]
    return found
