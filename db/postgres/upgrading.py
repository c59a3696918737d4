"""An older master is raised to this version by the steps of a file, in one transaction."""

from collections.abc import Iterable

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from db.errors import InspectionError, explaining_database_errors
from db.migrations import VERSION, step
from db.migrations.steps import for_postgres
from db.postgres.master import claim, find_campaign, reached
from db.postgres.master_url import Address
from db.postgres.schema import mark, require_parents, speak_of, unchecked
from db.postgres.triggers import triggers

_HERE = "current_schema()::regnamespace"
#: What writes the journal; the pen stays, for nothing that a step changes is in it.
_TRIGGERS = f"""SELECT format('DROP TRIGGER %I ON %I', t.tgname, c.relname)
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = {_HERE} AND NOT t.tgisinternal AND t.tgname <> 'pen_taken'"""
_FUNCTIONS = f"""SELECT format('DROP FUNCTION %I()', proname) FROM pg_proc
    WHERE pronamespace = {_HERE} AND prorettype = 'trigger'::regtype AND proname <> 'pen_taken'"""
_REFERENCES = f"""SELECT format('ALTER TABLE %I DROP CONSTRAINT %I', c.relname, k.conname)
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    WHERE k.connamespace = {_HERE} AND k.contype = 'f' AND c.relname = ANY(:names)"""


def upgrade(address: Address, password: str | None = None) -> int:
    """Raise the master at `address` to this version; the version it had.

    Waits for who is writing. Raises InspectionError where that cannot be; the master is then as it
    was.
    """
    with explaining_database_errors(), reached(address, password) as connection:
        schema, _ = find_campaign(connection, address)
        speak_of(connection, schema)
        connection.execute(text("SET LOCAL lock_timeout = 0"))
        claim(connection, alone=True)
        _, version = find_campaign(connection, address)  # others may have raised it meanwhile
        if version < VERSION:
            try:
                _raise(connection, version)
            except DBAPIError as error:
                raise InspectionError(
                    f"“{address.name}”升级没有成功，总库仍是原样；请把它报给维护人员。"
                ) from error
            mark(connection, schema)
        connection.commit()
    return version


def _raise(connection: Connection, version: int) -> None:
    """Triggers go first and come back last, so that no step is written down as an edit."""
    _run(connection, _listed(connection, _TRIGGERS))
    _run(connection, _listed(connection, _FUNCTIONS))
    connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))  # or no table changes after its rows
    owners = {
        alias: connection.scalars(text(f"SELECT id FROM {table}")).all()  # ours
        for alias, table in (("c", "campaign"), ("f", "finding"))
    }
    for number in range(version + 1, VERSION + 1):
        _run(connection, (for_postgres(statement, owners) for statement in step(number)))
    loose = [table.name for table in unchecked()]
    _run(connection, _listed(connection, _REFERENCES, names=loose))
    require_parents(connection)
    _run(connection, triggers())


def _listed(connection: Connection, query: str, **values: object) -> list[str]:
    return list(connection.scalars(text(query), values))


def _run(connection: Connection, statements: Iterable[str]) -> None:
    for statement in statements:
        connection.exec_driver_sql(statement.replace("%", "%%"))
