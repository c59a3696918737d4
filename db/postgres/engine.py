"""Connections to a master."""

from importlib.util import find_spec

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.dialects.sqlite.dml import OnConflictClause

from db.errors import InspectionError
from db.merge.temp_tables import INCOMING

#: Where temporary tables are: behind the campaign's own, so that they shadow none.
TEMPORARY = "pg_temp"
#: How long a statement waits for what another officer is writing, in milliseconds.
PATIENCE = 5000
OLDEST = 140000

# Its compiler for PostgreSQL asks for this too; a file's ON CONFLICT names columns only.
OnConflictClause.constraint_target = None  # type: ignore[attr-defined]


def engine_for(url: URL, password: str | None, schema: str | None = None) -> Engine:
    """`schema`: what unqualified names mean; None before a campaign is chosen."""
    if find_spec("psycopg") is None:
        raise InspectionError("本机没有装 PostgreSQL 的驱动；请安装 inspector[postgres] 后再试。")
    engine = create_engine(
        url.set(password=password) if password is not None else url,
        pool_size=4,
        pool_pre_ping=True,
        hide_parameters=True,  # what people wrote never reaches a log
        connect_args={"connect_timeout": 10, "application_name": "inspector"},
        execution_options={
            "schema_translate_map": {INCOMING: TEMPORARY},
            "preserve_rowcount": True,
        },
    )

    @event.listens_for(engine, "connect")
    def _prepare(raw: object, _record: object) -> None:
        named = f'"{schema}", {TEMPORARY}' if schema else TEMPORARY
        raw.execute(f"SET search_path = {named}")  # type: ignore[attr-defined]
        raw.execute("SET jit = off")  # type: ignore[attr-defined]  # long statements, few rows
        raw.execute(f"SET lock_timeout = {PATIENCE}")  # type: ignore[attr-defined]
        raw.commit()  # type: ignore[attr-defined]

    return engine
