"""The triggers of db/journal/triggers.py as PostgreSQL says them: the same tables, the same words.

The pen is no table here but a view of what the session has set, so that everyone who writes has a
pen of his own. A trigger's condition reads the setting itself: what a merge brings calls nothing.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Table

from db.journal.triggers import born_columns, empty
from db.schema.base import DELETED, Cell, Kept, Row, edited_columns, group_of, table_of
from db.schema.registry import kept_classes
from db.schema.types import Count, Digest, Fen, Flag, Guid, Photo

_WRITING = "current_setting('inspector.silent', true) IS DISTINCT FROM 'on'"
_ACT = "CAST(nullif(current_setting('inspector.act', true), '') AS uuid)"
_CLOCK = "current_setting('inspector.clock', true)"
_RANDOM = "substr(replace(CAST(gen_random_uuid() AS text), '-', ''), 18)"
_NEW_ID = f"CAST({_CLOCK} || '8' || {_RANDOM} AS uuid)"
_FIELDS = 'id, act, tbl, "row", sub, col, grp, old, new'
_LIVE = "NOT EXISTS (SELECT 1 FROM supersedes s WHERE s.old = h.id)"
_SAME_ROW = 'h.tbl = NEW.tbl AND h."row" = NEW."row" AND h.sub = NEW.sub'
_HERE = f"NEW.act = {_ACT}"


def pen() -> Iterator[str]:
    """Who writes now in this session, until the transaction ends."""
    latest = "SELECT lower(left(hex(id), 16)) FROM act ORDER BY id DESC LIMIT 1"
    yield (
        f'CREATE VIEW pen AS SELECT CAST(1 AS bigint) AS "only", {_ACT} AS act,'
        f" coalesce(nullif({_CLOCK}, ''), ({latest}), '') AS clock,"
        " coalesce(current_setting('inspector.silent', true) = 'on', false) AS silent"
    )
    yield _function(
        "pen_taken",
        "PERFORM set_config('inspector.act', coalesce(hex(NEW.act), ''), true);\n"
        "PERFORM set_config('inspector.clock', NEW.clock, true);\n"
        "PERFORM set_config('inspector.silent', CASE WHEN NEW.silent THEN 'on' ELSE '' END, true);"
        "\nRETURN NEW;",
    )
    yield (
        "CREATE TRIGGER pen_taken INSTEAD OF UPDATE ON pen"
        " FOR EACH ROW EXECUTE FUNCTION pen_taken()"
    )


def triggers() -> Iterator[str]:
    for cls in kept_classes():
        yield from _of_table(cls)
    yield from _on_edit("edit_supersedes", "true", _superseding())
    yield from _on_edit("edit_deletes", f"NEW.col = '{DELETED}' AND NEW.new = 'i1'", _deleting())
    yield from _on_edit("edit_states", "NEW.grp <> ''", _stating())
    for name in ("act", "edit", "supersedes", "saw"):
        when = f"OLD.id IS DISTINCT FROM {_ACT}" if name == "act" else "true"
        yield from _refuse(name, "DELETE", when)
        yield from _refuse(name, "UPDATE", "true")


def _of_table(cls: type[Kept]) -> Iterator[str]:
    name = cls.__tablename__
    birth = _refuse_birth(cls)
    if issubclass(cls, Row) and cls.natural:
        birth += _record(cls, birth=True)
    yield from _after(f"{name}_birth", f"INSERT ON {name}", _WRITING, birth)
    if issubclass(cls, Row | Cell):
        change = _refuse_change(cls) + _record(cls, birth=False)
        yield from _after(f"{name}_edit", f"UPDATE ON {name}", _WRITING, change)
    else:
        yield from _refuse(name, "UPDATE", _WRITING)
    yield from _refuse(name, "DELETE", "true")


def _refuse_birth(cls: type[Kept]) -> str:
    born = "NEW.act"
    if issubclass(cls, Cell):
        [key] = table_of(cls).foreign_keys
        born = f"(SELECT p.act FROM {key.column.table.name} p WHERE p.id = NEW.{key.parent.name})"
    elif not issubclass(cls, Row):
        born = _ACT
    wrong = f"{_ACT} IS NULL OR {born} IS DISTINCT FROM {_ACT}"
    return _abort(wrong, f"{cls.__tablename__} is born in an act")


def _refuse_change(cls: type[Kept]) -> str:
    keys = [column.name for column in table_of(cls).primary_key.columns]
    fixed = [*keys, "act"] if issubclass(cls, Row) else keys
    wrong = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in fixed)
    if issubclass(cls, Row):
        wrong += " OR (OLD.deleted AND NEW.deleted)"
    return _abort(wrong, f"{cls.__tablename__} does not change so")


def _abort(condition: str, why: str) -> str:
    return f"IF {condition} THEN\n{_raise(why)}END IF;\n"


def _raise(why: str) -> str:
    return f"RAISE EXCEPTION '{why}' USING ERRCODE = 'check_violation';\n"


def _record(cls: type[Kept], *, birth: bool) -> str:
    """An edit for each field that differs, one after the other, as a file's trigger does it."""
    columns = born_columns(cls) if birth else edited_columns(cls)
    return "".join(_entry(cls, column, birth=birth) for column in columns)


