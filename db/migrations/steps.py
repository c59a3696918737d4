"""The language of a step: SQL that a file and a master on PostgreSQL both run.

One statement a line, ended by a semicolon; lines that begin with `--` are remarks. Columns have
one of the types below, flags are `true` and `false`; `STRICT` and `WITHOUT ROWID` are a file's.
"""

import re
from collections.abc import Mapping
from pathlib import Path

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
_OPTIONS = re.compile(r"\) (WITHOUT ROWID, )?STRICT$")


def read_step(file: Path) -> list[str]:
    lines = (line.strip() for line in file.read_text("utf-8").splitlines())
    return [line.removesuffix(";") for line in lines if line and not line.startswith("--")]


def for_sqlite(statement: str) -> str:
    return _typed(statement, _SQLITE)


def for_postgres(statement: str) -> str:
    return _OPTIONS.sub(")", _typed(statement, _POSTGRES))


def _typed(statement: str, names: Mapping[str, str]) -> str:
    """Types are named where a table is made or gets a column, and nowhere else."""
    if not statement.startswith(("CREATE TABLE ", "ALTER TABLE ")):
        return statement
    return _TYPE.sub(lambda found: names.get(found[0], found[0]), statement)
