"""A master is founded from the bureau's file: all of it comes over, or nothing."""

from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Table, func, select, text

from db.errors import InspectionError, explaining_database_errors
from db.postgres.copying import pour
from db.postgres.engine import engine_for
from db.postgres.master import keep_identity, reached
from db.postgres.master_url import Address, schema_of
from db.postgres.schema import fit_out, lay_out, poured, require_parents, tables
from db.progress import Progress, unwatched
from db.storage import file
from db.store import Store
from db.vocabulary import Desk


def found(
    address: Address,
    bureau: Store,
    password: str | None = None,
    *,
    progress: Progress = unwatched,
) -> Address:
    """Move what the bureau's file holds into a new master; its full address.

    Raises InspectionError where that cannot be; the server is then as before. The file stays as it
    is, but from now on the master is the one to merge into.
    """
    with bureau.read() as work:
        info, campaign = work.file(), work.campaigns.current()
    if info.desk is not Desk.BUREAU:
        raise InspectionError("只有局里的总文件能建总库；请用总文件再试。")
    schema = schema_of(campaign.code)
    with explaining_database_errors(), reached(address, password) as connection:
        if connection.scalar(text("SELECT to_regnamespace(:name)"), {"name": schema}) is not None:
            raise InspectionError(f"“{address.name}”里已经有这次检查的总库；请直接使用它。")
        lay_out(connection, schema)
        fill(connection, bureau.path, bureau.key, progress)
        fit_out(connection)
        if _has_identity(bureau):
            keep_identity(connection, bureau.identity())
        connection.commit()
        _settle(address, password, schema)
    return address.of(campaign.code)


def fill(connection: Connection, path: Path, key: bytes | None, progress: Progress) -> None:
    """Copy a whole file into empty tables, and check that all of it came."""
    with closing(file.connect(path, key)) as source:
        source.execute("BEGIN")
        for number, table in enumerate(poured(), 1):
            copied = pour(source, connection, table)
            _require(connection, table, copied)
            progress(number, len(poured()))
    connection.execute(
        text(
            "SELECT setval(pg_get_serial_sequence('quarantine', 'id'),"
            " greatest(1, (SELECT max(id) FROM quarantine)))"
        )
    )
    require_parents(connection)


def _require(connection: Connection, table: Table, wanted: int) -> None:
    if connection.scalar(select(func.count()).select_from(table)) != wanted:
        raise InspectionError(f"建库时核对不上（{table.name}），没有建成；请再试一次。")


def _has_identity(bureau: Store) -> bool:
    with bureau.read() as work:
        return work.campaigns.recovery_key() is not None


def _settle(address: Address, password: str | None, schema: str) -> None:
    """Let the planner know what there is now."""
    engine = engine_for(address.url, password, schema)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"ANALYZE {', '.join(table.name for table in tables())}"))
    engine.dispose()
