"""The triggers that write the journal, generated from the metadata.

They see the ORM, Core and bulk statements alike. Whoever writes without having taken the pen (an
act) is refused, by `edit.act NOT NULL` or by name; nothing journalled is ever deleted.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Table

from db.schema.base import DELETED, Cell, Kept, Row, edited_columns, group_of, table_of
from db.schema.registry import kept_classes
from db.schema.types import Chars, Flag

_NEW_ID = "unhex(pen.clock || '8' || substr(hex(randomblob(8)), 2))"
_FIELDS = 'id, act, tbl, "row", sub, col, grp, old, new'
_LIVE = "NOT EXISTS (SELECT 1 FROM supersedes s WHERE s.old = h.id)"
_NOT_UNDER_WAY = "WHEN OLD.id IS NOT (SELECT act FROM pen)\n"
_SAME_ROW = 'h.tbl = NEW.tbl AND h."row" = NEW."row" AND h.sub = NEW.sub'


def triggers() -> Iterator[str]:
    """Every trigger of the current schema, as SQL."""
    for cls in kept_classes():
        yield from _of_table(cls)
    yield _superseding()
    yield _deletions()
    yield _statements()
    for name in ("act", "edit", "supersedes", "saw"):
        yield _refuse(name, "DELETE", "" if name != "act" else _NOT_UNDER_WAY)
        yield _refuse(name, "UPDATE")


def _of_table(cls: type[Kept]) -> Iterator[str]:
    name = cls.__tablename__
    natural = issubclass(cls, Row) and bool(cls.natural)
    yield (
        _trigger(f"{name}_birth", f"AFTER INSERT ON {name}", _refuse_birth(cls))
        + (_record(cls, birth=True) if natural else "")
        + "END"
    )
    if issubclass(cls, Row | Cell):
        change = _refuse_change(cls) + _record(cls, birth=False)
        yield _trigger(f"{name}_edit", f"AFTER UPDATE ON {name}", change) + "END"
    else:
        yield _refuse(name, "UPDATE", "WHEN (SELECT silent FROM pen) = 0\n")
    yield _refuse(name, "DELETE")


def _trigger(name: str, when: str, body: str) -> str:
    return f"CREATE TRIGGER {name} {when}\nWHEN (SELECT silent FROM pen) = 0\nBEGIN\n{body}"


def _refuse_birth(cls: type[Kept]) -> str:
    """A row is born by the act under way; a cell, by the one that bore its parent."""
    born = "NEW.act" if issubclass(cls, Row) else "pen.act"
    if issubclass(cls, Cell):
        [key] = table_of(cls).foreign_keys
        above = f"{key.column.table.name} p WHERE p.id = NEW.{key.parent.name}"
        born = f"(SELECT p.act FROM {above})"
    wrong = f"pen.act IS NULL OR {born} IS NOT pen.act"
    return _abort(f"{cls.__tablename__} is born in an act", f"FROM pen WHERE {wrong}")


def _refuse_change(cls: type[Kept]) -> str:
    """Keys and births never change; what is deleted does not change."""
    keys = [column.name for column in table_of(cls).primary_key.columns]
    fixed = [*keys, "act"] if issubclass(cls, Row) else keys
    wrong = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in fixed)
    if issubclass(cls, Row):
        wrong += " OR (OLD.deleted AND NEW.deleted)"
    return _abort(f"{cls.__tablename__} does not change so", f"WHERE {wrong}")


def _abort(why: str, condition: str) -> str:
    return f"SELECT RAISE(ABORT, '{why}') {condition};\n"


def _record(cls: type[Kept], *, birth: bool) -> str:
    """Insert an edit for each field that differs; at birth, from what an empty row holds."""
    columns = born_columns(cls) if birth else edited_columns(cls)
    changes = "\n  UNION ALL ".join(_change(cls, column, birth=birth) for column in columns)
    row, sub = _key(table_of(cls))
    return (
        f"INSERT INTO edit ({_FIELDS})\n"
        f"SELECT {_NEW_ID}, pen.act, '{cls.__tablename__}', {row}, {sub},"
        " c.col, c.grp, c.old, c.new\n"
        f"FROM pen, ({changes}) c WHERE c.old IS NOT c.new;\n"
    )


def born_columns(cls: type[Kept]) -> list[str]:
    """What a birth states: the fields beside the key; of a bare key, that the row is there."""
    key = cls.natural if issubclass(cls, Row) else ()
    stated = [name for name in edited_columns(cls) if name not in (*key, "deleted")]
    return stated or ["deleted"]


def birth_marks(cls: type[Kept]) -> list[str]:
    """The columns in which only a birth can say that nothing was there before."""
    columns = table_of(cls).columns
    return [
        name
        for name in born_columns(cls)
        if name == "deleted" or (not columns[name].nullable and empty(columns[name]) == "NULL")
    ]


def _change(cls: type[Kept], column: str, *, birth: bool) -> str:
    nothing = "NULL" if column == "deleted" else empty(table_of(cls).columns[column])
    before = nothing if birth else f'OLD."{column}"'
    name = DELETED if column == "deleted" else column
    grp = group_of(cls, column)
    return f"SELECT '{name}' AS col, '{grp}' AS grp, {before} AS old, NEW.\"{column}\" AS new"


def empty(column: Column[Any]) -> str:
    """What a field holds that nobody has filled in, so that it makes no edit."""
    if column.nullable:
        return "NULL"
    return {Flag: "0", Chars: "''"}.get(type(column.type), "NULL")


def _key(table: Table) -> tuple[str, str]:
    first, *rest = [f"NEW.{column.name}" for column in table.primary_key.columns]
    return first, rest[0] if rest else "''"


def _superseding() -> str:
    """An edit made here replaces every live edit of its field."""
    return (
        "CREATE TRIGGER edit_supersedes AFTER INSERT ON edit\n"
        "WHEN NEW.act = (SELECT act FROM pen)\nBEGIN\n"
        "INSERT INTO supersedes (old, new) SELECT h.id, NEW.id FROM edit h\n"
        f"WHERE {_SAME_ROW} AND h.col = NEW.col AND h.id <> NEW.id AND {_LIVE};\n"
        "END"
    )


def _deletions() -> str:
    """A deletion knows every live edit of its row."""
    return (
        "CREATE TRIGGER edit_deletes AFTER INSERT ON edit\n"
        f"WHEN NEW.col = '{DELETED}' AND NEW.new = 1 AND NEW.act = (SELECT act FROM pen)\nBEGIN\n"
        "INSERT INTO saw (new, old) SELECT NEW.id, h.id FROM edit h\n"
        f"WHERE {_SAME_ROW} AND h.col <> '{DELETED}' AND {_LIVE};\n"
        "END"
    )


def _statements() -> str:
    """An edit of a statement knows the live edits of the statement's other fields."""
    return (
        "CREATE TRIGGER edit_states AFTER INSERT ON edit\n"
        "WHEN NEW.grp <> '' AND NEW.act = (SELECT act FROM pen)\nBEGIN\n"
        "INSERT INTO saw (new, old) SELECT NEW.id, h.id FROM edit h\n"
        f"WHERE {_SAME_ROW} AND h.grp = NEW.grp AND h.col <> NEW.col AND {_LIVE};\n"
        "END"
    )


def _refuse(name: str, verb: str, when: str = "") -> str:
    return (
        f"CREATE TRIGGER {name}_no_{verb.lower()} BEFORE {verb} ON {name}\n{when}"
        f"BEGIN SELECT RAISE(ABORT, '{name} is never {verb.lower()}d'); END"
    )
