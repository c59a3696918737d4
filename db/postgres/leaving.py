"""A master taken out into a file again: to hand out anew, to check, to keep."""

from pathlib import Path

from sqlalchemy import insert, select, text, update

from db.errors import explaining_database_errors
from db.postgres.master import Master
from db.postgres.schema import poured
from db.progress import Progress, unwatched
from db.schema.base import table_of
from db.schema.journal import Pen
from db.storage import file
from db.storage.keys import keep_identity
from db.store import Store

_AT_ONCE = 2000


def take_out(
    master: Master,
    target: Path,
    passphrase: str | None = None,
    *,
    progress: Progress = unwatched,
) -> Path:
    """Write what the master holds at this moment into a new bureau's file; whole or not at all.

    Raises InspectionError where that cannot be. The master stays as it is.
    """
    with master.read() as work:
        recovery = work.campaigns.recovery_key()
    with file.staging(target.parent) as folder:
        made = folder / target.name
        file.require_free(target)
        key = file.create_locked(made, passphrase, recovery)
        with Store.open(made, key, master.now) as store, explaining_database_errors():
            _fill(store, master, progress)
            store.backups.forgo()
        if recovery is not None:
            keep_identity(made, key, master.identity())
        file.move(made, target)
    return target


def _fill(store: Store, master: Master, progress: Progress) -> None:
    """Row by row, as each engine says it: this is no everyday work."""
    with master.read() as work, store.engine.begin() as connection:
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        connection.execute(update(Pen).values(silent=True))
        for number, table in enumerate(poured(), 1):
            query = select(table).execution_options(yield_per=_AT_ONCE)
            for rows in work.session.execute(query).mappings().partitions():
                connection.execute(insert(table), [dict(row) for row in rows])
            progress(number, len(poured()))
        latest = work.session.execute(select(table_of(Pen).c.clock)).scalar_one()
        connection.execute(update(Pen).values(silent=False, clock=latest))
