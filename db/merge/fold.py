"""What a field shows: the winner among its live edits, worked out for many fields at once."""

from collections import Counter
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    Update,
    case,
    exists,
    false,
    select,
    true,
    update,
)
from sqlalchemy.orm import aliased

from db.journal.dialects import held
from db.journal.fields import live
from db.merge.temp_tables import TOUCHED
from db.schema.base import DELETED
from db.schema.journal import Edit, Saw
from db.schema.registry import table_named


def latest(edit: Any) -> Any:
    """Ids hold the clock: the largest one is the latest, and everybody agrees on it."""
    return edit.id.desc()


def fold(connection: Connection) -> dict[str, int]:
    """Let every touched field show its winner. How many now show another value, by table."""
    changed: Counter[str] = Counter()
    pairs = connection.execute(select(TOUCHED.c.tbl, TOUCHED.c.col).distinct()).all()
    for name, column in pairs:
        if column != DELETED:
            changed[name] += _folded(connection, table_named(name), column)
    for name in dict.fromkeys(name for name, _ in pairs):
        table = table_named(name)
        if "deleted" in table.columns:
            changed[name] += connection.execute(_folding_deletions(table)).rowcount
    return {name: number for name, number in changed.items() if number}


def _folded(connection: Connection, table: Table, column: str) -> int:
    return connection.execute(_folding(table, column, connection.dialect.name)).rowcount


@cache
def _folding(table: Table, column: str, dialect: str) -> Update:
    row, *rest = table.primary_key.columns
    sub: Any = rest[0] if rest else ""
    edit = aliased(Edit)
    winner = (
        select(edit.new)
        .where(edit.tbl == table.name, edit.row == row, edit.sub == sub, edit.col == column)
        .where(live(edit))
        .order_by(latest(edit))
        .limit(1)
        .correlate(table)
        .scalar_subquery()
    )
    target = table.columns[column]
    value = held(winner, target.type, dialect)
    touched = _touched(table, column)
    statement = update(table).where(touched, target.is_distinct_from(value))
    return statement.values({target: value})


def _touched(table: Table, column: str) -> ColumnElement[bool]:
    """Rows with this field touched. The scratch table drives: it is the smaller one."""
    row, *rest = table.primary_key.columns
    field = [TOUCHED.c.tbl == table.name, TOUCHED.c.col == column]
    condition: ColumnElement[bool] = row.in_(select(TOUCHED.c.row).where(*field))
    for sub in rest:
        condition &= exists().where(*field, TOUCHED.c.row == row, TOUCHED.c.sub == sub)
    return condition


@cache
def _folding_deletions(table: Table) -> Update:
    """A row is away if a deletion is live and knew every live edit; in doubt it stays visible."""
    named = select(TOUCHED.c.row).where(TOUCHED.c.tbl == table.name)
    deletion = aliased(Edit)
    has_deletion = exists().where(
        deletion.tbl == table.name,
        deletion.row == table.c.id,
        deletion.sub == "",
        deletion.col == DELETED,
    )
    known = _deleted(table) & ~_kept(table) & ~_doubted(table)
    away = case((known, true()), else_=false())
    other = table.c.deleted.is_distinct_from(away)
    return update(table).where(table.c.id.in_(named), has_deletion, other).values(deleted=away)


def _heads(table: Table, edit: Any) -> list[ColumnElement[bool]]:
    return [edit.tbl == table.name, edit.row == table.c.id, edit.sub == "", live(edit)]


def _deleted(table: Table) -> ColumnElement[bool]:
    head = aliased(Edit)
    return exists().where(*_heads(table, head), head.col == DELETED, head.new == 1)


def _kept(table: Table) -> ColumnElement[bool]:
    head = aliased(Edit)
    return exists().where(*_heads(table, head), head.col == DELETED, head.new == 0)


def _doubted(table: Table) -> ColumnElement[bool]:
    """Some live deletion did not know some live edit of the row."""
    head, other = aliased(Edit), aliased(Edit)
    knew = exists().where(Saw.new == head.id, Saw.old == other.id)
    return exists().where(
        *_heads(table, head),
        head.col == DELETED,
        head.new == 1,
        *_heads(table, other),
        other.col != DELETED,
        ~knew,
    )
