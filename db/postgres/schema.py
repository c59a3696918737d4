"""A campaign's schema: the tables of a file, made for PostgreSQL."""

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import (
    Connection,
    ForeignKeyConstraint,
    Select,
    Table,
    exists,
    func,
    or_,
    select,
    text,
)
from sqlalchemy.schema import AddConstraint, CreateIndex, CreateTable

import db.schema.everything  # noqa: F401  # fills the metadata
from db.errors import InspectionError
from db.merge.temp_tables import keys_of, lacks
from db.migrations import VERSION
from db.postgres.triggers import pen, triggers
from db.schema.base import Base, Cell, table_of
from db.schema.journal import Edit, LogMark, Pen
from db.schema.registry import kept_classes

#: What the schema's comment begins with; the format follows.
MARK = "inspection format "

#: What SQLite has and PostgreSQL lacks.
_SQL = "RETURNS {} LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN {}"
_FUNCTIONS = (
    f"CREATE FUNCTION hex(uuid) {_SQL}".format("text", "upper(replace($1::text, '-', ''))"),
    f"CREATE FUNCTION hex(bytea) {_SQL}".format("text", "upper(encode($1, 'hex'))"),
    f"CREATE FUNCTION hex(text) {_SQL}".format(
        "text", "upper(encode(convert_to($1, 'UTF8'), 'hex'))"
    ),
    f"CREATE FUNCTION larger(uuid, uuid) {_SQL}".format(
        "uuid", "CASE WHEN $1 > $2 THEN $1 ELSE $2 END"
    ),
    """CREATE AGGREGATE max(uuid) (SFUNC = larger, STYPE = uuid, COMBINEFUNC = larger,
    SORTOP = OPERATOR(pg_catalog.>), PARALLEL = SAFE)""",
)
#: The bureau's private key, in a file kept beside it.
_KEYRING = "CREATE TABLE keyring (one int PRIMARY KEY CHECK (one = 1), identity text NOT NULL)"


def tables() -> list[Table]:
    """Every table of a file but the pen, parents before children."""
    return [table for table in Base.metadata.sorted_tables if table is not table_of(Pen)]


def poured() -> list[Table]:
    """Tables whose rows go from a file into a master and back; a master has no log of its own."""
    return [table for table in tables() if table is not table_of(LogMark)]


def lay_out(connection: Connection, schema: str) -> None:
    """An empty schema with its tables, for this transaction the one that is spoken of."""
    connection.execute(text(f'CREATE SCHEMA "{schema}"'))
    mark(connection, schema)
    speak_of(connection, schema)
    for statement in (*_FUNCTIONS, _KEYRING):
        connection.exec_driver_sql(statement)
    for table in tables():
        connection.execute(CreateTable(table, include_foreign_key_constraints=[]))


def mark(connection: Connection, schema: str) -> None:
    """Say that this schema is of this program's format."""
    connection.execute(text(f"COMMENT ON SCHEMA \"{schema}\" IS '{MARK}{VERSION}'"))


def speak_of(connection: Connection, schema: str) -> None:
    """Until the transaction ends, names without a schema mean this one."""
    connection.execute(text(f'SET LOCAL search_path = "{schema}", pg_temp'))


def fit_out(connection: Connection) -> None:
    """Indexes, references and triggers: after the rows have come, which is many times faster."""
    for table in tables():
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            connection.execute(CreateIndex(index))
        for key in references(table):
            connection.execute(AddConstraint(key, isolate_from_table=False))
    for statement in (*pen(), *triggers()):
        connection.exec_driver_sql(statement)


def references(table: Table) -> Iterator[ForeignKeyConstraint]:
    """What is checked row by row; what comes by the million is not."""
    if table not in unchecked():
        yield from table.foreign_key_constraints


def unchecked() -> list[Table]:
    """Cells, the rows they belong to, and edits: a merge checks their references as sets."""
    cells = [table_of(cls) for cls in kept_classes() if issubclass(cls, Cell)]
    rows = [key.column.table for cell in cells for key in cell.foreign_keys]
    return [*cells, *rows, table_of(Edit)]


def require_parents(
    connection: Connection, rows: Callable[[Table], Table] = lambda any_table: any_table
) -> None:
    """What is not checked row by row is checked here: all these `rows` that are here hang on one.

    Raises InspectionError where one hangs on nothing.
    """
    for table in unchecked():
        if lost := connection.scalar(_lost(table, rows(table))):
            raise InspectionError(
                f"核对不上（{table.name} 有 {lost} 行没有所属的记录），没有改动；请联系维护人员。"
            )


def _lost(ours: Table, rows: Table) -> Select[Any]:
    """Rows that hang on nothing; where `rows` are to be merged, only those that came in."""
    hanging = [
        rows.c[key.parent.name].is_not(None)
        & ~exists().where(key.column == rows.c[key.parent.name])
        for key in ours.foreign_keys
    ]
    here = [] if rows is ours else [~lacks(ours, rows, keys_of(ours))]
    return select(func.count()).select_from(rows).where(or_(*hanging), *here)
