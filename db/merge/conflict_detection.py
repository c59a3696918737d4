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
    tuple_,
)
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session, aliased

from db.journal.dialects import yes
from db.journal.fields import Field, live
from db.merge.temp_tables import TOUCHED
from db.schema.base import DELETED, Row, table_of
from db.schema.journal import Edit, Saw
from db.schema.merging import Contested
from db.schema.registry import kept_classes, table_named
from db.schema.types import Guid

#: Stands for "no value" where values are counted.
_NOTHING = "\u2400"


def note_contested(connection: Connection) -> None:
    """Note the rows of TOUCHED in which several live edits speak of one field or statement."""
    for rows in (_met_in_fields(), _met_in_statements()):
        noted = insert(table_of(Contested)).from_select(["tbl", "row"], rows)
        connection.execute(noted.on_conflict_do_nothing())


@cache
def _met_in_fields() -> Any:
    """Most fields have one edit: whether it is live, nobody needs to ask."""
    edit, head = aliased(Edit), aliased(Edit)

    def of_field(edit: Any) -> ColumnElement[bool]:
        return and_(_same(edit, TOUCHED.c), edit.col == TOUCHED.c.col)

    edits = select(func.count(edit.id)).where(of_field(edit)).scalar_subquery()
    heads = select(func.count(head.id)).where(of_field(head), live(head)).scalar_subquery()
    return select(TOUCHED.c.tbl, TOUCHED.c.row).where(edits > 1, heads > 1).distinct()


@cache
def _met_in_statements() -> Any:
    first, other = aliased(Edit), aliased(Edit)
    names = [cls.__tablename__ for cls in kept_classes() if cls.groups]
    field = _same(first, TOUCHED.c) & (first.col == TOUCHED.c.col)
    return (
        select(TOUCHED.c.tbl, TOUCHED.c.row)
        .join(first, field)
        .join(other, _same(other, TOUCHED.c) & (other.grp == first.grp) & (other.col != first.col))
        .where(TOUCHED.c.tbl.in_(names), first.grp != "", live(first), live(other))
        .distinct()
    )


def _same(edit: Any, other: Any) -> ColumnElement[bool]:
    """Of the same row or cell."""
    return and_(edit.tbl == other.tbl, edit.row == other.row, edit.sub == other.sub)


def _met(edit: Any) -> ColumnElement[bool]:
    """As a list of rows, so that these few drive the query and not all edits."""
    return tuple_(edit.tbl, edit.row).in_(select(Contested.tbl, Contested.row))


def fields(session: Session) -> list[Field]:
    """Fields (outside statements) whose live edits differ."""
    rows = session.execute(_differing_fields())
    found = [Field(table, row, name, sub) for table, row, sub, name, _ in rows]
    away = _away(session, ((field.table, field.row) for field in found))
    return [field for field in found if (field.table, field.row) not in away]


@cache
def _differing_fields() -> Any:
    return _differing(Edit.grp == "", Edit.col != DELETED)


@cache
def _differing_statements() -> Any:
    return _differing(Edit.grp != "")


def _differing(*conditions: ColumnElement[bool]) -> Any:
    key = (Edit.tbl, Edit.row, Edit.sub, Edit.col, Edit.grp)
    values = func.count(func.coalesce(Edit.new, _NOTHING).distinct())
    query = select(*key).where(_met(Edit), live(Edit), *conditions)
    return query.group_by(*key).having(values > 1)


def _away(session: Session, rows: Iterable[tuple[str, uuid.UUID]]) -> set[tuple[str, uuid.UUID]]:
    """Which of these rows are deleted: nobody need decide about them."""
    wanted: dict[str, set[uuid.UUID]] = defaultdict(set)
    for name, row in rows:
        wanted[name].add(row)
    found: set[tuple[str, uuid.UUID]] = set()
    for name, ids in wanted.items():
        table = table_named(name)
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
    differing = session.execute(_differing_statements())
    keys = {(table, row, group) for table, row, _, _, group in differing}
    keys |= {tuple(key) for key in session.execute(_unseen())}
    found = [Statement(*key) for key in sorted(keys)]
    away = _away(session, ((statement.table, statement.row) for statement in found))
    return [statement for statement in found if (statement.table, statement.row) not in away]


@cache
def _unseen() -> Any:
    """Live edits of two fields of one statement of which neither had seen the other.

    An edit also counts as seen where an equal edit of the same field was.
    """
    first, other = aliased(Edit), aliased(Edit)
    return (
        select(first.tbl, first.row, first.grp)
        .join(other, _same(other, first) & (other.grp == first.grp) & (other.col > first.col))
        .where(_met(first), first.grp != "", live(first), live(other))
        .where(~_know(first, other), ~_equal_known(first, other), ~_equal_known(other, first))
        .distinct()
    )


def _know(edit: Any, other: Any) -> ColumnElement[bool]:
    """One of the two had seen the other, or they were made in one act."""

    def saw(new: Any, old: Any) -> ColumnElement[bool]:
        return exists().where(Saw.new == new.id, Saw.old == old.id).correlate(edit, other)

    return or_(saw(edit, other), saw(other, edit), edit.act == other.act)


def _equal_known(edit: Any, other: Any) -> ColumnElement[bool]:
    twin = aliased(Edit)
    return exists().where(
        _same(twin, edit),
        twin.col == edit.col,
        twin.id != edit.id,
        twin.new.is_not_distinct_from(edit.new),
        live(twin),
        _know(twin, other),
    )


def deletions(session: Session) -> list[tuple[str, uuid.UUID]]:
    """Rows with a live deletion that had not seen some live edit, or that stands against a stay."""
    return [(table, row) for table, row in session.execute(_disputed_deletions())]


@cache
def _disputed_deletions() -> Any:
    head, other = aliased(Edit), aliased(Edit)
    deletion = (head.col == literal_column(f"'{DELETED}'")) & (head.new == yes())
    knew = exists().where(Saw.new == head.id, Saw.old == other.id)
    unseen = (other.col != DELETED) & ~knew
    stay = (other.col == DELETED) & (other.new == 0)
    return (
        select(head.tbl, head.row)
        .join(other, _same(other, head))
        .where(deletion, live(head))
        .where(or_(unseen, stay), live(other))
        .distinct()
    )


def orphans(session: Session) -> list[Field]:
    """Live rows whose parent is away, named by the column that refers to it."""
    return [Field(table, row, name) for table, name, row in session.execute(_orphaned())]


@cache
def _orphaned() -> TextualSelect:
    """From the deletions down, for every reference there is."""
    parts = [
        f"SELECT '{table.name}', '{key.parent.name}', c.id FROM edit d"
        f' JOIN "{key.column.table.name}" p ON p.id = d."row" AND p.deleted'
        f' JOIN "{table.name}" c ON c."{key.parent.name}" = p.id AND NOT c.deleted'
        f" WHERE d.tbl = '{key.column.table.name}' AND d.col = '#deleted' AND d.new = :yes"
        for table in (table_of(cls) for cls in kept_classes() if issubclass(cls, Row))
        for key in sorted(table.foreign_keys, key=lambda key: key.parent.name)
        if "deleted" in key.column.table.columns
    ]
    named = column("tbl", Text()), column("col", Text()), column("id", Guid())
    return text(" UNION ".join(parts)).bindparams(yes()).columns(*named)
