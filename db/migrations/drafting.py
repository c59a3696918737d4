"""What the tables mean and the steps do not lead to yet, and the statements that are missing.

Only for whoever changes the tables: the program itself never asks this.
"""

from contextlib import closing
from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

import db.schema.everything  # noqa: F401  # fills the metadata
from db.journal.triggers import triggers as texts_meant
from db.migrations import differing, latest, tables, triggers, triggers_file
from db.schema.base import Base
from db.schema.types import Anything, Chars, Count, Digest, Fen, Flag, Guid, Photo, SignedFen, Words

_PREPARERS = [dialect.dialect().identifier_preparer for dialect in (sqlite, postgresql)]
_NAMES: dict[type, str] = {
    Guid: "GUID",
    Digest: "BYTES",
    Photo: "BYTES",
    Count: "NUMBER",
    Fen: "NUMBER",
    SignedFen: "NUMBER",
    Flag: "FLAG",
    Anything: "ANY",
    Integer: "SERIAL",
}
#: What stands in a new column that must hold something, where the table does not say it.
_EMPTY: dict[type, str] = {Flag: "false", Count: "0", Fen: "0", Chars: "''", Words: "''"}


def meant() -> list[str]:
    """Tables and indexes as a file has them by the metadata alone."""
    dialect = sqlite.dialect()
    made: list[CreateTable | CreateIndex] = []
    for table in Base.metadata.sorted_tables:
        made += [CreateTable(table), *map(CreateIndex, _indexes(table))]
    return [str(statement.compile(dialect=dialect)) for statement in made]


def shape(statements: list[str]) -> dict[str, Any]:
    """What these statements make, whatever the order of columns, by the name of table or index."""
    import sqlcipher3.dbapi2 as sqlcipher

    with closing(sqlcipher.connect(":memory:")) as connection:
        for statement in statements:
            connection.execute(statement)
        listed = "SELECT name, sql FROM sqlite_schema WHERE type = ? AND sql IS NOT NULL"
        found = {
            name: _columns(connection, name, sql)
            for name, sql in connection.execute(listed, ("table",)).fetchall()
        }
        indexes = connection.execute(listed, ("index",)).fetchall()
        return {**found, **{name: " ".join(sql.split()) for name, sql in indexes}}


def _columns(connection: Any, table: str, sql: str) -> Any:
    def asked(what: str) -> list[tuple[Any, ...]]:
        return list(connection.execute(f"SELECT {what}", (table,)).fetchall())

    return {
        "columns": {
            name: rest
            for name, *rest in asked('name, type, "notnull", pk FROM pragma_table_xinfo(?)')
        },
        "keys": set(asked('"from", "table", "to", on_delete FROM pragma_foreign_key_list(?)')),
        "deferred": sql.upper().count("DEFERRABLE INITIALLY DEFERRED"),
        "kind": asked("wr, strict FROM pragma_table_list WHERE name = ?"),
        "unique": sorted(asked('"unique", origin FROM pragma_index_list(?)')),
    }


def missing(version: int) -> list[str]:
    """Statements of a step, for the tables, columns and indexes that the steps do not make."""
    built = shape(tables(version))
    found: list[str] = []
    for table in Base.metadata.sorted_tables:
        if table.name not in built:
            found.append(_table(table))
        else:
            known = built[table.name]["columns"]
            found += [_column_added(column) for column in table.columns if column.name not in known]
        found += [_index(index) for index in _indexes(table) if index.name not in built]
    return found


def write_triggers(version: int) -> None:
    """Write down the triggers of this version that are others than those of the one before."""
    triggers_file(version).write_text(
        differing(triggers(version - 1), latest(text.strip() for text in texts_meant())), "utf-8"
    )


def _quoted(name: str) -> str:
    """In quotes where either engine has this word for itself."""
    return next((text for preparer in _PREPARERS if (text := preparer.quote(name)) != name), name)


def _indexes(table: Table) -> list[Any]:
    return sorted(table.indexes, key=lambda index: str(index.name))


def _index(index: Any) -> str:
    columns = ", ".join(_quoted(column.name) for column in index.columns)
    where = index.dialect_options["sqlite"]["where"]
    kind = "UNIQUE INDEX" if index.unique else "INDEX"
    made = f"CREATE {kind} {index.name} ON {_quoted(index.table.name)} ({columns})"
    return made if where is None else f"{made} WHERE {where}"


def _table(table: Table) -> str:
    key = ", ".join(_quoted(column.name) for column in table.primary_key.columns)
    parts = [*(_declared(column) for column in table.columns), f"PRIMARY KEY ({key})"]
    parts += [
        f"FOREIGN KEY ({_quoted(foreign_key.parent.name)}) {_reference(foreign_key)}"
        for foreign_key in _keys(table)
    ]
    kept = "" if table.dialect_options["sqlite"]["with_rowid"] else "WITHOUT ROWID, "
    return f"CREATE TABLE {_quoted(table.name)} ({', '.join(parts)}) {kept}STRICT"


def _keys(table: Table) -> list[ForeignKey]:
    return sorted(table.foreign_keys, key=lambda key: key.parent.name)


def _reference(key: ForeignKey) -> str:
    target = f"REFERENCES {_quoted(key.column.table.name)} ({_quoted(key.column.name)})"
    return f"{target} DEFERRABLE INITIALLY DEFERRED" if key.deferrable else target


def _declared(column: Column[Any]) -> str:
    name = _NAMES.get(type(column.type), "TEXT")
    return f"{_quoted(column.name)} {name}{'' if column.nullable else ' NOT NULL'}"


def _column_added(column: Column[Any]) -> str:
    clauses = [f"ALTER TABLE {_quoted(column.table.name)} ADD COLUMN {_declared(column)}"]
    if not column.nullable:
        clauses.append(f"DEFAULT {_default(column)}")
    return " ".join([*clauses, *(_reference(key) for key in column.foreign_keys)])


def _default(column: Column[Any]) -> str:
    """What the rows that are there get. Raises where neither table nor type says it."""
    match getattr(column.default, "arg", None):
        case bool() as flag:
            return str(flag).lower()
        case int() as number:
            return str(number)
        case str() as word:
            return f"'{word}'"
        case tuple() as words:
            return f"'{','.join(words)}'"
    for kind, empty in _EMPTY.items():
        if isinstance(column.type, kind):
            return empty
    raise ValueError(f"{column} needs a default, or may be empty, or a step written by hand")
