"""Which fields, statements and rows files disagree on, found by query over the live edits.

Only rows on which files met can be in dispute; they are noted when files meet, so that asking does
not take longer the more there is.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Text,
    TextualSelect,
    and_,
    column,
    exists,
    func,
    literal_column,
    or_,
    select,
    text,
)
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session, aliased

from db.cells import Field, live
from db.merge.scratch import TOUCHED
from db.schema.base import DELETED, Base, Row, kept_classes, table_of
from db.schema.journal import Edit, Saw
from db.schema.merging import Contested
from db.schema.types import Guid

#: Stands for "no value" where values are counted.
_NOTHING = "\u2400"
#: Written out, so that the index of deletions serves.
_DELETION: ColumnElement[bool] = literal_column("head.col = '#deleted' AND head.new = 1")


def note_contested(connection: Connection) -> None:
    """Note the rows of TOUCHED in which several live edits speak of one field or statement."""
    one, other = aliased(Edit), aliased(Edit)
    field = _same(one, TOUCHED.c) & (one.col == TOUCHED.c.col)
    met = or_(other.col == one.col, (other.grp != "") & (other.grp == one.grp))
    rows = (
        select(TOUCHED.c.tbl, TOUCHED.c.row)
        .join(one, field)
        .join(other, _same(other, TOUCHED.c) & met & (other.id != one.id))
        .where(live(one), live(other))
        .distinct()
    )
    noted = insert(table_of(Contested)).from_select(["tbl", "row"], rows)
    connection.execute(noted.on_conflict_do_nothing())


def _same(one: Any, other: Any) -> ColumnElement[bool]:
    """Of the same row or cell."""
    return and_(one.tbl == other.tbl, one.row == other.row, one.sub == other.sub)


def _met(edit: Any) -> ColumnElement[bool]:
    return and_(Contested.tbl == edit.tbl, Contested.row == edit.row)


def fields(session: Session) -> list[Field]:
    """Fields (outside statements) whose live edits differ."""
    found = [
        Field(*key) for key in session.execute(_differing(Edit.grp == "", Edit.col != DELETED))
    ]
    away = _away(session, ((field.table, field.row) for field in found))
    return [field for field in found if (field.table, field.row) not in away]


def _differing(*conditions: ColumnElement[bool]) -> Any:
    key = (Edit.tbl, Edit.row, Edit.col, Edit.sub)
    values = func.count(func.coalesce(Edit.new, _NOTHING).distinct())
    query = select(*key).select_from(Contested).join(Edit, _met(Edit))
    return query.where(live(Edit), *conditions).group_by(*key).having(values > 1)


def _away(session: Session, rows: Iterable[tuple[str, uuid.UUID]]) -> set[tuple[str, uuid.UUID]]:
    """Which of these rows are deleted: nobody need decide about them."""
    wanted: dict[str, set[uuid.UUID]] = defaultdict(set)
    for name, row in rows:
        wanted[name].add(row)
    found: set[tuple[str, uuid.UUID]] = set()
    for name, ids in wanted.items():
        table = Base.metadata.tables[name]
        if "deleted" in table.columns:
            gone = select(table.c.id).where(table.c.id.in_(ids), table.c.deleted.is_(True))
            found |= {(name, row) for row in session.scalars(gone)}
    return found


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
    found = [Statement(*key) for key in sorted(keys)]
    away = _away(session, ((one.table, one.row) for one in found))
    return [one for one in found if (one.table, one.row) not in away]


def _unseen() -> Any:
    """Live edits of two fields of one statement of which neither had seen the other.

    An edit also counts as seen where an equal edit of the same field was.
    """
    one, other = aliased(Edit), aliased(Edit)
    return (
        select(one.tbl, one.row, one.grp)
        .select_from(Contested)
        .join(one, _met(one))
        .join(other, _same(other, one) & (other.grp == one.grp) & (other.col > one.col))
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
        _same(twin, one),
        twin.col == one.col,
        twin.id != one.id,
        twin.new.is_not_distinct_from(one.new),
        live(twin),
        _know(twin, other),
    )


def deletions(session: Session) -> list[tuple[str, uuid.UUID]]:
    """Rows with a live deletion that had not seen some live edit, or that stands against a stay."""
    head, other = aliased(Edit, name="head"), aliased(Edit)
    knew = exists().where(Saw.new == head.id, Saw.old == other.id)
    unseen = (other.col != DELETED) & ~knew
    stay = (other.col == DELETED) & (other.new == 0)
    query = (
        select(head.tbl, head.row)
        .join(other, _same(other, head))
        .where(_DELETION, live(head))
        .where(or_(unseen, stay), live(other))
        .distinct()
    )
    return [(table, row) for table, row in session.execute(query)]


def orphans(session: Session) -> list[Field]:
    """Live rows whose parent is away, named by the column that refers to it."""
    return [Field(table, row, name) for table, name, row in session.execute(_orphaned())]


@cache
def _orphaned() -> TextualSelect:
    """From the deletions down, for every reference there is."""
    parts = [
        f"SELECT '{table.name}', '{key.parent.name}', c.id FROM edit d"
        f' JOIN "{key.column.table.name}" p ON p.id = d."row" AND p.deleted = 1'
        f' JOIN "{table.name}" c ON c."{key.parent.name}" = p.id AND c.deleted = 0'
        f" WHERE d.tbl = '{key.column.table.name}' AND d.col = '#deleted' AND d.new = 1"
        for table in (table_of(cls) for cls in kept_classes() if issubclass(cls, Row))
        for key in sorted(table.foreign_keys, key=lambda key: key.parent.name)
        if "deleted" in key.column.table.columns
    ]
    named = column("tbl", Text()), column("col", Text()), column("id", Guid())
    return text(" UNION ".join(parts)).columns(*named)
