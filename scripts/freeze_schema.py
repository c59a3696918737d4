"""Write the current schema, its triggers and its soundness rules as frozen SQL.

Run it while a version is being made. Once a version is released its files never change again; the
next version gets a migration step of its own beside them.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from db.journal.triggers import triggers
from db.migrations import VERSION, rules_file, schema_file
from db.schema.base import Base
from db.schema.rules import rules

_SEPARATOR = ";\n--\n"


def schema_sql() -> str:
    dialect = sqlite.dialect()
    statements = []
    for table in Base.metadata.sorted_tables:
        statements.append(str(CreateTable(table).compile(dialect=dialect)))
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        statements += [str(CreateIndex(index).compile(dialect=dialect)) for index in indexes]
    return _SEPARATOR.join(_tidy(text) for text in (*statements, *triggers())) + "\n"


def rules_sql() -> str:
    return _SEPARATOR.join(_tidy(text) for text in rules()) + "\n"


def _tidy(sql: str) -> str:
    lines = (line.replace("\t", "  ").rstrip() for line in sql.strip().splitlines())
    return "\n".join(line for line in lines if line)


def main() -> None:
    schema_file(VERSION).write_text(schema_sql(), "utf-8")
    rules_file(VERSION).write_text(rules_sql(), "utf-8")
    print(f"schema {VERSION} frozen")


if __name__ == "__main__":
    main()
