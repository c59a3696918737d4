"""The file as it was known at an earlier moment.

What was recorded or merged later is taken back in temporary tables that hide the real ones from
this session: so the same queries give the earlier numbers, and nothing of the file changes.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    MetaData,
    Select,
    Table,
    Update,
    case,
    delete,
    exists,
    insert,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.orm import Session, aliased

from db.ids import least_id_at
from db.journal.dialects import held, on_postgres
from db.schema.base import DELETED, Row, table_of
from db.schema.document import FilledIn, TextTemplate, WordingConfirmed
from db.schema.journal import ActRecord, Edit
from db.schema.merging import MergeBatch, MergedAct
from db.schema.registry import class_named, kept_classes
from db.schema.types import Guid
from db.vocabulary import Subject

#: What the campaign is, not what became of it: it is read as it is now.
_FRAME = frozenset({Subject.CAMPAIGN, Subject.CATALOGUE, Subject.SCHOOLS})

#: What the office writes about the numbers, be it later than they are.
_WRITTEN = frozenset({FilledIn, TextTemplate, WordingConfirmed})

_LATE = Table(
    "late_act",
    MetaData(),
    Column("act", Guid, primary_key=True),
    prefixes=["TEMPORARY"],
)


@contextmanager
def as_of(session: Session, moment: datetime | None) -> Iterator[None]:
    """Within this the session sees what this file knew before `moment` (UTC); None: all of it.

    What a team recorded earlier counts from its merge on. A row that was deleted in one file and
    changed in another, undecided then, counts by the later word.
    """
    if moment is None:
        yield
        return
    connection = session.connection()
    hidden: list[str] = []
    path = _search_path(connection)
    try:
        _look_first_at_copies(connection, path)
        _note_late_acts(connection, moment)
        hidden += _rewind(connection)
        session.expire_all()
        yield
    finally:
        schema = "pg_temp" if on_postgres(connection) else "temp"
        for name in (*hidden, _LATE.name):
            connection.execute(text(f'DROP TABLE IF EXISTS {schema}."{name}"'))
        _look_again_at(connection, path)
        session.expire_all()


def _search_path(connection: Connection) -> str:
    """On a server: where a name without a schema is looked for."""
    return str(connection.scalar(text("SHOW search_path"))) if on_postgres(connection) else ""


def _look_first_at_copies(connection: Connection, path: str) -> None:
    """A name means a copy before it means the table: SQLite does so by itself."""
    if path:
        connection.execute(text(f"SET LOCAL search_path = pg_temp, {path}"))


def _look_again_at(connection: Connection, path: str) -> None:
    if path:
        connection.execute(text(f"SET LOCAL search_path = {path}"))


def _note_late_acts(connection: Connection, moment: datetime) -> None:
    _LATE.create(connection)
    merged = (
        select(MergedAct.act)
        .join(MergeBatch, MergeBatch.number == MergedAct.batch)
        .where(MergeBatch.merged_at >= moment)
    )
    late = select(ActRecord.id).where(
        or_(ActRecord.id >= least_id_at(moment), ActRecord.id.in_(merged))
    )
    connection.execute(insert(_LATE).from_select(["act"], late))


def _rewind(connection: Connection) -> Iterator[str]:
    """Hide each table that has changed since behind what it was; the names of these tables."""
    changed = _changed_fields(connection)
    for cls in kept_classes():
        if not issubclass(cls, Row) or cls.subject in _FRAME or cls in _WRITTEN:
            continue
        if cls.__tablename__ in changed or _has_late(connection, cls):
            _hide(connection, table_of(cls))
            yield cls.__tablename__
            connection.execute(_unborn(cls))
            for column in changed.get(cls.__tablename__, ()):
                connection.execute(_restored(cls, column, connection.dialect.name))


def _changed_fields(connection: Connection) -> dict[str, list[str]]:
    """The columns that were edited since, by table; `#deleted` among them."""
    found: dict[str, list[str]] = defaultdict(list)
    query = select(Edit.tbl, Edit.col).where(_is_late(Edit.act)).distinct()
    for name, column in connection.execute(query):
        if class_named(name) is not None:
            found[name].append(column)
    return found


def _has_late(connection: Connection, cls: type[Row]) -> bool:
    query = select(table_of(cls).c.id).where(_is_late(table_of(cls).c.act)).limit(1)
    return connection.execute(query).first() is not None


def _hide(connection: Connection, table: Table) -> None:
    """A copy of the table that stands before it."""
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    name = table.name
    connection.execute(text(f'CREATE TEMPORARY TABLE "{name}" AS SELECT {columns} FROM "{name}"'))
    connection.execute(text(f'CREATE UNIQUE INDEX "{name}_as_of" ON "{name}" (id)'))


def _is_late(act: Any) -> ColumnElement[bool]:
    return exists().where(_LATE.c.act == act)


def _unborn(cls: type[Row]) -> Any:
    """Rows nobody here knew of. One with an official key is known by any earlier word on it."""
    table = table_of(cls)
    unborn = delete(table).where(_is_late(table.c.act))
    if not cls.natural:
        return unborn
    return unborn.where(~exists().where(Edit.tbl == table.name, Edit.row == table.c.id, ~_late()))


def _late() -> ColumnElement[bool]:
    return _is_late(Edit.act)


def _restored(cls: type[Row], column: str, dialect: str) -> Update:
    """Of each field that was edited since, the last earlier word; without one, what it was."""
    table = table_of(cls)
    target = table.c["deleted" if column == DELETED else column]
    of_column = (Edit.tbl == table.name, Edit.col == column, _late())
    rows = select(Edit.row).where(*of_column)
    earlier = _word(table, column, known=True)
    known = exists(earlier.with_only_columns(earlier.selected_columns[0]))
    value = case(
        (known, held(earlier.limit(1).scalar_subquery(), target.type, dialect)),
        else_=held(
            _word(table, column, known=False).limit(1).scalar_subquery(), target.type, dialect
        ),
    )
    return update(table).where(table.c.id.in_(rows)).values({target: value})


def _word(table: Table, column: str, *, known: bool) -> Select[Any]:
    """What the last known edit said; else what the first late one replaced."""
    edit = aliased(Edit)
    late = _is_late(edit.act)
    query = select(edit.new if known else edit.old).where(
        edit.tbl == table.name, edit.row == table.c.id, edit.sub == "", edit.col == column
    )
    ordered = edit.id.desc() if known else edit.id.asc()
    return query.where(~late if known else late).order_by(ordered).correlate(table)
