"""A master in the place of a file, for the laws of merging."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text

from db.postgres.founding import fill, found
from db.postgres.master import Master
from db.postgres.master_url import Address
from db.postgres.schema import tables
from db.progress import unwatched
from db.store import Store
from tests.db.merge.bureaus import Bureau


class MasterReplica(Bureau):
    """`path` is nothing here: nobody merges from a master."""

    def __init__(self, url: str, seed: Path) -> None:
        self.skew, self._ticks = timedelta(), 0
        with Store.open(seed) as bureau:
            address = found(Address.parse(url), bureau)
        self.store: Any = Master.at(address, now=self._now)

    @contextmanager
    def folded(self) -> Iterator[None]:
        """A master has no log beside it."""
        yield

    def _take(self, source: Path) -> None:
        """Hold what the file holds, and nothing else."""
        names = ", ".join(f'"{table.name}"' for table in tables())
        with self.store.engine.begin() as connection:
            connection.execute(text(f"TRUNCATE {names}"))
            connection.execute(text("UPDATE pen SET silent = true"))
            fill(connection, source, None, unwatched)