def _entry(cls: type[Kept], name: str, *, birth: bool) -> str:
    column = table_of(cls).columns[name]
    old, new = f'OLD."{name}"', f'NEW."{name}"'
    if birth:
        old = "NULL" if name == "deleted" else _empty(column)
    was = "NULL" if old == "NULL" else as_edit(column, old)
    row, sub = _key(table_of(cls))
    field = DELETED if name == "deleted" else name
    return (
        f"IF {old} IS DISTINCT FROM {new} THEN\nINSERT INTO edit ({_FIELDS}) VALUES ({_NEW_ID},"
        f" {_ACT}, '{cls.__tablename__}', {row}, {sub}, '{field}', '{group_of(cls, name)}',"
        f" {was}, {as_edit(column, new)});\nEND IF;\n"
    )


def _empty(column: Column[Any]) -> str:
    known = empty(column)
    return "false" if isinstance(column.type, Flag) and known != "NULL" else known


def as_edit(column: Column[Any], value: str) -> str:
    """A column's value as an edit keeps it (see `Anything`)."""
    match column.type:
        case Flag():
            return f"'i' || CAST(CAST({value} AS int) AS text)"
        case Count() | Fen():
            return f"'i' || CAST({value} AS text)"
        case Guid() | Digest() | Photo():
            return f"'x' || hex({value})"
        case _:
            return f"'t' || {value}"


def _key(table: Table) -> tuple[str, str]:
    first, *rest = [f"NEW.{column.name}" for column in table.primary_key.columns]
    return first, rest[0] if rest else "''"


def _superseding() -> str:
    return (
        "INSERT INTO supersedes (old, new) SELECT h.id, NEW.id FROM edit h\n"
        f"WHERE {_SAME_ROW} AND h.col = NEW.col AND h.id <> NEW.id AND {_LIVE};\n"
    )


def _deleting() -> str:
    return (
        "INSERT INTO saw (new, old) SELECT NEW.id, h.id FROM edit h\n"
        f"WHERE {_SAME_ROW} AND h.col <> '{DELETED}' AND {_LIVE};\n"
    )


def _stating() -> str:
    return (
        "INSERT INTO saw (new, old) SELECT NEW.id, h.id FROM edit h\n"
        f"WHERE {_SAME_ROW} AND h.grp = NEW.grp AND h.col <> NEW.col AND {_LIVE};\n"
    )


def _on_edit(name: str, when: str, body: str) -> Iterator[str]:
    yield from _after(name, "INSERT ON edit", f"{when} AND {_HERE}", body)


def _after(name: str, what: str, when: str, body: str) -> Iterator[str]:
    yield _function(name, f"{body}RETURN NULL;")
    yield (
        f"CREATE TRIGGER {name} AFTER {what} FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION {name}()"
    )


def _refuse(name: str, verb: str, when: str) -> Iterator[str]:
    refusal = f"{name}_no_{verb.lower()}"
    yield _function(refusal, _raise(f"{name} is never {verb.lower()}d"))
    yield (
        f"CREATE TRIGGER {refusal} BEFORE {verb} ON {name} FOR EACH ROW"
        f" WHEN ({when}) EXECUTE FUNCTION {refusal}()"
    )


def _function(name: str, body: str) -> str:
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$\n"
        f"BEGIN\n{body}\nEND\n$body$"
    )
