"""The language of a step: SQL that a file and a master on PostgreSQL both run.

One statement a line, ended by a semicolon; lines that begin with `--` are remarks. Columns have
one of the types below, flags are `true` and `false`; `STRICT` and `WITHOUT ROWID` are a file's.
`natural_id(c.id, 'table', 'key')` is the id of a row with an official key, of the campaign `c` or
the finding `f`.
"""

import re
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from db.ids import natural_id

_SQLITE = {
    "GUID": "BLOB",
    "BYTES": "BLOB",
    "NUMBER": "INTEGER",
    "FLAG": "INTEGER",
    "SERIAL": "INTEGER",
}
_POSTGRES = {
    "GUID": "UUID",
    "BYTES": "BYTEA",
    "NUMBER": "BIGINT",
    "FLAG": "BOOLEAN",
    "TEXT": 'VARCHAR COLLATE "C"',
    "ANY": 'VARCHAR COLLATE "C"',
}
_TYPE = re.compile(r'(?<=[\w"] )(GUID|BYTES|NUMBER|SERIAL|FLAG|TEXT|ANY)\b')
_NATURAL = re.compile(r"natural_id\((\w+\.id), '(\w+)', '(\w+)'\)")
_OPTIONS = re.compile(r"\) (WITHOUT ROWID, )?STRICT$")


def read_step(file: Path) -> list[str]:
    lines = (line.strip() for line in file.read_text("utf-8").splitlines())
    return [line.removesuffix(";") for line in lines if line and not line.startswith("--")]


def for_sqlite(statement: str) -> str:
    return _typed(statement, _SQLITE)


def for_postgres(statement: str, owners: Mapping[str, Sequence[uuid.UUID]] | None = None) -> str:
    """A server has no such function as `natural_id`: the ids are written down for the `owners` of
    its rows, by the alias of their table in a step."""
    known = _NATURAL.sub(lambda found: _ids_by_owner(found, owners or {}), statement)
    return _OPTIONS.sub(")", _typed(known, _POSTGRES))


def _ids_by_owner(found: re.Match[str], owners: Mapping[str, Sequence[uuid.UUID]]) -> str:
    owner, table, key = found.groups()
    known = owners.get(owner.removesuffix(".id"), ())
    ids = [f"WHEN '{id_}' THEN '{natural_id(id_, table, key)}'::uuid" for id_ in known]
    return f"(CASE {owner} {' '.join(ids)} END)" if ids else "NULL"


def add_functions(connection: Any) -> None:
    """What a step may call beside what SQLite has."""
    connection.create_function("natural_id", -1, _natural_id, deterministic=True)


def _natural_id(owner: bytes, *key: str) -> bytes:
    return natural_id(uuid.UUID(bytes=owner), *key).bytes


def _typed(statement: str, names: Mapping[str, str]) -> str:
    """Types are named where a table is made or gets a column, and nowhere else."""
    if not statement.startswith(("CREATE TABLE ", "ALTER TABLE ")):
        return statement
    return _TYPE.sub(lambda found: names.get(found[0], found[0]), statement)
